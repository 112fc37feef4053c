"""Binary Excel workbooks (.xlsb), read by calamine in a process of its own, and only if they fit into memory.

Calamine lays a sheet out as a full rectangle, so the records of each sheet are looked through first: how far
out its cells lie, and which hold errors, of which calamine tells nothing. Published as [MS-XLSB]; a record is
its kind, its length and its body; those of cells begin with the column.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.intake.reading import refusals
from data.intake.reading.apart import Apart, ApartBook
from data.intake.reading.biffcells import ERRORS
from data.intake.reading.guardedxml import GuardedParser, parsed
from data.intake.reading.limits import MOST_SHEETS, SMALL_PART_BYTES
from data.intake.reading.sheets import Sheet
from data.intake.reading.stored import ZipMember
from data.intake.reading.xlsfiles import XlsSheet
from data.language import say

KIND = say("a binary Excel workbook")
_BOOK = "xl/workbook.bin"
_MOST_BYTES = 4 * SMALL_PART_BYTES
_MOST_CELLS = 25_000_000
_ROW, _SHEET, _TEXTS = 0, 156, 159
_FIRST_CELL, _LAST_CELL = 2, 11
_ERROR_CELLS = (3, 11)
_ERROR_AT = 8
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


def xlsb_sheets(path: Path, archive: zipfile.ZipFile, name: str, apart: Apart) -> list[Sheet]:
    """Return the sheets of a binary Excel workbook, whose rows are read apart.

    Raises
    ------
    IntakeError
        When it is locked with a password, damaged, or too large to be held in memory.
    """
    if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
        raise refusals.too_large(name, say("It unpacks to more than {size} MB", size=_MOST_BYTES >> 20))
    # Each part is unpacked once, so that no part is larger than the zip says.
    parts = {
        info.filename.casefold(): b"".join(ZipMember(archive, info, name, KIND).chunks())
        for info in archive.infolist()
    }
    notes = []
    if any(part.endswith("vbaproject.bin") for part in parts):
        notes.append("macros-ignored")
    if any("/externallinks/" in part for part in parts):
        notes.append("links-ignored")
    places = _sheet_parts(parts, name)
    for part, raw in parts.items():
        if part.endswith("sharedstrings.bin"):
            _check_texts(raw, name)
    workbook = ApartBook(apart, path, name, KIND)
    sheets: list[Sheet] = []
    for sheet in workbook.names[:MOST_SHEETS]:
        errors = _errors(parts.get(places.get(sheet, "").casefold(), b""), name)
        sheets.append(XlsSheet(sheet, workbook, name, errors, tuple(notes)))
    return sheets


def _sheet_parts(parts: dict[str, bytes], name: str) -> dict[str, str]:
    """Return the part of the zip in which each sheet lies."""
    targets: dict[str, str] = {}

    def started(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            place = posixpath.join("/xl", attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(place).lstrip("/")

    parsed([parts.get("xl/_rels/workbook.bin.rels", b"")], GuardedParser(name, started, inside=KIND))
    found: dict[str, str] = {}
    for kind, body in _records(parts[_BOOK], name):
        if kind == _SHEET:
            try:
                relation, rest = _text(body[8:])
                sheet, _ = _text(rest)
            except struct.error as error:
                raise refusals.damaged(name, KIND) from error
            found[sheet] = targets.get(relation, "")
    return found


def _errors(raw: bytes, name: str) -> dict[tuple[int, int], str]:
    """Return the errors among the cells of a sheet by row and column, both from 0.

    Raises
    ------
    IntakeError
        When its cells lie too far apart.
    """
    errors: dict[tuple[int, int], str] = {}
    row = 0
    top = left = 1 << 32
    bottom = right = -1
    for kind, body in _records(raw, name):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif _FIRST_CELL <= kind <= _LAST_CELL:
            (column,) = struct.unpack_from("<I", body)
            if row > _LAST_ROW or column > _LAST_COLUMN:
                raise refusals.damaged(name, KIND)
            top, bottom = min(top, row), max(bottom, row)
            left, right = min(left, column), max(right, column)
            if kind in _ERROR_CELLS:
                errors[row, column] = ERRORS.get(body[_ERROR_AT], "")
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        raise refusals.too_much_for_memory(name)
    return errors


def _check_texts(raw: bytes, name: str) -> None:
    """Refuse a table of texts that claims more of them than it has bytes: calamine makes room for them."""
    for kind, body in _records(raw, name):
        if kind == _TEXTS and (len(body) < 8 or struct.unpack_from("<I", body, 4)[0] > len(raw)):
            raise refusals.damaged(name, KIND)


def _records(raw: bytes, name: str) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each record."""
    place = 0
    try:
        while place < len(raw):
            kind = raw[place]
            place += 1
            if kind & 0x80:
                kind = kind & 0x7F | raw[place] << 7
                place += 1
            length = shift = 0
            while True:
                byte = raw[place]
                place += 1
                length |= (byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 or shift > 21:
                    break
            if (
                place + length > len(raw)
                or (length < 4 and kind <= _LAST_CELL)
                or (length <= _ERROR_AT and kind in _ERROR_CELLS)
            ):
                raise refusals.damaged(name, KIND)
            yield kind, raw[place : place + length]
            place += length
    except (IndexError, struct.error) as error:
        raise refusals.damaged(name, KIND) from error


def _text(body: bytes) -> tuple[str, bytes]:
    """Take a text off the beginning of a record's body."""
    (letters,) = struct.unpack_from("<I", body)
    return body[4 : 4 + 2 * letters].decode("utf-16-le", "replace"), body[4 + 2 * letters :]
