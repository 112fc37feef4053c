"""Two sides as dumbbells: ranks that are furthest apart, and openings that are."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.language import say, say_count
from workbook.model.compared import Comparison
from workbook.model.pictures.picture import Picture, joined

SHOWN = 15


@dataclass(frozen=True)
class Pair:
    """A figure of an occupation on both sides; ``class_name`` is that of the left if it has one."""

    soc: str
    title: str
    class_name: str
    left: float
    right: float


@dataclass(frozen=True, eq=False)
class Beside(Picture):
    """Ranks and openings of both sides, furthest apart first; ``labels`` are what the sides are called."""

    labels: tuple[str, str]
    ranks: tuple[Pair, ...]
    openings: tuple[Pair, ...]

    def occupations(self) -> frozenset[str]:
        """Return the occupations of both halves."""
        return frozenset(one.soc for one in (*self.ranks, *self.openings))

    def rank_words(self, one: Pair) -> str:
        """Return the ranks of an occupation in words."""
        left, right = self.labels
        return say(
            "{title}: place {one} in {left}, {other} in {right}",
            title=one.title,
            one=f"{one.left:.0f}",
            other=f"{one.right:.0f}",
            left=left,
            right=right,
        )

    def opening_words(self, one: Pair) -> str:
        """Return the openings of an occupation in words."""
        left, right = self.labels
        return say(
            "{title}: {one} openings a year in {left}, {other} in {right}",
            title=one.title,
            one=f"{one.left:,.0f}",
            other=f"{one.right:,.0f}",
            left=left,
            right=right,
        )

    def words(self) -> list[str]:
        """Return ranks, then openings."""
        return [*map(self.rank_words, self.ranks), *map(self.opening_words, self.openings)]


def beside(comparison: Comparison) -> Beside | None:
    """Return the picture of a comparison; None where neither ranks nor openings differ."""
    ranks = _pairs(comparison.moved, "rank")
    openings = _pairs(comparison.opened, "openings_12m")
    if not ranks and not openings:
        return None
    left, right = comparison.labels
    title = (
        say_count(
            "{title}: {places} place apart",
            "{title}: {places} places apart",
            _apart(ranks[0]),
            title=ranks[0].title,
            places=f"{_apart(ranks[0]):.0f}",
        )
        if ranks
        else say("{title}: furthest apart in openings", title=openings[0].title)
    )
    sources = {one.vintages.get("Jobs and wages", "") for one in (comparison.left, comparison.right)}
    return Beside(
        title,
        joined(say("{left} against {right}", left=left, right=right), say("modelled"), *sorted(sources)),
        say("Occupations"),
        comparison.labels,
        ranks,
        openings,
    )


def _apart(one: Pair) -> float:
    return abs(one.left - one.right)


def _pairs(rows: pd.DataFrame, name: str) -> tuple[Pair, ...]:
    return tuple(
        Pair(
            str(row["soc"]),
            str(row["title"]),
            str(row["left_class"] or row["right_class"]),
            float(row[f"left_{name}"]),
            float(row[f"right_{name}"]),
        )
        for row in rows.head(SHOWN).to_dict("records")
    )
