"""From a plan to its results: a slow step per region and files, and a fast one per change of a parameter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.intake.postings import PostingsTable
from data.intake.unemployment import UnemployedTable
from data.language import say, say_waiting
from data.reference.pack import Pack
from workbook.model import measure, priority
from workbook.model.classification import Traits, classify
from workbook.model.entered import with_entered
from workbook.model.income import WageLines, wage_lines
from workbook.model.local_growth import with_projections
from workbook.model.local_income import told_income
from workbook.model.local_moves import blended, replace_but_gaps, with_moves
from workbook.model.local_postings import PostingCounts, count_postings
from workbook.model.local_wages import with_wages
from workbook.model.localtables import NONBA_WAGES, PROJECTIONS, TRANSITIONS, WAGES, LocalTable, of_kind
from workbook.model.national import GROUPS, National, national
from workbook.model.region import (
    NATION,
    PERCENTILES,
    Jobs,
    Region,
    jobs_by_group,
    jobs_of,
    region_of,
    state_areas,
)
from workbook.model.results import Results
from workbook.model.rules import near_misses, outcomes
from workbook.model.scenarios import scenario_factor, staffing_of
from workbook.model.snapshots import Snapshot
from workbook.model.trend import posting_trend
from workbook.model.unemployed import Unemployed, unemployed_of
from workbook.plan import Parameters, Plan

Array = NDArray[Any]
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Prepared:
    """Everything of a region that no parameter touches, aligned to the occupations of the pack."""

    pack: Pack
    national: National
    region: Region
    jobs: Jobs
    unemployed: Unemployed
    postings: PostingCounts
    files: tuple[PostingsTable | UnemployedTable | LocalTable, ...]
    facts: dict[str, Array]
    tables: tuple[LocalTable, ...] = ()
    growth_told: Array | None = None
    """Occupations whose growth and openings a loaded projection tells; None for none."""

    @property
    def regional_claim_rate(self) -> float:
        """Unemployed ÷ (jobs + unemployed) of the whole region, on the basis of the source in use (0–1)."""
        people = self.jobs.total_jobs + self.unemployed.total
        return self.unemployed.total / people if people > 0 else float("nan")


def prepare(
    pack: Pack,
    plan: Plan,
    postings: PostingsTable | None = None,
    unemployed: UnemployedTable | None = None,
    progress: Progress | None = None,
    tables: tuple[LocalTable, ...] = (),
) -> Prepared:
    """Load a region's jobs, wages, unemployed and postings; ``progress`` gets a sentence and a share done.

    ``tables`` are the planner's own transitions, wages and programmes, one of each kind at most.
    """
    tell = progress or (lambda sentence, share: None)
    tell(say_waiting("Reading the reference pack"), 0.0)
    tables = with_entered(tables, plan.programmes)
    everywhere = with_moves(national(pack), of_kind(tables, TRANSITIONS))
    region = region_of(pack, plan.areas)
    tell(say_waiting("Reading jobs and wages of {region}", region=region.short_name), 0.4)
    everywhere, growth_told = with_projections(everywhere, of_kind(tables, PROJECTIONS), pack, region)
    wages = pack.wages((*region.areas, *state_areas(pack, region)))
    own = of_kind(tables, WAGES)
    if own is not None:
        wages = with_wages(wages, own, plan.areas)
        everywhere = _with_national_jobs(pack, everywhere, wages)
    jobs = jobs_of(pack, plan.areas, everywhere.jobs, wages)
    tell(say_waiting("Counting people out of work and postings"), 0.6)
    people = unemployed_of(pack, region, jobs, unemployed, jobs_by_group(wages))
    counts = count_postings(pack, region, postings, plan.as_of)
    files = (*(table for table in (postings, unemployed) if table is not None), *tables)
    tell(say_waiting("Ready"), 1.0)
    facts = _facts(everywhere, jobs, people, counts)
    facts["nonba_income_told_usd"] = told_income(of_kind(tables, NONBA_WAGES), pack, region, facts["soc"])
    return Prepared(pack, everywhere, region, jobs, people, counts, files, facts, tables, growth_told)


def _with_national_jobs(pack: Pack, everywhere: National, wages: pd.DataFrame) -> National:
    """Return what holds everywhere with the nation's jobs and wages of a loaded table, when it has them."""
    if not (wages["area"] == NATION).any():
        return everywhere
    return replace_but_gaps(everywhere, jobs=jobs_of(pack, (NATION,), wages=wages))


def _facts(everywhere: National, jobs: Jobs, people: Unemployed, counts: PostingCounts) -> dict[str, Array]:
    facts, texts = everywhere.facts, everywhere.texts
    with np.errstate(invalid="ignore", divide="ignore"):
        quotient = (jobs.employment / jobs.total_jobs) / (
            everywhere.jobs.employment / everywhere.jobs.total_jobs
        )
    return {
        "soc": texts["soc"],
        "title": texts["title"],
        "family": texts["group_title"],
        "employment": jobs.employment,
        "employment_mark": jobs.marks,
        "location_quotient": quotient,
        **{name: jobs.wages[name] for name in PERCENTILES},
        "wage_source": jobs.wage_source,
        **{name: facts[name] for name in ("nonba_share", "job_zone", "growth_share", "openings_rate")},
        "nonba_mark": texts["nonba_mark"],
        "scenario_factor": np.ones(everywhere.count),
        "postings_open": counts.open_,
        "postings_stated_education": counts.stated_education,
        "postings_no_degree": counts.no_degree,
        "unemployed": people.persons,
        "unemployed_kind": people.kind,
        "group_unemployment_ratio": facts["unemployment_rate"] / everywhere.unemployment_rate,
        "automation_risk": facts["automation_risk"],
        "automation_mark": texts["automation_mark"],
        "ai_exposure": facts["ai_exposure"],
        "ai_applicability": facts["ai_applicability"],
        "cross_sector_spread": everywhere.spread,
        "trend_share": np.full(everywhere.count, np.nan),
        "trend_direction": np.full(everywhere.count, "", dtype=object),
    }


def given_of(prepared: Prepared, parameters: Parameters) -> tuple[dict[str, float], WageLines]:
    """Return every named number that rules and formulas use: parameters, wage lines, the region's facts."""
    lines = wage_lines(parameters, prepared.national.jobs.median_usd)
    given = {
        **parameters,
        "origin_line_usd": lines.origin_usd,
        "low_band_line_usd": lines.low_band_usd,
        "target_line_usd": lines.target_usd,
        "regional_claim_rate": prepared.regional_claim_rate,
    }
    return given, lines


def solve(prepared: Prepared, plan: Plan, earlier: Sequence[Snapshot] = ()) -> Results:
    """Return the results of a plan for a prepared region: classes, matrix and priorities.

    The fast step: everything that a parameter or an override touches. ``earlier`` are months tracked, which
    the trend of postings is counted from.
    """
    given, lines = given_of(prepared, plan.parameters)
    prepared = replace(prepared, national=blended(prepared.national, given["transitions_shrinkage"]))
    everywhere = prepared.national
    frame: dict[str, Array] = dict(prepared.facts)
    frame["scenario_factor"] = scenario_factor(staffing_of(prepared.pack), plan.chosen_scenario)
    measure.compute("matrix", frame, given, measure.MATRIX_ORDER[:BEFORE_CLASSES])
    traits = _traits(prepared, plan, frame, given)
    classified = classify(traits, given)
    passed = outcomes(traits, classified, given)
    frame |= {
        "class": classified.names,
        "band": classified.band,
        "borderline": classified.borderline.astype(object),
        "overridden": (traits.forced != "").astype(object),
        "inflow_origin_share": classified.inflow_share,
        "springboard_share": classified.outflow_share,
    }
    reach = origin_reach(everywhere, classified.origins, frame["unemployed"])
    counted = bool(np.isfinite(frame["unemployed"][classified.origins]).any())
    frame |= _reach_columns(everywhere, reach, frame["nonba_income_usd"], counted)
    frame["representation_index"] = _representation_index(everywhere, classified.origins, frame["employment"])
    frame |= _posting_wages(prepared.postings, given) | posting_trend(prepared, plan, earlier)
    measure.compute("matrix", frame, given, measure.MATRIX_ORDER[BEFORE_CLASSES:])
    frame["note"] = _notes(plan, frame, near_misses(passed, classified, traits, given))
    priorities = priority.rank(frame, given)
    return Results(plan, prepared, given, lines, traits, classified, reach, frame, priorities, tuple(earlier))


BEFORE_CLASSES = measure.MATRIX_ORDER.index("wage_gain_usd")
"""Measures up to here need no class; the rest need what the circular pass solved."""


def run(
    pack: Pack,
    plan: Plan,
    postings: PostingsTable | None = None,
    unemployed: UnemployedTable | None = None,
    progress: Progress | None = None,
    tables: tuple[LocalTable, ...] = (),
    earlier: Sequence[Snapshot] = (),
) -> Results:
    """Prepare a region and solve its plan; ``earlier`` as for `solve`."""
    return solve(prepare(pack, plan, postings, unemployed, progress, tables), plan, earlier)


def _traits(prepared: Prepared, plan: Plan, frame: dict[str, Array], given: dict[str, float]) -> Traits:
    everywhere = prepared.national
    income = frame["nonba_income_usd"]
    if given["national_wage_basis"]:
        told = np.full(everywhere.count, np.nan)
        wages = {**frame, **everywhere.jobs.wages, "nonba_income_told_usd": told}
        measure.compute("matrix", wages, given, ("nonba_income_usd",))
        income = wages["nonba_income_usd"]
    forced = np.full(everywhere.count, "", dtype=object)
    place = {soc: index for index, soc in enumerate(frame["soc"])}
    for override in plan.overrides:
        if override.soc in place:
            forced[place[override.soc]] = override.class_name
    facts = everywhere.facts
    return Traits(
        income,
        facts["nonba_share"],
        facts["automation_risk"],
        facts["job_zone"],
        facts["growth_share"],
        everywhere.nonba_moves,
        forced,
    )


def origin_reach(everywhere: National, origins: Array, unemployed: Array) -> Array:
    """Return the unemployed people of each Origin who would arrive at each occupation, o × d [persons].

    Rows of other classes, and of Origins whose unemployed are not known, are zero.
    """
    leaving = np.where(origins, np.nan_to_num(unemployed), 0.0)
    per_mover = np.divide(
        leaving, everywhere.outward, out=np.zeros_like(leaving), where=everywhere.outward > 0
    )
    return np.asarray(everywhere.nonba_moves * per_mover[:, None])


def _reach_columns(everywhere: National, reach: Array, income: Array, counted: bool) -> dict[str, Array]:
    """Return what follows from the reach; blank where no unemployed of an Origin are ``counted``."""
    rows = np.flatnonzero(reach.any(axis=1))
    arriving, paid = reach[rows], income[rows]
    total = arriving.sum(axis=0)
    weight = arriving[np.isfinite(paid)].sum(axis=0)
    feeder = _mean((np.nan_to_num(paid)[:, None] * arriving).sum(axis=0), weight)
    gap = _mean((everywhere.pair_gap[rows] * arriving).sum(axis=0), total)
    total = total if counted else np.full_like(total, np.nan)
    return {"origin_reach": total, "feeder_income_usd": feeder, "training_feasibility": 1 / (1 + gap)}


def _mean(sums: Array, weights: Array) -> Array:
    return np.divide(sums, weights, out=np.full_like(sums, np.nan), where=weights > 0)


def _representation_index(everywhere: National, origins: Array, employment: Array) -> Array:
    jobs = np.where(origins, np.nan_to_num(employment), 0.0)
    parts = []
    for name in GROUPS:
        share = everywhere.facts[name]
        weight = np.where(np.isfinite(share), jobs, 0.0)
        if not weight.sum() > 0:
            return np.full(len(jobs), np.nan)
        base = float((np.nan_to_num(share) * weight).sum() / weight.sum())
        parts.append(np.minimum(1.0, share / base))
    return np.asarray(np.mean(parts, axis=0))


def _posting_wages(counts: PostingCounts, given: dict[str, float]) -> dict[str, Array]:
    least = given["posting_wages_min"]
    return {
        "posting_wage_usd": np.where(counts.wages >= least, counts.wage_usd, np.nan),
        "posting_wage_no_degree_usd": np.where(
            counts.wages_no_degree >= least, counts.wage_no_degree_usd, np.nan
        ),
    }


def _notes(plan: Plan, frame: dict[str, Array], near: Array) -> Array:
    reasons = {override.soc: override.reason for override in plan.overrides}
    notes = np.full(len(near), "", dtype=object)
    for place, soc in enumerate(frame["soc"]):
        parts = []
        if soc in reasons:
            parts.append(say("Class set by hand: {reason}", reason=reasons[soc]))
        if frame["borderline"][place]:
            parts.append(say("Borderline: kept changing class"))
        if near[place]:
            parts.append(near[place])
        if frame["wage_source"][place] == "national":
            parts.append(say("National wages: the region's are not published"))
        notes[place] = ". ".join(parts)
    return notes
