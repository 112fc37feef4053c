"""The claims of a region by major group: ETA 203, shared out to an area by its part of the state's jobs."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.language import say, say_month
from data.reference.pack import Pack
from workbook.model.region import Region, nation_states, states_of

MILITARY, UNKNOWN = "55", "ina"


def claims_of(
    pack: Pack, region: Region, area_jobs: dict[str, dict[str, float]]
) -> tuple[dict[str, float], str, float]:
    """Return the region's claims by major group, the month in words, and the share without occupation.

    Each state counts with its own latest month; an area gets its part of its states' jobs in the group.
    """
    rates = group_rates(pack)
    areas = pack.areas().set_index("area", drop=False)
    code_of = {row["state_abbr"]: row["area"] for _, row in areas[areas["kind"] == "state"].iterrows()}
    reports = _reports(pack, _states(pack, region))
    bases = {state: area_jobs[code_of[state]] for state in reports}
    claims = {state: _by_group(report, bases[state], rates) for state, report in reports.items()}
    found: dict[str, float] = {}
    for area in region.areas:
        whole = region.kind == "national"
        own = list(reports) if whole else [state for state in states_of(areas.loc[area]) if state in reports]
        for group in rates:
            base = sum(bases[state].get(group, 0.0) for state in own)
            if base > 0:
                persons = sum(claims[state].get(group, 0.0) for state in own)
                part = 1.0 if whole else area_jobs[area].get(group, 0.0) / base
                found[group] = found.get(group, 0.0) + persons * part
    months = sorted({report.month for report in reports.values()})
    first, last = (say_month(month.date()) for month in (months[0], months[-1])) if months else ("", "")
    words = first if first == last else say("{first} to {last}", first=first, last=last)
    everyone = sum(report.everyone for report in reports.values())
    unknown = sum(report.unknown for report in reports.values())
    return found, words, unknown / everyone if everyone else float("nan")


def group_rates(pack: Pack) -> dict[str, float]:
    """Return the national unemployment rate of each major group (0–1)."""
    occupations = pack.occupations()
    return {
        str(group): float(rate)
        for group, rate in occupations.groupby("group")["unemployment_rate"].first().items()
    }


def _states(pack: Pack, region: Region) -> list[str]:
    """Return the states of a region that report ETA 203; the nation's are the fifty and the District."""
    known = set(pack.table("claims")["state"])
    if region.kind == "national":
        return sorted(known & set(nation_states(pack)))
    return [state for state in region.states if state in known]


@dataclass(frozen=True)
class _Report:
    """The latest ETA 203 of a state: claims by group, all claims, and those without a usable group."""

    month: pd.Timestamp
    groups: dict[str, float]
    everyone: float
    unknown: float


def _reports(pack: Pack, states: list[str]) -> dict[str, _Report]:
    """Return the latest report of each state."""
    claims = pack.table("claims")
    claims = claims[claims["state"].isin(states)]
    found = {}
    for state, of_state in claims.groupby("state"):
        latest = of_state[of_state["month"] == of_state["month"].max()]
        groups = dict(zip(latest["group"], latest["insured_unemployed"].astype(float), strict=True))
        everyone = sum(groups.values())
        if (latest["mark"] == "bundled").any():
            groups = {UNKNOWN: everyone}
        unknown = groups.pop(UNKNOWN, 0.0)
        found[str(state)] = _Report(latest["month"].max(), groups, everyone, unknown)
    return found


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
