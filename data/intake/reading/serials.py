"""Numbers of a spreadsheet as text: without the noise of binary fractions, and dates as ISO dates.

A spreadsheet keeps a date as days since 1900 (or 1904) and shows it as one through the cell's number format.
The year 1900 is a leap year there, as it was not: days before 1 March 1900 are one off.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt

DAY_ZERO = datetime(1899, 12, 30)
DAY_ZERO_1904 = datetime(1904, 1, 1)
_FALSE_LEAP_DAY = 60
FIRST_DAY, LAST_DAY = 61, 2_958_465
"""1 March 1900 and 31 December 9999, counted from 1900."""
_SECONDS_A_DAY = 86_400
_NOISE_DIGITS = 3
LAST_MOMENT = 1 - 1 / _SECONDS_A_DAY
"""The last second of a day, as a part of it."""
LONGEST_PLAIN = 16
"""Characters up to which a number is taken to be written plainly."""

_BUILT_IN_DATES = frozenset((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)))
_BUILT_IN_TIMES = frozenset((18, 19, 20, 21, 45, 47))
_BUILT_IN_DURATION = 46
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


class Shown(IntEnum):
    """What a number format makes of a number."""

    NUMBER = 0
    DATE = 1
    TIME = 2
    DURATION = 3


def shown_by(number: int, code: str | None) -> Shown:
    """Tell what a number format makes of a number.

    Parameters
    ----------
    number : int
        Number of the format.
    code : str or None
        Its code, where the file spells it out; formats below 164 have a meaning of their own.
    """
    if code is None:
        if number in _BUILT_IN_DATES:
            return Shown.DATE
        if number in _BUILT_IN_TIMES:
            return Shown.TIME
        return Shown.DURATION if number == _BUILT_IN_DURATION else Shown.NUMBER
    return _shown_by_code(code)


@lru_cache(maxsize=1024)
def _shown_by_code(code: str) -> Shown:
    first = _NOT_SHOWN.sub("", code.split(";")[0]).casefold()
    if _DURATION.search(first):
        return Shown.DURATION
    figures = first.strip() in ("general", "") or any(mark in first for mark in "0#?@")
    # "yyyy-mm-dd hh:mm:ss.000" has figures only after seconds.
    if figures and not re.search(r"s\.0+", first):
        return Shown.NUMBER
    if "y" in first or "d" in first or ("m" in first and not re.search(r"[hs]", first)):
        return Shown.DATE
    return Shown.TIME if re.search(r"[hs]", first) else Shown.NUMBER


def number_text(raw: str) -> str:
    """Return a number of a spreadsheet's file as text: as it stands, unless that is not how one writes it.

    A power of ten is written out and “.0” dropped. Of the digits beyond the fifteen that a spreadsheet shows,
    those are dropped that are but the noise of binary fractions.

    Examples
    --------
    >>> number_text("18.5"), number_text("1276.0"), number_text("1.0E-2"), number_text("0.30000000000000004")
    ('18.5', '1276', '0.01', '0.3')
    """
    if "E" in raw or "e" in raw or raw.endswith(".0") or raw[:1] in ("+", "."):
        return plain_number(raw)
    if len(raw) > LONGEST_PLAIN and raw[-5:-2] in ("000", "999"):
        return without_noise(raw)
    return raw


def without_noise(raw: str) -> str:
    """Return a number of many digits without those that are but the noise of binary fractions."""
    try:
        short = "%.15g" % float(raw)  # noqa: UP031 -- a third faster, and this is called by the million
    except ValueError:
        return raw
    return short if len(short) <= len(raw) - _NOISE_DIGITS and "e" not in short else raw


def plain_number(text: str) -> str:
    """Write a number without “.0” and without a power of ten.

    Examples
    --------
    >>> plain_number("1276.0"), plain_number("1.25E-2"), plain_number("7.225973768125749e+86")
    ('1276', '0.0125', '7.225973768125749e+86')
    """
    try:
        value = float(text)
    except ValueError:
        return text
    if value != value or value in (float("inf"), float("-inf")):
        return text
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    exact = _without_power(repr(value))
    return without_noise(exact) if len(exact) > LONGEST_PLAIN else exact


def _without_power(text: str) -> str:
    if "e" not in text:
        return text
    figures, power = text.split("e")
    if not -12 <= int(power) <= 21:
        return text
    decimals = max(0, len(figures.partition(".")[2]) - int(power))
    return f"{float(text):.{decimals}f}"


def as_date(text: str, shown: Shown, *, from_1904: bool = False) -> str:
    """Write a number that is shown as a date or a time in ISO form; what is no such number stays as it is.

    Examples
    --------
    >>> as_date("45293", Shown.DATE), as_date("45293.5", Shown.DATE), as_date("0.75", Shown.TIME)
    ('2024-01-02', '2024-01-02 12:00:00', '18:00:00')
    """
    try:
        days = float(text)
    except ValueError:
        return text
    if not 0 <= days <= LAST_DAY:
        return plain_number(text)
    if shown is Shown.DURATION:
        return _clock(round(days * _SECONDS_A_DAY))
    if days < 1 and (shown is Shown.TIME or not from_1904):
        # Day nought is no date: a nought shown as one is a cell that was never filled in.
        return _clock(round(days * _SECONDS_A_DAY)) if shown is Shown.TIME or days else "0"
    if not from_1904 and int(days) == _FALSE_LEAP_DAY:
        return "1900-02-29"
    start = DAY_ZERO_1904 if from_1904 else DAY_ZERO
    if not from_1904 and days < _FALSE_LEAP_DAY:
        start += timedelta(days=1)
    moment = start + timedelta(seconds=round(days * _SECONDS_A_DAY))
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.date().isoformat()
    return moment.isoformat(sep=" ")


def moments(days: npt.NDArray[np.float64], *, from_1904: bool = False) -> npt.NDArray[np.bytes_]:
    """Write many numbers that are shown as dates the way `as_date` does, those from 1 March 1900 on.

    Examples
    --------
    >>> moments(np.array([45293.0, 45293.5])).tolist()
    [b'2024-01-02', b'2024-01-02 12:00:00']
    """
    seconds = np.rint(days * _SECONDS_A_DAY).astype("timedelta64[s]")
    moment = np.datetime64(DAY_ZERO_1904 if from_1904 else DAY_ZERO, "s") + seconds
    told = np.datetime_as_string(moment).astype("S19")
    letters = told.view(np.uint8).reshape(-1, len("yyyy-mm-dd hh:mm:ss"))
    letters[:, len("yyyy-mm-dd")] = ord(" ")
    letters[moment == moment.astype("datetime64[D]"), len("yyyy-mm-dd") :] = 0
    return told


def clocks(days: npt.NDArray[np.float64]) -> npt.NDArray[np.bytes_]:
    """Write many parts of a day as times the way `as_date` does.

    Examples
    --------
    >>> clocks(np.array([0.75, 0.0])).tolist()
    [b'18:00:00', b'00:00:00']
    """
    moment = np.datetime64(DAY_ZERO, "s") + np.rint(days * _SECONDS_A_DAY).astype("timedelta64[s]")
    letters = np.datetime_as_string(moment).astype("S19").view(np.uint8).reshape(-1, 19)
    return np.ascontiguousarray(letters[:, len("yyyy-mm-dd ") :]).view("S8").ravel()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
