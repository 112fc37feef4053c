"""Months side by side: figures aligned by occupation, and breaks across which nothing is compared."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.language import say
from workbook.model.snapshots import (
    FIGURES,
    NO_CLASS,
    OF_THE_PACK,
    POSTINGS,
    TRANSITIONS,
    UNEMPLOYMENT,
    WAGES,
    Snapshot,
    SnapshotSource,
)

Array = NDArray[Any]
ROUNDING = 1e-9
"""A figure that lies on a line does not pass it for the last digit of a computer."""
BROKEN_BY = {
    POSTINGS: ("postings_open",),
    UNEMPLOYMENT: ("seekers_per_opening",),
    WAGES: ("openings_12m", "seekers_per_opening"),
    TRANSITIONS: (),
}
"""Figures that are not compared across another layout or measure of a source."""
SUBJECTS = {
    POSTINGS: say("open postings"),
    UNEMPLOYMENT: say("people out of work"),
    WAGES: say("jobs and wages"),
    TRANSITIONS: say("moves between occupations"),
}


@dataclass(frozen=True)
class Break:
    """A place in a series at which its vendor or method changed."""

    kind: str
    month_before: str
    month: str
    before: str
    after: str

    @property
    def figures(self) -> tuple[str, ...]:
        """Figures for which no change is computed across it."""
        return BROKEN_BY[self.kind]

    @property
    def sentence(self) -> str:
        """What a reader should know."""
        return say(
            "The source of {subject} changed between {month_before} and {month} (from {before} to {after}): "
            "no change is computed across it"
            if self.figures
            else "The source of {subject} changed between {month_before} and {month} (from {before} to "
            "{after}): ranks and classes follow the new one",
            subject=SUBJECTS[self.kind],
            month_before=self.month_before,
            month=self.month,
            before=self.before,
            after=self.after,
        )


def breaks_between(before: Snapshot, after: Snapshot) -> tuple[Break, ...]:
    """Return the breaks between two months; a source that is missing in one of them is a gap and no break."""
    found = []
    for kind in BROKEN_BY:
        old, new = before.source(kind), after.source(kind)
        if old is not None and new is not None and _method(old) != _method(new):
            found.append(Break(kind, before.month, after.month, _words(old, new), _words(new, old)))
    return tuple(found)


def _method(source: SnapshotSource) -> tuple[str, str]:
    return source.layout, source.measure


def _words(source: SnapshotSource, other: SnapshotSource) -> str:
    parts = [source.layout if source.layout != other.layout or source.layout == OF_THE_PACK else ""]
    parts.append(source.measure if source.measure != other.measure else "")
    return ", ".join(part for part in parts if part) or source.name


@dataclass(frozen=True, eq=False)
class Panel:
    """Months of one region in order; arrays are month × occupation.

    Attributes
    ----------
    months : tuple of str
        YYYY-MM, ascending.
    soc : array of str
        Occupations of any of the months.
    figures : dict of arrays
        `workbook.model.snapshots.FIGURES`; NaN where a month has none.
    classes : array of int
        Places in `workbook.plan.CLASSES`; `NO_CLASS` where the month's pack lacks the occupation.
    totals : dict of arrays
        Figures of the whole region by month.
    breaks : tuple of Break
        Every break between neighbouring months.
    """

    months: tuple[str, ...]
    soc: Array
    figures: Mapping[str, Array]
    classes: Array
    totals: Mapping[str, Array]
    breaks: tuple[Break, ...]

    def broken(self, figure: str) -> Array:
        """Return by month whether a series breaks between the month before and it."""
        months = {one.month for one in self.breaks if figure in one.figures}
        return np.array([month in months for month in self.months])


def panel_of(snapshots: Sequence[Snapshot]) -> Panel:
    """Return months side by side, in order."""
    ordered = sorted(snapshots, key=lambda one: one.month)
    soc = ordered[0].soc
    if any(not np.array_equal(soc, one.soc) for one in ordered):
        soc = np.unique(np.concatenate([one.soc for one in ordered]))
    totals = [one.totals for one in ordered]
    return Panel(
        months=tuple(one.month for one in ordered),
        soc=soc,
        figures={name: np.array([at(soc, one, one.figures[name]) for one in ordered]) for name in FIGURES},
        classes=np.array([at(soc, one, one.classes, NO_CLASS) for one in ordered]),
        totals={name: np.array([one[name] for one in totals]) for name in totals[0]},
        breaks=tuple(found for old, new in itertools.pairwise(ordered) for found in breaks_between(old, new)),
    )


def at(soc: Array, snapshot: Snapshot, values: Array, blank: float = np.nan) -> Array:
    """Return values of a snapshot in the order of ``soc``, ``blank`` where it lacks an occupation."""
    if snapshot.soc is soc or np.array_equal(snapshot.soc, soc):
        return values
    order = np.argsort(snapshot.soc)
    found = np.searchsorted(snapshot.soc[order], soc)
    rows = order[np.minimum(found, len(order) - 1)]
    return np.where(snapshot.soc[rows] == soc, values[rows], blank).astype(values.dtype)


def months_between(earlier: str, later: str) -> int:
    """Return how many months one month lies after another.

    >>> months_between("2024-11", "2025-02")
    3
    """
    (first, one), (second, two) = (map(int, month.split("-")) for month in (earlier, later))
    return (second - first) * 12 + two - one


def change_share(values: Array, months: Sequence[str], broken: Array, apart: int | None = None) -> Array:
    """Return the change of a series since an earlier month as a share of the figure then.

    Parameters
    ----------
    values : array
        First axis: month.
    months : sequence of str
        YYYY-MM, ascending.
    broken : array of bool
        Whether the series breaks between the month before and this one.
    apart : int, optional
        By how many calendar months the two lie apart; by default the month tracked before, however far back.

    Returns
    -------
    array
        NaN where there is no such month, where a break lies between, or where the figure then was zero or
        is not known.

    >>> change_share(np.array([50.0, 40.0, 10.0]), ["2025-01", "2025-02", "2025-03"], np.array([0, 0, 1]))
    array([ nan, -0.2,  nan])
    """
    found = np.full(values.shape, np.nan)
    crossed = np.cumsum(np.asarray(broken, dtype=int))
    for now in range(1, len(months)):
        near = range(now) if apart else [now - 1]
        then = next(
            (place for place in near if not apart or months_between(months[place], months[now]) == apart),
            None,
        )
        if then is None or crossed[now] != crossed[then]:
            continue
        with np.errstate(invalid="ignore", divide="ignore"):
            found[now] = np.where(values[then] > 0, values[now] / values[then] - 1, np.nan)
    return found


def directions(shares: Array, level: float) -> Array:
    """Return rising, falling or level for changes; blank where the change is not known.

    >>> directions(np.array([0.2, -0.01, np.nan]), 0.05).tolist()
    ['rising', 'level', '']
    """
    edge = level + ROUNDING
    words = np.where(shares > edge, "rising", np.where(shares < -edge, "falling", "level")).astype(object)
    words[~np.isfinite(shares)] = ""
    return words
