"""Limits of an allocation that cannot hold together, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from data.language import say, say_count
from workbook.model import allocation_limits as names
from workbook.model.allocation_amounts import dollars, persons
from workbook.model.national import GROUPS

if TYPE_CHECKING:
    from workbook.model.allocation import Allocation

_IN_CONFLICT = {
    names.OPENINGS: say("the openings that the plan can fill"),
    names.PARTICIPANTS: say("the number of people who can take part"),
    names.SEATS: say("the seats of the programmes"),
    names.MOVES: say("the most people on one move"),
}


def explanation(allocation: Allocation) -> str:
    """Return why no allocation can hold every limit: the fewest in conflict, and the figure that tells."""
    found = allocation.conflict
    if not found:
        return ""
    told = [conflict_words(allocation, name) for name in found]
    demand = next((name for name in found if name == names.PEOPLE or name.startswith(names.MINIMUM)), None)
    if len(found) == 1:
        return say(
            "It cannot be: {limit}. No Origin with people out of work leads there as a good, viable job.",
            limit=told[0],
        )
    listed = say("{first} and {last}", first=", ".join(told[:-1]), last=told[-1])
    if demand is None:
        return say("These cannot hold together: {limits}. Ease any one of them.", limits=listed)
    rest = tuple(name for name in found if name != demand)
    family = next(family for family in allocation.programme.families if family.name == demand)
    most = allocation.most(-family.rows.toarray()[0], rest)
    return say_count(
        "These cannot hold together: {limits}. Of what is asked for, the other alone allows {people} at "
        "most. Ease any one of them.",
        "These cannot hold together: {limits}. Of what is asked for, the others allow {people} at "
        "most. Ease any one of them.",
        len(rest),
        limits=listed,
        people=persons(most),
    )


def conflict_words(allocation: Allocation, name: str) -> str:
    """Return a family of limits as it is named in a conflict."""
    request, frame = allocation.request, allocation.results.frame
    if name in _IN_CONFLICT:
        return _IN_CONFLICT[name]
    if name == names.BUDGET:
        return say("the budget of {budget}", budget=dollars(request.budget_usd))
    if name == names.PEOPLE:
        return say("at least {people} moved", people=persons(request.people_min))
    if name.startswith(names.FLOOR):
        return floor_words(allocation, name.removeprefix(names.FLOOR))
    soc = name.removeprefix(names.MINIMUM)
    title = frame["title"][int(np.flatnonzero(frame["soc"] == soc)[0])]
    people = persons(request.minimums[soc])
    return say("at least {people} in {title} ({soc})", people=people, title=title, soc=soc)


def floor_words(allocation: Allocation, group: str) -> str:
    """Return an equity floor as sentences name it."""
    times, name = allocation.request.floors[group], GROUPS[group]
    who = say("women") if name == "Women" else say("{group} workers", group=say(name))
    least = f"{times * allocation.moves.origin_shares[group]:.0%}"
    if times == 1:
        return say("parity for {who} (at least {least} of the people moved)", who=who, least=least)
    return say(
        "the floor of {times} times the Origin share for {who} (at least {least} of the people moved)",
        times=f"{times:g}",
        who=who,
        least=least,
    )
