"""OpenDocument spreadsheets (.ods): one stream of XML for all sheets, read with a parser as it comes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import duckdb

from data.intake.reading import refusals
from data.intake.reading.bases import Base
from data.intake.reading.filling import TableFilling
from data.intake.reading.guardedxml import EnoughReadError, GuardedParser, parsed
from data.intake.reading.limits import MOST_SHEETS
from data.intake.reading.odscells import OdsReader
from data.intake.reading.progress import Watch
from data.intake.reading.records import is_blank
from data.intake.reading.remarks import Remarks
from data.intake.reading.sheets import Head, Sheet
from data.intake.reading.stored import ZipMember
from data.intake.reading.tables import Row, SheetInfo
from data.language import say

KIND = say("an OpenDocument spreadsheet")
_TABLE = re.compile(rb"<table:table\s[^>]*?table:name=(?:\"([^\"]*)\"|'([^']*)')")
_LONGEST_TAG = 4096


def ods_sheets(archive: zipfile.ZipFile, name: str) -> list[Sheet]:
    """Return the sheets of an OpenDocument spreadsheet.

    Raises
    ------
    IntakeError
        When it is locked with a password or damaged.
    """
    infos = {info.filename: info for info in archive.infolist()}
    manifest = infos.get("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in b"".join(
        ZipMember(archive, manifest, name, KIND).chunks()
    ):
        raise refusals.locked_with_password(name)
    member = ZipMember(archive, infos["content.xml"], name, KIND)
    found: list[str] = []
    rest = b""
    for chunk in member.chunks(1 << 20):
        rest += chunk
        last = 0
        for match in _TABLE.finditer(rest):
            found.append(unescape((match.group(1) or match.group(2) or b"").decode("utf-8", "replace")))
            last = match.end()
        rest = rest[max(last, len(rest) - _LONGEST_TAG) :]
    if not found:
        raise refusals.damaged(name, KIND)
    return [OdsSheet(sheet, place, member, name) for place, sheet in enumerate(found[:MOST_SHEETS])]


@dataclass
class OdsSheet:
    """One sheet of an OpenDocument spreadsheet: the name it has, and its place among the others."""

    name: str
    place: int
    member: ZipMember
    file: str

    def info(self) -> SheetInfo:
        """Return the name."""
        return SheetInfo(self.name)

    def head(self, rows: int) -> Head:
        """Return the first rows that hold anything."""
        found: list[Row] = []

        def take(line: int, cells: list[str], _: str | None) -> None:
            if len(found) == rows:
                raise EnoughReadError
            if not is_blank(cells):
                found.append((line, cells))

        reader = OdsReader(self.place, take, Remarks(), self.file)
        whole = parsed(self.member.chunks(), self._parser(reader))
        return Head(found, whole or reader.over, tuple(reader.merges))

    def load(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        watch: Watch,
        *,
        verify: bool,
    ) -> Base:
        """Read the whole sheet into DuckDB."""
        remarks = Remarks()
        filling = TableFilling(connection, relation, watch)
        reader = OdsReader(self.place, filling.add, remarks, self.file)
        parsed(self.member.chunks(), self._parser(reader))
        base = filling.base(reader.last_row)
        base.remarks, base.merges = remarks, tuple(reader.merges)
        return base

    def _parser(self, reader: OdsReader) -> GuardedParser:
        return GuardedParser(self.file, reader.started, reader.ended, reader.written, KIND)
