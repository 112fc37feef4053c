"""What a file would give, without its table: its kind, its rows, and what was met in it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.intake.boundaries.loading import BOUNDARIES, NoCountyError
from data.intake.findings import Finding, IntakeError
from data.intake.loaded import Options
from data.intake.loading import HISTORIES, JobHistoriesError, NothingUsableError, load
from data.intake.reading.progress import Progress
from data.intake.recipes import Recipe

if TYPE_CHECKING:
    from data.reference.pack import Pack


@dataclass(frozen=True)
class Checked:
    """What a file would give, without its table.

    Attributes
    ----------
    recognised_as : str
        Kind of the file, blank where nobody can tell.
    preset : str
        Name of the layout or of the recipe.
    rows_read, accepted, set_aside : int
        Rows; accepted + set aside = read.
    findings : tuple of Finding
        What was met.
    usable : bool
        Whether at least one row can be used.
    refusal : IntakeError or None
        Why nothing can be used, in three sentences.
    """

    recognised_as: str
    preset: str
    rows_read: int
    accepted: int
    set_aside: int
    findings: tuple[Finding, ...]
    usable: bool
    refusal: IntakeError | None = None


def check(
    path: str | Path,
    pack: Pack,
    kind: str | None = None,
    recipe: Recipe | None = None,
    *,
    sheet: str | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Checked:
    """Say what a file is and what loading it would give. Never raises for what stands in the file.

    The rows of a file that is of no known kind, or not of the kind that it is said to be, are all set aside.
    """
    try:
        if kind == HISTORIES:
            return _checked_histories(path, pack, recipe, progress, cancel)
        try:
            found = load(
                path, pack, kind, recipe, sheet=sheet, options=options, progress=progress, cancel=cancel
            )
        except JobHistoriesError:
            return _checked_histories(path, pack, recipe, progress, cancel)
    except NothingUsableError as refused:
        count = len(refused.rejects)
        choice = refused.choice
        return Checked(choice.kind, choice.preset, count, 0, count, refused.findings, False, refused)
    except NoCountyError as refused:
        return Checked(BOUNDARIES, "", refused.read, 0, refused.read, refused.findings, False, refused)
    except IntakeError as refused:
        count = _rows_of(Path(path), sheet, progress, cancel)
        return Checked("", "", count, 0, count, (), False, refused)
    return Checked(
        found.kind, found.preset, found.read, found.accepted, found.set_aside, found.findings, True
    )


def _rows_of(path: Path, sheet: str | None, progress: Progress | None, cancel: threading.Event | None) -> int:
    """Count the rows of a file, 0 where it cannot be read at all."""
    from data.intake.reading.rawfile import open_file

    try:
        with open_file(path) as file:
            return file.table(sheet, None, progress, cancel).rows
    except (IntakeError, KeyError):
        return 0


def _checked_histories(
    path: str | Path,
    pack: Pack,
    recipe: Recipe | None,
    progress: Progress | None,
    cancel: threading.Event | None,
) -> Checked:
    from data.intake.historytitles import count_histories

    columns = dict(recipe.columns) if recipe is not None else {}
    found = count_histories(path, pack, columns=columns, progress=progress, cancel=cancel)
    counts, preset = found.counts, recipe.name if recipe is not None else ""
    return Checked(HISTORIES, preset, counts.read, counts.accepted, counts.set_aside, found.findings, True)
