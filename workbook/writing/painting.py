"""What several sheets paint alike: classes in their colours, quiet bars, notes at headers."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from data.dictionaries import Column
from workbook.plan import CLASS_LETTERS
from workbook.writing.layout import Book
from workbook.writing.styles import BAR, CLASS_FILL, CLASS_STRONG
from workbook.writing.tables import Placed


def data_bar() -> dict[str, Any]:
    """Return the rule for quiet bars inside cells, from zero."""
    return {
        "type": "data_bar",
        "bar_color": BAR,
        "bar_solid": True,
        "bar_no_border": True,
        "min_type": "num",
        "min_value": 0,
        "data_bar_2010": True,
    }


def colour_classes(book: Book, sheet: Worksheet, placed: Placed, label: str) -> None:
    """Colour each class and put its letter before it, whatever value stands in the cell."""
    first, column, last, _ = placed.cells(label)
    for name, letter in CLASS_LETTERS.items():
        sheet.conditional_format(
            first,
            column,
            last,
            column,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{name}"',
                "format": book.styles.differential(
                    bg_color=CLASS_FILL[name], font_color=CLASS_STRONG[name], num_format=f'"{letter}  "@'
                ),
            },
        )


def mark_of(column: Column) -> str:
    """Return the mark that follows every figure of a column: m for modelled, i for imputed, else nothing."""
    return {"modelled": "m", "imputed": "i"}.get(column.kind, "")


def header_note(column: Column) -> str:
    """Return what pointing at a header shows: unit, meaning and source."""
    unit = f"{column.unit[:1].upper()}{column.unit[1:]}. " if column.unit else ""
    return f"{unit}{column.meaning}\nSource: {column.source}"
