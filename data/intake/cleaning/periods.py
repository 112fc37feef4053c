"""Months and weeks to which counts belong: “Apr-20 p” in a column, “3/22 - 3/28” in a heading."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from data.intake.values import dates, says_nothing
from data.language import say

NO_YEAR = "--"
"""Beginning of a period whose year is not stated: --03-28, as ISO 8601 once wrote it."""

_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = "(?P<n>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_PRELIMINARY = re.compile(r"\s*\(?(?:p|r|prelim(?:inary)?|revised)\)?\.?$", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:\.0)?(?: annual average)?", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?\s*(?:-|–|to)\s*"
    r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})(?:/(?P<y>[0-9]{4}|[0-9]{2}))?(?![0-9/])",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(?<![0-9/])(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})/(?P<y>[0-9]{4}|[0-9]{2})(?![0-9/])")
_ISO = re.compile(r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})(?![0-9])")
_NAMED_DAY = re.compile(
    rf"(?:week|ending|thru|through|w/e)\b.*?\b{_MONTH}\.?\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y>20[0-9]{{2}}))?",
    re.IGNORECASE,
)
_NAMED_MONTH = re.compile(
    rf"\b{_MONTH}\.?[-, ]+(?P<y>(?:19|20)[0-9]{{2}}|[0-9]{{2}})\b(?!\s*[-–/])", re.IGNORECASE
)
_DATED = re.compile(
    rf"\b{_MONTH}\.?\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)[0-9]{{2}})\b", re.IGNORECASE
)
_DAY_NAMED = re.compile(
    rf"(?P<d>[0-9]{{1,2}})[- ]{_MONTH}(?:[- ](?P<y>(?:19|20)?[0-9]{{2}}))?", re.IGNORECASE
)
_LONE_DAY = re.compile(
    r"(?:(?:for )?(?:the )?week(?: |-)?(?:ending|ended|of)?:?\s+|w/?e\s+)?"
    r"(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})",
    re.IGNORECASE,
)
_HEADING_FORMS = (_RANGE, _SLASHED, _ISO, _DATED, _NAMED_DAY, _NAMED_MONTH)
_WHOLE_FORMS = (_LONE_DAY, _DAY_NAMED)
_MONTH_AND_DAY = re.compile(
    rf"\b{_MONTH}\.?[- ](?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–/,0-9])", re.IGNORECASE
)
_WEEK = 7


def period_in(text: str, year: str = "") -> str:
    """Return the last day, or the month, that a heading names; blank where it names none.

    Parameters
    ----------
    text : str
        A heading.
    year : str
        Year of days that state none, when somebody told it.

    >>> period_in("3/22 - 3/28"), period_in("3/22 - 3/28", "2020"), period_in("Unemployed Apr 2025")
    ('--03-28', '2020-03-28', '2025-04')
    >>> period_in("Week ending March 7"), period_in("3/7/20"), period_in("Age 22-24")
    ('--03-07', '2020-03-07', '')
    >>> period_in("Claims as of April 4, 2020"), period_in("4/4"), period_in("4-Apr")
    ('2020-04-04', '--04-04', '--04-04')
    """
    bare = " ".join(text.split())
    for form in _HEADING_FORMS:
        found = form.search(bare)
        if found:
            return _written(found.groupdict(), year)
    for form in _WHOLE_FORMS:
        found = form.fullmatch(bare)
        if found:
            return _written(found.groupdict(), year)
    return ""


def periods_of(texts: Sequence[str], year: str = "") -> list[str]:
    """Return the period that each heading of a row names, blank where it names none.

    Headings a week apart as days, “Mar 21” and “Mar 28”, are days and not months of 2021 and 2028.

    >>> periods_of(["Mar 21", "Mar 28", "Apr 4"]), periods_of(["Mar-20", "Apr-20"])
    (['--03-21', '--03-28', '--04-04'], ['2020-03', '2020-04'])
    """
    found = [period_in(text, year) for text in texts]
    days = {place: day for place, text in enumerate(texts) if (day := _month_and_day(text, year))}
    distinct = sorted({datetime.date.fromisoformat(day.replace(NO_YEAR, "2020-")) for day in days.values()})
    apart = [(later - one).days for one, later in itertools.pairwise(distinct)]
    if apart and all(one % _WEEK == 0 for one in apart) and min(apart) == _WEEK:
        return [days.get(place, one) for place, one in enumerate(found)]
    return found


def _month_and_day(text: str, year: str) -> str:
    found = _MONTH_AND_DAY.search(" ".join(text.split()))
    return _written(found.groupdict(), year) if found else ""


def _written(parts: dict[str, str | None], year: str) -> str:
    named = (parts.get("n") or "").casefold()[:3]
    month = _NAMES.index(named) + 1 if named else int(parts.get("m") or 0)
    stated = parts.get("y") or year
    whole = (int(stated) + 2000 if len(stated) == 2 else int(stated)) if stated else 0
    if "d" not in parts:
        return f"{whole:04}-{month:02}"
    try:
        # A leap year lets 29 February pass where no year is stated.
        last = datetime.date(whole or 2020, month, int(parts["d"] or 0))
    except ValueError:
        return ""
    return f"{last:%Y-%m-%d}" if whole else f"{NO_YEAR}{last:%m-%d}"


def read_periods(texts: Iterable[str], order: str = "") -> tuple[dict[str, str], bool]:
    """Read the distinct texts of a column of periods.

    Days become months, unless the column holds several days of one month: then it is weekly and stays by day.

    Parameters
    ----------
    texts : iterable of str
        As they stand in the file; a mark such as ``p`` for preliminary is left out.
    order : str
        ``month-first`` or ``day-first`` where slashed days leave it open.

    Returns
    -------
    periods : dict
        Period by text: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; blank where the text is none.
    weekly : bool
        Whether the periods are days on which weeks end.
    """
    days: dict[str, str] = {}
    periods: dict[str, str] = {}
    for text in dict.fromkeys(texts):
        bare = _PRELIMINARY.sub("", " ".join(text.split()))
        day = dates.day(bare, order).day
        if day is not None and day.year > 0:
            days[text] = f"{day:%Y-%m-%d}"
            periods[text] = days[text][:7]
            continue
        year = _YEAR.fullmatch(bare)
        periods[text] = (
            "" if says_nothing(bare) else year.group(1) if year else dates.month(bare, order) or ""
        )
    by_month = {day[:7] for day in days.values()}
    weekly = len(set(days.values())) > len(by_month)
    return ({**periods, **days} if weekly else periods), weekly


def latest(periods: pd.Series[str]) -> str:
    """Return the latest period; those that state a year go before those that do not.

    >>> latest(pd.Series(["2020-03", "2020-02"])), latest(pd.Series(["--04-11", "--03-28"]))
    ('2020-03', '--04-11')
    """
    stated = [one for one in set(periods) if one and not one.startswith(NO_YEAR)]
    return max(stated or [one for one in set(periods) if one], default="")


def period_said(period: str) -> str:
    """Return a month, or a week by its last day, in words; the counts of some states do not name their year.

    >>> period_said("2026-02"), period_said("2026-02-07"), period_said("--04-17")
    ('Feb 2026', 'Week of 7 Feb 2026', 'Week of 17 Apr, year not stated')
    """
    year, rest = (period[:4], period[5:]) if period[:1].isdigit() else ("", period[2:])
    month, _, day = rest.partition("-")
    told = {"day": int(day or 1), "month": _short_months()[int(month) - 1], "year": year}
    if day and year:
        return say("Week of {day} {month} {year}", **told)
    if day:
        return say("Week of {day} {month}, year not stated", **told)
    return say("{month} {year}", **told) if year else say("{month}, year not stated", **told)


def _short_months() -> tuple[str, ...]:
    first = (say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun"))
    return (*first, say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec"))
