"""Figures and pixels correspond, ticks are round, labels keep off one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from desktop.charts.placing import free_of_others
from desktop.charts.scales import Scale, nice_ticks


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 12))
def test_ticks_are_few_inside_and_equally_far_apart(low: float, width: float, most: int) -> None:
    ticks = nice_ticks(low, low + width, most)
    assert 1 <= len(ticks) <= most
    assert all(low - 1e-6 * width <= one <= low + width * (1 + 1e-6) for one in ticks)


@pytest.mark.parametrize("log", [False, True])
def test_a_figure_and_its_pixel_correspond(log: bool) -> None:
    scale = Scale(10, 1000, 50, 450, log)
    assert scale(10) == 50
    assert scale(1000) == 450
    assert scale(5000) == 450
    assert scale(100) == pytest.approx(250 if log else 50 + 400 * 90 / 990)
    assert scale.back(scale(70)) == pytest.approx(70)
    assert scale.ticks(5) == ([10, 20, 50, 100, 200, 500, 1000] if log else [200, 400, 600, 800, 1000])


def test_the_first_label_wins() -> None:
    wanted = [QRectF(0, 0, 50, 15), QRectF(0, 10, 50, 15), QRectF(0, 20, 50, 15)]
    assert free_of_others(wanted) == [True, False, True]
    assert free_of_others(wanted, [QRectF(40, 0, 5, 5)]) == [False, True, False]
