"""Taking a text file apart into rows and cells, knowing the line of each and losing none.

This is the reading that all others must agree with. A quotation mark that opens a cell and does not close
where a cell ends costs its own line, which is then read without it, and never the lines that follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from data.intake.reading.limits import LONGEST_RECORD

ONE_COLUMN = "\x1f"
"""Separator of a file with one column: a character that no planner's file holds."""

BLANKS = " \t\n\r\x0b\x0c"
"""A cell of nothing but these is blank."""

LONGEST_RECORD_LINES = 1_000
"""A row that spans more lines than this has a quotation mark that does not close."""

_NOT_WHOLE = -1
_FEWEST_CELLS_TO_KNOW_A_ROW = 3


@dataclass(frozen=True)
class Dialect:
    """What separates cells, and what quotation marks mean.

    Attributes
    ----------
    delimiter : str
        One ASCII character.
    quoted : bool
        Whether a quotation mark at the start of a cell opens a text that may hold separators.
    escape : str
        What makes a quotation mark inside such a text: another one, or a backslash before it.
    quote : str
        The quotation mark; only DuckDB reads lines with another one than the usual.
    """

    delimiter: str
    quoted: bool = True
    escape: str = '"'
    quote: str = '"'

    @cached_property
    def mark(self) -> bytes:
        """Return the separator as a byte."""
        return self.delimiter.encode()

    @cached_property
    def blank(self) -> bytes:
        """Return the bytes of which a record without any text consists."""
        return self.mark + BLANKS.encode() + (b'"' if self.quoted else b"")

    @cached_property
    def _inside(self) -> bytes:
        """Return the pattern of what stands between two quotation marks; it never looks back."""
        return rb'[^"\\]*+(?:\\.[^"\\]*+)*+' if self.escape == "\\" else rb'[^"]*+(?:""[^"]*+)*+'

    @cached_property
    def record(self) -> re.Pattern[bytes]:
        """Return the pattern of one well-formed record up to its line end."""
        mark, cell = re.escape(self.mark), self._whole_cell
        return re.compile(cell + b"(?:" + mark + cell + rb")*+(?=\n)", re.DOTALL)

    @cached_property
    def unfinished(self) -> re.Pattern[bytes]:
        """Return the pattern of a record that may become well formed with more of the text."""
        mark, cell = re.escape(self.mark), self._whole_cell
        last = rb'(?: *+"' + self._inside + rb"\Z|" + cell + rb"\Z)"
        return re.compile(b"(?:" + cell + mark + b")*+" + last, re.DOTALL)

    @cached_property
    def _whole_cell(self) -> bytes:
        return b'(?: *+"' + self._inside + b'" *+|(?! *")[^' + re.escape(self.mark) + rb"\n]*+)"

    @cached_property
    def cell(self) -> re.Pattern[bytes]:
        """Return the pattern of one cell; group 1 is a quoted text, group 2 any other."""
        mark = re.escape(self.mark)
        text = b' *"(' + self._inside + b')" *+(?=' + mark + rb"|\Z)"
        return re.compile(text + b"|([^" + mark + b"]*+)", re.DOTALL)


class Record(NamedTuple):
    """One row of a text file.

    ``broken``: its quotation marks do not close and mean nothing; ``cut``: it was too long to keep whole.
    """

    line: int
    raw: bytes
    broken: bool = False
    cut: bool = False


class RecordReader:
    """Yields the records of a text, blank lines too.

    Parameters
    ----------
    chunks : iterable of bytes
        Plain UTF-8 text whose lines end in a line feed.
    dialect : Dialect
        What separates its cells.
    width : int, optional
        Cells of an ordinary row, once that is known: several lines in one record that are each as wide are
        rows which a stray quotation mark would swallow.
    cut_off : bool
        Whether the text is only the beginning of one: then a last record that is not whole is left out.
    """

    def __init__(
        self, chunks: Iterable[bytes], dialect: Dialect, width: int | None = None, *, cut_off: bool = False
    ) -> None:
        self._chunks = iter(chunks)
        self.dialect, self._width, self._cut_off = dialect, width, cut_off
        self._line = 1
        self._text = b""
        self._place = 0
        self._over = False

    def __iter__(self) -> Iterator[Record]:
        while self._has_line():
            record = self._next()
            if record is None:
                return
            yield record

    def _next(self) -> Record | None:
        start, line = self._place, self._line
        end = self._text.find(b"\n", start)
        if end < 0:
            return self._endless_line()
        broken = False
        if self.dialect.quoted and self._text.find(b'"', start, end) >= 0:
            found = self._well_formed()
            if found == _NOT_WHOLE:
                return None
            start = self._place
            end = found if found is not None else self._text.find(b"\n", start)
            broken = found is None
        raw = self._text[start:end]
        self._place = end + 1
        self._line += 1 + (raw.count(b"\n") if not broken else 0)
        return Record(line, raw, broken)

    def _well_formed(self) -> int | None:
        """Return where the record ends that begins here, or None where its quotation marks do not close."""
        while True:
            start = self._place
            match = self.dialect.record.match(self._text, start, start + LONGEST_RECORD)
            if match:
                end = match.end()
                return None if self._swallows(self._text[start:end]) else end
            if len(self._text) - start >= LONGEST_RECORD:
                return None
            if not self.dialect.unfinished.match(self._text, start):
                return None
            if self._text.count(b"\n", start) > LONGEST_RECORD_LINES:
                return None
            if self._over:
                return _NOT_WHOLE if self._cut_off else None
            self._more()

    def _swallows(self, raw: bytes) -> bool:
        """Tell rows that a stray quotation mark runs together from a text of several lines."""
        if b"\n" not in raw:
            return False
        if raw.count(b"\n") >= LONGEST_RECORD_LINES:
            return True
        if self._width is None:
            return False
        if len(cells_of(raw, self.dialect)) > self._width:
            return True
        each = self._width - 1
        if self._width < _FEWEST_CELLS_TO_KNOW_A_ROW:
            return False
        return all(line.count(self.dialect.mark) == each for line in raw.split(b"\n"))

    def _has_line(self) -> bool:
        """Have a whole line in hand, or more of it than a record may be long; False at the end."""
        while self._text.find(b"\n", self._place) < 0:
            if len(self._text) - self._place >= LONGEST_RECORD:
                return True
            if self._over:
                return False
            self._more()
        return True

    def _more(self) -> None:
        chunk = next(self._chunks, None)
        rest = self._text[self._place :]
        self._place = 0
        if chunk is not None:
            self._text = rest + chunk
            return
        self._over = True
        ends = not rest or rest.endswith(b"\n") or self._cut_off
        self._text = rest if ends else rest + b"\n"

    def _endless_line(self) -> Record:
        """Keep the beginning of a line that is too long, and pass over the rest of it."""
        kept = self._text[self._place : self._place + LONGEST_RECORD].decode("utf-8", "ignore").encode()
        while (end := self._text.find(b"\n", self._place)) < 0 and not self._over:
            self._place = len(self._text)
            self._more()
        self._place = end + 1 if end >= 0 else len(self._text)
        self._line += 1
        return Record(self._line - 1, kept, broken=True, cut=True)

    def cells(self, record: Record) -> list[str]:
        """Return the cells of a record as text, as many as it has."""
        return cells_of(record.raw, self.dialect)


def cells_of(raw: bytes, dialect: Dialect) -> list[str]:
    """Take one record apart; a cell whose quotation mark does not close is taken as it stands."""
    if not dialect.quoted or b'"' not in raw:
        return raw.decode().split(dialect.delimiter)
    cells: list[str] = []
    place = 0
    while place <= len(raw):
        match = dialect.cell.match(raw, place)
        if match is None:
            break
        text, plain = match.group(1), match.group(2)
        cells.append(plain.decode() if text is None else _unescaped(text.decode(), dialect.escape))
        place = match.end() + 1
    return cells


def _unescaped(text: str, escape: str) -> str:
    if escape == "\\":
        return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL) if "\\" in text else text
    return text.replace('""', '"')


def is_blank(cells: Iterable[str | None]) -> bool:
    """Return whether no cell of a row holds any text."""
    return not any(cell and cell.strip(BLANKS) for cell in cells)
