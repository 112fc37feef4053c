"""Cover: the answer in a sentence, the first priorities and why, the picture, how to read the rest."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from xlsxwriter.worksheet import Worksheet

from data.dictionaries import columns
from workbook.model.glossary import CLASS_MEANINGS
from workbook.writing.formulas import whole_column
from workbook.writing.layout import Book, Sheet, set_up_page
from workbook.writing.painting import colour_classes
from workbook.writing.privacy import clean_text
from workbook.writing.sheets import (
    assumption_rows,
    assumptions,
    classcheck,
    figures,
    matrix,
    pictures,
    priorities,
)
from workbook.writing.styles import ACCENT, CAUTION, MARK_LEGEND, SIZE_HEADING, SIZE_SENTENCE, SIZE_TITLE
from workbook.writing.tables import Field, Placed, lines_needed, write_table

SHEET = "Cover"
TOP_TABLE, COVERAGE_TABLE = "FirstFive", "Coverage"
TOP_COUNT = 5
LAST_COLUMN = 8
WIDTHS = (6, 58, 24, 12, 12, 12, 12, 12, 54)
ROW_PIXELS = 20
BOLDER = 8
"""Characters that bold letters take more of a column's width."""
TOP = {
    "rank": "Place",
    "title": "Occupation",
    "class": "Class",
    "score": "Score",
    priorities.WHY: "Strongest in",
}
CONTENTS: tuple[tuple[str, str], ...] = (
    ("Assumptions", "Every number that you may change, with its bounds, meaning and source"),
    ("Regional matrix", "One row per occupation: openings, competition, pay, paths, risk, jobs"),
    ("Priorities", "The good, viable jobs in order, with the parts of each score"),
    ("Rank intervals", "How firm each rank is when the criteria are weighed differently"),
    ("Allocation", "What the budget does best, what limits it, and what more would do"),
    ("Progressions", "The largest paths Origin → Gateway → Target, modelled"),
    ("Training gaps", "What transfers to each open Gateway, what is missing, which training matches"),
    ("Training detail", "The same, skill by skill"),
    ("Training programmes", "Programmes of your list and matching fields, with room to add others"),
    ("Representation", "Who works in each class, against who works in Origins"),
    ("Representation detail", "The same, Gateway by Gateway, with margins"),
    ("Opportunity", "Pay without a degree, and demand in the style of states, beside each class"),
    ("Scenarios", "Openings and ranks of the candidates under every demand scenario, side by side"),
    ("Multipliers", "What each scenario does to every industry and group, and a column for your own numbers"),
    ("Staffing", "How multipliers of industries reach each occupation (calculation)"),
    ("Sectors", "Availability, growth and barriers to entry, sector by sector"),
    ("Overrides", "Classes set by hand with their reasons, and room to set others"),
    ("Findings", "What was met in the files and figures, what it means, what to do"),
    ("Sources", "Publishers, vintages, licences, checksums"),
    ("Glossary", "Every class, mark and column in plain words"),
)
HOW_TO_USE = (
    "Change a blue cell on Assumptions. Tests, labels, scores and ranks recompute here, in Excel and in "
    "LibreOffice.",
    "The five priorities, the pictures and the tables below follow at once. Sort Priorities by Rank again to "
    "see "
    "the new order.",
    "Classes, reach and springboard come from a circular pass that only Headway runs; they stay, in grey "
    "italics, "
    "until it solves again.",
    "Save the file and return it: Headway lists what was changed in the yellow cells and takes what is "
    "accepted.",
)
NOTICE = {
    "solve": "Assumptions were changed here. Tests, labels, scores and ranks follow; classes, reach and "
    "springboard "
    "wait until Headway solves again.",
    "live": "Assumptions were changed here. Everything they touch has been recomputed; the sentence above is "
    "from "
    "the export.",
}
FAILING = "occupations no longer pass the tests of their class."


def notice(changed: Collection[str], checks: Sequence[str]) -> str:
    """Return what the cover says once somebody changed assumptions in the workbook."""
    if assumption_rows.NEEDS_SOLVING in changed:
        return f"{NOTICE['solve']} {sum(text.startswith(classcheck.FAILS) for text in checks)} {FAILING}"
    return NOTICE["live"] if assumption_rows.CHANGED_HERE in changed else ""


def write(book: Book) -> None:
    """Write the cover; the other sheets may follow in any order."""
    sheet = book.workbook.add_worksheet(SHEET, Sheet)
    sheet.hide_gridlines(2)
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    row = _answer(book, sheet)
    row = _top_five(book, sheet, row)
    pictures_row = row
    row = _room_for_pictures(book, sheet, row)
    guide_row = row
    row = _how_to_use(book, sheet, row)
    row, classes = _classes(book, sheet, row)
    row = _marks(book, sheet, row)
    row = _coverage(book, sheet, row)
    row = _findings(book, sheet, row)
    _pictures(book, sheet, pictures_row, classes, row)
    sheet.set_h_pagebreaks([guide_row])
    set_up_page(book, sheet)
    sheet.freeze_panes(2, 0)
    sheet.activate()
    sheet.set_first_sheet()


def _answer(book: Book, sheet: Worksheet) -> int:
    styles, results = book.styles, book.results
    sheet.set_row_pixels(0, 36)
    book.write_text(sheet, 0, 0, book.stamp.region, styles.get(font_size=SIZE_TITLE, bold=True))
    sheet.write_string(
        1, 0, f"Headway · job progressions plan · {book.stamp.day}", styles.get(font_color=ACCENT)
    )
    headline = clean_text(results.headline)
    sheet.set_row_pixels(2, 24 * lines_needed(headline, sum(WIDTHS) * 0.8) + 12)
    book.write_across(
        sheet, 2, 0, LAST_COLUMN, headline, styles.get(font_size=SIZE_SENTENCE, bold=True, text_wrap=True)
    )
    book.write_text(sheet, 3, 0, book.stamp.line, styles.quiet)
    changed = whole_column(assumptions.TABLE, assumptions.LABELS["changed"])
    checks = whole_column(matrix.TABLE, matrix.LABELS[classcheck.NAME])
    count = f'SUMPRODUCT((LEFT({checks},{len(classcheck.FAILS)})="{classcheck.FAILS}")*1)'
    solve = f'"{NOTICE["solve"]} "&{count}&" {FAILING}"'
    formula = (
        f'IF(COUNTIF({changed},"{assumption_rows.NEEDS_SOLVING}")>0,{solve},'
        f'IF(COUNTIF({changed},"{assumption_rows.CHANGED_HERE}")>0,"{NOTICE["live"]}",""))'
    )
    sheet.write_formula(4, 0, formula, styles.get(font_color=CAUTION, bold=True), "")
    return 6


def _heading(book: Book, sheet: Worksheet, row: int, text: str) -> int:
    sheet.set_row_pixels(row, 28)
    sheet.write_string(row, 0, text, book.styles.get(font_size=SIZE_HEADING, bold=True))
    return row + 1


def _top_five(book: Book, sheet: Worksheet, row: int) -> int:
    styles, results = book.styles, book.results
    row = _heading(book, sheet, row, "Where to invest first, and why")
    ranked = priorities.with_strengths(results.priorities, results.given)
    rows = figures.first_rows(ranked, TOP_COUNT)
    cells = {"title": styles.text(bold=True, text_wrap=True), "score": styles.number("0.0", bold=True)}
    shown = [Field(TOP["rank"], rows["rank"].tolist(), styles.cell(align="center"), 6, align="center")]
    shown += [
        Field(
            TOP[name],
            rows[name].tolist(),
            cells.get(name, styles.text()),
            12,
            formula=figures.from_priorities(name, TOP_TABLE, TOP),
            align="right" if name == "score" else "left",
        )
        for name in list(TOP)[1:]
    ]
    placed = write_table(
        book,
        sheet,
        TOP_TABLE,
        shown,
        row=row,
        filters=False,
        widths=False,
        description="The five first priorities",
    )
    _fill_hairline(book, sheet, placed)
    # Its words run over the narrow columns beside it; the header must not wrap in the first of them.
    why = placed.columns[TOP[priorities.WHY]]
    sheet.write_string(row, why, TOP[priorities.WHY], styles.header(text_wrap=False, align="left", indent=1))
    for at, title in enumerate(rows["title"], placed.first_row):
        sheet.set_row_pixels(at, ROW_PIXELS * lines_needed(title, WIDTHS[1] - BOLDER) + 2)
    colour_classes(book, sheet, placed, TOP["class"])
    count = int(results.priorities["candidate"].sum())
    words = f"All {count} candidates with the parts of their scores: Priorities"
    sheet.write_url(placed.last_row + 1, 1, f"internal:'{priorities.SHEET}'!A1", styles.link, words)
    return placed.last_row + 3


def _fill_hairline(book: Book, sheet: Worksheet, placed: Placed) -> None:
    """Carry the header's and the rows' lines to the right edge, under texts that run over."""
    after = max(placed.columns.values()) + 1
    for column in range(after, LAST_COLUMN + 1):
        sheet.write_blank(placed.header_row, column, None, book.styles.header())
        for row in range(placed.first_row, placed.last_row + 1):
            sheet.write_blank(row, column, None, book.styles.cell())


def _room_for_pictures(book: Book, sheet: Worksheet, row: int) -> int:
    return _heading(book, sheet, row, "The picture") + pictures.ROWS_NEEDED + 1


def _how_to_use(book: Book, sheet: Worksheet, row: int) -> int:
    row = _heading(book, sheet, row, "How to use this workbook")
    for number, text in enumerate(HOW_TO_USE, 1):
        sheet.write_number(row, 0, number, book.styles.get(align="center"))
        sheet.write_string(row, 1, text, book.styles.get(indent=1))
        row += 1
    row += 1
    changed = (("What changed", "This month beside those kept before, why, and what calls for a look"),)
    for name, text in (*CONTENTS, *(changed if book.results.earlier else ())):
        sheet.write_url(
            row, 1, f"internal:'{name}'!A1", book.styles.get(font_color=ACCENT, underline=1, indent=1), name
        )
        sheet.write_string(row, 2, text, book.styles.get(indent=1))
        row += 1
    return row + 1


def _classes(book: Book, sheet: Worksheet, row: int) -> tuple[int, Placed]:
    row = _heading(book, sheet, row, "The classes, by their share of the region’s published jobs")
    placed = figures.write_classes(book, sheet, row, CLASS_MEANINGS)
    for at in range(placed.first_row, placed.last_row + 1):
        text = list(CLASS_MEANINGS.values())[at - placed.first_row]
        sheet.set_row_pixels(at, ROW_PIXELS * lines_needed(text, WIDTHS[LAST_COLUMN]) + 2)
    return placed.last_row + 2, placed


def _marks(book: Book, sheet: Worksheet, row: int) -> int:
    row = _heading(book, sheet, row, "The marks after figures")
    for text in MARK_LEGEND.values():
        sheet.write_string(row, 1, text, book.styles.get(indent=1))
        row += 1
    return row + 1


def _coverage(book: Book, sheet: Worksheet, row: int) -> int:
    row = _heading(book, sheet, row, "How much of the region the figures cover")
    styles, table = book.styles, book.results.coverage
    known = columns("coverage")
    shown = []
    for name in [
        "measure",
        "coverage_share",
        "covered",
        "total",
        "published_cells",
        "suppressed_cells",
        "absent_cells",
        "note",
    ]:
        column = known[name]
        figure = column.type == "number"
        cells = styles.number(column.number_format) if figure else styles.text(text_wrap=name == "note")
        shown.append(
            Field(column.label, table[name].tolist(), cells, 12, align="right" if figure else "left")
        )
    placed = write_table(
        book,
        sheet,
        COVERAGE_TABLE,
        shown,
        row=row,
        column=1,
        filters=False,
        widths=False,
        description="Coverage of the regional totals",
    )
    for at, note in enumerate(table["note"].tolist(), placed.first_row):
        sheet.set_row_pixels(at, ROW_PIXELS * lines_needed(note, WIDTHS[LAST_COLUMN]) + 2)
    return placed.last_row + 2


def _findings(book: Book, sheet: Worksheet, row: int) -> int:
    results = book.results
    titles = dict(zip(results.matrix["soc"], results.matrix["title"], strict=True))
    texts = [
        f"Set by hand: {titles.get(override.soc, override.soc)} ({override.soc}) is {override.class_name}. "
        f"Reason: {override.reason}"
        for override in results.plan.overrides
    ]
    texts += [f"{finding.what}. {finding.why}. {finding.what_to_do}." for finding in results.findings]
    if not texts:
        return row
    row = _heading(book, sheet, row, "What to know before using the figures")
    style = book.styles.get(indent=1, text_wrap=True, valign="top")
    for text in texts:
        sheet.set_row_pixels(row, ROW_PIXELS * lines_needed(text, sum(WIDTHS[1:])) + 2)
        book.write_across(sheet, row, 1, LAST_COLUMN, text, style)
        row += 1
    return row + 1


def _pictures(book: Book, sheet: Worksheet, at: int, classes: Placed, row: int) -> None:
    row = _heading(book, sheet, row, "Figures behind the pictures")
    ranked = priorities.with_strengths(book.results.priorities, book.results.given)
    first = figures.write_first(book, sheet, row, ranked)
    colour_classes(book, sheet, first, figures.FIRST["class"])
    skills = figures.write_skills(book, sheet, first.last_row + 2)
    pixels = [width * 7 + 5 for width in WIDTHS]
    placing = pictures.Placing(pixels, first=((0, 2), (3, 7), (8, 8)), second=((0, 2), (3, 8)))
    pictures.draw(book, sheet, at + 1, placing, (first, classes, skills), ranked)
