"""Scenarios: what each demand scenario does to openings and ranks, as bars, in total and side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from workbook.model.scenario_answers import scenarios_side_by_side
from workbook.writing.layout import Book
from workbook.writing.sheets import answers, multipliers, pictures
from workbook.writing.styles import ACCENT, SECONDARY
from workbook.writing.tables import LINE_PIXELS, Field, Placed, lines_needed, write_table

SHEET, TOTALS_TABLE = "Scenarios", "ScenarioTotals"
PICTURE_ROW, TOTALS_COLUMN = 5, 1
CHART_PIXELS = (760, 300)
GOOD = "#6B4E00"
FIRST_TEN = 10
HOW = "Classes do not depend on openings; ranks are those of the priorities under each scenario"
LABELS = {
    # name: (label, number format, note)
    "scenario": ("Scenario", "", "Title of the scenario; its multipliers stand on Multipliers."),
    "first": ("Comes first", "", "The occupation ranked first under the scenario."),
    "openings": ("Openings a year", "#,##0", "Openings per year of all occupations of the region."),
    "change": ("Against the baseline", "+0.0%;-0.0%;0.0%", "Share. Openings against those of the baseline."),
    "good": ("In ranked jobs", "#,##0", "Accessible openings per year of the jobs ranked at the baseline."),
    "good_change": (
        "Ranked, against the baseline",
        "+0.0%;-0.0%;0.0%",
        "Share. Accessible openings of the ranked jobs against those of the baseline.",
    ),
    "left": ("Leave the first ten", "0", "Jobs of the baseline’s first ten that are not among them here."),
}


def totals(table: pd.DataFrame) -> pd.DataFrame:
    """Return what each scenario comes to, one row a scenario, the baseline first.

    Openings per year of all occupations and accessible ones of the jobs ranked at the baseline, with their
    change (share), the job that comes first, and how many of the baseline's first ten leave it.
    """
    parts = [rows for _, rows in table.groupby("scenario", sort=False)]
    base = parts[0].set_index("soc")
    ranked, first = base.index[base["rank"].notna()], base.index[base["rank"] <= FIRST_TEN]
    rows = []
    for part in parts:
        own = part.set_index("soc")
        best = own.loc[own["rank"] == 1, "title"]
        rows.append(
            {
                "scenario": part["scenario_title"].iloc[0],
                "first": best.iloc[0] if len(best) else "",
                "openings": float(own["openings_12m"].sum()),
                "good": float(own.loc[ranked, "accessible_openings"].sum()),
                "left": int((~(own.loc[first, "rank"] <= FIRST_TEN)).sum()),
            }
        )
    found = pd.DataFrame(rows)
    for name, change in (("openings", "change"), ("good", "good_change")):
        start = found[name].iloc[0]
        found[change] = found[name] / start - 1 if start > 0 else np.nan
    return found[list(LABELS)]


def takeaway(found: pd.DataFrame) -> str:
    """Return what the picture shows: the scenarios with most and fewest openings in ranked jobs."""
    others = found.iloc[1:]
    if others.empty or not others["good_change"].notna().any():
        return "No scenario can be compared with the baseline"
    low, high = (others.loc[others["good_change"].agg(side)] for side in ("idxmin", "idxmax"))
    told = [f"{row['scenario']} {row['good_change']:+.0%}" for row in (low, high)]
    return f"Openings in ranked jobs: {told[0]}, {told[1]}".replace("-", "−")


def write(book: Book) -> Placed:
    """Write picture, totals and both tables, and return where the table of occupations stands."""
    found = totals(book.results.scenarios)
    picture_rows = CHART_PIXELS[1] // pictures.ROW_PIXELS + 1
    totals_row = PICTURE_ROW + 1 + picture_rows + 1
    header_row = totals_row + len(found) + 3
    answer = scenarios_side_by_side(book.results)
    sheet = answers.add(book, SHEET, answer.sentence, HOW, links=2, also={3: multipliers.SHEET})
    placed = answers.write_shown(book, sheet, SHEET, answer.tables[0], row=header_row, frozen=PICTURE_ROW)
    fields = _fields(book, found)
    small = write_table(
        book,
        sheet,
        TOTALS_TABLE,
        fields,
        row=totals_row,
        column=TOTALS_COLUMN,
        description="Scenarios in total",
        filters=False,
        widths=False,
    )
    for at, title in enumerate(found["first"], small.first_row):
        sheet.set_row_pixels(at, LINE_PIXELS * lines_needed(title, fields[1].width - 2) + 2)
    words = takeaway(found)
    description = f"Bars: change of openings against the baseline, by scenario. As exported: {words}."
    panel = pictures.Panel((0, 5), "", words, _chart(book, small, len(found)), description)
    pictures.place(book, sheet, PICTURE_ROW, [panel])
    return placed


def _fields(book: Book, found: pd.DataFrame) -> list[Field]:
    styles = book.styles
    shown = []
    for name, (label, pattern, note) in LABELS.items():
        values = found[name].tolist()
        if pattern:
            cells = styles.number(pattern, italic=True, font_color=SECONDARY)
            shown.append(Field(label, values, cells, 13, note=note, align="right"))
        else:
            cells = styles.text(text_wrap=name == "first", bold=name == "scenario")
            shown.append(Field(label, values, cells, 24, note=note))
    return shown


def _chart(book: Book, small: Placed, count: int) -> Any:
    """Return two bars a scenario: all openings, and the accessible ones of ranked jobs."""
    chart: Any = book.workbook.add_chart({"type": "bar"})
    first, last = small.first_row + 1, small.first_row + max(1, count - 1)
    for name, label, colour in (
        ("change", "All openings", ACCENT),
        ("good_change", "Accessible openings in ranked jobs", GOOD),
    ):
        chart.add_series(
            {
                "name": label,
                "categories": [SHEET, first, small.columns[LABELS["scenario"][0]], last, TOTALS_COLUMN],
                "values": [
                    SHEET,
                    first,
                    small.columns[LABELS[name][0]],
                    last,
                    small.columns[LABELS[name][0]],
                ],
                "fill": {"color": colour},
                "gap": 60,
                "data_labels": {
                    "value": True,
                    "num_format": "+0%;-0%;0%",
                    "font": {**pictures.CHART_FONT, "size": 9},
                },
            }
        )
    jobs = book.results.vintages["Jobs and wages"]
    pictures.finish(chart, f"Openings a year against the baseline, modelled from {jobs}", CHART_PIXELS)
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": pictures.CHART_FONT})
    axis = {
        "reverse": True,
        "major_tick_mark": "none",
        "label_position": "low",
        "num_font": pictures.CHART_FONT,
    }
    chart.set_y_axis({**axis, "line": {"color": SECONDARY}, "major_gridlines": {"visible": False}})
    return chart
