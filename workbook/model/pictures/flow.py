"""The flow of people in two steps: from Origins over Gateways to Targets, as wide as the people are many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.language import say
from workbook.model.paths import clear_steps
from workbook.model.pictures.picture import Picture, joined
from workbook.model.words import about, moves_word

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
ORIGIN, GATEWAY, TARGET = range(3)
PLURALS = (say("Origins"), say("Gateways"), say("Targets"))
TOLD = 8
"""Steps told in words to those who cannot see them."""


@dataclass(frozen=True)
class Place:
    """An occupation of the flow; ``soc`` is blank where ``title`` stands for several."""

    soc: str
    title: str
    class_name: str


@dataclass(frozen=True, eq=False)
class Flow(Picture):
    """People without a four-year degree who take a first step to a Gateway in a year, and where they go on.

    Attributes
    ----------
    columns : three tuples of Place
        Origins, Gateways and Targets, those with the most people first.
    first : array, Origins × Gateways
        People a year who take the first step.
    share : array, Gateways × Targets
        Share of those who move on from the Gateway that reach the Target.
    focus : str
        Occupation (SOC) whose paths alone are shown; blank for all.
    """

    columns: tuple[tuple[Place, ...], tuple[Place, ...], tuple[Place, ...]]
    first: Array
    share: Array
    focus: str = ""

    @cached_property
    def onward(self) -> Array:
        """People a year who come to a Gateway and go on to a Target, Gateways × Targets."""
        return np.asarray(self.first.sum(axis=0)[:, None] * self.share)

    @cached_property
    def people(self) -> tuple[Array, Array, Array]:
        """People a year through each place: out of Origins, into Gateways, into Targets."""
        return self.first.sum(axis=1), self.first.sum(axis=0), self.onward.sum(axis=0)

    @property
    def links(self) -> int:
        """How many steps are shown."""
        return int((self.first > 0).sum() + (self.onward > 0).sum())

    def occupations(self) -> frozenset[str]:
        """Return the occupations that have a place of their own."""
        return frozenset(place.soc for column in self.columns for place in column if place.soc)

    def place_of(self, soc: str) -> tuple[int, int]:
        """Return column and row of an occupation; (−1, −1) where it has no place."""
        for number, column in enumerate(self.columns):
            for row, place in enumerate(column):
                if soc and place.soc == soc:
                    return number, row
        return -1, -1

    def words(self) -> list[str]:
        """Return the widest steps in words."""
        found = []
        for steps, (start, end) in ((self.first, (0, 1)), (self.onward, (1, 2))):
            order = np.argsort(-steps, axis=None, kind="stable")[:TOLD]
            for at in order:
                row, column = divmod(int(at), steps.shape[1])
                if steps[row, column] > 0:
                    found.append(self.step_words(start, row, end, column))
        return found

    def step_words(self, start: int, row: int, end: int, column: int) -> str:
        """Return one step in words."""
        people = (self.first if start == ORIGIN else self.onward)[row, column]
        return say(
            "{origin} → {destination}: {people} people a year",
            origin=self.columns[start][row].title,
            destination=self.columns[end][column].title,
            people=_count(people),
        )

    def place_words(self, number: int, row: int) -> str:
        """Return one place in words."""
        place, people = self.columns[number][row], self.people[number][row]
        class_name = f" ({say(place.class_name)})" if place.soc else ""
        values = {"place": f"{place.title}{class_name}", "people": _count(people)}
        said = (
            say("{place}: {people} people a year take the first step from here", **values),
            say("{place}: {people} people a year come here from Origins", **values),
            say("{place}: {people} people a year arrive here in two steps", **values),
        )[number]
        if number == GATEWAY and people > 0 and self.place_of(self.focus)[0] != TARGET:
            said += say(
                "; {share} of those who move on reach Targets shown", share=f"{self.share[row].sum():.0%}"
            )
        return said

    def focused(self, soc: str) -> Flow:
        """Return the paths through one occupation alone; all of them where it has no place."""
        number, row = self.place_of(soc)
        if number < 0:
            return self
        first, share = np.zeros_like(self.first), self.share
        if number == ORIGIN:
            first[row] = self.first[row]
        elif number == GATEWAY:
            first[:, row] = self.first[:, row]
        else:
            first = self.first * share[:, row]
            share = np.zeros_like(share)
            share[:, row] = 1.0
        shown = _without_nobody(replace(self, first=first, share=share, focus=soc))
        return replace(shown, title=_focus_title(shown))

    def at_most(self, most: int) -> Flow:
        """Return the flow with the smallest places of a column put together, so that none has more places."""
        shown = self
        for number in range(3):
            if len(shown.columns[number]) > most:
                shown = _gathered(shown, number, most - 1)
        return shown


def flow(results: Results) -> Flow | None:
    """Return the flow of the region; None where no step has enough people to be claimed.

    A first step has at least as many people a year in the region as figures are withheld below, a second
    step as many in the nation as a path needs.
    """
    steps = clear_steps(results)
    first = np.where((steps.share.max(axis=1) > 0)[None, :], steps.first, 0.0)
    if not first.any():
        return None
    frame = results.frame

    def places(numbers: Array) -> tuple[Place, ...]:
        return tuple(
            Place(*(str(frame[name][at]) for name in ("soc", "title", "class"))) for at in map(int, numbers)
        )

    over = np.flatnonzero(first.any(axis=0))
    first, share = first[:, over], steps.share[over]
    starts, ends = np.flatnonzero(first.any(axis=1)), np.flatnonzero(share.any(axis=0))
    first, share = first[starts], share[:, ends]
    made = Flow("", "", say("Most people"), (places(starts), places(over), places(ends)), first, share)
    made = _sorted(made)
    least = results.parameters["suppression_min_people"]
    return replace(
        made,
        title=_title(made),
        subtitle=joined(
            say(
                "Width: people a year without a four-year degree, {word}; first steps of {least} or more",
                word=moves_word(results),
                least=f"{least:,.0f}",
            ),
            results.vintages["Jobs and wages"],
        ),
    )


def _title(shown: Flow) -> str:
    people = shown.people[GATEWAY]
    return say(
        "{people} people a year start on a path, {share} of them to {title}",
        people=about(people.sum()).capitalize(),
        share=f"{people[0] / people.sum():.0%}",
        title=shown.columns[GATEWAY][0].title,
    )


def _focus_title(shown: Flow) -> str:
    number, row = shown.place_of(shown.focus)
    title, people = shown.columns[number][row].title, about(shown.people[number][row])
    lead = shown.columns[GATEWAY][0].title
    if number == ORIGIN:
        return say(
            "{title}: {people} a year step up, most of them to {lead}", title=title, people=people, lead=lead
        )
    if number == TARGET:
        return say(
            "{title}: {people} a year arrive in two steps, most of them over {lead}",
            title=title,
            people=people,
            lead=lead,
        )
    most = shown.columns[ORIGIN][0].title
    return say(
        "{title}: {people} a year step up to it, most of them from {origin}",
        title=title,
        people=people,
        origin=most,
    )


def _count(people: float) -> str:
    return f"{people:,.0f}" if people >= 10 else f"{people:,.1f}"


def _taken(shown: Flow, rows: tuple[Array, Array, Array]) -> Flow:
    origins, gateways, targets = (
        tuple(column[int(at)] for at in kept) for column, kept in zip(shown.columns, rows, strict=True)
    )
    return replace(
        shown,
        columns=(origins, gateways, targets),
        first=shown.first[np.ix_(rows[0], rows[1])],
        share=shown.share[np.ix_(rows[1], rows[2])],
    )


def _sorted(shown: Flow) -> Flow:
    origins, gateways, targets = (np.argsort(-people, kind="stable") for people in shown.people)
    return _taken(shown, (origins, gateways, targets))


def _without_nobody(shown: Flow) -> Flow:
    """Leave out places that nobody passes, and put those with the most people first."""
    origins, gateways, targets = (np.flatnonzero(people > 0) for people in shown.people)
    return _sorted(_taken(shown, (origins, gateways, targets)))


def _further(number: int, count: str) -> str:
    return (
        say("{count} further Origins", count=count),
        say("{count} further Gateways", count=count),
        say("{count} further Targets", count=count),
    )[number]


def _gathered(shown: Flow, number: int, kept: int) -> Flow:
    """Put all places of a column after the first ``kept`` into one; the one in focus comes first."""
    column = list(shown.columns[number])
    rest = len(column) - kept
    class_name = column[-1].class_name
    gathered = Place("", _further(number, f"{rest:,}"), class_name)
    columns = list(shown.columns)
    columns[number] = (*column[:kept], gathered)
    first, share = shown.first, shown.share
    if number == ORIGIN:
        first = np.vstack([first[:kept], first[kept:].sum(axis=0)])
    elif number == TARGET:
        share = np.hstack([share[:, :kept], share[:, kept:].sum(axis=1, keepdims=True)])
    else:
        people, onward = first.sum(axis=0)[kept:], shown.onward[kept:].sum(axis=0)
        first = np.hstack([first[:, :kept], first[:, kept:].sum(axis=1, keepdims=True)])
        share = np.vstack([share[:kept], onward / people.sum()])
    return replace(shown, columns=(columns[0], columns[1], columns[2]), first=first, share=share)
