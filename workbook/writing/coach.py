"""The coach workbook: one occupation a sheet and a printed page each, with a contents sheet in a batch."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.language import say_waiting
from workbook.model.coachfigures import WORDS_OF_CAUTION
from workbook.model.coachpage import CoachBook, CoachPage, Step, StepList, pages_by_family
from workbook.writing.layout import PAPER, Sheet
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS, FORMULA_STARTS, clean_text, header_text
from workbook.writing.saving import check_place, save_atomically
from workbook.writing.styles import (
    ACCENT,
    CAUTION,
    CLASS_FILL,
    CLASS_STRONG,
    FONT,
    HAIRLINE,
    PANEL,
    SECONDARY,
    SIZE_SENTENCE,
    SIZE_TITLE,
    Styles,
)
from workbook.writing.tables import lines_needed

Progress = Callable[[str, float], None]
CONTENTS = "Contents"
LONGEST_NAME = 31
SHOWN_DETAILED, SHOWN_BRIEF = 5, 7
"""Steps of a list on a sheet: so many stay readable on one printed page."""
LABEL, TITLE, FIGURE = 16, 36, 11
"""Widths of the columns: a line's label, the occupation, each figure."""
LINE_PIXELS = 19


def write_coach_workbook(
    book: CoachBook, path: Path, paper: str = "letter", tell: Progress | None = None
) -> Path:
    """Write the pages to a workbook and return where it stands; the same pages give the same bytes.

    Parameters
    ----------
    book : CoachBook
        The pages; a single one stands alone, several follow a sheet of contents with links.
    path : Path
        Ends in .xlsx.
    paper : str
        ``letter`` or ``a4``.
    tell : callable, optional
        Gets a sentence and the share done (0–1).

    Raises
    ------
    PlannerError
        When the file cannot be written; an older file then stays as it was.
    """
    check_place(path)
    content = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": FONT, **CONSTRUCTOR_OPTIONS}
    workbook = Workbook(content, options)
    created = datetime.datetime.combine(datetime.date.fromisoformat(book.as_of), datetime.time())
    workbook.set_properties(
        {
            "title": clean_text(book.title)[:250],
            "author": "Headway",
            "comments": book.stamp,
            "created": created,
        }
    )
    names = [sheet_name(page) for page in book.pages]
    styles = Styles(workbook)
    if len(names) > 1:
        _write_contents(_Paper(workbook.add_worksheet(CONTENTS, Sheet), styles, book, paper), names)
    for number, (page, name) in enumerate(zip(book.pages, names, strict=True)):
        if tell is not None and number % 10 == 0:
            tell(say_waiting("Writing the sheets"), number / len(names))
        _write_page(
            _Paper(workbook.add_worksheet(name, Sheet), styles, book, paper), page, linked=len(names) > 1
        )
    workbook.close()
    return save_atomically(content.getvalue(), path)


def sheet_name(page: CoachPage) -> str:
    """Return the name of a page's sheet: code and title, without what Excel refuses, at most 31 letters."""
    name = re.sub(r"[\[\]:*?/\\]", " ", clean_text(f"{page.soc} {page.title}"))
    if len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME].rsplit(" ", 1)[0]
    return name.strip(" ',")


@dataclass
class _Paper:
    """One sheet being written from the top: ``row`` is the next free one."""

    sheet: Worksheet
    styles: Styles
    book: CoachBook
    paper: str
    row: int = 0
    last: int = 8

    @property
    def letters(self) -> float:
        """Letters that fit into a line over all columns."""
        return LABEL + TITLE + FIGURE * (self.last - 1)

    def put(self, column: int, text: str, cell: Format) -> None:
        """Write text as text, whatever it starts with."""
        text = clean_text(text)
        guarded = self.styles.guarded(cell) if text.startswith(FORMULA_STARTS) else cell
        self.sheet.write_string(self.row, column, text, guarded)

    def across(
        self, text: str, cell: Format, *, first: int = 0, least: int = LINE_PIXELS, scale: float = 1.0
    ) -> None:
        """Write text over the columns from ``first`` on, as high as it needs, and go to the next row."""
        letters = (self.letters - (LABEL if first else 0)) / scale
        lines = lines_needed(clean_text(text), letters)
        self.sheet.set_row_pixels(self.row, max(least, round(LINE_PIXELS * scale * lines)))
        self.sheet.merge_range(self.row, first, self.row, self.last, "", cell)
        self.put(first, text, cell)
        self.row += 1

    def finish(self) -> None:
        """Set the printed page: portrait, on one sheet of paper, with the region on every page."""
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_portrait()
        sheet.set_paper(PAPER[self.paper])
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.print_area(0, 0, self.row - 1, self.last)
        sheet.set_footer(f"&L{header_text(self.book.stamp[:200])}")


def _write_contents(paper: _Paper, names: Sequence[str]) -> None:
    styles, sheet, book = paper.styles, paper.sheet, paper.book
    paper.last = 1
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    sheet.set_row_pixels(0, 36)
    paper.put(0, book.title, styles.get(font_size=SIZE_TITLE, bold=True))
    paper.row = 1
    paper.put(
        0, f"{len(names)} occupations, one sheet and one printed page each · {book.day}", styles.sentence
    )
    paper.row = 3
    link = styles.get(font_color=ACCENT, underline=1)
    for family, numbers in pages_by_family(book.pages):
        paper.put(0, family, styles.get(bold=True, font_size=SIZE_SENTENCE))
        paper.row += 1
        for number in numbers:
            page = book.pages[number]
            paper.put(0, page.soc, styles.quiet)
            target = names[number].replace("'", "''")
            sheet.write_url(paper.row, 1, f"internal:'{target}'!A1", link, clean_text(page.title))
            paper.row += 1
        paper.row += 1
    paper.finish()
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(3, 0)


def _write_page(paper: _Paper, page: CoachPage, *, linked: bool) -> None:
    styles, sheet = paper.styles, paper.sheet
    paper.last = max(len(page.facts), *(1 + len(one.columns) for one in page.lists), 2)
    sheet.set_column(0, 0, LABEL)
    sheet.set_column(1, 1, TITLE)
    sheet.set_column(2, paper.last, FIGURE)
    paper.across(page.title, styles.get(font_size=SIZE_TITLE, bold=True, text_wrap=True), least=36, scale=2.0)
    paper.put(0, page.class_name, _class_cell(styles, page.class_name))
    paper.put(
        1,
        f"{page.family} · SOC {page.soc} · {paper.book.region} · {paper.book.day}",
        styles.get(font_color=SECONDARY, indent=1),
    )
    if linked:
        right = styles.get(font_color=ACCENT, underline=1, align="right")
        sheet.write_url(paper.row, paper.last, f"internal:'{CONTENTS}'!A1", right, CONTENTS)
    paper.row += 1
    paper.across(page.lead, styles.get(font_size=SIZE_SENTENCE, text_wrap=True), least=26, scale=1.2)
    _facts(paper, page)
    for one in page.lists:
        _list(paper, one)
    _heading(paper, "Where people come from, and where they go")
    for sentence in page.moves:
        paper.across(sentence, styles.get(text_wrap=True))
    paper.row += 1
    small = styles.get(font_color=SECONDARY, font_size=9, text_wrap=True, valign="top")
    for text in (*paper.book.legend, paper.book.sources):
        paper.across(text, small, scale=0.85, least=16)
    paper.finish()
    sheet.fit_to_pages(1, 1)


def _class_cell(styles: Styles, name: str) -> Format:
    return styles.get(
        bold=True, font_color=CLASS_STRONG[name], bg_color=CLASS_FILL[name], align="center", shrink=True
    )


def _facts(paper: _Paper, page: CoachPage) -> None:
    """Write the occupation's own figures: labels over figures."""
    styles = paper.styles
    places = range(1, 1 + len(page.facts))
    label = styles.get(font_color=SECONDARY, bg_color=PANEL, text_wrap=True, align="center", valign="top")
    value = styles.get(bold=True, bg_color=PANEL, align="center", font_size=SIZE_SENTENCE)
    paper.sheet.set_row_pixels(paper.row, 2 * LINE_PIXELS)
    for place, (name, _) in zip(places, page.facts, strict=True):
        paper.put(place, name, label)
    paper.row += 1
    paper.sheet.set_row_pixels(paper.row, 24)
    for place, (_, figure) in zip(places, page.facts, strict=True):
        paper.put(place, figure.whole, value)
    paper.row += 1


def _heading(paper: _Paper, text: str) -> None:
    paper.sheet.set_row_pixels(paper.row, 10)
    paper.row += 1
    paper.sheet.set_row_pixels(paper.row, 26)
    for column in range(paper.last + 1):
        paper.put(column, "", paper.styles.get(bottom=2, bottom_color=ACCENT))
    paper.put(0, text, paper.styles.get(bold=True, font_size=SIZE_SENTENCE, bottom=2, bottom_color=ACCENT))
    paper.row += 1


def _list(paper: _Paper, found: StepList) -> None:
    styles = paper.styles
    _heading(paper, found.title)
    paper.across(found.note, styles.get(font_color=SECONDARY, text_wrap=True))
    if not found.steps:
        return
    head = styles.get(font_color=SECONDARY, text_wrap=True, align="right", valign="bottom")
    paper.sheet.set_row_pixels(paper.row, 2 * LINE_PIXELS)
    for column, name in enumerate(found.columns, 2):
        paper.put(column, name, head)
    paper.row += 1
    shown = found.steps[: SHOWN_DETAILED if found.detailed else SHOWN_BRIEF]
    for step in shown:
        _step(paper, step, detailed=found.detailed)
    more = found.found - len(shown)
    if more:
        paper.put(1, f"and {more} more", styles.get(font_color=SECONDARY, indent=1))
        paper.row += 1


def _step(paper: _Paper, step: Step, *, detailed: bool) -> None:
    """Write a step: its figures in a row, its lines below."""
    styles = paper.styles
    title = f"{step.title} ({step.tag})" if step.tag else step.title
    lines = lines_needed(clean_text(title), TITLE * (0.8 if detailed else 0.9))
    paper.sheet.set_row_pixels(paper.row, LINE_PIXELS * lines + 3)
    edge = {"top": 1, "top_color": HAIRLINE}
    paper.put(0, step.class_name, _class_cell(styles, step.class_name))
    paper.put(1, title, styles.get(bold=detailed, text_wrap=True, indent=1, **edge))
    for column, figure in enumerate(step.figures, 2):
        colour = {"font_color": CAUTION} if figure.text in WORDS_OF_CAUTION else {}
        paper.put(column, figure.whole, styles.get(align="right", **edge, **colour))
    paper.row += 1
    for label, text in step.lines:
        paper.put(0, label, styles.get(font_color=SECONDARY, valign="top", align="right"))
        paper.across(text, styles.get(text_wrap=True, valign="top", align="left", indent=1), first=1)
