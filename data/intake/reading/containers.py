"""What a file is, told from its content: a name says what somebody meant it to be, the bytes what it is."""

from __future__ import annotations

import re
import zipfile
from enum import Enum

from data.intake.findings import IntakeError
from data.intake.reading import encodings, refusals
from data.intake.reading.limits import MOST_SHEETS
from data.language import say


class Container(Enum):
    """A kind of file that is read."""

    TEXT = say("a text file")
    JSON = say("a JSON file")
    GZIP = say("a gzip file")
    ZIP = say("a zip file")
    XLSX = say("an Excel workbook")
    XLSB = say("a binary Excel workbook")
    XLS = say("an old Excel workbook")
    ODS = say("an OpenDocument spreadsheet")
    PARQUET = say("a Parquet file")


LOOK_BYTES = 1 << 16
"""Bytes at the beginning that tell what a file is."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ASK = say("Ask for the table as a workbook or CSV file")
_COPY = say("Copy the table into a spreadsheet and save that")
_UNPACK = say("Unpack it and load the file in it")
_CHECK = say("Check that it is the file you mean")
_OTHERS = (
    (b"%PDF", say("a PDF document"), _ASK),
    (b"{\\rtf", say("a text document"), _COPY),
    (b"Rar!", say("a RAR archive"), _UNPACK),
    (b"7z\xbc\xaf", say("a 7-Zip archive"), _UNPACK),
    (b"BZh", say("a bzip2 archive"), _UNPACK),
    (b"\xfd7zXZ", say("an xz archive"), _UNPACK),
    (b"\x28\xb5\x2f\xfd", say("a Zstandard archive"), _UNPACK),
    (b"SQLite format 3", say("a database"), say("Export the table from it as a CSV file")),
    (
        b"\x00\x01\x00\x00Standard",
        say("an Access database"),
        say("Export the table from it as a workbook or CSV file"),
    ),
    (b"\x89PNG", say("a picture"), _ASK),
    (b"\xff\xd8\xff", say("a picture"), _ASK),
    (b"GIF8", say("a picture"), _ASK),
    (b"{\\urtf", say("a text document"), _COPY),
    (b"\x7fELF", say("a program"), _CHECK),
    (b"MZ\x90\x00", say("a program"), _CHECK),
)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:[{\["\]0-9-]|null\b|true\b|false\b|$))')
_SAVE_AS = say("Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and load that")
_MOST_ODD_SHARE = 0.1


def recognise(head: bytes, name: str) -> Container:
    """Tell what a file is from its first bytes; a zip is told apart by `recognise_zip`.

    Raises
    ------
    IntakeError
        When it is nothing that holds a table, or something that is not read.
    """
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refusals.empty(name)
    if head.startswith(_ZIP):
        return Container.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Container.GZIP
    if head.startswith(b"PAR1"):
        return Container.PARQUET
    if head.startswith(_OLE):
        return Container.XLS
    for mark, what, what_to_do in _OTHERS:
        if head.startswith(mark):
            raise _not_read(name, what, what_to_do)
    return _recognise_text(head, name)


def _recognise_text(head: bytes, name: str) -> Container:
    encoding = encodings.told_by(head)
    text = b"".join(encodings.plain_chunks(iter((head,)), encoding.codec, encoding.mark_bytes))
    if _PAGE.match(text):
        raise _not_read(name, say("a web page, whatever its name says"), _SAVE_AS)
    if text.lstrip().startswith((b"<?xml", b"<Workbook")):
        raise _not_read(name, say("an XML document"), _SAVE_AS)
    if _JSON.match(text[:4096].decode("utf-8", "ignore")):
        return Container.JSON
    odd = sum(text.count(code) for code in (*range(1, 9), *range(14, 28), 127))
    zeros = head.count(0) if encoding.codec == encodings.UTF8 else 0
    if odd + zeros > _MOST_ODD_SHARE * len(head):
        raise _not_read(name, say("no text and no workbook"), _CHECK)
    return Container.TEXT


def recognise_zip(archive: zipfile.ZipFile, name: str) -> Container:
    """Tell a workbook from a zip of files.

    Raises
    ------
    IntakeError
        When it is a document of another kind, or holds more files than any real one.
    """
    parts = {part.casefold() for part in archive.namelist()}
    if len(parts) > 5 * MOST_SHEETS:
        raise refusals.too_large(name, say("It holds {count} files", count=f"{len(parts):,}"))
    if "xl/workbook.bin" in parts:
        return Container.XLSB
    if "[content_types].xml" in parts:
        if any(part.startswith("xl/") for part in parts):
            return Container.XLSX
        if any(part.startswith("word/") for part in parts):
            raise _not_read(name, say("a Word document"), _COPY)
        if any(part.startswith("ppt/") for part in parts):
            raise _not_read(name, say("a presentation"), _COPY)
    if "mimetype" in parts and "content.xml" in parts:
        info = archive.getinfo("mimetype") if "mimetype" in archive.namelist() else None
        kind = archive.read(info)[:100] if info is not None and info.file_size < 200 else b""
        if b"spreadsheet" in kind or not kind:
            return Container.ODS
        raise _not_read(name, say("a text document"), _COPY)
    if any(part.endswith(".iwa") for part in parts):
        export = say("Export it from Numbers as an Excel workbook")
        raise _not_read(name, say("a Numbers document"), export)
    return Container.ZIP


def _not_read(name: str, what: str, what_to_do: str) -> IntakeError:
    return IntakeError(
        say("The file {file} cannot be read", file=name),
        say(
            "It is {what}; tables are read from workbooks, CSV and other text, JSON and Parquet files",
            what=what,
        ),
        what_to_do,
    )
