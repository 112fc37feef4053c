"""Coach pages: what comes next from one occupation and who feeds it, as plain records for paper and Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.language import say_waiting
from workbook.model import coachwords as words
from workbook.model.coachfigures import NOT_KNOWN, CoachFigures, Figure
from workbook.model.coachsteps import KEPT, Choice, Detail, Steps
from workbook.plan import CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Step:
    """One occupation beside another: its figures under the columns of its list, its lines by their label.

    ``tag`` says why it stands where others have more people; it is empty for most.
    """

    soc: str
    title: str
    class_name: str
    figures: tuple[Figure, ...]
    lines: tuple[tuple[str, str], ...] = ()
    tag: str = ""


@dataclass(frozen=True)
class StepList:
    """A list of steps under a heading; ``note`` says how to read it, or why it is empty.

    ``steps`` are the first of ``found``; in a ``detailed`` list each has lines of its own. ``keep`` are the
    steps that a narrow page shows at least.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    steps: tuple[Step, ...]
    found: int
    detailed: bool
    keep: int


@dataclass(frozen=True)
class CoachPage:
    """One occupation on one page.

    ``lead`` opens it; ``facts`` are the occupation's own figures; ``lists`` the steps, the most important
    first; ``moves`` say where its people come from and go to.
    """

    soc: str
    title: str
    class_name: str
    family: str
    lead: str
    facts: tuple[tuple[str, Figure], ...]
    lists: tuple[StepList, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True)
class CoachBook:
    """The pages of a region with what all of them say at their foot.

    ``legend`` explains marks and words, ``sources`` names the vintages, ``stamp`` the parameters, the day and
    the program's version.
    """

    region: str
    title: str
    day: str
    as_of: str
    pages: tuple[CoachPage, ...]
    legend: tuple[str, ...]
    sources: str
    stamp: str


def origin_places(results: Results) -> tuple[int, ...]:
    """Return the places of the region's Origins, low and mid-wage, in the order of the pack."""
    names = results.frame["class"].astype(str)
    return tuple(int(place) for place in np.flatnonzero(np.isin(names, CLASSES[:2])))


def coach_book(results: Results, places: Iterable[int], tell: Progress | None = None) -> CoachBook:
    """Return the coach pages of some occupations, in the order given.

    Parameters
    ----------
    results : Results
        The answer of a plan.
    places : iterable of int
        Occupations by their place in the pack.
    tell : callable, optional
        Gets a sentence and the share done (0–1).
    """
    wanted = tuple(places)
    figures = CoachFigures.of(results)
    steps = Steps.of(results, figures)
    choices = [steps.choose(place) for place in wanted]
    details = steps.details(choices)
    pages = []
    for number, choice in enumerate(choices):
        if tell is not None and number % 10 == 0:
            tell(say_waiting("Writing the pages"), number / len(choices))
        pages.append(_page(steps, choice, details))
    return CoachBook(
        region=words.region_name(results),
        title=words.book_title(results),
        day=words.day(results.plan.as_of),
        as_of=results.plan.as_of.isoformat(),
        pages=tuple(pages),
        legend=words.legend(results),
        sources=words.sources(results),
        stamp=words.stamp(results),
    )


def _page(steps: Steps, choice: Choice, details: Mapping[tuple[int, int], Detail]) -> CoachPage:
    frame, place = steps.results.frame, choice.place
    lists = [
        _list(steps, choice, details, kind)
        for kind in choice.kinds
        if choice.found[kind] or kind in words.NEVER_LEFT_OUT
    ]
    brings = steps.strongest(choice, details)
    return CoachPage(
        soc=str(frame["soc"][place]),
        title=str(frame["title"][place]),
        class_name=str(frame["class"][place]),
        family=str(frame["family"][place]),
        lead=words.lead(steps.results, place, {kind: choice.found[kind] for kind in choice.kinds}, brings),
        facts=_facts(steps.figures, place, with_postings=steps.with_postings),
        lists=tuple(lists),
        moves=words.moves(steps.results, steps.coming(place), steps.going(place), steps.good_shares(place)),
    )


def _facts(figures: CoachFigures, place: int, *, with_postings: bool) -> tuple[tuple[str, Figure], ...]:
    found = [
        ("Half earn less than", figures.median(place)),
        ("Pay without a degree", figures.income(place)),
        ("Jobs here", figures.jobs(place)),
        ("Openings a year", figures.openings(place)),
        ("Competition", figures.competition(place)),
        ("No four-year degree", figures.degree_free(place)),
        ("Automation risk", figures.risk(place)),
    ]
    if with_postings:
        found.append(("Postings", figures.postings(place)))
        advertised = figures.advertised(place)
        found += [("Advertised pay", advertised)] if advertised != NOT_KNOWN else []
    return tuple(found)


def _list(steps: Steps, choice: Choice, details: Mapping[tuple[int, int], Detail], kind: str) -> StepList:
    frame, place = steps.results.frame, choice.place
    class_name, short = str(frame["class"][place]), steps.results.region.short_name
    chosen = choice.chosen[kind]
    detailed = kind in choice.detailed
    found = tuple(
        Step(
            str(frame["soc"][other]),
            str(frame["title"][other]),
            str(frame["class"][other]),
            steps.row(kind, place, other),
            details[steps.pair(kind, place, other)].lines if detailed else (),
            words.NEAREST if other in choice.nearest.get(kind, ()) else "",
        )
        for other in chosen
    )
    return StepList(
        words.list_title(kind, class_name),
        words.list_note(kind, class_name, short, choice.found[kind]),
        steps.columns(kind),
        found,
        choice.found[kind],
        detailed,
        KEPT[kind],
    )


def pages_by_family(pages: Sequence[CoachPage]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the pages of each major group by their number from 0, in the order of the pages."""
    found: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        found.setdefault(page.family, []).append(number)
    return tuple((family, tuple(numbers)) for family, numbers in found.items())
