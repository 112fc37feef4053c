"""The planner's own files, of any layout, read for a plan; what cannot be read is said in a sentence."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data import engine
from data.intake.findings import IntakeError
from workbook.errors import PlannerError
from workbook.model.localtables import KINDS, NONBA_WAGES, PROGRAMMES, PROJECTIONS, WAGES, LocalTable

if TYPE_CHECKING:
    from data.intake.loaded import Loaded, Options
    from data.intake.postings import PostingsTable
    from data.intake.reading.progress import Progress
    from data.intake.unemployment import UnemployedTable
    from data.reference.pack import Pack

POSTINGS, UNEMPLOYMENT, BOUNDARIES = "postings", "unemployment", "boundaries"
_ONE_FIGURE = {
    WAGES: ["area", "area_title", "soc", "level"],
    PROJECTIONS: ["area", "soc", "level"],
    NONBA_WAGES: ["area", "soc"],
}


@dataclass(frozen=True)
class LocalFiles:
    """The files of a plan as the model counts them; None and nothing where the planner gave none."""

    postings: PostingsTable | None = None
    unemployed: UnemployedTable | None = None
    tables: tuple[LocalTable, ...] = ()


def read_local_files(
    pack: Pack,
    areas: Sequence[str],
    given: Mapping[str, Sequence[str]],
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    *,
    employers: bool = False,
) -> LocalFiles:
    """Read the planner's files, several of a kind together.

    Parameters
    ----------
    pack : Pack
        The reference pack.
    areas : sequence of str
        Areas of the region.
    given : mapping of str to sequence of str
        Paths by kind: `POSTINGS`, `UNEMPLOYMENT` and those of `workbook.model.localtables`; of `BOUNDARIES`,
        by which postings are placed that only tell latitude and longitude, the last one counts.
    progress, cancel : optional
        Told how far it is; calls it off.
    employers : bool
        Whether the employers of postings are wanted as well; they take memory.

    Raises
    ------
    PlannerError
        When a file is missing, cannot be read as what it is said to be, or has no row that can be used.
    """
    from data.intake.loaded import Options
    from data.intake.loading import load

    def loaded(kind: str, options: Options) -> list[Loaded]:
        return [
            load(Path(path), pack, kind, options=options, progress=progress, cancel=cancel)
            for path in given.get(kind, ())
        ]

    shapes = [Path(one) for one in given.get(BOUNDARIES, ())]
    workers = Options(threads=os.cpu_count(), boundaries=shapes[-1] if shapes else None)
    try:
        postings = _postings(given.get(POSTINGS, ()), partial(loaded, POSTINGS), workers, employers=employers)
        unemployed = loaded(UNEMPLOYMENT, workers)
        tables = {kind: found for kind in KINDS if (found := loaded(kind, workers))}
    except IntakeError as trouble:
        raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble
    from workbook.loadedcounts import unemployed_table

    return LocalFiles(
        postings,
        unemployed_table(unemployed, areas, pack) if unemployed else None,
        tuple(local_table(kind, found) for kind, found in tables.items()),
    )


def _postings(
    files: Sequence[str], loaded: Callable[[Options], list[Loaded]], options: Options, *, employers: bool
) -> PostingsTable | None:
    """Read postings; of one file only what is counted, of several also what tells copies across them."""
    if not files:
        return None
    with tempfile.TemporaryDirectory(prefix="headway-postings-") as folder:
        if len(files) > 1 or employers:
            from workbook.loadedfiles import postings_table

            return postings_table(loaded(options), {})
        (one,) = loaded(replace(options, folder=Path(folder), figures_only=True))
        return _figures_of(one)


def _figures_of(loaded: Loaded) -> PostingsTable:
    """Return what the model counts of one file of any length: its repeating texts are kept once each.

    Numbers, titles and employers of the postings are left blank.
    """
    from data.intake.postings import COLUMNS, PostingsTable

    assert isinstance(loaded.table, Path)
    told = [name for name in COLUMNS if name not in ("posted", "expires", "wage_annual_usd")]
    with engine.connect() as connection:
        connection.from_parquet(str(loaded.table)).create_view("postings")
        for name in told:
            connection.execute(f"CREATE TYPE {name}_text AS ENUM (SELECT DISTINCT {name} FROM postings)")
        cells = ", ".join(
            f"CAST({name} AS {name}_text) AS {name}" if name in told else name for name in COLUMNS
        )
        rows = connection.execute(f"SELECT {cells} FROM postings WHERE soc <> '' ORDER BY line").df()
    return PostingsTable(
        rows=rows,
        read=loaded.read,
        accepted=loaded.accepted,
        set_aside=loaded.set_aside,
        repeated=loaded.repeated,
        findings=loaded.findings,
        sha256=loaded.sha256,
        name=loaded.name,
        rejects=loaded.rejects,
        layout=loaded.layout,
    )


def local_table(kind: str, files: Sequence[Loaded]) -> LocalTable:
    """Return loaded files of a kind as one table.

    The same figure of a later file goes before that of an earlier one; a programme counts once; moves of
    several files are added together.
    """
    rows = pd.concat([one.rows() for one in files], ignore_index=True)
    if kind in _ONE_FIGURE:
        rows = rows.drop_duplicates(_ONE_FIGURE[kind], keep="last", ignore_index=True)
    if kind == PROGRAMMES:
        rows = rows.drop_duplicates(ignore_index=True)
    return LocalTable(
        kind=kind,
        rows=rows,
        read=sum(one.read for one in files),
        accepted=sum(one.accepted for one in files),
        set_aside=sum(one.set_aside for one in files),
        findings=tuple(finding for one in files for finding in one.findings),
        sha256=" ".join(one.sha256 for one in files),
        name=", ".join(one.name for one in files),
        layout="; ".join(sorted({one.layout for one in files})),
    )
