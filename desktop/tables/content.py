"""What a table shows: plain columns of figures with their marks and the reasons of their blanks; no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from data.dictionaries import Column, columns
from data.language import say
from desktop.look.numbers import BLANK, figure
from desktop.look.palette import CLASS_ORDER

if TYPE_CHECKING:
    import pandas as pd

Array = np.ndarray[Any, np.dtype[Any]]

IMPUTED, MODELLED = "i", "m"
BY_HAND, BORDERLINE = "set by hand", "borderline"
MARK_MEANING = {
    IMPUTED: say("imputed: a group, a larger area or a total stands in for the occupation's own figure"),
    MODELLED: say("modelled: an estimate of this program, not a count"),
    BY_HAND: say("the planner set this class; the panel and the workbook say why"),
    BORDERLINE: say("it changed class while the rules were solved, or rests on a test passed by a hair"),
}
AVAILABILITY_ORDER = ("Open", "Contested", "Crowded", "Scarce")
ORDERED_WORDS = {
    **dict.fromkeys(("class", "left_class", "right_class"), CLASS_ORDER),
    "availability": AVAILABILITY_ORDER,
}
"""Columns of words with an order of their own; the rest sort by alphabet."""

WORDS = {
    "Open": say("Open"),
    "Contested": say("Contested"),
    "Crowded": say("Crowded"),
    "Scarce": say("Scarce"),
    "suppressed": say("suppressed"),
    "partly suppressed": say("partly suppressed"),
    "absent": say("absent"),
    "observed": say("observed"),
    "imputed": say("imputed"),
    "withheld": say("withheld"),
    "region": say("region"),
    "national": say("national"),
    "low": say("low"),
    "mid": say("mid"),
    "rising": say("rising"),
    "falling": say("falling"),
    "level": say("level"),
    "interpersonal": say("interpersonal"),
    "cognitive": say("cognitive"),
    "technical": say("technical"),
    "skill": say("skill"),
    "knowledge": say("knowledge"),
    "below parity": say("below parity"),
    "above parity": say("above parity"),
    "too close to say": say("too close to say"),
    "no figure": say("no figure"),
    "programme of the list": say("programme of the list"),
    "assumed training": say("assumed training"),
}
"""The few words that stand in columns of ours, and how they are said."""

OF_WORDS = frozenset(
    {
        *("availability", "gateway_availability", "band", "employment_mark", "kind", "leans_on", "reading"),
        *("tag", "training", "trend_direction", "wage_source", "left_wage_source", "right_wage_source"),
        *("unemployed_kind", "left_unemployed_kind", "right_unemployed_kind", "scenario_title", "group"),
        *("highest_group", "population", "limit", "measure", "unit", "rules", "result", "severity"),
    }
)
"""Columns that hold only such words; no titles, no names."""

CLASS_COLUMNS = ("class", "left_class", "right_class")
"""Columns that show a class as its letter on its colour."""

MARKED_BY = {"nonba_share": "nonba_mark", "automation_risk": "automation_mark"}
POSTING_COLUMNS = (
    "postings_open",
    "postings_stated_education",
    "postings_no_degree",
    "posting_wage_usd",
    "posting_wage_no_degree_usd",
)


@dataclass(frozen=True)
class Content:
    """A table's rows by column: ``values`` and ``marks`` hold one array a column, one item an occupation.

    ``keys`` are the SOC codes of the rows; ``blanks`` gives, for columns that can say it better than in
    general, the reason why each figure is missing.
    """

    columns: tuple[Column, ...]
    keys: Array
    values: Mapping[str, Array]
    marks: Mapping[str, Array]
    blanks: Mapping[str, Array]

    def text(self, row: int, column: Column) -> str:
        """Return a cell as it is read on the screen."""
        value = self.values[column.name][row]
        if column.type == "number":
            return figure(float(value), column.number_format)
        if column.type == "flag":
            return BLANK if value is None else say("yes") if value else say("no")
        ours = column.name in OF_WORDS or (column.table, column.name) == ("sectors", "title")
        return say(str(value)) if ours else str(value)

    def mark(self, row: int, name: str) -> str:
        """Return ``i``, ``m`` or nothing; for a class whether it was set by hand or is borderline."""
        marks = self.marks.get(name)
        return "" if marks is None else str(marks[row])

    def is_blank(self, row: int, column: Column) -> bool:
        """Return whether the figure is missing."""
        value = self.values[column.name][row]
        return value is None or (column.type == "number" and bool(np.isnan(value)))

    def why_blank(self, row: int, name: str) -> str:
        """Return in words why a figure is missing."""
        reasons = self.blanks.get(name)
        said = "" if reasons is None else str(reasons[row])
        return said or say("Not known: a figure that it is computed from is not published.")


def matrix_content(frame: pd.DataFrame, *, with_postings: bool) -> Content:
    """Return the regional matrix as a table's content, the class and the title first."""
    return _content(frame, columns("matrix"), ("class", "title", "soc"), with_postings=with_postings)


def priorities_content(frame: pd.DataFrame) -> Content:
    """Return the priorities as a table's content, the rank, the class and the title first."""
    first = ("rank", "class", "title", "score")
    return _content(frame, columns("priorities"), first, with_postings=True)


def table_content(
    frame: pd.DataFrame, known: Mapping[str, Column], key: str, first: tuple[str, ...] = ()
) -> Content:
    """Return any table as a content; ``key`` is blank where its rows are about no occupation."""
    order = [*first, *(name for name in known if name not in first)]
    shown = tuple(known[name] for name in order if name in frame.columns)
    values = {column.name: _array(frame[column.name], column.type) for column in shown}
    keys = frame[key].fillna("").to_numpy(dtype=object) if key else np.full(len(frame), "", dtype=object)
    marks = {c.name: marks for c in shown if (marks := _marks(c, values)) is not None}
    return Content(shown, keys, values, marks, {})


def _content(
    frame: pd.DataFrame, known: Mapping[str, Column], first: tuple[str, ...], *, with_postings: bool
) -> Content:
    order = [*first, *(name for name in known if name not in first)]
    shown = tuple(known[name] for name in order if name in frame.columns)
    values = {column.name: _array(frame[column.name], column.type) for column in shown}
    return Content(
        columns=shown,
        keys=values["soc"],
        values=values,
        marks={c.name: marks for c in shown if (marks := _marks(c, values)) is not None},
        blanks=_blanks(values, with_postings=with_postings),
    )


def _array(series: pd.Series[Any], kind: str) -> Array:
    if kind == "number":
        return series.to_numpy(dtype="float64", na_value=np.nan)
    if kind == "flag":
        return np.array(
            [None if value is None or value != value else bool(value) for value in series], dtype=object
        )
    return series.fillna("").to_numpy(dtype=object)


def _marks(column: Column, values: Mapping[str, Array]) -> Array | None:
    if column.name == "class" and "overridden" in values:
        by_hand, wavering = (values[name].astype(bool) for name in ("overridden", "borderline"))
        return np.where(by_hand, BY_HAND, np.where(wavering, BORDERLINE, ""))
    if column.type != "number":
        return None
    known = ~np.isnan(values[column.name])
    if column.name == "unemployed" and "unemployed_kind" in values:
        return np.where(known & (values["unemployed_kind"] == "imputed"), IMPUTED, "")
    if column.name in MARKED_BY and MARKED_BY[column.name] in values:
        return np.where(known & (values[MARKED_BY[column.name]] != ""), IMPUTED, "")
    if column.name == "nonba_income_usd" and "nonba_income_told_usd" in values:
        return np.where(known & np.isnan(values["nonba_income_told_usd"]), MODELLED, "")
    side, of_wage, _ = column.name.partition("wage_p")
    if of_wage and f"{side}wage_source" in values:
        return np.where(known & (values[f"{side}wage_source"] == "national"), IMPUTED, "")
    if column.kind in ("modelled", "imputed"):
        return np.where(known, MODELLED if column.kind == "modelled" else IMPUTED, "")
    return None


def _blanks(values: Mapping[str, Array], *, with_postings: bool) -> dict[str, Array]:
    found: dict[str, Array] = {}
    if "employment_mark" in values:
        mark = values["employment_mark"]
        suppressed = say("Withheld by the publisher for this region. It is not zero.")
        absent = say(
            "The publisher has no figure of this occupation for this region. It is not known to be zero."
        )
        jobs = np.where(mark == "suppressed", suppressed, np.where(mark == "absent", absent, ""))
        withheld = say("Not known because the region's employment is withheld.")
        lacking = say("Not known because the region's employment is absent.")
        later = np.where(mark == "suppressed", withheld, np.where(mark == "absent", lacking, ""))
        found["employment"] = jobs
        for name in (
            "openings_12m",
            "accessible_openings",
            "net_openings",
            "seekers_per_opening",
            "location_quotient",
        ):
            found[name] = later
    fewer = say("Fewer advertised wages than a median needs (a parameter).")
    few = np.full(len(values["soc"]), fewer, dtype=object)
    found.update(dict.fromkeys(POSTING_COLUMNS[-2:], few))
    if not with_postings:
        without = np.full(len(values["soc"]), say("No postings file is loaded."), dtype=object)
        found.update(dict.fromkeys(POSTING_COLUMNS, without))
    return found
