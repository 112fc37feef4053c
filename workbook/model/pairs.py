"""Pairs: what somebody of one occupation brings to another, and what is still to be learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model import strengths
from workbook.model.programmes import own_programmes
from workbook.model.training import NAMED, open_gateways, pair_gaps

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]


@dataclass(frozen=True)
class Pair:
    """One step from an occupation to another.

    ``summary`` has one row, as `pairs` gives it; ``elements`` one row per skill or knowledge element, the
    strongest first; ``technologies`` those of the destination, in demand and new ones first; ``programmes``
    the planner's programmes that lead there, ``fields`` the fields of training that do.
    """

    summary: pd.DataFrame
    elements: pd.DataFrame
    technologies: pd.DataFrame
    programmes: pd.DataFrame
    fields: pd.DataFrame


def pair(results: Results, origin: int, destination: int) -> Pair:
    """Return what transfers from one occupation to another, what is missing, and which training leads there.

    ``origin`` and ``destination`` are places in the order of the pack's occupations.
    """
    fields = results.prepared.pack.table("programmes")
    return Pair(
        pairs(results, [(origin, destination)]),
        pair_elements(results, origin, destination),
        pair_technologies(results, origin, destination),
        own_programmes(results, np.array([destination])),
        fields[fields["soc"] == results.frame["soc"][destination]].reset_index(drop=True),
    )


def pair_elements(results: Results, origin: int, destination: int) -> pd.DataFrame:
    """Return every skill and knowledge element of a step, strengths before gaps.

    Levels are O*NET's own (0–7), importance that of the destination (1–5); gap and transfer are in standard
    units × importance ÷ 5, strength runs from 0 to 5.
    """
    everywhere, pack = results.prepared.national, results.prepared.pack
    table = pack.table("elements")[["element_id", "element", "kind", "tag"]].copy()
    level = pack.element_matrix("level")
    table["importance"] = everywhere.importance[destination]
    table["level_held"], table["level_needed"] = level[origin], level[destination]
    table["strength"] = strengths.strength_of(everywhere, origin, destination)
    table["gap"], table["transfer"] = pair_gaps(results, origin, destination)
    table = _titled(table, results, origin, destination)
    table["gap_rank"] = table["gap"].rank(method="first", ascending=False).astype("int64")
    ordered = table.sort_values(["strength", "element_id"], ascending=[False, True], ignore_index=True)
    ordered["rank"] = np.arange(1, len(ordered) + 1)
    return ordered[list(columns("pair_elements"))]


def pair_technologies(results: Results, origin: int, destination: int) -> pd.DataFrame:
    """Return the technologies of the destination; those in demand that the origin does not use come first."""
    table, socs = results.prepared.pack.table("technologies"), results.frame["soc"]
    used = set(table.loc[table["soc"] == socs[origin], "technology"])
    found = table[table["soc"] == socs[destination]].copy()
    found["new"] = ~found["technology"].isin(used)
    ordered = found.sort_values(
        ["new", "in_demand", "technology"], ascending=[False, False, True], ignore_index=True
    )
    return _titled(ordered, results, origin, destination)[list(columns("pair_technologies"))]


def _titled(table: pd.DataFrame, results: Results, origin: int, destination: int) -> pd.DataFrame:
    frame = results.frame
    return table.assign(
        origin_soc=frame["soc"][origin],
        origin=frame["title"][origin],
        destination_soc=frame["soc"][destination],
        destination=frame["title"][destination],
    )


def pairs(results: Results, steps: Sequence[tuple[int, int]]) -> pd.DataFrame:
    """Return one row per step, origin and destination as places: people, strengths, gap, technologies.

    ``people`` are the unemployed of the Origin who would arrive; zero where the start is no Origin, blank
    where its unemployed are not known.
    """
    origins, destinations = (
        np.array(side, dtype=int) for side in (zip(*steps, strict=True) if steps else ((), ()))
    )
    frame, everywhere = results.frame, results.prepared.national
    elements = results.prepared.pack.table("elements")
    names, tags = (elements[name].to_numpy(dtype=object) for name in ("element", "tag"))
    need, have = everywhere.standard_level[destinations], everywhere.standard_level[origins]
    gap = np.maximum(0, need - have) * everywhere.importance[destinations] / 5
    held = np.divide(np.minimum(have, need), need, out=np.ones_like(have), where=need > 0)
    strength = np.minimum(everywhere.importance[origins], everywhere.importance[destinations]) * held
    shares = strengths.shares_by_tag(strength, tags)
    counted = np.isfinite(frame["unemployed"][origins]) | ~results.classified.origins[origins]
    income = results.traits.income_usd
    table = pd.DataFrame(
        {
            "origin_soc": frame["soc"][origins],
            "origin": frame["title"][origins],
            "destination_soc": frame["soc"][destinations],
            "destination": frame["title"][destinations],
            "destination_class": frame["class"][destinations],
            "people": np.where(counted, results.reach[origins, destinations], np.nan),
            "leans_on": strengths.leaning(shares),
            "interpersonal_share": shares[:, 0],
            "transfers": [_first(names, row) for row in strength],
            "missing": [_first(names, row) for row in gap],
            "technologies": _new_technologies(results, origins, destinations),
            "gap": gap.sum(axis=1),
            "training_feasibility": 1 / (1 + gap.sum(axis=1)),
            "wage_gain_usd": income[destinations] - income[origins],
        }
    )
    return table[list(columns("training_pairs"))]


def _first(names: Array, values: Array) -> str:
    order = np.argsort(-values, kind="stable")
    return ", ".join(list(dict.fromkeys(names[order][values[order] > 0]))[:NAMED])


def _new_technologies(results: Results, origins: Array, destinations: Array) -> list[str]:
    """Return per step the first technologies in demand at the destination that the origin does not use."""
    table, socs = results.prepared.pack.table("technologies"), results.frame["soc"]
    used = {str(soc): set(rows) for soc, rows in table.groupby("soc")["technology"]}
    asked = {str(soc): list(rows) for soc, rows in table[table["in_demand"]].groupby("soc")["technology"]}
    nothing: set[str] = set()
    return [
        "; ".join([one for one in asked.get(d, ()) if one not in used.get(o, nothing)][:NAMED])
        for o, d in zip(socs[origins], socs[destinations], strict=True)
    ]


def gateways_from(results: Results, origin: int) -> pd.DataFrame:
    """Return the step from one occupation to every open Gateway, most people first, then the smaller gap."""
    steps = [(origin, int(place)) for place in open_gateways(results) if place != origin]
    return _ordered(pairs(results, steps))


def feeders_of(results: Results, destination: int) -> pd.DataFrame:
    """Return the step to one occupation from every Origin with people in reach, most people first."""
    feeders = np.flatnonzero(results.reach[:, destination] > 0)
    return _ordered(pairs(results, [(int(place), destination) for place in feeders]))


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    keys = ["people", "gap", "origin_soc", "destination_soc"]
    return table.sort_values(keys, ascending=[False, True, True, True], ignore_index=True)
