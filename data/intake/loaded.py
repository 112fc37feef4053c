"""What loading a file takes and gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd

from data import engine
from data.formulatext import unguarded_sql
from data.intake.findings import Finding, FindingLog
from data.intake.mapping import Mapping
from data.intake.reading.progress import Watch
from data.intake.reading.tables import RawTable

if TYPE_CHECKING:
    from data.reference.pack import Pack

PICKLED = ".pickle"
"""End of the name of a file of our own, in a folder of our own, that holds a frame as it was."""

REJECTS = ("line", "code", "column", "value")
"""Rows set aside: line, code of the finding, our field concerned, the text that stood in the way."""


@dataclass(frozen=True)
class Options:
    """What a person told about a file, and where its table goes.

    Attributes
    ----------
    notes : dict
        Said of values in addition to those of the mapping, and before them: ``date_order``, ``wage_period``.
    folder : Path, optional
        Folder of the caller's for tables too large for memory; without it such a table is kept in memory.
    every_column : bool
        Whether long texts (skills, addresses of pages) are kept too.
    figures_only : bool
        Whether only what is counted is wanted and not the texts (numbers, titles, employers): a plan needs no
        more, and it is faster.
    threads : int, optional
        Threads that read; by default one less than the processors, so that a window stays responsive.
    boundaries : Path, optional
        Shapes of counties, by which postings are placed that only tell latitude and longitude.
    corrections : dict
        Occupations that a person gave to titles.
    least_confidence : float
        Title codes less sure than this go on the review list, and the posting counts as uncoded.
    """

    notes: Dictionary[str, str] = field(default_factory=dict)
    folder: Path | None = None
    every_column: bool = False
    figures_only: bool = False
    threads: int | None = None
    boundaries: Path | None = None
    corrections: Dictionary[str, str] = field(default_factory=dict)
    least_confidence: float = 0.5


@dataclass(frozen=True)
class Source:
    """A sheet on its way from text to a clean table: what a cleaner is given.

    Attributes
    ----------
    name : str
        The file.
    raw : RawTable
        The sheet as text.
    connection : duckdb.DuckDBPyConnection
        Where its relation lives.
    mapping : Mapping
        Which column tells what.
    pack : Pack
        The reference pack.
    options : Options
        What a person told.
    log : FindingLog
        Takes findings.
    watch : Watch
        Told how far it is; calls the work off.
    folder : Path
        Ours, for tables on the way; removed afterwards.
    others : callable, optional
        Gives the other sheets of the file that are of the same kind.
    verified : bool
        Whether the rows of a large file have been counted in a pass of their own.
    """

    name: str
    raw: RawTable
    connection: duckdb.DuckDBPyConnection
    mapping: Mapping
    pack: Pack
    options: Options
    log: FindingLog
    watch: Watch
    folder: Path
    others: Callable[[], Iterator[Source]] | None = None
    verified: bool = True

    def siblings(self) -> Iterator[Source]:
        """Yield the other sheets of the file that are of the same kind, read when asked for."""
        if self.others is not None:
            yield from self.others()

    @property
    def cells(self) -> dict[str, str]:
        """Column of the relation for every field that has one: ``{"title": "c3"}``."""
        return self.mapping.cells(self.raw)

    def note(self, name: str) -> str:
        """Return what is known of values: told by a person, else by the mapping, else blank."""
        return self.options.notes.get(name, "") or self.mapping.notes.get(name, "")

    def heading(self, name: str) -> str:
        """Return their heading of a field, for findings; our name where no column tells it."""
        return self.mapping.column(name) or name

    def frame(self) -> pd.DataFrame:
        """Return the whole sheet as text: ``line``, every field that has a column (blank where NULL).

        For kinds whose files are small. Grain: row of the file. ``overflow`` too.
        """
        told = {name: unguarded_sql(f"trim({cell})") for name, cell in self.cells.items()}
        cells = ", ".join(f"coalesce({text}, '') AS \"{name}\"" for name, text in told.items())
        chosen = f"line, {cells}, overflow" if cells else "line, overflow"
        with self.watch.over(self.connection):
            found = self.connection.execute(f"SELECT {chosen} FROM {self.raw.relation} ORDER BY line").df()
        texts = [name for name in found.columns if name != "line"]
        return found.astype({"line": "int64", **dict.fromkeys(texts, "str")})

    def distinct(self, name: str) -> list[str]:
        """Return the distinct texts of a field, blank ones left out; empty where no column tells it."""
        cell = self.cells.get(name)
        if cell is None:
            return []
        with self.watch.over(self.connection):
            rows = self.connection.execute(
                f"SELECT DISTINCT {cell} FROM {self.raw.unnumbered} WHERE {cell} IS NOT NULL"
            ).fetchall()
        return sorted(text for (text,) in rows)


@dataclass(frozen=True)
class Cleaned:
    """What a cleaner gives back.

    Attributes
    ----------
    table : pandas.DataFrame or Path
        The clean rows: a frame, or a Parquet file in the caller's folder.
    accepted : int
        Rows of the file that are used; with `rejects` they are all rows of the sheet.
    rejects : pandas.DataFrame
        Grain: row set aside. Columns `REJECTS`.
    repeated : int
        Accepted rows that are copies of others and do not stand in the table.
    facts : dict
        What else is to be told of the file, by name.
    """

    table: pd.DataFrame | Path
    accepted: int
    rejects: pd.DataFrame
    repeated: int = 0
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """A file taken in.

    Attributes
    ----------
    kind, name, sheet, sha256 : str
        Kind of the file, its name, the sheet taken, and its checksum.
    table : pandas.DataFrame or Path
        The clean rows, or the file that holds them: Parquet, or a frame as it was (``.pickle``).
    read, accepted, set_aside, repeated : int
        Rows; accepted + set aside = read.
    findings : tuple of Finding
        What was met on the way.
    rejects : pandas.DataFrame
        Grain: row set aside. Columns `REJECTS`, then the row's own cells under their own headings.
    mapping : Mapping
        Which column told what.
    preset : str
        Name of the preset used; blank where the mapping was proposed or chosen.
    facts : dict
        What else is to be told of the file.
    all_rejects : Path, optional
        Pickle of every row set aside where `rejects` holds only the first of each reason.
    rejects_by_code : dict
        Rows set aside by reason, where `all_rejects` may be needed.
    """

    kind: str
    name: str
    sheet: str
    sha256: str
    table: pd.DataFrame | Path
    read: int
    accepted: int
    set_aside: int
    repeated: int
    findings: tuple[Finding, ...]
    rejects: pd.DataFrame
    mapping: Mapping
    preset: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    all_rejects: Path | None = None
    rejects_by_code: dict[str, int] = field(default_factory=dict)

    @property
    def distinct(self) -> int:
        """Accepted rows without the copies."""
        return self.accepted - self.repeated

    @property
    def layout(self) -> str:
        """The layout of the file: a preset, or the columns it was read by where none fits.

        Two files of one vendor have the same layout, and figures of two layouts are not compared.
        """
        columns = self.mapping.columns
        return self.preset or "columns " + ", ".join(f"{name}: {columns[name]}" for name in sorted(columns))

    @property
    def period(self) -> str:
        """The month that counts belong to, blank where a kind has none."""
        return str(self.facts.get("period", ""))

    def rows(self) -> pd.DataFrame:
        """Return the clean rows as a frame; a file of them is read whole."""
        if isinstance(self.table, pd.DataFrame):
            return self.table
        if self.table.suffix == PICKLED:
            return _unpickled(self.table)
        with engine.connect() as connection:
            rows = connection.from_parquet(str(self.table))
            return (rows.order("line") if "line" in rows.columns else rows).df()

    def every_reject(self) -> pd.DataFrame:
        """Return all rows set aside; a file of them is read whole."""
        return self.rejects if self.all_rejects is None else _unpickled(self.all_rejects)


def _unpickled(path: Path) -> pd.DataFrame:
    frame = pd.read_pickle(path)
    assert isinstance(frame, pd.DataFrame)
    return frame


def no_rejects() -> pd.DataFrame:
    """Return the table of rows set aside, without any."""
    return rejects_of([])


def rejects_of(rows: list[tuple[int, str, str, str]]) -> pd.DataFrame:
    """Return the table of rows set aside in the order of their lines: line, code, field, text."""
    return (
        pd.DataFrame(rows, columns=list(REJECTS))
        .astype({"line": "int64", "code": "str", "column": "str", "value": "str"})
        .sort_values("line", kind="stable", ignore_index=True)
    )
