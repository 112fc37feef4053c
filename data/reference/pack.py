"""Reading the shipped reference pack: its tables, the figures of chosen areas, and its sources."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from data import engine
from data.language import say
from data.reference.contract import COUNT, NUMBER, TABLE_BY_NAME, TEXT, Column, Table

FOLDER = Path(__file__).parent

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Source:
    """One official file the pack was compiled from."""

    id: str
    publisher: str
    title: str
    vintage: str
    licence: str
    attribution: str
    retrieved: str
    file: str
    sha256: str


@dataclass(frozen=True)
class TableRecord:
    """One table of the pack: ids of its sources, number of rows, checksum of its file, what to know of it."""

    name: str
    sources: tuple[str, ...]
    rows: int
    sha256: str
    note: str


class Pack:
    """The reference pack of one folder; every table is read when first asked for and then kept.

    Counts that may be absent come as float64 with NaN, whatever area is asked for, so that a column has one
    type; other counts are int64, text is text and missing where absent. Marks tell a suppressed figure from
    an absent one. A frame handed out may be changed without harm to the pack.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._frames: dict[str, pd.DataFrame] = {}
        self._matrices: dict[str, Matrix] = {}

    def table(self, name: str) -> pd.DataFrame:
        """Read one table whole, in the order of its key.

        Raises
        ------
        ValueError
            If the pack has no table of that name.
        FileNotFoundError
            If the table's file is missing from the installation.
        """
        if name not in self._frames:
            table = _known_table(name)
            columns = ", ".join(_as_read(column) for column in table.columns)
            self._frames[name] = _typed(table, self._query(name, f"SELECT {columns} FROM source"))
        return self._frames[name].copy(deep=False)

    def areas(self) -> pd.DataFrame:
        """The 583 areas: `area`, `code`, `kind`, `state`, `state_abbr`, `title`."""
        return self.table("areas")

    def occupations(self) -> pd.DataFrame:
        """Every detailed occupation with its national attributes, by `soc`; the order of all matrices."""
        return self.table("occupations")

    def wages(self, areas: Sequence[str]) -> pd.DataFrame:
        """Wages and employment of the areas asked for: detailed occupations, major groups and the total.

        Only the parts of the file that hold these areas are read.

        Parameters
        ----------
        areas : sequence of str
            Codes as in column `area` of the areas ("0012060"); a code given twice counts once.

        Returns
        -------
        DataFrame
            One row per area and occupation, sorted by area and occupation.

        Raises
        ------
        ValueError
            If a code is not an area of the pack.
        """
        wanted = sorted(set(areas))
        unknown = sorted(set(wanted) - set(self.table("areas")["area"]))
        if unknown:
            raise ValueError(say("The reference pack has no area {areas}", areas=", ".join(unknown)))
        table = TABLE_BY_NAME["wages"]
        columns = ", ".join(_as_read(column) for column in table.columns)
        places = ", ".join("?" for _ in wanted) or "NULL"
        sql = f"SELECT {columns} FROM source WHERE area IN ({places}) ORDER BY area, soc"
        return _typed(table, self._query("wages", sql, wanted))

    def transitions(self) -> Matrix:
        """Modelled moves between occupations, people a year: row = origin, column = destination.

        Returns
        -------
        ndarray
            float64 of shape (occupations, occupations) in the order of `occupations()`; zero on the diagonal;
            read-only.
        """
        if "transitions" not in self._matrices:
            places = self._places_of_occupations()
            read = self._numbers(
                "transitions",
                "SELECT o.place AS row_place, d.place AS column_place, people_milli AS value FROM source"
                " JOIN places AS o ON o.code = origin JOIN places AS d ON d.code = destination",
                places=places,
            )
            people = _matrix(read, (len(places), len(places)), empty=0.0)
            people /= 1000.0
            self._matrices["transitions"] = _locked(people)
        return self._matrices["transitions"]

    def element_matrix(self, kind_of_value: Literal["importance", "level"]) -> Matrix:
        """Importance (1-5) or level (0-7) of every skill and knowledge element in every occupation.

        Returns
        -------
        ndarray
            float64 of shape (occupations, elements) in the order of `occupations()` and of the table
            `elements`; NaN where O*NET has no figure; read-only.

        Raises
        ------
        ValueError
            If `kind_of_value` is neither "importance" nor "level".
        """
        if kind_of_value not in ("importance", "level"):
            raise ValueError(f'kind_of_value is "importance" or "level", not "{kind_of_value}"')
        if kind_of_value not in self._matrices:
            occupations = self._places_of_occupations()
            elements = _places(self.table("elements")["element_id"])
            read = self._numbers(
                "element_scores",
                f"SELECT o.place AS row_place, e.place AS column_place, {kind_of_value} AS value FROM source"
                " JOIN places AS o ON o.code = soc JOIN elements AS e ON e.code = element_id"
                f" WHERE {kind_of_value} IS NOT NULL",
                places=occupations,
                elements=elements,
            )
            scores = _matrix(read, (len(occupations), len(elements)), empty=np.nan)
            self._matrices[kind_of_value] = _locked(scores)
        return self._matrices[kind_of_value]

    def sources(self) -> tuple[Source, ...]:
        """Every official file behind the pack, with licence and the attribution it asks for."""
        return tuple(Source(**record) for record in self._described["source"])

    def table_records(self) -> tuple[TableRecord, ...]:
        """Every table of the pack with its sources, rows, checksum and note."""
        records = self._described["table"]
        return tuple(TableRecord(**{**record, "sources": tuple(record["sources"])}) for record in records)

    def vintage(self, name: str) -> str:
        """The reference period of a source, or of every source of a table, joined by "; ".

        Raises
        ------
        ValueError
            If neither a source nor a table has that name.
        """
        vintages = {source.id: source.vintage for source in self.sources()}
        if name in vintages:
            return vintages[name]
        record = next((record for record in self.table_records() if record.name == name), None)
        if record is None:
            raise ValueError(f'The reference pack has neither a source nor a table called "{name}"')
        return "; ".join(dict.fromkeys(vintages[source] for source in record.sources))

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change whenever any table of the pack changes."""
        checksums = sorted(f"{record.name} {record.sha256}" for record in self.table_records())
        return hashlib.sha256("\n".join(checksums).encode()).hexdigest()[:12]

    @cached_property
    def _described(self) -> dict[str, list[dict[str, Any]]]:
        path = self._folder / "sources.toml"
        _require(path)
        return tomllib.loads(path.read_text(encoding="utf-8"))

    def _places_of_occupations(self) -> pd.DataFrame:
        return _places(self.table("occupations")["soc"])

    def _query(self, name: str, sql: str, parameters: Sequence[str] = ()) -> pd.DataFrame:
        with self._opened(name) as connection:
            return connection.execute(sql, list(parameters)).df()

    def _numbers(self, name: str, sql: str, **joined: pd.DataFrame) -> dict[str, npt.NDArray[Any]]:
        with self._opened(name) as connection:
            for frame_name, frame in joined.items():
                connection.register(frame_name, frame)
            columns = connection.execute(sql).fetchnumpy()
            return {column: np.asarray(values) for column, values in columns.items()}

    @contextmanager
    def _opened(self, name: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open one table for SQL under the name `source`: a connection each, so threads never share one.

        All of them belong to one database, since opening that costs more than reading a table.
        """
        path = self._folder / "tables" / f"{name}.parquet"
        _require(path)
        quoted = str(path).replace("'", "''")
        with self._database.cursor() as connection:
            connection.execute(f"CREATE TEMP VIEW source AS SELECT * FROM read_parquet('{quoted}')")
            yield connection

    @cached_property
    def _database(self) -> duckdb.DuckDBPyConnection:
        return engine.connect(threads=1)


def load_pack(folder: Path = FOLDER) -> Pack:
    """Open the reference pack; costs nothing until a table is asked for.

    Parameters
    ----------
    folder : Path, optional
        Folder with `tables/` and `sources.toml`; by default the pack shipped with the program.
    """
    return Pack(folder)


def _known_table(name: str) -> Table:
    if name not in TABLE_BY_NAME:
        raise ValueError(f'The reference pack has no table "{name}"; it has {", ".join(TABLE_BY_NAME)}')
    return TABLE_BY_NAME[name]


def _require(path: Path) -> None:
    if not path.is_file():
        raise FileNotFoundError(
            say("The reference pack is incomplete: {file} is missing. Install Headway again.", file=path.name)
        )


def _as_read(column: Column) -> str:
    if column.sql_type == NUMBER or (column.sql_type == COUNT and column.nullable):
        return f'CAST("{column.name}" AS DOUBLE) AS "{column.name}"'
    if column.sql_type == COUNT:
        return f'CAST("{column.name}" AS BIGINT) AS "{column.name}"'
    return f'"{column.name}"'


def _typed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Give text columns the text type even where every value is absent."""
    texts = {column.name: "str" for column in table.columns if column.sql_type == TEXT}
    numbers = {
        column.name: "float64"
        for column in table.columns
        if column.sql_type == NUMBER or (column.sql_type == COUNT and column.nullable)
    }
    return frame.astype({**texts, **numbers})


def _places(codes: pd.Series[str]) -> pd.DataFrame:
    return pd.DataFrame({"code": codes, "place": np.arange(len(codes), dtype=np.int64)})


def _matrix(read: dict[str, npt.NDArray[Any]], shape: tuple[int, int], *, empty: float) -> Matrix:
    filled = np.full(shape, empty, dtype=np.float64)
    filled[read["row_place"], read["column_place"]] = read["value"]
    return filled


def _locked(matrix: Matrix) -> Matrix:
    matrix.setflags(write=False)
    return matrix
