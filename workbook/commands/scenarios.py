"""``headway scenarios``: a region under every scenario, what moves its priorities most, how firm they are."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbook.commands.asking import Reply, answer, records

if TYPE_CHECKING:
    import pandas as pd

    from data.dictionaries import Column
    from workbook.model.results import Results
    from workbook.writing.plain import PlainSheet

MOVERS, TURNS = 5, 3
"""Assumptions and reversals that are told in words; the tables hold all."""


def compare_scenarios(asked: argparse.Namespace) -> int:
    """Compare a region under every scenario and say how firm its priorities are; status 0.

    Raises
    ------
    PlannerError
        When region, parameters, scenarios or files cannot be used.
    """

    def ask(results: Results) -> Reply:
        tables = _tables(results, asked.top)
        sentences = tuple(_lines(results, tables))
        given = {"scenario": results.plan.scenario, "top": asked.top}
        sheets = _sheets(results, tables)
        return Reply(results, tables["scenarios"], tables, sentences, given, sheets)

    return answer(asked, ask)


def _tables(results: Results, top: int) -> dict[str, pd.DataFrame]:
    """Return the tables for the occupations that are among the first ``top`` under any scenario."""
    scenarios, firm, turns = results.scenarios, results.robustness, results.reversals
    wanted = set(scenarios.loc[scenarios["rank"] <= top, "soc"])
    return {
        "scenarios": scenarios[scenarios["soc"].isin(wanted)].reset_index(drop=True),
        "tornado": results.tornado,
        "robustness": firm[firm["soc"].isin(wanted)].reset_index(drop=True),
        "reversals": turns[turns["rank"] <= top].reset_index(drop=True),
        "sectors": results.sectors,
    }


def _sheets(results: Results, tables: dict[str, pd.DataFrame]) -> tuple[PlainSheet, ...]:
    from data.dictionaries import columns
    from workbook.model.scenarios import side_by_side
    from workbook.writing.plain import PlainSheet

    place = results.region.short_name
    sentences = {
        "tornado": "Each assumption is set low and high alone; what moves the first 20 most comes first.",
        "robustness": "Ranks under weightings drawn around the plan's: nine tenths lie from best to worst.",
        "reversals": "The weight at which one job passes another when the other weights stay as they are.",
        "sectors": "Sectors overlap where digital or business work is done in others: they do not add up.",
    }
    wide = side_by_side(tables["scenarios"])
    told = f"Ranks and openings of the first priorities of {place} under each scenario."
    first = PlainSheet("Side by side", told, wide, _described(tables["scenarios"]))
    others = (
        PlainSheet(name.capitalize(), text, tables[name], columns(name)) for name, text in sentences.items()
    )
    return (first, *others)


def _described(scenarios: pd.DataFrame) -> dict[str, Column]:
    """Return the dictionary records of the columns side by side, labelled with the scenario."""
    from data.dictionaries import columns

    known = columns("scenarios")
    found = {name: known[name] for name in ("soc", "title", "class")}
    titles = dict(zip(scenarios["scenario"], scenarios["scenario_title"], strict=True))
    for column, word in (("rank", "Rank"), ("openings_12m", "Openings")):
        for name, title in titles.items():
            found[f"{column}: {name}"] = replace(known[column], label=f"{word}: {title}")
    return found


def _lines(results: Results, tables: dict[str, pd.DataFrame]) -> list[str]:
    said = _openings(results) + _ranks(tables["scenarios"], tables["robustness"])
    said += ["", "Which assumption moves the first 20 most, set low and high alone"]
    said += [_mover(row) for row in records(tables["tornado"].head(MOVERS))]
    if not tables["reversals"].empty:
        said += ["", "What would turn the order"]
        pairs = tables["reversals"].drop_duplicates(["soc", "passes_soc"])
        said += [f"  {text}" for text in pairs["sentence"].head(TURNS)]
    said += ["", "Sectors"]
    return said + [_sector(row) for row in records(tables["sectors"])]


def _openings(results: Results) -> list[str]:
    table = results.scenarios
    totals = table.groupby(["scenario", "scenario_title"], sort=False)["openings_12m"].sum().reset_index()
    base = float(totals["openings_12m"].iloc[0])
    said = [f"Openings a year in {results.region.name}, modelled"]
    for row in records(totals):
        against = f"{_signed(row['openings_12m'] / base - 1)} against the baseline" if base > 0 else ""
        used = "  (the plan's)" if row["scenario"] == results.plan.scenario else ""
        against = "" if row["scenario"] == totals["scenario"].iloc[0] else against
        said.append(f"  {row['scenario_title']:<28} {row['openings_12m']:>12,.0f}  {against}{used}".rstrip())
    return said


def _ranks(scenarios: pd.DataFrame, firm: pd.DataFrame) -> list[str]:
    """Say each rank at the baseline, where it differs, and how firm it is under the plan's scenario."""
    base = scenarios["scenario"].iloc[0] if len(scenarios) else ""
    rows = scenarios[scenarios["scenario"] == base].sort_values("rank")
    if rows.empty:
        return ["", "No good, viable job of this region can be ranked."]
    said = ["", "Ranks at the baseline, where another scenario differs, and how firm they are"]
    firmness = {row["soc"]: row for row in records(firm)}
    for row in records(rows):
        others = scenarios[(scenarios["soc"] == row["soc"]) & (scenarios["scenario"] != base)]
        moved = [
            f"{other['scenario_title']} {_place(other['rank'])}"
            for other in records(others)
            if _place(other["rank"]) != _place(row["rank"])
        ]
        said.append(f"  {_place(row['rank']):>3}  {row['title']} ({row['soc']}, {row['class']})")
        facts = [", ".join(moved) or "the same under every scenario"]
        if row["soc"] in firmness:
            sure = firmness[row["soc"]]
            facts.append(
                f"other weights: {sure['rank_low']:.0f} to {sure['rank_high']:.0f}, "
                f"among the first ten in {sure['top10_share']:.0%}"
            )
        said.append(f"       {'; '.join(facts)}")
    return said


def _place(rank: float) -> str:
    return f"{rank:.0f}" if rank == rank else "–"


def _mover(row: dict[str, Any]) -> str:
    if row["low"] == row["low"]:
        tried = f" ({row['low']:,.10g} to {row['high']:,.10g}, now {row['value']:,.10g})"
        moves = f"{_number(row['moved_low'])} and {_number(row['moved_high'])} places on average"
    else:
        tried, moves = "", f"{_number(row['moved_high'])} places on average"
    gone = f", {row['unranked']:.0f} of them ranked no more" if row["unranked"] > 0 else ""
    left = f"{row['leaving']:.0f} leave the first 20{gone}; " if row["leaving"] > 0 else ""
    return f"  {row['label']}{tried}: {left}{moves}"


def _number(value: float) -> str:
    return f"{value:.1f}" if value == value else "–"


def _sector(row: dict[str, Any]) -> str:
    facts = [
        f"{row['openings_12m']:,.0f} openings"
        if row["openings_12m"] == row["openings_12m"]
        else "no openings known"
    ]
    if row["availability"]:
        facts.append(row["availability"].lower())
    facts.append(f"{row['good_jobs']:.0f} good, viable jobs")
    if row["growth_share"] == row["growth_share"]:
        facts.append(f"growth {_signed(row['growth_share'])} over ten years")
    if row["degree_share"] == row["degree_share"]:
        degree, school = row["degree_share"], row["school_share"]
        facts.append(f"typical entry a degree in {degree:.0%} of jobs, school at most in {school:.0%}")
    return f"  {row['title']}: {', '.join(facts)}"


def _signed(share: float) -> str:
    return f"{share:+.1%}".replace("-", "−")
