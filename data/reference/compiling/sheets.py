"""Reading one sheet of an official workbook as plain rows."""

from functools import lru_cache
from pathlib import Path

from python_calamine import CalamineWorkbook

Row = tuple[object, ...]


@lru_cache(maxsize=16)
def read_rows(workbook: Path, sheet: str | None = None) -> tuple[Row, ...]:
    """Every row of a sheet as the publisher wrote it; blank cells are empty strings.

    Parameters
    ----------
    workbook
        An .xlsx file.
    sheet
        The sheet's name; the first sheet when None.

    Raises
    ------
    FileNotFoundError
        The workbook is not there.
    python_calamine.WorksheetNotFound
        The workbook has no such sheet.
    """
    book = CalamineWorkbook.from_path(str(workbook))
    name = book.sheet_names[0] if sheet is None else sheet
    return tuple(tuple(row) for row in book.get_sheet_by_name(name).to_python())


def text(cell: object) -> str:
    """The cell as text without surrounding blanks."""
    return str(cell).strip()


def number(cell: object) -> float | None:
    """The cell as a number, or None for a dash, a blank or any other mark."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    try:
        return float(str(cell).replace(",", ""))
    except ValueError:
        return None
