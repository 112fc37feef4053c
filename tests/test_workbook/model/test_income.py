"""The wage lines against figures worked out by hand from the published medians."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from workbook.model.income import wage_lines
from workbook.model.results import Results
from workbook.plan import Parameters

MEDIAN_MAY_2025 = 50_980


def test_lines_follow_the_median_wage_of_the_vintage() -> None:
    """42,000 × 50,980 ÷ 41,950 = 51,041 and 37,000 × 50,980 ÷ 41,950 = 44,964."""
    lines = wage_lines(Parameters.defaults(), MEDIAN_MAY_2025)
    assert (round(lines.origin_usd), round(lines.low_band_usd), round(lines.target_usd)) == (
        51041,
        44964,
        51041,
    )
    assert lines.origin_usd == pytest.approx(42_000 * 50_980 / 41_950, rel=1e-15)


def test_without_rebasing_the_lines_are_the_dollars_of_2020() -> None:
    lines = wage_lines(Parameters.defaults().changed("rebase_wage_lines", 0), MEDIAN_MAY_2025)
    assert astuple(lines) == (42_000, 37_000, 42_000, 1.0, MEDIAN_MAY_2025)


@pytest.mark.parametrize(("parity", "origin_usd"), [(100, 51_041), (110, 56_145), (90.5, 46_192)])
def test_regional_prices_scale_every_line(parity: float, origin_usd: int) -> None:
    base = wage_lines(Parameters.defaults(), MEDIAN_MAY_2025)
    lines = wage_lines(Parameters.defaults().changed("regional_price_parity", parity), MEDIAN_MAY_2025)
    assert round(lines.origin_usd) == origin_usd
    assert lines.low_band_usd / base.low_band_usd == pytest.approx(parity / 100)
    assert lines.target_usd / base.target_usd == pytest.approx(parity / 100)


def test_every_region_is_held_against_the_national_median(results: Results) -> None:
    assert results.lines.national_median_usd == MEDIAN_MAY_2025
    assert (round(results.lines.origin_usd), round(results.lines.low_band_usd)) == (51_041, 44_964)
    assert results.given["origin_line_usd"] == results.lines.origin_usd
    assert results.given["low_band_line_usd"] == results.lines.low_band_usd
    assert results.given["target_line_usd"] == results.lines.target_usd
