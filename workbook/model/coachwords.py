"""The sentences of a coach page, in the words of a newspaper."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

import numpy as np

from workbook.model.localtables import PROGRAMMES, of_kind
from workbook.model.telling import listed
from workbook.model.words import moves_word
from workbook.plan import CLASSES
from workbook.version import program_version

if TYPE_CHECKING:
    from workbook.model.results import Results

AHEAD, NEARBY, BEHIND = "ahead", "nearby", "behind"
NEVER_LEFT_OUT = (AHEAD,)
"""Lists that a page shows even where they are empty: the note then says why."""
LONGEST_REGION, LONGEST_REASON = 90, 160
"""Letters that a page has room for."""
CARRIES_OVER = "What carries over most often"
NEAREST = "nearest in skills"
Shares = Sequence[tuple[str, float]]


def region_name(results: Results) -> str:
    """Return the region's name; of many areas the first of them, as far as a line reaches."""
    return shorten(results.plan.region_name, LONGEST_REGION, placeholder=" …")


def book_title(results: Results) -> str:
    """Return the title of the pages of a region."""
    return f"Coach pages for {region_name(results)}"


def day(date: datetime.date) -> str:
    """Return a day in words that cannot be misread across borders.

    >>> day(datetime.date(2026, 11, 3))
    '3 November 2026'
    """
    return f"{date.day} {date:%B %Y}"


def list_title(kind: str, class_name: str) -> str:
    """Return the heading of a list of steps."""
    if kind == BEHIND:
        return "Who moves into this job"
    if kind == NEARBY:
        return "Other good jobs that pay more"
    if class_name in CLASSES[:2]:
        return "Gateways: better pay, and a way on"
    return "Targets: where this job leads on to" if class_name == "Gateway" else "Steps up from here"


def list_note(kind: str, class_name: str, place: str, found: int) -> str:
    """Return how to read a list, or why it is empty; ``found`` counts its steps.

    >>> list_note("ahead", "Origin", "Atlanta", 0)
    'No Gateway with openings in Atlanta pays more than this job.'
    """
    if kind == BEHIND:
        people = "Gateways" if class_name == "Target" else "Origins"
        return (
            f"From {people}, most people first. What they bring comes before what they still have to learn."
        )
    if kind == NEARBY:
        return "The steps that most people take come first."
    what = {"Gateway": "Target"}.get(
        class_name, "Gateway" if class_name in CLASSES[:2] else "Gateway or Target"
    )
    if not found:
        return f"No {what} with openings in {place} pays more than this job."
    if class_name in CLASSES[:2]:
        return "A Gateway pays well and opens the door to a Target. The most travelled come first."
    return "The steps that most people take come first."


def lead(results: Results, place: int, found: Mapping[str, int], brings: Sequence[str]) -> str:
    """Return the sentences that open a page: where it leads, and what people bring with them."""
    name, region = str(results.frame["class"][place]), results.region.short_name
    if name in CLASSES[:2]:
        said = (
            f"From this job, {_count(found[AHEAD], 'Gateway')} and {_count(found[NEARBY], 'other good job')} "
            f"in {region} pay more."
        )
        bring = CARRIES_OVER
    else:
        feeders = "Gateway" if name == "Target" else "Origin"
        least = max(1.0, results.parameters["suppression_min_people"])
        sending = "sends" if found[BEHIND] <= 1 else "each send"
        number = _count(found[BEHIND], feeders) if found[BEHIND] else f"No {feeders}"
        said = (
            f"{number} {sending} {least:,.0f} or more people a year into this job in {region} "
            f"({moves_word(results)})"
        )
        what = ("Target", "Targets") if name == "Gateway" else ("Gateway or Target", "Gateways and Targets")
        ahead = _count(found[AHEAD], *what)
        said += f". It leads on to {ahead} with more pay." if found[AHEAD] else "."
        bring = "People who come most often bring" if found[BEHIND] else CARRIES_OVER
    if brings:
        said += f" {bring}: {listed(brings)}."
    by_hand = next((one for one in results.plan.overrides if one.soc == results.frame["soc"][place]), None)
    if by_hand is not None:
        reason = shorten(by_hand.reason.rstrip("."), LONGEST_REASON, placeholder="…")
        said += f" The planner set the class of this job by hand: {reason}."
    return said


def _count(number: int, noun: str, several: str = "") -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number or 'no'} {several or noun + 's'}"


def moves(results: Results, coming: Shares, going: Shares, good: tuple[float, float]) -> tuple[str, ...]:
    """Return where the people of an occupation come from and go to, each in a sentence or two.

    ``good`` are the shares of those who leave that go straight to a Gateway and to another good job.
    """
    how = moves_word(results)
    said = []
    if coming:
        said.append(f"Of 100 people who come into this job ({how}): {_of_hundred(coming, 'from')}.")
    else:
        said.append(
            "Who comes into this job here is not known: too few people, or the jobs are not published."
        )
    if going:
        said.append(f"Of 100 people who leave it ({how}): {_of_hundred(going, 'to')}.")
    if np.isfinite(good).all():
        gateway, other = (_hundredth(share) for share in good)
        said.append(
            f"In one step, {gateway} of 100 who leave reach a Gateway, {other} another good job that pays "
            "more. These are moves as they happen, not as they could."
        )
    return tuple(said)


def _of_hundred(shares: Shares, word: str) -> str:
    told = [f"{_hundredth(share)} {word} {title}" for title, share in shares]
    return "; ".join(told)


def _hundredth(share: float) -> str:
    """Return a share as people of a hundred.

    >>> _hundredth(0.526), _hundredth(0.0018), _hundredth(0.0)
    ('53', 'fewer than 1', 'none')
    """
    if share == 0:
        return "none"
    return "fewer than 1" if share < 0.005 else f"{max(1, round(share * 100))}"


def legend(results: Results) -> tuple[str, ...]:
    """Return what the marks and words of a page mean, with the plan's own lines."""
    said = [
        "Marks: none, published or loaded; i, imputed from a group or a larger area; m, modelled, an "
        "estimate and not a count; –, not known.",
        _competition(results),
        "Pay: what people without a four-year degree earn a year. No degree: workers without a four-year "
        "degree. Skill gap: Small, Medium and Large are "
        "thirds of all steps from Origins to good jobs. Higher automation risk: a chance of "
        f"{results.parameters['risk_line']:.0%} or more in the long run.",
    ]
    if results.prepared.postings.snapshot is not None:
        said.append(
            "Postings: open local postings; in brackets those that ask for less than a four-year degree."
        )
    missing = [] if results.prepared.postings.snapshot is not None else ["local postings"]
    if of_kind(results.prepared.tables, PROGRAMMES) is None:
        missing.append("list of training programmes")
    if missing:
        verb = "is" if missing == ["list of training programmes"] else "are"
        said.append(f"No {' and no '.join(missing)} {verb} loaded.")
    return tuple(said)


def _competition(results: Results) -> str:
    """Return what the words for competition mean, and how far they rest on imputed counts."""
    given, people = results.parameters, results.prepared.unemployed
    open_, contested, scarce = (
        f"{given[name]:,.10g}"
        for name in ("availability_open_max", "availability_contested_max", "scarce_openings_max")
    )
    first = "fewer people looking than openings" if open_ == "1" else f"under {open_} people for an opening"
    said = (
        f"Competition: Open, {first}; Contested, up to {contested} people for an opening; Crowded, more; "
        f"Scarce, under {scarce} openings a year."
    )
    share = people.imputed_share
    if np.isfinite(share) and share > 0:
        said += f" The last jobs of people out of work are imputed for {share:.0%} of them."
    return said


def sources(results: Results) -> str:
    """Return the vintages in a line."""
    found = {**results.vintages}
    transitions = found.pop("Transitions")
    if "Postings" in found:
        found["Postings"] = f"postings: {found['Postings']}"
    told = dict.fromkeys(found.values())
    more = ("automation risk Frey and Osborne, 2013", f"moves between jobs {transitions}")
    return "Sources: " + " · ".join((*told, *more))


def stamp(results: Results) -> str:
    """Return region, day, parameters and program version in a line."""
    program = f"Headway {program_version()}".strip()
    parts = (
        results.plan.region_name,
        day(results.plan.as_of),
        f"parameters {results.parameters.hash}",
        program,
    )
    return " · ".join(parts)
