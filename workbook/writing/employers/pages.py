"""The sheets of words: instructions, practices for each stage, and the Origins that widen the pool."""

from __future__ import annotations

from typing import Any

from data.dictionaries import columns
from workbook import funnelform as form
from workbook.model.employer import EmployerBrief
from workbook.writing.employers import entry, practices
from workbook.writing.layout import HEAD_ROWS, Book, set_up_page
from workbook.writing.painting import header_note
from workbook.writing.privacy import header_text
from workbook.writing.styles import ACCENT, MARK_LEGEND
from workbook.writing.tables import LINE_PIXELS, Field, fit_rows, lines_needed, write_table

INSTRUCTIONS, PRACTICES, ORIGINS = "Instructions", "Practices", "Origins"
WORDS_WIDTH = 104
STEPS = (
    (
        "What this is for",
        "To see at which stage of hiring people without a four-year degree, women or men, or people of "
        "one origin "
        "drop out more often than others, and what could be done there.",
    ),
    (
        "1  Choose a period",
        "Take the applications of some months that ended at least 90 days ago. Count these applicants, "
        "and follow "
        "the same people to the end: nobody is counted at a stage who was not counted at the one before.",
    ),
    (
        "2  Fill in the sheet Funnel",
        "Yellow cells are yours. The first block counts everybody, the second and third the same people "
        "without and "
        "with a four-year degree. The column All is enough to begin with; groups can follow. "
        "People whose degree is not known stand in the first block only.",
    ),
    (
        "3  Empty is not zero",
        "Leave a cell empty where you do not know the number, and write 0 where there was nobody. "
        "Nothing is computed "
        "from empty cells.",
    ),
    (
        "4  Groups",
        "People say themselves to which group they belong; never guess. Who did not say is counted under "
        "Not stated. "
        "People of Hispanic or Latino origin are counted there and under no race, as on the federal form "
        "EEO-1.",
    ),
    (
        "5  Look at the checks",
        "The column Check on the right says where numbers do not go together. The sheet Results follows "
        "at once.",
    ),
    (
        "6  Return the file",
        "Save it as an Excel workbook (.xlsx) and send it to the planner who gave it to you. It holds "
        "counts only: "
        "please write no names of people anywhere. The planner sees your figures; in a view of the "
        "region they are "
        "added to those of others, without your name, and small numbers are withheld.",
    ),
)
STAGES_TITLE = "The stages"
WORDS_COLUMN = 14
"""Up to here the sentence over a table reaches, however few columns the table has."""


def write_instructions(book: Book, brief: EmployerBrief) -> None:
    """Write the first sheet: what to do, in plain words."""
    whom = f" of {brief.employer}" if brief.employer else ""
    what = f" for {brief.title}" if brief.title else ""
    sentence = "Where do good people drop out of your hiring? Twenty numbers are enough to begin with."
    sheet = book.sheet(INSTRUCTIONS, f"The hiring funnel{whom}{what}", sentence, columns=2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, WORDS_WIDTH)
    stages = ((one.label, f"{one.meaning}.") for one in form.STAGES)
    row = HEAD_ROWS + 1
    for title, words in (*STEPS, (STAGES_TITLE, ""), *stages):
        _words(book, sheet, row, title, words, strong=(title, words) in STEPS or title == STAGES_TITLE)
        row += 1
    link = book.styles.link
    sheet.write_url(row + 1, 0, f"internal:'{entry.SHEET}'!B6", link, "Go to the sheet Funnel")
    _set_up_words(book, sheet, row + 1)
    sheet.protect("", entry.ALLOWED)


def _set_up_words(book: Book, sheet: Any, last_row: int) -> None:
    """Set the printed page of words; who made it and when stands in place of sources."""
    stamp = book.stamp
    made = f"Made for {stamp.region} on {stamp.day} with {stamp.program}"
    book.write_text(sheet, HEAD_ROWS - 1, 0, made, book.styles.quiet)
    set_up_page(book, sheet, area=(0, 0, last_row, 1))
    sheet.set_footer(f"&L{header_text(made)}&R&P of &N")


def _words(book: Book, sheet: Any, row: int, title: str, words: str, *, strong: bool) -> None:
    styles = book.styles
    head = (
        styles.get(bold=True, font_color=ACCENT, valign="top")
        if strong
        else styles.get(valign="top", indent=1)
    )
    book.write_text(sheet, row, 0, title, head)
    book.write_text(sheet, row, 1, words, styles.get(text_wrap=True, valign="top"))
    sheet.set_row_pixels(row, LINE_PIXELS * lines_needed(words, WORDS_WIDTH - 2) + (8 if strong else 2))


def write_practices(book: Book) -> None:
    """Write what helps at each stage."""
    said = "What helps to find people by what they can do: start where your results show the largest drop."
    sheet = book.sheet(PRACTICES, "Practices for each stage", said, columns=2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, WORDS_WIDTH)
    row = HEAD_ROWS + 1
    for stage, lines in practices.PRACTICES.items():
        for place, line in enumerate(lines):
            _words(book, sheet, row, stage if not place else "", f"•  {line}", strong=not place)
            row += 1
        row += 1
    _set_up_words(book, sheet, row)
    sheet.protect("", entry.ALLOWED)


def write_origins(book: Book, brief: EmployerBrief) -> None:
    """Write from which Origins of the region people could come."""
    table, place = brief.origins, book.results.region.short_name
    sheet = book.sheet(ORIGINS, "Origins that widen the pool", origins_sentence(brief), _how(brief))
    known = columns("employer_origins")
    names = [name for name in known if name != "unemployed_kind"]
    if not brief.soc:
        names = [name for name in names if name not in ("wage_gain_usd", "transfers", "missing")]
    fields = [_field(book, brief, name) for name in names]
    said = f"Origins of {place} with people in reach"
    placed = write_table(book, sheet, "Origins", fields, row=HEAD_ROWS + 1, description=said, filters=False)
    if any(one.wraps for one in fields) and len(table):
        fit_rows(sheet, placed, fields)
    sheet.freeze_panes(placed.first_row, 3)
    area = (0, 0, placed.last_row, max(*placed.columns.values(), WORDS_COLUMN))
    set_up_page(book, sheet, repeat=(placed.header_row, placed.header_row), area=area)
    sheet.protect("", entry.ALLOWED)


def origins_sentence(brief: EmployerBrief) -> str:
    """Return which Origin could send most people, in a sentence."""
    from workbook.model.words import about, moves_word

    place = brief.results.region.short_name
    to = brief.title or "good, viable jobs of the region"
    if brief.origins.empty:
        return f"No Origin of {place} is known to have enough people out of work who would move to {to}."
    first = brief.origins.iloc[0]
    word, least = moves_word(brief.results), brief.results.parameters["suppression_min_people"]
    people = about(first["people"]) if first["people"] == first["people"] else f"fewer than {least:,.0f}"
    return (
        f"Most people within reach of {to} come from {first['title']}: {people} people out of work ({word})."
    )


def _how(brief: EmployerBrief) -> str:
    least = brief.results.parameters["suppression_min_people"]
    few = f"in reach blank: fewer than {least:,.0f}, or not known" if least else "in reach blank: not known"
    marks = " · ".join([*(MARK_LEGEND[mark] for mark in ("i", "m")), few])
    if brief.soc:
        return marks
    return f"Made without an occupation: all good, viable jobs of the region together · {marks}"


WIDTHS = {"rank": 7, "soc": 10, "title": 46, "transfers": 52, "missing": 52}


def _field(book: Book, brief: EmployerBrief, name: str) -> Field:
    column, table = columns("employer_origins")[name], brief.origins
    values, note, styles = table[name].tolist(), header_note(column), book.styles
    width = WIDTHS.get(name, 13)
    if column.type == "number":
        marks = ["m" if column.kind == "modelled" else ""] * len(table)
        if name == "unemployed":
            marks = ["" if kind in ("observed", "") else "i" for kind in table["unemployed_kind"]]
        cells = [styles.number(column.number_format, mark=mark, valign="top") for mark in marks]
        return Field(column.label, values, cells or styles.number("0"), width, align="right", note=note)
    wraps = name in ("title", "transfers", "missing")
    return Field(
        column.label, values, styles.text(text_wrap=wraps, valign="top"), width, note=note, wraps=wraps
    )
