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
        ("$18.00 Hourly to $20.00 Hourly", 18, 20, "hour"),
        ("$21.15/Hourly - $28.40/Hourly", 21.15, 28.40, "hour"),
        ("Minimum $15.00 Maximum $20.00 Hour", 15, 20, "hour"),
        ("$17/$18/hr", 17, 18, "hour"),
        ("$40,000 - $60,008 Annually ($19.23 - $28.85 Hourly)", 40_000, 60_008, "year"),
        ("$19.23 - $28.85 Hourly / $40,000.00 - $60,008.00 Annually", 19.23, 28.85, "hour"),
        ("$1000 sign-on bonus! $18/hr", 18, 18, "hour"),
        ("Employer Provided Salary:$25.00 - $30.00 Per Hour", 25, 30, "hour"),
        ("$53K-$91K (Glassdoor est.)", 53_000, 91_000, "year"),
        ("9.00 - 13.00 $ /hour", 9, 13, "hour"),
        ("$4,000/mo", 4000, 4000, "month"),
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
        ("£30,000", "unreadable"),
        ("$ 52.000,00", "unreadable"),
        ("minimum wage", "unreadable"),
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
