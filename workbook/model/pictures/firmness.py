"""How firm the ranks are: intervals over drawn weightings, and the assumptions that move ranks most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.language import say
from workbook.model.pictures.picture import Picture

if TYPE_CHECKING:
    from workbook.model.results import Results

SHOWN_RANKS, SHOWN_MOVERS = 15, 12
FIRM = 0.9


@dataclass(frozen=True)
class RankSpan:
    """A ranked occupation, and the ranks that hold nine tenths of all drawn weightings."""

    soc: str
    title: str
    class_name: str
    rank: int
    low: int
    high: int
    top_share: float

    def words(self) -> str:
        """Return the span in words."""
        return say(
            "{rank}. {title}: ranks {low} to {high} in nine of ten weightings, among the first "
            "ten in {share}",
            rank=self.rank,
            title=self.title,
            low=self.low,
            high=self.high,
            share=f"{self.top_share:.0%}",
        )


@dataclass(frozen=True)
class Mover:
    """An assumption set low and high, and how many places the first 20 priorities move on average."""

    label: str
    low: str
    high: str
    moved_low: float
    moved_high: float
    leaving: int

    @property
    def most(self) -> float:
        """The larger of both moves [places]."""
        return max(self.moved_low, self.moved_high)

    def words(self) -> str:
        """Return the mover in words."""
        ends = [
            say("{value}: {places} places", value=value or say("changed"), places=f"{moved:,.1f}")
            for value, moved in ((self.low, self.moved_low), (self.high, self.moved_high))
            if moved > 0
        ]
        gone = say("; {count} of 20 leave", count=self.leaving) if self.leaving else ""
        return f"{self.label}: {', '.join(ends) or say('moves nothing')}{gone}"


@dataclass(frozen=True, eq=False)
class Firmness(Picture):
    """Rank spans of the first occupations, and the assumptions that move ranks most, largest first."""

    spans: tuple[RankSpan, ...]
    movers: tuple[Mover, ...]

    def occupations(self) -> frozenset[str]:
        """Return the ranked occupations shown."""
        return frozenset(one.soc for one in self.spans)

    def words(self) -> list[str]:
        """Return spans, then movers."""
        return [one.words() for one in self.spans] + [one.words() for one in self.movers]


def rank_spans(results: Results, most: int = SHOWN_RANKS) -> tuple[RankSpan, ...]:
    """Return the first occupations with the ranks that they hold under other weightings."""
    return tuple(
        RankSpan(
            str(row["soc"]),
            str(row["title"]),
            str(row["class"]),
            int(row["rank"]),
            int(row["rank_low"]),
            int(row["rank_high"]),
            float(row["top10_share"]),
        )
        for row in results.robustness.sort_values("rank").head(most).to_dict("records")
    )


def firmness(results: Results) -> Firmness | None:
    """Return how firm the region's ranks are; None where nothing is ranked."""
    spans = rank_spans(results)
    if not spans:
        return None
    movers = tuple(
        Mover(
            str(row["label"]),
            _value(row["low"]),
            _value(row["high"]),
            float(np.nan_to_num(row["moved_low"])),
            float(np.nan_to_num(row["moved_high"])),
            int(np.nan_to_num(row["leaving"])),
        )
        for row in results.tornado.head(SHOWN_MOVERS).to_dict("records")
    )
    moving = tuple(one for one in movers if one.most > 0)
    firm = int((results.robustness["top10_share"] >= FIRM).sum())
    title = say("{count} of the first ten ranks are firm", count=firm)
    if moving:
        title += say("; what moves ranks most: {label}", label=moving[0].label)
    return Firmness(
        title,
        say(
            "Ranks over {draws} drawn weightings; places that the first 20 move on average when "
            "one assumption is lower or higher",
            draws=f"{results.parameters['robustness_draws']:,.0f}",
        ),
        say("Firm ranks"),
        spans,
        moving,
    )


def _value(value: float) -> str:
    return "" if value != value else f"{value:,.6g}"
