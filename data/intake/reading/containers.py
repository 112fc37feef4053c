"""What a file is, told from its content: a name says what somebody meant it to be, the bytes what it is."""

from __future__ import annotations

import re
import zipfile
from enum import Enum

from data.intake.findings import IntakeError
from data.intake.reading import encodings, refusals
from data.intake.reading.limits import MOST_SHEETS


class Container(Enum):
    """A kind of file that is read."""

    TEXT = "a text file"
    JSON = "a JSON file"
    GZIP = "a gzip file"
    ZIP = "a zip file"
    XLSX = "an Excel workbook"
    XLSB = "a binary Excel workbook"
    XLS = "an old Excel workbook"
    ODS = "an OpenDocument spreadsheet"
    PARQUET = "a Parquet file"


LOOK_BYTES = 1 << 16
"""Bytes at the beginning that tell what a file is."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "a PDF document", "Ask for the table as a workbook or CSV file"),
    (b"{\\rtf", "a text document", "Copy the table into a spreadsheet and save that"),
    (b"Rar!", "a RAR archive", "Unpack it and load the file in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and load the file in it"),
    (b"BZh", "a bzip2 archive", "Unpack it and load the file in it"),
    (b"\xfd7zXZ", "an xz archive", "Unpack it and load the file in it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it and load the file in it"),
    (b"SQLite format 3", "a database", "Export the table from it as a CSV file"),
    (b"\x00\x01\x00\x00Standard", "an Access database", "Export the table from it as a workbook or CSV file"),
    (b"\x89PNG", "a picture", "Ask for the table as a workbook or CSV file"),
    (b"\xff\xd8\xff", "a picture", "Ask for the table as a workbook or CSV file"),
    (b"GIF8", "a picture", "Ask for the table as a workbook or CSV file"),
    (b"{\\urtf", "a text document", "Copy the table into a spreadsheet and save that"),
    (b"\x7fELF", "a program", "Check that it is the file you mean"),
    (b"MZ\x90\x00", "a program", "Check that it is the file you mean"),
)
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:[{\["\]0-9-]|null\b|true\b|false\b|$))')
_SAVE_AS = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and load that"
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
        raise _not_read(name, "a web page, whatever its name says", _SAVE_AS)
    if text.lstrip().startswith((b"<?xml", b"<Workbook")):
        raise _not_read(name, "an XML document", _SAVE_AS)
    if _JSON.match(text[:4096].decode("utf-8", "ignore")):
        return Container.JSON
    odd = sum(text.count(code) for code in (*range(1, 9), *range(14, 28), 127))
    zeros = head.count(0) if encoding.codec == encodings.UTF8 else 0
    if odd + zeros > _MOST_ODD_SHARE * len(head):
        raise _not_read(name, "no text and no workbook", "Check that it is the file you mean")
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
        raise refusals.too_large(name, f"It holds {len(parts):,} files")
    if "xl/workbook.bin" in parts:
        return Container.XLSB
    if "[content_types].xml" in parts:
        if any(part.startswith("xl/") for part in parts):
            return Container.XLSX
        if any(part.startswith("word/") for part in parts):
            raise _not_read(name, "a Word document", "Copy the table into a spreadsheet and save that")
        if any(part.startswith("ppt/") for part in parts):
            raise _not_read(name, "a presentation", "Copy the table into a spreadsheet and save that")
    if "mimetype" in parts and "content.xml" in parts:
        info = archive.getinfo("mimetype") if "mimetype" in archive.namelist() else None
        kind = archive.read(info)[:100] if info is not None and info.file_size < 200 else b""
        if b"spreadsheet" in kind or not kind:
            return Container.ODS
        raise _not_read(name, "a text document", "Copy the table into a spreadsheet and save that")
    if any(part.endswith(".iwa") for part in parts):
        raise _not_read(name, "a Numbers document", "Export it from Numbers as an Excel workbook")
    return Container.ZIP


def _not_read(name: str, what: str, what_to_do: str) -> IntakeError:
    return IntakeError(
        f"The file {name} cannot be read",
        f"It is {what}; tables are read from workbooks, CSV and other text, JSON and Parquet files",
        what_to_do,
    )
