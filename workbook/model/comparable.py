"""What keeps two sides from being compared one to one: each reason with what holds on either side."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.dictionaries import columns, parameters
from data.figures import written
from data.language import say
from workbook.model.compared import Comparison

COVERAGE_APART = 0.05
"""Coverage that differs by more than this is told."""
TIMES_LARGER = 1.5
"""A region with so many times the jobs of the other has more openings for that reason alone."""

Reason = tuple[str, str, str, str]
"""What is not the same, what it is on the left and on the right, and what that means."""


def reasons(comparison: Comparison) -> pd.DataFrame:
    """Return why the sides cannot be compared one to one; no rows when nothing speaks against it."""
    found = [
        reason
        for tell in (_place_and_time, _assumptions, _sources, _coverage, _imputed, _lacking)
        for reason in tell(comparison)
    ]
    return pd.DataFrame(found, columns=list(columns("comparable")))


def _place_and_time(found: Comparison) -> Iterator[Reason]:
    left, right = found.left, found.right
    jobs = [one.totals.get("jobs", np.nan) for one in (left, right)]
    if np.isfinite(jobs).all() and max(jobs) > TIMES_LARGER * min(jobs):
        means = say(
            "The larger region has more openings and reach for that reason alone; compare ranks and wages."
        )
        one, other = (say("{count} jobs", count=f"{count:,.0f}") for count in jobs)
        yield say("Size"), one, other, means
    if left.scenario != right.scenario:
        means = say("Openings, and ranks with them, differ by what the scenarios assume.")
        yield say("Scenario"), say(left.scenario), say(right.scenario), means
    if left.day != right.day:
        means = say("Postings that are open are counted on another day.")
        yield say("Day"), left.day.isoformat(), right.day.isoformat(), means


def _assumptions(found: Comparison) -> Iterator[Reason]:
    known = parameters()
    means = say("A difference may come from this parameter and not from the place.")
    for name in known:
        one, other = (side.parameters.get(name, known[name].default) for side in (found.left, found.right))
        if one != other:
            yield say(known[name].label), written(f"{one:,.10g}"), written(f"{other:,.10g}"), means
    one, other = found.left.overrides, found.right.overrides
    if one != other:
        yield (
            say("Classes set by hand"),
            written(f"{one:,}"),
            written(f"{other:,}"),
            say("A class may differ because a planner set it."),
        )


def _sources(found: Comparison) -> Iterator[Reason]:
    means = say("The figures are of another time or source.")
    both = [name for name in found.left.vintages if name in found.right.vintages]
    for name in both:
        one, other = found.left.vintages[name], found.right.vintages[name]
        if one != other:
            yield say(name), one, other, means
    for side, place in ((found.left, 1), (found.right, 2)):
        for sentence in side.left_out:
            told = [say("A file was left out"), "", "", say("The figures stand without it.")]
            told[place] = sentence
            yield told[0], told[1], told[2], told[3]


def _coverage(found: Comparison) -> Iterator[Reason]:
    means = say("Counts and sums of occupations are not alike: more is withheld or absent on one side.")
    for name, one in found.left.coverage.items():
        other = found.right.coverage.get(name, np.nan)
        if abs(one - other) > COVERAGE_APART:
            subject = say("Coverage: {measure}", measure=say(name))
            yield subject, f"{one:.0%}", f"{other:.0%}", means


def _imputed(found: Comparison) -> Iterator[Reason]:
    table = found.table
    national = (table["left_wage_source"] == "national") != (table["right_wage_source"] == "national")
    known = table["left_wage_source"].ne("") & table["right_wage_source"].ne("")
    if (national & known).any():
        one, other = (
            written(f"{(table[f'{side}_wage_source'] == 'national').sum():,}") for side in ("left", "right")
        )
        means = say(
            "National wages stand in where a region's are not published (marked i); they are not local."
        )
        yield say("Occupations with national wages"), one, other, means
    kinds = [set(table[f"{side}_unemployed_kind"]) - {""} for side in ("left", "right")]
    if all(kinds) and kinds[0] != kinds[1]:
        shares = [side.imputed_share for side in (found.left, found.right)]
        left, right = (say("{share} imputed", share=f"{share:.0%}") for share in shares)
        means = say("People out of work are counted by occupation on one side and spread on the other.")
        yield say("People out of work"), left, right, means


def _lacking(found: Comparison) -> Iterator[Reason]:
    if found.lacking:
        known = columns("matrix")
        names = ", ".join(say(known[name].label) for name in known if name in found.lacking)
        told = [say("not kept") if side.lacking else say("known") for side in (found.left, found.right)]
        yield names, told[0], told[1], say("A month kept holds classes, ranks, openings and seekers only.")
