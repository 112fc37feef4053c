"""What answers the planner's questions beyond matrix and priorities: one sentence, then tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.language import say, say_count, say_month
from workbook.model import paths
from workbook.model.answer import Answer, Shown
from workbook.model.strengths import leaning_sentences
from workbook.model.words import about, moves_word

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results


NO_PROGRAMMES = say(
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
        said = say(
            "No path of two steps has {least} people a year on its first step in {place}.",
            least=f"{least:,.0f}",
            place=place,
        )
    else:
        first = listed.iloc[0]
        way = " → ".join(first[side] for side in ("origin", "gateway", "target") if first[side])
        said = say(
            "The path that most people of {place} would take is {way}: {people} a year take its "
            "first step, {share} go on ({word}).",
            place=place,
            way=way,
            people=about(first["people_first_step"]),
            share=f"{first['second_step_share']:.1%}",
            word=moves_word(results),
        )
    labels = {
        paths.PEOPLE: say("Most people"),
        paths.WAGE: say("Largest gain"),
        paths.FEASIBILITY: say("Smallest gap"),
    }
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
        said = say(
            "No Gateway is open in {place}, so there is no training gap to close.",
            place=results.region.short_name,
        )
    else:
        said = leaning_sentences(gateways)[0]
        if len(unlocks):
            first = unlocks.iloc[0]
            said += say(
                " {element} is among the largest gaps of {count} Gateways.",
                element=first["element"],
                count=first["gateways"],
            )
    tables = training.tables()
    return Answer(
        said,
        (
            Shown(say("Gateways"), "training_gateways", gateways, first=_GATEWAY_FIRST),
            Shown(say("One skill unlocks"), "training_unlocks", unlocks, "", "element"),
            Shown(say("Skills and knowledge"), "training_gaps", training.elements, first=_ELEMENT_FIRST),
            Shown(
                say("Technologies"),
                "training_technologies",
                tables["training_technologies"],
                wide="technology",
            ),
            Shown(
                say("Programmes"), "training_programmes", tables["training_programmes"], lacking=NO_PROGRAMMES
            ),
            Shown(say("Region"), "training_region", training.region, "", "measure"),
        ),
    )


def representation(results: Results) -> Answer:
    """Answer who is missing from the better jobs."""
    by_class, place = results.representation, results.region.short_name
    gateways = by_class[by_class["class"] == "Gateway"]
    below = gateways[gateways["reading"] == "below parity"]
    if gateways.empty or not gateways["parity_index"].notna().any():
        said = say("How the Gateways of {place} compare with its Origins is not known.", place=place)
    elif below.empty:
        said = say(
            "No group is clearly less often in the Gateways of {place} than in its Origins.", place=place
        )
    else:
        worst = below.sort_values("parity_index").iloc[0]
        said = say(
            "{group} workers are furthest below parity in the Gateways of {place}: {share} there "
            "against {origin_share} in Origins; parity would take {people} more people.",
            group=say(worst["group"]),
            place=place,
            share=f"{worst['share']:.0%}",
            origin_share=f"{worst['origin_share']:.0%}",
            people=about(worst["people_gap"]),
        )
    return Answer(
        said,
        (
            Shown(say("By class"), "representation", by_class, "", "group"),
            Shown(say("By Gateway"), "representation_gateways", results.representation_gateways),
        ),
    )


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


def sectors(results: Results) -> Answer:
    """Answer which sectors have the openings, and which occupations pass the demand rules of states."""
    table = results.sectors
    own = table[table["sector"] != "all"]
    if not own["good_openings_12m"].notna().any():
        said = say(
            "No sector of {place} has published openings in good, viable jobs.",
            place=results.region.short_name,
        )
    else:
        best = own.sort_values("good_openings_12m", ascending=False).iloc[0]
        said = say(
            "{sector} has the most openings in good, viable jobs of {place}: {openings} a year.",
            sector=say(best["title"]),
            place=results.region.short_name,
            openings=about(best["good_openings_12m"]),
        )
    return Answer(
        said,
        (
            Shown(say("Sectors"), "sectors", table, "", first=_SECTOR_FIRST),
            Shown(say("Demand rules"), "opportunity", results.opportunity, first=_RULES_FIRST),
            Shown(say("Rules by class"), "opportunity_classes", results.opportunity_classes, "", "rule_set"),
        ),
    )


def allocation(results: Results) -> Answer:
    """Answer whom the budget should move, and what stands in the way of more."""
    found, moves = results.allocation, allocation_moves(results)
    return Answer(
        moves.sentence,
        (
            *moves.tables,
            Shown(say("Limits"), "allocation_limits", found.limits, "soc", "subject"),
            Shown(say("Budget curve"), "budget_curve", found.curve, "", "budget_usd"),
            Shown(say("Groups of workers"), "allocation_groups", found.groups, "", "group"),
        ),
        moves.words,
    )


def allocation_moves(results: Results) -> Answer:
    """Answer whom the budget should move, without the budget curve, which takes many solutions."""
    # The optimizers take a quarter of a second to load, which only those who ask should wait.
    from workbook.model.allocation_words import headline, sentences

    found = results.allocation
    shown = Shown(say("Moves"), "allocation", found.moved, "destination_soc", "origin", _MOVE_FIRST, NO_MOVES)
    return Answer(headline(found), (shown,), tuple(sentences(found)))


NO_MOVES = say(
    "The budget moves nobody. Enter a larger one, or look at the limits and at the sentences in words."
)
_MOVE_FIRST = (
    *("origin", "destination", "class", "people", "placed", "cost_usd", "wage_gain_usd", "person_cost_usd"),
    *("person_gain_usd", "weeks", "training", "programme"),
)


def changes(results: Results) -> Answer:
    """Answer what changed since the month kept before, why, and what calls for a look."""
    found, place = results.tracking, results.region.short_name
    changed, called = found.changes, found.triggers
    if found.before is None:
        said = say(
            "No month of {place} before {month} is kept, so nothing can be compared yet.",
            place=place,
            month=say_month(found.now.month),
        )
        lacking = say("Keep this month: from next month on this page says what changed, and why.")
    else:
        of = {name: int((changed["subject"] == name).sum()) for name in ("rank", "class", "new", "gone")}
        said = say(
            "Since {month} ranks that moved: {ranks}, classes: {classes}, newly ranked: {newly}, "
            "ranked no more: {no_more}.",
            month=say_month(found.before.month),
            ranks=f"{of['rank']:,}",
            classes=f"{of['class']:,}",
            newly=f"{of['new']:,}",
            no_more=f"{of['gone']:,}",
        )
        lacking = say("Nothing changed.")
    if len(called):
        said = say_count(
            "{said}; {count} thing calls for a look.",
            "{said}; {count} things call for a look.",
            len(called),
            said=said.removesuffix("."),
            count=f"{len(called):,}",
        )
    return Answer(
        said,
        (
            Shown(
                say("Changes"),
                "changes",
                changed.replace({"subject": SUBJECTS}),
                first=_CHANGE_FIRST,
                lacking=lacking,
            ),
            Shown(
                say("What calls for a look"),
                "triggers",
                called,
                "soc",
                "sentence",
                _TRIGGER_FIRST,
                NO_TRIGGER,
            ),
            Shown(say("Months"), "series", found.series),
        ),
    )


NO_TRIGGER = say("Nothing calls for a look: no trigger of the parameters is met.")
SUBJECTS = {
    "openings_12m": say("openings"),
    "postings_open": say("postings"),
    "seekers_per_opening": say("seekers per opening"),
}
_CHANGE_FIRST = (
    *("subject", "title", "before", "after", "change", "unit", "class_before", "class_after", "part_data"),
    *("part_parameters", "part_scenario", "part_overrides", "part_pack", "cause", "note"),
)
_TRIGGER_FIRST = ("trigger", "title", "sentence", "months", "value", "line", "unit")
