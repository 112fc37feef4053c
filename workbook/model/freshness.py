"""How fresh the facts of the pack are: which have a newer edition by now, and what to do about it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.language import say, say_months
from data.reference.pack import Source
from workbook.model.snapshots import month_in

FRESH, DUE, OLD = "fresh", "due", "old"


@dataclass(frozen=True)
class Edition:
    """How a publisher renews a source.

    Attributes
    ----------
    source : str
        Id of the source in the pack.
    name, mend : str
        What it is, and what a planner can load instead of an old edition.
    every, after : int
        Months from one edition to the next, and from the time an edition is about to its publication.
    """

    source: str
    name: str
    mend: str
    every: int
    after: int


EDITIONS: tuple[Edition, ...] = (
    Edition(
        "oews",
        say("Jobs and wages (OEWS)"),
        say("Load the newer OEWS workbook on the Sources page."),
        12,
        12,
    ),
    Edition(
        "projections-2024-34",
        say("Openings (Employment Projections)"),
        say("Load the newer projections workbook on the Sources page."),
        12,
        9,
    ),
    Edition(
        "eta-203",
        say("People out of work (claims by state, ETA 203)"),
        say("Load this month's claims or a count of your own on the Sources page."),
        1,
        2,
    ),
    Edition(
        "onet-skills",
        say("Skills (O*NET)"),
        say("Wait for the next version of Headway: O*NET stands behind all its skills and moves."),
        12,
        0,
    ),
    Edition(
        "cps-group-flows",
        say("Moves between groups (CPS)"),
        say("Load moves of your own on the Sources page, or wait for the next version of Headway."),
        12,
        1,
    ),
)
"""The sources that date, in the order in which a planner meets them. Calendars of BLS, ETA and O*NET."""


@dataclass(frozen=True)
class Freshness:
    """One source: its edition, its age in whole months, how it stands, and what to do when it is old."""

    name: str
    vintage: str
    age_months: int
    state: str
    what_to_do: str


def freshness(sources: Iterable[Source], today: datetime.date) -> tuple[Freshness, ...]:
    """Tell of each source that dates how old it is.

    Parameters
    ----------
    sources : iterable of Source
        The sources of the pack.
    today : date
        The day on which one looks.

    Returns
    -------
    tuple of Freshness
        ``fresh`` while no newer edition can be expected, ``due`` when one is out by the publisher's
        calendar, ``old`` when two are and the facts are of more than a year ago. A source without a month
        in its vintage is left out.
    """
    vintages = {source.id: source.vintage for source in sources}
    told = []
    for edition in EDITIONS:
        vintage = vintages.get(edition.source, "")
        month = month_in(vintage)
        if month:
            age = _months(month, today)
            late = age - edition.after - edition.every
            state = FRESH if late <= 0 else OLD if late > edition.every and age > 12 else DUE
            shown = vintage.rpartition(" to ")[2].rpartition("(")[2].rstrip(")")
            told.append(
                Freshness(edition.name, say_months(shown), age, state, "" if state == FRESH else edition.mend)
            )
    return tuple(told)


def headline(told: Sequence[Freshness]) -> str:
    """Return the answer in a sentence."""
    old = [one.name for one in told if one.state == OLD]
    due = [one.name for one in told if one.state == DUE]
    if old:
        return say("Old by now: {names}.", names="; ".join(old))
    if due:
        return say("A newer edition should be out of: {names}.", names="; ".join(due))
    return say("Every figure of the pack is of the latest edition that can be expected.")


def _months(month: str, today: datetime.date) -> int:
    """Return whole months from a month (YYYY-MM) to a day.

    >>> _months("2025-02", datetime.date(2026, 11, 26))
    21
    """
    year, number = (int(part) for part in month.split("-"))
    return (today.year - year) * 12 + today.month - number
