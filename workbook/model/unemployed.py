"""People out of work by occupation: what the planner's file gives, the rest imputed and marked so.

Without a file the figures come from ETA 203, the insured unemployed of each state by major group, shared out
to a region by its part of the state's jobs in that group. With a file, each figure it gives is kept; what it
lacks is spread over occupations by regional employment × the national unemployment rate of the group.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.intake.findings import Finding
from data.intake.unemployment import UnemployedTable
from data.reference.pack import Pack
from workbook.model.region import Jobs, Region, nation_states, states_of

Array = NDArray[Any]
MILITARY, UNKNOWN = "55", "ina"


@dataclass(frozen=True)
class Unemployed:
    """Unemployed people of a region by occupation.

    Attributes
    ----------
    persons
        Per occupation of the pack; NaN where the region's employment or the group's figure is not known.
    kind
        Per occupation: ``observed``, ``imputed`` or blank.
    total
        All unemployed people of the region, those of unpublished occupations included [persons].
    unknown_share
        Share of the state's claims without occupation, which was spread proportionally (ETA 203).
    source
        Where the figures come from, with the month, in words.
    """

    persons: Array
    kind: Array
    total: float
    unknown_share: float
    source: str
    findings: tuple[Finding, ...] = field(default=())

    @property
    def imputed_share(self) -> float:
        """Share of the people shown by occupation whose occupation was imputed (0–1; NaN without people)."""
        shown = float(np.nansum(self.persons))
        return float(np.nansum(self.persons[self.kind == "imputed"])) / shown if shown > 0 else float("nan")


def unemployed_of(
    pack: Pack,
    region: Region,
    jobs: Jobs,
    local: UnemployedTable | None,
    area_jobs: dict[str, dict[str, float]],
) -> Unemployed:
    """Return the unemployed of a region by occupation, from the planner's file first, else from ETA 203.

    ``area_jobs`` holds the published jobs by major group of each area of the region and of each of its
    states (keyed by the area code).
    """
    groups, month, unknown = _claims(pack, region, area_jobs)
    source = f"ETA 203 insured unemployed, {month}" if groups else "no unemployment figures"
    if local is None:
        group_of = pack.occupations()["group"].to_numpy(dtype=object)
        persons = _fill(jobs, group_of, np.full(len(group_of), np.nan), groups)
        kind = np.where(np.isfinite(persons), "imputed", "").astype(object)
        return Unemployed(persons, kind, sum(groups.values()) if groups else float("nan"), unknown, source)
    return _with_file(pack, jobs, local, groups, unknown, source)


def _states(pack: Pack, region: Region) -> list[str]:
    """Return the states of a region that report ETA 203; the nation's are the fifty and the District."""
    known = set(pack.table("claims")["state"])
    if region.kind == "national":
        return sorted(known & set(nation_states(pack)))
    return [state for state in region.states if state in known]


def _claims(
    pack: Pack, region: Region, area_jobs: dict[str, dict[str, float]]
) -> tuple[dict[str, float], str, float]:
    """Return the region's claims by major group, the month in words, and the share without occupation.

    Each state counts with its own latest month; an area gets its part of its states' jobs in the group.
    """
    rates = _group_rates(pack)
    areas = pack.areas().set_index("area", drop=False)
    code_of = {row["state_abbr"]: row["area"] for _, row in areas[areas["kind"] == "state"].iterrows()}
    states = _states(pack, region)
    reports = {state: _report(pack, state) for state in states}
    found: dict[str, float] = {}
    for area in region.areas:
        own = states if region.kind == "national" else [s for s in states_of(areas.loc[area]) if s in reports]
        bases = {state: area_jobs[code_of[state]] for state in own}
        for group in rates:
            base = sum(jobs.get(group, 0.0) for jobs in bases.values())
            if base > 0:
                persons = sum(_by_group(reports[state], bases[state], rates).get(group, 0.0) for state in own)
                part = 1.0 if region.kind == "national" else area_jobs[area].get(group, 0.0) / base
                found[group] = found.get(group, 0.0) + persons * part
    months = sorted({report.month for report in reports.values()})
    words = (
        " to ".join(f"{month:%B %Y}" for month in dict.fromkeys((months[0], months[-1]))) if months else ""
    )
    everyone = sum(report.everyone for report in reports.values())
    unknown = sum(report.unknown for report in reports.values())
    return found, words, unknown / everyone if everyone else float("nan")


@dataclass(frozen=True)
class _Report:
    """The latest ETA 203 of a state: claims by group, all claims, and those without a usable group."""

    month: pd.Timestamp
    groups: dict[str, float]
    everyone: float
    unknown: float


def _report(pack: Pack, state: str) -> _Report:
    claims = pack.table("claims")
    claims = claims[claims["state"] == state]
    latest = claims[claims["month"] == claims["month"].max()]
    groups = dict(zip(latest["group"], latest["insured_unemployed"].astype(float), strict=True))
    everyone = sum(groups.values())
    if (latest["mark"] == "bundled").any():
        groups = {UNKNOWN: everyone}
    unknown = groups.pop(UNKNOWN, 0.0)
    return _Report(latest["month"].max(), groups, everyone, unknown)


def _by_group(report: _Report, jobs: dict[str, float], rates: dict[str, float]) -> dict[str, float]:
    """Return a state's claims by civilian group, those without occupation spread over them.

    They are spread in proportion to the known ones; in a state that knows none (Vermont), or lumps groups
    together (California), by jobs × the national unemployment rate of the group.
    """
    known = sum(report.groups.values())
    if known > 0:
        factor = 1 + report.unknown / known
        return {group: value * factor for group, value in report.groups.items() if group != MILITARY}
    weight = {group: jobs.get(group, 0.0) * rate for group, rate in rates.items()}
    whole = sum(weight.values())
    return {group: report.unknown * value / whole for group, value in weight.items()} if whole > 0 else {}


def _group_rates(pack: Pack) -> dict[str, float]:
    occupations = pack.occupations()
    return {
        str(group): float(rate)
        for group, rate in occupations.groupby("group")["unemployment_rate"].first().items()
    }


def _with_file(
    pack: Pack, jobs: Jobs, local: UnemployedTable, groups: dict[str, float], unknown: float, fallback: str
) -> Unemployed:
    occupations = pack.occupations()
    group_of = occupations["group"].to_numpy(dtype=object)
    rows = local.rows
    by_soc = rows[rows["soc"] != ""].groupby("soc")["unemployed"].sum()
    observed = by_soc.reindex(occupations["soc"]).to_numpy(dtype=float)
    given, blank_share = _groups_of_file(rows)
    told = _sum_by(group_of, observed)
    totals = rows.loc[(rows["soc"] == "") & (rows["group"] == ""), "unemployed"]
    findings = [
        _contradiction(local.name, f"major group {name}", people, told[name])
        for name, people in given.items()
        if told.get(name, 0.0) > people + 0.5
    ]
    source = f"{local.name}, {local.period}"
    lacking = sorted(set(group_of) - set(given))
    if len(totals):
        total = float(totals.sum())
        spoken = sum(given.values()) + sum(told.get(name, 0.0) for name in lacking)
        if spoken > total + 0.5:
            findings.append(_contradiction(local.name, "the region", total, spoken))
        given |= _share_of_rest(
            jobs, group_of, observed, max(0.0, total - spoken), _group_rates(pack), lacking
        )
    else:
        filled = [name for name in lacking if name in groups]
        given |= {name: groups[name] for name in filled}
        if filled:
            source += f"; {len(filled)} of {len(set(group_of))} major groups from {fallback}"
            blank_share = unknown if len(filled) == len(set(group_of)) else blank_share
    persons = _fill(jobs, group_of, observed, given)
    kind = np.where(np.isfinite(observed), "observed", np.where(np.isfinite(persons), "imputed", ""))
    everyone = sum(max(people, told.get(name, 0.0)) for name, people in given.items())
    everyone += sum(people for name, people in told.items() if name not in given)
    return Unemployed(persons, kind.astype(object), everyone, blank_share, source, tuple(findings))


def _groups_of_file(rows: pd.DataFrame) -> tuple[dict[str, float], float]:
    """Return the civilian groups' people with those of unknown group spread over them, and their share."""
    groups = rows[(rows["soc"] == "") & (rows["group"] != "")].groupby("group")["unemployed"].sum()
    given = {str(name): float(people) for name, people in groups.items()}
    blank = given.pop(UNKNOWN, 0.0)
    known = sum(given.values())
    factor = 1 + blank / known if known > 0 else 1.0
    given.pop(MILITARY, None)
    share = blank / (known + blank) if known + blank > 0 else 0.0
    return {name: people * factor for name, people in given.items()}, share


def _sum_by(group_of: Array, values: Array) -> dict[str, float]:
    known = np.isfinite(values)
    return {str(name): float(values[known & (group_of == name)].sum()) for name in set(group_of[known])}


def _share_of_rest(
    jobs: Jobs, group_of: Array, observed: Array, rest: float, rates: dict[str, float], lacking: list[str]
) -> dict[str, float]:
    """Spread what is left of a regional total over the groups the file does not give, by jobs × rate."""
    shown = np.where(np.isfinite(observed), np.nan_to_num(jobs.employment), 0.0)
    told = _sum_by(group_of, observed)
    weight = {
        name: max(0.0, jobs.group_jobs.get(name, 0.0) - float(shown[group_of == name].sum())) * rates[name]
        for name in lacking
    }
    whole = sum(weight.values())
    return {
        name: told.get(name, 0.0) + (rest * weight[name] / whole if whole > 0 else 0.0) for name in lacking
    }


def _fill(jobs: Jobs, group_of: Array, observed: Array, groups: dict[str, float]) -> Array:
    """Spread what each group has beyond its observed occupations over its other ones, by jobs."""
    persons = observed.copy()
    for name, people in groups.items():
        own = group_of == name
        given = own & np.isfinite(observed)
        rest = own & ~given & np.isfinite(jobs.employment)
        jobs_given = float(np.nansum(jobs.employment[given]))
        base = max(jobs.group_jobs.get(name, 0.0) - jobs_given, float(jobs.employment[rest].sum()))
        if base > 0:
            left = max(0.0, people - float(observed[given].sum()))
            persons[rest] = left * jobs.employment[rest] / base
    return persons


def _contradiction(file: str, of: str, total: float, parts: float) -> Finding:
    return Finding(
        "totals-disagree",
        "note",
        file,
        "",
        f"The total of {of} is {total:,.0f} people and its parts add up to {parts:,.0f}",
        "The parts cannot be more than the whole",
        "Check which of the two figures is right; the parts were kept as they are",
    )
