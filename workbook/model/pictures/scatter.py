"""Openings against wage gain: each candidate a dot, as large as the people it reaches are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.language import say
from workbook.model.pictures.picture import Picture, joined

if TYPE_CHECKING:
    from workbook.model.results import Results


@dataclass(frozen=True)
class Dot:
    """A ranked occupation: accessible openings a year, wage gain [USD a year], people it reaches."""

    soc: str
    title: str
    class_name: str
    rank: int
    openings: float
    gain_usd: float
    reach: float

    def words(self) -> str:
        """Return the dot in words."""
        return say(
            "{rank}. {title}: {openings} accessible openings a year, {gain} a year more, reach "
            "{people} people",
            rank=self.rank,
            title=self.title,
            openings=_count(self.openings),
            gain=_money(self.gain_usd),
            people=_count(self.reach),
        )


@dataclass(frozen=True, eq=False)
class Scatter(Picture):
    """The candidates of the region in the order of their ranks, and the middle of both figures."""

    dots: tuple[Dot, ...]
    middle_openings: float
    middle_gain_usd: float

    def occupations(self) -> frozenset[str]:
        """Return the candidates."""
        return frozenset(one.soc for one in self.dots)

    def words(self) -> list[str]:
        """Return the first dots in words."""
        return [one.words() for one in self.dots[:12]]


def scatter(results: Results) -> Scatter | None:
    """Return the candidates of the region whose openings and wage gain are known; None without any."""
    table = results.priorities
    table = table[table["rank"].notna() & table["accessible_openings"].gt(0) & table["wage_gain_usd"].notna()]
    if table.empty:
        return None
    dots = tuple(
        Dot(
            str(row["soc"]),
            str(row["title"]),
            str(row["class"]),
            int(row["rank"]),
            float(row["accessible_openings"]),
            float(row["wage_gain_usd"]),
            float(np.nan_to_num(row["origin_reach"])),
        )
        for row in table.sort_values("rank").to_dict("records")
    )
    openings, gain = float(table["accessible_openings"].median()), float(table["wage_gain_usd"].median())
    both = sum(1 for one in dots if one.openings > openings and one.gain_usd > gain)
    return Scatter(
        say(
            "{both} of {count} occupations are above the middle in openings and in wage gain",
            both=both,
            count=len(dots),
        ),
        joined(
            say("Accessible openings a year against wage gain, area by reach; dashed: the middle · modelled"),
            results.vintages["Jobs and wages"],
        ),
        say("Priorities"),
        dots,
        openings,
        gain,
    )


def _count(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:,.1f}"


def _money(value: float) -> str:
    return f"{'−' if value < 0 else ''}${abs(value):,.0f}"
