"""Days in every common form; the order of day and month is decided by the column or asked."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.values.dates import day, month, order_of, read_distinct

THE_DAY = datetime.date(2019, 3, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-29",
        "2019-3-29",
        "2019/03/29",
        "20190329",
        "2019-03-29T00:00:00.000",
        "2019-03-29T08:00:00Z",
        "2019-03-29 08:00",
        "3/29/2019",
        "03/29/2019 12:00:00 AM",
        "29/03/2019",
        "3/29/19",
        "29.03.2019",
        "29-Mar-2019",
        "29 March 2019",
        "Mar 29, 2019",
        "March 29th, 2019",
        "Friday, March 29, 2019",
        "43553",
        "43553.0",
        "1553860800",
        "1553860800000",
    ],
)
def test_one_day_in_many_forms(text: str) -> None:
    assert day(text).day == THE_DAY


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("", "absent"),
        ("NaN", "absent"),
        ("2025-02-30", "unreadable"),
        ("13/13/2025", "unreadable"),
        ("soon", "unreadable"),
        ("12", "unreadable"),
        ("3/4/2025", "ambiguous"),
    ],
)
def test_what_is_no_day(text: str, mark: str) -> None:
    read = day(text)
    assert (read.day, read.mark) == (None, mark)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["3/4/2025", "3/29/2025"], "month-first"),
        (["3/4/2025", "29/3/2025"], "day-first"),
        (["3/4/2025", "4/5/2025"], "ambiguous"),
        (["29/3/2025", "3/29/2025", "3/4/2025"], "ambiguous"),
        (["3/3/2025"], ""),
        (["2025-03-04"], ""),
        ([], ""),
    ],
)
def test_a_column_decides_the_order_or_asks(values: list[str], order: str) -> None:
    assert order_of(values).order == order


@given(st.dates(datetime.date(1970, 1, 1), datetime.date(2069, 12, 31)))
def test_every_day_survives_both_orders(one: datetime.date) -> None:
    assert day(f"{one:%m/%d/%Y}", "month-first").day == one
    assert day(f"{one:%d/%m/%Y}", "day-first").day == one
    assert day(f"{one:%m/%d/%y}", "month-first").day == one
    assert day(one.isoformat()).day == one


@given(st.text(max_size=24))
def test_any_text_is_read_or_marked(text: str) -> None:
    read = day(text)
    assert (read.day is None) == bool(read.mark)


def test_many_at_once_keep_days_before_1677() -> None:
    frame = read_distinct(["0001-01-01", "9999-12-31", "x"])
    assert frame["day"].dt.year.tolist()[:2] == [1, 9999]
    assert frame["mark"].tolist() == ["", "", "unreadable"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-02", "2025-02"),
        ("2025M02", "2025-02"),
        ("Feb-25", "2025-02"),
        ("2/2025", "2025-02"),
        ("x", None),
    ],
)
def test_months(text: str, expected: str | None) -> None:
    assert month(text) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Open until filled", "absent"),
        ("Continuous", "absent"),
        ("Until Filled", "absent"),
        ("Soon", "unreadable"),
    ],
)
def test_a_posting_without_an_end_has_no_last_day(text: str, mark: str) -> None:
    assert (day(text).day, day(text).mark) == (None, mark)


@pytest.mark.parametrize(
    "text",
    [
        "1713397508000.0",
        "1.713397508e+12",
        "17APR2024",
        "Wednesday, April 17, 2024 at 11:59pm",
        "17-APR-2024",
    ],
)
def test_days_as_programs_write_them(text: str) -> None:
    assert day(text).day == datetime.date(2024, 4, 17)
