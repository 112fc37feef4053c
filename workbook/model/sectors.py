"""The sector lens: what each sector offers in the region, how it grows, and what it asks at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from data.scenarios import GROUP, INDUSTRY, sector_rows
from workbook.model import measure
from workbook.model.scenarios import Staffing, staffing_of
from workbook.model.unemployed import IMPUTED_KINDS
from workbook.plan import GOOD_CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
EVERYTHING = "all"
DEGREES = ("Bachelor's degree", "Master's degree", "Doctoral or professional degree")
SCHOOL = ("No formal educational credential", "High school diploma or equivalent")


def sectors(results: Results) -> pd.DataFrame:
    """Return one row per sector of the region, and a last one of all occupations to compare with.

    An occupation belongs to a sector by its major group, or when enough of its national jobs
    (``sector_jobs_share_min``) are in the sector's industries. Sectors overlap where digital or business work
    is done in other sectors, so that their rows do not add up.
    """
    inside = members(staffing_of(results.prepared.pack), results.given["sector_jobs_share_min"])
    titles = {row.sector: row.title for row in sector_rows()} | {EVERYTHING: say("All occupations")}
    inside[EVERYTHING] = np.ones(results.prepared.national.count, dtype=bool)
    rows = [{"sector": name, "title": titles[name], **_sector(results, inside[name])} for name in titles]
    return pd.DataFrame(rows, columns=list(columns("sectors")))


def members(staffing: Staffing, share_min: float) -> dict[str, Array]:
    """Return for each sector which occupations belong to it."""
    shares = sector_shares(staffing)
    found = {name: share >= share_min for name, share in shares.items()}
    for row in sector_rows():
        if row.by == GROUP:
            found[row.sector] |= staffing.groups == row.code
    return found


def sector_shares(staffing: Staffing) -> dict[str, Array]:
    """Return for each sector the share of each occupation's national jobs in its industries (0–1)."""
    found: dict[str, Array] = {}
    for row in sector_rows():
        share = found.setdefault(row.sector, np.zeros(len(staffing.groups)))
        if row.by == INDUSTRY:
            share += staffing.share[:, staffing.industries.index(row.code)]
    return found


def _sector(results: Results, inside: Array) -> dict[str, Any]:
    frame = results.frame
    jobs = np.where(inside, frame["employment"], np.nan)
    openings, unemployed = (_sum(frame[name], inside) for name in ("openings_12m", "unemployed"))
    good = inside & np.isin(frame["class"].astype(str), GOOD_CLASSES) & (frame["viable"] == True)  # noqa: E712
    available = {"openings_12m": np.array([openings]), "unemployed": np.array([unemployed])}
    measure.compute("matrix", available, results.given, ("seekers_per_opening", "availability"))
    education = results.prepared.pack.occupations()["entry_education"].fillna("").to_numpy(dtype=object)
    total = results.prepared.jobs.total_jobs
    counted = np.nansum(jobs)
    return {
        "occupations": float((inside & np.isfinite(frame["employment"])).sum()),
        "blank_occupations": float((inside & ~np.isfinite(frame["employment"])).sum()),
        "employment": counted if np.isfinite(jobs).any() else np.nan,
        "employment_share": counted / total if total > 0 else np.nan,
        "openings_12m": openings,
        "accessible_openings": _sum(frame["accessible_openings"], inside),
        "unemployed": unemployed,
        "imputed_share": _imputed_share(frame["unemployed"], frame["unemployed_kind"], inside),
        "seekers_per_opening": available["seekers_per_opening"][0],
        "availability": available["availability"][0],
        "good_jobs": float(good.sum()),
        "good_openings_12m": _sum(frame["openings_12m"], good) if good.any() else 0.0,
        "growth_share": _mean(frame["growth_share"], jobs),
        "nonba_share": _mean(frame["nonba_share"], jobs),
        "nonba_income_usd": _mean(frame["nonba_income_usd"], jobs),
        "job_zone": _mean(frame["job_zone"], jobs),
        "school_share": _mean(_flag(education, SCHOOL), jobs),
        "degree_share": _mean(_flag(education, DEGREES), jobs),
        "cross_sector_spread": _mean(frame["cross_sector_spread"], jobs),
    }


def _flag(values: Array, wanted: tuple[str, ...]) -> Array:
    """Return 1 where a value is one of the wanted, 0 where it is another, NaN where there is none."""
    return np.where(values == "", np.nan, np.isin(values.astype(str), wanted).astype(float))


def _sum(values: Array, inside: Array) -> float:
    own = values[inside]
    return float(np.nansum(own)) if np.isfinite(own).any() else float("nan")


def _imputed_share(unemployed: Array, kind: Array, inside: Array) -> float:
    """Return which part of the unemployed was imputed (0–1); NaN where nobody is counted."""
    people = np.where(inside, np.nan_to_num(unemployed), 0.0)
    whole = float(people.sum())
    counted = float(people[~np.isin(kind, IMPUTED_KINDS)].sum())
    # From what was counted, so that a share of all is 1 exactly.
    return 1 - counted / whole if whole > 0 else float("nan")


def _mean(values: Array, jobs: Array) -> float:
    """Return the mean weighted with published regional jobs; NaN without any."""
    known = np.isfinite(values) & np.isfinite(jobs)
    weight = float(jobs[known].sum())
    return float((values[known] * jobs[known]).sum() / weight) if weight > 0 else float("nan")
