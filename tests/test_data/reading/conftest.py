"""Reading a file whole, and looking at what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.intake.findings import Finding
from data.intake.reading.rawfile import open_file
from data.intake.reading.tables import HeaderGuess, RawTable


@dataclass(frozen=True)
class Taken:
    """A sheet read: its table, and the rows of the relation (line, cells of the columns, overflow)."""

    table: RawTable
    rows: list[tuple[object, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.table.columns)

    @property
    def cells(self) -> list[tuple[object, ...]]:
        return [row[1:-1] for row in self.rows]

    @property
    def lines(self) -> list[object]:
        return [row[0] for row in self.rows]

    @property
    def codes(self) -> list[str]:
        return [finding.code for finding in self.table.findings]

    def finding(self, code: str) -> Finding:
        return next(finding for finding in self.table.findings if finding.code == code)


def taken(path: Path, sheet: str | None = None, header: HeaderGuess | None = None) -> Taken:
    """Read a sheet whole and check that every record of it is accounted for."""
    with open_file(path) as raw:
        table = raw.table(sheet, header)
        run = raw.connection.execute
        names = ", ".join(["line", *(column.cell for column in table.columns), "overflow"])
        rows = run(f"SELECT {names} FROM {table.relation} ORDER BY line").fetchall()
        [(unnumbered,)] = run(f"SELECT count(*) FROM {table.unnumbered}").fetchall()
    parts = table.title + table.headings + table.blank + table.footer + table.rows
    assert parts == table.read
    assert len(rows) == table.rows == unnumbered
    assert len({row[0] for row in rows}) == len(rows)
    return Taken(table, rows)


@pytest.fixture
def read() -> Callable[..., Taken]:
    """Return `taken`."""
    return taken


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Return what writes a file of a given name."""

    def written(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written
