"""Training gaps: what transfers from the Origins that feed a Gateway, and what a course must teach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
NAMED = 5
"""Skills named in the summary of a Gateway on each side."""
STRENGTHS_COUNTED = 10
"""Most transferring elements that decide what kind of strength a Gateway mostly leans on."""


@dataclass(frozen=True)
class TrainingGaps:
    """The training gaps of a region.

    ``gateways``: one row per open Gateway; ``elements``: per Gateway and skill or knowledge element;
    ``technologies``: per Gateway and technology asked for; ``programmes``: per Gateway and CIP;
    ``unlocks``: per element, how many Gateways have it among their largest gaps.
    """

    gateways: pd.DataFrame
    elements: pd.DataFrame
    technologies: pd.DataFrame
    programmes: pd.DataFrame
    unlocks: pd.DataFrame


def pair_gaps(results: Results, origin: int, destination: int) -> tuple[Array, Array]:
    """Return gap and transfer of every element for one pair, in standard units × importance ÷ 5.

    Gap is max(0, level needed − level held); transfer is the level held up to the level needed.
    """
    everywhere = results.prepared.national
    level, weight = everywhere.standard_level, everywhere.importance[destination] / 5
    need, have = level[destination], level[origin]
    return np.maximum(0, need - have) * weight, np.minimum(need, have) * weight


def open_gateways(results: Results) -> Array:
    """Return the places of the Gateways with openings and people in reach, largest reach first."""
    frame = results.frame
    open_ = (frame["class"] == "Gateway") & (frame["openings_12m"] > 0) & (frame["origin_reach"] > 0)
    places = np.flatnonzero(open_.astype(bool))
    return np.asarray(places[np.argsort(-frame["origin_reach"][places], kind="stable")])


def training_gaps(results: Results) -> TrainingGaps:
    """Return the training gaps of every open Gateway, weighted by where its regional reach comes from."""
    places = open_gateways(results)
    elements = results.prepared.pack.table("elements")
    blocks = list(_elements_of(results, places, elements))
    names = list(columns("training_gaps"))
    detail = pd.concat(blocks, ignore_index=True)[names] if blocks else pd.DataFrame(columns=names)
    technologies = _technologies(results, places)
    return TrainingGaps(
        _summary(results, places, detail),
        detail,
        technologies,
        _programmes(results, places),
        _unlocks(detail),
    )


def _elements_of(results: Results, places: Array, elements: pd.DataFrame) -> Iterator[pd.DataFrame]:
    everywhere = results.prepared.national
    level, importance = everywhere.standard_level, everywhere.importance
    about = {name: elements[name].to_numpy(dtype=object) for name in ("element_id", "element", "kind", "tag")}
    for place in places:
        reach = results.reach[:, place]
        feeders = np.flatnonzero(reach > 0)
        share = reach[feeders] / reach[feeders].sum()
        need, have = level[place], level[feeders]
        weight = importance[place] / 5
        gap = (share @ np.maximum(0, need - have)) * weight
        order = np.lexsort((np.arange(len(gap)), -gap))
        yield pd.DataFrame(
            {
                "soc": results.frame["soc"][place],
                "title": results.frame["title"][place],
                **{name: values[order] for name, values in about.items()},
                "gap": gap[order],
                "transfer": ((share @ np.minimum(need, have)) * weight)[order],
                "people": (reach[feeders] @ (have < need))[order],
                "rank": np.arange(1, len(gap) + 1),
            }
        )


def _summary(results: Results, places: Array, detail: pd.DataFrame) -> pd.DataFrame:
    rows = []
    parts = dict(list(detail.groupby("soc", sort=False)))
    for place in places:
        soc = results.frame["soc"][place]
        part = parts[soc]
        best = part.sort_values(["transfer", "element"], ascending=[False, True], kind="stable")
        counted = best.head(STRENGTHS_COUNTED)
        tags = counted["tag"].value_counts()
        rows.append(
            {
                "soc": soc,
                "title": results.frame["title"][place],
                "people": results.frame["origin_reach"][place],
                "mean_gap": float(part["gap"].sum()),
                "interpersonal_share": float((counted["tag"] == "interpersonal").mean()),
                "leans_on": str(tags.sort_index().idxmax()),
                "transfers": ", ".join(best["element"].head(NAMED)),
                "missing": ", ".join(part.loc[part["gap"] > 0, "element"].head(NAMED)),
            }
        )
    names = ["soc", "title", "people", "mean_gap", "interpersonal_share", "leans_on", "transfers", "missing"]
    return pd.DataFrame(rows, columns=names)


def _technologies(results: Results, places: Array) -> pd.DataFrame:
    """Return the technologies of each Gateway, with the share of arriving people whose Origin lacks them."""
    table = results.prepared.pack.table("technologies")
    socs = results.frame["soc"]
    place_of = {soc: place for place, soc in enumerate(socs)}
    users: dict[str, set[int]] = {}
    for soc, technology in zip(table["soc"], table["technology"], strict=True):
        users.setdefault(technology, set()).add(place_of[soc])
    asked = dict(list(table.groupby("soc", sort=False)))
    rows = []
    for place in places:
        part = asked.get(socs[place])
        if part is None:
            continue
        reach = results.reach[:, place]
        whole = float(reach.sum())
        for technology, hot, in_demand in zip(
            part["technology"], part["hot"], part["in_demand"], strict=True
        ):
            using = sum(float(reach[user]) for user in users[technology])
            rows.append((socs[place], technology, bool(hot), bool(in_demand), 1 - using / whole))
    names = ["soc", "technology", "hot", "in_demand", "share_new"]
    found = pd.DataFrame(rows, columns=names)
    order = {socs[place]: index for index, place in enumerate(places)}
    found["order"] = found["soc"].map(order)
    ordered = found.sort_values(
        ["order", "in_demand", "share_new", "technology"], ascending=[True, False, False, True]
    )
    return ordered[names].reset_index(drop=True)


def _programmes(results: Results, places: Array) -> pd.DataFrame:
    table = results.prepared.pack.table("programmes")
    return table[table["soc"].isin(results.frame["soc"][places])].reset_index(drop=True)


def _unlocks(detail: pd.DataFrame) -> pd.DataFrame:
    """Return, per element, the Gateways that have it among their largest gaps and the people affected."""
    largest = detail[(detail["rank"] <= NAMED) & (detail["gap"] > 0)]
    found = largest.groupby(["element", "kind", "tag"], as_index=False).agg(
        gateways=("soc", "size"), people=("people", "sum")
    )
    return found.sort_values(["gateways", "element"], ascending=[False, True]).reset_index(drop=True)
