"""Who works in an occupation, and how many are out of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.reference.compiling import demographics

TOP = ["Occupation", 2022, "", "", "", "", ""]
TOTAL = ["Total, 16 years and over", 158291, 46.8, 77.0, 12.6, 6.7, 18.5]


@pytest.fixture
def tiny_folder(tmp_path: Path, write_book: Callable[..., None], write_lines: Callable[..., None]) -> Path:
    """A CPS occupation of its own, a broader one, a residual one, two that combine, and a small one."""
    rows = [
        TOP,
        TOTAL,
        ["Group 35 occupations", 9000, 50.0, 70.0, 10.0, 5.0, 20.0],
        ["Waiters  and waitresses ", 1762, 68.2, 77.9, 9.7, 8.3, 24.5],
        ["Cooks", 2000, 40.0, 70.0, 17.0, 5.0, 38.0],
        ["Other food workers", 100, 50.0, 70.0, 20.0, 4.0, 30.0],
        ["Home health aides", 600, 90.0, 50.0, 40.0, 8.0, 20.0],
        ["Personal care aides", 1400, 80.0, 60.0, 30.0, 6.0, 20.0],
        ["Chefs", 20, "–", "–", "–", "–", "–"],
    ]
    write_book(demographics.TABLE_11, {"cpsaat11": rows})
    census = [["2018 Census Title ", "2018 Census Code", "2018 SOC Code"]]
    census += [
        ["Waiters and waitresses", "4110", "35-3031"],
        ["Cooks ", "4020", "35-2010"],
        ["Other food workers", "4140", "35-20XX"],
        ["Home health aides", "3601", "31-1121"],
        ["Personal care aides", "3602", "31-1122"],
        ["Chefs", "4000", "35-1011"],
        ["Unemployed, never worked", "9920", "none"],
    ]
    write_lines(demographics.CENSUS_TO_SOC, census)
    return tmp_path


@pytest.fixture
def shares(tiny_folder: Path, occupations_named: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    socs = occupations_named("31-1120", "35-1011", "35-2011", "35-2014", "35-2021", "35-3031", "35-9011")
    return demographics.compile_representation(tiny_folder, socs).set_index("soc")


def test_titles_match_whatever_their_blanks(shares: pd.DataFrame) -> None:
    waiters = shares.loc["35-3031"]
    assert waiters.to_list() == [1_762_000, 0.682, 0.097, 0.083, 0.245, ""]


def test_a_broader_cps_occupation_gives_each_its_shares(shares: pd.DataFrame) -> None:
    for soc in ("35-2011", "35-2014"):
        assert shares.loc[soc, "black_share"] == 0.17
        assert shares.loc[soc, "representation_mark"] == "broader CPS occupation"


def test_a_residual_takes_what_no_closer_occupation_covers(shares: pd.DataFrame) -> None:
    assert shares.loc["35-2021", "black_share"] == 0.20
    assert shares.loc["35-2021", "representation_mark"] == ""


def test_an_aggregate_is_weighted_by_the_employed(shares: pd.DataFrame) -> None:
    aides = shares.loc["31-1120"]
    assert aides["representation_base"] == 2_000_000
    assert aides["women_share"] == pytest.approx(0.83)
    assert aides["representation_mark"] == "combined CPS occupations"


def test_a_small_base_has_a_base_but_no_shares(shares: pd.DataFrame) -> None:
    chefs = shares.loc["35-1011"]
    assert chefs["representation_base"] == 20_000
    assert chefs["representation_mark"] == "small base"
    assert chefs[list(demographics.SHARES)].isna().all()


def test_without_a_cps_occupation_the_major_group_answers_and_says_so(shares: pd.DataFrame) -> None:
    other = shares.loc["35-9011"]
    assert other["hispanic_share"] == 0.20
    assert other["representation_mark"] == "CPS major group"


@pytest.fixture
def report_rows() -> list[list[Any]]:
    header = ["Occupation", "Employed June 2024", "Employed June 2025", "Unemployed June 2024"]
    header += ["Unemployed June 2025", "Unemployment rate June 2024", "Unemployment rate June 2025"]
    rows = [[title, 90, 95, 4, 5, 4.3, 5.0] for title in demographics.CPS_GROUPS]
    rows[0][0] = "Total, 16 years and over(1)"
    return [header, *rows]


def test_rates_are_shares_and_name_the_major_groups_they_cover(
    tmp_path: Path, write_lines: Callable[..., None], report_rows: list[list[Any]]
) -> None:
    write_lines(demographics.UNEMPLOYMENT, report_rows)
    rates = demographics.compile_unemployment_rates(tmp_path).set_index("group_title")
    service = rates.loc["Service occupations"]
    assert service.to_list() == ["31,33,35,37,39", 95.0, 5.0, 0.05, date(2025, 6, 30)]
    assert rates.loc["Total, 16 years and over", "groups"].count(",") == 21


def test_the_smallest_group_that_covers_a_major_group_is_taken(
    tmp_path: Path, write_lines: Callable[..., None], report_rows: list[list[Any]]
) -> None:
    write_lines(demographics.UNEMPLOYMENT, report_rows)
    finest = demographics.finest_group(demographics.compile_unemployment_rates(tmp_path)).set_index("group")
    assert len(finest) == 22
    assert finest.loc["41", "group_title"] == "Sales and related occupations"
    assert finest.loc["13", "group_title"] == "Management, business, and financial operations occupations"
    assert finest.loc["29", "group_title"] == "Professional and related occupations"


def test_an_unknown_group_in_the_report_is_refused(
    tmp_path: Path, write_lines: Callable[..., None], report_rows: list[list[Any]]
) -> None:
    write_lines(demographics.UNEMPLOYMENT, [*report_rows, ["Robots", 1, 1, 1, 1, 1, 1]])
    with pytest.raises(ValueError, match="Robots"):
        demographics.compile_unemployment_rates(tmp_path)


def test_every_title_of_the_real_table_is_placed(real_data: Path) -> None:
    assert demographics.unmatched_titles(real_data) == []


def test_the_shipped_shares_cover_nearly_all_workers(pack: Any) -> None:
    occupations = pack.table("occupations")
    assert (occupations["representation_mark"] != "CPS major group").all()
    shown = occupations["women_share"].notna()
    assert (shown == (occupations["representation_mark"] != "small base")).all()
    assert (occupations.loc[~shown, "representation_base"] < 50_000).all()
    workers = occupations["employment_2024"]
    assert workers[shown].sum() / workers.sum() > 0.95


def test_other_production_workers_are_matched_by_their_title(
    real_data: Path, real_occupations: pd.DataFrame
) -> None:
    """CPS 2022, Table 11: 1,246 thousand other production workers, 25.3 % Hispanic or Latino."""
    shares = demographics.compile_representation(real_data, real_occupations).set_index("soc")
    assert shares.loc["51-9199", ["representation_base", "hispanic_share"]].to_list() == [1_246_000, 0.253]


def test_the_shipped_shares_are_the_published_ones(pack: Any) -> None:
    """CPS 2022, Table 11, rows of electricians, waiters and waitresses, customer service representatives."""
    occupations = pack.table("occupations").set_index("soc")
    columns = ["women_share", "black_share", "asian_share", "hispanic_share", "representation_base"]
    assert occupations.loc["47-2111", columns].to_list() == [0.022, 0.073, 0.020, 0.249, 918_000]
    assert occupations.loc["35-3031", columns].to_list() == [0.682, 0.097, 0.083, 0.245, 1_762_000]
    assert occupations.loc["43-4051", columns].to_list() == [0.648, 0.176, 0.055, 0.197, 2_714_000]
