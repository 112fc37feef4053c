"""Multipliers: what each scenario does to every industry and major group, and a board's own numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from data.reference.pack import Pack
from data.scenarios import ALL, GROUP, GROUPS, INDUSTRIES, INDUSTRY
from workbook.scenarios import LARGEST_FACTOR, Scenario, all_scenarios
from workbook.writing.formulas import column_reference, whole_column
from workbook.writing.layout import Book, set_up_page, tab_colour
from workbook.writing.privacy import clean_text
from workbook.writing.styles import ACCENT, INPUT_FILL, SECONDARY
from workbook.writing.tables import Field, Placed, write_table

if TYPE_CHECKING:
    from workbook.model.results import Results

SHEET, TABLE = "Multipliers", "Multipliers"
PLACE_ROW, HEADER_ROW = 5, 7
CODE, WHAT, IN_USE, OWN = "Code", "Industry or major group", "In use", "Own multipliers"
PLACE_NAME = "scenario_place"
LONGEST_TITLE = 40
HOW = (
    "Openings of an occupation are those of the baseline × the multipliers of its industries, by its "
    "national staffing pattern, × those of its major group and of everything · blue on yellow is yours to "
    "change"
)
OWN_NOTE = (
    "Multipliers of your own, from 0 to 10; 1 is the baseline. They begin as those of the plan’s scenario "
    "and count once “Own multipliers” is chosen as demand scenario on Assumptions."
)
PREFIX = {INDUSTRY: "NAICS ", GROUP: "SOC "}
EVERYTHING = "All"


def scenario_titles(results: Results) -> dict[str, str]:
    """Return the title by which the workbook calls each scenario, by name; no two are alike.

    The baseline comes first. In the workbook a column of the board's own follows, `OWN`.
    """
    taken = {text.casefold() for text in (OWN, CODE, WHAT, IN_USE)}
    titles = {}
    for one in all_scenarios(results.plan.scenarios):
        wanted = clean_text(one.title).replace("\n", " ").strip()[:LONGEST_TITLE] or one.name
        title, number = wanted, 2
        while title.casefold() in taken:
            title, number = f"{wanted} ({number})", number + 1
        taken.add(title.casefold())
        titles[one.name] = title
    return titles


def chosen_title(results: Results) -> str:
    """Return the title of the plan's scenario as the workbook calls it."""
    return scenario_titles(results)[results.plan.chosen_scenario.name]


def codes() -> list[tuple[str, str]]:
    """Return what multipliers are told by, as (``by``, code), in the order of the sheet."""
    return [(ALL, ""), *((INDUSTRY, code) for code in INDUSTRIES), *((GROUP, code) for code in GROUPS)]


def code_label(by: str, code: str) -> str:
    """Return how the sheet writes a code.

    >>> code_label("industry", "31-33"), code_label("group", "29"), code_label("all", "")
    ('NAICS 31-33', 'SOC 29', 'All')
    """
    return PREFIX[by] + code if by in PREFIX else EVERYTHING


def factors(scenario: Scenario) -> list[float]:
    """Return the multipliers of a scenario in the order of the sheet; 1 where it says nothing."""
    told = {(one.by, one.code): one.factor for one in scenario.multipliers}
    return [told.get(key, 1.0) for key in codes()]


def in_use(code: str) -> str:
    """Return the formula of the multiplier in use of one code; ``code`` is a formula or a quoted text."""
    return f"INDEX({whole_column(TABLE, IN_USE)},MATCH({code},{whole_column(TABLE, CODE)},0))"


def write(book: Book) -> Placed:
    """Write the sheet: a column a scenario, one to fill in, and which one is in use."""
    results = book.results
    titles, chosen = scenario_titles(results), results.plan.chosen_scenario
    sentence = (
        f"The plan was solved under “{chosen_title(results)}”; Assumptions chooses which column is in use."
    )
    sheet = book.sheet(SHEET, SHEET, sentence, HOW, also={3: "Assumptions"})
    tab_colour(sheet)
    fields = _fields(book, titles, factors(chosen))
    placed = write_table(
        book, sheet, TABLE, fields, row=HEADER_ROW, description="Multipliers by scenario", filters=False
    )
    first, last = placed.columns[next(iter(titles.values()))], placed.columns[OWN]
    headers = xl_range_abs(HEADER_ROW, first, HEADER_ROW, last)
    book.write_text(sheet, PLACE_ROW, 1, "Column in use, counted from the baseline", book.styles.quiet)
    place = list(titles).index(chosen.name) + 1
    sheet.write_formula(PLACE_ROW, 2, f"MATCH(scenario,{headers},0)", book.styles.quiet, place)
    book.workbook.define_name(PLACE_NAME, f"={SHEET}!{xl_rowcol_to_cell(PLACE_ROW, 2, True, True)}")
    book.workbook.define_name("scenario_names", f"={SHEET}!{headers}")
    row, column, end, _ = placed.cells(OWN)
    sheet.data_validation(row, column, end, column, _bounds())
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(
        book,
        sheet,
        paper="legal",
        repeat=(HEADER_ROW, HEADER_ROW),
        area=(0, 0, placed.last_row, last + 2),
        pages_high=1,
    )
    return placed


def _fields(book: Book, titles: dict[str, str], used: list[float]) -> list[Field]:
    styles, results = book.styles, book.results
    figure, bold = styles.number("0.00"), styles.number("0.00", bold=True)
    first = next(iter(titles.values()))
    row = f"{TABLE}[[#This Row],{column_reference(first)}:{column_reference(OWN)}]"
    keys = codes()
    found = [
        Field(CODE, [code_label(*key) for key in keys], styles.cell(font_color=SECONDARY), 13, align="edge"),
        Field(WHAT, names_of(results.prepared.pack), styles.text(), 66),
        Field(
            IN_USE,
            used,
            bold,
            10,
            formula=f"INDEX({row},{PLACE_NAME})",
            note="Ratio. The multiplier of the scenario that Assumptions chooses.",
            align="right",
        ),
    ]
    for one in all_scenarios(results.plan.scenarios):
        reasons = dict.fromkeys(part.source for part in one.multipliers if part.source)
        note = f"Ratio. Multiplier of openings under “{titles[one.name]}”; 1 is the baseline."
        note += f"\nSource: {', '.join(reasons)}" if reasons else ""
        found.append(Field(titles[one.name], factors(one), figure, 13, note=note, align="right"))
    mine: dict[str, Any] = {"font_color": ACCENT, "bg_color": INPUT_FILL, "locked": False}
    own = styles.number("0.00", **mine)
    return [*found, Field(OWN, used, own, 13, note=OWN_NOTE, align="right")]


def names_of(pack: Pack) -> list[str]:
    """Return in words what each line of the sheet multiplies."""
    table = pack.table("industries")
    industries = dict(zip(table["industry"], table["title"], strict=True))
    occupations = pack.occupations()
    groups = dict(zip(occupations["group"], occupations["group_title"], strict=True))
    told = {INDUSTRY: industries, GROUP: groups, ALL: {"": "Every occupation alike"}}
    return [str(told[by].get(code, code)) for by, code in codes()]


def _bounds() -> dict[str, Any]:
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": LARGEST_FACTOR,
        "input_title": OWN,
        "input_message": OWN_NOTE[:255],
        "error_title": "Out of bounds",
        "error_message": f"A multiplier is a number from 0 to {LARGEST_FACTOR:g}; 1 is the baseline.",
    }


def drop_down(titles: Sequence[str]) -> dict[str, Any]:
    """Return the list from which a board chooses the demand scenario."""
    return {
        "validate": "list",
        "source": "=scenario_names",
        "input_title": "Demand scenario",
        "input_message": f"One of: {', '.join((*titles, OWN))}."[:255],
        "error_title": "No such scenario",
        "error_message": "Choose one of the list; its columns stand on the sheet Multipliers.",
    }
