"""Why a planner's file cannot be read at all, in words."""

from __future__ import annotations

from pathlib import Path

from data.intake.findings import IntakeError

HOW_TO_SAVE = "Save it as “CSV UTF-8 (comma delimited)” and load that file"


def unreadable(path: Path, error: OSError) -> IntakeError:
    """Return the refusal of a file that the system does not let us read."""
    what = f"The file {path.name or path} cannot be read"
    if isinstance(error, FileNotFoundError):
        return IntakeError(what, f"There is no file at {path}", "Check the name and the folder")
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return IntakeError(what, f"{path} is a folder", "Name a CSV file in it")
    if isinstance(error, PermissionError):
        return IntakeError(
            what,
            "This account may not read it, or another program holds it",
            "Close it in other programs, or ask its owner for access",
        )
    return IntakeError(what, f"The system says: {error.strerror or error}", "Copy the file to this disk")


def not_text(path: Path) -> IntakeError:
    """Return the refusal of a file that is no UTF-8 text."""
    return IntakeError(
        f"The file {path.name} cannot be read as text",
        "It is a workbook, or its letters are stored in another way than UTF-8",
        HOW_TO_SAVE,
    )
