"""Numbers of spreadsheets as text."""

from __future__ import annotations

import doctest
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.reading import serials
from data.intake.reading.serials import Shown, as_date, number_text, shown_by


def test_the_examples_hold() -> None:
    assert doctest.testmod(serials).failed == 0


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_its_value(value: float) -> None:
    text = number_text(repr(value))
    assert float(text) == pytest.approx(value, rel=1e-14, abs=0)


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(value: int) -> None:
    assert number_text(f"{float(value)!r}") == str(value)
    assert number_text(str(value)) == str(value)


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_money_has_no_noise(whole: int, cents: int) -> None:
    written = f"{whole + cents / 100:.16G}"
    assert float(number_text(written)) == pytest.approx(whole + cents / 100, rel=1e-15)
    if "E" not in written:
        assert len(number_text(written)) <= len(str(whole)) + 3


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("yyyy-mm-dd", Shown.DATE),
        ("mmm-yy", Shown.DATE),
        ("[$-409]mmmm d, yyyy;@", Shown.DATE),
        ("h:mm AM/PM", Shown.TIME),
        ("[h]:mm:ss", Shown.DURATION),
        ("yyyy/m/d h:mm:ss.000", Shown.DATE),
        ("0.00", Shown.NUMBER),
        ("$#,##0.00_);[Red]($#,##0.00)", Shown.NUMBER),
        ('0 "days"', Shown.NUMBER),
        ("General", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("[Red]0%", Shown.NUMBER),
    ],
)
def test_formats_tell_dates_from_numbers(code: str, shown: Shown) -> None:
    assert shown_by(200, code) is shown


def test_built_in_formats_need_no_code() -> None:
    assert [shown_by(number, None) for number in (0, 14, 20, 46, 49)] == [
        Shown.NUMBER,
        Shown.DATE,
        Shown.TIME,
        Shown.DURATION,
        Shown.NUMBER,
    ]


@given(st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)))
def test_days_since_1900_are_dates(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    expected = moment.date().isoformat() if moment.time() == datetime.min.time() else str(moment)
    assert as_date(repr(days), Shown.DATE) == expected


@pytest.mark.parametrize(
    ("days", "shown", "text"),
    [
        ("1", Shown.DATE, "1900-01-01"),
        ("60", Shown.DATE, "1900-02-29"),
        ("61", Shown.DATE, "1900-03-01"),
        ("0", Shown.DATE, "0"),
        ("0", Shown.TIME, "00:00:00"),
        ("1.5", Shown.DURATION, "36:00:00"),
        ("-3", Shown.DATE, "-3"),
        ("6281228502068", Shown.DATE, "6281228502068"),
        ("soon", Shown.DATE, "soon"),
    ],
)
def test_odd_days(days: str, shown: Shown, text: str) -> None:
    assert as_date(days, shown) == text


def test_days_may_be_counted_from_1904() -> None:
    assert as_date("0", Shown.DATE, from_1904=True) == "1904-01-01"
    assert as_date("43831", Shown.DATE, from_1904=True) == "2024-01-02"
