"""The tables of an allocation: who moves where, which limits are used up, who is served, what money buys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.model import allocation_limits as names
from workbook.model.national import GROUPS

if TYPE_CHECKING:
    from workbook.model.allocation import Allocation

Array = NDArray[Any]
ASSUMED, LISTED = "assumed training", "programme of the list"
USED_UP = 1e-6
"""A limit counts as used up when less than this share of it is left."""
KINDS = {
    names.OPENINGS: (say("Openings that the plan can fill"), say("persons")),
    names.PARTICIPANTS: (say("People who can take part"), say("persons")),
    names.SEATS: (say("Seats"), say("persons")),
    names.MOVES: (say("People on one move"), say("persons")),
}


def moved(allocation: Allocation) -> pd.DataFrame:
    """Return one row per move and programme, the largest gain in wages first."""
    moves, frame = allocation.moves, allocation.results.frame
    move, programme, people = _by_programme(allocation)
    origin, destination = moves.origin[move], moves.destination[move]
    listed = moves.programmes.iloc[np.maximum(programme, 0)] if len(moves.programmes) else None
    taught = programme >= 0

    def of_programme(name: str, otherwise: Any) -> Array:
        if listed is None:
            return np.full(len(move), otherwise)
        return np.where(taught, listed[name].to_numpy(), otherwise)

    cost = of_programme("cost_usd", moves.assumed_cost_usd[move]).astype(float)
    rate = allocation.results.given["placement_rate"]
    table = pd.DataFrame(
        {
            "origin_soc": frame["soc"][origin],
            "origin": frame["title"][origin],
            "destination_soc": frame["soc"][destination],
            "destination": frame["title"][destination],
            "class": frame["class"][destination],
            "training": np.where(taught, LISTED, ASSUMED),
            "programme": of_programme("programme", ""),
            "provider": of_programme("provider", ""),
            "people": people,
            "placed": people * rate,
            "cost_usd": people * cost,
            "wage_gain_usd": people * rate * moves.gain_usd[move],
            "person_cost_usd": cost,
            "person_gain_usd": moves.gain_usd[move],
            "weeks": of_programme("weeks", moves.assumed_weeks[move]).astype(float),
            "reach": moves.reach[move],
        }
    )
    order = ["wage_gain_usd", "origin_soc", "destination_soc", "programme"]
    ordered = table.sort_values(order, ascending=[False, True, True, True], kind="stable", ignore_index=True)
    return ordered[list(columns("allocation"))]


def _by_programme(allocation: Allocation) -> tuple[Array, Array, Array]:
    """Return move, programme (−1 for assumed training) and people of every row.

    The programmes of an occupation are filled from its Origins in the order of both lists: one of the ways to
    share them out, and all cost the same.
    """
    moves, plan = allocation.moves, allocation.plan
    people, choice = plan[: moves.count], plan[moves.count :]
    used = np.flatnonzero(people)
    plain = used[~np.isin(moves.destination[used], moves.choice_destination)]
    parts = [(plain, np.full(len(plain), -1), people[plain])]
    for place in np.unique(
        moves.destination[used][np.isin(moves.destination[used], moves.choice_destination)]
    ):
        arriving = used[moves.destination[used] == place]
        taken = np.flatnonzero((moves.choice_destination == place) & (choice > 0))
        ends, filled = np.cumsum(people[arriving]), np.cumsum(choice[taken])
        # The two add up to the same; the solver's last digits must not leave a rest.
        filled *= ends[-1] / filled[-1]
        cuts = np.unique(np.concatenate([ends, filled[:-1]]))
        middle = cuts - np.diff(cuts, prepend=0.0) / 2
        of_move = arriving[np.searchsorted(ends, middle)]
        of_choice = taken[np.minimum(np.searchsorted(filled, middle), len(taken) - 1)]
        parts.append((of_move, moves.choice_programme[of_choice], np.diff(cuts, prepend=0.0)))
    move, programme, count = (np.concatenate(part) for part in zip(*parts, strict=True))
    real = count > 1e-9
    return move[real], programme[real].astype(int), count[real]


def limits_table(allocation: Allocation) -> pd.DataFrame:
    """Return the budget, what must be reached, and every other limit that is used up."""
    wanted = list(columns("allocation_limits"))
    if allocation.solution is None:
        return pd.DataFrame(columns=wanted)
    rows = _single_limits(allocation)
    for family in allocation.programme.families:
        if family.name not in KINDS:
            continue
        used = family.rows @ allocation.plan
        full = used >= family.bounds - USED_UP * np.maximum(1.0, np.abs(family.bounds))
        prices = allocation.solution.prices[family.name]
        found = np.flatnonzero(full & (used > 0))
        subjects = _subjects(allocation, family.name)
        kind, unit = KINDS[family.name]
        for place in found[np.argsort(-prices[found], kind="stable")]:
            soc, subject = subjects[place]
            figures = (float(family.bounds[place]), float(used[place]), True, float(prices[place]))
            rows.append(dict(zip(wanted, (kind, soc, subject, unit, *figures), strict=True)))
    return pd.DataFrame(rows, columns=wanted)


def _single_limits(allocation: Allocation) -> list[dict[str, Any]]:
    request, frame = allocation.request, allocation.results.frame
    wanted = list(columns("allocation_limits"))
    budget, spent = request.budget_usd, allocation.cost_usd
    full = spent >= budget * (1 - USED_UP)
    found: list[tuple[Any, ...]] = [
        (say("Budget"), "", say("All moves together"), "USD", budget, spent, full, allocation.budget_price)
    ]
    assert allocation.solution is not None
    prices = {name: float(price[0]) for name, price in allocation.solution.prices.items() if len(price) == 1}
    if request.people_min > 0:
        people, least = allocation.people, request.people_min
        price = -prices[names.PEOPLE]
        found.append(
            (
                say("People at least"),
                "",
                say("All moves together"),
                say("persons"),
                least,
                people,
                _reached(people, least),
                price,
            )
        )
    served = dict(zip(allocation.groups["group"], allocation.groups["share"].astype(float), strict=True))
    for group, times in request.floors.items():
        least = times * allocation.moves.origin_shares[group]
        share = served[GROUPS[group]]
        price = prices[names.FLOOR + group]
        tight = price > 0 or _reached(share, least)
        found.append(
            (
                say("Equity floor"),
                "",
                say(GROUPS[group]),
                say("share of the people moved"),
                least,
                share,
                tight,
                np.nan,
            )
        )
    title = dict(zip(frame["soc"], frame["title"], strict=True))
    for soc, least in request.minimums.items():
        arriving = float(allocation.moved.loc[allocation.moved["destination_soc"] == soc, "people"].sum())
        price = -prices[names.MINIMUM + soc]
        found.append(
            (
                say("People at least"),
                soc,
                title[soc],
                say("persons"),
                least,
                arriving,
                _reached(arriving, least),
                price,
            )
        )
    return [dict(zip(wanted, row, strict=True)) for row in found]


def _reached(value: float, least: float) -> bool:
    """Return whether a lower limit is only just held."""
    return value <= least + USED_UP * max(1.0, abs(least))


def _subjects(allocation: Allocation, family: str) -> list[tuple[str, str]]:
    """Return code and name of what each limit of a family is about."""
    moves, frame = allocation.moves, allocation.results.frame
    if family == names.SEATS:
        limited = moves.programmes[moves.programmes["seats"].notna()]
        return [("", f"{row.programme}, {row.provider}".strip(", ")) for row in limited.itertuples()]
    if family == names.MOVES:
        pairs = zip(moves.origin, moves.destination, strict=True)
        return [(frame["soc"][d], f"{frame['title'][o]} → {frame['title'][d]}") for o, d in pairs]
    places = np.unique(moves.destination if family == names.OPENINGS else moves.origin)
    return list(zip(frame["soc"][places], frame["title"][places], strict=True))


def groups(allocation: Allocation) -> pd.DataFrame:
    """Return shares of the groups of workers among the people moved, against their shares of the Origins."""
    moves = allocation.moves
    people = allocation.plan[: moves.count]
    rows = []
    for column, group in GROUPS.items():
        base = moves.origin_shares[column]
        published = np.isfinite(moves.group_shares[column][moves.origin])
        served = float(moves.group_share(column) @ people)
        part, counted = (
            _part(served, float(people.sum())),
            _part(float(people[published].sum()), float(people.sum())),
        )
        floor = allocation.request.floors.get(column, float("nan")) * base
        rows.append((group, served, part, base, _part(part, base), floor, counted))
    return pd.DataFrame(rows, columns=list(columns("allocation_groups")))


def _part(some: float, whole: float) -> float:
    return some / whole if whole > 0 else float("nan")


def curve_row(allocation: Allocation) -> tuple[Any, ...]:
    """Return what a budget buys: blank where the other limits cannot hold with so little money."""
    budget = allocation.request.budget_usd
    if not allocation.feasible:
        return (budget, *[float("nan")] * 5)
    figures = (allocation.people, allocation.placed, allocation.cost_usd, allocation.wage_gain_usd)
    return (budget, *figures, allocation.budget_price * 10_000)
