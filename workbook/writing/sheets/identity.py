"""The very hidden sheet by which Headway knows its own workbook again, and what was exported in it."""

from __future__ import annotations

import hashlib
import json

from workbook import boardform
from workbook.plan import Plan
from workbook.planfile import plan_to_record
from workbook.writing.layout import Book, set_up_page
from workbook.writing.tables import Field, Placed, write_table

HEADER_ROW = 5
SENTENCE = "Headway compares what a board changes with what stands here. Please leave this sheet as it is."
HOW = "It holds no person and no path of a file: only the plan as it was exported"
PRIVATE = ("postings_path", "unemployed_path")
"""Parts of a plan that tell where files lie on the planner's computer: they never leave it."""


def exported(plan: Plan) -> str:
    """Return a plan as one line of JSON: every parameter with its value, and no path of a file."""
    record = {name: value for name, value in plan_to_record(plan).items() if name not in PRIVATE}
    record["parameters"] = dict(plan.parameters)
    return json.dumps(record, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def entries(book: Book) -> list[tuple[str, str]]:
    """Return what the sheet says, entry by entry; a long plan takes several."""
    plan = book.results.plan
    told = exported(plan)
    pieces = [told[at : at + boardform.PIECE] for at in range(0, len(told), boardform.PIECE)]
    return [
        (boardform.FORM_ENTRY, boardform.FORM),
        (boardform.VERSION_ENTRY, str(boardform.VERSION)),
        (boardform.REGION_ENTRY, plan.region_name),
        (boardform.PROGRAM_ENTRY, book.stamp.version),
        (boardform.CHECK_ENTRY, hashlib.sha256(told.encode()).hexdigest()),
        *((boardform.PLAN_ENTRY, piece) for piece in pieces),
    ]


def write(book: Book) -> Placed:
    """Write the sheet, hide it from the list of hidden sheets, and mark the file's properties."""
    sheet = book.sheet(boardform.IDENTITY, boardform.IDENTITY, SENTENCE, HOW)
    told = entries(book)
    shown = [
        Field(boardform.ENTRY, [entry for entry, _ in told], book.styles.cell(), 16, align="edge"),
        Field(boardform.CONTENT, [content for _, content in told], book.styles.text(num_format="@"), 80),
    ]
    placed = write_table(
        book, sheet, boardform.IDENTITY_TABLE, shown, row=HEADER_ROW, description=boardform.FORM
    )
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    set_up_page(book, sheet, repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    sheet.very_hidden()
    book.workbook.set_custom_property(boardform.FORM, boardform.VERSION, "number_int")
    return placed
