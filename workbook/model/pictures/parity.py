"""Representation as dumbbells: each group's share of the jobs in Origins against that in Gateways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.language import say
from workbook.model.pictures.picture import Picture
from workbook.model.words import about

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results

BELOW = "below parity"


@dataclass(frozen=True)
class Dumbbell:
    """A group in a class of jobs or in one Gateway: its share there against its share in Origins (0–1).

    ``soc`` is blank for all Gateways together; ``margin`` is the 90 % margin of ``share``; ``missing`` are
    the people who would have to be more for parity.
    """

    group: str
    title: str
    soc: str
    origin_share: float
    share: float
    margin: float
    reading: str
    missing: float

    @property
    def below(self) -> bool:
        """Whether the group is below parity by more than its margin."""
        return self.reading == BELOW

    def words(self) -> str:
        """Return the dumbbell in words."""
        said = say(
            "{title}: {share} against {origin_share} in Origins (± {margin} points), {reading}",
            title=self.title if self.soc else say(self.title),
            share=f"{self.share:.0%}",
            origin_share=f"{self.origin_share:.0%}",
            margin=f"{self.margin * 100:.1f}",
            reading=say(self.reading),
        )
        if not self.below:
            return said
        return say("{said}; parity would take {people} more people", said=said, people=about(self.missing))


@dataclass(frozen=True, eq=False)
class Parity(Picture):
    """Groups of workers in all Gateways together, the furthest below parity first, and each by Gateway."""

    groups: tuple[Dumbbell, ...]
    gateways: dict[str, tuple[Dumbbell, ...]]

    def occupations(self) -> frozenset[str]:
        """Return the Gateways."""
        return frozenset(one.soc for rows in self.gateways.values() for one in rows)

    def words(self) -> list[str]:
        """Return the groups, then the Gateways where most people of the first group are missing."""
        first = self.gateways[self.groups[0].group][:5] if self.groups else ()
        return [one.words() for one in (*self.groups, *first)]


def parity(results: Results) -> Parity | None:
    """Return how groups of workers fare in Gateways; None where that is not known."""
    table = results.representation
    table = table[(table["class"] == "Gateway") & table["parity_index"].notna()]
    if table.empty:
        return None
    groups = _dumbbells(table.assign(title=table["group"], soc="").sort_values("parity_index"))
    each = results.representation_gateways
    each = each[each["parity_index"].notna()].sort_values("people_gap", ascending=False, kind="stable")
    gateways = {one.group: _dumbbells(each[each["group"] == one.group]) for one in groups}
    below = [one for one in groups if one.below]
    title = (
        say(
            "{group} workers: {share} of the jobs in Gateways, {origin_share} in Origins",
            group=say(below[0].group),
            share=f"{below[0].share:.0%}",
            origin_share=f"{below[0].origin_share:.0%}",
        )
        if below
        else say("No group is clearly less often in Gateways than in Origins")
    )
    return Parity(
        title,
        say("Share of jobs with 90 % margins · national CPS shares weighted with the region's jobs, imputed"),
        say("By class"),
        groups,
        gateways,
    )


def _dumbbells(table: pd.DataFrame) -> tuple[Dumbbell, ...]:
    return tuple(
        Dumbbell(
            str(row["group"]),
            str(row["title"]),
            str(row["soc"]),
            float(row["origin_share"]),
            float(row["share"]),
            float(row["margin_share"]),
            str(row["reading"]),
            float(row["people_gap"]),
        )
        for row in table.to_dict("records")
    )
