"""Findings: what was met in the planner's files and in the figures, what it means, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.intake.findings import Finding
from workbook.writing.layout import Book, set_up_page
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Findings", "Findings"
HEADER_ROW = 5
HOW = (
    "A finding never stops the rest: rows set aside are not in the figures, values left blank are counted as "
    "not known, a note is to be kept in mind"
)


def sentence(findings: Sequence[Finding]) -> str:
    """Say how many findings there are."""
    if not findings:
        return "Nothing was met in the files or the figures that a reader has to know."
    count = len(findings)
    return f"{count} {'thing was' if count == 1 else 'things were'} met that a reader should know."


def _place(one: Finding) -> str:
    return ", ".join(part for part in (one.file, one.where) if part)


def write(book: Book) -> Placed:
    """Write the sheet and return where its table stands."""
    findings = book.results.findings
    sheet = book.sheet(SHEET, SHEET, sentence(findings), HOW)
    styles = book.styles
    wrapped = styles.text(text_wrap=True, valign="top")
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)
    first = styles.cell(text_wrap=True, valign="top", bold=True)

    def text(label: str, name: str, width: float, cells: Any = wrapped, **more: Any) -> Field:
        values = [getattr(one, name) for one in findings]
        return Field(label, values, cells, width, wraps=True, **more)

    shown = [
        text("What", "what", 54, first, align="edge"),
        text("Why it matters", "why", 54),
        text("What to do", "what_to_do", 46),
        text("Kind", "severity", 13, quiet),
        Field("Where", [_place(one) for one in findings], quiet, 40, wraps=True),
        Field(
            "Rows",
            [one.count for one in findings],
            styles.number("#,##0", valign="top", font_color=SECONDARY),
            10,
            align="right",
        ),
        text("Code", "code", 24, quiet),
    ]
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="What a reader should know")
    if findings:
        fit_rows(sheet, placed, shown)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed
