"""Taking a file for what it is: which sheets it has, whatever it is packed in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from data.intake.findings import IntakeError
from data.intake.reading import refusals
from data.intake.reading.apart import Apart
from data.intake.reading.containers import LOOK_BYTES, Container, recognise, recognise_zip
from data.intake.reading.jsonfiles import json_sheets
from data.intake.reading.limits import MOST_SHEETS
from data.intake.reading.odsfiles import ods_sheets
from data.intake.reading.parquet import ParquetSheet
from data.intake.reading.progress import Watch
from data.intake.reading.remarks import Remarks
from data.intake.reading.sharedtexts import SharedTexts
from data.intake.reading.sheets import Sheet
from data.intake.reading.stored import GzippedFile, PlainFile, Stored, ZipMember, head_of, written
from data.intake.reading.textfiles import TextSheet
from data.intake.reading.workbookparts import WorkbookParts
from data.intake.reading.xlsbfiles import xlsb_sheets
from data.intake.reading.xlsfiles import xls_sheets
from data.intake.reading.xlsx import WorkbookSheet
from data.language import say

_NOT_DATA = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class _Room:
    """Where a file is taken apart: our folder, what closes at the end, and what reads old workbooks."""

    folder: Path
    stack: ExitStack
    apart: Apart


@dataclass
class Opened:
    """The sheets of a file.

    Attributes
    ----------
    container : Container
        What the file is.
    sheets : list of Sheet
        What it holds.
    remarks : Remarks
        What was met while it was opened.
    """

    container: Container
    sheets: list[Sheet]
    remarks: Remarks = field(default_factory=Remarks)


def opened(path: Path, name: str, folder: Path, stack: ExitStack) -> Opened:
    """Tell what a file is and which sheets it has.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        Its name, to be shown.
    folder : Path
        Ours; workbooks inside a zip are unpacked there.
    stack : ExitStack
        Closes what was opened.

    Raises
    ------
    IntakeError
        When it cannot be read, or holds no table.
    """
    stored: Stored = PlainFile(name, path)
    head, _ = head_of(stored, LOOK_BYTES)
    container = recognise(head, name)
    if container is Container.GZIP:
        stored = GzippedFile(_without_gz(name), path)
        head, _ = head_of(stored, LOOK_BYTES)
        container = recognise(head, name)
        if container is Container.GZIP:
            raise refusals.packed_twice(name)
    room = _Room(folder, stack, stack.enter_context(Apart()))
    if container is Container.ZIP:
        return _of_zip(_on_disk(stored, folder), name, room)
    return Opened(container, _sheets(container, stored, name, room))


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name


def _on_disk(stored: Stored, folder: Path) -> Path:
    """Return where the bytes lie, unpacked into our folder if need be."""
    if stored.path is not None:
        return stored.path
    target = folder / f"member-{sum(1 for _ in folder.iterdir())}"
    return written(stored.chunks(), target, Watch())


def _sheets(container: Container, stored: Stored, name: str, room: _Room) -> list[Sheet]:
    if container is Container.TEXT:
        return [TextSheet(PurePosixPath(stored.name).name, stored)]
    if container is Container.JSON:
        return json_sheets(stored)
    path = _on_disk(stored, room.folder)
    if container is Container.PARQUET:
        return [ParquetSheet(PurePosixPath(stored.name).name, path)]
    return xls_sheets(path, name, room.apart)


def _of_zip(path: Path, name: str, room: _Room) -> Opened:
    try:
        archive = room.stack.enter_context(zipfile.ZipFile(path))
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise refusals.damaged(name, say("a zip file")) from error
    except OSError as error:
        raise refusals.unreadable(path, error) from error
    container = recognise_zip(archive, name)
    if container is Container.XLSX:
        workbook = WorkbookParts(archive, name)
        texts = SharedTexts(workbook)
        room.stack.callback(texts.close)
        return Opened(
            container, [WorkbookSheet(part.name, workbook, part, texts) for part in workbook.sheets]
        )
    if container is Container.XLSB:
        return Opened(container, xlsb_sheets(path, archive, name, room.apart))
    if container is Container.ODS:
        return Opened(container, ods_sheets(archive, name))
    found = Opened(container, [])
    for member in _members(archive, name):
        _add_member(found, member, room)
    if not found.sheets:
        raise IntakeError(
            say("The file {file} holds no table", file=name),
            say("None of the files in it is a workbook, text, JSON or Parquet file"),
            say("Unpack it and load the file that you mean"),
        )
    _name_apart(found.sheets)
    return found


def _members(archive: zipfile.ZipFile, name: str) -> Iterator[ZipMember]:
    infos = [
        info
        for info in archive.infolist()
        if not info.is_dir()
        and info.file_size
        and not info.filename.lower().endswith(_NOT_DATA)
        and not info.filename.lower().startswith(_NOT_DATA[0])
    ]
    for info in infos[:MOST_SHEETS]:
        yield ZipMember(archive, info, name)


def _add_member(found: Opened, member: ZipMember, room: _Room) -> None:
    """Add the sheets of one file in a zip; one that holds no table is noted and passed over."""
    head, _ = head_of(member, LOOK_BYTES)
    try:
        container = recognise(head, member.name)
        if container is Container.GZIP:
            raise refusals.packed_twice(member.name)
        if container is not Container.ZIP:
            found.sheets += _sheets(container, member, member.name, room)
            return
        inner = _of_workbook(member, room)
    except IntakeError as refusal:
        found.remarks.add("member-passed-over", values=[f"{member.name}: {refusal.why}"])
        return
    for sheet in inner:
        sheet.name = f"{member.name}: {sheet.name}" if len(inner) > 1 else member.name
    found.sheets += inner


def _of_workbook(member: ZipMember, room: _Room) -> list[Sheet]:
    path = _on_disk(member, room.folder)
    archive = room.stack.enter_context(zipfile.ZipFile(path))
    if recognise_zip(archive, member.name) is Container.ZIP:
        raise refusals.packed_twice(member.name)
    return _of_zip(path, member.name, room).sheets


def _name_apart(sheets: list[Sheet]) -> None:
    taken: dict[str, int] = {}
    for sheet in sheets:
        wanted = sheet.name
        taken[wanted] = taken.get(wanted, 0) + 1
        if taken[wanted] > 1:
            sheet.name = f"{wanted} ({taken[wanted]})"
