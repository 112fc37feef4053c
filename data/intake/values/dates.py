"""Days and months in every common form; whether 3/4/2025 is in March or in April is decided by its column."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.intake.values import ABSENT, READ, UNREADABLE, says_nothing

MONTH_FIRST, DAY_FIRST = "month-first", "day-first"
ORDERS = (MONTH_FIRST, DAY_FIRST)
AMBIGUOUS = "ambiguous"

_NAMES = (
    *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august"),
    *("sep sept september", "oct october", "nov november", "dec december"),
)
_MONTHS = {name: place for place, names in enumerate(_NAMES, start=1) for name in names.split()}
_TIME = r"(?:(?:[T ,]|,? at)\s*[0-9]{1,2}[:.][0-9]{2}.*|[T ][0-9Z:.,+-]*)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})" + _TIME)
_PLAIN = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:\.0)?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _TIME)
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})" + _TIME)
_DAY_NAMED = re.compile(r"([0-9]{1,2})[- ]?([a-z]{3,9})\.?[-, ]*([0-9]{4}|[0-9]{2})" + _TIME)
_MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?[- ]([0-9]{1,2})(?:st|nd|rd|th)?,? +([0-9]{4})" + _TIME)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +")
_SERIAL = re.compile(r"([2-7][0-9]{4})(?:\.[0-9]+)?")
_EPOCH = re.compile(r"(1[0-9]{9})([0-9]{3})?(?:\.[0-9]+)?")
_EPOCH_SHORT = re.compile(r"1\.[0-9]+e\+(?:09|12)")
_NO_END = re.compile(
    r"(?:open )?until filled|when filled|evergreen|no (?:end|closing|close|expir\w+)(?: date)?"
    r"|(?:posted |remains )?(?:open )?(?:continuous\w*|ongoing|indefinite\w*|rolling|open)"
    r"(?: (?:recruitment|posting|basis|until filled))*"
)
_EXCEL_EPOCH = datetime.date(1899, 12, 30)
_UNIX_EPOCH = datetime.date(1970, 1, 1)
_PIVOT = 70

_MONTH_FORMS = (
    re.compile(r"(?P<y>[0-9]{4})[-/.M ]?(?P<m>[0-9]{2})(?:\.0)?(?:-[0-9]{2}(?:[T ].*)?)?", re.IGNORECASE),
    re.compile(r"(?P<y>[0-9]{4})[-/](?P<m>[0-9])"),
    re.compile(r"(?P<m>[0-9]{1,2})[-/](?P<y>[0-9]{4})"),
    re.compile(r"(?P<n>[a-z]{3,9})\.?[-/, ]+(?P<y>[0-9]{4}|[0-9]{2})", re.IGNORECASE),
    re.compile(r"(?P<y>[0-9]{4})[-, ]+(?P<n>[a-z]{3,9})", re.IGNORECASE),
)


@dataclass(frozen=True)
class Day:
    """A calendar day, or a mark that says why there is none."""

    day: datetime.date | None
    mark: str = READ


@dataclass(frozen=True)
class Order:
    """What the values of a column say about its dates.

    Attributes
    ----------
    order : str
        ``month-first``, ``day-first``, ``ambiguous``, or blank where no value needs the question.
    examples : tuple of str
        Values that decide it, or that cannot be decided.
    """

    order: str
    examples: tuple[str, ...] = ()


def order_of(values: Iterable[str]) -> Order:
    """Decide from the values of a column whether its slashed dates begin with the month or the day.

    A value above 12 decides. Values that decide either way cancel each other out.

    >>> [order_of(days).order for days in (["3/4/2025", "3/29/2025"], ["3/4/2025"], ["2025-03-04"])]
    ['month-first', 'ambiguous', '']
    """
    first: list[str] = []
    second: list[str] = []
    open_: list[str] = []
    for text in values:
        found = _YEAR_LAST.fullmatch(_WEEKDAY.sub("", text.strip().casefold(), count=1))
        if not found:
            continue
        one, other = int(found.group(1)), int(found.group(3))
        (first if one > 12 else second if other > 12 else open_ if one != other else []).append(text)
    if first and not second:
        return Order(DAY_FIRST, tuple(first[:3]))
    if second and not first:
        return Order(MONTH_FIRST, tuple(second[:3]))
    return Order(AMBIGUOUS, tuple(open_[:3])) if open_ else Order("")


def day(text: str, order: str = "") -> Day:
    """Read one cell as a day; a time of day is left out.

    Parameters
    ----------
    text : str
        As it stands in the file.
    order : str
        ``month-first`` or ``day-first``; otherwise 3/4/2025 is ambiguous while 3/29/2025 is not.

    >>> day("2019-03-29T00:00:00.000").day == day("29-Mar-19").day == day("43553").day == day("3/29/2019").day
    True
    >>> day("Open until filled").mark, day("1713397508000.0").day, day("1.713397508e+12").day
    ('absent', datetime.date(2024, 4, 17), datetime.date(2024, 4, 17))
    >>> day("3/4/2025").mark, day("3/4/2025", "month-first").day, day("2025-02-30").mark
    ('ambiguous', datetime.date(2025, 3, 4), 'unreadable')
    """
    bare = _WEEKDAY.sub("", " ".join(text.split()).casefold(), count=1)
    if says_nothing(bare) or _NO_END.fullmatch(bare):
        return Day(None, ABSENT)
    if _EPOCH_SHORT.fullmatch(bare):
        bare = f"{float(bare):.0f}"
    upper = bare.upper()
    if found := _YEAR_FIRST.fullmatch(upper):
        return _made(found.group(1), found.group(3), found.group(4))
    if found := _YEAR_LAST.fullmatch(upper):
        return _slashed(found.group(1), found.group(3), found.group(4), order)
    if found := _PLAIN.fullmatch(bare):
        return _made(*found.groups())
    if found := _DOTTED.fullmatch(upper):
        return _made(found.group(3), found.group(2), found.group(1))
    if (found := _DAY_NAMED.fullmatch(bare)) and found.group(2) in _MONTHS:
        return _made(found.group(3), str(_MONTHS[found.group(2)]), found.group(1))
    if (found := _MONTH_NAMED.fullmatch(bare)) and found.group(1) in _MONTHS:
        return _made(found.group(3), str(_MONTHS[found.group(1)]), found.group(2))
    if found := _SERIAL.fullmatch(bare):
        return Day(_EXCEL_EPOCH + datetime.timedelta(days=int(found.group(1))))
    if found := _EPOCH.fullmatch(bare):
        return Day(_UNIX_EPOCH + datetime.timedelta(seconds=int(found.group(1))))
    return Day(None, UNREADABLE)


def _slashed(one: str, other: str, year: str, order: str) -> Day:
    first, second = int(one), int(other)
    if order not in ORDERS:
        if first <= 12 and second <= 12 and first != second:
            return Day(None, AMBIGUOUS)
        order = DAY_FIRST if first > 12 else MONTH_FIRST
    elif order == DAY_FIRST and second > 12 >= first:
        order = MONTH_FIRST
    elif order == MONTH_FIRST and first > 12 >= second:
        order = DAY_FIRST
    month, date = (other, one) if order == DAY_FIRST else (one, other)
    return _made(year, month, date)


def _made(year: str, month: str, date: str) -> Day:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= _PIVOT else 2000
    try:
        return Day(datetime.date(number, int(month), int(date)))
    except ValueError:
        return Day(None, UNREADABLE)


def month_number(text: str) -> int:
    """Return which month of the year a cell names without its year, 0 where it names none.

    >>> month_number("April"), month_number("4"), month_number("M04"), month_number("13")
    (4, 4, 4, 0)
    """
    bare = text.strip().casefold().rstrip(".")
    figures = bare.removeprefix("m")
    if figures.isdecimal() and len(figures) <= 2:
        return int(figures) if 1 <= int(figures) <= len(_NAMES) else 0
    return _MONTHS.get(bare, 0)


def month(text: str, order: str = "") -> str | None:
    """Read one cell as a month, ``YYYY-MM``; a day is left out. None where it is not a month.

    >>> month("2025-02"), month("Feb-25"), month("February 2025"), month("2/28/2025"), month("2025-13")
    ('2025-02', '2025-02', '2025-02', '2025-02', None)
    """
    bare = " ".join(text.split())
    for form in _MONTH_FORMS:
        found = form.fullmatch(bare)
        if not found:
            continue
        parts = found.groupdict()
        named = _MONTHS.get((parts.get("n") or "").casefold())
        number = named if "n" in parts else int(parts["m"])
        year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
        if number and 1 <= number <= 12 and year > 0:
            return f"{year:04}-{number:02}"
    read = day(bare, order).day
    return f"{read:%Y-%m}" if read is not None and read.year > 0 else None


def read_distinct(values: Iterable[str], order: str = "") -> pd.DataFrame:
    """Read many cells as days.

    Parameters
    ----------
    values : iterable of str
        As they stand in the file.
    order : str
        ``month-first`` or ``day-first``, from `order_of` or from the planner; never guessed here.

    Returns
    -------
    pandas.DataFrame
        Grain: text. ``text``, ``day`` (datetime64[s], NaT unless read), ``mark`` (blank, ``absent``,
        ``ambiguous``, ``unreadable``).
    """
    texts = list(dict.fromkeys(values))
    read = [day(text, order) for text in texts]
    days = np.array([one.day for one in read], dtype="datetime64[D]").astype("datetime64[s]")
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "day": pd.Series(days),
            "mark": pd.Series([one.mark for one in read], dtype="str"),
        }
    )


def read_distinct_months(values: Iterable[str], order: str = "") -> pd.DataFrame:
    """Read many cells as months: ``text``, ``month`` (``YYYY-MM``, blank unless read), ``mark``."""
    texts = list(dict.fromkeys(values))
    read = [None if says_nothing(text) else month(text, order) for text in texts]
    marks = [
        ABSENT if says_nothing(text) else READ if one else UNREADABLE
        for text, one in zip(texts, read, strict=True)
    ]
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "month": pd.Series([one or "" for one in read], dtype="str"),
            "mark": pd.Series(marks, dtype="str"),
        }
    )
