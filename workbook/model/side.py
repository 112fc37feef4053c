"""One side of a comparison: what a plan comes to, kept light, whatever it stands for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.language import say, say_month
from workbook.plan import CLASSES

if TYPE_CHECKING:
    from workbook.errors import PlannerError
    from workbook.model.results import Results
    from workbook.model.snapshots import Snapshot

FIGURES = ("wage_p50_usd", "openings_12m", "accessible_openings", "origin_reach", "seekers_per_opening")
WORDS = ("class", "wage_source", "unemployed_kind")
TEXTS = ("soc", "title", "family")
OF_A_MONTH = ("openings_12m", "seekers_per_opening")
"""What a month kept holds of the figures compared, besides class and rank."""


@dataclass(frozen=True, eq=False)
class Side:
    """What is compared with another side.

    Attributes
    ----------
    place, region : str
        The region in a word, and in full.
    day : datetime.date
        Day on which postings were counted.
    scenario : str
        Title of the demand scenario.
    file : str
        What the plan is called; blank for the open one.
    rows : pandas.DataFrame
        One row per occupation, in SOC order: `TEXTS`, `WORDS`, `FIGURES`, ``rank`` and ``listed``, whether
        the region has the occupation.
    totals : mapping of str to float
        Jobs, people out of work; NaN where not known.
    parameters : mapping of str to float
        Those that differ from the shipped ones.
    overrides : int
        Classes set by hand.
    vintages, coverage : mapping
        Source and time of each kind of figure; share of each regional total that is published (0–1).
    imputed_share : float
        Share of the people out of work whose occupation is imputed (0–1).
    lacking : frozenset of str
        Figures that the side does not hold at all.
    left_out : tuple of str
        Sentences on files that the figures stand without.
    """

    place: str
    region: str
    day: datetime.date
    scenario: str
    rows: pd.DataFrame
    file: str = ""
    totals: Mapping[str, float] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    overrides: int = 0
    vintages: Mapping[str, str] = field(default_factory=dict)
    coverage: Mapping[str, float] = field(default_factory=dict)
    imputed_share: float = float("nan")
    lacking: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()


def side_of(results: Results, file: str = "", left_out: Iterable[PlannerError] = ()) -> Side:
    """Return a side from the results of a plan.

    Parameters
    ----------
    file : str
        What the plan is called; blank for the open one.
    left_out : iterable of PlannerError
        Why files of the plan were left out.
    """
    frame, people = results.frame, results.prepared.unemployed
    rank = results.priorities.set_index("soc")["rank"].reindex(frame["soc"]).to_numpy(dtype=float)
    rows = pd.DataFrame({name: frame[name] for name in (*TEXTS, *WORDS, *FIGURES)})
    rows = rows.assign(rank=rank, listed=frame["employment_mark"] != "absent")
    shares = results.coverage.set_index("measure")["coverage_share"]
    return Side(
        place=results.region.short_name,
        region=results.region.name,
        day=results.plan.as_of,
        scenario=results.plan.chosen_scenario.title,
        rows=rows,
        file=file,
        totals={"jobs": results.prepared.jobs.total_jobs, "unemployed": people.total},
        parameters=results.parameters.differences(),
        overrides=len(results.plan.overrides),
        vintages=results.vintages,
        coverage={str(name): float(share) for name, share in shares.items()},
        imputed_share=float(people.imputed_share),
        left_out=tuple(f"{one.what}. {one.why}." for one in left_out),
    )


def side_of_month(month: Snapshot, now: Side) -> Side:
    """Return a side from a month kept; titles and families are those of a side of today.

    A month keeps classes, ranks, openings and seekers per opening, and no wages or reach.
    """
    kept = pd.DataFrame({name: month.figures[name] for name in ("rank", *OF_A_MONTH)}, index=month.soc)
    kept["class"] = [CLASSES[place] if 0 <= place < len(CLASSES) else "" for place in month.classes]
    rows = now.rows[list(TEXTS)].merge(kept, left_on="soc", right_index=True, how="left")
    blank = {name: np.nan for name in FIGURES if name not in OF_A_MONTH}
    rows = rows.assign(**blank, wage_source="", unemployed_kind="")
    rows["class"] = rows["class"].fillna("")
    rows["listed"] = rows["rank"].notna() | rows["openings_12m"].notna()
    return Side(
        place=now.place if month.region_name == now.region else month.region_name,
        region=month.region_name,
        day=month.as_of,
        scenario=month.scenario.title,
        rows=rows.reset_index(drop=True),
        file=say("month kept"),
        parameters=month.parameters,
        overrides=len(month.overrides),
        vintages={one.kind: one.name for one in month.sources},
        lacking=frozenset(name for name in FIGURES if name not in OF_A_MONTH),
    )


def labels_of(left: Side, right: Side) -> tuple[str, str]:
    """Return how the two are called in a sentence: by the first of their traits that tells them apart."""
    one, other = traits_of(left, right)
    if left.place != right.place or (one, other) == (left.region, right.region):
        return one, other
    return f"{left.place}, {one}", f"{right.place}, {other}"


def traits_of(left: Side, right: Side) -> tuple[str, str]:
    """Return the first traits that tell the two apart, as a heading has room for them."""
    traits = [
        (left.place, right.place),
        (left.region, right.region),
        (say(left.scenario).lower(), say(right.scenario).lower()),
        (say_month(left.day), say_month(right.day)),
        (left.file or say("open plan"), right.file or say("open plan")),
    ]
    apart = next((pair for pair in traits if pair[0] != pair[1]), None)
    return apart or (say("left"), say("right"))
