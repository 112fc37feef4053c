"""Why a file cannot be read at all, in words: what, why and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.intake.findings import IntakeError


def unreadable(path: Path, error: OSError) -> IntakeError:
    """Say why the system does not give the file."""
    what = f"The file {path.name or path} cannot be read"
    if isinstance(error, FileNotFoundError):
        return IntakeError(what, f"There is no file at {path}", "Check the name and the folder")
    if isinstance(error, PermissionError):
        return IntakeError(
            what,
            "This account may not read it, or another program holds it",
            "Close it in other programs, or ask its owner for access",
        )
    return IntakeError(what, f"The system says: {error.strerror or error}", "Copy the file to this disk")


def not_a_file(path: Path) -> IntakeError:
    """Say that a folder or a device was given."""
    if path.is_dir():
        return IntakeError(
            f"The file {path.name or path} cannot be read", f"{path} is a folder", "Name a file in it"
        )
    return IntakeError(
        f"The file {path.name or path} cannot be read",
        f"{path} is a device or a pipe, not a file",
        "Copy what it holds to a file, then load that",
    )


def empty(name: str) -> IntakeError:
    """Say that there is nothing in the file."""
    return IntakeError(
        f"The file {name} is empty", "It has no text in it", "Check that it is the file you mean"
    )


def too_large(name: str, why: str) -> IntakeError:
    """Say that a packed file would unpack to something out of all proportion."""
    return IntakeError(
        f"The file {name} is not unpacked",
        why,
        "If you trust the file, unpack it yourself and load what is in it",
    )


def too_much_for_memory(name: str) -> IntakeError:
    """Say that the table of a file does not fit into the memory that reading may use."""
    return IntakeError(
        f"The file {name} is not read",
        "Its cells lie so far apart, or are so many, that they do not fit into the memory",
        "Check whether cells far right of the table hold something by mistake, or save it as a CSV file",
    )


def no_room(folder: Path) -> IntakeError:
    """Say that the disk is full."""
    return IntakeError(
        "The file cannot be unpacked",
        f"There is not enough room on the disk that holds {folder}",
        "Free some room on that disk, then load the file again",
    )


def damaged(name: str, what_is: str) -> IntakeError:
    """Say that the file is not what its beginning promises."""
    return IntakeError(
        f"The file {name} is damaged",
        f"It begins like {what_is}, but cannot be taken apart like one",
        "Get the file again, or open it in the program it comes from and save it anew",
    )


def dangerous(name: str) -> IntakeError:
    """Say that the file holds declarations that only hostile files hold."""
    return IntakeError(
        f"The file {name} is not read",
        "It declares entities of its own, which no spreadsheet program writes and which can fill the memory",
        "Open it in the program it comes from and save it anew, if you know who made it",
    )


def locked_with_password(name: str) -> IntakeError:
    """Say that the file is encrypted."""
    return IntakeError(
        f"The file {name} is locked with a password",
        "What is in it cannot be read without the password",
        "Open it in the program it comes from, remove the password, save it and load that file",
    )


def endless_line(name: str, looked_at: int) -> IntakeError:
    """Say that a text does not consist of lines."""
    return IntakeError(
        f"The file {name} is no table",
        f"Its first line has no end within {looked_at:,} letters",
        "Check that it is the file you mean",
    )


def packed_twice(name: str) -> IntakeError:
    """Say that an archive lies within an archive."""
    return IntakeError(
        f"The file {name} is not unpacked",
        "It is an archive within an archive",
        "Unpack it yourself and load the file in it",
    )


def too_wide(name: str, columns: int, most: int) -> IntakeError:
    """Say that a table has more columns than any real one."""
    return IntakeError(
        f"The file {name} is too wide",
        f"Its first rows have {columns:,} columns; a table has at most {most:,}",
        "Check how it was written: cells may be separated by a mark that also stands in the texts",
    )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system refuses while a file is read into words.

    Raises
    ------
    IntakeError
        For every OSError inside.
    """
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error
    except RuntimeError as error:
        # Up to Python 3.12 a link that leads to itself is told of in this way.
        if not isinstance(error.__context__, OSError):
            raise
        raise unreadable(path, error.__context__) from error
