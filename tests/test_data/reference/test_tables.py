"""The shipped tables against each other: every code exists, every grain holds, shares sum to one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pytest

from data.reference.compile import check_table
from data.reference.contract import TABLES, Table
from data.reference.pack import FOLDER, Pack

LARGEST_PACK_BYTES = 12 * 1000 * 1000
WAGES = [f"wage_p{percent}_usd" for percent in (10, 25, 50, 75, 90)]


def _strangers(codes: Iterable[str], known: Iterable[str]) -> set[str]:
    return set(codes) - set(known)


@pytest.fixture(scope="module")
def socs(pack: Pack) -> set[str]:
    return set(pack.occupations()["soc"])


@pytest.fixture(scope="module")
def groups(pack: Pack) -> set[str]:
    return set(pack.occupations()["group"])


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_grain_and_gaps_are_as_the_contract_says(pack: Pack, table: Table) -> None:
    check_table(table, pack.table(table.name))


def test_the_pack_is_small() -> None:
    files = [*(FOLDER / "tables").iterdir(), FOLDER / "sources.toml"]
    assert sum(path.stat().st_size for path in files) <= LARGEST_PACK_BYTES


def test_every_table_of_the_contract_is_shipped_and_no_other() -> None:
    shipped = {path.stem for path in (FOLDER / "tables").iterdir()}
    assert shipped == {table.name for table in TABLES}


def test_there_are_583_areas(pack: Pack) -> None:
    areas = pack.areas()
    assert areas["kind"].value_counts().to_dict() == {
        "metro": 393,
        "nonmetro": 135,
        "state": 54,
        "national": 1,
    }
    assert areas["code"].is_unique
    assert areas["title"].is_unique


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("element_scores", "soc"),
        ("technologies", "soc"),
        ("related", "soc"),
        ("related", "related_soc"),
        ("titles", "soc"),
        ("programmes", "soc"),
        ("soc2010", "soc"),
        ("soc_aliases", "soc"),
        ("transitions", "origin"),
        ("transitions", "destination"),
    ],
)
def test_occupation_codes_are_the_surveys(pack: Pack, socs: set[str], table: str, column: str) -> None:
    assert not _strangers(pack.table(table)[column], socs)


@pytest.mark.parametrize("table", ["titles", "element_scores", "soc_aliases", "transitions"])
def test_every_occupation_is_there(pack: Pack, socs: set[str], table: str) -> None:
    frame = pack.table(table)
    assert set(frame["origin" if table == "transitions" else "soc"]) == socs


def test_wages_know_their_areas_and_occupations(pack: Pack, socs: set[str], groups: set[str]) -> None:
    wages = pack.table("wages")
    assert set(wages["area"]) == set(pack.areas()["area"])
    totals = {f"{group}-0000" for group in groups} | {"00-0000"}
    assert set(wages["soc"]) == socs | totals
    assert wages.groupby("area")["soc"].apply(lambda codes: "00-0000" in set(codes)).all()


def test_the_nation_lists_every_occupation(pack: Pack, socs: set[str]) -> None:
    nation = pack.wages(["0000000"])
    assert socs <= set(nation["soc"])


def test_marks_and_gaps_of_wages_agree(pack: Pack) -> None:
    wages = pack.table("wages")
    assert (wages["employment"].isna() == (wages["employment_mark"] == "suppressed")).all()
    assert set(wages["employment_mark"]) == {"", "suppressed"}
    assert set(wages["wage_mark"]) == {"", "suppressed", "hourly-or-annual", "top-coded"}
    blank = wages["wage_mark"].isin(["suppressed", "hourly-or-annual"])
    for column in [*WAGES, "wage_mean_usd"]:
        assert (wages[column].isna() == blank).all(), column
    top_coded = wages[wages["wage_mark"] == "top-coded"]
    assert (top_coded[[*WAGES, "wage_mean_usd"]].max(axis=1) >= 239_200).all()


def test_wage_percentiles_rise(pack: Pack) -> None:
    published = pack.table("wages")[WAGES].dropna()
    assert (np.diff(published.to_numpy(), axis=1) >= 0).all()


def test_suppressed_is_kept_apart_from_absent_and_zero(pack: Pack) -> None:
    wages = pack.table("wages")
    assert wages["employment"].isna().sum() > 5_000
    assert not (wages["employment"] == 0).any()
    areas, occupations = pack.areas(), pack.occupations()
    assert len(wages) < len(areas) * len(occupations)
    assert (pack.table("claims")["insured_unemployed"] == 0).any()


def test_detailed_cells_cover_most_of_every_area(pack: Pack) -> None:
    wages = pack.table("wages")
    totals = wages[wages["soc"] == "00-0000"].set_index("area")["employment"]
    detailed = wages[~wages["soc"].str.endswith("-0000")].groupby("area")["employment"].sum()
    coverage = detailed / totals
    assert coverage.median() == pytest.approx(0.93, abs=0.01)
    assert coverage.between(0.58, 1.001).all()


def test_staffing_knows_its_industries_and_sums_to_the_nation(pack: Pack, socs: set[str]) -> None:
    staffing, industries = pack.table("staffing"), pack.table("industries")
    levels = industries.set_index("industry")["level"]
    assert set(staffing["soc"]) == socs | {"00-0000"}
    assert (staffing["industry"].map(levels) == staffing["level"]).all()
    assert (staffing["employment"].isna() == (staffing["mark"] == "suppressed")).all()
    nation = pack.wages(["0000000"]).set_index("soc")["employment"]
    for level in (2, 3):
        sums = staffing[staffing["level"] == level].groupby("soc")["employment"].sum()
        assert sums["00-0000"] == pytest.approx(nation["00-0000"], rel=1e-5)
        # The survey rounds every cell to tens.
        assert (sums <= nation.reindex(sums.index) * 1.001 + 100).all()


def test_every_sector_has_the_code_people_write(pack: Pack) -> None:
    industries = pack.table("industries")
    sectors = industries.loc[industries["level"] == 2, "industry"]
    expected = "11 21 22 23 31-33 42 44-45 48-49 51 52 53 54 55 56 61 62 71 72 81 99"
    assert sorted(sectors) == expected.split()


def test_every_occupation_has_every_element(pack: Pack, socs: set[str]) -> None:
    scores, elements = pack.table("element_scores"), pack.table("elements")
    assert len(scores) == len(socs) * len(elements)
    assert set(scores["element_id"]) == set(elements["element_id"])
    assert scores["importance"].between(1, 5).all()
    assert scores["level"].between(0, 7).all()


def test_no_occupation_is_related_or_moves_to_itself(pack: Pack) -> None:
    related = pack.table("related")
    assert (related["soc"] != related["related_soc"]).all()
    assert set(related["tier"]) == {1, 2, 3}
    transitions = pack.table("transitions")
    assert (transitions["origin"] != transitions["destination"]).all()
    assert (transitions["people_milli"] >= 0).all()


def test_transitions_leave_every_occupation_at_the_published_rate(pack: Pack) -> None:
    occupations = pack.occupations()
    leaving = pack.transitions().sum(axis=1)
    assert leaving == pytest.approx(occupations["transfers_year"].to_numpy(), rel=0.02, abs=20)


def test_claims_are_of_24_months_and_every_group(pack: Pack, groups: set[str]) -> None:
    claims = pack.table("claims")
    assert set(claims["group"]) == groups | {"55", "ina"}
    assert (claims.groupby(["state", "month"]).size() == len(groups) + 2).all()
    assert claims["month"].nunique() == 24
    assert claims["month"].dt.is_month_end.all()
    assert not _strangers(claims["state"], pack.areas()["state_abbr"])
    assert set(claims["mark"]) == {"", "bundled"}


def test_group_flows_are_all_pairs_and_sum_to_one(pack: Pack, groups: set[str]) -> None:
    flows = pack.table("group_flows")
    pairs = {(o, d) for o in groups for d in groups if o != d}
    assert set(zip(flows["origin"], flows["destination"], strict=True)) == pairs
    assert flows["share"].sum() == pytest.approx(1.0, abs=1e-6)


def test_zip_shares_sum_to_one(pack: Pack) -> None:
    zips = pack.table("zips")
    assert zips["share"].between(0, 1, inclusive="right").all()
    assert zips.groupby("zip")["share"].sum().to_numpy() == pytest.approx(1.0, abs=1e-9)
    assert zips["zip"].str.fullmatch(r"\d{5}").all()


def test_cities_lead_to_the_area_of_their_addresses(pack: Pack) -> None:
    cities = pack.table("cities").set_index(["city", "state_abbr"])
    assert len(cities) > 25_000
    assert cities["share"].between(0, 1, inclusive="right").all()
    assert cities.loc[("DECATUR", "GA"), "cbsa"] == "12060"
    assert cities.loc[("NEWTON", "KS"), "cbsa"] == "48620"
    assert pd.isna(cities.loc[("ELLIJAY", "GA"), "cbsa"])
    assert not _strangers(cities["cbsa"].dropna(), pack.table("counties")["cbsa"].dropna())


def test_places_lead_to_known_areas(pack: Pack) -> None:
    counties, areas = pack.table("counties"), pack.areas()
    metro = areas[areas["kind"] == "metro"]
    assert set(counties["area"].dropna()) == set(metro["area"])
    placed = counties.dropna(subset="area")
    assert (placed["area"] == "00" + placed["cbsa"]).all()
    assert not _strangers(pack.table("zips")["cbsa"].dropna(), counties["cbsa"].dropna())
    assert counties["county"].str.fullmatch(r"\d{5}").all()


def test_both_lists_of_connecticut_are_there(pack: Pack) -> None:
    counties = pack.table("counties").set_index("county")
    connecticut = counties[counties["state_abbr"] == "CT"]
    assert len(connecticut) == 17
    assert connecticut.loc["09003", ["cbsa", "area"]].isna().all()
    assert not pd.isna(connecticut.loc["09110", "area"])


def test_codes_are_text_of_their_form(pack: Pack) -> None:
    forms = {
        ("occupations", "soc"): r"\d{2}-\d{4}",
        ("occupations", "group"): r"\d{2}",
        ("areas", "area"): r"\d{7}",
        ("programmes", "cip"): r"\d{2}\.\d{4}",
        ("soc2010", "soc2010"): r"\d{2}-\d{4}",
        ("soc_aliases", "code"): r"\d{2}-\d{4}",
        ("staffing", "industry"): r"\d{2,3}|\d{2}-\d{2}",
    }
    for (table, column), form in forms.items():
        assert pack.table(table)[column].str.fullmatch(form).all(), (table, column)


def test_shares_and_rates_are_shares(pack: Pack) -> None:
    occupations = pack.occupations()
    columns = [name for name in occupations if name.endswith("_share") and name != "growth_share"]
    columns += ["exit_rate", "transfer_rate", "automation_risk", "unemployment_rate"]
    for column in columns:
        assert occupations[column].dropna().between(0, 1).all(), column
    openings = (occupations["openings_year"] / occupations["employment_2024"]).to_numpy()
    assert occupations["openings_rate"].to_numpy() == pytest.approx(openings, abs=2e-4)


def test_twelve_occupations_are_combined(pack: Pack) -> None:
    occupations, aliases = pack.occupations(), pack.table("soc_aliases")
    combined = occupations.loc[occupations["crosswalked"], "soc"]
    expected = """13-1020 13-2020 21-1018 25-2052 25-9045 29-2010 31-1120 39-7010 47-4090 51-2028 51-2090
    53-1047"""
    assert combined.tolist() == expected.split()
    members = aliases[aliases["code"] != aliases["soc"]].groupby("soc").size()
    assert (members.reindex(combined) >= 1).all()
