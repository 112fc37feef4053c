"""The one sentence that opens each sheet, written from the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.dictionaries import parameters
from workbook.model.words import about, moves_word

if TYPE_CHECKING:
    from workbook.model.results import Results


def assumptions(results: Results) -> str:
    """Say how many assumptions differ from the defaults, and name the first ones."""
    different = results.parameters.differences()
    if not different:
        return "Every assumption stands at its default. Change a blue cell and the workbook follows."
    named = ", ".join(parameters()[name].label for name in list(different)[:3])
    verb = "differs" if len(different) == 1 else "differ"
    count = "One assumption" if len(different) == 1 else f"{len(different)} assumptions"
    return f"{count} {verb} from the defaults: {named}{', …' if len(different) > 3 else ''}."


def matrix(results: Results) -> str:
    """Say what share of the region's jobs is in good jobs, on what coverage."""
    frame = results.matrix
    jobs = frame["employment"].fillna(0.0)
    total = float(jobs.sum())
    if not total > 0:
        return "No job of the region is published by occupation."
    good = float(jobs[frame["viable"].astype(bool)].sum()) / total
    covered = float(results.coverage["coverage_share"].iloc[0])
    basis = f" (published occupations hold {covered:.0%} of all jobs)" if covered == covered else ""
    return f"{good:.0%} of the jobs in {results.region.short_name} are in good, viable occupations{basis}."


def priorities(results: Results) -> str:
    """Name what comes first and why."""
    ranked = results.priorities[results.priorities["candidate"].astype(bool)]
    if ranked.empty:
        return "No good job of the region is viable now, so nothing is ranked."
    first = ranked.iloc[0]
    reasons = results.strengths(first["soc"])
    why = f": {', '.join(reasons)}" if reasons else ""
    return f"{first['title']} come first of {len(ranked)} candidates{why}."


def progressions(results: Results) -> str:
    """Name the largest path."""
    table = results.progressions
    if table.empty:
        return "No path of the region is large enough to be listed."
    first = table.iloc[0]
    path = f"from {first['origin']} over {first['gateway']} to {first['target']}"
    return f"The largest path leads {path} ({moves_word(results)}). {_remainders(results)}"


def _remainders(results: Results) -> str:
    """Say what becomes of everybody who leaves an Origin; the shares add up to one."""
    paths = results.paths
    share = paths.groupby("kind")["share"].sum()
    told = (
        ("path", "take a listed path"),
        ("further", "a further one"),
        ("few", "one of too few people to claim"),
        ("no target", "pass over a Gateway to no Target"),
        ("no gateway", "over no Gateway"),
    )
    said = ", ".join(f"{share[kind]:.1%} {words}" for kind, words in told if kind in share.index)
    return f"Of all who leave an Origin in a year {said}."


def training(results: Results) -> str:
    """Say what transfers, and what is missing most often."""
    gateways = results.training.gateways
    if gateways.empty:
        return "No Gateway of the region has both openings and people in reach."
    people = int((gateways["leans_on"] == "interpersonal").sum())
    text = f"In {people} of {len(gateways)} open Gateways what transfers is mostly interpersonal"
    unlocks = results.training.unlocks
    if unlocks.empty:
        return f"{text}."
    first = unlocks.iloc[0]
    missing = f"{first['element']} is what most of them miss, {first['gateways']} Gateways"
    return f"{text}; {missing} ({moves_word(results)})."


def training_detail(results: Results) -> str:
    """Say for how many people the gaps are counted."""
    gateways = results.training.gateways
    if gateways.empty:
        return "No Gateway of the region has both openings and people in reach."
    people = about(float(gateways["people"].sum()))
    need = f"What {people} unemployed people of Origins need in {len(gateways)} open Gateways"
    return f"{need} ({moves_word(results)})."


def sources(results: Results) -> str:
    """Say how many files stand behind the figures."""
    count = len(results.prepared.pack.sources())
    local = len(results.prepared.files)
    own = f" and {local} of the planner’s own files" if local else ""
    return f"Everything here was computed from {count} official files{own}, on this computer."
