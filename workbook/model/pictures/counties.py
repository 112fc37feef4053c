"""A figure by county of the region: where the people out of work live, or where the jobs are posted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.intake.cleaning.periods import latest, period_said
from data.intake.values import ABSENT, SUPPRESSED
from data.language import say, say_count
from workbook.model.pictures.picture import Picture, joined
from workbook.model.pictures.projection import FAR

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.reference.pack import Pack

UNEMPLOYED, POSTINGS = "unemployment", "postings"
BY_COUNTY = "by_county"
"""Fact of a loaded file: its figures by county; see `figures_of`."""

Figures = Mapping[str, Any]
"""Figures by county as `figures_of` gives them."""

ZERO, KNOWN = "zero", "known"
CLASSES = 5
"""Classes of figures that have their own colour, each with about as many counties."""
_CONNECTICUT, _FIRST_REGION = "09", "09100"
_TOTALS = ["soc", "group", "industry", "demographic"]

LABELS = {UNEMPLOYED: say("People out of work"), POSTINGS: say("Job postings")}


@dataclass(frozen=True)
class CountyFigure:
    """One county: its code and name, its figure, and whether that is known, zero, suppressed or absent."""

    county: str
    title: str
    value: float
    state: str

    def words(self) -> str:
        """Return the county and its figure in words."""
        if self.state == SUPPRESSED:
            return say("{county}: withheld by the publisher", county=self.title)
        if self.state == ABSENT:
            return say("{county}: no figure", county=self.title)
        return f"{self.title}: {self.value:,.0f}"


@dataclass(frozen=True, eq=False)
class CountyMap(Picture):
    """Figures by county, the largest first, then zeros, then those without a figure.

    ``breaks`` are the upper ends of the classes of positive figures; ``undrawn`` counties have no shape.
    """

    measure: str
    figures: tuple[CountyFigure, ...]
    breaks: tuple[float, ...]
    undrawn: int = 0

    def words(self) -> list[str]:
        """Return every county in words."""
        return [one.words() for one in self.figures]

    def class_of(self, figure: CountyFigure) -> int:
        """Return the class of a known figure, from 0."""
        return int(np.searchsorted(self.breaks, figure.value, "left"))

    def span(self, place: int) -> tuple[float, float]:
        """Return the smallest and largest figure of a class."""
        own = [one.value for one in self.figures if one.state == KNOWN and self.class_of(one) == place]
        return min(own), max(own)

    @property
    def wide(self) -> bool:
        """Whether the counties lie in several states."""
        return len({one.county[:2] for one in self.figures}) > 1

    @property
    def known(self) -> tuple[CountyFigure, ...]:
        """Counties with a figure above zero."""
        return tuple(one for one in self.figures if one.state == KNOWN)


def counties_of(pack: Pack, areas: Sequence[str], drawn: Collection[str] = ()) -> dict[str, str]:
    """Return the names of the counties of a region by code; none of areas whose counties nobody knows.

    A state holds all its counties. In several states the names say in which. Of Connecticut the former
    counties stand only where they alone are drawn.
    """
    kinds = dict(zip(pack.areas()["area"], pack.areas()["kind"], strict=True))
    states = {area[:2] for area in areas if kinds.get(area) == "state"}
    nation = any(kinds.get(area) == "national" for area in areas)
    table = pack.table("counties")
    inside = table["area"].isin(list(areas)) | table["county"].str[:2].isin(states) | nation
    rows = table[inside]
    titles = rows["county_title"]
    if rows["state_abbr"].nunique() > 1:
        titles = titles + ", " + rows["state_abbr"]
    found = dict(zip(rows["county"], titles, strict=True))
    here = [one for one in drawn if one[:2] == _CONNECTICUT]
    former = bool(here) and all(one < _FIRST_REGION for one in here)
    return {
        one: title
        for one, title in found.items()
        if one[:2] != _CONNECTICUT or (one < _FIRST_REGION) == former
    }


def figures_of(kind: str, rows: pd.DataFrame) -> Figures:
    """Return the figures by county of a clean table, those of the last period where it has periods.

    Returns
    -------
    dict
        ``figures``: value and mark by county. Of people out of work ``period`` and ``measure``; of postings
        ``elsewhere``, those that tell no county. Empty where no row tells a county.
    """
    own = rows[rows["county"] != ""]
    if not len(own):
        return {}
    if kind == POSTINGS:
        counts = own["county"].value_counts()
        figures = {str(county): (float(count), "") for county, count in counts.items()}
        return {"figures": figures, "elsewhere": len(rows) - len(own)}
    totals = (own[_TOTALS] == "").all(axis=1)
    counted = own[totals] if totals.any() else own[own["soc"] != ""]
    period = latest(counted.loc[counted["unemployed"].notna(), "period"]) if len(counted) else ""
    counted = counted[counted["period"] == period]
    measure = str(counted["measure"].mode().min()) if len(counted) else ""
    counted = counted[counted["measure"] == measure]
    if not len(counted):
        return {}
    sums = counted.groupby("county")["unemployed"].agg(lambda one: one.sum(min_count=len(one)))
    marks = counted.groupby("county")["mark"].max()
    figures = {str(one): (float(sums[one]), str(marks[one]) or ABSENT) for one in sums.index}
    known = {one: (value, "" if value == value else mark) for one, (value, mark) in figures.items()}
    return {"figures": known, "period": period, "measure": measure}


def measures_by_county(files: Sequence[Loaded]) -> tuple[str, ...]:
    """Return what files tell by county: people out of work, postings, both or nothing."""
    told = {one.kind for one in files if one.facts.get(BY_COUNTY)}
    return tuple(kind for kind in LABELS if kind in told)


def county_map(
    pack: Pack,
    areas: Sequence[str],
    files: Sequence[Loaded],
    measure: str,
    drawn: Collection[str],
    distinct: Figures | None = None,
) -> CountyMap | None:
    """Return the map of a measure; None where no county of the region has both a shape and a figure.

    Parameters
    ----------
    pack, areas
        The reference pack, and the areas of the region.
    files : sequence of Loaded
        Files that tell figures by county; of people out of work those of the latest period count, a later
        file before an earlier one.
    measure : str
        One of `measures_by_county`.
    drawn : collection of str
        Counties that have a shape.
    distinct : dict, optional
        Of several files of postings what they tell together, each posting once (`figures_of`); without it
        nobody knows which of them are copies, and there is no map of them.
    """
    own = [one for one in files if one.kind == measure]
    told = [one for one in own if one.facts.get(BY_COUNTY)]
    facts = [one.facts[BY_COUNTY] for one in told]
    if measure == POSTINGS and len(own) > 1:
        facts = [distinct] if distinct else []
    titles = counties_of(pack, areas, drawn)
    figures = _together(measure, facts)
    shown = {one: title for one, title in titles.items() if one in drawn}
    if not any(one in figures for one in shown):
        return None
    found = [_figure(one, title, measure, figures) for one, title in shown.items()]
    order = (KNOWN, ZERO, SUPPRESSED, ABSENT)
    found.sort(key=lambda one: (order.index(one.state), -one.value if one.state == KNOWN else 0, one.title))
    known = [one.value for one in found if one.state == KNOWN]
    return CountyMap(
        _takeaway(measure, found),
        _subtitle(measure, found, facts, [one.name for one in told], len(titles) - len(shown)),
        LABELS[measure],
        measure,
        tuple(found),
        _breaks(known),
        len(titles) - len(shown),
    )


def _together(measure: str, facts: Sequence[Figures]) -> dict[str, tuple[float, str]]:
    found: dict[str, tuple[float, str]] = {}
    last = latest(pd.Series([str(one.get("period", "")) for one in facts], dtype="str")) if facts else ""
    for one in facts:
        if measure == POSTINGS or one["period"] == last:
            found |= one["figures"]
    return found


def _figure(county: str, title: str, measure: str, figures: dict[str, tuple[float, str]]) -> CountyFigure:
    # A county that no posting names has none; a county that no count names has no figure.
    value, mark = figures.get(county, (0.0, "") if measure == POSTINGS else (np.nan, ABSENT))
    if mark:
        return CountyFigure(county, title, np.nan, SUPPRESSED if mark == SUPPRESSED else ABSENT)
    return CountyFigure(county, title, value, KNOWN if value > 0 else ZERO)


def _breaks(known: Sequence[float]) -> tuple[float, ...]:
    """Return the upper ends of classes with about as many figures each."""
    if not known:
        return ()
    parts = np.quantile(known, np.arange(1, CLASSES + 1) / CLASSES, method="higher")
    return tuple(float(one) for one in np.unique(parts))


def _takeaway(measure: str, figures: Sequence[CountyFigure]) -> str:
    known = [one for one in figures if one.state == KNOWN]
    if not known:
        return say("No county of the region has any {things}", things=LABELS[measure].lower())
    first, total = known[0], sum(one.value for one in known)
    shared = {"county": first.title, "count": f"{first.value:,.0f}", "total": f"{total:,.0f}"}
    if len(known) == 1 and measure == UNEMPLOYED:
        return say("{county} alone has a figure: {count} people out of work", **shared)
    if len(known) == 1:
        return say_count(
            "The one posting that tells a county is in {county}",
            "All {count} postings that tell a county are in {county}",
            total,
            **shared,
        )
    if measure == UNEMPLOYED:
        return say("{county} has the most people out of work: {count} of the {total} counted here", **shared)
    return say("{county} has the most postings: {count} of the {total} that tell a county", **shared)


def _subtitle(
    measure: str,
    figures: Sequence[CountyFigure],
    facts: Sequence[Figures],
    names: Sequence[str],
    undrawn: int,
) -> str:
    parts = [say("Distinct postings by county")]
    if measure == UNEMPLOYED:
        last = latest(pd.Series([str(one["period"]) for one in facts], dtype="str"))
        counted = {str(one["measure"]) for one in facts} - {"", "unemployed"}
        parts = [say("People out of work by county"), *sorted(counted), period_said(last) if last else ""]
    elsewhere = sum(int(one.get("elsewhere", 0)) for one in facts)
    withheld, lacking = (sum(one.state == state for one in figures) for state in (SUPPRESSED, ABSENT))
    if len({one.county[:2] in FAR for one in figures}) > 1:
        parts.append(say("Alaska, Hawaii and the islands on scales of their own"))
    if elsewhere:
        parts.append(say("{count} more tell no county", count=f"{elsewhere:,}"))
    if withheld:
        parts.append(say_count("1 county withheld", "{count} counties withheld", withheld, count=withheld))
    if lacking:
        several = say("{count} counties without a figure", count=lacking)
        parts.append(say("1 county without a figure") if lacking == 1 else several)
    if undrawn:
        several = say("{count} counties without a shape", count=undrawn)
        parts.append(say("1 county without a shape") if undrawn == 1 else several)
    return joined(*parts, ", ".join(names))
