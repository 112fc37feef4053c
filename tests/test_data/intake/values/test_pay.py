"""Pay in words and figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.values.pay import LEAST_USD, MOST_USD, PER_YEAR, annual_usd, pay, period, period_by_size


@pytest.mark.parametrize(
    ("text", "low", "high", "when"),
    [
        ("$18.50/hr", 18.5, 18.5, "hour"),
        ("45k–60k", 45_000, 60_000, "year"),
        ("45-60k", 45_000, 60_000, "year"),
        ("$3,200 monthly", 3200, 3200, "month"),
        ("$15 - $18 an hour", 15, 18, "hour"),
        ("between $40,000 and $50,000 annually", 40_000, 50_000, "year"),
        ("Up to $25/hour", None, 25, "hour"),
        ("From $20 an hour", 20, None, "hour"),
        ("$20.00+ per hour", 20, None, "hour"),
        ("$20/hr, 40 hours/week, 401k", 20, 20, "hour"),
        ("$1,200 bi-weekly", 1200, 1200, "two weeks"),
        ("65000", 65_000, 65_000, ""),
    ],
)
def test_what_pay_says(text: str, low: float | None, high: float | None, when: str) -> None:
    read = pay(text)
    assert (read.low, read.high, read.period, read.mark) == (low, high, when, "")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("DOE", "absent"),
        ("Competitive", "absent"),
        ("Negotiable", "absent"),
        ("", "absent"),
        ("Apply now", "unreadable"),
        ("-5", "unreadable"),
    ],
)
def test_what_says_no_pay(text: str, mark: str) -> None:
    read = pay(text)
    assert (read.low, read.high, read.mark) == (None, None, mark)


@given(st.text(max_size=40))
def test_any_text_is_read_or_marked(text: str) -> None:
    read = pay(text)
    assert (read.low is None and read.high is None) == bool(read.mark)
    assert read.period in {"", *PER_YEAR}


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Annual", "year"),
        ("Hourly", "hour"),
        ("Daily", "day"),
        ("HOUR", "hour"),
        ("Per Year", "year"),
        ("x", ""),
    ],
)
def test_periods(text: str, when: str) -> None:
    assert period(text) == when


@pytest.mark.parametrize(
    ("low", "high", "when", "annual"),
    [
        (20.0, 30.0, "hour", 52000.0),
        (200.0, None, "day", 52000.0),
        (None, 1000.0, "week", 52000.0),
        (4000.0, 5000.0, "month", 54000.0),
        (42405.0, 65485.0, "year", 53945.0),
        (18.0, 18.0, "year", None),
        (0.0, 60000.0, "year", None),
        (None, None, "year", None),
    ],
)
def test_a_year_of_it(low: float | None, high: float | None, when: str, annual: float | None) -> None:
    assert annual_usd(low, high, when) == annual


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.sampled_from(sorted(PER_YEAR)))
def test_an_annual_wage_is_plausible_or_blank(low: float, high: float, when: str) -> None:
    wage = annual_usd(low, high, when)
    assert wage is None or LEAST_USD <= wage <= MOST_USD


def test_size_tells_the_period_or_nothing() -> None:
    assert [period_by_size(figure) for figure in (17.5, 82_884.0, 500.0)] == ["hour", "year", ""]
