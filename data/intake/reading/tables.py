"""What reading a file gives: its sheets, a look at one of them, and the table loaded from it."""

from __future__ import annotations

from dataclasses import dataclass

from data.intake.findings import Finding

Row = tuple[int, list[str]]
"""Line of the file (or row of the sheet, both counted from 1) where a row begins, and its cells as text."""

Merge = tuple[int, int, int, int]
"""Cells made one: first row, first column, last row, last column. Rows count from 1, columns from 0."""


@dataclass(frozen=True)
class SheetInfo:
    """One table-like part of a file: a sheet, a member of a zip, a list in a JSON document, or all of it.

    Attributes
    ----------
    name : str
        The name by which it is asked for.
    rows, columns : int or None
        Its size where the file tells without being read through.
    """

    name: str
    rows: int | None = None
    columns: int | None = None


@dataclass(frozen=True)
class HeaderGuess:
    """Where the headings of a table stand, what the columns are called, and how sure that is.

    Lines and rows are counted from 1 as the file or the sheet counts them.

    Attributes
    ----------
    first_row, last_row : int or None
        First and last row of the headings; None where no row looks like headings.
    names : tuple of str
        A name for every column: unique, never blank; “Parent – Child” where headings are stacked.
    first_data_row : int
        Row with which the table itself begins.
    footer_rows : tuple of int
        Rows below the table that hold notes, as far as they were seen.
    confidence : float
        0–1.
    why : str
        One sentence that says what spoke for it.
    written : tuple of str
        The headings as they stand in the file, blank where there is none.
    """

    first_row: int | None
    last_row: int | None
    names: tuple[str, ...]
    first_data_row: int
    footer_rows: tuple[int, ...]
    confidence: float
    why: str
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """The first rows of a sheet, as they stand, with a guess where the headings are.

    Attributes
    ----------
    sheet : str
        Name of the sheet.
    cells : list of list of str
        Rows from the top, blank ones too (of long runs of blank rows only the first few), all equally wide.
    lines : tuple of int
        Line or row in the file of each of them.
    guess : HeaderGuess
        Where the headings are taken to be.
    complete : bool
        Whether the sheet has no further rows.
    merges : tuple of Merge
        Cells made one, as far as they are known.
    """

    sheet: str
    cells: list[list[str]]
    lines: tuple[int, ...]
    guess: HeaderGuess
    complete: bool
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True)
class RawColumn:
    """One column: text ``c{index}`` of the relation.

    Attributes
    ----------
    index : int
        Position in the file, from 0; the relation calls it ``c{index}``.
    name : str
        Unique name.
    written_as : str
        The heading as it stands in the file; blank where there is none.
    """

    index: int
    name: str
    written_as: str

    @property
    def cell(self) -> str:
        """Name of the column in the relation."""
        return f"c{self.index}"


@dataclass(frozen=True)
class RawTable:
    """One sheet as text in DuckDB; every line of it is accounted for.

    ``read = title + headings + blank + footer + rows``, always.

    Attributes
    ----------
    sheet : str
        Name of the sheet.
    relation : str
        Name of the relation in the file's connection. Grain: row of the table. ``line`` (BIGINT), ``c0`` …
        as named in `columns` (VARCHAR; NULL where the cell is blank), ``overflow`` (VARCHAR: cells to the
        right of the last column, and records that could not be taken apart; mostly NULL).
    unnumbered : str
        The same rows without ``line``: DuckDB reads a large file from several threads only where nobody
        asks for the order of its rows.
    columns : tuple of RawColumn
        Columns that hold anything or have a heading.
    header : HeaderGuess
        The headings used.
    read, title, headings, blank, footer, rows : int
        Records of the sheet: all of them, those above the headings, the headings, blank ones, notes below
        the table, and the rows of the table.
    footnotes : tuple of str
        The notes below the table.
    findings : tuple of Finding
        What was met.
    scanned : bool
        Whether the relation reads the file anew each time (large text files, Parquet).
    typed : str or None
        For Parquet: the same rows with the types of the file.
    """

    sheet: str
    relation: str
    unnumbered: str
    columns: tuple[RawColumn, ...]
    header: HeaderGuess
    read: int
    title: int
    headings: int
    blank: int
    footer: int
    rows: int
    footnotes: tuple[str, ...]
    findings: tuple[Finding, ...]
    scanned: bool = False
    typed: str | None = None
