"""What every kind of sheet can do: say how large it is, show its first rows, load itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb

from data.intake.reading.bases import Base
from data.intake.reading.progress import Watch
from data.intake.reading.tables import Merge, Row, SheetInfo


@dataclass(frozen=True)
class Head:
    """The first rows of a sheet.

    Attributes
    ----------
    rows : list of Row
        They may leave out blank ones.
    complete : bool
        Whether there are no others.
    merges : tuple of Merge
        Cells made one, as far as they are known.
    names : tuple of str or None
        Headings that the format itself gives.
    has_blank_rows : bool
        Whether blank rows are among them; otherwise they show as gaps between the lines.
    """

    rows: list[Row]
    complete: bool
    merges: tuple[Merge, ...] = ()
    names: tuple[str, ...] | None = None
    has_blank_rows: bool = False


class Sheet(Protocol):
    """One table-like part of a file."""

    name: str

    def info(self) -> SheetInfo:
        """Return what is known of the sheet without reading it."""

    def head(self, rows: int) -> Head:
        """Return its first rows, in well under a second whatever its size."""

    def load(
        self,
        connection: duckdb.DuckDBPyConnection,
        relation: str,
        folder: Path,
        watch: Watch,
        *,
        verify: bool,
    ) -> Base:
        """Read the whole sheet into DuckDB.

        Parameters
        ----------
        connection : duckdb.DuckDBPyConnection
            Takes the rows.
        relation : str
            Name for their table.
        folder : Path
            Ours and empty; copies go there.
        watch : Watch
            Told how far it is.
        verify : bool
            Whether to count the rows of a large regular text file now, in a pass of its own.

        Raises
        ------
        IntakeError
            When the sheet cannot be read.
        ReadingCancelledError
            When it was called off.
        """
