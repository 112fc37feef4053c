"""A region: one or several OEWS areas, or a state; its jobs and wages, occupation by occupation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say, say_count
from data.reference.areas import AmbiguousArea, UnknownArea, resolve_area, split_region
from data.reference.pack import Pack
from workbook.errors import PlannerError
from workbook.plan import Plan

Array = NDArray[Any]
NATION = "0000000"
TOTAL = "00-0000"
LAST_STATE_FIPS = 56
PERCENTILES = ("wage_p10_usd", "wage_p25_usd", "wage_p50_usd", "wage_p75_usd", "wage_p90_usd")


@dataclass(frozen=True)
class Region:
    """The areas of a plan and what people call them together.

    ``kind`` is the kind of its areas, or ``several areas``; ``states`` the postal codes of every state that
    one of the areas lies in.
    """

    areas: tuple[str, ...]
    name: str
    kind: str
    states: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def short_name(self) -> str:
        """What fits into a sentence: the first city of a metro area; of several, the first and how many."""
        if self.kind == "national":
            return say("the United States")
        first = self.titles[0]
        if ", " in first:
            first = first.split(",")[0].split("-")[0].strip()
        more = len(self.areas) - 1
        if not more:
            return first
        return say_count(
            "{place} and {count} more area", "{place} and {count} more areas", more, place=first, count=more
        )


@dataclass(frozen=True)
class Jobs:
    """What OEWS publishes for a region, aligned to the pack's occupations.

    Numbers are NaN when blank; ``marks`` tells suppressed from absent; ``group_jobs`` are the jobs of the
    major groups as `jobs_by_group` counts them, ``total_jobs`` of all occupations, ``median_usd`` their
    median annual wage (of several areas the mean weighted by jobs).
    """

    employment: Array
    marks: Array
    wages: dict[str, Array]
    wage_source: Array
    group_jobs: dict[str, float]
    total_jobs: float
    median_usd: float


def states_of(area: Any) -> tuple[str, ...]:
    """Return the postal codes of the states that an area lies in, the first its main one.

    ``area`` is a row of the pack's areas. A metropolitan area names them at the end of its title:
    “Philadelphia-Camden-Wilmington, PA-NJ-DE-MD”.
    """
    if area["kind"] == "metro" and "," in area["title"]:
        return tuple(area["title"].rsplit(",", 1)[1].strip().split("-"))
    return (area["state_abbr"],) if area["state_abbr"] else ()


def nation_states(pack: Pack) -> list[str]:
    """Return the postal codes of the fifty states and the District of Columbia, which make up the nation."""
    areas = pack.areas()
    inside = (areas["kind"] == "state") & (areas["state"].astype(int) <= LAST_STATE_FIPS)
    return areas.loc[inside, "state_abbr"].tolist()


def state_areas(pack: Pack, region: Region) -> list[str]:
    """Return the area codes of the states in which a region lies; of the nation all states."""
    areas = pack.areas()
    wanted = nation_states(pack) if region.kind == "national" else region.states
    return areas.loc[(areas["kind"] == "state") & areas["state_abbr"].isin(wanted), "area"].tolist()


def region_of(pack: Pack, areas: tuple[str, ...]) -> Region:
    """Return the region of these area codes (as in column ``area`` of the pack's areas).

    Raises
    ------
    PlannerError
        When one of the areas lies in another: its people would be counted twice.
    """
    known = pack.areas().set_index("area", drop=False)
    rows = [known.loc[area] for area in areas]
    _refuse_overlap(rows)
    titles = tuple(str(row["title"]) for row in rows)
    states = tuple(dict.fromkeys(state for row in rows for state in states_of(row)))
    kind = str(rows[0]["kind"]) if len(rows) == 1 else "several areas"
    return Region(tuple(areas), " + ".join(titles), kind, states, titles)


def _refuse_overlap(rows: list[Any]) -> None:
    for outer in rows:
        for inner in rows:
            nation = outer["kind"] == "national" and inner["kind"] != "national"
            state = outer["kind"] == "state" and inner["kind"] not in ("national", "state")
            if nation or (state and outer["state_abbr"] in states_of(inner)):
                whole = say("the whole nation") if nation else outer["title"]
                raise PlannerError(
                    say("{area} and {other} cannot be added", area=inner["title"], other=whole),
                    say("One lies in the other, at least in part, and its people would be counted twice"),
                    say("Name one of the two"),
                )


def plan_for(pack: Pack, text: str, as_of: datetime.date | None = None) -> Plan:
    """Return a plan of the region a person named: codes or names, several separated by commas.

    Raises
    ------
    PlannerError
        When a name is not known (names the nearest) or can mean several areas.
    """
    areas = pack.areas()
    try:
        codes = tuple(dict.fromkeys(resolve_area(areas, part).area for part in split_region(areas, text)))
    except UnknownArea as unknown:
        nearest = "; ".join(f"{area.code} {area.title}" for area in unknown.suggestions[:3])
        raise PlannerError(
            say("“{text}” is not an area of the reference pack", text=unknown.text),
            say(
                "The pack holds the national, state, metropolitan and nonmetropolitan areas of OEWS May 2025"
            ),
            say("Did you mean {nearest}", nearest=nearest)
            if nearest
            else say("Look for it with: headway areas TEXT"),
        ) from None
    except AmbiguousArea as several:
        choices = "; ".join(f"{area.code} {area.title}" for area in several.choices[:5])
        raise PlannerError(
            say("“{text}” can mean several areas", text=several.text),
            say("It fits {choices}", choices=choices),
            say("Use the code of the one you mean"),
        ) from None
    if not codes:
        raise PlannerError(
            say("No region was named"),
            say("The text was empty"),
            say("Name an area, for example 12060 or Atlanta"),
        )
    return Plan(codes, region_of(pack, codes).name, as_of or datetime.date.today())


def jobs_of(
    pack: Pack, areas: tuple[str, ...], national: Jobs | None = None, wages: pd.DataFrame | None = None
) -> Jobs:
    """Return jobs and wages of a region; ``wages`` may hold the pack's rows of these areas, among others.

    Jobs are summed over the areas. Wages of several areas are means weighted by jobs, an approximation of the
    wage of the whole. Where the region has no full set of percentiles up to the median, the national ones
    stand in, and ``wage_source`` says so.
    """
    socs = pack.occupations()["soc"]
    table = pack.wages(areas) if wages is None else wages[wages["area"].isin(areas)]
    detailed = {area: rows.set_index("soc").reindex(socs) for area, rows in table.groupby("area", sort=True)}
    frames = [detailed[area] for area in sorted(detailed, key=str)]
    jobs = np.array([frame["employment"].to_numpy(dtype=float, na_value=np.nan) for frame in frames])
    marks = np.array([frame["employment_mark"].fillna("absent").to_numpy(dtype=object) for frame in frames])
    known = np.isfinite(jobs)
    employment = np.where(known.any(axis=0), np.nansum(jobs, axis=0), np.nan)
    suppressed = (marks == "suppressed").any(axis=0)
    mark = np.where(known.any(axis=0), np.where(suppressed, "partly suppressed", ""), "absent").astype(object)
    mark[~known.any(axis=0) & suppressed] = "suppressed"
    paid = _wages(frames, jobs)
    source = np.where(np.isfinite([paid[name] for name in PERCENTILES[:3]]).all(axis=0), "region", "")
    source = source.astype(object)
    if national is not None:
        missing = source == ""
        for name in PERCENTILES:
            paid[name] = np.where(missing, national.wages[name], paid[name])
        source[missing & (national.wage_source != "")] = "national"
    group_jobs: dict[str, float] = {}
    for groups in jobs_by_group(table).values():
        for group, count in groups.items():
            group_jobs[group] = group_jobs.get(group, 0.0) + count
    total_jobs = group_jobs.pop("00", float("nan"))
    return Jobs(employment, mark, paid, source, group_jobs, total_jobs, _median(table))


def jobs_by_group(table: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the jobs of each major group, and of all occupations (``00``), by area.

    ``table`` holds rows of the pack's wages. A group whose own figure is suppressed has at least the jobs of
    its published occupations; one without any is left out.
    """
    counted = table[table["employment"].notna()]
    group, area = counted["soc"].str[:2].to_numpy(), counted["area"].to_numpy()
    whole = counted["soc"].str.endswith("-0000").to_numpy()
    jobs = counted["employment"].to_numpy(dtype=float)
    found: dict[str, dict[str, float]] = {area: {} for area in table["area"].unique()}
    for of, name, count in zip(area[~whole], group[~whole], jobs[~whole], strict=True):
        found[of][name] = found[of].get(name, 0.0) + float(count)
    for of, name, count in zip(area[whole], group[whole], jobs[whole], strict=True):
        found[of][name] = float(count)
    return found


def _median(table: pd.DataFrame) -> float:
    totals = table[table["soc"] == TOTAL].dropna(subset=["employment", "wage_p50_usd"])
    weight = totals["employment"].to_numpy(dtype=float)
    if not weight.sum() > 0:
        return float("nan")
    return float((totals["wage_p50_usd"].to_numpy(dtype=float) * weight).sum() / weight.sum())


def _wages(frames: list[pd.DataFrame], jobs: Array) -> dict[str, Array]:
    found = {}
    weights = np.where(np.isfinite(jobs), jobs, 0.0)
    for name in PERCENTILES:
        values = np.array([frame[name].to_numpy(dtype=float, na_value=np.nan) for frame in frames])
        if len(frames) == 1:
            found[name] = values[0]
            continue
        weight = np.where(np.isfinite(values), weights, 0.0)
        total = weight.sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            found[name] = np.where(total > 0, np.nansum(values * weight, axis=0) / total, np.nan)
    return found
