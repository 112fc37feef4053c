"""A finished file takes its place in one step, or nothing changes and a sentence says why."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from data.language import say_waiting
from workbook.errors import PlannerError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_LOCKED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY}
_EXCEL = (".xlsx",)


def check_place(path: Path, suffixes: Sequence[str] = _EXCEL, noun: str = "workbook") -> Path:
    """Return where a file will stand, or say why it cannot stand there.

    Links are followed, so that the file behind a link is replaced and the link stays.

    Parameters
    ----------
    path : Path
        Where it is wanted.
    suffixes : sequence of str
        Endings that its name may have.
    noun : str
        What people call the file, for the sentences.

    Raises
    ------
    PlannerError
        When the name has another ending or is a folder's, the folder is missing, or the file is open.
    """
    place = Path(os.path.realpath(path))
    what = say_waiting("The {noun} {name} was not written", noun=_called(noun), name=place.name or path)
    if place.suffix.lower() not in suffixes:
        raise PlannerError(
            what,
            _ending(suffixes),
            say_waiting("Use a name such as {name}{ending}", name=place.stem or "plan", ending=suffixes[0]),
        )
    if not place.parent.is_dir():
        raise PlannerError(
            what,
            say_waiting("There is no folder {folder}", folder=place.parent),
            say_waiting("Make the folder first or choose another"),
        )
    if place.is_dir():
        raise PlannerError(
            what, say_waiting("A folder has this name already"), say_waiting("Choose another name")
        )
    lock = _lock_of(place)
    if lock is not None:
        raise PlannerError(
            what,
            say_waiting("It is open in another program"),
            say_waiting(
                "Close it there or choose another name; if nothing has it open, delete {lock} beside it",
                lock=lock.name,
            ),
        )
    if place.exists() and not os.access(place, os.W_OK):
        raise PlannerError(
            what,
            say_waiting("The file of this name is write-protected"),
            say_waiting("Choose another name or lift the protection"),
        )
    return place


def _called(noun: str) -> str:
    nouns = {
        "workbook": say_waiting("workbook"),
        "review": say_waiting("review"),
        "deck": say_waiting("deck"),
        "picture": say_waiting("picture"),
        "file": say_waiting("file"),
    }
    return nouns.get(noun, noun)


def _ending(suffixes: Sequence[str]) -> str:
    if tuple(suffixes) == _EXCEL:
        return say_waiting("Its name does not end in .xlsx, as Excel wants")
    return say_waiting("Its name does not end in {endings}", endings=say_waiting(" or ").join(suffixes))


def _lock_of(place: Path) -> Path | None:
    """Return the mark that LibreOffice or Excel leaves beside a file while it is open."""
    shortened = place.name[2:] if len(place.stem) > 7 else place.name
    marks = (f".~lock.{place.name}#", f"~${place.name}", f"~${shortened}")
    return next((place.parent / mark for mark in marks if (place.parent / mark).exists()), None)


@contextmanager
def staged_file(path: Path, suffixes: Sequence[str] = _EXCEL, noun: str = "workbook") -> Iterator[Path]:
    """Give a place beside the wanted one to write a file to; at the end it is renamed to its place.

    Parameters
    ----------
    path, suffixes, noun
        As for `check_place`.

    Raises
    ------
    PlannerError
        When the file is open elsewhere, the disk is full, or the folder may not be written. Whatever stops
        the writing, what stood there before stays as it was and nothing half-written is left.
    """
    place = check_place(path, suffixes, noun)
    temporary = staged_name(place, os.getpid())
    try:
        yield temporary
        if place.exists():
            os.chmod(temporary, place.stat().st_mode & 0o777)
        os.replace(temporary, place)
        _flush_folder(place.parent)
    except OSError as trouble:
        raise _explained(trouble, place, noun, replacing=temporary.exists()) from trouble
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def staged_name(place: Path, process: int) -> Path:
    """Return what a process calls a file on its way to a place; whoever ended the process removes it.

    >>> staged_name(Path("plans/atlanta.xlsx"), 7).as_posix()
    'plans/.atlanta.7.part.xlsx'
    """
    return place.parent / f".{place.stem[:80]}.{process}.part{place.suffix}"


def flush(path: Path) -> None:
    """Make what was written to a file durable before the file takes its place."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system lets a folder be opened."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _explained(trouble: OSError, place: Path, noun: str, *, replacing: bool) -> PlannerError:
    what = say_waiting("The {noun} {name} was not written", noun=_called(noun), name=place.name)
    if trouble.errno in _FULL:
        return PlannerError(
            what, say_waiting("The disk is full"), say_waiting("Free some space or choose another disk")
        )
    if trouble.errno in _LOCKED and replacing and place.exists():
        return PlannerError(
            what,
            say_waiting("It is open in another program or write-protected"),
            say_waiting("Close it there or choose another name"),
        )
    if trouble.errno in _LOCKED:
        return PlannerError(
            what,
            say_waiting("You may not write in the folder {folder}", folder=place.parent),
            say_waiting("Choose a folder of your own"),
        )
    if trouble.errno == errno.ENAMETOOLONG:
        return PlannerError(
            what, say_waiting("Its name is too long for this disk"), say_waiting("Choose a shorter name")
        )
    return PlannerError(
        what,
        trouble.strerror or say_waiting("The disk answered with an error"),
        say_waiting("Choose another folder"),
    )
