"""The first rows of a sheet and what their cells look like, side by side with the rows below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from data.intake.reading.cellkinds import VALUES, CellKind, kind_of
from data.intake.reading.tables import Merge, Row

_ROWS_WEIGHED = 120
_FEWEST_ROWS = 20
_CELLS_WEIGHED = 60_000
_VALUE_COLUMN_SHARE = 0.6


@dataclass(frozen=True)
class HeadingGrid:
    """The first rows of a sheet without blank ones.

    Attributes
    ----------
    rows : sequence of Row
        The rows.
    merges : sequence of Merge
        Cells made one.
    """

    rows: Sequence[Row]
    merges: Sequence[Merge]

    @staticmethod
    def of(rows: Sequence[Row], merges: Sequence[Merge]) -> HeadingGrid:
        """Return as many of the rows as are worth weighing."""
        wide = max((len(cells) for _, cells in rows), default=1)
        most = min(_ROWS_WEIGHED, max(_FEWEST_ROWS, _CELLS_WEIGHED // max(1, wide)))
        return HeadingGrid([row for row in rows if any(cell.strip() for cell in row[1])][:most], merges)

    @cached_property
    def kinds(self) -> list[list[CellKind]]:
        """Return what each cell looks like."""
        return [[kind_of(cell) for cell in cells] for _, cells in self.rows]

    @cached_property
    def left(self) -> int:
        """Return the first column that holds anything: those to the left of the table may be blank."""
        filled = (
            (column for column, kind in enumerate(row) if kind is not CellKind.BLANK) for row in self.kinds
        )
        return min((next(row, 0) for row in filled), default=0)

    @cached_property
    def _contrasts(self) -> dict[int, tuple[int, int]]:
        return {}

    def __len__(self) -> int:
        return len(self.rows)

    def line(self, place: int) -> int:
        """Return the line of a row."""
        return self.rows[place][0]

    def filled(self, place: int) -> list[int]:
        """Return the columns of a row that hold anything."""
        return [column for column, kind in enumerate(self.kinds[place]) if kind is not CellKind.BLANK]

    def texts(self, place: int) -> list[str]:
        """Return what the filled cells of a row hold."""
        return [self.rows[place][1][column].strip() for column in self.filled(place)]

    def adjoins(self, place: int) -> bool:
        """Return whether a row stands directly below the one before it."""
        above, cells = self.rows[place - 1]
        # Texts of several lines make a row of a text file several lines high.
        return place > 0 and self.line(place) - above <= 1 + sum(cell.count("\n") for cell in cells)

    def first_wide_row(self) -> int:
        """Return the first row that fills at least half of the columns an ordinary row fills."""
        widths = [len(self.filled(place)) for place in range(len(self.rows))]
        several = [width for width in widths if width > 1]
        usual = median(several) if several else 1
        wide = (place for place, width in enumerate(widths) if width >= max(min(2, usual), usual / 2))
        return next(wide, 0)

    def contrast(self, place: int) -> tuple[int, int]:
        """Count the columns in which a row differs from the values below it, and those in which it fits."""
        if place not in self._contrasts:
            self._contrasts[place] = self._contrast(place)
        return self._contrasts[place]

    def _contrast(self, place: int) -> tuple[int, int]:
        differ = fit = 0
        sequence = self._is_sequence(place)
        for column, usual in self._value_columns(place).items():
            kind = self.kinds[place][column]
            if kind in (CellKind.BLANK, CellKind.MARK):
                continue
            odd = kind is CellKind.TEXT or sequence
            odd = odd or (usual is CellKind.NUMBER and kind is not usual)
            odd = odd or (usual is CellKind.CODE and kind in (CellKind.YEAR, CellKind.DATE))
            differ, fit = differ + odd, fit + (not odd)
        return differ, fit

    def _value_columns(self, after: int) -> dict[int, CellKind]:
        """Return the columns that hold figures, dates or codes below a row, and which of them most."""
        counts: dict[int, Counter[CellKind]] = {}
        for kinds in self.kinds[after + 1 :]:
            for column, kind in enumerate(kinds):
                if kind is not CellKind.BLANK:
                    counts.setdefault(column, Counter())[kind] += 1
        found: dict[int, CellKind] = {}
        for column, seen in counts.items():
            values = sum(seen[kind] for kind in VALUES)
            if values and values >= _VALUE_COLUMN_SHARE * (values + seen[CellKind.TEXT]):
                found[column] = max(VALUES, key=lambda kind: (seen[kind], kind.value))
        return found

    def _is_sequence(self, place: int) -> bool:
        """Return whether the figures of a row count upwards by one, and those of the next row do not."""
        return self._counts_up(place) and not (place + 1 < len(self.rows) and self._counts_up(place + 1))

    def _counts_up(self, place: int) -> bool:
        figures = [
            int(cell.strip().removesuffix(".0"))
            for cell, kind in zip(self.rows[place][1], self.kinds[place], strict=True)
            if kind in (CellKind.NUMBER, CellKind.YEAR) and _is_whole(cell)
        ]
        return len(figures) >= 3 and all(after - before == 1 for before, after in pairwise(figures))

    def has_repeats(self, place: int) -> bool:
        """Return whether a cell of a row stands again below in the same column, as headings do not."""
        own = [(column, self.rows[place][1][column].strip()) for column in self.filled(place)]
        return any(
            cells[column].strip() == text for _, cells in self.rows[place + 1 :] for column, text in own
        )

    def holds_figures(self, place: int) -> bool:
        """Return whether a row holds figures or codes."""
        return any(kind in (CellKind.NUMBER, CellKind.CODE) for kind in self.kinds[place])


def _is_whole(cell: str) -> bool:
    figures = cell.strip().removesuffix(".0")
    return figures.isascii() and figures.isdecimal()
