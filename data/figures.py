"""How this process writes numbers and days for a person: the separators, and the order of a day.

Whatever is computed, and every text in the code, has numbers in the form of the United States; only where
words are put together for a person are they turned. Files, workbooks and commands always keep that form.
"""

from __future__ import annotations

import datetime
import os
import re

NUMBERS, DAYS = "HEADWAY_NUMBERS", "HEADWAY_DAYS"
"""Environment variables with the form of numbers and of days; the window sets them when it starts."""

THIN = "\N{NARROW NO-BREAK SPACE}"
US, CONTINENTAL, SPACED, SWISS = "us", "continental", "spaced", "swiss"
SEPARATORS = {US: (",", "."), CONTINENTAL: (".", ","), SPACED: (THIN, ","), SWISS: ("’", ".")}
"""Between thousands and before decimals, by form."""

IN_WORDS, MONTH_FIRST, ISO = "words", "month_first", "iso"
DAY_FORMS = (IN_WORDS, MONTH_FIRST, ISO)

_MARKS = re.compile(r"(?<=\d)[.,](?=\d)")
_NUMBER = re.compile(
    r"[−+<~$-]*(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?:[\u202f ]?%|[\u202f ]million)?"
)
"""A text that is a number and nothing else, and that other forms write otherwise: ``$1,287.5``, ``5.2 %``."""


class Written(str):
    """A number in the form of this process already."""

    __slots__ = ()


def number_form() -> str:
    """Return the form of numbers; one that Headway does not know counts as that of the United States."""
    wanted = os.environ.get(NUMBERS, US)
    return wanted if wanted in SEPARATORS else US


def day_form() -> str:
    """Return the form of days."""
    wanted = os.environ.get(DAYS, IN_WORDS)
    return wanted if wanted in DAY_FORMS else IN_WORDS


def in_plain_form() -> bool:
    """Return whether this process writes as files are written."""
    return (number_form(), day_form()) == (US, IN_WORDS)


def written(text: str, form: str | None = None) -> Written:
    """Return a number that is written as in the United States in the form of this process, or of another.

    >>> written("$1,287.5", "continental"), written("1,287.5", "us")
    ('$1.287,5', '1,287.5')
    """
    form = number_form() if form is None else form
    if form == US:
        return Written(text)
    between, before = SEPARATORS[form]
    return Written(_MARKS.sub(lambda mark: between if mark[0] == "," else before, text))


def as_value(value: object) -> object:
    """Return what is put into a sentence: a text that is nothing but a number in the form of this process.

    >>> as_value("Atlanta"), as_value("1,287")
    ('Atlanta', '1,287')
    """
    plain = isinstance(value, str) and not isinstance(value, Written)
    return written(str(value)) if plain and _NUMBER.fullmatch(str(value)) else value


def typed(text: str, form: str | None = None) -> str:
    """Return a number that a person typed in the form of this process as Python reads it.

    Where the point stands between thousands, it does so only before three figures: somebody who types 0.5
    means a half in every form.

    >>> typed("1,250.5", "us"), typed("1.250,5", "continental"), typed("0.5", "continental")
    ('1250.5', '1250.5', '0.5')
    """
    between, before = SEPARATORS[number_form() if form is None else form]
    plain = text.replace("−", "-").replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(THIN, "")
    plain = plain.replace("'", "").replace("’", "")
    if before == ".":
        return plain.replace(between, "")
    plain = re.sub(r"\.(?=\d{3}(?:[.,]|$))(?<!-0\.)(?<!^0\.)", "", plain)
    return plain.replace(before, ".")


def day_written(day: datetime.date, month: str, in_words: str) -> str:
    """Return a day in the form of this process.

    Parameters
    ----------
    month, in_words
        The name of the month, and the day as the language writes it.

    >>> day_written(datetime.date(2026, 3, 5), "March", "5 March 2026")
    '5 March 2026'
    """
    form = day_form()
    if form == MONTH_FIRST:
        return f"{month} {day.day}, {day.year}"
    return day.isoformat() if form == ISO else in_words
