"""Rows that were set aside, as a workbook: mended in it, they can be loaded like any file.

The first sheet is the table alone, with the file's own headings: nothing stands above or below it that a
reader could take for a row. Every cell is text, as it stood in the file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from data.intake.findings import SEVERITY_WORDS, Finding
from data.intake.findings import kinds as finding_kinds
from data.intake.loaded import REJECTS
from data.language import say, say_count
from workbook.outfile import check_place, flush, staged_file
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS, FORMULA_STARTS, clean_text
from workbook.writing.styles import FONT, PANEL, SECONDARY, Styles

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS, REASONS = say("Rows set aside"), say("Why and what to do")
LINE, WHY, VALUE = say("Line in the original"), say("Set aside because"), say("What stood in the way")
OURS = (LINE, WHY, VALUE)
MOST_ROWS = 1_000_000
"""Rows of one sheet; Excel ends at 1,048,576."""
CLASH = " (file)"
"""What intake appends to a heading of the file that is also the name of one of its own columns."""
_UNDATED = datetime.datetime(2020, 1, 1)
_WIDTHS = (12, 44, 26)
_OWN_WIDTH = 18


def write_rejects(rejects: pd.DataFrame, findings: Iterable[Finding], path: Path, *, subject: str) -> Path:
    """Write the rows of a file that were set aside.

    Parameters
    ----------
    rejects : pandas.DataFrame
        Grain: row set aside. ``line``, ``code``, ``column``, ``value``, then the row's own cells under the
        headings of the file.
    findings : iterable of Finding
        What was met in the file: their sentences stand on the second sheet.
    path : Path
        Ends in .xlsx.
    subject : str
        Name of the file.

    Returns
    -------
    Path
        The file written. The same rows give the same bytes.

    Raises
    ------
    PlannerError
        When it cannot be written; an older file then stays as it was.
    """
    place = check_place(path)
    with staged_file(place) as temporary:
        # Rows go to the disk one by one: a large file may have set many aside.
        options = {"default_format_properties": FONT, "constant_memory": True, **CONSTRUCTOR_OPTIONS}
        workbook = Workbook(str(temporary), options)
        workbook.set_properties(
            {
                "title": say("Rows of {file} set aside", file=subject)[:250],
                "author": "Headway",
                "created": _UNDATED,
            }
        )
        styles = Styles(workbook)
        _write_rows(workbook, styles, rejects)
        _write_reasons(workbook.add_worksheet(REASONS), styles, findings, subject, len(rejects))
        workbook.close()
        flush(temporary)
    return place


def _write_rows(workbook: Workbook, styles: Styles, rejects: pd.DataFrame) -> None:
    own = [name for name in rejects.columns if name not in REJECTS]
    sentences = {code: kind.what for code, kind in finding_kinds().items()}
    for number, start in enumerate(range(0, max(1, len(rejects)), MOST_ROWS)):
        sheet = workbook.add_worksheet(ROWS if not number else f"{ROWS} {number + 1}")
        some = rejects.iloc[start : start + MOST_ROWS]
        _write_header(sheet, styles, own)
        _write_body(sheet, styles, some, own, sentences)
        sheet.autofilter(0, 0, max(1, len(some)), len(OURS) + len(own) - 1)
        sheet.freeze_panes(1, len(OURS))


def _write_header(sheet: Worksheet, styles: Styles, own: Sequence[str]) -> None:
    for column, width in enumerate((*_WIDTHS, *(_OWN_WIDTH for _ in own))):
        sheet.set_column(column, column, width)
    for column, heading in enumerate(OURS):
        sheet.write_string(0, column, heading, styles.header(bg_color=PANEL, font_color=SECONDARY))
    for column, heading in enumerate(own, len(OURS)):
        sheet.write_string(0, column, clean_text(heading.removesuffix(CLASH)), styles.header())


def _write_body(
    sheet: Worksheet, styles: Styles, rows: pd.DataFrame, own: Sequence[str], sentences: Mapping[str, str]
) -> None:
    plain = styles.get(num_format="@")
    guarded, quiet = styles.guarded(plain), styles.get(font_color=SECONDARY)
    quiet_guarded = styles.guarded(quiet)
    known = [rows[name].tolist() for name in ("line", "code", "value")]
    cells = [rows[name].tolist() for name in own]
    for row, (line, code, value, *texts) in enumerate(zip(*known, *cells, strict=True), 1):
        sheet.write_number(row, 0, line, quiet)
        sheet.write_string(row, 1, sentences.get(code, code), quiet)
        stood = clean_text(value)
        sheet.write_string(row, 2, stood, quiet_guarded if stood.startswith(FORMULA_STARTS) else quiet)
        for column, cell in enumerate(texts, len(OURS)):
            text = clean_text(cell)
            if text:
                sheet.write_string(row, column, text, guarded if text.startswith(FORMULA_STARTS) else plain)


def _write_reasons(
    sheet: Worksheet, styles: Styles, findings: Iterable[Finding], subject: str, count: int
) -> None:
    """Say what was met, and how to bring the rows back."""
    wrapped = styles.text(text_wrap=True, valign="top")
    for column, width in enumerate((14, 30, 60, 60, 60)):
        sheet.set_column(column, column, width)
    head = (
        say_count(
            "{count} row of {file} was set aside",
            "{count} rows of {file} were set aside",
            count,
            count=f"{count:,}",
            file=subject,
        )
        if count
        else say("No row of {file} was set aside", file=subject)
    )
    sheet.hide_gridlines(2)
    _text(sheet, styles, 0, 0, head, styles.title)
    _text(
        sheet,
        styles,
        1,
        0,
        say(
            "Mend the cells on the sheet “{sheet}” and load this file like the first one. Its first three"
            " columns are not read.",
            sheet=ROWS,
        ),
        styles.sentence,
    )
    headings = (say("Severity"), say("Where"), say("What"), say("Why"), say("What to do"))
    for column, heading in enumerate(headings):
        sheet.write_string(3, column, heading, styles.header(indent=1))
    for row, one in enumerate(findings, 4):
        severity = SEVERITY_WORDS[one.severity]
        for column, text in enumerate((severity, one.where, one.what, one.why, one.what_to_do)):
            _text(sheet, styles, row, column, text, wrapped)


def _text(sheet: Worksheet, styles: Styles, row: int, column: int, value: object, cell: object) -> None:
    text = clean_text(value)
    sheet.write_string(row, column, text, styles.guarded(cell) if text.startswith(FORMULA_STARTS) else cell)
