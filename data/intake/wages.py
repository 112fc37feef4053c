"""Advertised wages on a yearly footing."""

from __future__ import annotations

import math
import re

PER_YEAR = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}
"""How many of each period make a year of full-time work."""

LEAST_USD = 5_000
MOST_USD = 2_000_000

_FIGURES = re.compile(r"\$?\s*((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)")


def figure(text: str) -> float | None:
    """Read a number of zero or more, with or without a dollar sign and commas between thousands.

    Returns
    -------
    float or None
        None when the text is not such a number.

    >>> figure("18.50"), figure("$65,000"), figure("65k")
    (18.5, 65000.0, None)
    """
    found = _FIGURES.fullmatch(text)
    if not found:
        return None
    value = float(found.group(1).replace(",", ""))
    return value if math.isfinite(value) else None


def annual_wage_usd(low: float | None, high: float | None, period: str) -> float | None:
    """Put a wage or the middle of a range on a yearly footing [USD per year].

    Parameters
    ----------
    low, high : float or None
        Ends of the range [USD per period]; one of them is enough.
    period : str
        One of `PER_YEAR`.

    Returns
    -------
    float or None
        None when neither end is given or an end is implausible: below 5,000 or above 2,000,000 a year, which
        is nearly always a slip of the period or a stand-in for "not stated".

    >>> annual_wage_usd(20.0, 30.0, "hour")
    52000.0
    >>> annual_wage_usd(0.0, 30.0, "hour") is None
    True
    """
    ends = [end * PER_YEAR[period] for end in (low, high) if end is not None]
    if not ends or any(not LEAST_USD <= end <= MOST_USD for end in ends):
        return None
    return sum(ends) / len(ends)
