"""The shipped demand scenarios, and the industries and major groups by which a scenario may be told."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from data.dictionaries import FOLDER

ALL, INDUSTRY, GROUP = "all", "industry", "group"
INDUSTRIES = (
    "11", "21", "22", "23", "31-33", "42", "44-45", "48-49", "51", "52",
    "53", "54", "55", "56", "61", "62", "71", "72", "81", "99",
)  # fmt: skip
"""Two-digit NAICS sectors of the national staffing pattern; 99 is government, as OEWS counts it."""
GROUPS = (
    "11", "13", "15", "17", "19", "21", "23", "25", "27", "29", "31",
    "33", "35", "37", "39", "41", "43", "45", "47", "49", "51", "53",
)  # fmt: skip
"""Major groups of the Standard Occupational Classification that OEWS counts."""
CODES = {ALL: ("",), INDUSTRY: INDUSTRIES, GROUP: GROUPS}
FIELDS = ("scenario", "title", "by", "code", "factor", "reason", "source")
"""Columns of a table of scenarios, the shipped one and a planner's own."""


@dataclass(frozen=True)
class ScenarioRow:
    """One line of the shipped table: openings of an industry or major group are multiplied by ``factor``.

    ``by`` is ``industry``, ``group`` or ``all`` (every occupation alike, ``code`` empty).
    """

    scenario: str
    title: str
    by: str
    code: str
    factor: float
    reason: str
    source: str


@cache
def scenario_rows() -> tuple[ScenarioRow, ...]:
    """Return the lines of the shipped scenarios, in the order in which people read them."""
    with (FOLDER / "scenarios.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            ScenarioRow(**{**row, "factor": float(row["factor"])})  # type: ignore[arg-type]
            for row in csv.DictReader(file)
        )


def sector_of(naics: str) -> str:
    """Return the two-digit sector as the staffing pattern names it; other text comes back as it is.

    >>> sector_of("32"), sector_of("62"), sector_of("31-33"), sector_of("nowhere")
    ('31-33', '62', '31-33', 'nowhere')
    """
    for sector in INDUSTRIES:
        first, dash, last = sector.partition("-")
        if dash and first <= naics <= last and len(naics) == len(first):
            return sector
    return naics


@dataclass(frozen=True)
class SectorRow:
    """One line of the table of sectors: an industry or a major group that belongs to a sector, and why."""

    sector: str
    title: str
    by: str
    code: str
    reason: str


@cache
def sector_rows() -> tuple[SectorRow, ...]:
    """Return the lines of the sectors that the sector lens looks at, in their order."""
    with (FOLDER / "sectors.csv").open(encoding="utf-8", newline="") as file:
        return tuple(SectorRow(**row) for row in csv.DictReader(file))
