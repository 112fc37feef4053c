"""Where the figures of a file of people out of work do not go together, in words and with both figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from data.intake.findings import Finding
from data.language import say
from workbook.model.raking import Margin, Raked
from workbook.model.toldcounts import Told

SLACK = 0.5
"""People by which figures may differ that were rounded."""
APART_SHARE = 0.001
"""Part of the whole by which two ways of counting everybody may differ, as late entries make them."""
NOT_MET_SHARE = 1e-6
"""A total off by less than this part of itself was met, but for the rounds that raking would still take."""
BEYOND = say("The parts cannot be more than the whole")
KEPT = say("Check which of the two figures is right; the parts were kept as they are")


def disagreements(file: str, told: Told, everyone: float) -> Iterator[Finding]:
    """Yield where parts and wholes do not come to the same, half a person allowed for rounding.

    Parameters
    ----------
    file : str
        The file, for the findings.
    told : Told
        What it says.
    everyone : float
        All people that found a place, soldiers left out.
    """
    for name, people in told.groups.items():
        parts = sum(told.by_group.get(one, 0.0) for one in name.split("+"))
        if parts > people + SLACK:
            yield _contradiction(file, say("major group {group}", group=name), people, parts, BEYOND)
    placed = everyone + told.military
    if placed > told.total + SLACK:
        yield _contradiction(file, say("the region"), told.total, placed, BEYOND)
    elif placed < told.total - SLACK:
        why = say("Every major group with jobs has a figure of its own, so the others belong to none")
        yield _contradiction(file, say("the region"), told.total, placed, why)
    yield from _sums_apart(file, told, told.total if np.isfinite(told.total) else placed)
    if told.unplaced and not np.isfinite(told.total) and not told.wholes:
        yield Finding(
            "people-without-occupation",
            "note",
            file,
            "",
            say("{count} people of the file have no occupation", count=f"{told.unplaced:,.0f}"),
            say("It gives occupations but no major groups over which they could be spread"),
            say("They are in the total of the region; add the major groups to have them spread"),
        )


def _sums_apart(file: str, told: Told, whole: float) -> Iterator[Finding]:
    """Yield the ways of counting everybody that come to another number than the region."""
    counted = dict(told.wholes)
    if np.isfinite(told.total) or told.wholes:
        counted |= {one.by: one.total for one in told.shared if not one.whole and one.total > whole}
    alike: dict[int, list[str]] = {}
    for by, people in counted.items():
        if abs(people - whole) > max(SLACK, APART_SHARE * whole):
            alike.setdefault(round(people), []).append(by)
    for people, ways in alike.items():
        yield Finding(
            "totals-disagree",
            "note",
            file,
            "",
            say(
                "The total of the region is {count} people and those by {ways} are {sum}",
                count=f"{whole:,.0f}",
                ways=listed([say(one) for one in ways]),
                sum=f"{people:,}",
            ),
            say("Both cannot hold; states often leave one way of counting incomplete"),
            say("Check which of the two figures is right; the parts were used as shares of the total"),
        )


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["age", "race", "sex"])
    'age, race and sex'
    """
    return say(" and ").join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def not_met(file: str, margins: Sequence[Margin], raked: Raked) -> Iterator[Finding]:
    """Yield, for each way of counting, the total that the others leave furthest from being met."""
    for margin, fitted in zip(margins, raked.fitted, strict=False):
        off = np.where(np.isfinite(margin.totals), np.abs(fitted - margin.totals), 0.0)
        worst = int(off.argmax())
        total = float(margin.totals[worst])
        if off[worst] > max(SLACK, NOT_MET_SHARE * total):
            why = say("The counts by occupation and the other totals do not leave room for it")
            yield _contradiction(file, margin.labels[worst], total, float(fitted[worst]), why)


def without_place(file: str, told: Told) -> Iterator[Finding]:
    """Yield the counts by industry that no sector can take."""
    if told.odd:
        people, names = sum(told.odd.values()), ", ".join(sorted(told.odd)[:3])
        yield Finding(
            "industry-not-a-sector",
            "note",
            file,
            "",
            say(
                "{count} people are counted by industries that are no sectors ({names})",
                count=f"{people:,.0f}",
                names=names,
            ),
            say("Occupations are known by sector (two figures of NAICS), not by finer industries"),
            say("Add the figures of the whole sectors; these were not used"),
        )


def _contradiction(file: str, of: str, total: float, parts: float, why: str) -> Finding:
    return Finding(
        "totals-disagree",
        "note",
        file,
        "",
        say(
            "The total of {whole} is {count} people and its parts add up to {sum}",
            whole=of,
            count=f"{total:,.0f}",
            sum=f"{parts:,.0f}",
        ),
        why,
        KEPT,
    )
