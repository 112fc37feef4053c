"""Putting rows that Python reads into a DuckDB table, a block at a time, while the table grows wider."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.intake.reading.bases import Base
from data.intake.reading.progress import Watch
from data.intake.reading.sparsetable import SparseTable

Texts = npt.NDArray[np.object_]

_ROWS_AT_ONCE = 20_000
_CELLS_AT_ONCE = 400_000
_BLOCK = "reading_block"


class TableFilling:
    """A table ``line``, ``c0`` …, ``overflow`` that takes rows as they come.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Holds the table.
    relation : str
        Its name.
    watch : Watch
        Told how many rows there are; stops the filling when it was called off.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, relation: str, watch: Watch) -> None:
        self._connection, self._relation, self._watch = connection, relation, watch
        self._table = SparseTable(connection, relation)
        self._width = 1
        self.rows = 0
        self._lines: list[int] = []
        self._cells: list[Sequence[str | None]] = []
        self._overflow: list[str | None] = []
        self._held = 0

    def add(self, line: int, cells: Sequence[str | None], overflow: str | None = None) -> None:
        """Take one row; cells without text are None or blank."""
        self._lines.append(line)
        self._cells.append(cells)
        self._overflow.append(overflow)
        self._held += len(cells)
        if len(self._lines) >= _ROWS_AT_ONCE or self._held >= _CELLS_AT_ONCE:
            self.flush()

    def flush(self, share: float | None = None) -> None:
        """Put the rows that are held into the table."""
        if not self._lines:
            return
        width = max(len(cells) for cells in self._cells)
        block: Texts = np.full((len(self._lines), width), None, dtype=object)
        for place, cells in enumerate(self._cells):
            block[place, : len(cells)] = [cell or None for cell in cells]
        lines, overflow = self._lines, self._overflow
        self._lines, self._cells, self._overflow, self._held = [], [], [], 0
        self.add_block(np.array(lines, dtype=np.int64), block, overflow, share)

    def add_block(
        self,
        lines: npt.NDArray[np.int64],
        block: Texts,
        overflow: Sequence[str | None] | None = None,
        share: float | None = None,
    ) -> None:
        """Take many rows at once: their lines, their cells (rows × columns, None where blank)."""
        places = np.flatnonzero((block != None).any(axis=0)).tolist()  # noqa: E711 -- cell by cell
        self._table.widen(places)
        self._width = max(self._width, block.shape[1])
        frame: dict[str, object] = {"line": lines}
        frame |= {f"c{place}": block[:, place] for place in places}
        if overflow is not None and any(overflow):
            frame["overflow"] = np.array(overflow, dtype=object)
        names = ", ".join(frame)
        selected = ", ".join(name if name == "line" else f"CAST({name} AS VARCHAR)" for name in frame)
        self._connection.register(_BLOCK, pd.DataFrame(frame))
        try:
            self._connection.execute(
                f"INSERT INTO {self._relation} ({names}) SELECT {selected} FROM {_BLOCK}"
            )
        finally:
            self._connection.unregister(_BLOCK)
        self.rows += len(lines)
        self._watch.tell(self.rows, share)

    def base(self, read: int) -> Base:
        """Finish, and return what was read: `read` records, of which those not given were blank."""
        self.flush()
        return self._table.base(read, self.rows, self._width)
