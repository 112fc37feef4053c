"""What answers the planner's questions beyond matrix and priorities: one sentence, then tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from data.dictionaries import Column, columns
from workbook.model import paths
from workbook.model.answer import Answer, Shown
from workbook.model.scenarios import side_by_side
from workbook.model.strengths import leaning_sentences
from workbook.model.words import about, moves_word

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results


NO_PROGRAMMES = (
    "No programme of a list of your own leads to an open Gateway. Add a list of training programmes on the "
    "page Sources: cost, weeks and seats then show here."
)


def progressions(results: Results) -> Answer:
    """Answer which two steps lead furthest, and for how many people."""
    by = {order: paths.region_paths(results, order) for order in paths.ORDERS}
    place, most = results.region.short_name, by[paths.PEOPLE]
    listed = most[most["kind"] == "path"]
    if listed.empty:
        least = results.parameters["suppression_min_people"]
        said = f"No path of two steps has {least:,.0f} people a year on its first step in {place}."
    else:
        first = listed.iloc[0]
        way = " → ".join(first[side] for side in ("origin", "gateway", "target") if first[side])
        said = (
            f"The path that most people of {place} would take is {way}: {about(first['people_first_step'])} "
            f"a year take its first step, {first['second_step_share']:.1%} go on ({moves_word(results)})."
        )
    labels = {paths.PEOPLE: "Most people", paths.WAGE: "Largest gain", paths.FEASIBILITY: "Smallest gap"}
    shown = tuple(
        Shown(labels[order], "paths", _named(rows), "gateway_soc", "origin", _PATH_FIRST)
        for order, rows in by.items()
    )
    return Answer(said, shown)


_PATH_FIRST = (
    *("rank", "origin", "gateway", "target", "people_first_step", "second_step_share", "share"),
    *("wage_gain_usd", "training_gap", "gateway_availability"),
)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return paths with what remains in words where a path has its Origin."""
    return rows.assign(origin=rows["origin"].where(rows["kind"] == "path", rows["words"]))


_GATEWAY_FIRST = (
    *("soc", "title", "people", "leans_on", "transfers", "missing", "technologies", "mean_gap", "programmes"),
    *("seats", "training_gap_people", "cost_median_usd", "weeks_median"),
)
_ELEMENT_FIRST = ("soc", "title", "element", "tag", "strength", "gap", "people", "rank")


def gaps(results: Results) -> Answer:
    """Answer what a course must teach, and for how many people."""
    training = results.training
    gateways, unlocks = training.gateways, training.unlocks
    if gateways.empty:
        said = f"No Gateway is open in {results.region.short_name}, so there is no training gap to close."
    else:
        said = leaning_sentences(gateways)[0]
        if len(unlocks):
            first = unlocks.iloc[0]
            said += f" {first['element']} is among the largest gaps of {first['gateways']} Gateways."
    tables = training.tables()
    return Answer(
        said,
        (
            Shown("Gateways", "training_gateways", gateways, first=_GATEWAY_FIRST),
            Shown("One skill unlocks", "training_unlocks", unlocks, "", "element"),
            Shown("Skills and knowledge", "training_gaps", training.elements, first=_ELEMENT_FIRST),
            Shown(
                "Technologies", "training_technologies", tables["training_technologies"], wide="technology"
            ),
            Shown("Programmes", "training_programmes", tables["training_programmes"], lacking=NO_PROGRAMMES),
            Shown("Region", "training_region", training.region, "", "measure"),
        ),
    )


def representation(results: Results) -> Answer:
    """Answer who is missing from the better jobs."""
    by_class, place = results.representation, results.region.short_name
    gateways = by_class[by_class["class"] == "Gateway"]
    below = gateways[gateways["reading"] == "below parity"]
    if gateways.empty or not gateways["parity_index"].notna().any():
        said = f"How the Gateways of {place} compare with its Origins is not known."
    elif below.empty:
        said = f"No group is clearly less often in the Gateways of {place} than in its Origins."
    else:
        worst = below.sort_values("parity_index").iloc[0]
        said = (
            f"{worst['group']} workers are furthest below parity in the Gateways of {place}: "
            f"{worst['share']:.0%} there against {worst['origin_share']:.0%} in Origins; "
            f"parity would take {about(worst['people_gap'])} more people."
        )
    return Answer(
        said,
        (
            Shown("By class", "representation", by_class, "", "group"),
            Shown("By Gateway", "representation_gateways", results.representation_gateways),
        ),
    )


def scenarios(results: Results) -> Answer:
    """Answer what would come first if demand or the board's weights were different."""
    beside, table = scenarios_side_by_side(results), results.scenarios
    chosen, firm = results.plan.chosen_scenario, results.robustness
    held = int((firm["top10_share"] >= FIRM).sum())
    said = f"{held} occupations stay among the first ten in nine of ten ways to weigh the criteria."
    return Answer(
        f"{beside.sentence.removesuffix('.')}; {said}",
        (
            *beside.tables,
            Shown(f"Under {chosen.title}", "scenarios", table[table["scenario"] == chosen.name]),
            Shown("What moves the ranks", "tornado", results.tornado, "", "label", _TORNADO_FIRST),
            Shown("Firm ranks", "robustness", firm),
            Shown("Who passes whom", "reversals", results.reversals, "soc", "sentence", _REVERSAL_FIRST),
        ),
    )


def scenarios_side_by_side(results: Results) -> Answer:
    """Answer what openings and ranks would be under every scenario of the plan."""
    table, place = results.scenarios, results.region.short_name
    openings = table.groupby("scenario", sort=False)["openings_12m"].sum()
    base = float(openings.iloc[0])
    titles = dict(zip(table["scenario"], table["scenario_title"], strict=True))
    if base > 0:
        change = openings / base - 1
        low, high = str(change.idxmin()), str(change.idxmax())
        said = (
            f"{place[:1].upper()}{place[1:]} has {about(base)} openings a year in the baseline, "
            f"{_change(change[low])} under {titles[low].lower()} "
            f"and {_change(change[high])} under {titles[high].lower()}."
        )
    else:
        said = f"No openings of {place} are known, so no scenario can be compared."
    beside = side_by_side(table[table["soc"].isin(table.loc[table["rank"].notna(), "soc"])])
    return Answer(said, (Shown("Side by side", "", beside, own_columns=_beside_columns(beside, titles)),))


def _beside_columns(beside: pd.DataFrame, titles: Mapping[str, str]) -> dict[str, Column]:
    """Return the columns of scenarios side by side: those of the table of scenarios, once for each."""
    known = columns("scenarios")
    found = {}
    for name in map(str, beside.columns):
        measure, _, scenario = name.partition(": ")
        label = f"{known[measure].label} {titles.get(scenario, '')}".strip()
        found[name] = replace(known[measure], name=name, label=label)
    return found


def _change(share: float) -> str:
    return f"{abs(share):.0%} {'more' if share > 0 else 'fewer'}"


FIRM = 0.9
_TORNADO_FIRST = ("label", "value", "low", "high", "moved_low", "moved_high", "leaving", "unranked")
_SECTOR_FIRST = (
    *("title", "employment", "employment_share", "openings_12m", "good_openings_12m", "unemployed"),
    *(
        "imputed_share",
        "seekers_per_opening",
        "availability",
        "growth_share",
        "nonba_share",
        "nonba_income_usd",
        "school_share",
        "degree_share",
    ),
    "cross_sector_spread",
)
_RULES_FIRST = ("soc", "title", "class", "rules", "result", "reason")
_REVERSAL_FIRST = ("rank", "sentence", "criterion", "weight", "passes_at", "until")


def sectors(results: Results) -> Answer:
    """Answer which sectors have the openings, and which occupations pass the demand rules of states."""
    table = results.sectors
    own = table[table["sector"] != "all"]
    if not own["good_openings_12m"].notna().any():
        said = f"No sector of {results.region.short_name} has published openings in good, viable jobs."
    else:
        best = own.sort_values("good_openings_12m", ascending=False).iloc[0]
        said = (
            f"{best['title']} has the most openings in good, viable jobs of {results.region.short_name}: "
            f"{about(best['good_openings_12m'])} a year."
        )
    return Answer(
        said,
        (
            Shown("Sectors", "sectors", table, "", first=_SECTOR_FIRST),
            Shown("Demand rules", "opportunity", results.opportunity, first=_RULES_FIRST),
            Shown("Rules by class", "opportunity_classes", results.opportunity_classes, "", "rule_set"),
        ),
    )


def allocation(results: Results) -> Answer:
    """Answer whom the budget should move, and what stands in the way of more."""
    found, moves = results.allocation, allocation_moves(results)
    return Answer(
        moves.sentence,
        (
            *moves.tables,
            Shown("Limits", "allocation_limits", found.limits, "soc", "subject"),
            Shown("Budget curve", "budget_curve", found.curve, "", "budget_usd"),
            Shown("Groups of workers", "allocation_groups", found.groups, "", "group"),
        ),
        moves.words,
    )


def allocation_moves(results: Results) -> Answer:
    """Answer whom the budget should move, without the budget curve, which takes many solutions."""
    # The optimizers take a quarter of a second to load, which only those who ask should wait.
    from workbook.model.allocation_words import headline, sentences

    found = results.allocation
    shown = Shown("Moves", "allocation", found.moved, "destination_soc", "origin", _MOVE_FIRST, NO_MOVES)
    return Answer(headline(found), (shown,), tuple(sentences(found)))


NO_MOVES = "The budget moves nobody. Enter a larger one, or look at the limits and at the sentences in words."
_MOVE_FIRST = (
    *("origin", "destination", "class", "people", "placed", "cost_usd", "wage_gain_usd", "person_cost_usd"),
    *("person_gain_usd", "weeks", "training", "programme"),
)


def changes(results: Results) -> Answer:
    """Answer what changed since the month kept before, why, and what calls for a look."""
    found, place = results.tracking, results.region.short_name
    changed, called = found.changes, found.triggers
    if found.before is None:
        said = f"No month of {place} before {found.now.month} is kept, so nothing can be compared yet."
        lacking = "Keep this month: from next month on this page says what changed, and why."
    else:
        of = {name: int((changed["subject"] == name).sum()) for name in ("rank", "class", "new", "gone")}
        said = (
            f"Since {found.before.month} ranks that moved: {of['rank']:,}, classes: {of['class']:,}, "
            f"newly ranked: {of['new']:,}, ranked no more: {of['gone']:,}."
        )
        lacking = "Nothing changed."
    if len(called):
        calls = "1 thing calls" if len(called) == 1 else f"{len(called):,} things call"
        said = f"{said.removesuffix('.')}; {calls} for a look."
    return Answer(
        said,
        (
            Shown(
                "Changes",
                "changes",
                changed.replace({"subject": SUBJECTS}),
                first=_CHANGE_FIRST,
                lacking=lacking,
            ),
            Shown("What calls for a look", "triggers", called, "soc", "sentence", _TRIGGER_FIRST, NO_TRIGGER),
            Shown("Months", "series", found.series),
        ),
    )


NO_TRIGGER = "Nothing calls for a look: no trigger of the parameters is met."
SUBJECTS = {
    "openings_12m": "openings",
    "postings_open": "postings",
    "seekers_per_opening": "seekers per opening",
}
_CHANGE_FIRST = (
    *("subject", "title", "before", "after", "change", "unit", "class_before", "class_after", "part_data"),
    *("part_parameters", "part_scenario", "part_overrides", "part_pack", "cause", "note"),
)
_TRIGGER_FIRST = ("trigger", "title", "sentence", "months", "value", "line", "unit")
