"""Lines of text put into a DuckDB table while the next ones are being written."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import duckdb

from data.intake.reading.bases import Base
from data.intake.reading.duckcsv import DuckCsv
from data.intake.reading.letters import QUOTE, SEPARATOR
from data.intake.reading.progress import Watch
from data.intake.reading.records import Dialect
from data.intake.reading.sheetlines import Lines
from data.intake.reading.sparsetable import SparseTable

_SEGMENT_BYTES = 16 << 20


class SegmentedFilling:
    """A table ``line``, ``c0`` …, ``overflow`` that takes rows as lines of text.

    Used as a context: on leaving, whatever still runs is waited for and nothing of it is left on disk.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Holds the table; nobody else may use it meanwhile.
    relation : str
        Its name.
    folder : Path
        Ours; the lines lie there for a moment.
    watch : Watch
        Told how many rows there are; stops the filling when it was called off.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, relation: str, folder: Path, watch: Watch
    ) -> None:
        self._connection, self._relation = connection, relation
        self._folder, self._watch = folder, watch
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="reading-segments")
        self._coming: Future[None] | None = None
        self._held: list[bytes] = []
        self._columns: tuple[int, ...] = ()
        self._bytes = self._count = self._segments = 0
        self._rows = self._last = 0

    def __enter__(self) -> SegmentedFilling:
        self._table = SparseTable(self._connection, self._relation)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None and self._coming is not None:
            self._connection.interrupt()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for left in self._folder.glob("segment-*"):
            left.unlink()

    def add(self, lines: Lines, share: float | None = None) -> None:
        """Take some rows."""
        if lines.columns != self._columns or self._bytes >= _SEGMENT_BYTES:
            self._hand_over()
        self._columns, self._last = lines.columns, lines.last
        self._held.append(lines.text)
        self._bytes += len(lines.text)
        self._count += lines.rows
        self._rows += lines.rows
        self._watch.tell(self._last, share)

    def _hand_over(self) -> None:
        """Let DuckDB read what is held."""
        if not self._held:
            return
        self._wait()
        self._segments += 1
        path = self._folder / f"segment-{self._segments}"
        with path.open("wb") as out:
            out.writelines(self._held)
        self._coming = self._pool.submit(self._load, path, self._count, self._columns)
        self._held, self._bytes, self._count = [], 0, 0

    def _wait(self) -> None:
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.result()

    def _load(self, path: Path, count: int, columns: tuple[int, ...]) -> None:
        self._table.widen(columns)
        names = ("line", *(f"c{place}" for place in columns))
        csv = DuckCsv(path, Dialect(SEPARATOR, escape=QUOTE, quote=QUOTE), names)
        cells = ", ".join(names)
        [(loaded,)] = self._connection.execute(
            f"INSERT INTO {self._relation} ({cells}) SELECT {cells} FROM {csv.relation()}"
        ).fetchall()
        path.unlink()
        if loaded != count:
            raise RuntimeError(f"{count} rows were written and {loaded} read")

    def base(self) -> Base:
        """Finish, and return what was read, blank rows above the last one counted."""
        self._hand_over()
        self._wait()
        return self._table.base(self._last, self._rows)
