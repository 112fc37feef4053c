"""Forms of numbers and days: what is shown follows them, and what is typed is read back."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import figures
from data.language import say, say_day
from desktop.look.numbers import figure, rounded, whole

DAY = datetime.date(2026, 3, 5)


@pytest.mark.parametrize(
    ("form", "money", "share", "large"),
    [
        ("us", "$51,040", "5.2\u202f%", "1,234,567.5"),
        ("continental", "$51.040", "5,2\u202f%", "1.234.567,5"),
        ("spaced", "$51\u202f040", "5,2\u202f%", "1\u202f234\u202f567,5"),
        ("swiss", "$51’040", "5.2\u202f%", "1’234’567.5"),
        ("unheard of", "$51,040", "5.2\u202f%", "1,234,567.5"),
    ],
)
def test_figures_on_the_screen_follow_the_form(
    monkeypatch: pytest.MonkeyPatch, form: str, money: str, share: str, large: str
) -> None:
    monkeypatch.setenv(figures.NUMBERS, form)
    assert (figure(51040.4, "$#,##0"), figure(0.052, "0%"), whole(1234567.5)) == (money, share, large)


def test_numbers_in_sentences_follow_the_form_and_names_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(figures.NUMBERS, "continental")
    said = say("{count} of {region} with {source}", count="1,287", region="Bend, OR", source="O*NET 29.3")
    assert said == "1.287 of Bend, OR with O*NET 29.3"
    assert say("{count} a year", count=rounded(12874)) == "13.000 a year"
    assert say("{value} at least", value=whole(2.125)) == "2,125 at least"


@pytest.mark.parametrize("form", figures.SEPARATORS)
@given(value=st.integers(-(10**9), 10**9).map(lambda whole_number: whole_number / 8))
def test_what_is_written_is_read_back(form: str, value: float) -> None:
    text = figures.written(f"{value:,.3f}", form)
    assert float(figures.typed(text, form)) == value


@pytest.mark.parametrize(
    ("form", "text", "number"),
    [
        ("continental", "1.250", 1250.0),
        ("continental", "0.5", 0.5),
        ("continental", "0.125", 0.125),
        ("continental", "1.250,75", 1250.75),
        ("spaced", "1 250,75", 1250.75),
        ("swiss", "1'250.75", 1250.75),
        ("us", "1,250.75", 1250.75),
        ("us", "−3", -3.0),
    ],
)
def test_typed_numbers_are_meant_as_they_are_typed(form: str, text: str, number: float) -> None:
    assert float(figures.typed(text, form)) == number


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("words", "5 March 2026"),
        ("month_first", "March 5, 2026"),
        ("iso", "2026-03-05"),
        ("", "5 March 2026"),
    ],
)
def test_days_follow_their_form(monkeypatch: pytest.MonkeyPatch, form: str, said: str) -> None:
    monkeypatch.setenv(figures.DAYS, form)
    assert say_day(DAY) == said
