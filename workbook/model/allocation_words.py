"""An allocation in sentences: what the money does, what limits it, what parity costs, what conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbook.model import allocation_limits as names
from workbook.model.allocation_tables import ASSUMED, KINDS
from workbook.model.national import GROUPS
from workbook.model.words import moves_word

if TYPE_CHECKING:
    from workbook.model.allocation import Allocation

NAMED_LIMITS = 5
"""Openings, people and seats used up that are named one by one, those worth most first."""
FAR_TIMES = 10
"""A move with more than so many times the people in reach is pointed out."""
_MILLION = 1e6
_IN_CONFLICT = {
    names.OPENINGS: "the openings that the plan can fill",
    names.PARTICIPANTS: "the number of people who can take part",
    names.SEATS: "the seats of the programmes",
    names.MOVES: "the most people on one move",
}


def dollars(amount: float) -> str:
    """Return an amount of money as a sentence has it.

    >>> dollars(10000), dollars(12_538_052)
    ('$10,000', '$12.5 million')
    """
    if abs(amount) >= 2 * _MILLION:
        return f"${amount / _MILLION:,.1f} million"
    return f"${amount:,.0f}"


def persons(count: float) -> str:
    """Return a number of people, in tenths where there are few.

    >>> persons(445.8), persons(1.3), persons(1.0)
    ('446 people', '1.3 people', '1 person')
    """
    shown = f"{count:,.0f}" if count >= 10 or count == int(count) else f"{count:.1f}"
    return f"{shown} {'person' if shown == '1' else 'people'}"


def headline(allocation: Allocation) -> str:
    """Return what a board should hear first."""
    place = allocation.results.region.short_name
    budget = dollars(allocation.request.budget_usd)
    if not allocation.feasible:
        return f"No allocation of {budget} in {place} can hold every limit. {explanation(allocation)}"
    moved = allocation.moved
    if moved.empty:
        return f"{budget} moves nobody in {place}: {_why_nobody(allocation)}"
    origins, jobs = moved["origin_soc"].nunique(), moved["destination_soc"].nunique()
    spent = dollars(allocation.cost_usd)
    money = spent if spent == budget else f"{spent} of {budget}"
    return (
        f"{money} moves {persons(allocation.people)} in {place} "
        f"from {_number(origins, 'Origin')} into {_number(jobs, 'good, viable job')}; "
        f"{persons(allocation.placed).split()[0]} of them placed, with "
        f"{dollars(allocation.wage_gain_usd)} more in wages a year."
    )


def _number(count: int, of: str) -> str:
    return f"{count} {of}{'' if count == 1 else 's'}"


def _why_nobody(allocation: Allocation) -> str:
    if not allocation.moves.count:
        return "there is no move to a good, viable job that pays more, with people and openings."
    if allocation.request.budget_usd <= 0:
        return "there is no money to spend."
    return "the limits leave no room for anyone."


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
        return f"add {dollars(value)} to the wages of a year"
    return f"move {_more(value)}"


def _more(count: float, word: str = "more") -> str:
    """Return “1.3 more people”."""
    number, noun = persons(max(0.0, count)).split()
    return f"{number} {word} {noun}"


def next_dollars(allocation: Allocation) -> str:
    """Return what the next $10,000 would do, by solving again with that much more."""
    more = allocation.with_more
    people, gain = more.people - allocation.people, more.wage_gain_usd - allocation.wage_gain_usd
    if allocation.request.by_wages:
        turned = _more(people) if people > -0.05 else f"{_more(-people, 'fewer')}, each for more pay"
        return f"the next $10,000 adds {dollars(gain)} to the wages of a year and moves {turned}"
    return f"the next $10,000 moves {_more(people)}"


def _budget(allocation: Allocation) -> list[str]:
    if allocation.moved.empty and allocation.request.budget_usd > 0:
        return []
    if allocation.budget_price > 0:
        return [f"The budget is used up; {next_dollars(allocation)}."]
    left = allocation.request.budget_usd - allocation.cost_usd
    return [
        f"More money would reach no more: {dollars(left)} of the budget is left, other limits are used up."
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
            f"{row['limit']}, {row['subject']}: all {_figure(bound)} are used; one more would {worth}."
        )
    rest = len(ranked) - len(said)
    if rest > 0:
        are = "is" if rest == 1 else "are"
        said.append(f"{_number(rest, 'further limit')} of openings, people or seats {are} used up.")
    return said


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def _floors(allocation: Allocation) -> list[str]:
    floors = allocation.request.floors
    if not floors:
        return []
    aim = "total wage gain" if allocation.request.by_wages else "the people moved"
    share = allocation.equity_cost_share
    told = " and ".join(_floor_words(allocation, group) for group in floors)
    one = len(floors) == 1
    if share >= 0.0005:
        cost = f"{'costs' if one else 'cost'} {share:.1%} of {aim}"
    else:
        cost = f"{'costs' if one else 'cost'} nothing of {aim}: {'it holds' if one else 'they hold'} as it is"
    return [f"{told[0].upper()}{told[1:]} {cost}."]


def _floor_words(allocation: Allocation, group: str) -> str:
    times, name = allocation.request.floors[group], GROUPS[group]
    who = "women" if name == "Women" else f"{name} workers"
    least = f"{times * allocation.moves.origin_shares[group]:.0%} of the people moved"
    if times == 1:
        return f"parity for {who} (at least {least})"
    return f"the floor of {times:g} times the Origin share for {who} (at least {least})"


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
        asks = "1 move asks" if len(far) == 1 else f"{len(far)} moves ask"
        said.append(
            f"{asks} for more than {FAR_TIMES} times the people who would go that way by the transitions "
            f"alone ({most['origin']} to {most['destination']}: {persons(most['people'])} against "
            f"{most['reach']:.1f}): the most that money could do, not what will happen by itself. "
            "“Most people on a move” limits it."
        )
    thin = moved[moved["people"] < 1]
    if len(thin):
        are = (
            "1 move is of less than one person"
            if len(thin) == 1
            else f"{len(thin)} moves are of less than one person each"
        )
        said.append(
            f"{are}, {persons(float(thin['people'].sum()))} in all: read them as directions, and "
            "plan for numbers in a larger region or several areas together."
        )
    return said


def _basis(allocation: Allocation) -> list[str]:
    moved, moves = allocation.moved, allocation.moves
    said = []
    assumed = float(moved.loc[moved["training"] == ASSUMED, "people"].sum())
    if assumed > 0:
        said.append(
            "Cost and length of training are assumptions of the plan for "
            f"{assumed / allocation.people:.0%} of the people; a list of programmes replaces them."
        )
    free = float(moved.loc[(moved["training"] != ASSUMED) & (moved["person_cost_usd"] == 0), "people"].sum())
    if free > 0:
        said.append(
            f"{persons(free)} would take a programme that the list says costs nothing: check that it does."
        )
    if moves.unpriced:
        what = "programme tells" if moves.unpriced == 1 else "programmes tell"
        said.append(
            f"{moves.unpriced:,} {what} no cost and {'was' if moves.unpriced == 1 else 'were'} not used."
        )
    word = moves_word(allocation.results)
    said.append(
        f"Which moves can be paid for is {word}; wages, openings and people out of work are as in the "
        "matrix. The capture, participation and placement shares are assumptions of the plan."
    )
    return said


def explanation(allocation: Allocation) -> str:
    """Return why no allocation can hold every limit: the fewest in conflict, and the figure that tells."""
    found = allocation.conflict
    if not found:
        return ""
    told = [conflict_words(allocation, name) for name in found]
    demand = next((name for name in found if name == names.PEOPLE or name.startswith(names.MINIMUM)), None)
    if len(found) == 1:
        return (
            f"It cannot be: {told[0]}. No Origin with people out of work leads there as a good, viable job."
        )
    listed = f"{', '.join(told[:-1])} and {told[-1]}"
    lead = f"These cannot hold together: {listed}."
    if demand is None:
        return f"{lead} Ease any one of them."
    rest = tuple(name for name in found if name != demand)
    family = next(family for family in allocation.programme.families if family.name == demand)
    most = allocation.most(-family.rows.toarray()[0], rest)
    many = "the other alone allows" if len(rest) == 1 else "the others allow"
    return f"{lead} Of what is asked for, {many} {persons(most)} at most. Ease any one of them."


def conflict_words(allocation: Allocation, name: str) -> str:
    """Return a family of limits as it is named in a conflict."""
    request, frame = allocation.request, allocation.results.frame
    if name in _IN_CONFLICT:
        return _IN_CONFLICT[name]
    if name == names.BUDGET:
        return f"the budget of {dollars(request.budget_usd)}"
    if name == names.PEOPLE:
        return f"at least {persons(request.people_min)} moved"
    if name.startswith(names.FLOOR):
        return _floor_words(allocation, name.removeprefix(names.FLOOR))
    soc = name.removeprefix(names.MINIMUM)
    title = frame["title"][int(np.flatnonzero(frame["soc"] == soc)[0])]
    return f"at least {persons(request.minimums[soc])} in {title} ({soc})"
