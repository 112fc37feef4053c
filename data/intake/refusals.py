"""Why a planner's file cannot be read at all, in words."""

from __future__ import annotations

from pathlib import Path

from data.intake.findings import IntakeError
from data.intake.reading.refusals import unreadable as not_given
from data.language import say

HOW_TO_SAVE = say("Save it as “CSV UTF-8 (comma delimited)” and load that file")


def unreadable(path: Path, error: OSError) -> IntakeError:
    """Return the refusal of a file that the system does not let us read."""
    if isinstance(error, IsADirectoryError) or path.is_dir():
        what = say("The file {file} cannot be read", file=path.name or path)
        return IntakeError(what, say("{path} is a folder", path=path), say("Name a CSV file in it"))
    return not_given(path, error)


def not_text(path: Path) -> IntakeError:
    """Return the refusal of a file that is no UTF-8 text."""
    return IntakeError(
        say("The file {file} cannot be read as text", file=path.name),
        say("It is a workbook, or its letters are stored in another way than UTF-8"),
        HOW_TO_SAVE,
    )
