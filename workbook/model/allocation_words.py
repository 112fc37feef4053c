"""An allocation in sentences: what the money does, what limits it and what parity costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.language import say, say_count
from workbook.model.allocation_amounts import dollars, fewer_people, figure, more_people, persons
from workbook.model.allocation_conflict import explanation, floor_words
from workbook.model.allocation_tables import ASSUMED, KINDS
from workbook.model.words import moves_word

if TYPE_CHECKING:
    from workbook.model.allocation import Allocation

NAMED_LIMITS = 5
"""Openings, people and seats used up that are named one by one, those worth most first."""
FAR_TIMES = 10
"""A move with more than so many times the people in reach is pointed out."""


def headline(allocation: Allocation) -> str:
    """Return what a board should hear first."""
    place = allocation.results.region.short_name
    budget = dollars(allocation.request.budget_usd)
    if not allocation.feasible:
        said = say("No allocation of {budget} in {place} can hold every limit.", budget=budget, place=place)
        return f"{said} {explanation(allocation)}"
    moved = allocation.moved
    if moved.empty:
        why = _why_nobody(allocation)
        return say("{budget} moves nobody in {place}: {why}", budget=budget, place=place, why=why)
    origins, jobs = moved["origin_soc"].nunique(), moved["destination_soc"].nunique()
    spent = dollars(allocation.cost_usd)
    return say(
        "{money} moves {people} in {place} from {origins} into {jobs}; {placed} of them placed, with "
        "{gain} more in wages a year.",
        money=spent if spent == budget else say("{spent} of {budget}", spent=spent, budget=budget),
        people=persons(allocation.people),
        place=place,
        origins=say_count("{count} Origin", "{count} Origins", origins, count=origins),
        jobs=say_count("{count} good, viable job", "{count} good, viable jobs", jobs, count=jobs),
        placed=figure(allocation.placed),
        gain=dollars(allocation.wage_gain_usd),
    )


def _why_nobody(allocation: Allocation) -> str:
    if not allocation.moves.count:
        return say("there is no move to a good, viable job that pays more, with people and openings.")
    if allocation.request.budget_usd <= 0:
        return say("there is no money to spend.")
    return say("the limits leave no room for anyone.")


def sentences(allocation: Allocation) -> list[str]:
    """Return what stands in the way, what parity costs, and what the figures rest on; one sentence each."""
    if not allocation.feasible:
        return [*_basis(allocation)]
    return [
        *_budget(allocation),
        *_used_up(allocation),
        *_floors(allocation),
        *_believable(allocation),
        *_basis(allocation),
    ]


def _worth(allocation: Allocation, value: float) -> str:
    if allocation.request.by_wages:
        return say("add {amount} to the wages of a year", amount=dollars(value))
    return say("move {people}", people=more_people(value))


def next_dollars(allocation: Allocation) -> str:
    """Return what the next $10,000 would do, by solving again with that much more."""
    more = allocation.with_more
    people, gain = more.people - allocation.people, more.wage_gain_usd - allocation.wage_gain_usd
    if allocation.request.by_wages:
        turned = more_people(people)
        if people <= -0.05:
            turned = say("{people}, each for more pay", people=fewer_people(-people))
        return say(
            "the next $10,000 adds {gain} to the wages of a year and moves {people}",
            gain=dollars(gain),
            people=turned,
        )
    return say("the next $10,000 moves {people}", people=more_people(people))


def _budget(allocation: Allocation) -> list[str]:
    if allocation.moved.empty and allocation.request.budget_usd > 0:
        return []
    if allocation.budget_price > 0:
        return [say("The budget is used up; {next_dollars}.", next_dollars=next_dollars(allocation))]
    left = allocation.request.budget_usd - allocation.cost_usd
    return [
        say(
            "More money would reach no more: {left} of the budget is left, other limits are used up.",
            left=dollars(left),
        )
    ]


def _used_up(allocation: Allocation) -> list[str]:
    table = allocation.limits
    kinds = {kind for kind, _ in KINDS.values()}
    found = table[table["limit"].isin(kinds) & table["binding"].astype(bool) & (table["price"] > 0)]
    # What a limit is worth in all, so that a tenth of an opening does not go before forty.
    ranked = found.iloc[np.argsort(-(found["price"] * found["bound"]).to_numpy(), kind="stable")]
    said = []
    for row in ranked.head(NAMED_LIMITS).to_dict("records"):
        bound, worth = float(row["bound"]), _worth(allocation, float(row["price"]))
        said.append(
            say(
                "{limit}, {subject}: all {count} are used; one more would {worth}.",
                limit=row["limit"],
                subject=row["subject"],
                count=figure(bound),
                worth=worth,
            )
        )
    rest = len(ranked) - len(said)
    if rest > 0:
        said.append(
            say_count(
                "{count} further limit of openings, people or seats is used up.",
                "{count} further limits of openings, people or seats are used up.",
                rest,
                count=rest,
            )
        )
    return said


def _floors(allocation: Allocation) -> list[str]:
    floors = allocation.request.floors
    if not floors:
        return []
    aim = say("total wage gain" if allocation.request.by_wages else "the people moved")
    share = allocation.equity_cost_share
    told = say(" and ").join(floor_words(allocation, group) for group in floors)
    values = {"floors": f"{told[0].upper()}{told[1:]}", "aim": aim}
    if share >= 0.0005:
        return [
            say_count(
                "{floors} costs {share} of {aim}.",
                "{floors} cost {share} of {aim}.",
                len(floors),
                share=f"{share:.1%}",
                **values,
            )
        ]
    return [
        say_count(
            "{floors} costs nothing of {aim}: it holds as it is.",
            "{floors} cost nothing of {aim}: they hold as it is.",
            len(floors),
            **values,
        )
    ]


def _believable(allocation: Allocation) -> list[str]:
    """Return where the best moves ask for more than people do today, or are parts of a person."""
    moved = allocation.moved
    said: list[str] = []
    if moved.empty:
        return said
    times = (moved["people"] / moved["reach"].where(moved["reach"] > 0)).to_numpy(dtype=float)
    far = np.flatnonzero((times > FAR_TIMES) & (moved["people"] >= 1))
    if len(far):
        most = moved.iloc[far[np.argmax(moved["people"].to_numpy()[far])]]
        said.append(
            say_count(
                "{count} move asks for more than {times} times the people who would go that way by the "
                "transitions alone ({origin} to {destination}: {people} against {reach}): the most that "
                "money could do, not what will happen by itself. “Most people on a move” limits it.",
                "{count} moves ask for more than {times} times the people who would go that way by the "
                "transitions alone ({origin} to {destination}: {people} against {reach}): the most that "
                "money could do, not what will happen by itself. “Most people on a move” limits it.",
                len(far),
                count=len(far),
                times=FAR_TIMES,
                origin=most["origin"],
                destination=most["destination"],
                people=persons(most["people"]),
                reach=f"{most['reach']:.1f}",
            )
        )
    thin = moved[moved["people"] < 1]
    if len(thin):
        said.append(
            say_count(
                "{count} move is of less than one person, {people} in all: read them as directions, and "
                "plan for numbers in a larger region or several areas together.",
                "{count} moves are of less than one person each, {people} in all: read them as directions, "
                "and plan for numbers in a larger region or several areas together.",
                len(thin),
                count=len(thin),
                people=persons(float(thin["people"].sum())),
            )
        )
    return said


def _basis(allocation: Allocation) -> list[str]:
    moved, moves = allocation.moved, allocation.moves
    said = []
    assumed = float(moved.loc[moved["training"] == ASSUMED, "people"].sum())
    if assumed > 0:
        said.append(
            say(
                "Cost and length of training are assumptions of the plan for {share} of the people; a list "
                "of programmes replaces them.",
                share=f"{assumed / allocation.people:.0%}",
            )
        )
    free = float(moved.loc[(moved["training"] != ASSUMED) & (moved["person_cost_usd"] == 0), "people"].sum())
    if free > 0:
        said.append(
            say(
                "{people} would take a programme that the list says costs nothing: check that it does.",
                people=persons(free),
            )
        )
    if moves.unpriced:
        said.append(
            say_count(
                "{count} programme tells no cost and was not used.",
                "{count} programmes tell no cost and were not used.",
                moves.unpriced,
                count=f"{moves.unpriced:,}",
            )
        )
    said.append(
        say(
            "Which moves can be paid for is {word}; wages, openings and people out of work are as in the "
            "matrix. The capture, participation and placement shares are assumptions of the plan.",
            word=moves_word(allocation.results),
        )
    )
    return said
