"""The classes: Origin, Mid-wage Origin, Gateway, Target, Historical Adjacency, and the trace of every test.

The rules are circular: an Origin needs a Gateway or Target, a Target needs a Gateway, a Gateway needs both.
They are solved by repeating them until nothing changes. An occupation that passes the tests of Gateway and
of Target counts as both while flows are measured; its label follows the precedence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.plan import CLASSES

Array = NDArray[Any]
MOST_PASSES = 20


@dataclass(frozen=True)
class Traits:
    """What the rules look at, one value per occupation of the pack.

    ``income_usd`` [USD per year], ``nonba_share`` and ``risk`` 0–1, ``job_zone`` 1–5, ``growth_share`` over
    ten years; ``moves[o, d]`` people without a four-year degree a year (national, zero on the diagonal);
    ``forced`` class names set by the planner, blank otherwise.
    """

    income_usd: Array
    nonba_share: Array
    risk: Array
    job_zone: Array
    growth_share: Array
    moves: Array
    forced: Array


@dataclass(frozen=True)
class Classified:
    """Classes solved for one region, and the figures the circular tests rest on.

    ``inflow_share`` is the share of people moving in who come from Origins, ``outflow_share`` of people
    moving on who go to occupations that pass the Target tests; ``path_people`` the largest yearly flow from
    an occupation to one Gateway or Target; ``feed_people`` the largest from one Gateway into it.
    """

    names: Array
    band: Array
    borderline: Array
    origins: Array
    gateways: Array
    targets: Array
    inflow_share: Array
    outflow_share: Array
    path_people: Array
    feed_people: Array
    passes: int


@dataclass(frozen=True)
class _Sets:
    origins: Array
    gateways: Array
    targets: Array
    inflow_share: Array
    outflow_share: Array
    path_people: Array
    feed_people: Array


def classify(traits: Traits, given: Mapping[str, float]) -> Classified:
    """Solve the circular rules for the parameters and wage lines ``given``.

    Occupations whose class still changes after 20 passes, or changed back on the way, are borderline.
    """
    forced = traits.forced
    candidates = _candidates(traits, given)
    inward, outward = traits.moves.sum(axis=0), traits.moves.sum(axis=1)
    origins, targets = candidates
    seen: list[Array] = []
    for _ in range(MOST_PASSES):
        sets = _one_pass(traits, given, origins, targets, candidates, inward, outward)
        names = _label(traits, given, sets)
        stable = np.array_equal(sets.origins, origins) and np.array_equal(sets.targets, targets)
        seen.append(names)
        origins, targets = sets.origins, sets.targets
        if stable:
            break
    flipping = _flipping(seen, stable)
    band = np.select([names == "Origin", names == "Mid-wage Origin"], ["low", "mid"], "").astype(object)
    return Classified(
        names,
        band,
        flipping & (forced == ""),
        np.isin(names, CLASSES[:2]),
        names == "Gateway",
        sets.targets,
        sets.inflow_share,
        sets.outflow_share,
        sets.path_people,
        sets.feed_people,
        len(seen),
    )


def _candidates(traits: Traits, given: Mapping[str, float]) -> tuple[Array, Array]:
    income, share = traits.income_usd, traits.nonba_share
    origins = (income < given["origin_line_usd"]) & (share >= given["origin_nonba_share_min"])
    targets = (
        (income > given["target_line_usd"])
        & (share >= given["target_nonba_share_min"])
        & (traits.risk < given["risk_line"])
        & (traits.growth_share >= given["target_growth_min"])
    )
    return (
        _with_forced(origins, traits.forced, CLASSES[:2]),
        _with_forced(targets, traits.forced, ("Target",), beside=("Gateway", "Historical Adjacency")),
    )


def _with_forced(
    members: Array, forced: Array, classes: tuple[str, ...], beside: tuple[str, ...] = ()
) -> Array:
    """Return who counts as a member when the planner set classes by hand.

    The classes ``beside`` go before this one without ending the membership, by the rules as by hand: setting
    the class that the rules give changes nothing else.
    """
    return np.where(np.isin(forced, ("", *beside)), members, np.isin(forced, classes))


def _one_pass(
    traits: Traits,
    given: Mapping[str, float],
    origins: Array,
    targets: Array,
    candidates: tuple[Array, Array],
    inward: Array,
    outward: Array,
) -> _Sets:
    moves, forced = traits.moves, traits.forced
    # Plain sums: a matrix product would start threads, which wait for each other on a busy machine.
    inflow = _part(moves[origins].sum(axis=0), inward)
    outflow = _part(moves[:, targets].sum(axis=1), outward)
    gateways = (
        (traits.income_usd >= given["origin_line_usd"])
        & (traits.nonba_share >= given["gateway_nonba_share_min"])
        & (traits.job_zone <= given["gateway_job_zone_max"])
        & (inflow > given["inflow_share_min"])
        & (outflow > given["outflow_share_min"])
    )
    beside = () if given["gateway_precedence"] else ("Target",)
    gateways = _with_forced(gateways, forced, ("Gateway",), beside)
    ahead = gateways | targets
    path = moves[:, ahead].max(axis=1, initial=0.0)
    feed = moves[gateways].max(axis=0, initial=0.0)
    least = given["path_people_min"]
    kept_origins = (candidates[0] & (path >= least)) | np.isin(forced, CLASSES[:2])
    kept_targets = (candidates[1] & (feed >= least)) | (forced == "Target")
    return _Sets(kept_origins, gateways, kept_targets, inflow, outflow, path, feed)


def _part(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.full_like(whole, np.nan), where=whole > 0)


def _label(traits: Traits, given: Mapping[str, float], sets: _Sets) -> Array:
    """Gateway before Target (a parameter), a dead end that Origins reach before Target, Origin last."""
    adjacent = (
        (traits.income_usd > given["target_line_usd"])
        & (traits.nonba_share >= given["gateway_nonba_share_min"])
        & (traits.job_zone <= given["gateway_job_zone_max"])
        & (sets.inflow_share > given["inflow_share_min"])
        & (sets.outflow_share <= given["outflow_share_min"])
    )
    low = traits.income_usd < given["low_band_line_usd"]
    names = np.full(len(low), "Not classified", dtype=object)
    names[sets.origins] = "Mid-wage Origin"
    names[sets.origins & low] = "Origin"
    names[sets.targets] = "Target"
    names[adjacent] = "Historical Adjacency"
    both = sets.gateways & sets.targets
    names[sets.gateways & ~both] = "Gateway"
    names[both] = "Gateway" if given["gateway_precedence"] else "Target"
    return np.where(traits.forced == "", names, traits.forced)


def _flipping(seen: list[Array], stable: bool) -> Array:
    """Occupations that left a class and came back to it, or that still change when the passes end."""
    flipping = np.zeros(len(seen[0]), dtype=bool)
    for first, second, third in zip(seen, seen[1:], seen[2:], strict=False):
        flipping |= (first == third) & (first != second)
    if not stable and len(seen) > 1:
        flipping |= seen[-1] != seen[-2]
    return flipping
