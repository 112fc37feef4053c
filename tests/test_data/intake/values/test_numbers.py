"""Numbers as publishers write them; suppressed, absent and zero stay three things."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.values.numbers import number, read_distinct


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("0", 0.0, ""),
        ("1,276", 1276.0, ""),
        (" $18.50 ", 18.5, ""),
        ("1,234,567.5", 1234567.5, ""),
        (".5", 0.5, ""),
        ("45%", 0.45, ""),
        ("4.1(p)", 4.1, ""),
        ("12,345 (1)", 12345.0, ""),
        ("p 4.1", 4.1, ""),
        ("1.2e3", 1200.0, ""),
        ("1\u00a0276", None, "unreadable"),
        ("239,200+", 239200.0, "top-coded"),
        (">=239200", 239200.0, "top-coded"),
        ("#", None, "top-coded"),
        ("*", None, "suppressed"),
        ("**", None, "suppressed"),
        ("<10", None, "suppressed"),
        ("(1)", None, "suppressed"),
        ("Suppressed for confidentiality", None, "suppressed"),
        ("–", None, "absent"),
        ("-", None, "absent"),
        ("", None, "absent"),
        ("NaN", None, "absent"),
        ("N/A", None, "absent"),
        ("6,5", None, "unreadable"),
        ("-5", None, "unreadable"),
        ("about ten", None, "unreadable"),
        ("٣", None, "unreadable"),
        ("9" * 400, None, "unreadable"),
    ],
)
def test_what_a_cell_says(text: str, value: float | None, mark: str) -> None:
    read = number(text)
    assert (read.value, read.mark) == (value, mark)


@pytest.mark.parametrize(("text", "value"), [("(1,276)", -1276.0), ("-5", -5.0), ("−5", -5.0), ("(1)", -1.0)])
def test_below_zero_where_that_makes_sense(text: str, value: float) -> None:
    assert number(text, negatives=True).value == value


def test_a_publisher_s_own_mark_of_suppression() -> None:
    assert number("-99999", suppressed=["-99999"]).mark == "suppressed"
    assert number("-99999", negatives=True).value == -99999


@given(st.text(max_size=20))
def test_any_text_is_read_or_marked(text: str) -> None:
    read = number(text)
    assert (read.value is not None) or read.mark
    assert read.value is None or (math.isfinite(read.value) and read.value >= 0)


@given(st.integers(0, 10**12))
def test_thousands_separators_change_nothing(value: int) -> None:
    assert number(f"{value:,}").value == number(str(value)).value == value


def test_distinct_texts_once() -> None:
    frame = read_distinct(["1", "1", "**"])
    assert frame[["text", "mark"]].to_numpy().tolist() == [["1", ""], ["**", "suppressed"]]
