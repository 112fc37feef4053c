"""Groups of a table's rows: what their heads say, sums of counts and medians of everything else; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from data.dictionaries import Column
from data.figures import written
from data.language import say
from desktop.look.palette import CLASS_ORDER
from desktop.tables.content import Array, Content

SUM, MEDIAN = "Σ", "~"
"""Marks of a head's figure: the sum, or the median, of the occupations in the group."""
SUMMED = ("jobs", "persons", "persons per year", "openings per year", "postings")
"""Units of counts, which can be added up; of anything else a head shows the median."""
RATIOS = {"seekers_per_opening": ("unemployed", "openings_12m")}
"""Figures of a whole group that are one sum by another, over occupations where both are known."""
SUFFIX = " Occupations"
"""What the name of nearly every family ends with; a head has no room for it."""
OPEN, CLOSED = "▾", "▸"


@dataclass(frozen=True, eq=False)
class Groups:
    """Which group each row is in; ``names`` in the order in which the groups stand, ``codes`` one a row."""

    names: tuple[str, ...]
    codes: Array

    @property
    def count(self) -> int:
        """How many groups there are."""
        return len(self.names)


def groups_of(content: Content, by: str) -> Groups:
    """Return the groups of a content by one of its columns of words: classes as steps, others by alphabet."""
    words = content.values[by].astype(str)
    found = set(words)
    ordered = [name for name in CLASS_ORDER if name in found] if by == "class" else []
    names = (*ordered, *sorted(found - set(ordered), key=str.casefold))
    places = {name: place for place, name in enumerate(names)}
    return Groups(names, np.array([places[word] for word in words], dtype=np.intp))


def with_heads(
    content: Content, groups: Groups, shown: Array, closed: frozenset[str], by: str
) -> tuple[Content, Array]:
    """Return the content with a row for the head of each group behind its own, and how many rows each shows.

    Parameters
    ----------
    shown : array of bool
        Which rows count: those that no filter hides.
    closed : frozenset of str
        Groups whose rows are folded away.
    by : str
        The column that groups.
    """
    counts = np.bincount(groups.codes[shown], minlength=groups.count)
    values, marks = {}, dict(content.marks)
    for column in content.columns:
        own = content.values[column.name]
        head: Array = np.full(groups.count, None if column.type == "flag" else "", dtype=object)
        if column.type == "number":
            head = _figures(content, column, groups, shown)
            mark = SUM if column.unit in SUMMED or column.name in RATIOS else MEDIAN
            before = marks.get(column.name, np.full(len(own), "", dtype=object))
            marks[column.name] = np.concatenate([before, np.where(np.isnan(head), "", mark)]).astype(object)
        elif column.name in marks:
            marks[column.name] = np.concatenate([marks[column.name], head])
        values[column.name] = np.concatenate([own, head])
    first = len(content.keys)
    values["title"][first:] = [
        f"{CLOSED if name in closed else OPEN} {say(name).removesuffix(SUFFIX)} ({written(f'{count:,}')})"
        for name, count in zip(groups.names, counts, strict=True)
    ]
    if by == "class":
        values["class"][first:] = groups.names
    none = np.full(groups.count, "", dtype=object)
    blanks = {name: np.concatenate([reasons, none]) for name, reasons in content.blanks.items()}
    keys = np.concatenate([content.keys, none])
    return replace(content, keys=keys, values=values, marks=marks, blanks=blanks), counts


def is_summed(column: Column) -> bool:
    """Return whether a head adds the figures of a column up."""
    return column.unit in SUMMED


def _figures(content: Content, column: Column, groups: Groups, shown: Array) -> Array:
    if column.name in RATIOS and set(RATIOS[column.name]) <= set(content.values):
        above, below = (content.values[name] for name in RATIOS[column.name])
        both = shown & np.isfinite(above) & np.isfinite(below)
        over, under = (sums(one, groups, both) for one in (above, below))
        return np.divide(over, under, out=np.full(groups.count, np.nan), where=under > 0)
    own = content.values[column.name]
    known = shown & ~np.isnan(own)
    return sums(own, groups, known) if column.unit in SUMMED else medians(own, groups, known)


def sums(values: Array, groups: Groups, known: Array) -> Array:
    """Return the sum of each group's known figures; NaN where none is known.

    >>> two = Groups(("a", "b"), np.array([0, 0, 1]))
    >>> sums(np.array([1.0, 2.0, np.nan]), two, np.array([True, True, False])).tolist()
    [3.0, nan]
    """
    codes = groups.codes[known]
    found = np.bincount(codes, weights=values[known], minlength=groups.count)
    return np.where(np.bincount(codes, minlength=groups.count) > 0, found, np.nan)


def medians(values: Array, groups: Groups, known: Array) -> Array:
    """Return the median of each group's known figures; NaN where none is known.

    >>> two = Groups(("a", "b"), np.array([0, 0, 0, 1]))
    >>> medians(np.array([5.0, 1.0, 3.0, 4.0]), two, np.array([True, True, True, True])).tolist()
    [3.0, 4.0]
    """
    codes, own = groups.codes[known], values[known]
    ordered = own[np.lexsort((own, codes))]
    count = np.bincount(codes, minlength=groups.count)
    first = np.cumsum(count) - count
    found = np.full(groups.count, np.nan)
    some = count > 0
    low, high = first + (count - 1) // 2, first + count // 2
    found[some] = (ordered[low[some]] + ordered[high[some]]) / 2
    return found
