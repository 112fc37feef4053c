"""The review of job titles as a workbook that a colleague without the program can fill in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook import reviewsheet
from workbook.outfile import check_place, flush, staged_file
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS, FORMULA_STARTS, clean_text, header_text
from workbook.writing.styles import FONT, INPUT_FILL, PANEL, Styles
from workbook.writing.tables import LINE_PIXELS, lines_needed

HEADER_ROW = 6
MOST_CANDIDATES = 4
MOST_LINES = 6
WIDTHS = (42, 8, 52, 11, 26, 52, 17, 36)
_UNDATED = datetime.datetime(2020, 1, 1)
_ALLOWED = {"autofilter": True, "format_columns": True, "format_rows": True}


def write_review(titles: pd.DataFrame, occupations: Mapping[str, str], path: Path, *, subject: str) -> Path:
    """Write the review of coded titles, the least certain first.

    Parameters
    ----------
    titles : pandas.DataFrame
        Grain: title. ``title``, ``rows`` (how often it stands in the file), ``soc``, ``confidence`` (0–1),
        ``alternatives`` (codes separated by semicolons), ``words``.
    occupations : mapping of str to str
        Title by SOC code: the list to look a code up.
    path : Path
        Ends in .xlsx.
    subject : str
        What the titles are from.

    Returns
    -------
    Path
        The file written. The same titles give the same bytes.

    Raises
    ------
    PlannerError
        When it cannot be written; an older file then stays as it was.
    """
    place = check_place(path)
    ordered = titles.sort_values(
        ["confidence", "rows", "title"], ascending=[True, False, True], kind="stable", ignore_index=True
    )
    with staged_file(place) as temporary:
        workbook = Workbook(
            str(temporary), {"default_format_properties": FONT, "in_memory": True, **CONSTRUCTOR_OPTIONS}
        )
        workbook.set_properties(
            {"title": "Job titles to review", "author": "Headway", "created": _UNDATED, "company": "Headway"}
        )
        styles = Styles(workbook)
        sheet = workbook.add_worksheet(reviewsheet.TITLES)
        listed = ordered.head(reviewsheet.LISTED)
        candidates = _candidates(listed, occupations)
        _write_head(sheet, styles, subject, len(listed), len(ordered))
        _write_titles(sheet, styles, listed, candidates)
        _write_candidates(workbook.add_worksheet(reviewsheet.CANDIDATES), candidates)
        _write_occupations(workbook.add_worksheet(reviewsheet.OCCUPATIONS), styles, occupations)
        _ask(sheet, len(listed), len(occupations))
        workbook.close()
        flush(temporary)
    return place


def _candidates(listed: pd.DataFrame, occupations: Mapping[str, str]) -> list[list[str]]:
    found = []
    for soc, others in zip(listed["soc"], listed["alternatives"], strict=True):
        socs = [one for one in (soc, *others.split(";")) if one][:MOST_CANDIDATES]
        found.append([reviewsheet.candidate(one, occupations.get(one, "")) for one in socs])
    return found


def _write_head(sheet: Worksheet, styles: Styles, subject: str, listed: int, all_titles: int) -> None:
    more = f" (the least certain of {all_titles:,})" if all_titles > listed else ""
    lines = (
        f"{listed:,} job titles of {subject}{more}, the least certain first. Only the yellow cells can be "
        "changed.",
        f"In “{reviewsheet.CHOICE}” choose the occupation that the title means: a click on the cell shows an "
        "arrow with what the program thinks possible.",
        f"If none of them fits, look the occupation up on the sheet “{reviewsheet.OCCUPATIONS}” and write "
        f"its code under “{reviewsheet.CODE}”, for example 41-2031; it goes before the choice.",
        "A title that you leave empty keeps the suggestion. When you are done, save the file and return it.",
    )
    sheet.hide_gridlines(2)
    sheet.set_row_pixels(0, 30)
    sheet.write_string(0, 0, "Which occupation do these job titles mean?", styles.title)
    for row, line in enumerate(lines, 1):
        _text(sheet, styles, row, 0, line, styles.sentence if row == 1 else styles.quiet)


def _write_titles(
    sheet: Worksheet, styles: Styles, listed: pd.DataFrame, candidates: list[list[str]]
) -> None:
    wrapped = styles.text(text_wrap=True)
    inputs = [
        styles.text(locked=False, bg_color=INPUT_FILL, num_format="@", **extra)
        for extra in ({}, {"align": "left"}, {"text_wrap": True})
    ]
    count, share = styles.number("#,##0"), styles.number("0%")
    for column, heading in enumerate(reviewsheet.HEADINGS):
        look: dict[str, Any] = {"bg_color": PANEL} if heading in reviewsheet.INPUTS else {}
        look |= {"align": "right"} if heading in (reviewsheet.ROWS, reviewsheet.SURE) else {"indent": 1}
        sheet.write_string(HEADER_ROW, column, heading, styles.header(**look))
        sheet.set_column(column, column, WIDTHS[column])
    told = [listed[name].tolist() for name in ("title", "rows", "soc", "confidence", "words")]
    for row, (possible, title, rows, soc, sure, words) in enumerate(
        zip(candidates, *told, strict=True), HEADER_ROW + 1
    ):
        suggestion = possible[0] if soc else "nothing known is like it"
        for column, text in ((0, title), (2, suggestion), (4, words)):
            _text(sheet, styles, row, column, text, wrapped)
        sheet.write_number(row, 1, rows, count)
        sheet.write_number(row, 3, sure, share)
        shown = ((title, WIDTHS[0]), (suggestion, WIDTHS[2]), (words, WIDTHS[4]))
        lines = max(lines_needed(text, width - 2) for text, width in shown)
        if lines > 1:
            sheet.set_row_pixels(row, LINE_PIXELS * min(lines, MOST_LINES) + 2)
        for column, cell in enumerate(inputs, 5):
            sheet.write_blank(row, column, None, cell)
    last = HEADER_ROW + max(1, len(listed))
    sheet.autofilter(HEADER_ROW, 0, last, len(WIDTHS) - 1)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_footer(f"&L{header_text('Headway: review of job titles')}&R&P of &N")
    sheet.protect("", _ALLOWED)


def _write_candidates(sheet: Worksheet, candidates: list[list[str]]) -> None:
    """Write what each drop-down shows in the row of its title, and by what the workbook is known again."""
    sheet.write_string(0, 0, reviewsheet.FORM)
    sheet.write_number(0, 1, reviewsheet.VERSION)
    for row, possible in enumerate(candidates, HEADER_ROW + 1):
        for column, one in enumerate(possible):
            sheet.write_string(row, column, clean_text(one))
    sheet.protect("")
    sheet.hide()


def _write_occupations(sheet: Worksheet, styles: Styles, occupations: Mapping[str, str]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 80)
    for column, heading in enumerate(("SOC code", "Occupation")):
        sheet.write_string(0, column, heading, styles.header(indent=1))
    for row, (soc, title) in enumerate(sorted(occupations.items()), 1):
        sheet.write_string(row, 0, soc, styles.text(num_format="@"))
        _text(sheet, styles, row, 1, title, styles.text())
    sheet.autofilter(0, 0, max(1, len(occupations)), 1)
    sheet.freeze_panes(1, 0)
    sheet.protect("", _ALLOWED)


def _ask(sheet: Worksheet, titles: int, occupations: int) -> None:
    """Give the input cells their drop-downs, checks and words."""
    if not titles:
        return
    first, last = HEADER_ROW + 1, HEADER_ROW + titles
    choice, code = (reviewsheet.HEADINGS.index(name) for name in (reviewsheet.CHOICE, reviewsheet.CODE))
    start = f"{reviewsheet.CANDIDATES}!$A{first + 1}"
    through = f"{start}:${chr(ord('A') + MOST_CANDIDATES - 1)}{first + 1}"
    shown: dict[str, Any] = {
        "validate": "list",
        "source": f"=OFFSET({start},0,0,1,MAX(1,COUNTA({through})))",
        "error_title": "Not one of the list",
        "error_message": f"Choose from the list, or write a SOC code under “{reviewsheet.CODE}”.",
    }
    sheet.data_validation(first, choice, last, choice, shown)
    own = xl_rowcol_to_cell(first, code)
    listed = f"{reviewsheet.OCCUPATIONS}!$A$2:$A${occupations + 1}"
    checked: dict[str, Any] = {
        "validate": "custom",
        "value": f"=ISNUMBER(MATCH({own},{listed},0))",
        "input_title": "If none of the list fits",
        "input_message": f"A code of the sheet “{reviewsheet.OCCUPATIONS}”, for example 41-2031",
        "error_type": "warning",
        "error_title": "Is this code right?",
        "error_message": f"It is not on the sheet “{reviewsheet.OCCUPATIONS}”.",
    }
    sheet.data_validation(first, code, last, code, checked)


def _text(sheet: Worksheet, styles: Styles, row: int, column: int, value: object, cell: Any) -> None:
    """Write text as text, whatever it starts with."""
    text = clean_text(value)
    sheet.write_string(row, column, text, styles.guarded(cell) if text.startswith(FORMULA_STARTS) else cell)
