"""Reading a local CSV file of a documented layout as text, row by row, losing none.

The reader is careful rather than fast: it knows at which line each row begins, and a quotation mark that
never closes costs the one line it stands in, not the rest of the file. Rows come in batches, so that a large
file is never held as text.
"""

from __future__ import annotations

import csv
import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pandas as pd

from data.intake.findings import FindingLog, IntakeError
from data.intake.refusals import HOW_TO_SAVE, not_text, unreadable

BATCH_ROWS = 100_000
LONGEST_ROW_LINES = 1_000
"""A row that spans more lines than this has a quotation mark that does not close."""


@dataclass(frozen=True)
class Layout:
    """A documented layout: what its rows are called, and its columns in the order of the documentation.

    ``required`` columns must be there; ``optional`` ones may be absent, the others too, but with a note.
    """

    subject: str
    columns: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """Some rows of a file: the well-formed ones as text, and where the others begin.

    Attributes
    ----------
    rows : pandas.DataFrame
        Grain: row of the file. ``line`` (where it begins, as a text editor counts) and the layout's columns,
        text without surrounding blanks; a column that the file lacks is blank.
    malformed : pandas.DataFrame
        Grain: row of the file. ``line``, ``code`` of the finding, ``value`` (the line as it stands).
    """

    rows: pd.DataFrame
    malformed: pd.DataFrame


class LocalFile:
    """A CSV file of the planner, opened and its header checked.

    Parameters
    ----------
    path : str or Path
        The file: UTF-8 with or without a byte-order mark, cells separated by commas.
    layout : Layout
        What its columns should be.
    log : FindingLog
        Takes notes on columns that are missing or not known, and on blank rows.

    Raises
    ------
    IntakeError
        When the file is missing, a folder, locked, empty, not UTF-8 text, or lacks a required column.
    """

    def __init__(self, path: str | Path, layout: Layout, log: FindingLog) -> None:
        self.path, self.layout, self.log = Path(path), layout, log
        self.name = self.path.name
        self.sha256 = _checksum(self.path)
        with self._opened() as stream:
            header = self._header(stream)
        self._cells = len(header)
        self._columns = self._found_columns(header)

    def batches(self, size: int = BATCH_ROWS) -> Iterator[Batch]:
        """Yield the rows of the file in order, at most `size` well-formed rows at a time.

        Raises
        ------
        IntakeError
            When the file stops being readable on the way, or has a header only.
        """
        blank_lines: list[int] = []
        any_row = False
        with self._opened() as stream:
            for rows in _in_batches(_records(stream), self._cells, size, blank_lines):
                any_row = any_row or len(rows) > 0
                malformed = pd.DataFrame(rows.malformed, columns=["line", "code", "value"])
                yield Batch(self._frame(rows.lines, rows.cells), malformed)
        if blank_lines:
            self.log.add("blank-rows", blank_lines)
        if not any_row:
            raise IntakeError(
                f"The file {self.name} has no rows",
                f"Below its header there is no {self.layout.subject}",
                "Check that it is the file you mean",
            )

    def _opened(self) -> _Text:
        return _Text(self.path)

    def _header(self, stream: IO[str]) -> list[str]:
        for _, cells, trouble in _records(stream):
            if trouble:
                break
            if "".join(cells).strip():
                return [cell.strip().casefold() for cell in cells]
        raise IntakeError(
            f"The file {self.name} has no header",
            f"Its first line should name the columns: {', '.join(self.layout.columns)}",
            HOW_TO_SAVE,
        )

    def _found_columns(self, header: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for place, name in enumerate(header):
            if name in found:
                raise IntakeError(
                    f"The file {self.name} has two columns called “{name}”",
                    "The program cannot tell which of them is meant",
                    "Rename or delete one of them, then load the file again",
                )
            if name in self.layout.columns:
                found[name] = place
            elif name:
                self.log.add("extra-column", values=[name])
        missing = [name for name in self.layout.required if name not in found]
        if missing:
            raise IntakeError(
                f"The file {self.name} has no column “{'”, “'.join(missing)}”",
                _why_missing(header, self.layout),
                f"Name the columns as the layout does ({', '.join(self.layout.columns)})",
            )
        for name in self.layout.columns:
            if name not in found and name not in self.layout.optional:
                self.log.add("missing-column", column=name)
        return found

    def _frame(self, lines: list[int], rows: list[list[str]]) -> pd.DataFrame:
        frame = pd.DataFrame({"line": pd.Series(lines, dtype="int64")})
        for name in self.layout.columns:
            place = self._columns.get(name)
            texts = [""] * len(rows) if place is None else [cells[place].strip() for cells in rows]
            frame[name] = pd.Series(texts, dtype="str")
        return frame


class _Text:
    """The file as text, with every way in which opening or reading it can fail put into words."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> IO[str]:
        try:
            self._stream = self._path.open(encoding="utf-8-sig", newline="")
        except OSError as error:
            raise unreadable(self._path, error) from error
        return self._stream

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._stream.close()
        if isinstance(error, UnicodeDecodeError):
            raise not_text(self._path) from error
        if isinstance(error, OSError):
            raise unreadable(self._path, error) from error


_Record = tuple[int, list[str], str]
"""Line where a row begins, its cells, the code of its trouble (the cell is then the line as it stands)."""


class _RowTooLongError(Exception):
    """The row spans more lines than any real one."""


class _Lines:
    """Lines of the file that can be handed back when a row turns out not to be one."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.line = 1

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LONGEST_ROW_LINES:
            raise _RowTooLongError
        line = self._waiting.popleft() if self._waiting else next(self._stream)
        self.taken.append(line)
        return line

    def accept(self) -> None:
        """Go on after the lines taken."""
        self.line += len(self.taken)
        self.taken = []

    def back_to_second(self) -> str:
        """Give up the first line taken and hand back the others."""
        first, *others = self.taken
        self._waiting.extendleft(reversed(others))
        self.line += 1
        self.taken = []
        return first


def _records(stream: IO[str]) -> Iterator[_Record]:
    """Yield every row; one that is not well formed costs its first line only."""
    lines = _Lines(stream)
    reader = csv.reader(lines, strict=True)
    width = 0
    while True:
        trouble = ""
        cells: list[str] = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            trouble = "cell-too-long" if "field limit" in str(error) else "quotes-broken"
        except _RowTooLongError:
            trouble = "quotes-broken"
        width = width or len(cells)
        if not trouble and len(lines.taken) > 1 and len(cells) != width:
            trouble = "quotes-broken"
        if trouble:
            start = lines.line
            yield start, [lines.back_to_second().rstrip("\r\n")], trouble
            reader = csv.reader(lines, strict=True)
        else:
            yield lines.line, cells, ""
            lines.accept()


@dataclass
class _Rows:
    """Rows of one batch while it fills."""

    lines: list[int] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    malformed: list[tuple[int, str, str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines) + len(self.malformed)


def _in_batches(
    records: Iterator[_Record], columns: int, size: int, blank_lines: list[int]
) -> Iterator[_Rows]:
    """Split the rows after the header into well-formed and malformed ones, `size` at a time."""
    header_seen = False
    rows = _Rows()
    for line, cells, trouble in records:
        if trouble:
            rows.malformed.append((line, trouble, cells[0]))
        elif not "".join(cells).strip():
            if header_seen:
                blank_lines.append(line)
        elif not header_seen:
            header_seen = True
        elif len(cells) < columns:
            rows.malformed.append((line, "row-too-short", ",".join(cells)))
        elif len(cells) > columns and "".join(cells[columns:]).strip():
            rows.malformed.append((line, "row-too-long", ",".join(cells)))
        else:
            rows.lines.append(line)
            rows.cells.append(cells)
        if len(rows) >= size:
            yield rows
            rows = _Rows()
    yield rows


def _checksum(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
            if start.startswith((b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
                raise not_text(path)
            stream.seek(0)
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise unreadable(path, error) from error


def _why_missing(header: Sequence[str], layout: Layout) -> str:
    if len(header) == 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in header[0]:
                return f"Its columns are separated by {name}, not by commas"
    known = [name for name in header if name][:8]
    return f"Its first line names: {', '.join(known)}{' …' if len(header) > 8 else ''}"
