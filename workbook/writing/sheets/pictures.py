"""The pictures of the cover: native charts, each under a sentence that follows the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from xlsxwriter.worksheet import Worksheet

from workbook.plan import CLASSES
from workbook.writing.layout import Book
from workbook.writing.sheets import figures
from workbook.writing.styles import ACCENT, AVAILABILITY_FILL, AVAILABILITY_INK, INK, SECONDARY
from workbook.writing.tables import Placed

CHART_FONT = {"name": "Calibri", "size": 10, "color": INK}
ROW_PIXELS, SENTENCE_PIXELS = 20, 42
FIRST_PIXELS, SECOND_PIXELS, TITLE_PIXELS = 400, 300, 42
ROWS_NEEDED = (FIRST_PIXELS + SECOND_PIXELS) // ROW_PIXELS + 2
BESIDE_SKILLS = "#006B43"


@dataclass(frozen=True)
class Panel:
    """One picture: the columns it spans, its sentence as formula and words, its chart, its description."""

    columns: tuple[int, int]
    formula: str
    words: str
    chart: Any
    description: str


@dataclass(frozen=True)
class Placing:
    """Where pictures go: the widths of the sheet's columns in pixels, and the columns each panel spans."""

    widths: Sequence[int]
    first: Sequence[tuple[int, int]]
    second: Sequence[tuple[int, int]]

    def width(self, columns: tuple[int, int]) -> int:
        """Return the pixels of a span of columns."""
        return sum(self.widths[columns[0] : columns[1] + 1])


def draw(
    book: Book,
    sheet: Worksheet,
    row: int,
    placing: Placing,
    tables: tuple[Placed, Placed, Placed | None],
    ranked: pd.DataFrame,
) -> None:
    """Draw both rows of pictures from ``row`` down, over the figures in ``tables``."""
    first, classes, skills = tables
    words = figures.takeaways(
        figures.first_rows(ranked, figures.FIRST_COUNT), figures.class_rows(book.results.matrix)
    )
    formulas = figures.takeaway_formulas(first, classes)
    place(book, sheet, row, _first_row(book, placing, first, words, formulas))
    below = row + 1 + FIRST_PIXELS // ROW_PIXELS
    place(book, sheet, below, _second_row(book, placing, classes, skills, words, formulas))


def _first_row(
    book: Book, placing: Placing, first: Placed, words: Mapping[str, str], formulas: Mapping[str, str]
) -> list[Panel]:
    jobs = book.results.vintages["Jobs and wages"]
    told = {
        "score": ("Score, 0–100, by the weights on Assumptions", "0"),
        "accessible_openings": (f"Accessible openings a year, modelled from {jobs}", "#,##0"),
        "wage_gain_usd": ("Wage gain, USD a year, modelled", "$#,##0"),
    }
    panels = []
    for columns, (name, (unit, pattern)) in zip(placing.first, told.items(), strict=True):
        size = placing.width(columns), FIRST_PIXELS
        values = first.chart_range(figures.FIRST[name])
        chart = bar_chart(
            book,
            first.chart_range(figures.FIRST["title"]),
            values,
            unit=unit,
            pattern=pattern,
            names=name == "score",
            size=size,
        )
        description = f"Bars: {unit}, of the fifteen first priorities. As exported: {words[name]}."
        panels.append(Panel(columns, formulas[name], words[name], chart, description))
    return panels


def _second_row(
    book: Book,
    placing: Placing,
    classes: Placed,
    skills: Placed | None,
    words: Mapping[str, str],
    formulas: Mapping[str, str],
) -> list[Panel]:
    vintages, (left, right) = book.results.vintages, placing.second
    unit = "Share of the region’s published jobs, by availability"
    sources = f"{vintages['Jobs and wages']}, {vintages['Unemployed']}"
    size = placing.width(left), SECOND_PIXELS
    chart = stacked_chart(book, classes, unit=f"{unit} · {sources}", size=size)
    description = f"Stacked bars: {unit}, for each class. As exported: {words['open']}."
    panels = [Panel(left, formulas["open"], words["open"], chart, description)]
    if skills is not None:
        unit = f"Open Gateways with it among their five largest gaps · {vintages['Skills']}, modelled"
        size = placing.width(right), SECOND_PIXELS
        chart = bar_chart(
            book,
            skills.chart_range("Skill or knowledge"),
            skills.chart_range("Gateways"),
            unit=unit,
            pattern="#,##0",
            colour=BESIDE_SKILLS,
            size=size,
        )
        text = figures.skill_words(book)
        panels.append(Panel(right, "", text, chart, f"Bars: {unit}. As exported: {text}."))
    return panels


def place(book: Book, sheet: Worksheet, row: int, panels: Sequence[Panel]) -> None:
    """Write the sentences over their pictures and put the pictures below."""
    style = book.styles.get(bold=True, font_size=12, text_wrap=True, valign="bottom", indent=1)
    sheet.set_row_pixels(row, SENTENCE_PIXELS)
    for panel in panels:
        left, right = panel.columns
        book.write_across(sheet, row, left, right, panel.words, style)
        if panel.formula:
            sheet.write_formula(row, left, panel.formula, style, panel.words)
        options = {"description": panel.description, "object_position": 2}
        sheet.insert_chart(row + 1, left, panel.chart, options)


def bar_chart(
    book: Book,
    categories: Sequence[Any],
    values: Sequence[Any],
    *,
    unit: str,
    pattern: str,
    colour: str = ACCENT,
    names: bool = True,
    size: tuple[int, int],
) -> Any:
    """Return a bar chart: names at the left, figures at the bars, no grid, the first row on top."""
    chart: Any = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": unit,
            "categories": list(categories),
            "values": list(values),
            "fill": {"color": colour},
            "gap": 35,
            "data_labels": {"value": True, "num_format": pattern, "font": {**CHART_FONT, "size": 9}},
        }
    )
    finish(chart, unit, size)
    left, width = (0.56, 0.38) if names else (0.04, 0.8)
    top = round(TITLE_PIXELS / size[1], 3)
    chart.set_plotarea({"layout": {"x": left, "y": top, "width": width, "height": 0.97 - top}})
    chart.set_legend({"none": True})
    chart.set_y_axis(
        {
            "reverse": True,
            "major_tick_mark": "none",
            "line": {"color": SECONDARY},
            "num_font": {**CHART_FONT, "size": 8},
            "label_position": "low" if names else "none",
            "interval_unit": 1,
            "major_gridlines": {"visible": False},
        }
    )
    return chart


def stacked_chart(book: Book, classes: Placed, *, unit: str, size: tuple[int, int]) -> Any:
    """Return the share of each class in the region's jobs, parted by availability."""
    chart: Any = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    rows = len(CLASSES) - 1
    for label, colour in AVAILABILITY_FILL.items():
        font = {**CHART_FONT, "color": AVAILABILITY_INK[label]}
        chart.add_series(
            {
                "name": label,
                "categories": classes.chart_range(figures.CLASS_LABELS["class"], rows),
                "values": classes.chart_range(label, rows),
                "fill": {"color": colour},
                "gap": 45,
                "data_labels": {"value": True, "num_format": '[>=0.02]0%;""', "font": font},
            }
        )
    finish(chart, unit, size)
    chart.set_legend({"position": "bottom", "font": CHART_FONT})
    chart.set_y_axis(
        {
            "reverse": True,
            "major_tick_mark": "none",
            "line": {"none": True},
            "num_font": CHART_FONT,
            "major_gridlines": {"visible": False},
        }
    )
    return chart


def finish(chart: Any, unit: str, size: tuple[int, int]) -> None:
    """Give a chart its quiet title, the unit, and take away what a reader does not need."""
    chart.set_title(
        {"name": unit, "name_font": {**CHART_FONT, "bold": False, "color": SECONDARY}, "overlay": False}
    )
    chart.set_x_axis(
        {
            "min": 0,
            "line": {"none": True},
            "major_tick_mark": "none",
            "label_position": "none",
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": size[0], "height": size[1]})
