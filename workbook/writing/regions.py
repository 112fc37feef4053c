"""The workbook of every region at once: a row for each region, and one for each region and occupation."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from data.dictionaries import Column, columns
from workbook.model.everyregion import MEASURES, RANKED, REGION, EveryRegion
from workbook.model.words import about
from workbook.outfile import check_place, flush, staged_file
from workbook.writing.export import stamp_of
from workbook.writing.layout import Book, set_up_page
from workbook.writing.manyrows import SAMPLE_ROWS, LongTable, ManyColumn, fill, text_column
from workbook.writing.painting import colour_classes, header_note, mark_of
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS
from workbook.writing.styles import FONT, SECONDARY, Styles
from workbook.writing.tables import Field, Placed, fit_rows, write_table

Progress = Callable[[str, float], None]
SUMMARY, SUMMARY_TABLE = "Regions", "Regions"
SHEET, TABLE = "Occupations", "Occupations"
HEADER_ROW = 5
HOW = (
    "Figures as at the export, rounded to four digits: this sheet has no formulas · i imputed, m modelled · "
    "occupations that the publisher lists in the region; blank is withheld or not known, never zero"
)
OWN = {
    # name: (label, width, number format, note)
    "area": ("Area", 10, "", "Code of the area in OEWS."),
    "region": ("Region", 46, "", "Title of the area."),
    "area_kind": ("Kind of area", 13, "", "national, state, metro or nonmetro."),
    "jobs": ("Jobs", 12, "#,##0", "Jobs of all occupations together, OEWS."),
    "coverage_share": ("Coverage", 11, "0%", "Share of these jobs in occupations with a published figure."),
    "candidates": ("Ranked jobs", 11, "#,##0", "Good, viable jobs that are ranked."),
    "openings_12m": (
        "Openings a year",
        12,
        "#,##0",
        "Openings per year of all listed jobs, modelled.",
    ),
    "good_openings_12m": ("In good jobs", 12, "#,##0", "Openings per year in good, viable jobs, modelled."),
    "first": ("First", 46, "", "The job ranked first."),
    "second": ("Second", 46, "", "The job ranked second."),
    "third": ("Third", 46, "", "The job ranked third."),
}
WIDTHS = {"title": 52, "class": 23, "availability": 12, "soc": 10, "employment_mark": 15}


def write_regions(found: EveryRegion, path: Path, progress: Progress | None = None) -> Path:
    """Write the workbook of many regions in one step and return where it stands; the same bytes for the same.

    Raises
    ------
    PlannerError
        When the file cannot be written; an older file then stays as it was.
    """
    place = check_place(path)
    content, table = _laid_out(found)
    with staged_file(place) as temporary:
        with temporary.open("wb") as file:
            fill(content, table, file, progress)
        flush(temporary)
    return place


def _laid_out(found: EveryRegion) -> tuple[bytes, LongTable]:
    """Return the workbook with the first rows of the long table, and the long table itself."""
    content = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": FONT, **CONSTRUCTOR_OPTIONS}
    workbook = Workbook(content, options)
    count = len(found.regions)
    stamp = replace(stamp_of(found.last), region="1 region" if count == 1 else f"{count:,} regions")
    book = Book(workbook, Styles(workbook), found.last, stamp, SUMMARY)
    workbook.set_properties(
        {
            "title": f"Job progressions of {stamp.region}",
            "subject": f"parameters {stamp.parameters_hash}; {stamp.vintages}"[:250],
            "author": "Headway",
            "created": datetime.datetime.combine(stamp.as_of, datetime.time()),
        }
    )
    _write_summary(book, found)
    placed = _write_sample(book, found)
    workbook.close()
    values = tuple(_column(found, name) for name in (*REGION, *RANKED, *MEASURES))
    return content.getvalue(), LongTable(TABLE, SHEET, "xl/worksheets/sheet2.xml", placed.first_row, values)


def _column(found: EveryRegion, name: str) -> ManyColumn:
    values = found.columns[name]
    if values.dtype.kind == "f":
        return ManyColumn(values)
    flags = {True: "yes", False: "no"}
    return text_column([flags.get(value, "") if name == "viable" else value for value in values.tolist()])


def _write_summary(book: Book, found: EveryRegion) -> Placed:
    table = found.regions
    openings = about(float(table["good_openings_12m"].sum()))
    sentence = f"{book.stamp.region}, each solved by itself with the same assumptions."
    how = f"Good, viable jobs: {openings} openings a year; where areas overlap they count in each"
    sheet = replace(book, cover="").sheet(SUMMARY, SUMMARY, sentence, how, also={1: SHEET})
    fields = []
    for name in table.columns:
        label, width, pattern, note = OWN[name]
        cells: Any = book.styles.number(pattern) if pattern else book.styles.text(text_wrap=True)
        align, wraps = ("right", False) if pattern else ("left", True)
        fields.append(Field(label, table[name].tolist(), cells, width, note=note, align=align, wraps=wraps))
    placed = write_table(book, sheet, SUMMARY_TABLE, fields, row=HEADER_ROW, description="One row a region")
    fit_rows(sheet, placed, fields)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _write_sample(book: Book, found: EveryRegion) -> Placed:
    """Write the long table's sheet with its first rows, from which the others take their styles."""
    count = len(found.columns["soc"])
    sentence = f"{count:,} rows: the matrix of every region, one under the other."
    sheet = book.sheet(SHEET, SHEET, sentence, HOW, links=3)
    known = {**columns("matrix"), **{name: columns("priorities")[name] for name in RANKED}}
    fields = [_own_field(book, name, found) for name in REGION]
    fields += [_field(book, known[name], found) for name in (*RANKED, *MEASURES)]
    told = "One row a region and occupation"
    placed = write_table(book, sheet, TABLE, fields, row=HEADER_ROW, description=told)
    colour_classes(book, sheet, placed, known["class"].label)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, paper="tabloid", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _own_field(book: Book, name: str, found: EveryRegion) -> Field:
    label, width, _, note = OWN[name]
    return Field(label, found.columns[name][:SAMPLE_ROWS].tolist(), book.styles.text(), width, note=note)


def _field(book: Book, column: Column, found: EveryRegion) -> Field:
    styles, note = book.styles, header_note(column)
    # Texts of the first rows follow with all others; here only their styles count.
    values = found.columns[column.name][:SAMPLE_ROWS].tolist()
    if column.type == "number":
        cells = styles.number(column.number_format, mark=mark_of(column))
        return Field(column.label, values, cells, 12, note=note, align="right")
    loud = column.name in ("title", "class", "availability")
    cells = styles.text() if loud else styles.text(font_color=SECONDARY)
    return Field(column.label, values, cells, WIDTHS.get(column.name, 11), note=note)
