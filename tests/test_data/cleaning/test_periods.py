"""Months and weeks to which counts belong."""

from __future__ import annotations

import pandas as pd
import pytest

from data.intake.cleaning.periods import latest, period_in, read_periods


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("3/7/20", "2020-03-07"),
        ("Week Ending Date – 3/28/2020", "2020-03-28"),
        ("3/15 - 3/21", "--03-21"),
        ("Week 3 – 3/29 - 4/4", "--04-04"),
        ("Week ending April 17", "--04-17"),
        ("Week ending March 7, 2020", "2020-03-07"),
        ("Unemployed June 2025", "2025-06"),
        ("2020-04-04", "2020-04-04"),
        ("2/30/20", ""),
        ("Percentage of initial claims", ""),
        ("2022-32", ""),
        ("Rate men", ""),
    ],
)
def test_periods_in_headings(heading: str, period: str) -> None:
    assert period_in(heading) == period


def test_a_year_told_by_a_person_completes_the_headings() -> None:
    assert period_in("Week ending April 4", "2020") == "2020-04-04"


def test_preliminary_months_and_yearly_averages() -> None:
    periods, weekly = read_periods(["Apr-20 p", "Mar-19", "2019", "2019.0", "2025-02-28", "–", "soon"])
    assert list(periods.values()) == ["2020-04", "2019-03", "2019", "2019", "2025-02", "", ""]
    assert not weekly


def test_several_days_of_one_month_are_weeks() -> None:
    periods, weekly = read_periods(["4-Mar-20", "11-Mar-20"])
    assert (list(periods.values()), weekly) == (["2020-03-04", "2020-03-11"], True)


def test_slashed_days_that_can_be_read_either_way_are_not_guessed() -> None:
    assert read_periods(["3/4/2025"])[0] == {"3/4/2025": ""}
    assert read_periods(["3/4/2025"], "day-first")[0] == {"3/4/2025": "2025-04"}


def test_the_latest_period() -> None:
    assert latest(pd.Series(["2020-03", "", "2020-11"])) == "2020-11"
    assert latest(pd.Series(["--04-11", "2019-01"])) == "2019-01"
    assert latest(pd.Series([""])) == ""
