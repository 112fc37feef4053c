"""People out of work by occupation: what the planner's file gives, the rest imputed and marked so.

Without a file the figures come from ETA 203, the insured unemployed of each state by major group, shared out
to a region by its part of the state's jobs in that group. With a file, each figure it gives is kept; what it
lacks is spread over occupations by regional employment × the national unemployment rate of the group, then
raked to every total the file gives: by major group, by industry, by groups of people, in all.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.intake.cleaning.periods import period_said
from data.intake.findings import Finding
from data.intake.unemployment import UnemployedTable
from data.language import say, say_count
from data.reference.pack import Pack
from workbook.model.claims import claims_of
from workbook.model.raking import Raked
from workbook.model.region import Jobs, Region
from workbook.model.sharedcounts import INDUSTRY, Shared
from workbook.model.spreading import Cells, cells_of, of_blocks, spread
from workbook.model.telling import SLACK, disagreements, listed, not_met, without_place
from workbook.model.toldcounts import Told, told_of, wholes_of

Array = NDArray[Any]
IMPUTED, WITHHELD = "imputed", "withheld"
IMPUTED_KINDS = (IMPUTED, WITHHELD)
"""Kinds of figures that no file counts: one in place of a count that is not shared is imputed too."""


@dataclass(frozen=True)
class Fit:
    """How raking went: the totals met, by what they count, rounds taken, largest relative difference left."""

    totals: int
    by: tuple[str, ...]
    rounds: int
    largest_error: float

    def __str__(self) -> str:
        left = say("largest difference {difference}", difference=f"{self.largest_error:.2g}")
        return say(
            "raked to {totals} by {ways} in {rounds}, {left}",
            totals=say_count("{count} total", "{count} totals", self.totals, count=f"{self.totals:,}"),
            ways=listed([say(one) for one in self.by]),
            rounds=say_count("{count} round", "{count} rounds", self.rounds, count=f"{self.rounds:,}"),
            left=say("all met") if self.largest_error < 1e-9 else left,
        )


@dataclass(frozen=True)
class Unemployed:
    """Unemployed people of a region by occupation.

    Attributes
    ----------
    persons
        Per occupation of the pack; NaN where the region's employment or the group's figure is not known.
    kind
        Per occupation: ``observed``, ``imputed``, ``withheld`` (imputed in place of a count that is not
        shared) or blank.
    total
        All unemployed people of the region, those of unpublished occupations included [persons].
    unknown_share
        Share of the people without occupation, which was spread proportionally (ETA 203, or the file).
    source
        Where the figures come from, with the month, in words.
    fit
        How the figures met the totals of the file; None without totals that occupations share.
    series
        Month and all civilians of it, earliest first, of the months that the file gives [persons].
    """

    persons: Array
    kind: Array
    total: float
    unknown_share: float
    source: str
    findings: tuple[Finding, ...] = field(default=())
    fit: Fit | None = None
    series: tuple[tuple[str, float], ...] = ()

    @property
    def imputed_share(self) -> float:
        """Share of the people shown by occupation whose occupation was imputed (0–1; NaN without people)."""
        shown = float(np.nansum(self.persons))
        imputed = self.persons[np.isin(self.kind, IMPUTED_KINDS)]
        return float(np.nansum(imputed)) / shown if shown > 0 else float("nan")

    @property
    def imputed_shares(self) -> Array:
        """Per occupation the share of its people that was imputed: 0 observed, 1 imputed, NaN not known."""
        return np.select([self.kind == "observed", np.isin(self.kind, IMPUTED_KINDS)], [0.0, 1.0], np.nan)


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
    claims, month, unknown = claims_of(pack, region, area_jobs)
    source = (
        say("ETA 203 insured unemployed, {month}", month=month) if claims else say("no unemployment figures")
    )
    if local is not None:
        return _with_file(pack, jobs, local, claims, (unknown, source))
    cells = cells_of(pack, jobs, np.full(len(jobs.employment), np.nan))
    raked, _ = spread(pack, cells, of_blocks(claims))
    persons = _persons(jobs, cells, raked, set(claims))
    kind = np.where(np.isfinite(persons), "imputed", "").astype(object)
    total = sum(claims.values()) if claims else float("nan")
    return Unemployed(persons, kind, total, unknown, source)


@dataclass(frozen=True)
class _Bounds:
    """What the people in cells that are not known come to, and from where.

    ``blocks`` are people by group, several joined by a plus sign, counted ones included; ``reached`` the
    groups that get any figure; ``whole`` all civilians, NaN where only a part of them is counted.
    """

    blocks: dict[str, float]
    reached: set[str]
    whole: float
    source: str
    unknown_share: float


def _with_file(
    pack: Pack, jobs: Jobs, local: UnemployedTable, claims: dict[str, float], fallback: tuple[float, str]
) -> Unemployed:
    told = told_of(pack, local.rows)
    cells = cells_of(pack, jobs, told.observed)
    bounds = _bounds(jobs, local, told, cells, claims, fallback)
    shared = tuple(_to_whole(one, told, bounds.whole) for one in told.shared)
    partial = bool(shared) and not np.isfinite(bounds.whole)
    raked, margins = spread(pack, cells, of_blocks(bounds.blocks), shared, scale=partial)
    persons = _persons(jobs, cells, raked, bounds.reached)
    lost = np.isin(pack.occupations()["soc"], list(local.withheld or ()))
    guessed = np.where(lost, WITHHELD, np.where(np.isfinite(persons), IMPUTED, ""))
    kind = np.where(np.isfinite(told.observed), "observed", guessed)
    reached = np.isin(cells.group_of, list(bounds.reached)) | ~cells.free
    everyone = float(raked.values[reached].sum())
    if not np.isfinite(told.total) and not np.isfinite(bounds.whole):
        everyone += told.unplaced
    findings = (
        *disagreements(local.name, told, everyone),
        *not_met(local.name, margins, raked),
        *without_place(local.name, told),
    )
    return Unemployed(
        persons,
        kind.astype(object),
        everyone,
        bounds.unknown_share,
        bounds.source,
        findings,
        _fit(shared, raked),
        wholes_of(pack, local.months),
    )


def _bounds(
    jobs: Jobs,
    local: UnemployedTable,
    told: Told,
    cells: Cells,
    claims: dict[str, float],
    fallback: tuple[float, str],
) -> _Bounds:
    """Return what each part of the people comes to: given, the rest of a total, or the claims."""
    given = {one for name in told.groups for one in name.split("+")}
    lacking = [name for name in cells.groups if name not in given]
    source = ", ".join(filter(None, (local.name, period_said(local.period) if local.period else "")))
    source += "" if local.withheld is None else say(", small counts withheld")
    total = (
        told.total if np.isfinite(told.total) or not lacking else max(told.wholes.values(), default=np.nan)
    )
    counted = {name: people for name, people in told.by_group.items() if name in lacking}
    placed = sum(_at_least(told, name, people) for name, people in told.groups.items())
    if not lacking:
        return _Bounds(dict(told.groups), given, placed, source, told.unknown_share)
    if np.isfinite(total):
        rest = max(0.0, total - told.military - sum(told.groups.values()) - sum(counted.values()))
        able = any(cells.seed[cells.free & np.isin(cells.group_of, lacking)] > 0)
        spoken = sum(counted.values()) + (rest if able else 0.0)
        blocks = told.groups | {"+".join(lacking): spoken}
        return _Bounds(blocks, set(cells.groups), placed + spoken, source, told.unknown_share)
    if told.shared:
        source += say("; what it leaves out in proportion to jobs and national rates")
        return _Bounds(dict(told.groups), set(cells.groups), np.nan, source, told.unknown_share)
    borrowed = _claims_of_rest(jobs, cells, claims, lacking)
    unknown = told.unknown_share
    if borrowed:
        source += say(
            "; {count} of {groups} major groups from {source}",
            count=len(borrowed),
            groups=len(cells.groups),
            source=fallback[1],
        )
        unknown = fallback[0] if len(borrowed) == len(cells.groups) else unknown
    blocks = told.groups | {name: counted.get(name, 0.0) + people for name, people in borrowed.items()}
    return _Bounds(blocks, given | set(borrowed), np.nan, source, unknown)


def _at_least(told: Told, name: str, people: float) -> float:
    return max(people, sum(told.by_group.get(one, 0.0) for one in name.split("+")))


def _claims_of_rest(
    jobs: Jobs, cells: Cells, claims: dict[str, float], lacking: list[str]
) -> dict[str, float]:
    """Return the claims of the occupations the file does not give: their part of the group's jobs."""
    found = {}
    occupations = len(jobs.employment)
    for name in (name for name in lacking if name in claims):
        given = (~cells.free & (cells.group_of == name))[:occupations]
        whole = jobs.group_jobs.get(name, 0.0)
        part = 1 - float(np.nansum(jobs.employment[given])) / whole if given.any() and whole > 0 else 1.0
        if part > 0:
            found[name] = claims[name] * part
    return found


def _to_whole(shared: Shared, told: Told, whole: float) -> Shared:
    """Bring counts that hold everybody, or more than everybody, to all civilians of the region."""
    if not np.isfinite(whole) or not shared.total > 0:
        return shared
    if not shared.whole and shared.total < whole - SLACK:
        return shared
    people = {name: count * whole / shared.total for name, count in shared.people.items()}
    if shared.column == INDUSTRY:
        # All people are in the sectors given, so nobody is in the others.
        return replace(shared, people=people, whole=True)
    return replace(shared, people={"out": 0.0} | people)


def _persons(jobs: Jobs, cells: Cells, raked: Raked, reached: set[str]) -> Array:
    """Return the people of each occupation; NaN where its jobs or all figures of its group are not known."""
    occupations = len(jobs.employment)
    shown = np.isfinite(jobs.employment) & np.isin(cells.group_of[:occupations], list(reached))
    return np.where(shown | ~cells.free[:occupations], raked.values[:occupations], np.nan)


def _fit(shared: tuple[Shared, ...], raked: Raked) -> Fit | None:
    if not shared:
        return None
    totals = sum(len(one.people) for one in shared)
    return Fit(totals, tuple(dict.fromkeys(one.by for one in shared)), raked.rounds, raked.largest_error)
