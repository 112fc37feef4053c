"""From the records of a sheet to its table: headings, titles, notes and blank rows told apart and counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from data.intake.findings import Finding, FindingLog
from data.intake.reading.bases import Base
from data.intake.reading.duckcsv import quoted
from data.intake.reading.footers import footer_lines
from data.intake.reading.headings import guess_headings
from data.intake.reading.progress import Watch
from data.intake.reading.tables import HeaderGuess, RawColumn, RawTable, Row
from data.language import say

_UNSURE = 0.45
_DATE_WORDS = re.compile(r"date|posted|expire|\bday\b|week|month|as of|period|start|end\b", re.IGNORECASE)
_DAYS = "try_cast({cell} AS DOUBLE) BETWEEN 36526 AND 55153"
_ABOVE_HEADINGS = 1


@dataclass(frozen=True)
class TableMaker:
    """Makes the table of one sheet.

    Attributes
    ----------
    connection : duckdb.DuckDBPyConnection
        Holds the records.
    file, sheet : str
        Name of the file for findings, and of the sheet.
    relation : str
        Name for the table.
    base : Base
        The records.
    watch : Watch
        Told how far it is.
    """

    connection: duckdb.DuckDBPyConnection
    file: str
    sheet: str
    relation: str
    base: Base
    watch: Watch

    def table(self, header: HeaderGuess | None) -> RawTable:
        """Tell headings, titles, notes and rows apart.

        Parameters
        ----------
        header : HeaderGuess, optional
            Where the headings stand; guessed when nobody says.
        """
        base = self.base
        guess = header or self._guess()
        start = guess.first_data_row if guess.last_row is None else guess.last_row + 1
        notes = tuple(row for row in self._notes() if row[0] >= start)
        again = self._headings_again(guess, start)
        columns = self._columns(guess, start)
        title, headings = self._above(guess, start)
        gone = {row[0] for row in notes} | set(again)
        rows = base.read - base.blank - title - headings - len(gone)
        guess = replace(
            guess,
            names=tuple(column.name for column in columns),
            written=tuple(column.written_as for column in columns),
            footer_rows=tuple(line for line, _ in notes),
        )
        self._views(start, notes, again, columns)
        return RawTable(
            sheet=self.sheet,
            relation=self.relation,
            unnumbered=f"{self.relation}_unnumbered",
            columns=columns,
            header=guess,
            read=base.read,
            title=title,
            headings=headings + len(again),
            blank=base.blank,
            footer=len(notes),
            rows=rows,
            footnotes=tuple(" ".join(" ".join(cells).split()) for _, cells in notes),
            findings=self._findings(guess, columns, start, gone, again),
            scanned=base.rows.scanned,
            typed=self._typed(),
        )

    def _guess(self) -> HeaderGuess:
        base = self.base
        if base.names is not None:
            why = say("The file names its columns itself")
            return HeaderGuess(None, None, base.names, 1, (), 1.0, why, base.names)
        return guess_headings(base.head, base.merges, complete=False)

    def _notes(self) -> list[Row]:
        if self.base.names is not None:
            return []
        lines = set(footer_lines(self.base.tail))
        return [row for row in self.base.tail if row[0] in lines]

    def _headings_again(self, guess: HeaderGuess, start: int) -> list[int]:
        """Return the lines on which the last row of headings stands once more."""
        row = next((cells for line, cells in self.base.head if line == guess.last_row), None)
        if row is None or self.base.rows.scanned or sum(bool(cell.strip()) for cell in row) < 2:
            return []
        tests = [f"c{place} = {quoted(cell)}" for place, cell in enumerate(row) if cell]
        select = self.base.rows.select(start, numbered=True)
        found = self._run(f"SELECT line FROM ({select}) WHERE {' AND '.join(tests)} ORDER BY line")
        return [int(str(line)) for (line,) in found]

    def _columns(self, guess: HeaderGuess, start: int) -> tuple[RawColumn, ...]:
        """Name the columns; one without heading that holds nothing is left out."""
        width = self.base.columns
        names, written = list(guess.names[:width]), list(guess.written[:width])
        taken = {name.casefold() for name in names}
        for place in range(len(names), width):
            name = f"Column {place + 1}"
            while name.casefold() in taken:
                name += "*"
            taken.add(name.casefold())
            names.append(name)
        written += [""] * (width - len(written))
        unnamed = [place for place, heading in enumerate(written) if not heading]
        blank = self._blank_columns(unnamed, start)
        return tuple(
            RawColumn(place, names[place], written[place]) for place in range(width) if place not in blank
        )

    def _blank_columns(self, places: Sequence[int], start: int) -> set[int]:
        if not places:
            return set()
        if self.base.rows.scanned:
            # Whether a column is blank to its end is not worth another pass over the file.
            return set()
        counts = ", ".join(f"count(c{place})" for place in places)
        [found] = self._run(f"SELECT {counts} FROM ({self.base.rows.select(start, numbered=True)})")
        blank = {place for place, count in zip(places, found, strict=True) if not count}
        return blank if len(blank) < self.base.columns else blank - {0}

    def _above(self, guess: HeaderGuess, start: int) -> tuple[int, int]:
        """Count the records above the table: titles, and headings."""
        first = start if guess.first_row is None else guess.first_row
        lines = [line for line, _ in self.base.head]
        if not lines or start > lines[-1]:
            select = self.base.rows.select(1, numbered=True)
            found = self._run(f"SELECT line FROM ({select}) WHERE line < {start}")
            lines = [int(str(line)) for (line,) in found]
        return sum(line < first for line in lines), sum(first <= line < start for line in lines)

    def _views(
        self, start: int, notes: Sequence[Row], again: Sequence[int], columns: Sequence[RawColumn]
    ) -> None:
        cells = ", ".join([*(column.cell for column in columns), "overflow"])
        for name, numbered in ((self.relation, True), (f"{self.relation}_unnumbered", False)):
            rows = self.base.rows.select(
                start, numbered=numbered, without=(*notes, *((line, []) for line in again))
            )
            line = "line, " if numbered else ""
            self.connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {line}{cells} FROM ({rows})"
            )

    def _typed(self) -> str | None:
        select = self.base.rows.typed()
        if select is None:
            return None
        self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {self.relation}_typed AS {select}")
        return f"{self.relation}_typed"

    def _findings(
        self,
        guess: HeaderGuess,
        columns: Sequence[RawColumn],
        start: int,
        gone: set[int],
        again: Sequence[int],
    ) -> tuple[Finding, ...]:
        log = FindingLog(self.file)
        names = {column.index: column.name for column in columns}
        self.base.remarks.tell(log, names, start, gone)
        if guess.confidence < _UNSURE and self.base.names is None and self.base.head:
            log.add("headings-unsure", values=[column.written_as for column in columns if column.written_as])
        if guess.last_row is not None:
            unnamed = [column for column in columns if not column.written_as]
            if unnamed:
                log.add("heading-blank", values=[column.name for column in unnamed])
            repeated = [
                column for column in columns if column.written_as and column.name != column.written_as
            ]
            if repeated:
                log.add("heading-repeated", values=[column.name for column in repeated])
        if again:
            log.add("headings-again", again)
        if guess.footer_rows:
            log.add("notes-below", guess.footer_rows, values=_first_texts(self.base.tail, guess.footer_rows))
        for column in self._date_numbers(columns):
            log.add("dates-as-numbers", column=column.name)
        return log.findings()

    def _date_numbers(self, columns: Sequence[RawColumn]) -> list[RawColumn]:
        """Return the columns named after dates whose cells are days counted from 1900."""
        likely = [column for column in columns if _DATE_WORDS.search(column.name)]
        likely = [column for column in likely if self._looks_like_days(column.index)]
        if not likely or self.base.rows.scanned:
            return likely
        tests = ", ".join(
            f"count({column.cell}) FILTER (NOT coalesce({_DAYS.format(cell=column.cell)}, false))"
            for column in likely
        )
        [found] = self._run(f"SELECT {tests} FROM {self.relation}")
        return [column for column, others in zip(likely, found, strict=True) if not others]

    def _looks_like_days(self, place: int) -> bool:
        cells = [cells[place] for line, cells in self.base.head[_ABOVE_HEADINGS:] if cells[place].strip()]
        days = [cell for cell in cells if re.fullmatch(r"\d{5}(?:\.\d+)?", cell.strip())]
        return bool(days) and len(days) >= 0.8 * len(cells)

    def _run(self, sql: str) -> list[tuple[object, ...]]:
        with self.watch.over(self.connection):
            return self.connection.execute(sql).fetchall()


def _first_texts(rows: Sequence[Row], lines: Sequence[int]) -> list[str]:
    return [next((cell for cell in cells if cell.strip()), "") for line, cells in rows if line in lines]
