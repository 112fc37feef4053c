"""The real postings files load with the figures counted by hand in them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.checking import check
from data.intake.loading import load

NEW_YORK = "0035620"


def test_new_york_with_all_columns(real_data: Path, pack: Any) -> None:
    path = real_data / "postings" / "nyc-jobs-2019.csv"
    with path.open(encoding="utf-8", newline="") as file:
        numbers = [row["Job ID"] for row in csv.DictReader(file)]
    loaded = load(path, pack)
    assert (loaded.kind, loaded.preset) == ("postings", "nyc_jobs")
    assert (loaded.read, loaded.accepted, loaded.set_aside) == (3843, 3843, 0)
    rows = loaded.rows()
    assert len(rows) == loaded.accepted - loaded.repeated
    assert len(rows) <= len(set(numbers)), "internal and external copies have one number"
    assert rows["id"].is_unique
    assert set(rows["area"]) == {NEW_YORK}
    assert rows["posted"].max() <= pd.Timestamp("2019-03-31")
    periods = rows["wage_period"].value_counts()
    assert set(periods.index) == {"year", "hour", "day"}
    assert rows["wage_annual_usd"].notna().mean() > 0.99
    assert 60_000 < rows["wage_annual_usd"].median() < 80_000


def test_new_york_with_seven_columns(real_data: Path, pack: Any) -> None:
    loaded = load(real_data / "postings" / "NYC_Jobs.csv", pack)
    assert (loaded.preset, loaded.read, loaded.set_aside) == ("nyc_jobs", 3773, 0)
    rows = loaded.rows()
    assert rows["id"].is_unique
    nurse = rows[rows["title"] == "PUBLIC HEALTH NURSE"].iloc[0]
    assert (nurse["wage_period"], nurse["wage_annual_usd"]) == ("year", 84_252)
    assert "NaN" not in set(rows["title"])


@pytest.mark.parametrize(
    "name",
    [
        "jobs_department_of_education.json",
        "jobs_department_of_housing_and_urban_development.json",
        "jobs_department_of_labor.json",
    ],
)
def test_federal_announcements(name: str, real_data: Path, pack: Any) -> None:
    path = real_data / "postings" / "usajobs" / name
    announced = json.loads(path.read_text(encoding="utf-8"))
    loaded = load(path, pack)
    assert (loaded.kind, loaded.preset, loaded.read) == ("postings", "usajobs", len(announced))
    assert loaded.accepted + loaded.set_aside == loaded.read
    rows = loaded.rows()
    assert set(rows["id"]) <= {str(one["control_number"]) for one in announced}
    assert (rows["soc"] != "").mean() > 0.95
    assert set(rows.loc[rows["title"] == "Economist", "soc"]) <= {"19-3011"}


def test_checking_says_the_same_without_a_table(real_data: Path, pack: Any) -> None:
    found = check(real_data / "postings" / "NYC_Jobs.csv", pack)
    assert (found.recognised_as, found.usable, found.rows_read) == ("postings", True, 3773)
    assert found.accepted + found.set_aside == found.rows_read


def test_a_trend_of_postings_is_no_file_of_postings(real_data: Path, pack: Any) -> None:
    found = check(real_data / "postings" / "indeed_state_index.csv", pack)
    assert found.recognised_as != "postings"
