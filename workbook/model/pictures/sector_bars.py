"""Sectors as bars: openings in good, viable jobs as part of all openings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.language import say
from workbook.model.pictures.picture import Picture, joined
from workbook.model.words import about

if TYPE_CHECKING:
    from workbook.model.results import Results


@dataclass(frozen=True)
class SectorBar:
    """A sector: openings a year in all its jobs, and in its good, viable ones; seekers for each opening."""

    title: str
    openings: float
    good: float
    seekers: float
    growth: float

    def words(self) -> str:
        """Return the bar in words."""
        share = f"{self.growth:+.0%}".replace("-", "−")
        growth = "" if self.growth != self.growth else say(", jobs {share} in ten years", share=share)
        return say(
            "{title}: {openings} openings a year, {good} of them in good, viable jobs{growth}",
            title=say(self.title),
            openings=f"{self.openings:,.0f}",
            good=f"{self.good:,.0f}",
            growth=growth,
        )


@dataclass(frozen=True, eq=False)
class SectorBars(Picture):
    """The sectors, that with the most openings in good, viable jobs first."""

    bars: tuple[SectorBar, ...]

    def words(self) -> list[str]:
        """Return each sector in words."""
        return [one.words() for one in self.bars]


def sector_bars(results: Results) -> SectorBars | None:
    """Return the sectors of the region; None where no openings are published."""
    table = results.sectors
    table = table[(table["sector"] != "all") & table["openings_12m"].gt(0)]
    table = table.fillna({"good_openings_12m": 0.0}).sort_values("good_openings_12m", ascending=False)
    if table.empty or not table["good_openings_12m"].max() > 0:
        return None
    bars = tuple(
        SectorBar(
            str(row["title"]),
            float(row["openings_12m"]),
            float(row["good_openings_12m"]),
            float(row["seekers_per_opening"]),
            float(row["growth_share"]),
        )
        for row in table.to_dict("records")
    )
    return SectorBars(
        say(
            "{title} has {openings} openings a year in good, viable jobs",
            title=say(bars[0].title),
            openings=about(bars[0].good),
        ),
        joined(
            say("Openings a year, modelled: in good, viable jobs, and in all; sectors overlap"),
            results.vintages["Openings"],
        ),
        say("Sectors"),
        bars,
    )
