"""JSON files as sheets: lines, a list, or an object that holds one or several lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath

import duckdb

from data.intake.reading import encodings, refusals
from data.intake.reading.bases import Base
from data.intake.reading.filling import TableFilling
from data.intake.reading.headingnames import unique_names
from data.intake.reading.jsonlines import JsonLines
from data.intake.reading.jsonrecords import BETWEEN, JsonRecord, flattened, records, repeated_names
from data.intake.reading.jsontext import JsonText
from data.intake.reading.limits import CHUNK_BYTES, HEAD_BYTES, WIDEST_TABLE
from data.intake.reading.progress import Watch
from data.intake.reading.remarks import WHOLE_FILE, Remarks
from data.intake.reading.sheets import Head, Sheet
from data.intake.reading.stored import Stored, head_of
from data.intake.reading.tables import SheetInfo
from data.language import say

_SEEN_THROUGH_BYTES = 16 << 20
_QUICK_FROM_BYTES = 32 << 20
_LEFT = "value"


def json_sheets(stored: Stored) -> list[Sheet]:
    """Return the lists of records in a JSON file; of a large one, those that begin at its beginning.

    Raises
    ------
    IntakeError
        When it cannot be read.
    """
    name = PurePosixPath(stored.name).name
    head, whole = head_of(stored, _SEEN_THROUGH_BYTES)
    if not whole:
        head = head[:HEAD_BYTES]
    encoding = encodings.told_by(head)
    plain = encodings.plain_chunks(iter((head,)), encoding.codec, encoding.mark_bytes)
    counts: dict[str, int] = {}
    for record in records(JsonText(plain)):
        if not record.broken or whole:
            counts[record.path] = counts.get(record.path, 0) + 1
        if not whole and len(counts) and sum(counts.values()) > 100:
            break
    if not counts:
        raise refusals.damaged(name, say("a JSON file"))
    # Largest first: what stands around the lists comes last.
    paths = sorted(counts, key=lambda path: -counts[path])
    return [
        JsonSheet(f"{name}: {path}" if path else name, stored, path, encoding.codec, encoding.mark_bytes)
        for path in paths
    ]


@dataclass
class JsonSheet:
    """One list of records."""

    name: str
    stored: Stored
    path: str
    codec: str
    mark_bytes: int
    quick_from_bytes: int = _QUICK_FROM_BYTES

    def info(self) -> SheetInfo:
        """Return the name: how many records there are, nobody knows before they are read."""
        return SheetInfo(self.name)

    def head(self, rows: int) -> Head:
        """Return the first records."""
        collector = _Collector()
        taken = list(islice(self._records(), rows + 1))
        found = [(line, cells) for line, cells, _ in map(collector.row, taken[:rows])]
        return Head(
            [(line, cells + [""] * (len(collector.names) - len(cells))) for line, cells in found],
            len(taken) <= rows,
            names=collector.headings(),
        )

    def load(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        watch: Watch,
        *,
        verify: bool,
    ) -> Base:
        """Read all records into DuckDB."""
        if not self.path:
            lines = JsonLines(self.name, self.stored, self.codec, self.mark_bytes, self.quick_from_bytes)
            base = lines.load(connection, relation, folder, watch)
            if base is not None:
                return base
        collector = _Collector()
        filling = TableFilling(connection, relation, watch)
        for record in self._records():
            filling.add(*collector.row(record))
        base = filling.base(collector.count)
        base.remarks, base.names = collector.remarks, collector.headings() or ("Column 1",)
        return base

    def _records(self) -> Iterator[JsonRecord]:
        plain = encodings.plain_chunks(self.stored.chunks(CHUNK_BYTES), self.codec, self.mark_bytes)
        return (record for record in records(JsonText(plain)) if record.path == self.path)


@dataclass
class _Collector:
    """Gives every name a column, in the order in which the names come up."""

    names: dict[str, int] = field(default_factory=dict)
    remarks: Remarks = field(default_factory=Remarks)
    count: int = 0
    last_line: int = 0

    def headings(self) -> tuple[str, ...] | None:
        """Return the names of the columns."""
        return unique_names(list(self.names)) if self.names else None

    def row(self, record: JsonRecord) -> tuple[int, list[str], str | None]:
        """Return one record: its line (no other has it), its cells, and what could not be read."""
        self.count += 1
        line = self.last_line = max(record.line, self.last_line + 1)
        if record.broken:
            self.remarks.add("record-unreadable", [line], values=[record.broken])
            return line, [], record.broken
        value = record.value
        texts = flattened(value) if isinstance(value, dict) else _listed(value)
        cells = [""] * len(self.names)
        beyond: list[str] = []
        for name, text in texts.items():
            place = self.names.get(name)
            if place is None:
                if len(self.names) >= WIDEST_TABLE:
                    beyond.append(text)
                    continue
                place = self.names[name] = len(self.names)
                cells.append("")
            cells[place] = text
            if BETWEEN in text:
                self._note_list(value, name, line, place)
        for name, text in repeated_names(value):
            self.remarks.add("name-repeated", [line], self.names.get(name, WHOLE_FILE), values=[text])
        if beyond:
            self.remarks.add("cells-beyond", [line], values=beyond[:1])
        return line, cells, BETWEEN.join(beyond) or None

    def _note_list(self, value: object, name: str, line: int, place: int) -> None:
        inside = value.get(name) if isinstance(value, dict) else None
        if not isinstance(inside, str):
            self.remarks.add("list-joined", [line], place)


def _listed(value: object) -> dict[str, str]:
    """Return a record that is a list or a single value as texts."""
    if not isinstance(value, list):
        return flattened(value, _LEFT)
    return {f"Column {place}": flattened(cell, "x").get("x", "") for place, cell in enumerate(value, start=1)}
