"""What the program solved: for which day, on which assumptions; a cell lights up once one was changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.dictionaries import Parameter, parameters
from workbook.writing.formulas import whole_column
from workbook.writing.sheets.assumption_rows import CHANGED_HERE, NEEDS_SOLVING, SCENARIO
from workbook.writing.styles import CAUTION, CAUTION_FILL, SECONDARY

if TYPE_CHECKING:
    from workbook.writing.layout import Book, Stamp

ROW = 4
"""Row of the cell, under a sheet's head."""
LIT_COLUMNS = 8
CLASSES, ALLOCATION, PROGRESSIONS, TRAINING = "Classes", "Allocation", "Progressions", "Training gaps"
REPRESENTATION, OPPORTUNITY, SCENARIOS = "Representation", "Opportunity", "Scenarios"
SECTORS, INTERVALS, CHANGES = "Sectors", "Rank intervals", "What changed"
EVERYTHING = "*"
AVAILABILITY = ("availability_open_max", "availability_contested_max", "scarce_openings_max")
OPENINGS = (SCENARIO, "postings_education_min")
RANKS = ("return_rate", "viability_rate_ratio_max", "postings_education_min", "weight_*")

RESTS: Mapping[str, tuple[str, ...]] = {
    # what was solved: names of assumptions, groups of them in brackets; besides those that decide the classes
    CLASSES: ("posting_wages_min",),
    ALLOCATION: (SCENARIO, *RANKS[:3], "[Allocation]"),
    PROGRESSIONS: (SCENARIO, *AVAILABILITY, "suppression_min_people"),
    TRAINING: (SCENARIO, "suppression_min_people"),
    REPRESENTATION: ("[Representation]", "suppression_min_people"),
    OPPORTUNITY: OPENINGS,
    SCENARIOS: (*RANKS, *AVAILABILITY),
    SECTORS: (*OPENINGS, *RANKS[:2], *AVAILABILITY, "[Sector lens]"),
    INTERVALS: (*OPENINGS, *RANKS[:2], "weight_*", "[Robustness]"),
    CHANGES: (EVERYTHING,),
}
"""What of the workbook only the program solves, and the assumptions that it rests on."""

WARNING = "Assumptions that this rests on were changed here"


def rests_on(subject: str, name: str) -> bool:
    """Tell whether what was solved rests on an assumption; every solved thing rests on those of the classes.

    >>> rests_on("Allocation", "scenario"), rests_on("Representation", "weight_springboard")
    (True, False)
    """
    known = parameters().get(name)
    if known is not None and known.effect == "solved" and known.group in ("Wage lines", "Classes"):
        return True
    return any(_named(told, name, known) for told in RESTS[subject])


def _named(told: str, name: str, known: Parameter | None) -> bool:
    if told.endswith("*"):
        return name.startswith(told[:-1])
    return told == name or (known is not None and told == f"[{known.group}]")


def resting(name: str) -> str:
    """Return what was solved with an assumption, in words for its line on the sheet Assumptions."""
    return ", ".join(subject for subject in RESTS if rests_on(subject, name))


def words(subject: str, stamp: Stamp, changed: Mapping[str, str]) -> str:
    """Return what the cell says, given the word in the Changed column of each assumption by name."""
    touched = (rests_on(subject, name) for name, word in changed.items() if word in _CHANGED)
    return _warning(stamp) if any(touched) else _calm(stamp)


_CHANGED = (CHANGED_HERE, NEEDS_SOLVING)


def _calm(stamp: Stamp) -> str:
    return f"Solved by {stamp.program} for {stamp.day}; nothing that it rests on was changed here since."


def _warning(stamp: Stamp) -> str:
    does_not = f"what was solved for {stamp.day} does not follow"
    return f"{WARNING}: {does_not}. Open the file in Headway to solve it again."


def formula(subject: str, stamp: Stamp, table: str, labels: Mapping[str, str]) -> str:
    """Return the formula of the cell over the table of assumptions."""
    changed, rests = (whole_column(table, labels[key]) for key in ("changed", "rests"))
    counts = "+".join(f'COUNTIFS({changed},"{word}",{rests},"*{subject}*")' for word in _CHANGED)
    return f'IF({counts}>0,"{_warning(stamp)}","{_calm(stamp)}")'


def write(book: Book, sheet: Worksheet, subject: str, *, row: int = ROW) -> None:
    """Write the cell in the first column of ``row``, and let the row light up when something was changed."""
    # Their module imports this one.
    from workbook.writing.sheets.assumptions import LABELS, TABLE

    told = formula(subject, book.stamp, TABLE, LABELS)
    quiet = book.styles.get(font_color=SECONDARY, italic=True)
    sheet.write_formula(row, 0, told, quiet, _calm(book.stamp))
    cell = xl_rowcol_to_cell(row, 0, True, True)
    lit = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL, bold=True)
    rule = {"type": "formula", "criteria": f'=LEFT({cell},{len(WARNING)})="{WARNING}"', "format": lit}
    sheet.conditional_format(row, 0, row, LIT_COLUMNS, rule)
