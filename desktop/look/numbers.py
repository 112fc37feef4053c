"""How figures are written on the screen: separators, shares, money, and what stands for nothing."""

from __future__ import annotations

import math
import re

from data.figures import THIN, written

BLANK = "–"
MINUS = "−"
AS_IT_IS = "General"


def figure(value: float | None, number_format: str) -> str:
    """Write one figure in the format that its column has, with the separators of this process.

    Parameters
    ----------
    value : float or None
        The figure; None and NaN are blank.
    number_format : str
        Excel number format of the column: ``#,##0``, ``$#,##0``, ``0%``, ``0.0%``, ``0.00`` …

    Returns
    -------
    str
        Shares are whole percent, with one decimal under 10 %; counts under 1 keep one decimal, so that
        a small figure is never taken for zero; a blank is an en dash.

    >>> figure(51040.4, "$#,##0"), figure(0.314, "0%"), figure(0.052, "0%"), figure(0.3, "#,##0")
    ('$51,040', '31\\u202f%', '5.2\\u202f%', '0.3')
    >>> figure(None, "#,##0"), figure(0.0, "#,##0"), figure(-1200.0, "$#,##0")
    ('–', '0', '−$1,200')
    >>> figure(0.33, "General"), figure(3.0, "+0;-0;0"), figure(-3.0, "+0;-0;0")
    ('0.33', '+3', '−3')
    >>> figure(1200.0, "+$#,##0;-$#,##0;$0"), figure(-1200.0, "+$#,##0;-$#,##0;$0")
    ('+$1,200', '−$1,200')
    """
    if value is None or math.isnan(value):
        return BLANK
    return whole(value) if number_format == AS_IT_IS else written(_figure(value, number_format))


def _figure(value: float, number_format: str) -> str:
    sign = MINUS if value < 0 else "+" if value > 0 and number_format.startswith("+") else ""
    size = abs(value)
    if "%" in number_format:
        return _signed(sign, _percent(size * 100, number_format) + THIN + "%")
    money = "$" if number_format.lstrip("+").startswith("$") else ""
    return _signed(sign, money + _count(size, _decimals(number_format)))


def whole(value: float) -> str:
    """Write a number as a person types it: no trailing zeros, with separators.

    >>> whole(25.0), whole(0.65), whole(42000.0)
    ('25', '0.65', '42,000')
    """
    return written(f"{value:,.10g}".replace("-", MINUS))


def rounded(value: float) -> str:
    """Write a count in a sentence, rounded to what it can bear: two leading figures above 100.

    >>> rounded(1287.4), rounded(43.2), rounded(23456)
    ('1,300', '43', '23,000')
    """
    if abs(value) < 100:
        return written(f"{value:,.0f}")
    unit = 10 ** (math.floor(math.log10(abs(value))) - 1)
    return written(f"{round(value / unit) * unit:,.0f}")


def _decimals(number_format: str) -> int:
    found = re.search(r"\.(0+)", number_format)
    return len(found.group(1)) if found else 0


def _percent(percent: float, number_format: str) -> str:
    places = max(_decimals(number_format), 1 if round(percent, 1) < 10 else 0)
    if percent and round(percent, places) == 0:
        return f"<{10**-places:.{places}f}"
    text = f"{percent:,.{places}f}"
    return text.rstrip("0").rstrip(".") if float(text.replace(",", "")) == 0 else text


def _count(size: float, places: int) -> str:
    if places == 0 and 0 < size < 0.95:
        return "<0.1" if size < 0.05 else f"{size:.1f}"
    return f"{size:,.{places}f}"


def _signed(sign: str, text: str) -> str:
    return text if not any(digit in text for digit in "123456789") else sign + text
