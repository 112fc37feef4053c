"""The answer in a sentence, and the names of what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbook.model.local_wages import rows_of, whole_areas
from workbook.model.localtables import WAGES, of_kind
from workbook.scenarios import BASELINE

if TYPE_CHECKING:
    from workbook.model.results import Results


def about(people: float) -> str:
    """Return a count rounded to what a sentence can bear.

    >>> about(1287.4), about(63), about(48311)
    ('about 1,300', 'about 60', 'about 48,000')
    """
    if people < 10:
        return "fewer than 10"
    digits = 1 if people < 100 else 2
    scale = 10 ** (int(np.floor(np.log10(people))) - digits + 1)
    return f"about {round(people / scale) * scale:,.0f}"


def headline(results: Results) -> str:
    """Return what a board member should hear first: how many Gateways are open, and the largest reach."""
    frame, place = results.frame, results.region.short_name
    gateways = (frame["class"] == "Gateway") & (frame["openings_12m"] > 0)
    if not gateways.any():
        return f"No Gateway has published openings in {place}."
    lead = f"{_gateways(int(gateways.sum()))} openings in {place}"
    if not np.isfinite(frame["seekers_per_opening"][gateways.astype(bool)]).any():
        return f"{lead}; how many people out of work would compete for them is not known."
    open_ = gateways & (frame["seekers_per_opening"] < 1)
    lead += f", {int(open_.sum())} of them with more openings than seekers"
    reach = np.where(gateways, frame["origin_reach"], 0.0)
    best = int(reach.argmax())
    if not reach[best] > 0:
        return f"{lead}."
    people = about(float(reach[best]))
    title = frame["title"][best]
    reached = f"{title}, {people} unemployed people of Origins ({moves_word(results)})"
    return f"{lead}; the largest reach is {reached}."


def moves_word(results: Results) -> str:
    """Return which moves between occupations a figure rests on, in a few words."""
    moves = results.prepared.national
    if moves.moves_told is None or moves.moves_weight is None:
        return "modelled"
    whole = bool((moves.moves_weight[moves.moves_told] >= 1).all())
    return "by the loaded moves" if whole else "by the loaded moves, blended with modelled ones"


def _gateways(count: int) -> str:
    return "1 Gateway has" if count == 1 else f"{count} Gateways have"


def vintages(results: Results) -> dict[str, str]:
    """Return the source and time of each kind of figure, for status lines, headers and sheets."""
    pack, people = results.prepared.pack, results.prepared.unemployed
    found = {
        "Jobs and wages": _wages(results),
        "Openings": f"BLS Employment Projections {_projections(results)}{_scenario(results)}",
        "Unemployed": people.source,
        "Skills": f"O*NET {pack.vintage('element_scores').split(';')[0]}",
        "Transitions": results.prepared.national.moves_source,
    }
    if results.prepared.postings.snapshot is not None:
        found["Postings"] = f"local file, as of {results.prepared.postings.snapshot:%d %B %Y}"
    return found


def _wages(results: Results) -> str:
    official = f"OEWS {results.prepared.pack.vintage('wages')}"
    own = of_kind(results.prepared.tables, WAGES)
    if own is None:
        return official
    if whole_areas(rows_of(own, results.plan.areas)):
        return f"{own.name} for its areas, else {official}"
    return f"{own.name} for its occupations, else {official}"


def _scenario(results: Results) -> str:
    """Return what must be said wherever openings are not those of the baseline."""
    chosen = results.plan.chosen_scenario
    return "" if results.plan.scenario == BASELINE else f" under the scenario “{chosen.title}”"


def _projections(results: Results) -> str:
    sources = results.prepared.pack.sources()
    wanted = [source.vintage for source in sources if "2024-34" in source.file]
    return wanted[0] if wanted else "2024–34"
