"""Paths: the best two-step ways Origin → Gateway → Target, with remainders so that shares add up to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.plan import CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
PEOPLE, WAGE, FEASIBILITY = "people", "wage", "feasibility"
ORDERS = (PEOPLE, WAGE, FEASIBILITY)
LISTED = 300
"""Paths listed for a region."""
FURTHER, FEW, NO_TARGET, NO_ORIGIN, NO_GATEWAY = "further", "few", "no target", "no origin", "no gateway"


@dataclass(frozen=True)
class _Steps:
    """The steps of a region, every occupation a row and a column.

    ``first[o, g]`` are people a year of the region from o to g, ``second[g, t]`` the share of those who move
    on from g that go to t, ``onward[g, t]`` people a year of the nation who take that step. Masks tell who
    counts as what; ``least`` and ``least_onward`` are the people below which nothing is claimed of a step.
    """

    first: Array
    second: Array
    onward: Array
    origins: Array
    gateways: Array
    targets: Array
    least: float
    least_onward: float


def _steps(results: Results) -> _Steps:
    everywhere, frame = results.prepared.national, results.frame
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.nan_to_num(frame["employment"] / everywhere.jobs.employment)
    moves, outward = everywhere.nonba_moves, everywhere.outward[:, None]
    names = frame["class"].astype(str)
    return _Steps(
        moves * part[:, None],
        np.divide(moves, outward, out=np.zeros_like(moves), where=outward > 0),
        moves,
        np.isin(names, CLASSES[:2]),
        (names == "Gateway") & (frame["openings_12m"] > 0),
        names == "Target",
        results.parameters["suppression_min_people"],
        results.parameters["path_people_min"],
    )


@dataclass(frozen=True)
class ClearSteps:
    """The steps of a region that can be claimed, every occupation a row and a column.

    ``first[o, g]`` are people a year of the region who step from an Origin to an open Gateway,
    ``share[g, t]`` the share of those who move on from it that reach a Target; 0 where too few take the step.
    """

    first: Array
    share: Array


def clear_steps(results: Results) -> ClearSteps:
    """Return the steps that the listed paths are made of."""
    steps = _steps(results)
    up = (
        steps.origins[:, None]
        & steps.gateways[None, :]
        & (steps.first >= max(steps.least, np.finfo(float).tiny))
    )
    on = steps.gateways[:, None] & steps.targets[None, :] & (steps.onward >= steps.least_onward)
    return ClearSteps(np.where(up, steps.first, 0.0), np.where(on, steps.second, 0.0))


def region_paths(results: Results, by: str = PEOPLE, listed: int = LISTED) -> pd.DataFrame:
    """Return the best paths of the whole region and what remains of the moves out of its Origins.

    ``share`` is of everybody without a four-year degree who leaves an Origin of the region in a year.
    """
    steps = _steps(results)
    return _two_steps(results, steps, np.flatnonzero(steps.origins), None, by, listed)


def paths_from(results: Results, place: int, by: str = PEOPLE, listed: int = 20) -> pd.DataFrame:
    """Return what comes next from one occupation: over Gateways to Targets, or from a Gateway straight on.

    ``share`` is of everybody without a four-year degree who leaves it in a year; the rows add up to one.
    Empty where the region's jobs in the occupation are not published: then nothing is known of its movers.
    """
    steps = _steps(results)
    if results.frame["class"][place] == "Gateway":
        return _one_step(results, steps, np.array([place]), steps.targets, by, listed, forward=True)
    return _two_steps(results, steps, np.array([place]), None, by, listed)


def paths_to(results: Results, place: int, by: str = PEOPLE, listed: int = 20) -> pd.DataFrame:
    """Return who feeds one occupation: Origins over Gateways into a Target, Origins straight into any other.

    ``share`` is of everybody without a four-year degree who comes in, for a Target in two steps of any kind;
    the rows add up to one.
    """
    steps = _steps(results)
    if results.frame["class"][place] == "Target":
        return _two_steps(results, steps, np.arange(len(steps.first)), place, by, listed)
    return _one_step(results, steps, np.array([place]), steps.origins, by, listed, forward=False)


def _two_steps(
    results: Results, steps: _Steps, starts: Array, end: int | None, by: str, listed: int
) -> pd.DataFrame:
    """Return paths start → Gateway → Target (or ``end`` alone) and what remains of all walks of two steps."""
    ends = np.flatnonzero(steps.targets) if end is None else np.array([end])
    over = np.flatnonzero(steps.gateways)
    # All walks: of the starts wherever they go, or into the end wherever they come from.
    reaching = np.ones(len(steps.second)) if end is None else steps.second[:, end]
    arriving = steps.first[starts].sum(axis=0)
    whole = float((arriving * reaching).sum())
    if not whole > 0:
        return _table([], results)
    by_gateway = float((arriving * reaching)[over].sum())
    counted = starts if end is None else starts[steps.origins[starts]]
    first = steps.first[np.ix_(counted, over)]
    second = steps.second[np.ix_(over, ends)]
    on_path = float((first.sum(axis=0) @ second).sum())
    clear = first >= max(steps.least, np.finfo(float).tiny)
    going = (steps.onward[np.ix_(over, ends)] >= steps.least_onward) & (second > 0)
    kept = float(((first * clear).sum(axis=0) @ (second * going)).sum())
    o, g = np.nonzero(clear)
    pair, t = np.nonzero(going[g])
    origin, gateway, target = counted[o[pair]], over[g[pair]], ends[t]
    rows = _ranked(
        results,
        pd.DataFrame(
            {
                "origin_place": origin,
                "gateway_place": gateway,
                "target_place": target,
                "people": first[o[pair], g[pair]] * second[g[pair], t],
                "people_first_step": first[o[pair], g[pair]],
                "second_step_share": second[g[pair], t],
            }
        ),
        by,
    )
    few = max(0.0, on_path - kept)
    astray = (by_gateway - on_path, NO_TARGET if end is None else NO_ORIGIN)
    return _table(rows, results, listed, whole, few, (astray, (whole - by_gateway, NO_GATEWAY)))


def _one_step(
    results: Results, steps: _Steps, at: Array, others: Array, by: str, listed: int, *, forward: bool
) -> pd.DataFrame:
    """Return the steps between one occupation and the ``others``, and what remains of all of its moves."""
    place = int(at[0])
    people = steps.first[place] if forward else steps.first[:, place]
    whole = float(people.sum())
    if not whole > 0:
        return _table([], results)
    clear = others & (people >= steps.least) & (people > 0)
    side = np.flatnonzero(clear)
    here = np.full(len(side), place)
    first = np.full(len(side), np.nan) if forward else people[side]
    ends_at_gateway = bool(results.frame["class"][place] == "Gateway")
    rows = _ranked(
        results,
        pd.DataFrame(
            {
                "origin_place": np.full(len(side), -1) if forward else side,
                "gateway_place": here if ends_at_gateway else np.full(len(side), -1),
                "target_place": side if forward else (np.full(len(side), -1) if ends_at_gateway else here),
                "people": people[side],
                "people_first_step": first,
                "second_step_share": people[side] / whole if forward else np.full(len(side), np.nan),
            }
        ),
        by,
    )
    few = max(0.0, float(people[others].sum() - people[clear].sum()))
    astray = (float(people[~others].sum()), NO_TARGET if forward else NO_ORIGIN)
    return _table(rows, results, listed, whole, few, (astray,))


def _ranked(results: Results, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add what a path pays and asks for, and put the best first; ties by people, then by occupation."""
    income, gap = results.traits.income_usd, results.prepared.national.pair_gap
    o, g, t = (rows[f"{side}_place"].to_numpy() for side in ("origin", "gateway", "target"))
    start, end = np.where(o >= 0, o, g), np.where(t >= 0, t, g)
    rows = rows.assign(
        wage_gain_usd=income[end] - income[start],
        training_gap=np.where((o >= 0) & (g >= 0), gap[o, g], 0.0)
        + np.where((g >= 0) & (t >= 0), gap[g, t], 0.0)
        + np.where(g < 0, gap[o, t], 0.0),
    )
    rows["feasibility"] = 1 / (1 + rows["training_gap"])
    first = {PEOPLE: "people", WAGE: "wage_gain_usd", FEASIBILITY: "feasibility"}[by]
    keys = dict.fromkeys((first, "people"), False) | dict.fromkeys(
        ("origin_place", "gateway_place", "target_place"), True
    )
    return rows.sort_values(list(keys), ascending=list(keys.values()), ignore_index=True)


def _table(
    rows: Any,
    results: Results,
    listed: int = 0,
    whole: float = 0.0,
    few: float = 0.0,
    astray: tuple[tuple[float, str], ...] = (),
) -> pd.DataFrame:
    """Return the listed paths and one row for each remainder; a remainder without people is left out."""
    known = list(columns("paths"))
    if not whole > 0:
        return pd.DataFrame(columns=known)
    shown, rest = rows.head(listed), rows.iloc[listed:]
    frame, income = results.frame, results.traits.income_usd
    table = shown.assign(kind="path", rank=np.arange(1, len(shown) + 1), words="")
    for side in ("origin", "gateway", "target"):
        place = shown[f"{side}_place"].to_numpy()
        there = place >= 0
        table[f"{side}_soc"] = np.where(there, frame["soc"][place], "")
        table[side] = np.where(there, frame["title"][place], "")
        table[f"{side}_income_usd"] = np.where(there, income[place], np.nan)
    gateway = shown["gateway_place"].to_numpy()
    table["gateway_availability"] = np.where(gateway >= 0, frame["availability"][gateway], "")
    left = [(float(rest["people"].sum()), FURTHER), (few, FEW), *astray]
    words = _words(results, len(rest))
    remainders = pd.DataFrame(
        [
            {"kind": kind, "words": words[kind], "people": people}
            for people, kind in left
            if people > 1e-9 * whole
        ]
    )
    found = pd.concat([part for part in (table, remainders) if len(part)], ignore_index=True)
    found = found.reindex(columns=known)
    found["share"] = found["people"] / whole
    texts = [name for name, column in columns("paths").items() if column.type == "text"]
    found[texts] = found[texts].astype(object).fillna("")
    return pd.DataFrame(found[known])


def _words(results: Results, further: int) -> dict[str, str]:
    least, onward = (results.parameters[name] for name in ("suppression_min_people", "path_people_min"))
    return {
        FURTHER: say("{count} further paths", count=f"{further:,}"),
        FEW: say(
            "A step of fewer than {least} people a year here, or onward {onward} in the nation: nothing is "
            "claimed",
            least=f"{least:,.0f}",
            onward=f"{onward:,.0f}",
        ),
        NO_TARGET: say("To no Target"),
        NO_ORIGIN: say("From no Origin"),
        NO_GATEWAY: say("Over no Gateway with openings here"),
    }
