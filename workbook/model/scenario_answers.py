"""What answers the question of other demand or weights: scenarios side by side, and how firm ranks are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from data.dictionaries import Column, columns
from data.language import say
from workbook.model.answer import Answer, Shown
from workbook.model.scenarios import side_by_side
from workbook.model.words import about

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results

FIRM = 0.9
_TORNADO_FIRST = ("label", "value", "low", "high", "moved_low", "moved_high", "leaving", "unranked")
_REVERSAL_FIRST = ("rank", "sentence", "criterion", "weight", "passes_at", "until")


def scenarios(results: Results) -> Answer:
    """Answer what would come first if demand or the board's weights were different."""
    beside, table = scenarios_side_by_side(results), results.scenarios
    chosen, firm = results.plan.chosen_scenario, results.robustness
    held = int((firm["top10_share"] >= FIRM).sum())
    said = say(
        "{count} occupations stay among the first ten in nine of ten ways to weigh the criteria.", count=held
    )
    return Answer(
        f"{beside.sentence.removesuffix('.')}; {said}",
        (
            *beside.tables,
            Shown(
                say("Under {scenario}", scenario=say(chosen.title)),
                "scenarios",
                table[table["scenario"] == chosen.name],
            ),
            Shown(say("What moves the ranks"), "tornado", results.tornado, "", "label", _TORNADO_FIRST),
            Shown(say("Firm ranks"), "robustness", firm),
            Shown(say("Who passes whom"), "reversals", results.reversals, "soc", "sentence", _REVERSAL_FIRST),
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
        said = say(
            "{place} has {openings} openings a year in the baseline, {change} under {scenario} and "
            "{other_change} under {other_scenario}.",
            place=f"{place[:1].upper()}{place[1:]}",
            openings=about(base),
            change=_change(change[low]),
            scenario=say(titles[low]).lower(),
            other_change=_change(change[high]),
            other_scenario=say(titles[high]).lower(),
        )
    else:
        said = say("No openings of {place} are known, so no scenario can be compared.", place=place)
    beside = side_by_side(table[table["soc"].isin(table.loc[table["rank"].notna(), "soc"])])
    return Answer(
        said, (Shown(say("Side by side"), "", beside, own_columns=_beside_columns(beside, titles)),)
    )


def _beside_columns(beside: pd.DataFrame, titles: Mapping[str, str]) -> dict[str, Column]:
    """Return the columns of scenarios side by side: those of the table of scenarios, once for each."""
    known = columns("scenarios")
    found = {}
    for name in map(str, beside.columns):
        measure, _, scenario = name.partition(": ")
        label = f"{say(known[measure].label)} {say(titles.get(scenario, ''))}".strip()
        found[name] = replace(known[measure], name=name, label=label)
    return found


def _change(share: float) -> str:
    return say("{share} more" if share > 0 else "{share} fewer", share=f"{abs(share):.0%}")
