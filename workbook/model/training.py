"""Training gaps: what transfers from the Origins that feed a Gateway, and what a course must teach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.model import strengths
from workbook.model.localtables import PROGRAMMES, of_kind
from workbook.model.programmes import own_programmes, people_seated, seats_by_occupation

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
NAMED = 5
"""Skills named in the summary of a Gateway on each side."""


@dataclass(frozen=True)
class TrainingGaps:
    """The training gaps of a region.

    ``gateways``: one row per open Gateway; ``elements``: per Gateway and skill or knowledge element;
    ``technologies``: per Gateway and technology asked for; ``programmes``: per Gateway and CIP;
    ``unlocks``: per element, how many Gateways have it among their largest gaps; ``own_programmes``: per
    Gateway and programme of the planner's own list; ``readings``: how many Gateways lean on interpersonal
    strengths, beside the study; ``region``: the region in a few figures.
    """

    gateways: pd.DataFrame
    elements: pd.DataFrame
    technologies: pd.DataFrame
    programmes: pd.DataFrame
    unlocks: pd.DataFrame
    own_programmes: pd.DataFrame
    readings: pd.DataFrame
    region: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables beside that of the elements, by the name of their file."""
        return {
            "training_gateways": self.gateways,
            "training_region": self.region,
            "training_unlocks": self.unlocks,
            "training_technologies": self.technologies,
            "training_programmes": self.own_programmes[list(columns("training_programmes"))],
            "strength_readings": self.readings,
        }


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
    technologies = _technologies(results, places)
    programmes = own_programmes(results, places)
    gateways = _summary(results, places, figures, elements, technologies)
    gateways = _with_seats(
        gateways, programmes, listed=of_kind(results.prepared.tables, PROGRAMMES) is not None
    )
    unlocks = _unlocks(detail)
    return TrainingGaps(
        gateways,
        detail,
        technologies,
        _programmes(results, places),
        unlocks,
        programmes,
        strengths.strength_readings(figures, elements),
        _region(gateways, programmes, unlocks),
    )


@dataclass(frozen=True)
class Figures:
    """Reach-weighted gap, transfer and strength, and the people affected: open Gateway × element."""

    gap: Array
    transfer: Array
    strength: Array
    people: Array


def _figures(results: Results, places: Array) -> Figures:
    everywhere = results.prepared.national
    level, weight = everywhere.standard_level, everywhere.importance / 5
    gap, transfer, strength, people = (np.zeros((len(places), level.shape[1])) for _ in range(4))
    for row, place in enumerate(places):
        feeders = np.flatnonzero(results.reach[:, place])
        reach = results.reach[feeders, place]
        share = (reach / reach.sum())[:, None]
        need, have = level[place], level[feeders]
        gap[row] = (share * np.maximum(need - have, 0)).sum(axis=0) * weight[place]
        transfer[row] = (share * np.minimum(need, have)).sum(axis=0) * weight[place]
        strength[row] = (share * strengths.strength_of(everywhere, feeders, place)).sum(axis=0)
        people[row] = (reach[:, None] * (have < need)).sum(axis=0)
    return Figures(gap, transfer, strength, people)


def _detail(results: Results, places: Array, figures: Figures, elements: pd.DataFrame) -> pd.DataFrame:
    """Return one row per Gateway and element, the largest gap of each Gateway first."""
    order = np.argsort(-figures.gap, axis=1, kind="stable")
    count = order.shape[1]
    table = {name: np.repeat(results.frame[name][places], count) for name in ("soc", "title")}
    for name in ("element_id", "element", "kind", "tag"):
        table[name] = elements[name].to_numpy(dtype=object)[order].ravel()
    for name in ("gap", "transfer", "strength", "people"):
        table[name] = np.take_along_axis(getattr(figures, name), order, axis=1).ravel()
    table["rank"] = np.tile(np.arange(1, count + 1), len(places))
    return pd.DataFrame(table)[list(columns("training_gaps"))]


def _summary(
    results: Results, places: Array, figures: Figures, elements: pd.DataFrame, technologies: pd.DataFrame
) -> pd.DataFrame:
    """Return one row per open Gateway: what transfers first, then what is missing."""
    names, tags = (elements[name].to_numpy(dtype=object) for name in ("element", "tag"))
    shares = strengths.shares_by_tag(figures.strength, tags)
    held = pd.Series(results.frame["soc"][places])
    new = technologies[technologies["in_demand"] & (technologies["share_new"] > 0.5)]
    tools = {soc: "; ".join(list(rows)[:NAMED]) for soc, rows in new.groupby("soc")["technology"]}
    return pd.DataFrame(
        {
            "soc": held,
            "title": results.frame["title"][places],
            "people": results.frame["origin_reach"][places],
            "mean_gap": figures.gap.sum(axis=1),
            **{f"{tag}_share": shares[:, place] for place, tag in enumerate(strengths.TAGS)},
            "leans_on": strengths.leaning(shares),
            "transfers": [_named(names[np.argsort(-row, kind="stable")]) for row in figures.strength],
            "missing": [_missing(names, row) for row in figures.gap],
            "technologies": [tools.get(soc, "") for soc in held],
        }
    )


def _missing(names: Array, gap: Array) -> str:
    largest = np.argsort(-gap, kind="stable")
    return _named(names[largest][gap[largest] > 0])


def _with_seats(gateways: pd.DataFrame, programmes: pd.DataFrame, *, listed: bool) -> pd.DataFrame:
    """Add the programmes of the planner's list and the training gap in seats; blank without a list.

    A Gateway to which no programme leads has no seats; one whose programmes do not state theirs is blank.
    """
    seats = seats_by_occupation(programmes, gateways["soc"].tolist())
    if not listed:
        seats[:] = np.nan
    seats["seats"] = seats["seats"].mask(seats["programmes"] == 0, 0.0)
    short = (gateways["people"].reset_index(drop=True) - seats["seats"]).clip(lower=0.0)
    found = pd.concat([gateways.reset_index(drop=True), seats.assign(training_gap_people=short)], axis=1)
    return found[list(columns("training_gateways"))]


def _region(gateways: pd.DataFrame, programmes: pd.DataFrame, unlocks: pd.DataFrame) -> pd.DataFrame:
    """Return the region in a few figures; what needs a list of programmes is blank without one."""
    people, nan = float(gateways["people"].sum()), float("nan")
    listed = bool(gateways["programmes"].notna().any())
    once = programmes.drop_duplicates("row")
    telling = int(once["seats"].notna().sum())
    reach = dict(zip(gateways["soc"], gateways["people"], strict=True))
    seated = people_seated(reach, programmes) if telling else nan
    first = unlocks.iloc[0] if len(unlocks) else None
    rows = [
        ("open_gateways", float(len(gateways)), say("Gateways"), say("With openings and people in reach")),
        ("people", people, say("persons"), say("Unemployed people of Origins who would arrive in them")),
        *(
            (
                f"leans_on_{tag}",
                float((gateways["leans_on"] == tag).sum()),
                say("Gateways"),
                say("Mostly {tag} strengths", tag=say(tag)),
            )
            for tag in strengths.TAGS
        ),
        (
            "unlocked_by_first_skill",
            float(first["gateways"]) if first is not None else nan,
            say("Gateways"),
            say("{element}: one skill unlocks that many", element=first["element"])
            if first is not None
            else say("Nothing is missing"),
        ),
        (
            "programmes",
            float(len(once)) if listed else nan,
            say("programmes"),
            say("Of the planner's list, each once"),
        ),
        ("seats", float(once["seats"].sum()) if telling else nan, say("seats"), _stated(telling, len(once))),
        (
            "people_seated",
            seated,
            say("persons"),
            say("At most, each seat used once, whichever Gateway it leads to"),
        ),
        ("training_gap_people", people - seated, say("persons"), say("People in reach without a seat")),
        (
            "gateways_without_programme",
            float((gateways["programmes"] == 0).sum()) if listed else nan,
            say("Gateways"),
            say("To which no programme of the list leads"),
        ),
    ]
    return pd.DataFrame(rows, columns=list(columns("training_region")))


def _stated(telling: int, programmes: int) -> str:
    """Say how many programmes state their seats: those that do not may have more."""
    if not telling:
        return say("No programme states its seats") if programmes else say("No list of programmes")
    if telling == programmes:
        return say("Stated by all of them")
    return say(
        "Stated by {telling} of them; the others may have more, so the gap is at most this",
        telling=f"{telling:,}",
    )


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


def _unlocks(detail: pd.DataFrame) -> pd.DataFrame:
    """Return, per element, the Gateways that have it among their largest gaps and the people affected."""
    largest = detail[(detail["rank"] <= NAMED) & (detail["gap"] > 0)]
    found = largest.groupby(["element", "kind", "tag"], as_index=False).agg(
        gateways=("soc", "size"), people=("people", "sum")
    )
    return found.sort_values(["gateways", "element"], ascending=[False, True]).reset_index(drop=True)
