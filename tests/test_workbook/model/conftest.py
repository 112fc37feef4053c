"""Solved plans of real regions, each computed once for all tests, and a small country made by hand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pandas as pd
import pytest

from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run

AS_OF = datetime.date(2025, 6, 30)
REGIONS = {
    "the nation": "US",
    "a metro area": "12060",
    "a metro area in two states": "35620",
    "a state": "13",
    "two areas together": "12060,10500",
    "suppressed major groups": "Fort Collins-Loveland, CO",
    "the smallest area": "25020",
    "no claims": "Guam",
}

SolvedFor = Callable[[str], Results]


@pytest.fixture(scope="session")
def results_of(pack: Any) -> SolvedFor:
    """Return a function that gives the results of a region with the parameters as shipped."""

    @cache
    def solved(region: str) -> Results:
        return run(pack, plan_for(pack, region, AS_OF))

    return solved


@pytest.fixture(scope="session", params=REGIONS.values(), ids=REGIONS)
def results(request: pytest.FixtureRequest, results_of: SolvedFor) -> Results:
    """Return the results of each of a few very different regions."""
    return results_of(request.param)


@pytest.fixture(scope="session")
def atlanta(results_of: SolvedFor) -> Results:
    return results_of("12060")


OCCUPATIONS = pd.DataFrame(
    [
        ("35-2014", "Cooks, Restaurant", "35", 0.06),
        ("35-3031", "Waiters and Waitresses", "35", 0.06),
        ("41-1011", "First-Line Supervisors of Retail Sales Workers", "41", 0.05),
        ("41-2031", "Retail Salespersons", "41", 0.05),
        ("47-2061", "Construction Laborers", "47", 0.08),
    ],
    columns=["soc", "title", "group", "unemployment_rate"],
)
OCCUPATIONS = OCCUPATIONS.assign(
    women_share=[0.4, 0.7, 0.5, 0.5, float("nan")],
    black_share=[0.2, 0.1, 0.1, 0.1, 0.3],
    asian_share=[0.1, 0.1, 0.1, 0.1, 0.0],
    hispanic_share=[0.3, 0.2, 0.2, 0.2, 0.4],
)
STAFFING = pd.DataFrame(
    [
        ("35-2014", "72", 1_000.0),
        ("35-3031", "72", 1_000.0),
        ("41-1011", "44-45", 500.0),
        ("41-2031", "44-45", 2_250.0),
        ("41-2031", "23", 750.0),
        ("47-2061", "23", None),
        ("47-2061", "99", 250.0),
        ("47-2061", "23", 2_250.0),
    ],
    columns=["soc", "industry", "employment"],
).assign(level=2)
AREAS = pd.DataFrame(
    [
        ("0000000", "US", "national", "00", "US", "National"),
        ("1300000", "13", "state", "13", "GA", "Georgia"),
        ("4700000", "47", "state", "47", "TN", "Tennessee"),
        ("5000000", "50", "state", "50", "VT", "Vermont"),
        ("0600000", "06", "state", "06", "CA", "California"),
        ("6600000", "66", "state", "66", "GU", "Guam"),
        ("0012060", "12060", "metro", "13", "GA", "Atlanta-Sandy Springs-Roswell, GA"),
        ("0016860", "16860", "metro", "47", "TN", "Chattanooga, TN-GA"),
        ("1300001", "1300001", "nonmetro", "13", "GA", "North Georgia nonmetropolitan area"),
    ],
    columns=["area", "code", "kind", "state", "state_abbr", "title"],
)
JANUARY, FEBRUARY = pd.Timestamp("2025-01-31"), pd.Timestamp("2025-02-28")
CLAIMS = pd.DataFrame(
    [
        # Georgia: the latest month counts; known 200 (military among them), 200 not available: twice each.
        ("GA", JANUARY, "35", 9_999.0, ""),
        ("GA", FEBRUARY, "35", 100.0, ""),
        ("GA", FEBRUARY, "41", 50.0, ""),
        ("GA", FEBRUARY, "47", 30.0, ""),
        ("GA", FEBRUARY, "55", 20.0, ""),
        ("GA", FEBRUARY, "ina", 200.0, ""),
        # Tennessee has not reported February.
        ("TN", JANUARY, "35", 60.0, ""),
        ("TN", JANUARY, "41", 40.0, ""),
        ("TN", JANUARY, "47", 100.0, ""),
        ("TN", JANUARY, "55", 0.0, ""),
        ("TN", JANUARY, "ina", 0.0, ""),
        # Vermont knows the occupation of nobody.
        ("VT", FEBRUARY, "35", 0.0, ""),
        ("VT", FEBRUARY, "41", 0.0, ""),
        ("VT", FEBRUARY, "47", 0.0, ""),
        ("VT", FEBRUARY, "55", 0.0, ""),
        ("VT", FEBRUARY, "ina", 190.0, ""),
        # California lumps groups together.
        ("CA", FEBRUARY, "35", 0.0, "bundled"),
        ("CA", FEBRUARY, "41", 300.0, "bundled"),
        ("CA", FEBRUARY, "47", 0.0, "bundled"),
        ("CA", FEBRUARY, "55", 10.0, "bundled"),
        ("CA", FEBRUARY, "ina", 70.0, "bundled"),
    ],
    columns=["state", "month", "group", "insured_unemployed", "mark"],
)
GROUP_JOBS: dict[str, dict[str, float | None]] = {
    "0000000": {"35": 2_700, "41": 3_600, "47": 2_550},
    "1300000": {"35": 1_000, "41": 2_000, "47": 500},
    "4700000": {"35": 600, "41": 400, "47": 1_000},
    "5000000": {"35": 100, "41": 200, "47": 50},
    "0600000": {"35": 1_000, "41": 1_000, "47": 1_000},
    "6600000": {"35": 100, "41": 100, "47": 100},
    "0012060": {"35": 600, "41": 1_000, "47": None},
    "0016860": {"35": 160, "41": 240, "47": 150},
    "1300001": {"35": 100, "41": 100, "47": 50},
}
JOBS: dict[str, dict[str, float | None]] = {
    "0000000": {"35-2014": 1_350, "35-3031": 1_350, "41-1011": 600, "41-2031": 3_000, "47-2061": 2_550},
    "1300000": {"35-2014": 300, "35-3031": 700, "41-1011": 500, "41-2031": 1_500, "47-2061": 500},
    "4700000": {"35-2014": 300, "35-3031": 300, "41-1011": 100, "41-2031": 300, "47-2061": 1_000},
    "5000000": {"35-2014": 50, "35-3031": 50, "41-1011": 50, "41-2031": 150, "47-2061": 50},
    "0600000": {"35-2014": 500, "35-3031": 500, "41-1011": 500, "41-2031": 500, "47-2061": 1_000},
    "6600000": {"35-2014": 50, "35-3031": 50, "41-1011": 50, "41-2031": 50, "47-2061": 100},
    "0012060": {"35-2014": None, "35-3031": 400, "41-1011": 300, "41-2031": 700, "47-2061": 100},
    "0016860": {"35-2014": 80, "35-3031": 80, "41-1011": 40, "41-2031": 200},
    "1300001": {"35-2014": 40, "35-3031": None, "41-1011": 25, "41-2031": 75, "47-2061": None},
}
PERCENTILES = [f"wage_p{point}_usd" for point in (10, 25, 50, 75, 90)]


def _wages() -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for dearer, (area, groups) in enumerate(GROUP_JOBS.items()):
        whole = sum(jobs for jobs in JOBS[area].values() if jobs)
        cells = {"00-0000": float(whole), **{f"{name}-0000": jobs for name, jobs in groups.items()}}
        for place, (soc, jobs) in enumerate({**cells, **JOBS[area]}.items()):
            first = 20_000 + 1_000 * place + 100 * dearer
            wages = dict(zip(PERCENTILES, range(first, first + 50_000, 10_000), strict=True))
            mark = "suppressed" if jobs is None else ""
            rows.append({"area": area, "soc": soc, "employment": jobs, "employment_mark": mark, **wages})
    table = pd.DataFrame(rows)
    return table.astype(dict.fromkeys(("employment", *PERCENTILES), float))


class SmallCountry:
    """Answers as the reference pack does: five occupations in three groups, four states and Guam."""

    def __init__(self, **tables: pd.DataFrame) -> None:
        self._tables = {
            "occupations": OCCUPATIONS,
            "areas": AREAS,
            "claims": CLAIMS,
            "wages": _wages(),
            "staffing": STAFFING,
        } | tables

    def table(self, name: str) -> pd.DataFrame:
        return self._tables[name]

    def areas(self) -> pd.DataFrame:
        return self._tables["areas"]

    def occupations(self) -> pd.DataFrame:
        return self._tables["occupations"]

    def wages(self, areas: Sequence[str]) -> pd.DataFrame:
        table = self._tables["wages"]
        return table[table["area"].isin(list(areas))].sort_values(["area", "soc"], ignore_index=True)


@pytest.fixture(scope="session")
def country() -> SmallCountry:
    return SmallCountry()
