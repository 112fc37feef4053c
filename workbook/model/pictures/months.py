"""The months of a plan as lines: postings, openings and seekers, with a marker where a source changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.language import say
from workbook.model.pictures.picture import Picture

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
REGION = ""
FIGURES = {
    "postings_open": say("Open postings"),
    "openings_12m": say("Openings a year"),
    "seekers_per_opening": say("Seekers per opening"),
    "rank": say("Rank"),
}
"""Figures of a month, in the order in which they are shown."""


@dataclass(frozen=True)
class SourceChange:
    """A month before which the source of some figures changed."""

    month: str
    figures: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, eq=False)
class Months(Picture):
    """Every month that the plan tracks.

    Attributes
    ----------
    months : tuple of str
        YYYY-MM, in order.
    names : mapping
        Title by occupation (SOC); the region under a blank.
    lines : mapping
        For each of ``FIGURES`` an array, months × names; NaN where a figure is not known.
    changes : tuple of SourceChange
        Where lines are not to be read across.
    """

    months: tuple[str, ...]
    names: Mapping[str, str]
    lines: Mapping[str, Array]
    changes: tuple[SourceChange, ...]

    def occupations(self) -> frozenset[str]:
        """Return the occupations of the series."""
        return frozenset(self.names) - {REGION}

    def line(self, figure: str, soc: str) -> Array:
        """Return a figure of an occupation, or of the region, by month."""
        return np.asarray(self.lines[figure][:, list(self.names).index(soc)])

    def figures(self, soc: str) -> tuple[str, ...]:
        """Return the figures that are known of an occupation, or of the region, in two months at least."""
        return tuple(name for name in FIGURES if np.isfinite(self.line(name, soc)).sum() > 1)

    def changes_of(self, figure: str) -> tuple[SourceChange, ...]:
        """Return where a figure is not to be compared."""
        return tuple(one for one in self.changes if figure in one.figures)

    def title_of(self, soc: str) -> str:
        """Return the takeaway for an occupation, or for the region."""
        known = self.figures(soc)
        if not known:
            return say("{title}: no figure is known in two months", title=self.names[soc])
        values = self.line(known[0], soc)
        told = np.flatnonzero(np.isfinite(values))
        first, last = int(told[0]), int(told[-1])
        lead = f"{self.names[soc]}: {FIGURES[known[0]].lower()} {number(known[0], values[last])}"
        month = self.months[last]
        if any(self.months[first] < one.month <= month for one in self.changes_of(known[0])):
            return say("{lead} in {month}; the source changed on the way", lead=lead, month=month)
        return say(
            "{lead} in {month}, {number} in {first_month}",
            lead=lead,
            month=month,
            number=number(known[0], values[first]),
            first_month=self.months[first],
        )

    def month_words(self, figure: str, soc: str, at: int) -> str:
        """Return one figure of one month in words."""
        value = self.line(figure, soc)[at]
        changed = [one.sentence for one in self.changes_of(figure) if one.month == self.months[at]]
        said = f"{self.months[at]}: {FIGURES[figure].lower()} {number(figure, value)}"
        return ". ".join([said, *changed])

    def words(self) -> list[str]:
        """Return the region's figures month by month."""
        return [
            self.month_words(figure, REGION, at)
            for figure in self.figures(REGION)
            for at in range(len(self.months))
        ]


def number(figure: str, value: float) -> str:
    """Write a figure of a month.

    >>> number("openings_12m", 1234.4), number("seekers_per_opening", 0.256), number("rank", 3.0)
    ('1,234', '0.26', '3')
    """
    if not np.isfinite(value):
        return say("not known")
    return f"{value:,.2f}" if figure == "seekers_per_opening" else f"{value:,.0f}"


def months(results: Results) -> Months | None:
    """Return the months of the plan; None before a second one is kept."""
    tracking = results.tracking
    table = tracking.series
    kept = tuple(map(str, table["month"].drop_duplicates()))
    if len(kept) < 2:
        return None
    width = len(table) // len(kept)
    socs = map(str, table["soc"].iloc[:width])
    names = dict(zip(socs, map(str, table["title"].iloc[:width]), strict=True))
    names[REGION] = results.region.short_name
    lines = {name: table[name].to_numpy(dtype=float).reshape(len(kept), width) for name in FIGURES}
    changes = tuple(
        SourceChange(one.month, one.figures, one.sentence) for one in tracking.panel.breaks if one.figures
    )
    made = Months(
        "",
        say("Month by month; a dashed line where a source changed: nothing is compared across it"),
        say("Months"),
        kept,
        names,
        lines,
        changes,
    )
    return Months(made.title_of(REGION), made.subtitle, made.table, kept, names, lines, changes)
