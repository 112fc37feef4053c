"""Figures are written as look.md has them: separators, shares, money, and a dash for what is not known."""

from __future__ import annotations

import math

import pytest

from desktop.look.numbers import BLANK, THIN, figure, rounded, whole


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (20200.0, "#,##0", "20,200"),
        (0.0, "#,##0", "0"),
        (0.4, "#,##0", "0.4"),
        (0.01, "#,##0", "<0.1"),
        (48300.4, "$#,##0", "$48,300"),
        (-1200.0, "$#,##0", "−$1,200"),
        (0.31, "0%", f"31{THIN}%"),
        (0.0994, "0%", f"9.9{THIN}%"),
        (0.0999, "0%", f"10{THIN}%"),
        (0.0, "0%", f"0{THIN}%"),
        (1.0, "0%", f"100{THIN}%"),
        (-0.022, "0.0%", f"−2.2{THIN}%"),
        (0.0001, "0.0%", f"<0.1{THIN}%"),
        (1.234, "0.00", "1.23"),
        (math.nan, "0%", BLANK),
        (None, "#,##0", BLANK),
    ],
)
def test_figures(value: float | None, number_format: str, said: str) -> None:
    assert figure(value, number_format) == said


def test_a_small_figure_is_never_written_as_zero() -> None:
    for number_format in ("#,##0", "0%", "0.0%"):
        assert figure(1e-9, number_format).strip("$") != figure(0.0, number_format)


def test_numbers_as_people_type_them() -> None:
    assert [whole(value) for value in (25.0, 0.65, 42000.0, -0.5)] == ["25", "0.65", "42,000", "−0.5"]


def test_counts_in_a_sentence_are_rounded() -> None:
    assert [rounded(value) for value in (7.0, 99.4, 1287.4, 23456.0)] == ["7", "99", "1,300", "23,000"]
