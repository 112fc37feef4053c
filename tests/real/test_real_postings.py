"""The real postings files load with the figures counted in them independently, by pandas and by hand."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.checking import check
from data.intake.loading import load

NEW_YORK = "0035620"
DAYS_APART = 60
SERIES = Path(__file__).parents[2] / "data" / "intake" / "values" / "opm_series.csv"


def as_written(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def plain(title: str) -> str:
    return " ".join(re.sub(r"\W+", " ", title.lower().replace("'", "").replace("&", " and ")).split())


def openings_by_hand(rows: pd.DataFrame) -> int:
    """Count the groups of rows that share a number, or title and agency within sixty days of the next one."""
    leader = {number: number for number in rows["Job ID"]}

    def lead(number: str) -> str:
        while leader[number] != number:
            number = leader[number]
        return number

    told = rows.assign(
        day=pd.to_datetime(rows["Posting Date"].str[:10]),
        key=rows["Business Title"].map(plain) + "|" + rows["Agency"].map(plain),
    )
    for _, group in told.sort_values("day").groupby("key", sort=False):
        numbers, days = group["Job ID"].tolist(), group["day"].tolist()
        for place in range(1, len(numbers)):
            if (days[place] - days[place - 1]).days <= DAYS_APART:
                leader[lead(numbers[place])] = lead(numbers[place - 1])
    return len({lead(number) for number in leader})


def test_new_york_with_all_columns(real_data: Path, pack: Any) -> None:
    path = real_data / "postings" / "nyc-jobs-2019.csv"
    written = as_written(path)
    assert written.shape == (3843, 28)
    assert written["Job ID"].nunique() == 2100
    loaded = load(path, pack)
    assert (loaded.kind, loaded.preset) == ("postings", "nyc_jobs")
    assert (loaded.read, loaded.accepted, loaded.set_aside) == (3843, 3843, 0)
    rows = loaded.rows()
    assert len(rows) == loaded.accepted - loaded.repeated == openings_by_hand(written) == 1822
    assert rows["id"].is_unique
    assert set(rows["area"]) == {NEW_YORK}
    assert (rows["posted"].min(), rows["posted"].max()) == (
        pd.Timestamp("2011-06-24"),
        pd.Timestamp("2019-03-19"),
    )
    assert (rows["soc"] != "").mean() > 0.6


def test_pay_in_new_york_is_what_the_file_says(real_data: Path, pack: Any) -> None:
    path = real_data / "postings" / "nyc-jobs-2019.csv"
    rows = load(path, pack).rows().set_index("id")
    assert rows.loc["87990", "wage_annual_usd"] == (42_405 + 65_485) / 2
    assert rows.loc["284447", ["title", "wage_period", "wage_annual_usd"]].tolist() == [
        "Electrician",
        "day",
        343 * 260,
    ]
    assert rows.loc["133921", ["title", "wage_period", "wage_annual_usd"]].tolist() == [
        "Temporary Painter",
        "hour",
        35 * 2080,
    ]
    # Every row that is kept has the pay of its own row in the file.
    written = as_written(path).drop_duplicates("Job ID").set_index("Job ID").loc[rows.index]
    times = written["Salary Frequency"].map({"Annual": 1, "Hourly": 2080, "Daily": 260})
    low = written["Salary Range From"].astype(float) * times
    high = written["Salary Range To"].astype(float) * times
    by_hand = ((low + high) / 2).where((low >= 5_000) & (high <= 2_000_000))
    pd.testing.assert_series_equal(
        rows["wage_annual_usd"], by_hand, check_names=False, check_index_type=False
    )
    assert rows["wage_annual_usd"].median() == pytest.approx(by_hand.median())


def test_new_york_with_seven_columns(real_data: Path, pack: Any) -> None:
    path = real_data / "postings" / "NYC_Jobs.csv"
    written = as_written(path)
    assert written.shape == (3773, 7)
    loaded = load(path, pack)
    assert (loaded.preset, loaded.read, loaded.set_aside) == ("nyc_jobs", 3773, 0)
    rows = loaded.rows()
    # Without days nobody can tell copies but by their number.
    assert len(rows) == written["Job ID"].nunique() == 2073
    assert rows["id"].is_unique
    assert set(rows["area"]) == {NEW_YORK}
    nurse = rows[rows["title"] == "PUBLIC HEALTH NURSE"].iloc[0]
    assert (nurse["wage_period"], nurse["wage_annual_usd"]) == ("year", 84_252)
    first = written.drop_duplicates("Job ID")["Salary Range From"].astype(float)
    periods = rows["wage_period"].value_counts()
    assert periods["hour"] == ((first >= 5) & (first < 200)).sum()
    assert periods["year"] == (first >= 10_000).sum()
    assert "NaN" not in set(rows["title"])


@pytest.mark.parametrize(
    ("name", "count", "days"),
    [
        ("education", 598, ("2024-02-01", "2025-12-31")),
        ("housing_and_urban_development", 1706, ("2024-02-01", "2025-12-22")),
        ("labor", 1780, ("2024-02-01", "2025-09-22")),
    ],
)
def test_federal_announcements(
    name: str, count: int, days: tuple[str, str], real_data: Path, pack: Any
) -> None:
    path = real_data / "postings" / "usajobs" / f"jobs_department_of_{name}.json"
    announced = json.loads(path.read_text(encoding="utf-8"))
    assert len({one["control_number"] for one in announced}) == len(announced) == count
    loaded = load(path, pack)
    assert (loaded.kind, loaded.preset) == ("postings", "usajobs")
    assert (loaded.read, loaded.accepted, loaded.repeated) == (count, count, 0)
    rows = loaded.rows()
    assert rows["id"].tolist() == [str(one["control_number"]) for one in announced]
    assert [str(day.date()) for day in (rows["posted"].min(), rows["posted"].max())] == list(days)
    assert rows["expires"].notna().sum() == sum(bool(one["close_date"]) for one in announced)
    assert set(rows["area"]) == {""}, "these files name no place"
    assert (rows["soc"] != "").mean() > 0.98
    with SERIES.open(encoding="utf-8", newline="") as lines:
        broad = {row["series"]: row["breadth"] == "broad" for row in csv.DictReader(lines)}
    first = [next((s[:4] for s in one["occupation_series"] if s[:4] in broad), "") for one in announced]
    settled = [code != "" and not broad[code] for code in first]
    assert ((rows["coded_by"] == "series") & (rows["confidence"] == 1)).tolist() == settled
    assert set(rows.loc[rows["title"] == "Economist", "soc"]) <= {"19-3011"}


def test_checking_says_the_same_without_a_table(real_data: Path, pack: Any) -> None:
    found = check(real_data / "postings" / "NYC_Jobs.csv", pack)
    assert (found.recognised_as, found.usable, found.rows_read) == ("postings", True, 3773)
    assert found.accepted + found.set_aside == found.rows_read


def test_a_trend_of_postings_is_no_file_of_postings(real_data: Path, pack: Any) -> None:
    found = check(real_data / "postings" / "indeed_state_index.csv", pack)
    assert (found.recognised_as, found.set_aside) == ("posting_index", 0)
    assert found.accepted == found.rows_read == 121_737
