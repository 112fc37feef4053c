"""An irregular text file written anew, so that DuckDB cannot misread it: every row whole, with its line."""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.intake.reading import refusals
from data.intake.reading.bases import TAIL_ROWS
from data.intake.reading.limits import DISK_RESERVE_BYTES
from data.intake.reading.plaintext import PlainText
from data.intake.reading.progress import Watch
from data.intake.reading.records import Dialect, Record, RecordReader, cells_of, is_blank
from data.intake.reading.remarks import Remarks
from data.intake.reading.tables import Row

_READ_BYTES = 1 << 20
_ROWS_AT_ONCE = 2_000
_QUOTED = re.compile(rb'"[^"]*+"')


@dataclass
class Rewritten:
    """A copy of the records of a file: its line, its cells, and what lies to the right of them.

    ``tail`` holds the last records.
    """

    path: Path
    dialect: Dialect
    rows: int
    blank: int
    tail: tuple[Row, ...]
    remarks: Remarks


class _Rewriter:
    def __init__(self, dialect: Dialect, width: int) -> None:
        self._dialect, self._width = dialect, width
        self._out = dialect if dialect.quoted else Dialect(dialect.delimiter)
        self._passes = dialect.quoted
        self.remarks = Remarks()
        self.rows = self.blank = 0
        self._last: deque[Record] = deque(maxlen=TAIL_ROWS)

    @property
    def dialect(self) -> Dialect:
        return self._out

    def tail(self) -> tuple[Row, ...]:
        """Return the last records, all of the table's width."""
        rows = [(record.line, cells_of(record.raw, self._dialect)[: self._width]) for record in self._last]
        return tuple((line, cells + [""] * (self._width - len(cells))) for line, cells in rows)

    def line(self, record: Record) -> bytes | None:
        """Return one record as it is written, None when it is blank."""
        raw, mark = record.raw, self._dialect.mark
        if not raw.strip(self._dialect.blank) and is_blank(cells_of(raw, self._dialect)):
            self.blank += 1
            return None
        self.rows += 1
        self._last.append(record)
        if self._is_regular(record):
            return b"%d%b%b%b\n" % (record.line, mark, raw, mark)
        return self._mended(record)

    def _is_regular(self, record: Record) -> bool:
        if record.broken:
            return False
        raw, mark = record.raw, self._dialect.mark
        if b'"' not in raw:
            return raw.count(mark) == self._width - 1
        odd = b'  "' in raw or b'" "' in raw
        if odd or not self._passes or self._out.escape != '"':
            return False
        return _QUOTED.sub(b"", raw).count(mark) == self._width - 1

    def _mended(self, record: Record) -> bytes:
        cells = cells_of(record.raw, self._dialect)
        if record.cut:
            self.remarks.add("row-cut", [record.line])
        elif record.broken:
            self.remarks.add("quotes-mended", [record.line], values=[record.raw[:80].decode(errors="ignore")])
        surplus = [cell for cell in cells[self._width :] if cell.strip()]
        if surplus:
            self.remarks.add("cells-beyond", [record.line], values=["; ".join(surplus)])
        elif len(cells) < self._width:
            self.remarks.add("cells-missing", [record.line])
        cells = cells[: self._width] + [""] * (self._width - len(cells))
        told = [str(record.line), *cells, "; ".join(surplus)]
        return self._out.mark.join(map(self._quoted, told)) + b"\n"

    def _quoted(self, cell: str) -> bytes:
        text = cell.encode()
        if not text or text.isalnum():
            return text
        if self._out.escape == "\\":
            return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'
        return b'"' + text.replace(b'"', b'""') + b'"'


def rewritten(text: PlainText, dialect: Dialect, width: int, target: Path, watch: Watch) -> Rewritten:
    """Write the records of a text file anew.

    Parameters
    ----------
    text : PlainText
        The file.
    dialect : Dialect
        What separates its cells.
    width : int
        Columns of the table; what lies to the right becomes one text.
    target : Path
        The copy: line, cells, what lies to the right.
    watch : Watch
        Told how far it is.

    Raises
    ------
    IntakeError
        When the disk is full.
    ReadingCancelledError
        When it was called off.
    """
    rewriter = _Rewriter(dialect, width)
    try:
        with target.open("wb") as out:
            for lines in _in_runs(text, dialect, width, rewriter):
                out.write(b"".join(lines))
                watch.tell(rewriter.rows, min(1.0, out.tell() / max(1, text.survey.size)))
                if shutil.disk_usage(target.parent).free < DISK_RESERVE_BYTES:
                    raise refusals.no_room(target.parent)
    except OSError as error:
        raise refusals.no_room(target.parent) from error
    return Rewritten(
        target, rewriter.dialect, rewriter.rows, rewriter.blank, rewriter.tail(), rewriter.remarks
    )


def _in_runs(text: PlainText, dialect: Dialect, width: int, rewriter: _Rewriter) -> Iterator[list[bytes]]:
    lines: list[bytes] = []
    for record in RecordReader(text.chunks(_READ_BYTES), dialect, width):
        line = rewriter.line(record)
        if line is not None:
            lines.append(line)
        if len(lines) >= _ROWS_AT_ONCE:
            yield lines
            lines = []
    yield lines
