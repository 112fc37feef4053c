"""The planner's files, looked at, read and counted in a child: the window only waits for the answer.

The functions without an underscore are called beside the window's thread; those with one run in the child.
What a file comes to lies in a folder of the children, and what comes back is small.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.language import say
from desktop.children import children
from workbook.desk import COUNTED, Desk, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    import threading

    from data.intake.findings import Finding
    from data.intake.loaded import Loaded
    from data.intake.mapping import Mapping as ColumnMapping
    from data.intake.reading.progress import Progress
    from data.intake.reading.tables import Preview
    from data.intake.recipes import Recipe
    from data.reference.pack import Pack
    from desktop.finding_rows import FindingRows
    from desktop.recognising import Look
    from workbook.model.run import Prepared
    from workbook.plan import Plan

Key = tuple[object, ...]
Files = Mapping[Key, "Loaded"]


def look(
    path: Path, recipes: Sequence[Recipe], kind: str | None, cancel: threading.Event | None = None
) -> Look:
    """Look at a file and say what it is; see `desktop.recognising.look_at`."""
    from desktop.recognising import look_at

    found: Look = children.ask(partial(look_at, path, recipes, kind), cancel=cancel)
    return found


def take_in(
    file: SourceFile,
    pack: Pack,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Loaded:
    """Load a file as it is to be read; its rows lie on the disk.

    Raises
    ------
    IntakeError
        When nothing of it can be used.
    PlannerError
        When the disk is full, or the child ended before its answer.
    ReadingCancelledError
        When it was called off; nothing is left behind.
    """
    with _folder() as folder:
        loaded: Loaded = children.ask(partial(_taken_in, file, pack, folder), progress or _silent, cancel)
    return loaded


def make_ready(
    pack: Pack, plan: Plan, desk: Desk, at_hand: Files, cancel: threading.Event | None = None
) -> tuple[Prepared, Mapping[str, PlannerError], Files]:
    """Do the slow step of the model for a plan and the files on its desk.

    Parameters
    ----------
    at_hand : dict of tuple to Loaded
        Files by their key that have been read; the others are read now.

    Returns
    -------
    tuple
        The region as the model takes it, without the rows of the planner's files; of which kinds files were
        left out, and why; the files that were read.
    """
    keys = [one.key for kind in COUNTED for one in desk.of(kind)]
    wanted = {key: _without_titles(at_hand[key]) for key in keys if key in at_hand}
    with _folder() as folder:
        ready: tuple[Prepared, Mapping[str, PlannerError], Files] = children.ask(
            partial(_made_ready, pack, plan, desk, wanted, folder), cancel=cancel
        )
        if not ready[2]:
            folder.rmdir()
    return ready


def rows_of_finding(
    file: SourceFile, loaded: Loaded, finding: Finding, cancel: threading.Event | None = None
) -> FindingRows:
    """Read the lines that a finding names from the file; see `desktop.finding_rows.read_rows`."""
    from desktop.finding_rows import read_rows

    found: FindingRows = children.ask(partial(read_rows, file, loaded.sheet, finding), cancel=cancel)
    return found


def sample(mapping: ColumnMapping, preview: Preview, pack: Pack) -> Loaded:
    """Load the first rows of a sheet as a mapping says; see `desktop.recognising.sample`."""
    from desktop.recognising import sample as read_sample

    loaded: Loaded = children.ask(partial(read_sample, mapping, preview, pack))
    return loaded


def write_rejects(loaded: Loaded, path: Path) -> Path:
    """Write all rows of a file that were set aside; see `workbook.writing.rejects`."""
    written: Path = children.ask(partial(_write_rejects, loaded, path))
    return written


def _without_titles(loaded: Loaded) -> Loaded:
    """Return a file without its list of titles to review, which is long and not counted."""
    return replace(loaded, facts={name: one for name, one in loaded.facts.items() if "review" not in name})


# In the child ----------------------------------------------------------------------------------------


def _taken_in(file: SourceFile, pack: Pack, folder: Path, progress: Progress | None = None) -> Loaded:
    from data.intake.loaded import Options
    from desktop.recognising import take_in
    from workbook.putaway import put_away

    try:
        return put_away(take_in(file, pack, progress, options=Options(folder=folder)), folder)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise PlannerError(
            say("{name} was not read", name=file.name),
            say("The disk is full"),
            say("Make room and load it again"),
        ) from error


def _made_ready(
    pack: Pack, plan: Plan, desk: Desk, at_hand: Files, folder: Path
) -> tuple[Prepared, Mapping[str, PlannerError], Files]:
    from workbook.deskfiles import counted_tables
    from workbook.model.run import prepare

    loaded = dict(at_hand)

    def taken(file: SourceFile, own: Pack) -> Loaded:
        return _taken_in(file, own, Path(tempfile.mkdtemp(dir=folder)))

    files = counted_tables(pack, plan, desk, loaded, taken)
    prepared = prepare(pack, plan, files.postings, files.unemployed, tables=files.tables)
    new = {key: one for key, one in loaded.items() if key not in at_hand}
    light = {id(one): _light(one) for one in prepared.files}
    kept = {name: tuple(light[id(one)] for one in getattr(prepared, name)) for name in ("files", "tables")}
    return replace(prepared, **kept), files.elsewhere, new


def _light(table: Any) -> Any:
    """Return a planner's table without the rows that have been counted and are not asked for again."""
    kind = getattr(table, "kind", "")
    if kind == "wages":
        return replace(table, rows=table.rows.drop_duplicates("area"))
    if kind and kind != "transitions":
        return table
    empty = {"rejects": table.rejects.head(0)} if hasattr(table, "rejects") else {}
    return replace(table, rows=table.rows.head(0), **empty)


def _write_rejects(loaded: Loaded, path: Path) -> Path:
    from workbook.writing.rejects import write_rejects as written

    return written(loaded.every_reject(), loaded.findings, path, subject=loaded.name)


# ---------------------------------------------------------------------------------------------------------


def _silent(_rows: int, _share: float | None) -> None:
    """Take the progress of a reading that nobody watches: it is read alike."""


@contextmanager
def _folder() -> Iterator[Path]:
    """Give a folder for what a file comes to; it goes when nothing came of it."""
    folder = Path(tempfile.mkdtemp(dir=children.folder))
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
