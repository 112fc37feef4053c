"""A DuckDB table of cells that has only the columns that hold any: one stray cell far right costs nothing."""

from __future__ import annotations

from collections.abc import Collection

import duckdb

from data.intake.reading.bases import Base, base_of_table, blank_test

_FEW = 20


class SparseTable:
    """A table ``line``, ``c0`` …, ``overflow`` of which a column is there once a cell of it came.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Holds the table.
    relation : str
        Its name.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, relation: str) -> None:
        self._connection, self._relation = connection, relation
        self._places: set[int] = set()
        connection.execute(f"CREATE TEMP TABLE {relation} (line BIGINT, overflow VARCHAR)")

    def widen(self, places: Collection[int]) -> None:
        """See to it that some columns are there."""
        new = [f"c{place}" for place in places if place not in self._places]
        self._places.update(places)
        if len(new) <= _FEW:
            for name in new:
                self._connection.execute(f"ALTER TABLE {self._relation} ADD COLUMN {name} VARCHAR")
            return
        # Each column added makes DuckDB look through all there are: thousands are faster added at once.
        nothing = ", ".join(f"CAST(NULL AS VARCHAR) AS {name}" for name in new)
        wider = f"{self._relation}_wider"
        self._connection.execute(
            f"CREATE TEMP TABLE {wider} AS SELECT *, {nothing} FROM {self._relation};"
            f" DROP TABLE {self._relation}; ALTER TABLE {wider} RENAME TO {self._relation}"
        )

    def base(self, read: int, given: int, width: int = 1) -> Base:
        """Remove blank rows and return the base, in which no column is missing.

        Parameters
        ----------
        read, given : int
            Records of the sheet, and how many of them were put into the table: the others were blank.
        width : int
            Columns there are at least, whether they hold anything or not.
        """
        self.widen([0])
        names = [f"c{place}" for place in self._places]
        [(blank,)] = self._connection.execute(
            f"DELETE FROM {self._relation} WHERE {blank_test(names)}"
        ).fetchall()
        width = max(width, max(self._places) + 1)
        whole = self._relation
        if len(self._places) < width:
            whole = f"{self._relation}_whole"
            cells = (
                f"c{place}" if place in self._places else f"CAST(NULL AS VARCHAR) AS c{place}"
                for place in range(width)
            )
            select = f"SELECT line, overflow, {', '.join(cells)} FROM {self._relation}"
            self._connection.execute(f"CREATE OR REPLACE TEMP VIEW {whole} AS {select}")
        return base_of_table(self._connection, whole, width, read, read - given + int(blank))
