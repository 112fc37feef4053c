"""The planner's own files, of any layout, read for a plan; what cannot be read is said in a sentence."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.findings import IntakeError
from workbook.errors import PlannerError
from workbook.model.localtables import KINDS, PROGRAMMES, WAGES, LocalTable

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.intake.postings import PostingsTable
    from data.intake.reading.progress import Progress
    from data.intake.unemployment import UnemployedTable
    from data.reference.pack import Pack

POSTINGS, UNEMPLOYMENT = "postings", "unemployment"
_ONE_FIGURE = ["area", "area_title", "soc", "level"]


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
) -> LocalFiles:
    """Read the planner's files, several of a kind together.

    Parameters
    ----------
    pack : Pack
        The reference pack.
    areas : sequence of str
        Areas of the region.
    given : mapping of str to sequence of str
        Paths by kind: `POSTINGS`, `UNEMPLOYMENT` and those of `workbook.model.localtables`.
    progress, cancel : optional
        Told how far it is; calls it off.

    Raises
    ------
    PlannerError
        When a file is missing, cannot be read as what it is said to be, or has no row that can be used.
    """
    from data.intake.loading import load

    try:
        loaded = {
            kind: [load(Path(path), pack, kind, progress=progress, cancel=cancel) for path in paths]
            for kind, paths in given.items()
            if paths
        }
    except IntakeError as trouble:
        raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble
    from workbook.loadedfiles import postings_table, unemployed_table

    return LocalFiles(
        postings_table(loaded[POSTINGS], {}) if POSTINGS in loaded else None,
        unemployed_table(loaded[UNEMPLOYMENT], areas) if UNEMPLOYMENT in loaded else None,
        tuple(local_table(kind, loaded[kind]) for kind in KINDS if kind in loaded),
    )


def local_table(kind: str, files: Sequence[Loaded]) -> LocalTable:
    """Return loaded files of a kind as one table.

    The same figure of a later file goes before that of an earlier one; a programme counts once; moves of
    several files are added together.
    """
    rows = pd.concat([one.rows() for one in files], ignore_index=True)
    if kind == WAGES:
        rows = rows.drop_duplicates(_ONE_FIGURE, keep="last", ignore_index=True)
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
    )
