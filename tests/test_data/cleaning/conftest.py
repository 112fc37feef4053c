"""Sheets made in memory, so that a cleaner is tried without any file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import pytest

from data.intake.findings import FindingLog
from data.intake.loaded import Options, Source
from data.intake.mapping import mapping_of
from data.intake.reading.progress import Watch
from data.intake.reading.tables import HeaderGuess, RawColumn, RawTable
from data.reference.pack import Pack

Sheet = Callable[..., Source]


@pytest.fixture
def sheet(pack: Pack, tmp_path: Path) -> Iterator[Sheet]:
    """Make a source: kind, headings, rows, which heading tells which field, notes."""
    connection = duckdb.connect()

    def make(
        kind: str,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        columns: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
    ) -> Source:
        names = [head or f"Column {place + 1}" for place, head in enumerate(heads)]
        cells = ", ".join(f"c{place} VARCHAR" for place in range(len(heads)))
        connection.execute(f"CREATE OR REPLACE TABLE sheet (line BIGINT, {cells}, overflow VARCHAR)")
        padded = [[*row, *[""] * (len(heads) - len(row))] for row in rows]
        values = [[line, *(cell or None for cell in row), None] for line, row in enumerate(padded, start=2)]
        if values:
            marks = ", ".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO sheet VALUES ({marks})", values)
        header = HeaderGuess(1, 1, tuple(names), 2, (), 1.0, "", tuple(heads))
        raw = RawTable(
            sheet="",
            relation="sheet",
            unnumbered="(SELECT * EXCLUDE (line) FROM sheet)",
            columns=tuple(
                RawColumn(place, name, head)
                for place, (name, head) in enumerate(zip(names, heads, strict=True))
            ),
            header=header,
            read=len(rows) + 1,
            title=0,
            headings=1,
            blank=0,
            footer=0,
            rows=len(rows),
            footnotes=(),
            findings=(),
        )
        mapping = mapping_of(kind, dict(columns or {}), "", dict(notes or {}))
        log = FindingLog("local.csv")
        return Source("local.csv", raw, connection, mapping, pack, Options(), log, Watch(), tmp_path)

    yield make
    connection.close()
