"""Progressions: the largest paths from an Origin over a Gateway to a Target, modelled."""

from __future__ import annotations

from typing import Any

from data.dictionaries import Column, columns
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import header_note
from workbook.writing.sheets import solved
from workbook.writing.styles import CLASS_FILL, CLASS_STRONG
from workbook.writing.tables import Field, Placed, fit_rows, write_groups, write_table

SHEET, TABLE = "Progressions", "Progressions"
GROUP_ROW, HEADER_ROW = 5, 7
MODELLED = "m: modelled, a claim about likelihood and not a record"
HOW = "first steps of fewer people than the suppression line are not listed"
LAYOUT: tuple[tuple[str, str], ...] = (
    ("The path", "origin gateway target"),
    ("People without a four-year degree", "people people_first_step second_step_share"),
    (
        "Pay without a four-year degree",
        "origin_income_usd gateway_income_usd target_income_usd wage_gain_usd",
    ),
    ("Gateway now", "gateway_availability"),
    ("Codes", "origin_soc gateway_soc target_soc"),
)
CLASS_OF = {"origin": "Origin", "gateway": "Gateway", "target": "Target"}


def write(book: Book, sentence: str) -> Placed:
    """Write the sheet and return where its table stands."""
    loaded = book.results.prepared.national.moves_told is not None
    source = f"m: transitions {book.results.vintages['Transitions']}" if loaded else MODELLED
    sheet = book.sheet(SHEET, SHEET, sentence, f"{source} · {HOW}")
    solved.write(book, sheet, solved.PROGRESSIONS)
    known = columns("progressions")
    shown = [_field(book, known[name], heading) for heading, names in LAYOUT for name in names.split()]
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="Largest paths")
    write_groups(book, sheet, placed, shown, row=GROUP_ROW)
    fit_rows(sheet, placed, shown)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="legal", repeat=(GROUP_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _field(book: Book, column: Column, heading: str) -> Field:
    styles, name = book.styles, column.name
    values = book.results.progressions[name].tolist()
    more: dict[str, Any] = {"note": header_note(column), "group": heading, "kind": "solved m"}
    if column.type == "number":
        cells = styles.number(column.number_format, mark="m")
        return Field(column.label, values, cells, 13, align="right", **more)
    more["kind"] = ""
    if name in CLASS_OF:
        place = CLASS_OF[name]
        cells = styles.text(text_wrap=True, font_color=CLASS_STRONG[place], bg_color=CLASS_FILL[place])
        return Field(column.label, values, cells, 42, wraps=True, **more)
    return Field(column.label, values, styles.text(), 13, detail=name.endswith("_soc"), **more)
