"""The row of headings of a state's table: which columns count people, of which period and in which sense."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.intake.cleaning.periods import periods_of

_SHARE = re.compile(r"percent|\bpct\b|\bshare\b|%|\bchange\b|\brate\b|\bratio\b|difference", re.IGNORECASE)
_STRONG = re.compile(
    r"\bclaims?\b|\bclaimants?\b|\bunemployed\b|\bunemployment\b|\bapplications?\b", re.IGNORECASE
)
_WEAK = re.compile(r"\b(?:counts?|number|individuals|persons|people|filings?|filers?|total)\b", re.IGNORECASE)
_AT_WORK = re.compile(r"\bemployed\b|\bemployment\b|\blabou?r force\b|\bpopulation\b|\bjobs\b", re.IGNORECASE)
_NOT_PEOPLE = re.compile(r"week|date|period|ending|month|code|paid|amount|\$", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:count(?:y|ies)|parish|region|area|state|city|town|municipality|metro|msa|wda|wib)\b", re.IGNORECASE
)
_MEASURES = (
    ("initial claims", re.compile(r"initial|new claim", re.IGNORECASE)),
    ("continued claims", re.compile(r"continu|weeks claimed", re.IGNORECASE)),
    ("claimants", re.compile(r"claimant", re.IGNORECASE)),
)


def is_share(heading: str) -> bool:
    """Return whether a heading is of shares, rates or changes and not of numbers of people.

    >>> is_share("% of Total"), is_share("Percentage of initial claims"), is_share("Initial claims")
    (True, True, False)
    """
    return bool(_SHARE.search(heading))


def counts_people(heading: str, *, surely: bool = False) -> bool:
    """Return whether a heading is of numbers of people; `surely` leaves out “Count”, “Total” and the like.

    >>> counts_people("Initial Claims"), counts_people("Count"), counts_people("Count", surely=True)
    (True, True, False)
    >>> counts_people("Claim week"), counts_people("% of claims")
    (False, False)
    """
    plain = heading.replace("_", " ")
    if is_share(plain) or _NOT_PEOPLE.search(plain):
        return False
    return bool(_STRONG.search(plain) or (not surely and _WEAK.search(plain)))


def occupation_column(headings: Sequence[str]) -> int | None:
    """Return which column of a table of the Current Population Survey names occupations, None for no one.

    >>> occupation_column(["", "Occupation", "Unemployed June 2025"])
    1
    """
    return next((place for place, text in enumerate(headings) if "occupation" in text.casefold()), None)


def of_people_at_work(heading: str) -> bool:
    """Return whether a heading is of people at work, or of everybody, beside those of people out of work.

    >>> of_people_at_work("Employed June 2025"), of_people_at_work("Unemployed June 2025")
    (True, False)
    """
    return bool(_AT_WORK.search(heading) and not _STRONG.search(heading))


def tells_of_claims(text: str) -> bool:
    """Return whether a title, or the name of a file or a sheet, speaks of people out of work.

    >>> tells_of_claims("Initial claims by county"), tells_of_claims("wages_2020.csv")
    (True, False)
    """
    return bool(_STRONG.search(text.replace("_", " ")))


def is_area(heading: str) -> bool:
    """Return whether a heading is of places.

    >>> is_area("County of residence"), is_area("Industry")
    (True, False)
    """
    return bool(_AREA.search(heading.replace("_", " ")))


def measure_in(text: str) -> str:
    """Return what a heading or a title says was counted; blank where it does not.

    >>> measure_in("Continued Claims – 3/21/2020"), measure_in("3/21/2020")
    ('continued claims', '')
    """
    return next((name for name, form in _MEASURES if form.search(text)), "")


@dataclass(frozen=True)
class GridHeader:
    """What the columns of a block are.

    Attributes
    ----------
    counted : dict
        Period and measure of every column that counts people.
    shares : frozenset of int
        Columns of shares.
    labels : tuple of int
        Columns that name the rows, from the left up to the first other one.
    places : int or None
        The one of them that names places beside groups of people.
    heading : str
        The headings of the others together.
    """

    counted: dict[int, tuple[str, str]] = field(default_factory=dict)
    shares: frozenset[int] = frozenset()
    labels: tuple[int, ...] = (0,)
    places: int | None = None
    heading: str = ""


def header_of(cells: Sequence[str], year: str = "", period: str = "") -> GridHeader:
    """Read a row of headings: a lone period in a run of filled cells is that of the whole run.

    Virginia writes “Week 3 | 3/15 - 3/21” over counts and shares, a blank column, then the next week.

    Parameters
    ----------
    cells : sequence of str
        The row.
    year : str
        Year of weeks that state none.
    period : str
        Period of the table where its headings name none, from its title.
    """
    dated = periods_of(cells, year)
    told = {place: dated[place] for place, text in enumerate(cells) if place and text.strip()}
    periods: dict[int, str] = {}
    run: list[int] = []
    for place in [*sorted(told), len(cells) + 1]:
        if run and place != run[-1] + 1:
            periods.update(_of_run(run, told))
            run = []
        if place in told:
            run.append(place)
    if not periods:
        periods = dict.fromkeys(_without_dates(cells), period)
    shares = frozenset(place for place in told if is_share(cells[place]))
    counted = {
        place: (one, measure_in(cells[place]))
        for place, one in periods.items()
        if not of_people_at_work(cells[place])
    }
    first = min([*periods, *shares], default=len(cells))
    labels = tuple(range(max(1, first)))
    places = [place for place in labels if is_area(cells[place])]
    alone = len([place for place in labels if cells[place].strip()]) <= 1
    beside = places[0] if places and not alone else None
    heading = " ".join(cells[place].strip() for place in labels if place != beside)
    return GridHeader(counted, shares, labels, beside, " ".join(heading.split()))


def _of_run(run: list[int], told: dict[int, str]) -> dict[int, str]:
    dated = [told[place] for place in run if told[place]]
    if len(set(dated)) == 1 and len(run) > 1:
        first = next(place for place in run if told[place])
        # Names of the rows may stand to the left of the first week without a gap.
        return dict.fromkeys([place for place in run if place >= first - 1], dated[0])
    return {place: told[place] for place in run if told[place]}


def _without_dates(cells: Sequence[str]) -> list[int]:
    """Return the columns that count people by their headings; “Total” only where nothing else does."""
    found = [place for place, text in enumerate(cells) if place and counts_people(text)]
    better = [place for place in found if cells[place].strip().casefold() != "total"]
    by_measure: dict[str, int] = {}
    for place in better or found:
        by_measure.setdefault(measure_in(cells[place]), place)
    return list(by_measure.values())
