"""Priorities: the good, viable jobs of the region in order, each with the parts of its score."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.model.measure import CRITERIA, PRIORITY_MEASURES, Measure
from workbook.model.priority import STRENGTHS
from workbook.writing.formulas import excel_formula
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, data_bar, header_note
from workbook.writing.sheets import inputs, matrix, solved
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_groups, write_table

if TYPE_CHECKING:
    from workbook.model.results import Results

SHEET, TABLE = "Priorities", "Priorities"
GROUP_ROW, HEADER_ROW = 5, 7
WHY = "why"
SHORT = {
    "accessible_openings": "openings",
    "wage_gain": "wage gain",
    "springboard": "springboard",
    "origin_reach": "reach",
    "low_competition": "competition",
    "resilience": "resilience",
    "training_feasibility": "feasibility",
    "representation": "representation",
}
LABELS = {
    **{measure.name: measure.column.label for measure in PRIORITY_MEASURES},
    WHY: "Strongest in",
    **{f"lift_{criterion}": f"Lift by {word}" for criterion, word in SHORT.items()},
}
STRENGTHS_NAMED = 3
LIFT_NOTE = (
    "(Place − 50) × weight ÷ sum of weights. With 50 they add up to the score when every place is known."
)

LAYOUT: tuple[tuple[str, str], ...] = (
    ("Order", "rank title soc class score why"),
    ("The figures", " ".join(name for name, _, _ in CRITERIA.values())),
    ("Place among the candidates, 100 is best", " ".join(f"pct_{criterion}" for criterion in CRITERIA)),
    ("Screen", "candidate"),
    ("Notes", matrix.BOARD_NOTE),
    (
        "Points that each criterion lifts the score above 50",
        " ".join(f"lift_{criterion}" for criterion in CRITERIA),
    ),
)
WIDTHS = {"rank": 6, "title": 44, "soc": 9, "class": 22, "score": 9, "why": 56, "candidate": 10}
HOW = (
    "The score is the weighted mean of the eight places; weights are on Assumptions. After a change, sort by "
    "Rank "
    "again with the filter button · solved, in grey italics: by Headway's circular pass"
)


def _lift_formula(criterion: str, order: int) -> str:
    weight = CRITERIA[criterion][1]
    points = f"ROUND(([pct_{criterion}]-50)*{{{weight}}}/{{weight_total}},6)-{order}*{TIE_STEP}"
    return f'IF(ISNUMBER([pct_{criterion}]),IFERROR({points},""),"")'


TIE_STEP = 1e-9
"""Keeps equal lifts apart, the earlier criterion first; far below what anybody sees."""


def _why_formula() -> str:
    first, *_, last = CRITERIA
    lifts = f"{{{{lift_{first}:lift_{last}}}}}"
    words = ",".join(f'"{STRENGTHS[criterion]}"' for criterion in CRITERIA)
    parts = "&".join(
        f"IFERROR(IF(LARGE({lifts},{place})>0,"
        f'", "&CHOOSE(MATCH(LARGE({lifts},{place}),{lifts},0),{words}),""),"")'
        for place in range(1, STRENGTHS_NAMED + 1)
    )
    return f'IF([candidate],MID({parts},3,400),"")'


def listed(results: Results) -> pd.DataFrame:
    """Return the rows of the sheet: good jobs with openings; no assumption makes others candidates.

    A scenario may leave none of an occupation's openings, another one all; so those of the baseline decide.
    """
    frame = results.matrix.set_index("soc")
    openings = frame["employment"] * frame["openings_rate"]
    return results.priorities[results.priorities["soc"].map(openings) > 0]


def with_strengths(priorities: pd.DataFrame, given: Mapping[str, float]) -> pd.DataFrame:
    """Return the priorities with how far each criterion lifts the score above 50, and the strongest in words.

    The same as the sheet's formulas: ``lift_…`` in points; ``why`` is blank for occupations that are not
    candidates.
    """
    total = sum(given[weight] for _, weight, _ in CRITERIA.values())
    lifts = {
        f"lift_{criterion}": np.round((priorities[f"pct_{criterion}"] - 50) * given[weight] / total, 6)
        - order * TIE_STEP
        for order, (criterion, (_, weight, _)) in enumerate(CRITERIA.items(), 1)
    }
    names = list(CRITERIA)
    values = np.column_stack([lifts[f"lift_{name}"] for name in names])
    ranked = np.argsort(np.nan_to_num(-values, nan=np.inf), axis=1)[:, :STRENGTHS_NAMED]
    words = [
        ", ".join(STRENGTHS[names[place]] for place in places if row[place] > 0) if candidate else ""
        for candidate, places, row in zip(priorities["candidate"].tolist(), ranked, values, strict=True)
    ]
    return priorities.assign(**lifts, **{WHY: words})


def fields(book: Book, frame: pd.DataFrame) -> list[Field]:
    """Return the columns of the sheet in reading order."""
    by_name: dict[str, Measure] = {measure.name: measure for measure in PRIORITY_MEASURES}
    found = []
    for heading, names in LAYOUT:
        for name in names.split():
            if name == WHY:
                found.append(_why(book, frame, heading))
            elif name == matrix.BOARD_NOTE:
                found.append(inputs.note_field(book, frame["soc"].tolist(), group=heading))
            elif name.startswith("lift_"):
                found.append(_lift(book, name, frame, heading))
            else:
                found.append(_field(book, by_name[name], frame, heading))
    return found


def _formula(text: str | None) -> str:
    return excel_formula(text, TABLE, LABELS, matrix=(matrix.TABLE, matrix.LABELS)) if text else ""


def _why(book: Book, frame: pd.DataFrame, heading: str) -> Field:
    note = f"The {STRENGTHS_NAMED} criteria that lift the score most above 50."
    return Field(
        LABELS[WHY],
        frame[WHY].tolist(),
        book.styles.text(text_wrap=True),
        WIDTHS[WHY],
        formula=_formula(_why_formula()),
        note=note,
        group=heading,
        kind="live",
        wraps=True,
    )


def _lift(book: Book, name: str, frame: pd.DataFrame, heading: str) -> Field:
    criterion = name.removeprefix("lift_")
    return Field(
        LABELS[name],
        frame[name].tolist(),
        book.styles.number("+0.0;-0.0;0.0"),
        12,
        formula=_formula(_lift_formula(criterion, list(CRITERIA).index(criterion) + 1)),
        note=LIFT_NOTE,
        group=heading,
        kind="live",
        detail=True,
        align="right",
    )


def _field(book: Book, measure: Measure, frame: pd.DataFrame, heading: str) -> Field:
    styles, column = book.styles, measure.column
    solved: dict[str, Any] = (
        {"italic": True, "font_color": SECONDARY} if measure.name in matrix.SOLVED else {}
    )
    align = {"number": "right", "flag": "center"}.get(column.type, "left")
    cells: Any
    if measure.name == "title":
        cells = styles.text(text_wrap=True)
    elif measure.name == "score":
        cells = styles.number(column.number_format, bold=True)
    elif column.type == "number":
        cells = _cells_with_marks(book, measure, frame, solved)
    elif column.type == "flag":
        cells = styles.cell(align="center", font_color=SECONDARY)
    else:
        cells = styles.text(**({"italic": True} if solved else {}))
    return Field(
        label=column.label,
        values=frame[measure.name].tolist(),
        cells=cells,
        width=WIDTHS.get(measure.name, 12),
        formula=_formula(measure.formula),
        note=header_note(column),
        group=heading,
        kind=kind_words(measure),
        align=align,
        wraps=measure.name == "title",
    )


def kind_words(measure: Measure) -> str:
    """Return how a column came about; a criterion is fetched live from the matrix, where it may be solved."""
    if measure.name not in matrix.SOLVED:
        return matrix.kind_words(measure)
    return "solved m" if measure.column.kind == "modelled" else "solved"


def _cells_with_marks(book: Book, measure: Measure, frame: pd.DataFrame, extra: dict[str, Any]) -> Any:
    styles, column = book.styles, measure.column
    if measure.name != "automation_risk":
        return styles.number(column.number_format, mark="m" if column.kind == "modelled" else "", **extra)
    marks = book.results.matrix.set_index("soc")["automation_mark"]
    plain = styles.number(column.number_format, aligned=True, **extra)
    imputed = styles.number(column.number_format, mark="i", **extra)
    return [plain if mark == "" else imputed for mark in frame["soc"].map(marks).tolist()]


def write(book: Book, sentence: str) -> Placed:
    """Write the sheet and return where its table stands."""
    sheet = book.sheet(SHEET, SHEET, sentence, HOW, links=2, also={3: matrix.SHEET})
    solved.write(book, sheet, solved.CLASSES)
    frame = with_strengths(listed(book.results), book.results.given)
    columns = fields(book, frame)
    placed = write_table(
        book, sheet, TABLE, columns, row=HEADER_ROW, description="Good, viable jobs of the region in order"
    )
    write_groups(book, sheet, placed, columns, row=GROUP_ROW)
    colour_classes(book, sheet, placed, LABELS["class"])
    first, column, last, _ = placed.cells(LABELS["score"])
    sheet.conditional_format(first, column, last, column, {**data_bar(), "max_type": "num", "max_value": 100})
    fit_rows(sheet, placed, columns)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    set_up_page(book, sheet, paper="tabloid", repeat=(GROUP_ROW, HEADER_ROW), area=placed.printed)
    return placed
