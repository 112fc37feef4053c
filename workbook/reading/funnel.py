"""Filled hiring funnels, one or a folder of them, read back, checked and accounted for."""

from __future__ import annotations

import threading
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.intake.duplicates import employer_key
from data.intake.findings import Finding
from data.language import say
from workbook.errors import PlannerError
from workbook.model.funnel import Funnel
from workbook.reading import funnelfindings
from workbook.reading.funnelcells import FileRead, SetAsideError, read_form

MOST_UNPACKED_BYTES = 100 << 20
SUFFIXES = (".xlsx", ".xlsm")
_LOCKS = ("~$", ".~lock", ".")
_UNREADABLE = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, EOFError),
    *(KeyError, ValueError, TypeError, OSError, AttributeError, IndexError),
)
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class FunnelsRead:
    """Every file that was given, in order: accepted and set aside together are all of them."""

    files: tuple[FileRead, ...]

    @property
    def funnels(self) -> tuple[Funnel, ...]:
        """The funnels that can be used."""
        return tuple(one.funnel for one in self.files if one.funnel is not None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was met in all files."""
        return tuple(finding for one in self.files for finding in one.findings)

    @property
    def read(self) -> int:
        """Files read."""
        return len(self.files)

    @property
    def accepted(self) -> int:
        """Files whose counts are used."""
        return len(self.funnels)

    @property
    def set_aside(self) -> int:
        """Files that are not used."""
        return self.read - self.accepted


def read_funnels(
    paths: Iterable[Path], progress: Progress | None = None, cancel: threading.Event | None = None
) -> FunnelsRead:
    """Read filled funnels; a folder stands for every file in it and below.

    Whatever is wrong with a file or a cell is a finding and the rest is read. Files that begin with a dot,
    and those that an open program leaves beside a workbook, are passed over.

    Raises
    ------
    PlannerError
        When a name is no file or folder, or a folder holds no file.
    KeyboardInterrupt
        When the reading was called off.
    """
    listed = files_of(paths)
    read = []
    for number, path in enumerate(listed):
        if cancel is not None and cancel.is_set():
            raise KeyboardInterrupt
        if progress is not None:
            progress(say("Reading {name}", name=path.name), number / len(listed))
        read.append(read_funnel(path))
    return FunnelsRead(tuple(_compared(read)))


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files that names stand for, folders opened, each file once.

    Raises
    ------
    PlannerError
        As `read_funnels`.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not _passed_over(one, path))
            if not inside:
                raise PlannerError(
                    say("The folder {name} holds no file", name=path.name),
                    say("Filled funnels are read from the workbooks in a folder"),
                    say("Put the employers' files there, or name the files"),
                )
            found |= dict.fromkeys(one.resolve() for one in inside)
        elif path.is_file():
            found[path.resolve()] = None
        else:
            raise PlannerError(
                say("The hiring funnel {name} cannot be read", name=path.name),
                say("There is no file or folder at {path}", path=path),
                say("Check the name and the folder"),
            )
    return list(found)


def _passed_over(path: Path, folder: Path) -> bool:
    return any(part.startswith(_LOCKS) for part in path.relative_to(folder).parts)


def read_funnel(path: Path) -> FileRead:
    """Read one filled funnel; whatever is wrong with it is a finding."""
    try:
        return _read(path)
    except SetAsideError as trouble:
        return FileRead(path.name, None, (funnelfindings.finding(trouble.code, path.name),))


def _read(path: Path) -> FileRead:
    if path.suffix.casefold() not in SUFFIXES:
        raise SetAsideError(funnelfindings.NOT_A_WORKBOOK)
    _refuse_bombs(path)
    try:
        shown, typed = (
            load_workbook(path, read_only=True, data_only=results, keep_links=False)
            for results in (True, False)
        )
        try:
            return read_form(path, shown, typed)
        finally:
            shown.close()
            typed.close()
    except _UNREADABLE as error:
        raise SetAsideError(funnelfindings.DAMAGED) from error


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (OSError, zipfile.BadZipFile) as error:
        raise SetAsideError(funnelfindings.DAMAGED) from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise SetAsideError(funnelfindings.DAMAGED)


def _compared(read: Sequence[FileRead]) -> list[FileRead]:
    """Set aside counts that were read before, and note employers with several files."""
    seen: dict[tuple[object, ...], str] = {}
    employers: dict[str, str] = {}
    found = []
    for one in read:
        funnel = one.funnel
        if funnel is not None:
            key = _same(funnel)
            if key in seen:
                twice = funnelfindings.finding(funnelfindings.TWICE, one.name, examples=(seen[key],))
                found.append(replace(one, funnel=None, findings=(twice, *one.findings)))
                continue
            seen[key] = one.name
            if funnel.employer:
                name = employer_key(funnel.employer)
                if name in employers:
                    again = funnelfindings.finding(
                        funnelfindings.SAME_EMPLOYER, one.name, examples=(employers[name],)
                    )
                    one = replace(one, findings=(*one.findings, again))
                employers.setdefault(name, one.name)
        found.append(one)
    return found


def _same(funnel: Funnel) -> tuple[object, ...]:
    """Return what two files share that hold the same counts of the same employer."""
    facts = (employer_key(funnel.employer) if funnel.employer else "", funnel.occupation)
    return (*facts, funnel.begins, funnel.ends, funnel.counts.tobytes())
