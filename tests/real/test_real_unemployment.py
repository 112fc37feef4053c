"""Counts of people out of work in the files that statistics offices and states give away, checked by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.cleaning.counts import of_areas
from data.intake.loaded import Loaded, Options
from data.intake.loading import load

ATLANTA, GEORGIA, NEW_YORK, NATION = "0012060", "1300000", "3600000", "0000000"
STATES = "unemployment/state_claims_2020/"
Take = Callable[..., Loaded]


@pytest.fixture
def take(real_data: Path, pack: Any) -> Take:
    def taking(name: str, **notes: str) -> Loaded:
        loaded = load(real_data / name, pack, options=Options(notes=notes))
        assert loaded.kind == "unemployment"
        assert loaded.accepted + loaded.set_aside == loaded.read
        return loaded

    return taking


def figure(loaded: Loaded, **told: str) -> float:
    """Return the one figure that is about what is told and nothing else."""
    rows = loaded.rows()
    names = ("soc", "group", "industry", "demographic", "area", "county")
    blank = {name: "" for name in names if name not in told and not (name == "area" and "county" in told)}
    for name, value in {**blank, **told}.items():
        rows = rows[rows[name] == value]
    assert len(rows) == 1, rows
    return float(rows["unemployed"].iloc[0])


def test_laus_counties_of_fourteen_months(take: Take) -> None:
    loaded = take("unemployment/laucntycur14.xlsx")
    rows = loaded.rows()
    assert (loaded.preset, loaded.read, loaded.set_aside) == ("unemployment_laus", 45_066, 0)
    assert figure(loaded, county="13121", area=ATLANTA, period="2020-04") == 73_429
    assert figure(loaded, county="72153", period="2020-01") == 1_993
    assert rows["period"].nunique() == 14
    assert (rows["mark"] == "absent").sum() == rows["unemployed"].isna().sum() == 156
    here = rows[of_areas(rows, [ATLANTA])].groupby("period")["unemployed"].sum()
    assert here[["2019-03", "2020-03", "2020-04"]].tolist() == [106_560, 139_076, 371_945]
    state = rows[of_areas(rows, [GEORGIA])].groupby("period")["unemployed"].sum()
    assert state[["2019-03", "2020-04"]].tolist() == [182_865, 596_019]
    assert set(rows.loc[rows["county"].str.startswith("01"), "county"].str.len()) == {5}


def test_eta_203_with_renamed_columns(take: Take) -> None:
    loaded = take("unemployment/ar203.csv")
    rows = loaded.rows()
    assert (loaded.read, loaded.set_aside, loaded.period) == (3_899, 0, "2025-02")
    assert figure(loaded, area=GEORGIA, period="2025-02", group="41") == 496
    assert figure(loaded, area=GEORGIA, period="2025-02", group="ina") == 20_518
    assert figure(loaded, area=GEORGIA, period="2025-02", industry="23") == 725
    assert figure(loaded, area=GEORGIA, period="2025-02", demographic="sex: female") == 10_079
    assert figure(loaded, area=GEORGIA, period="2025-02", demographic="age: under 22") == 385
    assert figure(loaded, area=NEW_YORK, period="2020-04", group="35") == 170_526
    assert figure(loaded, area=NEW_YORK, period="2020-04", industry="72") == 293_598
    assert rows.loc[rows["group"] == "35", "unemployed"].sum() == 26_412_933
    assert rows.loc[rows["industry"] == "23", "unemployed"].sum() == 21_517_539
    assert rows["unemployed"].isna().sum() == 1


def test_eta_203_as_downloaded_gives_the_same_table(
    take: Take, real_data: Path, tmp_path: Path, pack: Any
) -> None:
    frame = pd.read_csv(real_data / "unemployment/ar203.csv", dtype="str", keep_default_na=False)
    names = pd.read_csv(Path("data/intake/cleaning/eta203.csv")).set_index("renamed")["cell"].to_dict()
    names |= {"state": "st", "report_for_period_ending": "rptdate", "sample_pop": "c1"}
    frame = frame.drop(columns=["md_fy_num", "md_fy_str"]).rename(columns=names)
    day = pd.to_datetime(frame["rptdate"])
    frame["rptdate"] = (
        day.dt.month.astype("str") + "/" + day.dt.day.astype("str") + "/" + day.dt.year.astype("str")
    )
    frame.to_csv(tmp_path / "raw.csv", index=False)
    raw = load(tmp_path / "raw.csv", pack)
    assert raw.preset == "unemployment_eta203_raw"
    pd.testing.assert_frame_equal(raw.rows(), take("unemployment/ar203.csv").rows())


def test_cps_tables_in_persons(take: Take) -> None:
    june = take("unemployment/bls_empsit_t13_2025-06.csv")
    assert (june.read, june.set_aside) == (15, 0)
    assert figure(june, area=NATION, period="2025-06") == 7_460_000
    assert figure(june, area=NATION, period="2024-06", group="41") == 666_000
    assert figure(june, area=NATION, period="2025-06", group="51+53") == 980_000
    april = take("unemployment/bls_cpseea30_2026-04_PARTIAL.csv")
    assert (april.read, april.set_aside) == (17, 0)
    assert figure(april, area=NATION, period="2026-04", group="33") == 99_000
    assert figure(april, area=NATION, period="2025-04", group="31+33+35+37+39") == 1_310_000


def test_montana_with_a_count_beside_every_group(take: Take) -> None:
    loaded = take(STATES + "Montana_ClaimsDemographics-March.csv")
    assert (loaded.preset, loaded.read, loaded.set_aside) == ("unemployment_montana", 447, 0)
    assert figure(loaded, period="2020-03-25") == 16_909
    assert figure(loaded, period="2020-03-25", group="35") == 6_198
    assert figure(loaded, period="2020-03-04", industry="31-33") == 5 + 18 + 14
    assert figure(loaded, period="2020-03-04", demographic="ethnicity/race: Unknown / Unknown") == 38 + 9
    assert figure(loaded, period="2020-04-01", demographic="age: 25 to 34 years") == 7_096
    rows = loaded.rows()
    for dimension in (
        rows["group"] != "",
        rows["industry"] != "",
        rows["demographic"].str.startswith("ethnicity"),
    ):
        of_week = rows[dimension & (rows["period"] == "2020-03-04")]
        assert of_week["unemployed"].sum() == 841


def test_new_mexico_in_weeks_across(take: Take) -> None:
    loaded = take(STATES + "New Mexico_Demographics Data.csv")
    assert loaded.set_aside == 0
    assert loaded.facts["measure"] == "claimants"
    assert figure(loaded, period="2020-04-04", group="35") == 8_884
    assert figure(loaded, period="2020-03-07", group="45") == 1_154
    assert figure(loaded, period="2020-03-28", industry="72") == 5_612
    assert figure(loaded, period="2020-04-04", demographic="sex: Female") == 21_375
    # A dash of the accounting format is zero: the groups add up to men and women without it.
    assert figure(loaded, period="2020-03-07", group="ina") == 0
    rows = loaded.rows()
    week = rows[rows["period"] == "2020-03-07"]
    assert week.loc[week["group"] != "", "unemployed"].sum() == 5_684 + 3_855
    assert sorted(rows["period"].unique()) == [
        "2020-03-07",
        "2020-03-14",
        "2020-03-21",
        "2020-03-28",
        "2020-04-04",
    ]


def test_rhode_island_without_a_year(take: Take) -> None:
    loaded = take(STATES + "Rhode_Island_Initial Claims filed in Rhode Island.csv")
    assert loaded.rejects["code"].tolist() == ["label-missing"]
    assert figure(loaded, period="--03-21") == 37_171
    assert figure(loaded, period="--03-21", group="35") == 10_295
    assert figure(loaded, period="--03-07", group="55") == 0
    assert figure(loaded, period="--04-04", industry="48-49") == 709
    assert figure(loaded, period="--04-17", demographic="sex: Female") == 1_625
    told = take(STATES + "Rhode_Island_Initial Claims filed in Rhode Island.csv", year="2020", area="RI")
    assert figure(told, period="2020-03-21", group="35", area="4400000") == 10_295
    assert "year-not-stated" not in {one.code for one in told.findings}


@pytest.mark.parametrize(
    ("name", "label", "people", "aside"),
    [
        ("age", "age: 25-34", 30_875, 6),
        ("age", "age: OTHER", 604, 6),
        ("gender", "sex: Female", 67_227, 2),
        ("citizenship", "citizenship: Non-citizen", 6_453, 2),
        ("education", "education: High School Diploma", 43_762, 7),
        ("education", "education: Some School", 1_780, 7),
        ("ethnicity", "race/ethnicity: Asian Pacific", 6_937, 5),
    ],
)
def test_virginia_with_shares_beside_and_below(
    name: str, label: str, people: int, aside: int, take: Take
) -> None:
    loaded = take(f"{STATES}virginia_{name}.csv")
    assert figure(loaded, period="--03-28", demographic=label) == people
    assert loaded.set_aside == aside
    assert set(loaded.rejects["code"]) <= {"shares-not-counts", "unemployed-repeated"}
    assert loaded.facts["measure"] == "initial claims"
