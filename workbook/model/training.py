"""Training gaps: what transfers from the Origins that feed a Gateway, and what a course must teach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model.localtables import PROGRAMMES, of_kind

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
    ``unlocks``: per element, how many Gateways have it among their largest gaps; ``own_programmes``: per
    Gateway and programme of the planner's own list.
    """

    gateways: pd.DataFrame
    elements: pd.DataFrame
    technologies: pd.DataFrame
    programmes: pd.DataFrame
    unlocks: pd.DataFrame
    own_programmes: pd.DataFrame


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
    figures = _figures(results, places)
    elements = results.prepared.pack.table("elements")
    detail = _detail(results, places, figures, elements)
    return TrainingGaps(
        _summary(results, places, figures, elements),
        detail,
        _technologies(results, places),
        _programmes(results, places),
        _unlocks(detail),
        own_programmes(results, places),
    )


@dataclass(frozen=True)
class _Figures:
    """Reach-weighted gap and transfer, and the people affected: open Gateway × element."""

    gap: Array
    transfer: Array
    people: Array


def _figures(results: Results, places: Array) -> _Figures:
    everywhere = results.prepared.national
    level, weight = everywhere.standard_level, everywhere.importance / 5
    gap, transfer, people = (np.zeros((len(places), level.shape[1])) for _ in range(3))
    for row, place in enumerate(places):
        feeders = np.flatnonzero(results.reach[:, place])
        reach = results.reach[feeders, place]
        share = (reach / reach.sum())[:, None]
        need, have = level[place], level[feeders]
        gap[row] = (share * np.maximum(need - have, 0)).sum(axis=0) * weight[place]
        transfer[row] = (share * np.minimum(need, have)).sum(axis=0) * weight[place]
        people[row] = (reach[:, None] * (have < need)).sum(axis=0)
    return _Figures(gap, transfer, people)


def _detail(results: Results, places: Array, figures: _Figures, elements: pd.DataFrame) -> pd.DataFrame:
    """Return one row per Gateway and element, the largest gap of each Gateway first."""
    order = np.argsort(-figures.gap, axis=1, kind="stable")
    count = order.shape[1]
    table = {name: np.repeat(results.frame[name][places], count) for name in ("soc", "title")}
    for name in ("element_id", "element", "kind", "tag"):
        table[name] = elements[name].to_numpy(dtype=object)[order].ravel()
    for name in ("gap", "transfer", "people"):
        table[name] = np.take_along_axis(getattr(figures, name), order, axis=1).ravel()
    table["rank"] = np.tile(np.arange(1, count + 1), len(places))
    return pd.DataFrame(table)[list(columns("training_gaps"))]


def _summary(results: Results, places: Array, figures: _Figures, elements: pd.DataFrame) -> pd.DataFrame:
    names, tags = (elements[name].to_numpy(dtype=object) for name in ("element", "tag"))
    rows = []
    for place, gap, transfer in zip(places, figures.gap, figures.transfer, strict=True):
        strongest = np.lexsort((names, -transfer))
        counted = strongest[:STRENGTHS_COUNTED]
        weight = {tag: float(transfer[counted][tags[counted] == tag].sum()) for tag in sorted(set(tags))}
        largest = np.argsort(-gap, kind="stable")
        rows.append(
            {
                "soc": results.frame["soc"][place],
                "title": results.frame["title"][place],
                "people": results.frame["origin_reach"][place],
                "mean_gap": float(gap.sum()),
                "interpersonal_share": weight["interpersonal"] / sum(weight.values()),
                "leans_on": max(weight, key=lambda tag: weight[tag]),
                "transfers": _named(names[strongest]),
                "missing": _named(names[largest][gap[largest] > 0]),
            }
        )
    known = ["soc", "title", "people", "mean_gap", "interpersonal_share", "leans_on", "transfers", "missing"]
    return pd.DataFrame(rows, columns=known)


def _named(names: Array) -> str:
    """Return the first few names; Mathematics, a skill and a field of knowledge, is named once."""
    return ", ".join(list(dict.fromkeys(names))[:NAMED])


def _technologies(results: Results, places: Array) -> pd.DataFrame:
    """Return the technologies of each Gateway, with the share of arriving people whose Origin lacks them."""
    table = results.prepared.pack.table("technologies")
    socs = results.frame["soc"]
    code, technologies = pd.factorize(table["technology"], sort=True)
    user = pd.Index(socs).get_indexer(pd.Index(table["soc"]))
    reach = results.reach[:, places]
    share = reach / reach.sum(axis=0)
    by_technology = np.argsort(code, kind="stable")
    starts = np.searchsorted(code[by_technology], np.arange(len(technologies)))
    using = np.add.reduceat(share[user[by_technology]], starts, axis=0)
    order = np.full(len(socs), -1)
    order[places] = np.arange(len(places))
    asked = np.flatnonzero(order[user] >= 0)
    gateway = order[user[asked]]
    found = pd.DataFrame(
        {
            "soc": socs[places][gateway],
            "technology": technologies.to_numpy(dtype=object)[code[asked]],
            "hot": table["hot"].to_numpy(dtype=bool)[asked],
            "in_demand": table["in_demand"].to_numpy(dtype=bool)[asked],
            "share_new": np.maximum(0.0, 1 - using[code[asked], gateway]),
        }
    )
    ranked = np.lexsort((code[asked], -found["share_new"], ~found["in_demand"], gateway))
    return found.iloc[ranked].reset_index(drop=True)


def _programmes(results: Results, places: Array) -> pd.DataFrame:
    table = results.prepared.pack.table("programmes")
    return table[table["soc"].isin(results.frame["soc"][places])].reset_index(drop=True)


def own_programmes(results: Results, places: Array) -> pd.DataFrame:
    """Return the programmes of the planner's own list that lead to each Gateway, the cheapest first.

    A programme leads to the occupation that the list names, otherwise to those that the crosswalk of the pack
    gives for its field. Columns: ``soc, cip, programme, provider, cost_usd, weeks, seats``.
    """
    own = of_kind(results.prepared.tables, PROGRAMMES)
    wanted = ["soc", "cip", "title", "provider", "cost_usd", "weeks", "seats"]
    if own is None:
        return pd.DataFrame(columns=wanted).rename(columns={"title": "programme"})
    crosswalk = results.prepared.pack.table("programmes")[["soc", "cip"]]
    named = own.rows[own.rows["soc"] != ""]
    by_field = own.rows[(own.rows["soc"] == "") & (own.rows["cip"] != "")]
    by_field = by_field.drop(columns="soc").merge(crosswalk, on="cip")
    found = pd.concat([named[wanted], by_field[wanted]], ignore_index=True)
    found = found[found["soc"].isin(results.frame["soc"][places])].drop_duplicates()
    ordered = found.sort_values(["soc", "cost_usd", "title", "provider"], kind="stable", ignore_index=True)
    return ordered.rename(columns={"title": "programme"})


def _unlocks(detail: pd.DataFrame) -> pd.DataFrame:
    """Return, per element, the Gateways that have it among their largest gaps and the people affected."""
    largest = detail[(detail["rank"] <= NAMED) & (detail["gap"] > 0)]
    found = largest.groupby(["element", "kind", "tag"], as_index=False).agg(
        gateways=("soc", "size"), people=("people", "sum")
    )
    return found.sort_values(["gateways", "element"], ascending=[False, True]).reset_index(drop=True)
