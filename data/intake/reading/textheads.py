"""The beginning of a text file: its letters, its separators, its first rows and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from data.intake.reading import dialects, encodings, refusals
from data.intake.reading.encodings import Encoding
from data.intake.reading.limits import HEAD_BYTES, HEAD_ROWS, WIDEST_TABLE
from data.intake.reading.records import Dialect, Record, RecordReader
from data.intake.reading.stored import Stored, head_of
from data.intake.reading.tables import Row


@dataclass(frozen=True)
class TextHead:
    """What the first bytes of a text file tell.

    Attributes
    ----------
    encoding : Encoding
        How its letters are stored.
    dialect : Dialect
        What separates its cells.
    records : tuple of Record
        Its first records, blank lines too.
    rows : tuple of Row
        The same as cells.
    width : int
        Cells of the widest of them: the columns of the table.
    complete : bool
        Whether the file has no further records.
    """

    encoding: Encoding
    dialect: Dialect
    records: tuple[Record, ...]
    rows: tuple[Row, ...]
    width: int
    complete: bool

    @property
    def narrow_records(self) -> int | None:
        """Return how many records stand above the first one of full width, None where that is not plain.

        Titles above a table often have fewer cells than the table; DuckDB is told to pass over them.
        """
        for place, (record, (_, cells)) in enumerate(zip(self.records, self.rows, strict=True)):
            if b'"' in record.raw and len(cells) != self.width:
                return None
            if len(cells) == self.width:
                return place
        return None


def text_head(stored: Stored, rows: int = HEAD_ROWS) -> TextHead:
    """Read the beginning of a text file.

    Parameters
    ----------
    stored : Stored
        The file.
    rows : int
        Records to take at most.

    Raises
    ------
    IntakeError
        When it cannot be read or its first rows are wider than any table.
    """
    head, whole = head_of(stored, HEAD_BYTES)
    encoding = encodings.told_by(head)
    plain = b"".join(encodings.plain_chunks(iter((head,)), encoding.codec, encoding.mark_bytes))
    dialect = dialects.told_by(plain, whole=whole, suffix=PurePath(stored.name).suffix)
    reader = RecordReader(iter((plain,)), dialect, cut_off=not whole)
    records = list(islice(reader, rows + 1))
    if not records and not whole:
        raise refusals.endless_line(stored.name, HEAD_BYTES)
    complete = whole and len(records) <= rows
    records = records[:rows]
    cells = [(record.line, reader.cells(record)) for record in records]
    return TextHead(encoding, dialect, tuple(records), tuple(cells), _width(cells, stored.name), complete)


def _width(rows: list[Row], name: str) -> int:
    """Return how many columns the table has; a few rows that run on beyond any table do not count."""
    widths = [len(cells) for _, cells in rows]
    if max(widths, default=1) > WIDEST_TABLE:
        widths = [len(_without_blank_end(cells)) for _, cells in rows]
    fitting = [width for width in widths if width <= WIDEST_TABLE]
    if 2 * len(fitting) <= len(widths) and widths:
        raise refusals.too_wide(name, max(widths), WIDEST_TABLE)
    return max(fitting, default=1)


def _without_blank_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
