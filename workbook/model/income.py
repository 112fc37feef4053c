"""The wage lines, rebased to the wage vintage and to the region's prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class WageLines:
    """The wage lines in dollars of the wage vintage [USD per year], and what they were multiplied by."""

    origin_usd: float
    low_band_usd: float
    target_usd: float
    factor: float
    national_median_usd: float


def wage_lines(parameters: Mapping[str, float], national_median_usd: float) -> WageLines:
    """Return the wage lines of a plan: 2020 dollars × (median of the vintage ÷ base median) × RPP ÷ 100.

    Without rebasing the first factor is 1; the regional price parity of 100 leaves the lines national.
    Source of the lines: Unlocking experience-based job progressions for millions of workers, 2021.

    >>> from workbook.plan import Parameters
    >>> lines = wage_lines(Parameters.defaults(), 50_980)
    >>> round(lines.origin_usd), round(lines.low_band_usd)
    (51041, 44964)
    """
    rebase = (
        national_median_usd / parameters["wage_base_median_usd"] if parameters["rebase_wage_lines"] else 1.0
    )
    factor = rebase * parameters["regional_price_parity"] / 100
    return WageLines(
        parameters["origin_line_2020_usd"] * factor,
        parameters["low_band_line_2020_usd"] * factor,
        parameters["target_line_2020_usd"] * factor,
        factor,
        national_median_usd,
    )
