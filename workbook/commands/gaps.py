"""``headway gaps``: what transfers, what is missing, and which training leads there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from workbook.commands.asking import Reply, answer, occupation_at, records

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.pairs import Pair
    from workbook.model.results import Results

SHOWN = 10
"""Rows of a table that the text names."""


def say_gaps(asked: argparse.Namespace) -> int:
    """Say what transfers and what is missing for a region, an occupation or a pair; status 0.

    Raises
    ------
    PlannerError
        When a file or an occupation cannot be used, or the two occupations are one.
    """

    def ask(results: Results) -> Reply:
        origin = occupation_at(results, asked.origin) if asked.origin else None
        destination = occupation_at(results, asked.destination) if asked.destination else None
        given = {"from": asked.origin, "to": asked.destination}
        if origin is not None and destination is not None:
            return _pair(results, origin, destination, given)
        if origin is not None:
            return _from(results, origin, given)
        if destination is not None:
            return _to(results, destination, given)
        return _region(results, given)

    return answer(asked, ask)


def _region(results: Results, given: dict[str, Any]) -> Reply:
    from workbook.model.strengths import leaning_sentences
    from workbook.model.words import about

    training = results.training
    gateways = training.gateways
    said = [f"{results.region.name}: training gaps of {len(gateways)} open Gateways", ""]
    said += leaning_sentences(gateways)
    others = training.readings[~training.readings["in_use"]]
    if len(gateways):
        least, most = others["interpersonal_gateways"].min(), others["interpersonal_gateways"].max()
        said.append(
            f"By other readings it is {least} to {most} of {len(gateways)} (table strength_readings); the "
            "ten strongest elements are the reading in use."
        )
    if len(training.unlocks):
        said += ["", "One skill unlocks"]
        said += [
            f"  {row.gateways:>3} Gateways  {row.element} ({row.tag})"
            for row in training.unlocks.head(5).itertuples()
        ]
    said += ["", "Gateways with most people in reach"]
    for row in records(gateways.head(SHOWN)):
        said += [f"  {row['title']} ({row['soc']}): {about(row['people'])} people", *_strengths(row)]
        said += _seats(row)
    said += ["", *_region_lines(training.region)]
    tables = {"training_gaps": training.elements, **training.tables()}
    return Reply(results, gateways, tables, tuple(said), given)


def _strengths(row: dict[str, Any]) -> list[str]:
    said = [f"      brings  {row['transfers']}"]
    if row["missing"]:
        said.append(f"      learns  {row['missing']}")
    if row["technologies"]:
        said.append(f"      tools   {row['technologies']}")
    return said


def _seats(row: dict[str, Any]) -> list[str]:
    if row["programmes"] != row["programmes"]:
        return []
    if not row["programmes"]:
        return ["      no programme of the list leads there"]
    said = f"      {_programmes(row['programmes'])}"
    if row["cost_median_usd"] == row["cost_median_usd"]:
        said += f", median ${row['cost_median_usd']:,.0f}"
    if row["seats"] == row["seats"]:
        said += f", {row['seats']:,.0f} seats, {row['training_gap_people']:,.0f} people without one"
    else:
        said += ", seats not stated"
    return [said]


def _region_lines(region: pd.DataFrame) -> list[str]:
    told = {str(name): float(value) for name, value in zip(region["measure"], region["value"], strict=True)}
    people, programmes, seats, gap = (
        told[name] for name in ("people", "programmes", "seats", "training_gap_people")
    )
    if programmes != programmes:
        return ["The training gap in seats needs a list of programmes that states them: --programmes FILE"]
    if seats != seats:
        return [
            f"None of {_programmes(programmes)} states its seats, so the training gap in seats is not known"
        ]
    note = region.loc[region["measure"] == "seats", "note"].iloc[0]
    return [
        f"Training gap of the region: {people:,.0f} people in reach, {seats:,.0f} seats, "
        f"{gap:,.0f} people without one however the seats are shared",
        f"  Seats: {note[0].lower()}{note[1:]}",
    ]


def _programmes(count: float) -> str:
    return "1 programme" if count == 1 else f"{count:,.0f} programmes"


def _from(results: Results, origin: int, given: dict[str, Any]) -> Reply:
    from workbook.model.pairs import gateways_from

    table = gateways_from(results, origin)
    title = results.frame["title"][origin]
    said = [f"From {title} in {results.region.short_name}: {len(table)} open Gateways, most people first", ""]
    return Reply(results, table, {"training_pairs": table}, (*said, *_steps(table, "destination")), given)


def _to(results: Results, destination: int, given: dict[str, Any]) -> Reply:
    import numpy as np

    from workbook.model.pairs import feeders_of
    from workbook.model.programmes import own_programmes

    table = feeders_of(results, destination)
    title = results.frame["title"][destination]
    said = [f"To {title} in {results.region.short_name}: {len(table)} Origins with people in reach", ""]
    programmes = own_programmes(results, np.array([destination])).drop(columns="row")
    tables = {"training_pairs": table, "training_programmes": programmes}
    return Reply(
        results, table, tables, (*said, *_steps(table, "origin"), *_programme_lines(programmes)), given
    )


def _steps(table: pd.DataFrame, side: str) -> list[str]:
    from workbook.model.words import about

    said = []
    for row in records(table.head(SHOWN)):
        people = "people not known" if row["people"] != row["people"] else f"{about(row['people'])} people"
        said += [f"  {row[side]} ({row[f'{side}_soc']}): {people}, gap {row['gap']:.0f}", *_strengths(row)]
    return said


def _pair(results: Results, origin: int, destination: int, given: dict[str, Any]) -> Reply:
    from workbook.errors import PlannerError
    from workbook.model.pairs import pair

    if origin == destination:
        raise PlannerError(
            "Both occupations are the same",
            "A training gap lies between two different occupations",
            "Name another occupation on one side",
        )
    found = pair(results, origin, destination)
    tables = {
        "training_pairs": found.summary,
        "pair_elements": found.elements,
        "pair_technologies": found.technologies,
        "training_programmes": found.programmes.drop(columns="row"),
    }
    return Reply(results, found.elements, tables, tuple(_pair_lines(results, found)), given)


def _pair_lines(results: Results, found: Pair) -> list[str]:
    row = found.summary.iloc[0]
    gaps = found.elements[found.elements["gap"] > 0].sort_values("gap_rank")
    said = [f"{row['origin']} → {row['destination']} ({row['destination_class']})", "", "What transfers"]
    said += [
        f"  {one.element} ({one.tag}), {one.level_held:.1f} held of {one.level_needed:.1f} needed"
        for one in found.elements.head(SHOWN).itertuples()
    ]
    said += ["", "What is still to be learned" if len(gaps) else "Nothing is missing"]
    said += [
        f"  {one.element} ({one.tag}), {one.level_held:.1f} held of {one.level_needed:.1f} needed"
        for one in gaps.head(SHOWN).itertuples()
    ]
    new = found.technologies[found.technologies["new"] & found.technologies["in_demand"]]
    if len(new):
        said += ["", f"New technologies in demand: {'; '.join(new['technology'].head(SHOWN))}"]
    if len(found.fields):
        said += ["", f"Fields of training: {'; '.join(found.fields['cip_title'].head(SHOWN))}"]
    return said + _programme_lines(found.programmes)


def _programme_lines(programmes: pd.DataFrame) -> list[str]:
    if programmes.empty:
        return []
    said = ["", f"{_programmes(len(programmes))} of your list, the cheapest first"]
    for row in records(programmes.head(SHOWN)):
        facts = [
            row["provider"],
            row["credential"],
            f"licence: {row['licence']}" if row["licence"] else "",
            f"${row['cost_usd']:,.0f}" if row["cost_usd"] == row["cost_usd"] else "",
            f"{row['weeks']:,.0f} weeks" if row["weeks"] == row["weeks"] else "",
            f"{row['seats']:,.0f} seats" if row["seats"] == row["seats"] else "",
            f"{row['placement_share']:.0%} placed ({row['outcome_of']})"
            if row["placement_share"] == row["placement_share"]
            else "",
        ]
        said.append(f"  {row['programme']}: {', '.join(fact for fact in facts if fact) or 'no details'}")
    return said
