"""The live figures behind the cover's pictures, and what they come to in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from workbook.plan import CLASSES
from workbook.writing.formulas import excel_formula, whole_column
from workbook.writing.layout import Book
from workbook.writing.painting import colour_classes
from workbook.writing.sheets import matrix, priorities
from workbook.writing.styles import AVAILABILITY_FILL, SECONDARY
from workbook.writing.tables import Field, Placed, write_table

FIRST_TABLE, CLASS_TABLE, SKILL_TABLE = "FirstFifteen", "ClassShares", "SkillGaps"
FIRST_COUNT, SKILL_COUNT = 15, 12
FIRST = {
    "rank": "Place",
    "title": "Occupation",
    "class": "Class",
    "score": "Score",
    "accessible_openings": "Accessible openings",
    "wage_gain_usd": "Wage gain",
}
CLASS_LABELS = {
    "class": "Class",
    "jobs": "Jobs",
    "share": "Share of jobs",
    **{name: name for name in AVAILABILITY_FILL},
}


def first_rows(ranked: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the first occupations by rank as the cover shows them, with figures and why."""
    names = [*list(FIRST)[1:], priorities.WHY]
    found = ranked[ranked["rank"] <= count].sort_values("rank")
    places = pd.DataFrame({"rank": np.arange(1.0, min(count, max(1, len(found))) + 1)})
    return places.merge(found[["rank", *names]], on="rank", how="left")


def from_priorities(name: str, table: str, labels: Mapping[str, str]) -> str:
    """Return the formula that fetches a column of the occupation in this row's place."""
    target = priorities.TABLE
    column = whole_column(target, priorities.LABELS[name])
    place = whole_column(target, priorities.LABELS["rank"])
    row = excel_formula("[rank]", table, labels)
    return f'IFERROR(INDEX({column},MATCH({row},{place},0)),"")'


def class_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return jobs of each class, their share of the region's published jobs, and the same by availability."""
    jobs = frame["employment"].fillna(0.0)
    total = float(jobs.sum())
    rows = []
    for name in CLASSES:
        members = frame["class"] == name
        own = float(jobs[members].sum())
        labels = frame["availability"]
        rows.append(
            {
                "class": name,
                "jobs": own,
                "share": own / total if total > 0 else np.nan,
                **{
                    label: float(jobs[members & (labels == label)].sum()) / total if total > 0 else np.nan
                    for label in AVAILABILITY_FILL
                },
            }
        )
    return pd.DataFrame(rows)


def _class_formulas() -> dict[str, str]:
    jobs = whole_column(matrix.TABLE, matrix.LABELS["employment"])
    of_class = f"{whole_column(matrix.TABLE, matrix.LABELS['class'])},[class]"
    labels = whole_column(matrix.TABLE, matrix.LABELS["availability"])
    raw = {
        "jobs": f"SUMIFS({jobs},{of_class})",
        "share": f'IFERROR([jobs]/SUM({jobs}),"")',
        **{
            label: f'IFERROR(SUMIFS({jobs},{of_class},{labels},"{label}")/SUM({jobs}),"")'
            for label in AVAILABILITY_FILL
        },
    }
    return {name: _own_cells(formula) for name, formula in raw.items()}


def _own_cells(formula: str) -> str:
    """Put the two cells of the same row into a formula that already names whole columns of the matrix."""
    for name in ("class", "jobs"):
        formula = formula.replace(f"[{name}]", excel_formula(f"[{name}]", CLASS_TABLE, CLASS_LABELS))
    return formula


def write_first(book: Book, sheet: Worksheet, row: int, ranked: pd.DataFrame) -> Placed:
    """Write the fifteen first occupations with score, openings and wage gain, all live."""
    styles = book.styles
    rows = first_rows(ranked, FIRST_COUNT)
    cells = {
        "score": styles.number("0.0"),
        "accessible_openings": styles.number("#,##0", mark="m"),
        "wage_gain_usd": styles.number("$#,##0", mark="m"),
    }
    shown = [Field(FIRST["rank"], rows["rank"].tolist(), styles.cell(align="center"), 6, align="center")]
    shown += [
        Field(
            FIRST[name],
            rows[name].tolist(),
            cells.get(name, styles.text()),
            12,
            formula=from_priorities(name, FIRST_TABLE, FIRST),
            align="right" if name in cells else "left",
        )
        for name in list(FIRST)[1:]
    ]
    return write_table(
        book,
        sheet,
        FIRST_TABLE,
        shown,
        row=row,
        filters=False,
        widths=False,
        description="Figures behind the first picture",
    )


def write_classes(book: Book, sheet: Worksheet, row: int, meanings: Mapping[str, str]) -> Placed:
    """Write each class with its share of the region's jobs, how available they are, and what it means."""
    styles, formulas = book.styles, _class_formulas()
    rows = class_rows(book.results.matrix)
    shown = [Field(CLASS_LABELS["class"], rows["class"].tolist(), styles.text(), 24)]
    for name in list(CLASS_LABELS)[1:]:
        pattern = "#,##0" if name == "jobs" else "0%"
        shown.append(
            Field(
                CLASS_LABELS[name],
                rows[name].tolist(),
                styles.number(pattern),
                14,
                formula=formulas[name],
                align="right",
            )
        )
    shown.append(
        Field("What it means", [meanings[name] for name in rows["class"]], styles.text(text_wrap=True), 60)
    )
    placed = write_table(
        book,
        sheet,
        CLASS_TABLE,
        shown,
        row=row,
        column=1,
        filters=False,
        widths=False,
        description="Classes of the region by jobs and availability",
    )
    colour_classes(book, sheet, placed, CLASS_LABELS["class"])
    return placed


def write_skills(book: Book, sheet: Worksheet, row: int) -> Placed | None:
    """Write the skills and knowledge elements that most Gateways miss; None when there are none."""
    unlocks = book.results.training.unlocks.head(SKILL_COUNT)
    if unlocks.empty:
        return None
    styles = book.styles
    solved: dict[str, Any] = {"italic": True, "font_color": SECONDARY}
    shown = [
        Field("Skill or knowledge", unlocks["element"].tolist(), styles.text(), 40),
        Field("Tag", unlocks["tag"].tolist(), styles.text(**solved), 20),
        Field(
            "Gateways",
            unlocks["gateways"].tolist(),
            styles.number("#,##0", mark="m", **solved),
            12,
            align="right",
        ),
        Field(
            "People",
            unlocks["people"].tolist(),
            styles.number("#,##0", mark="m", **solved),
            12,
            align="right",
        ),
    ]
    return write_table(
        book,
        sheet,
        SKILL_TABLE,
        shown,
        row=row,
        column=1,
        filters=False,
        widths=False,
        description="Skills and knowledge missing in most Gateways",
    )


def takeaways(rows: pd.DataFrame, classes: pd.DataFrame) -> dict[str, str]:
    """Return what the live pictures come to, in words."""
    words = {"open": _open_words(classes)}
    first = rows.iloc[0]
    scored = bool(np.isfinite(first["score"]))
    words["score"] = f"{first['title']} lead with {first['score']:.0f} of 100" if scored else NOTHING
    for name, (lead, sign) in LARGEST.items():
        values = rows[name].to_numpy(dtype=float)
        if not np.isfinite(values).any():
            words[name] = NOTHING
            continue
        best = rows.iloc[int(np.nanargmax(values))]
        words[name] = f"{lead}: {best['title']}, {sign}{best[name]:,.0f} a year"
    return words


NOTHING = "No occupation is ranked"
LARGEST = {"accessible_openings": ("Most openings", ""), "wage_gain_usd": ("Largest gain", "$")}


def _open_words(classes: pd.DataFrame) -> str:
    gateways = classes[classes["class"] == "Gateway"].iloc[0]
    share, open_ = float(gateways["share"]), float(gateways["Open"])
    part = open_ / share if share > 0 else 0.0
    whole = share if share == share else 0.0
    return f"Gateways hold {whole:.0%} of the jobs; openings outnumber seekers for {part:.0%} of these"


def takeaway_formulas(first: Placed, classes: Placed) -> dict[str, str]:
    """Return the same sentences as formulas over the figures on the cover."""

    def column(name: str) -> str:
        return whole_column(FIRST_TABLE, FIRST[name])

    def best(name: str) -> str:
        lead, sign = LARGEST[name]
        largest = f"MAX({column(name)})"
        place = f"INDEX({column('title')},MATCH({largest},{column(name)},0))"
        return f'IFERROR("{lead}: "&{place}&", "&TEXT({largest},"{sign}#,##0")&" a year","{NOTHING}")'

    row = classes.first_row + CLASSES.index("Gateway")
    open_, share = (
        xl_rowcol_to_cell(row, classes.columns[CLASS_LABELS[name]], True, True) for name in ("Open", "share")
    )
    return {
        "score": f'IF(ISNUMBER(INDEX({column("score")},1)),INDEX({column("title")},1)&" lead with "&'
        f'TEXT(INDEX({column("score")},1),"0")&" of 100","{NOTHING}")',
        **{name: best(name) for name in LARGEST},
        "open": f'"Gateways hold "&TEXT(N({share}),"0%")&" of the jobs; openings outnumber seekers for "&'
        f'TEXT(IFERROR({open_}/{share},0),"0%")&" of these"',
    }


def skill_words(book: Book) -> str:
    """Return which skill or knowledge element most Gateways miss."""
    unlocks, gateways = book.results.training.unlocks, book.results.training.gateways
    first = unlocks.iloc[0]
    return f"{first['element']} is missing in {first['gateways']} of {len(gateways)} open Gateways"
