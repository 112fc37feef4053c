"""A month of a plan, kept small: what went in, under which parameters, and what came out by occupation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.dictionaries import parameters
from data.intake.postings import PostingsTable
from data.intake.unemployment import UnemployedTable
from workbook.plan import CLASSES, Override, Parameters, Plan
from workbook.scenarios import BASELINE, Scenario
from workbook.version import program_version

if TYPE_CHECKING:
    from workbook.model.results import Results
    from workbook.model.run import Prepared

Array = NDArray[Any]
FIGURES = ("rank", "score", "openings_12m", "postings_open", "seekers_per_opening", "automation_risk")
"""Figures that a snapshot keeps by occupation, to seven digits; NaN where there is none."""
NO_CLASS = -1
POSTINGS, UNEMPLOYMENT, WAGES, TRANSITIONS = "postings", "unemployment", "wages", "transitions"
RENEWED = {
    WAGES: ("oews", "BLS OEWS"),
    UNEMPLOYMENT: ("eta-203", "ETA 203 insured unemployed"),
    "projections": ("projections-2024-34", "BLS Employment Projections"),
    "skills": ("onet-skills", "O*NET"),
    "group unemployment": ("cps-table-a13", "CPS Table A-13"),
}
"""Sources of the pack that their publisher renews, and what they are called, by what they are used for."""
OF_THE_PACK = "reference pack"
SOC_WIDTH = 7
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class SnapshotSource:
    """One source behind a month.

    Attributes
    ----------
    kind, name, sha256 : str
        What it is used for, its name, and the checksum of its file (for a source of the pack, none).
    layout, measure : str
        The layout or vendor, and who is counted: figures of two layouts or measures are not compared.
    dated : str
        The latest month that it tells of, YYYY-MM; blank where that is not known.
    paths : tuple of str
        Where its files lay.
    """

    kind: str
    name: str
    sha256: str = ""
    layout: str = OF_THE_PACK
    measure: str = ""
    dated: str = ""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The results of one month and what they rest on; grain of the arrays: occupation, by SOC.

    Attributes
    ----------
    month : str
        YYYY-MM.
    as_of : datetime.date
        Day on which postings were counted.
    areas, region_name
        The region.
    parameters : dict
        Parameters that differed from the shipped ones.
    overrides : tuple of Override
        Classes set by hand.
    scenario : Scenario
        Demand scenario with its multipliers.
    pack, program : str
        Version of the reference pack and of the program.
    sources : tuple of SnapshotSource
        The planner's files and the sources of the pack that are renewed.
    soc : array of str
        Occupations of the pack.
    classes : array of int
        Place in `workbook.plan.CLASSES`.
    figures : dict of arrays
        `FIGURES`.
    """

    month: str
    as_of: datetime.date
    areas: tuple[str, ...]
    region_name: str
    parameters: Mapping[str, float]
    overrides: tuple[Override, ...]
    scenario: Scenario
    pack: str
    program: str
    sources: tuple[SnapshotSource, ...]
    soc: Array
    classes: Array
    figures: Mapping[str, Array]

    def source(self, kind: str) -> SnapshotSource | None:
        """Return the source used for a kind of figure, None where there was none."""
        return next((one for one in self.sources if one.kind == kind), None)

    def plan_like(self, plan: Plan) -> Plan:
        """Return a plan with the parameters, the scenario and the overrides of this month.

        A parameter that is no longer known is left out.
        """
        known = {name: value for name, value in self.parameters.items() if name in parameters()}
        own = () if self.scenario.name == BASELINE else (self.scenario,)
        return replace(
            plan,
            parameters=Parameters(known),
            overrides=self.overrides,
            scenario=self.scenario.name,
            scenarios=own,
        )

    @property
    def totals(self) -> dict[str, float]:
        """Openings, open postings and seekers per opening of the whole region; NaN where none is known."""
        openings, seekers = self.figures["openings_12m"], self.figures["seekers_per_opening"]
        postings = self.figures["postings_open"]
        known = np.isfinite(seekers) & (openings > 0)
        people, places = (seekers * openings)[known].sum(), openings[known].sum()
        return {
            "openings_12m": float(np.nansum(openings)) if np.isfinite(openings).any() else np.nan,
            "postings_open": float(np.nansum(postings)) if np.isfinite(postings).any() else np.nan,
            "seekers_per_opening": float(people / places) if known.any() else np.nan,
        }


def snapshot_of(
    results: Results, month: str = "", paths: Mapping[str, Sequence[str]] | None = None
) -> Snapshot:
    """Return a month of a plan from its results.

    Parameters
    ----------
    results : Results
        The answer to the plan with the files of the month.
    month : str
        YYYY-MM; by default that of the plan's day.
    paths : mapping of str to sequence of str, optional
        Where the files of each kind lie.
    """
    plan, frame, pack = results.plan, results.frame, results.prepared.pack
    place = {soc: index for index, soc in enumerate(frame["soc"])}
    figures = {name: frame[name].astype(float) for name in FIGURES if name in frame}
    for name in ("rank", "score"):
        figures[name] = np.full(len(place), np.nan)
        rows = [place[soc] for soc in results.priorities["soc"]]
        figures[name][rows] = results.priorities[name].to_numpy(dtype=float)
    return Snapshot(
        month=month or f"{plan.as_of:%Y-%m}",
        as_of=plan.as_of,
        areas=plan.areas,
        region_name=plan.region_name,
        parameters=plan.parameters.differences(),
        overrides=plan.overrides,
        scenario=plan.chosen_scenario,
        pack=pack.version,
        program=program_version(),
        sources=tuple(sources_of(results.prepared, plan, paths or {})),
        soc=frame["soc"].astype(f"U{SOC_WIDTH}"),
        classes=_class_places(frame["class"]),
        figures={name: kept(figures[name]) for name in FIGURES},
    )


def kept(values: Array) -> Array:
    """Return figures as a snapshot keeps them: rounded to seven digits, in double precision."""
    return values.astype(np.float32).astype(float)


def _class_places(names: Array) -> Array:
    places = {name: place for place, name in enumerate(CLASSES)}
    return np.array([places[name] for name in names], dtype=np.int8)


def sources_of(
    prepared: Prepared, plan: Plan, paths: Mapping[str, Sequence[str]]
) -> Iterator[SnapshotSource]:
    """Yield what the figures of a plan rest on: the planner's files, then what the pack gives."""
    own = set()
    for table in prepared.files:
        kind, measure, dated = _told(table, prepared)
        own.add(kind)
        where = tuple(paths.get(kind, ()))
        yield SnapshotSource(kind, table.name, table.sha256, table.layout, measure, dated, where)
    for kind, (source, name) in RENEWED.items():
        if kind not in own:
            vintage = next((one.vintage for one in prepared.pack.sources() if one.id == source), "")
            measure = "insured unemployed" if kind == UNEMPLOYMENT else ""
            yield SnapshotSource(
                kind, f"{name}, {vintage}".strip(", "), measure=measure, dated=month_in(vintage)
            )
    if TRANSITIONS not in own:
        yield SnapshotSource(TRANSITIONS, "Modelled moves", measure="modelled")


def _told(table: Any, prepared: Prepared) -> tuple[str, str, str]:
    """Return kind, measure and latest month of a table of the planner's."""
    if isinstance(table, PostingsTable):
        day = prepared.postings.snapshot
        return POSTINGS, "open postings", f"{day:%Y-%m}" if day else ""
    if isinstance(table, UnemployedTable):
        return UNEMPLOYMENT, table.measure, table.period[:7]
    return table.kind, "observed" if table.kind == TRANSITIONS else "", ""


def month_in(vintage: str) -> str:
    """Return the latest month that a vintage names; for years alone, the end of the first one.

    >>> month_in("29.3 (May 2025)"), month_in("January 2019 to February 2025"), month_in("2024-34")
    ('2025-05', '2025-02', '2024-12')
    """
    named = re.findall(r"\b([A-Z][a-z]{2})[a-z]*\s+((?:19|20)[0-9]{2})\b", vintage)
    months = [f"{year}-{_MONTHS.index(name) + 1:02}" for name, year in named if name in _MONTHS]
    if months:
        return max(months)
    year = re.search(r"\b(?:19|20)[0-9]{2}\b", vintage)
    return f"{year.group()}-12" if year else ""
