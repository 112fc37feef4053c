"""A small workbook of plain tables: one sheet a table, with labels, units and meanings, and no formulas."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from xlsxwriter import Workbook

from data.dictionaries import Column, columns
from workbook.writing.export import stamp_of
from workbook.writing.layout import HEAD_ROWS, Book, Stamp, set_up_page
from workbook.writing.painting import header_note, mark_of
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS, clean_text
from workbook.writing.saving import check_place, save_atomically
from workbook.writing.styles import FONT, Styles
from workbook.writing.tables import Field, write_table

if TYPE_CHECKING:
    from workbook.model.results import Results

LONGEST_NAME = 31
"""Letters of a sheet's name that Excel takes."""
NARROWEST, WIDEST = 11, 60


@dataclass(frozen=True)
class PlainSheet:
    """One table on one sheet; ``described`` holds the dictionary record of each column that has one."""

    name: str
    sentence: str
    table: pd.DataFrame
    described: Mapping[str, Column]


def write_plain(results: Results, title: str, sheets: Sequence[PlainSheet], path: Path) -> Path:
    """Write tables to a workbook, one sheet each, and return where it stands.

    The same tables give the same bytes.

    Raises
    ------
    PlannerError
        When the file cannot be written; an older file then stays as it was.
    """
    return write_stamped(stamp_of(results), title, sheets, path)


def write_stamped(stamp: Stamp, title: str, sheets: Sequence[PlainSheet], path: Path) -> Path:
    """Write tables that belong to no plan, and return where they stand; otherwise as `write_plain`."""
    check_place(path)
    content = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": FONT, **CONSTRUCTOR_OPTIONS}
    workbook = Workbook(content, options)
    book = Book(workbook, Styles(workbook), None, stamp)  # type: ignore[arg-type]  # plain sheets need no plan
    created = datetime.datetime.combine(stamp.as_of, datetime.time())
    workbook.set_properties({"title": clean_text(title)[:250], "author": "Headway", "created": created})
    for sheet in sheets:
        _write_sheet(book, title, sheet)
    workbook.close()
    return save_atomically(content.getvalue(), path)


def described_sheets(tables: Mapping[str, pd.DataFrame]) -> tuple[PlainSheet, ...]:
    """Return a sheet for each table by its name in the dictionary of columns."""
    return tuple(
        PlainSheet(name.replace("_", " ").capitalize(), "", table, _known(name))
        for name, table in tables.items()
    )


def _known(name: str) -> Mapping[str, Column]:
    try:
        return columns(name)
    except KeyError:
        return {}


def _write_sheet(book: Book, title: str, plain: PlainSheet) -> None:
    fields = [_field(book.styles, plain, str(name)) for name in plain.table.columns]
    sheet = book.sheet(plain.name[:LONGEST_NAME], title, plain.sentence, columns=max(8, len(fields)))
    name = "".join(part.capitalize() for part in re.split(r"\W+|_", plain.name))
    placed = write_table(book, sheet, name, fields, row=HEAD_ROWS, description=plain.sentence)
    sheet.freeze_panes(placed.first_row, 1)
    set_up_page(book, sheet, repeat=(placed.header_row, placed.header_row), area=placed.printed)


def _field(styles: Styles, plain: PlainSheet, name: str) -> Field:
    values, column = plain.table[name].tolist(), plain.described.get(name)
    label = column.label if column else name
    note = header_note(column) if column else ""
    if column is not None and column.type == "number":
        cells = styles.number(column.number_format or "General", mark=mark_of(column))
        return Field(label, values, cells, max(NARROWEST, len(label) + 4), align="right", note=note)
    longest = max((len(str(value)) for value in values), default=0)
    width = min(WIDEST, max(NARROWEST, longest + 2, len(label) + 4))
    first = name == plain.table.columns[0]
    cells = styles.text(indent=0) if first else styles.text()
    return Field(label, values, cells, width, note=note, align="edge" if first else "left")
