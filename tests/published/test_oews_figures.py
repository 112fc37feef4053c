"""Figures published by the U.S. Bureau of Labor Statistics against the pack.

Occupational Employment and Wage Statistics, May 2025. Employment and annual wages stand in the national,
the state, and the metropolitan and nonmetropolitan area estimates (columns employment, employment RSE,
annual 10th to 90th percentile wage, annual mean wage, location quotient), the staffing figures in the
national industry-specific estimates. They were read by hand from the survey's public database, series OEU +
area type + area + industry + occupation + data type (01 employment, 02 its relative standard error, 04 annual
mean, 11-15 annual percentiles, 17 location quotient), not with the code under test. A figure here is changed
only by hand, when the publisher corrects it.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

NATION, GEORGIA, CALIFORNIA, PUERTO_RICO = "0000000", "1300000", "0600000", "7200000"
ATLANTA, NEW_YORK, CHICAGO, ALBANY_GA = "0012060", "0035620", "0016980", "0010500"
NORTH_GEORGIA = "1300001"

# area, occupation, column, published figure
FIGURES = [
    # May 2025 National Occupational Employment and Wage Estimates, United States
    (NATION, "00-0000", "employment", 155_495_730),
    (NATION, "00-0000", "wage_p10_usd", 31_200),
    (NATION, "00-0000", "wage_p50_usd", 50_980),
    (NATION, "00-0000", "wage_p90_usd", 128_560),
    (NATION, "00-0000", "wage_mean_usd", 69_770),
    (NATION, "35-0000", "employment", 13_680_750),
    (NATION, "11-1021", "wage_p90_usd", 253_390),
    (NATION, "29-1141", "employment", 3_379_720),
    (NATION, "29-1141", "wage_p50_usd", 97_550),
    (NATION, "35-3031", "wage_p50_usd", 35_230),
    (NATION, "41-2031", "employment", 3_897_860),
    (NATION, "43-4051", "wage_p50_usd", 44_770),
    (NATION, "53-3032", "employment", 2_062_040),
    (NATION, "53-3032", "wage_p25_usd", 47_960),
    (NATION, "31-1120", "employment", 4_305_810),
    (NATION, "31-1120", "wage_p50_usd", 35_800),
    (NATION, "47-2111", "wage_p75_usd", 83_940),
    (NATION, "29-2061", "wage_mean_usd", 67_050),
    (NATION, "51-2090", "employment", 1_405_030),
    # State Occupational Employment and Wage Estimates: Georgia, California, Puerto Rico
    (GEORGIA, "00-0000", "employment", 4_889_170),
    (GEORGIA, "00-0000", "wage_p50_usd", 48_170),
    (GEORGIA, "41-2031", "employment", 143_120),
    (GEORGIA, "35-3031", "employment_rse_pct", 4.7),
    (GEORGIA, "29-1141", "location_quotient", 0.95),
    (GEORGIA, "53-3032", "wage_p50_usd", 57_050),
    (CALIFORNIA, "00-0000", "employment", 18_213_700),
    (CALIFORNIA, "29-1141", "wage_p50_usd", 140_270),
    (CALIFORNIA, "31-1120", "location_quotient", 1.92),
    (PUERTO_RICO, "00-0000", "wage_p50_usd", 28_680),
    (PUERTO_RICO, "35-3031", "wage_p10_usd", 21_840),
    # Metropolitan area estimates: Atlanta-Sandy Springs-Roswell, GA
    (ATLANTA, "41-1011", "employment", 20_200),
    (ATLANTA, "41-1011", "wage_p50_usd", 48_300),
    (ATLANTA, "00-0000", "employment", 2_889_670),
    (ATLANTA, "00-0000", "wage_p50_usd", 51_170),
    (ATLANTA, "35-3031", "employment", 45_880),
    (ATLANTA, "35-3031", "wage_p25_usd", 15_080),
    (ATLANTA, "43-4051", "location_quotient", 1.24),
    (ATLANTA, "29-1141", "wage_p90_usd", 132_230),
    (ATLANTA, "47-2111", "wage_p75_usd", 78_910),
    (ATLANTA, "29-2061", "employment_rse_pct", 6.2),
    # New York-Newark-Jersey City, NY-NJ
    (NEW_YORK, "00-0000", "employment", 9_492_000),
    (NEW_YORK, "31-1120", "employment", 644_700),
    (NEW_YORK, "31-1120", "location_quotient", 2.45),
    (NEW_YORK, "47-2111", "wage_p75_usd", 126_030),
    # Chicago-Naperville-Elgin, IL-IN
    (CHICAGO, "00-0000", "wage_p50_usd", 54_720),
    (CHICAGO, "43-6014", "employment", 50_190),
    (CHICAGO, "47-2111", "wage_p50_usd", 102_350),
    # Albany, GA
    (ALBANY_GA, "00-0000", "employment", 58_390),
    (ALBANY_GA, "43-4051", "wage_p50_usd", 33_190),
    (ALBANY_GA, "29-1141", "wage_p50_usd", 80_390),
    # North Georgia nonmetropolitan area
    (NORTH_GEORGIA, "00-0000", "employment", 187_640),
    (NORTH_GEORGIA, "51-2090", "employment", 3_840),
    (NORTH_GEORGIA, "51-2090", "location_quotient", 2.27),
]

# National industry-specific estimates: occupation, industry, employment
STAFFING = [
    ("47-2111", "23", 599_700),
    ("47-2111", "238", 565_430),
    ("29-1141", "62", 2_895_620),
    ("29-1141", "622", 2_020_230),
    ("35-3031", "72", 2_087_000),
    ("35-3031", "722", 1_943_380),
    ("00-0000", "31-33", 12_654_310),
    ("00-0000", "99", 10_242_890),
]

# Cells the publisher leaves blank: area, occupation, columns without a figure, column of the mark, mark
BLANKS = [
    # footnote 8, estimate not released: registered nurses in Albany, GA, have wages only
    (
        ALBANY_GA,
        "29-1141",
        ["employment", "location_quotient"],
        "employment_mark",
        "suppressed",
    ),
    # footnote 8 on the wages alone: 13-1011 in Atlanta
    (ATLANTA, "13-1011", ["wage_p10_usd", "wage_p50_usd", "wage_mean_usd"], "wage_mark", "suppressed"),
    # footnote 4, hourly wages only: actors
    (NATION, "27-2011", ["wage_p10_usd", "wage_p50_usd", "wage_mean_usd"], "wage_mark", "hourly-or-annual"),
]


@pytest.fixture(scope="module")
def wages(pack: Any) -> pd.DataFrame:
    areas = sorted({area for area, *_ in FIGURES} | {"0024340", "0027260"})
    return pack.wages(areas).set_index(["area", "soc"])


@pytest.mark.parametrize(("area", "soc", "column", "published"), FIGURES)
def test_wages_and_employment(
    wages: pd.DataFrame, area: str, soc: str, column: str, published: float
) -> None:
    assert wages.loc[(area, soc), column] == published


@pytest.mark.parametrize(("soc", "industry", "published"), STAFFING)
def test_staffing(pack: Any, soc: str, industry: str, published: int) -> None:
    staffing = pack.table("staffing").set_index(["soc", "industry"])
    assert staffing.loc[(soc, industry), "employment"] == published


@pytest.mark.parametrize(("area", "soc", "columns", "mark_column", "mark"), BLANKS)
def test_blank_cells_keep_their_reason(
    wages: pd.DataFrame, area: str, soc: str, columns: list[str], mark_column: str, mark: str
) -> None:
    row = wages.loc[(area, soc)]
    assert row[columns].isna().all()
    assert row[mark_column] == mark


def test_suppressed_wages_leave_published_employment(wages: pd.DataFrame) -> None:
    assert wages.loc[(ATLANTA, "13-1011"), "employment"] == 150


def test_top_coded_wages_hold_their_lower_bound(wages: pd.DataFrame) -> None:
    # Cardiologists in Atlanta: every wage is "$239,200 or more" (footnote 5).
    atlanta = wages.loc[(ATLANTA, "29-1212")]
    assert atlanta["wage_mark"] == "top-coded"
    assert atlanta["employment"] == 910
    assert (atlanta[["wage_p10_usd", "wage_p50_usd", "wage_p90_usd", "wage_mean_usd"]] == 239_200).all()
    # Anesthesiologists in Grand Rapids: only the 90th percentile is; the 75th is published as 384,800.
    partly = wages.loc[("0024340", "29-1211")]
    assert partly["wage_mark"] == "top-coded"
    assert partly["wage_p50_usd"] == 228_760
    assert partly["wage_p75_usd"] == 384_800
    assert partly["wage_p90_usd"] == 384_800


def test_wages_published_above_the_cap_are_kept(wages: pd.DataFrame) -> None:
    assert wages.loc[(NATION, "29-1215"), "wage_p90_usd"] == 428_550
    assert wages.loc[(NATION, "29-1215"), "wage_mark"] == ""


def test_atlanta_lists_720_rows_and_no_more(wages: pd.DataFrame) -> None:
    assert len(wages.loc[ATLANTA]) == 720


def test_the_nation_has_no_location_quotient(wages: pd.DataFrame) -> None:
    assert wages.loc[NATION, "location_quotient"].isna().all()
