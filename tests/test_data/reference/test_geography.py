"""Counties and ZIP codes to metropolitan areas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.reference.compiling import geography

HEADER = ["CBSA Code", "County/County Equivalent", "FIPS State Code", "FIPS County Code"]


@pytest.fixture
def counties(
    tmp_path: Path, write_book: Callable[..., None], write_lines: Callable[..., None]
) -> pd.DataFrame:
    """A metropolitan and a micropolitan county, one outside, and a state whose counties were replaced."""
    write_book(
        Path(geography.DELINEATION_FILE),
        {
            "List 1": [
                HEADER,
                ["12060", "Fulton County", "13", "121"],
                ["10100", "Brown County", "46", "013"],
                ["25540", "Capitol Planning Region", "09", "110"],
                ["Note: the delineations of July 2023.", None, None, None],
            ]
        },
    )
    write_lines(
        Path(geography.COUNTIES_FILE),
        [
            ["statefp", "countyfp", "name"],
            ["13", "121", "Fulton"],
            ["46", "013", "Brown County"],
            ["46", "017", "Buffalo County"],
            ["09", "003", "Hartford County"],
            ["60", "030", "Rose Island District"],
            ["60", "030", "Rose Atoll District"],
        ],
    )
    areas = pd.DataFrame(
        {"area": ["0012060", "0025540", "1300001"], "code": ["12060", "25540", "1300001"]}
    ).assign(kind=["metro", "metro", "nonmetro"])
    return geography.compile_counties(tmp_path, areas).set_index("county")


def test_a_metropolitan_county_has_its_area(counties: pd.DataFrame) -> None:
    assert counties.loc["13121"].to_list() == ["Fulton County", "GA", "12060", "0012060"]


def test_a_micropolitan_county_has_no_area_of_the_survey(counties: pd.DataFrame) -> None:
    assert counties.loc["46013", "cbsa"] == "10100"
    assert pd.isna(counties.loc["46013", "area"])


def test_a_county_outside_has_neither(counties: pd.DataFrame) -> None:
    assert counties.loc["46017", ["cbsa", "area"]].isna().all()


def test_replaced_counties_stay_beside_what_replaced_them(counties: pd.DataFrame) -> None:
    assert counties.loc["09003", ["cbsa", "area"]].isna().all()
    assert counties.loc["09110", "area"] == "0025540"


def test_a_county_listed_twice_is_one_row(counties: pd.DataFrame) -> None:
    assert counties.index.is_unique
    assert counties.loc["60030", "county_title"] == "Rose Island District"


def test_zip_shares_sum_to_one_and_vanishing_shares_go(
    tmp_path: Path, write_lines: Callable[..., None]
) -> None:
    write_lines(
        Path(geography.ZIPS_FILE),
        [
            ["zip", "geoid", "tot_ratio"],
            ["00721", "41980", "1.0"],
            ["30002", "12060", "0.6666666"],
            ["30002", "99999", "0.3333333"],
            ["30003", "12060", "0.9999731"],
            ["30003", "10500", "0.0000269"],
        ],
    )
    zips = geography.compile_zips(tmp_path)
    assert zips.groupby("zip")["share"].sum().tolist() == [1.0, 1.0, 1.0]
    shares = zips.set_index(["zip", "cbsa"])["share"]
    assert shares[("30002", "12060")] == 0.6667
    assert zips.loc[zips["cbsa"].isna(), ["zip", "share"]].to_numpy().tolist() == [["30002", 0.3333]]
    assert zips.loc[zips["zip"] == "30003", "cbsa"].tolist() == ["12060"]


def test_a_city_lies_where_most_of_its_addresses_do(tmp_path: Path, write_lines: Callable[..., None]) -> None:
    write_lines(
        Path(geography.ZIPS_FILE),
        [
            ["zip", "geoid", "tot_ratio", "city", "state"],
            ["30002", "12060", "0.9", "AVONDALE", "GA"],
            ["30002", "10500", "0.1", "AVONDALE", "GA"],
            ["30003", "10500", "0.25", "Avondale ", "GA"],
            ["30003", "99999", "0.75", "Avondale ", "GA"],
            ["35005", "13820", "1.0", "AVONDALE", "AL"],
            ["30004", "99999", "0.6", "ELLIJAY", "GA"],
            ["30004", "12060", "0.4", "ELLIJAY", "GA"],
            ["30005", "12060", "0.0", "NOBODY", "GA"],
        ],
    )
    cities = geography.compile_cities(tmp_path).set_index(["city", "state_abbr"])
    assert cities["cbsa"].fillna("").to_dict() == {
        ("AVONDALE", "AL"): "13820",
        ("AVONDALE", "GA"): "12060",
        ("ELLIJAY", "GA"): "",
    }
    assert cities.loc[("AVONDALE", "GA"), "share"] == 0.45
