"""Advertised pay in words and figures: its ends, the period they are for, and what a year of it comes to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data.intake.values import ABSENT, READ, UNREADABLE, says_nothing

PER_YEAR = {"hour": 2080, "day": 260, "week": 52, "two weeks": 26, "half month": 24, "month": 12, "year": 1}
"""How many of each period make a year of full-time work."""

LEAST_USD = 5_000
MOST_USD = 2_000_000

_PERIODS = (
    ("two weeks", r"bi-?\s?week\w*|fortnight\w*|every (?:two|2|other) weeks?|per pay period|bw"),
    ("half month", r"semi-?\s?month\w*|twice (?:a|per) month"),
    ("hour", r"hour\w*|hr\w*|ph|h"),
    ("day", r"day|daily|per diem|diem|pd|d"),
    ("week", r"week\w*|wk\w*|w"),
    ("month", r"month\w*|mon?|mth\w*|pm|m"),
    ("year", r"year\w*|yr\w*|annual\w*|annum|pa|p\.a\.?|salary|salaried|y|a"),
)
_WORD = {name: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for name, words in _PERIODS}
_AMOUNT = (
    r"(?:us)?(?P<{0}cash>\$|usd)?\s*"
    r"(?P<{0}>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*(?P<{0}k>k|m(?:il)?(?![a-z]))?"
)
_LOW, _HIGH = _AMOUNT.format("low"), _AMOUNT.format("high")
_UNITS = r"hour(?:ly)?|hr|year(?:ly)?|yr|annual(?:ly)?|month(?:ly)?|mo|(?:bi-?)?week(?:ly)?|wk|day|daily"
_RANGE = re.compile(
    rf"{_LOW}(?P<unit>\s*(?:/|per|an?)?\s*(?:{_UNITS})?)\s*"
    rf"(?:-{{1,2}}|–|—|to|through|thru|and|\.\.+|~|,?\s*max(?:imum)?:?|/(?=\s*\$))\s*{_HIGH}"
)
_ONE = re.compile(_LOW)
_FOREIGN = re.compile(r"[£€₹¥]|\b(?:cad|gbp|eur|inr|aud|mxn)\b|c\$|a\$")
_UP_TO_NEXT = re.compile(r"(?:[^0-9$]|\$(?!\s*[0-9]))*")
_GOES_ON = re.compile(r"[.,][0-9]")
_NOT_PAY = re.compile(
    r"401\s*\(?k\)?"
    r"|\b[0-9]+(?:\.[0-9]+)?\s*\+?\s*(?:-|to)?\s*[0-9]*\s*"
    r"(?:hours|hrs|shifts?|days|weeks|months|years|%|percent|positions?)"
    r"(?:\s*(?:/|per|an?|each)?\s*(?:week|day|wk|month|year))?"
)
_OPEN = re.compile(
    r"\b(?:doe|d\.o\.e\.?|depend\w*|negotiable|neg|competitive|commensurate|open|tbd|t\.b\.d\.?|varies|unpaid|volunteer"
    r"|commission|to be determined|see (?:description|posting)|based on|market|doq|without compensation|wc)\b"
)
_UP_TO = re.compile(r"\b(?:up to|max(?:imum)?|as much as|no more than|to)\s*(?:of)?\s*$")
_FROM = re.compile(r"\b(?:from|starting|starts?|at least|min(?:imum)?|over|above|more than)\b[^0-9$]*$")


@dataclass(frozen=True)
class Pay:
    """What a text says of pay.

    Attributes
    ----------
    low, high : float or None
        Ends of the range [USD per period]; both the same where one figure is given.
    period : str
        One of `PER_YEAR`, blank where the text does not tell.
    mark : str
        Blank, ``absent`` (also for “depends on experience”), or ``unreadable``.
    """

    low: float | None
    high: float | None
    period: str = ""
    mark: str = READ


def period(text: str) -> str:
    """Read the period of a wage, as a column of periods or a text of pay tells it; blank where it does not.

    >>> [period(text) for text in ("Annual", "HOUR", "Per Hour", "bi-weekly", "PA", "monthly", "Other")]
    ['year', 'hour', 'hour', 'two weeks', 'year', 'month', '']
    """
    lower = " ".join(text.casefold().split())
    return next((name for name, form in _WORD.items() if form.search(lower)), "")


def pay(text: str) -> Pay:
    """Read pay as people write it.

    >>> pay("$18.50/hr"), pay("45k–60k")
    (Pay(low=18.5, high=18.5, period='hour', mark=''), Pay(low=45000.0, high=60000.0, period='year', mark=''))
    >>> pay("$3,200 monthly").period, pay("DOE").mark, pay("up to $25 an hour").low, pay("Apply now").mark
    ('month', 'absent', None, 'unreadable')
    """
    lower = " ".join(text.replace("\u00a0", " ").casefold().split())
    if says_nothing(lower):
        return Pay(None, None, mark=ABSENT)
    told = _NOT_PAY.sub(" ", lower)
    told = told if re.search(r"[0-9]", told) else lower
    if _FOREIGN.search(told):
        return Pay(None, None, mark=UNREADABLE)
    ranged = _cash(told, _RANGE)
    if ranged is not None:
        return _range(ranged, told)
    single = _cash(told, _ONE)
    if single is None:
        return Pay(None, None, mark=ABSENT if _OPEN.search(lower) else UNREADABLE)
    figure = _figure(single["low"], single["lowk"])
    if (
        figure is None
        or _GOES_ON.match(told, single.end())
        or told[: single.start()].rstrip().endswith(("-", "−"))
    ):
        return Pay(None, None, mark=UNREADABLE)
    before, after = told[: single.start()], told[single.end() :]
    rest = before + " " + after
    if not _plausible_rest(rest, bool(single["lowcash"])):
        return Pay(None, None, mark=UNREADABLE)
    when = _period(before, _beside(told, single), figure, single["lowk"])
    if _UP_TO.search(before):
        return Pay(None, figure, when)
    if _FROM.search(before) or after.lstrip().startswith("+"):
        return Pay(figure, None, when)
    return Pay(figure, figure, when)


def _cash(text: str, form: re.Pattern[str]) -> re.Match[str] | None:
    """Find an amount with a dollar sign, else any; of several the first one that a period stands behind."""
    found = list(form.finditer(text))
    named = [one for one in found if one.groupdict().get("lowcash") or one.groupdict().get("highcash")]
    told = [one for one in named or found if period(_beside(text, one))]
    return next(iter(told or named or found), None)


def _beside(text: str, amount: re.Match[str]) -> str:
    """Return what stands inside a range and behind it, up to the next figure."""
    behind = _UP_TO_NEXT.match(text, amount.end())
    return f"{amount.groupdict().get('unit') or ''} {behind[0] if behind else ''}"


def _range(found: re.Match[str], text: str) -> Pay:
    low, high = _figure(found["low"], found["lowk"]), _figure(found["high"], found["highk"])
    if low is None or high is None or _GOES_ON.match(text, found.end()):
        return Pay(None, None, mark=UNREADABLE)
    if found["highk"] and not found["lowk"] and low < 1000:
        low *= 1000  # 45-60k
    if low > high:
        low, high = high, low
    return Pay(
        low, high, _period(text[: found.start()], _beside(text, found), low, found["highk"] or found["lowk"])
    )


def _figure(written: str, thousand: str | None) -> float | None:
    value = float(written.replace(",", ""))
    value *= {"k": 1_000, "m": 1_000_000}.get((thousand or " ")[0], 1)
    return value if math.isfinite(value) else None


def _period(before: str, beside: str, figure: float, thousand: str | None) -> str:
    found = period(beside) or period(before)
    return found or ("year" if thousand and figure >= 10_000 else "")


def _plausible_rest(rest: str, cash: bool) -> bool:
    """Whether a lone figure is pay: it has a dollar sign, or little else stands beside it."""
    return cash or bool(period(rest)) or not re.search(r"[a-z]{3}|[0-9/]", rest)


def annual_usd(low: float | None, high: float | None, when: str) -> float | None:
    """Put a wage or the middle of a range on a yearly footing [USD per year].

    Returns
    -------
    float or None
        None when neither end is given or an end is implausible: below 5,000 or above 2,000,000 a year, which
        is nearly always a slip of the period or a stand-in for "not stated".

    >>> annual_usd(20.0, 30.0, "hour"), annual_usd(0.0, 30.0, "hour")
    (52000.0, None)
    """
    ends = [end * PER_YEAR[when] for end in (low, high) if end is not None]
    if not ends or any(not LEAST_USD <= end <= MOST_USD for end in ends):
        return None
    return sum(ends) / len(ends)


def period_by_size(figure: float) -> str:
    """Return the period a figure is for when only its size can tell: below 200 an hour, from 10,000 a year.

    >>> period_by_size(17.5), period_by_size(82884.0), period_by_size(500.0)
    ('hour', 'year', '')
    """
    return "hour" if 5 <= figure < 200 else "year" if figure >= 10_000 else ""


def read_distinct(values: Iterable[str]) -> pd.DataFrame:
    """Read many texts of pay: ``text``, ``low``, ``high`` (float64), ``period``, ``mark``."""
    texts = list(dict.fromkeys(values))
    read = [pay(text) for text in texts]
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "low": pd.Series([one.low for one in read], dtype="float64"),
            "high": pd.Series([one.high for one in read], dtype="float64"),
            "period": pd.Series([one.period for one in read], dtype="str"),
            "mark": pd.Series([one.mark for one in read], dtype="str"),
        }
    )


def read_distinct_periods(values: Iterable[str]) -> pd.DataFrame:
    """Read many periods: ``text``, ``period`` (blank unless read), ``mark``."""
    texts = list(dict.fromkeys(values))
    read = [period(text) if not says_nothing(text) else "" for text in texts]
    marks = [
        READ if one else ABSENT if says_nothing(text) else UNREADABLE
        for text, one in zip(texts, read, strict=True)
    ]
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "period": pd.Series(read, dtype="str"),
            "mark": pd.Series(marks, dtype="str"),
        }
    )
