"""Job histories whose jobs have titles and no codes: each title is coded once, then moves are counted."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from data import engine
from data.intake.histories import Histories, distinct_titles, read_histories
from data.intake.histories.columns import SOC, TITLE, chosen
from data.intake.histories.reading import MONTHS
from data.intake.histories.sources import found_files, sources
from data.intake.reading.progress import Progress

if TYPE_CHECKING:
    from data.reference.pack import Pack


def count_histories(
    path: str | Path,
    pack: Pack,
    *,
    columns: Mapping[str, str] | None = None,
    months: int = MONTHS,
    day_first: bool | None = None,
    keep_education_not_stated: bool = True,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    threads: int | None = None,
) -> Histories:
    """Count moves as `data.intake.histories.read_histories`; where no column has codes, titles are coded.

    Raises
    ------
    IntakeError
        When the files cannot be read, lack a column, or no row can be used.
    ReadingCancelledError
        When the reading was called off.
    """
    return read_histories(
        path,
        pack,
        columns=columns,
        months=months,
        code_of=codes_of_titles(path, pack, columns, cancel),
        day_first=day_first,
        keep_education_not_stated=keep_education_not_stated,
        progress=progress,
        cancel=cancel,
        threads=threads,
    )


def codes_of_titles(
    path: str | Path,
    pack: Pack,
    columns: Mapping[str, str] | None = None,
    cancel: threading.Event | None = None,
) -> dict[str, str] | None:
    """Return the occupation of each job title that says it clearly enough; None where jobs have codes."""
    files, _ = found_files(Path(path))
    with engine.connect() as connection:
        headers = {source.header: source.files[0].name for source in sources(files, connection)}
    found = [chosen(header, columns or {}, name, titles=True) for header, name in headers.items()]
    if all(SOC in one or TITLE not in one for one in found):
        return None
    from data.intake.coding.coder import SURE, TitleCoder

    titles = distinct_titles(path, columns=columns, cancel=cancel)["title"].tolist()
    coded = TitleCoder.load(pack).code(titles)
    return {
        title: soc
        for title, soc, sure in zip(titles, coded.soc, coded.confidence.tolist(), strict=True)
        if soc and sure >= SURE
    }
