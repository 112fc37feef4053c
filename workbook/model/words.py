"""The answer in a sentence, and the names of what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.language import say, say_count, say_day, say_months
from workbook.model.local_wages import rows_of, whole_areas
from workbook.model.localtables import NONBA_WAGES, PROJECTIONS, WAGES, of_kind
from workbook.scenarios import BASELINE

if TYPE_CHECKING:
    from workbook.model.results import Results


def about(people: float) -> str:
    """Return a count rounded to what a sentence can bear.

    >>> about(1287.4), about(63), about(48311)
    ('about 1,300', 'about 60', 'about 48,000')
    """
    if people < 10:
        return say("fewer than 10")
    digits = 1 if people < 100 else 2
    scale = 10 ** (int(np.floor(np.log10(people))) - digits + 1)
    return say("about {count}", count=f"{round(people / scale) * scale:,.0f}")


def headline(results: Results) -> str:
    """Return what a board member should hear first: how many Gateways are open, and the largest reach."""
    frame, place = results.frame, results.region.short_name
    gateways = (frame["class"] == "Gateway") & (frame["openings_12m"] > 0)
    if not gateways.any():
        return say("No Gateway has published openings in {place}.", place=place)
    count = int(gateways.sum())
    lead = say_count(
        "{count} Gateway has openings in {place}",
        "{count} Gateways have openings in {place}",
        count,
        count=count,
        place=place,
    )
    if not np.isfinite(frame["seekers_per_opening"][gateways.astype(bool)]).any():
        return say("{lead}; how many people out of work would compete for them is not known.", lead=lead)
    open_ = gateways & (frame["seekers_per_opening"] < 1)
    lead += say(", {count} of them with more openings than seekers", count=int(open_.sum()))
    reach = np.where(gateways, frame["origin_reach"], 0.0)
    best = int(reach.argmax())
    if not reach[best] > 0:
        return f"{lead}."
    return say(
        "{lead}; the largest reach is {title}, {people} unemployed people of Origins ({word}).",
        lead=lead,
        title=frame["title"][best],
        people=about(float(reach[best])),
        word=moves_word(results),
    )


def moves_word(results: Results) -> str:
    """Return which moves between occupations a figure rests on, in a few words."""
    moves = results.prepared.national
    if moves.moves_told is None or moves.moves_weight is None:
        return say("modelled")
    whole = bool((moves.moves_weight[moves.moves_told] >= 1).all())
    return say("by the loaded moves" if whole else "by the loaded moves, blended with modelled ones")


def vintages(results: Results) -> dict[str, str]:
    """Return the source and time of each kind of figure, for status lines, headers and sheets."""
    pack, people = results.prepared.pack, results.prepared.unemployed
    found = {
        "Jobs and wages": _wages(results),
        "Openings": _projections(results) + _scenario(results),
        "Unemployed": people.source,
        "Skills": f"O*NET {say_months(pack.vintage('element_scores').split(';')[0])}",
        "Transitions": results.prepared.national.moves_source,
    }
    incomes = of_kind(results.prepared.tables, NONBA_WAGES)
    if incomes is not None:
        found["Non-BA income"] = say("{file} for its occupations, else estimated", file=incomes.name)
    if results.prepared.postings.snapshot is not None:
        found["Postings"] = say("local file, as of {day}", day=say_day(results.prepared.postings.snapshot))
    return found


def _wages(results: Results) -> str:
    official = say("OEWS {vintage}", vintage=say_months(results.prepared.pack.vintage("wages")))
    own = of_kind(results.prepared.tables, WAGES)
    if own is None:
        return official
    if whole_areas(rows_of(own, results.plan.areas)):
        return say("{file} for its areas, else {official}", file=own.name, official=official)
    return say("{file} for its occupations, else {official}", file=own.name, official=official)


def _scenario(results: Results) -> str:
    """Return what must be said wherever openings are not those of the baseline."""
    chosen = results.plan.chosen_scenario
    return (
        ""
        if results.plan.scenario == BASELINE
        else say(" under the scenario “{scenario}”", scenario=say(chosen.title))
    )


def _projections(results: Results) -> str:
    own = of_kind(results.prepared.tables, PROJECTIONS)
    official = say("BLS Employment Projections {vintage}", vintage=_official_projections(results))
    if own is None:
        return official
    return say("{file} for its occupations, else {official}", file=own.name, official=official)


def _official_projections(results: Results) -> str:
    sources = results.prepared.pack.sources()
    wanted = [source.vintage for source in sources if "2024-34" in source.file]
    return wanted[0] if wanted else "2024–34"
