"""Wages, days and codes as files write them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.dates import day, month
from data.intake.occupations import Occupations, major_group, written_out
from data.intake.places import area_finder
from data.intake.wages import LEAST_USD, MOST_USD, PER_YEAR, annual_wage_usd, figure


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("18.5", 18.5),
        ("$18.50", 18.5),
        ("65,000", 65000.0),
        ("1,234,567.5", 1234567.5),
        (".5", 0.5),
        ("0", 0.0),
        ("6,5", None),
        ("-5", None),
        ("45k", None),
        ("nan", None),
        ("inf", None),
        ("1e5", None),
        ("٣", None),
        ("9" * 400, None),
        ("", None),
    ],
)
def test_figures(text: str, number: float | None) -> None:
    assert figure(text) == number


@pytest.mark.parametrize(
    ("low", "high", "period", "annual"),
    [
        (20.0, 30.0, "hour", 52000.0),
        (200.0, None, "day", 52000.0),
        (None, 1000.0, "week", 52000.0),
        (4000.0, 5000.0, "month", 54000.0),
        (42405.0, 65485.0, "year", 53945.0),
        (18.0, 18.0, "year", None),
        (0.0, 60000.0, "year", None),
        (60000.0, 60000.0, "hour", None),
        (None, None, "year", None),
    ],
)
def test_wages_are_put_on_a_year(
    low: float | None, high: float | None, period: str, annual: float | None
) -> None:
    assert annual_wage_usd(low, high, period) == annual


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.sampled_from(sorted(PER_YEAR)))
def test_an_annual_wage_is_plausible_or_blank(low: float, high: float, period: str) -> None:
    wage = annual_wage_usd(low, high, period)
    assert wage is None or LEAST_USD <= wage <= MOST_USD


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-2-3", "03/29/2019", "20190329", "tomorrow", "2019-03-29x"]
)
def test_what_is_not_a_day(text: str) -> None:
    assert day(text) is None


def test_days_and_months() -> None:
    assert (
        day("2019-03-29")
        == day("2019-03-29T00:00:00.000")
        == day("2019-03-29 08:00")
        == datetime.date(2019, 3, 29)
    )
    assert (month("2025-02"), month("2025-02-28"), month("2025-13"), month("Feb-25"), month("0000-01")) == (
        "2025-02",
        "2025-02",
        None,
        None,
        None,
    )


def test_codes_are_written_out() -> None:
    for written in ("431011", "43-1011", "43-1011.00", "431011.0"):
        assert written_out(written) == "43-1011"
    for wrong in ("43-101", "43 1011", "Clerk", "", "143-1011"):
        assert written_out(wrong) is None
    assert [major_group(text) for text in ("41", "41-0000", "410000", "41.0", "ina", "4", "Sales")] == [
        "41",
        "41",
        "41",
        "41",
        "ina",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("43-1011", ("43-1011", "")),
        ("13-1021", ("13-1020", "")),  # one of the codes that OEWS keeps together
        ("15-1132", ("15-1252", "")),  # 2010 code with one successor
        ("15-1199", ("", "code-split")),
        ("99-9999", ("", "code-unknown")),
        ("43-0000", ("", "code-unknown")),
        ("Clerk", ("", "code-unknown")),
    ],
)
def test_every_code_leads_to_an_occupation_of_the_pack_or_says_why_not(
    code: str, answer: tuple[str, str], small_pack: Any
) -> None:
    assert Occupations.of(small_pack).by_code(code) == answer


def test_areas_by_code_or_title(small_pack: Any) -> None:
    find = area_finder(small_pack)
    assert find("35620") == find("0035620") == find("new york-newark-jersey city, NY-NJ") == "0035620"
    assert find("13") == find("georgia") == "1300000"
    assert find("36061") is None
