"""Two sides compared: occupation by occupation, in totals, and in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say, say_count
from workbook.model.side import FIGURES, TEXTS, WORDS, Side, labels_of, traits_of
from workbook.plan import CLASSES

Array = NDArray[Any]
ALIKE = 1e-6
"""Figures that differ by less than this share of them are alike: a month kept has seven digits."""
FIRST = 20
EVERY, ANYTHING, ANOTHER_PLACE = "every", "anything", "another_place"
"""Which occupations are shown: all, those in which something differs, those whose class or rank does."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """A left and a right side of the same occupations; every difference is right less left.

    Places gained are the rank on the left less that on the right: plus is better on the right.
    """

    left: Side
    right: Side

    @cached_property
    def labels(self) -> tuple[str, str]:
        """How both sides are called."""
        return labels_of(self.left, self.right)

    @cached_property
    def headings(self) -> tuple[str, str]:
        """How both sides are called above columns."""
        return traits_of(self.left, self.right)

    @property
    def lacking(self) -> frozenset[str]:
        """Figures that one of the sides does not hold."""
        return self.left.lacking | self.right.lacking

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row per occupation that either region has, those ranked best on either side first."""
        left, right = (
            _aligned(one, other) for one, other in ((self.left, self.right), (self.right, self.left))
        )
        found: dict[str, Any] = {name: _first_known(left[name], right[name]) for name in TEXTS}
        for prefix, side in (("left", left), ("right", right)):
            found |= {f"{prefix}_{name}": side[name] for name in (*WORDS, "rank", *FIGURES)}
        found["rank_move"] = left["rank"] - right["rank"]
        found |= {f"more_{name}": right[name] - left[name] for name in FIGURES}
        table = pd.DataFrame(found)
        table["differs"] = self._differs(table)
        table = table[(left["listed"] | right["listed"]).to_numpy(dtype=bool)]
        best = table[["left_rank", "right_rank"]].min(axis=1)
        order = np.lexsort([table["soc"].to_numpy(dtype=str), best.fillna(np.inf).to_numpy()])
        return table.iloc[order].reset_index(drop=True)[list(columns("compared"))]

    def _differs(self, table: pd.DataFrame) -> list[str]:
        """Return in words what differs in each row; blank where nothing does."""
        others = [name for name in FIGURES if name not in self.lacking]
        kinds = [
            (say("class"), (table["left_class"] != table["right_class"]).to_numpy()),
            (say("rank"), _apart(table, "rank")),
            (say("figures"), np.logical_or.reduce([_apart(table, name) for name in others])),
        ]
        return [
            ", ".join(word for (word, _), differs in zip(kinds, row, strict=True) if differs)
            for row in zip(*(differs for _, differs in kinds), strict=True)
        ]

    def rows(self, which: str) -> pd.DataFrame:
        """Return `EVERY` occupation, those in which `ANYTHING` differs, or those with `ANOTHER_PLACE`."""
        table = self.table
        if which == EVERY:
            return table
        wanted = (table["differs"] != "").to_numpy()
        if which == ANOTHER_PLACE:
            wanted = (table["left_class"] != table["right_class"]).to_numpy() | _apart(table, "rank")
        return table[wanted].reset_index(drop=True)

    @cached_property
    def totals(self) -> pd.DataFrame:
        """One row per figure of the whole region: jobs, people out of work, classes, openings, reach."""
        rows = []
        for measure, unit, count in _totals():
            one, other = count(self.left), count(self.right)
            if np.isfinite(one) or np.isfinite(other):
                told = {"measure": measure, "unit": unit, "left": one, "right": other}
                rows.append({**told, "more": other - one})
        return pd.DataFrame(rows, columns=list(columns("compared_totals")))

    @cached_property
    def sentence(self) -> str:
        """What differs most, in a sentence."""
        left, right = self.labels
        if self.rows(ANYTHING).empty:
            return say("{left} and {right} agree in every figure that is compared.", left=left, right=right)
        return f"{self._about_gateways()}; {self._about_ranks()}"

    def _about_gateways(self) -> str:
        one, other = open_gateways(self.left), open_gateways(self.right)
        left, right = self.labels
        if one == other:
            return say(
                "{left} and {right} have {count} open Gateways each",
                left=left,
                right=right,
                count=f"{one:.0f}",
            )
        (most, high), (least, low) = sorted(((left, one), (right, other)), key=lambda side: -side[1])
        return say_count(
            "{most} has 1 more Gateway open than {least} ({high} against {low})",
            "{most} has {more} more Gateways open than {least} ({high} against {low})",
            high - low,
            most=most,
            least=least,
            more=f"{high - low:.0f}",
            high=f"{high:.0f}",
            low=f"{low:.0f}",
        )

    def _about_ranks(self) -> str:
        """Say how many of the first priorities are the same, and which is furthest apart."""
        table, (left, right) = self.table, self.labels
        here, there = (set(table.loc[table[name] <= FIRST, "soc"]) for name in ("left_rank", "right_rank"))
        most = min(FIRST, max(len(here), len(there)))
        if not here or not there:
            return say("the priorities of one side are not known.")
        said = say("{count} of the first {most} priorities are the same", count=len(here & there), most=most)
        apart = self.moved
        if apart.empty:
            return f"{said}."
        first = apart.iloc[0]
        return say(
            "{said}. Furthest apart is {title}: place {one} in {left}, {other} in {right}.",
            said=said,
            title=first["title"],
            one=f"{first['left_rank']:.0f}",
            other=f"{first['right_rank']:.0f}",
            left=left,
            right=right,
        )

    @cached_property
    def moved(self) -> pd.DataFrame:
        """Occupations among the first of either side whose ranks differ, those furthest apart first."""
        table = self.table
        near = (table["left_rank"] <= FIRST) | (table["right_rank"] <= FIRST)
        found = table[near & (table["rank_move"].abs() > 0)]
        return _by_size(found, "rank_move")

    @cached_property
    def opened(self) -> pd.DataFrame:
        """Occupations ranked on either side whose openings differ, those furthest apart first."""
        table = self.table
        ranked = table["left_rank"].notna() | table["right_rank"].notna()
        return _by_size(table[ranked & (table["more_openings_12m"].abs() > ALIKE)], "more_openings_12m")


def _totals() -> Iterator[tuple[str, str, Callable[[Side], float]]]:
    """Yield what is counted for a whole region: what it is called, its unit, and how it is counted."""
    yield say("Jobs"), say("jobs"), lambda side: side.totals.get("jobs", np.nan)
    yield say("People out of work"), say("persons"), lambda side: side.totals.get("unemployed", np.nan)
    yield say("Gateways with openings"), say("occupations"), open_gateways
    for name in CLASSES:
        yield say(name), say("occupations"), partial(_of_class, name)
    yield say("Openings"), say("openings per year"), lambda side: _sum(side.rows["openings_12m"])
    yield (
        say("Accessible openings"),
        say("openings per year"),
        lambda side: _sum(side.rows["accessible_openings"]),
    )
    yield (
        say("Reach of all Gateways"),
        say("persons"),
        lambda side: _sum(side.rows.loc[side.rows["class"] == "Gateway", "origin_reach"]),
    )


def _of_class(name: str, side: Side) -> float:
    return float((side.rows["class"] == name).sum())


def open_gateways(side: Side) -> float:
    """Return how many Gateways have openings."""
    rows = side.rows
    return float(((rows["class"] == "Gateway") & (rows["openings_12m"] > 0)).sum())


def _aligned(side: Side, other: Side) -> pd.DataFrame:
    """Return the rows of a side for the occupations of both, in SOC order."""
    socs = np.union1d(side.rows["soc"].to_numpy(dtype=str), other.rows["soc"].to_numpy(dtype=str))
    rows = side.rows.assign(soc=side.rows["soc"].astype(str)).set_index("soc").reindex(socs)
    rows["listed"] = rows["listed"].fillna(False).astype(bool)
    rows[list(WORDS)] = rows[list(WORDS)].fillna("")
    return rows.rename_axis("soc").reset_index()


def _first_known(one: pd.Series[Any], other: pd.Series[Any]) -> pd.Series[Any]:
    return one.where(one.notna(), other)


def _apart(table: pd.DataFrame, name: str) -> Array:
    """Return in which rows a figure differs; blank on both sides is alike."""
    one, other = (table[f"{prefix}_{name}"].to_numpy(dtype=float) for prefix in ("left", "right"))
    return np.asarray(~np.isclose(one, other, rtol=ALIKE, atol=0, equal_nan=True))


def _by_size(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    size = -rows[name].abs().to_numpy(dtype=float)
    return rows.iloc[np.lexsort([rows["soc"].to_numpy(dtype=str), size])].reset_index(drop=True)


def _sum(values: pd.Series[Any]) -> float:
    return float(values.sum()) if values.notna().any() else float("nan")
