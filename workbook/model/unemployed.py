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
from workbook.model.claims import MILITARY, UNKNOWN, claims_of, group_rates
from workbook.model.region import Jobs, Region

Array = NDArray[Any]


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
    groups, month, unknown = claims_of(pack, region, area_jobs)
    source = f"ETA 203 insured unemployed, {month}" if groups else "no unemployment figures"
    if local is None:
        group_of = pack.occupations()["group"].to_numpy(dtype=object)
        persons = _fill(jobs, group_of, np.full(len(group_of), np.nan), groups)
        kind = np.where(np.isfinite(persons), "imputed", "").astype(object)
        return Unemployed(persons, kind, sum(groups.values()) if groups else float("nan"), unknown, source)
    return _with_file(pack, jobs, local, groups, unknown, source)


@dataclass(frozen=True)
class _Told:
    """What a planner's file says [persons]: by occupation, by civilian group, and what belongs to neither.

    ``by_group`` sums the occupations of the file in each group; ``unplaced`` are people without occupation
    that no group of the file could take; ``total`` is NaN when the file gives none.
    """

    observed: Array
    by_group: dict[str, float]
    groups: dict[str, float]
    military: float
    unplaced: float
    unknown_share: float
    total: float


def _told(pack: Pack, rows: pd.DataFrame) -> _Told:
    """Read the file's rows; people without occupation are spread over the groups in proportion."""
    occupations = pack.occupations()
    by_soc = rows[rows["soc"] != ""].groupby("soc")["unemployed"].sum()
    observed = by_soc.reindex(occupations["soc"]).to_numpy(dtype=float)
    by_group = _sum_by(occupations["group"].to_numpy(dtype=object), observed)
    of_groups = rows[(rows["soc"] == "") & (rows["group"] != "")].groupby("group")["unemployed"].sum()
    groups = {str(name): float(people) for name, people in of_groups.items()}
    blank = groups.pop(UNKNOWN, 0.0)
    known = sum(groups.values())
    elsewhere = sum(people for name, people in by_group.items() if name not in groups)
    everyone = known + elsewhere + blank
    factor = 1 + blank / known if known > 0 else 1.0
    military = groups.pop(MILITARY, 0.0) * factor
    groups = {name: people * factor for name, people in groups.items()}
    totals = rows.loc[(rows["soc"] == "") & (rows["group"] == ""), "unemployed"]
    return _Told(
        observed,
        by_group,
        groups,
        military,
        0.0 if known > 0 else blank,
        blank / everyone if everyone > 0 else 0.0,
        float(totals.sum()) if len(totals) else float("nan"),
    )


def _with_file(
    pack: Pack, jobs: Jobs, local: UnemployedTable, claims: dict[str, float], unknown: float, fallback: str
) -> Unemployed:
    group_of = pack.occupations()["group"].to_numpy(dtype=object)
    told = _told(pack, local.rows)
    lacking = sorted(set(group_of) - set(told.groups))
    source, unknown_share = f"{local.name}, {local.period}", told.unknown_share
    if np.isfinite(told.total):
        spoken = sum(told.groups.values()) + sum(told.by_group.get(name, 0.0) for name in lacking)
        rest = max(0.0, told.total - told.military - spoken)
        filled = _share_of_rest(jobs, group_of, told, rest, group_rates(pack), lacking)
    else:
        borrowed = _claims_of_rest(jobs, group_of, told, claims, lacking)
        filled = {name: told.by_group.get(name, 0.0) + people for name, people in borrowed.items()}
        if borrowed:
            source += f"; {len(borrowed)} of {len(set(group_of))} major groups from {fallback}"
            unknown_share = unknown if len(borrowed) == len(set(group_of)) else unknown_share
    given = told.groups | filled
    persons = _fill(jobs, group_of, told.observed, given)
    kind = np.where(np.isfinite(told.observed), "observed", np.where(np.isfinite(persons), "imputed", ""))
    everyone = sum(max(people, told.by_group.get(name, 0.0)) for name, people in given.items())
    everyone += sum(people for name, people in told.by_group.items() if name not in given)
    if not np.isfinite(told.total):
        everyone += told.unplaced
    findings = _disagreements(local.name, told, everyone)
    return Unemployed(persons, kind.astype(object), everyone, unknown_share, source, findings)


def _disagreements(file: str, told: _Told, everyone: float) -> tuple[Finding, ...]:
    """Return where the file's parts and wholes do not go together, half a person allowed for rounding."""
    parts_beyond = "The parts cannot be more than the whole"
    found = [
        _contradiction(file, f"major group {name}", people, told.by_group[name], parts_beyond)
        for name, people in told.groups.items()
        if told.by_group.get(name, 0.0) > people + 0.5
    ]
    placed = everyone + told.military
    if placed > told.total + 0.5:
        found.append(_contradiction(file, "the region", told.total, placed, parts_beyond))
    elif placed < told.total - 0.5:
        why = "Every major group with jobs has a figure of its own, so the others belong to none"
        found.append(_contradiction(file, "the region", told.total, placed, why))
    if told.unplaced and not np.isfinite(told.total):
        found.append(
            Finding(
                "people-without-occupation",
                "note",
                file,
                "",
                f"{told.unplaced:,.0f} people of the file have no occupation",
                "It gives occupations but no major groups over which they could be spread",
                "They are in the total of the region; add the major groups to have them spread",
            )
        )
    return tuple(found)


def _sum_by(group_of: Array, values: Array) -> dict[str, float]:
    known = np.isfinite(values)
    return {str(name): float(values[known & (group_of == name)].sum()) for name in set(group_of[known])}


def _claims_of_rest(
    jobs: Jobs, group_of: Array, told: _Told, claims: dict[str, float], lacking: list[str]
) -> dict[str, float]:
    """Return the claims of the occupations the file does not give: their part of the group's jobs."""
    found = {}
    for name in (name for name in lacking if name in claims):
        given = np.isfinite(told.observed) & (group_of == name)
        whole = jobs.group_jobs.get(name, 0.0)
        part = 1 - float(np.nansum(jobs.employment[given])) / whole if given.any() and whole > 0 else 1.0
        if part > 0:
            found[name] = claims[name] * part
    return found


def _share_of_rest(
    jobs: Jobs, group_of: Array, told: _Told, rest: float, rates: dict[str, float], lacking: list[str]
) -> dict[str, float]:
    """Spread what is left of a regional total over the groups the file does not give, by jobs × rate."""
    shown = np.where(np.isfinite(told.observed), np.nan_to_num(jobs.employment), 0.0)
    weight = {
        name: max(0.0, jobs.group_jobs.get(name, 0.0) - float(shown[group_of == name].sum())) * rates[name]
        for name in lacking
    }
    whole = sum(weight.values())
    return {
        name: told.by_group.get(name, 0.0) + (rest * weight[name] / whole if whole > 0 else 0.0)
        for name in lacking
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


def _contradiction(file: str, of: str, total: float, parts: float, why: str) -> Finding:
    return Finding(
        "totals-disagree",
        "note",
        file,
        "",
        f"The total of {of} is {total:,.0f} people and its parts add up to {parts:,.0f}",
        why,
        "Check which of the two figures is right; the parts were kept as they are",
    )
