"""Glossary: every class, every word and every column, with unit, kind, meaning and source."""

from __future__ import annotations

from data.dictionaries import columns
from workbook.model.glossary import CLASS_MEANINGS, KINDS, PLACES, WORDS
from workbook.writing.layout import Book, set_up_page
from workbook.writing.sheets import classcheck, priorities
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Glossary", "Glossary"
HEADER_ROW = 5

OWN_COLUMNS = (
    # place, label, unit, kind, meaning: columns that only the workbook has
    ("Regional matrix", classcheck.LABEL, "", "live", classcheck.NOTE),
    (
        "Priorities",
        priorities.LABELS[priorities.WHY],
        "",
        "live",
        f"The {priorities.STRENGTHS_NAMED} criteria that lift the score most above 50.",
    ),
    ("Priorities", "Lift by …", "points", "live", priorities.LIFT_NOTE),
    (
        "Training gaps",
        "People in reach",
        "persons",
        "modelled",
        "Unemployed people of the region's Origins who would arrive at the Gateway.",
    ),
    (
        "Training gaps",
        "Training gap",
        "standard units",
        "modelled",
        "Reach-weighted sum over skills and knowledge of the level missing × importance ÷ 5.",
    ),
    (
        "Training gaps",
        "Leans on",
        "",
        "modelled",
        "The kind (interpersonal, cognitive, technical) with the largest part among the ten strongest "
        "elements.",
    ),
)


def entries() -> list[tuple[str, str, str, str, str, str, str]]:
    """Return place, term, unit, kind, meaning, source and name in files of everything that needs a word."""
    found = [
        ("Classes", name, "", "solved", text, "Unlocking experience-based job progressions, 2021", "")
        for name, text in CLASS_MEANINGS.items()
    ]
    found += [("Words", name, "", "", text, "", "") for name, text in WORDS.items()]
    for table, place in PLACES.items():
        found += [
            (
                place,
                column.label,
                column.unit,
                KINDS.get(column.kind, column.kind),
                column.meaning,
                column.source,
                f"{table}.{column.name}",
            )
            for column in columns(table).values()
        ]
        own = [entry for entry in OWN_COLUMNS if entry[0] == place]
        found += [
            (where, label, unit, kind, meaning, "Headway", "") for where, label, unit, kind, meaning in own
        ]
    return found


def write(book: Book) -> Placed:
    """Write the sheet and return where its table stands."""
    sheet = book.sheet(
        SHEET,
        SHEET,
        "Every class, mark and column in plain words.",
        "The last column is the stable name in the CSV tables that Headway writes.",
    )
    where, term, unit, kind, meaning, source, name = (list(part) for part in zip(*entries(), strict=True))
    styles = book.styles
    wrapped = styles.text(text_wrap=True, valign="top")
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)
    columns_shown = [
        Field("Where", where, styles.cell(valign="top", font_color=SECONDARY), 17, align="edge"),
        Field("Term", term, styles.text(text_wrap=True, valign="top", bold=True), 28, wraps=True),
        Field("Meaning", meaning, wrapped, 84, wraps=True),
        Field("Unit", unit, quiet, 20, wraps=True),
        Field("Kind", kind, quiet, 11),
        Field("Source", source, quiet, 36, wraps=True),
        Field("Name in files", name, quiet, 34, wraps=True),
    ]
    placed = write_table(book, sheet, TABLE, columns_shown, row=HEADER_ROW, description="Terms and columns")
    fit_rows(sheet, placed, columns_shown)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed
