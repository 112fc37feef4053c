"""Why a file cannot be read at all, in words: what, why and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.intake.findings import IntakeError
from data.language import say


def unreadable(path: Path, error: OSError) -> IntakeError:
    """Say why the system does not give the file."""
    what = say("The file {file} cannot be read", file=path.name or path)
    if isinstance(error, FileNotFoundError):
        return IntakeError(
            what, say("There is no file at {path}", path=path), say("Check the name and the folder")
        )
    if isinstance(error, PermissionError):
        return IntakeError(
            what,
            say("This account may not read it, or another program holds it"),
            say("Close it in other programs, or ask its owner for access"),
        )
    return IntakeError(
        what,
        say("The system says: {trouble}", trouble=error.strerror or error),
        say("Copy the file to this disk"),
    )


def not_a_file(path: Path) -> IntakeError:
    """Say that a folder or a device was given."""
    what = say("The file {file} cannot be read", file=path.name or path)
    if path.is_dir():
        return IntakeError(what, say("{path} is a folder", path=path), say("Name a file in it"))
    return IntakeError(
        what,
        say("{path} is a device or a pipe, not a file", path=path),
        say("Copy what it holds to a file, then load that"),
    )


def empty(name: str) -> IntakeError:
    """Say that there is nothing in the file."""
    return IntakeError(
        say("The file {file} is empty", file=name),
        say("It has no text in it"),
        say("Check that it is the file you mean"),
    )


def too_large(name: str, why: str) -> IntakeError:
    """Say that a packed file would unpack to something out of all proportion."""
    return IntakeError(
        say("The file {file} is not unpacked", file=name),
        why,
        say("If you trust the file, unpack it yourself and load what is in it"),
    )


def too_much_for_memory(name: str) -> IntakeError:
    """Say that the table of a file does not fit into the memory that reading may use."""
    return IntakeError(
        say("The file {file} is not read", file=name),
        say("Its cells lie so far apart, or are so many, that they do not fit into the memory"),
        say("Check whether cells far right of the table hold something by mistake, or save it as a CSV file"),
    )


def no_room(folder: Path) -> IntakeError:
    """Say that the disk is full."""
    return IntakeError(
        say("The file cannot be unpacked"),
        say("There is not enough room on the disk that holds {folder}", folder=folder),
        say("Free some room on that disk, then load the file again"),
    )


def damaged(name: str, what_is: str) -> IntakeError:
    """Say that the file is not what its beginning promises."""
    return IntakeError(
        say("The file {file} is damaged", file=name),
        say("It begins like {what}, but cannot be taken apart like one", what=what_is),
        say("Get the file again, or open it in the program it comes from and save it anew"),
    )


def dangerous(name: str) -> IntakeError:
    """Say that the file holds declarations that only hostile files hold."""
    return IntakeError(
        say("The file {file} is not read", file=name),
        say(
            "It declares entities of its own, which no spreadsheet program writes and which can fill the"
            " memory"
        ),
        say("Open it in the program it comes from and save it anew, if you know who made it"),
    )


def locked_with_password(name: str) -> IntakeError:
    """Say that the file is encrypted."""
    return IntakeError(
        say("The file {file} is locked with a password", file=name),
        say("What is in it cannot be read without the password"),
        say("Open it in the program it comes from, remove the password, save it and load that file"),
    )


def endless_line(name: str, looked_at: int) -> IntakeError:
    """Say that a text does not consist of lines."""
    return IntakeError(
        say("The file {file} is no table", file=name),
        say("Its first line has no end within {count} letters", count=f"{looked_at:,}"),
        say("Check that it is the file you mean"),
    )


def packed_twice(name: str) -> IntakeError:
    """Say that an archive lies within an archive."""
    return IntakeError(
        say("The file {file} is not unpacked", file=name),
        say("It is an archive within an archive"),
        say("Unpack it yourself and load the file in it"),
    )


def too_wide(name: str, columns: int, most: int) -> IntakeError:
    """Say that a table has more columns than any real one."""
    return IntakeError(
        say("The file {file} is too wide", file=name),
        say(
            "Its first rows have {columns} columns; a table has at most {most}",
            columns=f"{columns:,}",
            most=f"{most:,}",
        ),
        say("Check how it was written: cells may be separated by a mark that also stands in the texts"),
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
