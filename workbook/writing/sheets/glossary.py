"""Glossary: every class, every word and every column, with unit, kind, meaning and source."""

from __future__ import annotations

from data.dictionaries import columns
from workbook.writing.layout import Book, set_up_page
from workbook.writing.sheets import classcheck, priorities
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Glossary", "Glossary"
HEADER_ROW = 5

CLASS_MEANINGS = {
    "Origin": "Pays people without a four-year degree less than the Origin line, is mostly done by them, and "
    "leads on to at least one Gateway or Target.",
    "Mid-wage Origin": "An Origin in the band between the low-wage line and the Origin line: a step up from "
    "a "
    "low-wage Origin although it unlocks no progression.",
    "Gateway": "A good role and a springboard: pays at least the Origin line, is open to people without a "
    "four-year degree, draws more than a third of those moving in from Origins, and sends more than a third "
    "of "
    "those moving on to Targets.",
    "Target": "Where a progression leads: pays more than the Target line, has low long-term automation risk, "
    "is "
    "in demand, and is reached from at least one Gateway.",
    "Historical Adjacency": "Reachable from Origins and pays more than the Target line, but does not lead on "
    "to "
    "Targets; mostly trades.",
    "Not classified": "Everything else.",
}
WORDS = {
    "Non-BA": "People without a four-year (bachelor's) degree.",
    "Observed": "Published by a statistical office, or loaded from a local file, as it stands. No mark.",
    "Imputed (i)": "Spread from a group or a total, or borrowed from a group, because nobody publishes the "
    "figure.",
    "Modelled (m)": "An estimate of this program: a claim about likelihood, not a record.",
    "Live": "Recomputes in this workbook when an assumption changes.",
    "Solved": "Found by the circular pass over all occupations, which only the program runs; in grey "
    "italics.",
    "Suppressed, absent, zero": "Three different things: the publisher withheld the figure; the region has "
    "no such "
    "row; the figure is nought. The first two are blank and counted as coverage.",
    "Good, viable job": "A Gateway, Historical Adjacency or Mid-wage Origin with openings and without high "
    "unemployment among its people.",
    "SOC": "Standard Occupational Classification: the code of an occupation.",
    "CIP": "Classification of Instructional Programs: the code of a field of training.",
}
PLACES = {
    "matrix": "Regional matrix",
    "priorities": "Priorities",
    "allocation": "Allocation",
    "budget_curve": "Allocation",
    "progressions": "Progressions",
    "training_gaps": "Training gaps",
    "representation": "Representation",
    "representation_gateways": "Representation detail",
    "opportunity": "Opportunity",
    "scenarios": "Scenarios",
    "sectors": "Sectors",
    "coverage": "Cover",
}
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
KINDS = {"text": "", "derived": "computed", "solved": "solved"}


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
