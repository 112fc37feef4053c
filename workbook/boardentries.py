"""What a board adds to a plan besides numbers and classes: notes, and training programmes it knows of."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from data.language import say
from workbook.errors import PlannerError

LONGEST_NOTE = 2_000
"""Letters of a note; what is longer belongs into a document."""
LARGEST = {"cost_usd": 1_000_000.0, "weeks": 520.0, "seats": 1_000_000.0}
"""Largest cost [USD per person], length [weeks] and seats [a year] of a programme that are believed."""
_NUMBERS = {"cost_usd": say("Cost"), "weeks": say("Length"), "seats": say("Seats")}
_SOC = re.compile(r"\d\d-\d{4}")


@dataclass(frozen=True)
class Note:
    """A remark on an occupation (``subject`` is its SOC code) or on a parameter (its name)."""

    subject: str
    text: str

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST_NOTE:
            raise PlannerError(
                say("The note on {subject} is too long", subject=self.subject),
                say(
                    "It has {count} letters; a note has at most {most}",
                    count=f"{len(self.text):,}",
                    most=f"{LONGEST_NOTE:,}",
                ),
                say("Shorten it, or keep it in a document of its own"),
            )


@dataclass(frozen=True)
class Programme:
    """A training programme that a board entered by hand; blank figures are not known, which is not zero.

    ``cost_usd`` [USD per person], ``weeks`` of length and ``seats`` a year are None where nobody said.

    Raises
    ------
    PlannerError
        When it names no occupation or no programme, or a figure is below zero or beyond belief.
    """

    soc: str
    title: str
    provider: str = ""
    credential: str = ""
    cost_usd: float | None = None
    weeks: float | None = None
    seats: float | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise PlannerError(
                say("A training programme for {soc} has no name", soc=self.soc or say("an occupation")),
                say("Programmes are told apart by their names"),
                say("Write what it is called"),
            )
        if not _SOC.fullmatch(self.soc):
            raise PlannerError(
                say("“{soc}” is not an SOC code for {title}", soc=self.soc, title=self.title),
                say("A programme counts for the occupation that it leads to"),
                say("Write a code such as 29-2061"),
            )
        for name, label in _NUMBERS.items():
            object.__setattr__(self, name, _figure(getattr(self, name), label, LARGEST[name], self.title))

    @property
    def key(self) -> tuple[str, str, str]:
        """What a programme is known by: its occupation, its name and its provider."""
        return self.soc, self.title.casefold(), self.provider.casefold()


def _figure(value: Any, label: str, most: float, title: str) -> float | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    try:
        number = float(value) + 0.0
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not 0 <= number <= most:
        raise PlannerError(
            say(
                "“{value}” is not a usable {figure} of {title}",
                value=value,
                figure=label.lower(),
                title=title,
            ),
            say("{label} may be from 0 to {most}", label=label, most=f"{most:,.0f}"),
            say("Correct the figure, or leave it blank when it is not known"),
        )
    return number


def note_on(notes: tuple[Note, ...], subject: str) -> str:
    """Return what was noted on an occupation or parameter; blank when nothing was."""
    return next((one.text for one in notes if one.subject == subject), "")


def with_note(notes: tuple[Note, ...], note: Note) -> tuple[Note, ...]:
    """Return the notes with one in the place of an earlier one on the same subject; a blank one removes it.

    >>> with_note((Note("a", "old"),), Note("a", "new"))
    (Note(subject='a', text='new'),)
    >>> with_note((Note("a", "old"),), Note("a", " "))
    ()
    """
    kept = tuple(one for one in notes if one.subject != note.subject)
    return (*kept, note) if note.text.strip() else kept


def programme_to_record(one: Programme) -> list[Any]:
    """Return a programme as plain values for JSON."""
    return [one.soc, one.title, one.provider, one.credential, one.cost_usd, one.weeks, one.seats]


def programme_from_record(told: list[Any]) -> Programme:
    """Return the programme of a record; ValueError when it is not one."""
    soc, title, provider, credential, cost, weeks, seats = told
    return Programme(str(soc), str(title), str(provider), str(credential), cost, weeks, seats)
