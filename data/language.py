"""The language of this process: English, or one whose catalogue lies in ``languages``.

A process speaks one language from beginning to end, so that texts may be made when a module is loaded. The
window chooses it before it loads anything else, and the children of the window inherit it.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.figures import as_value, day_written

VARIABLE = "HEADWAY_LANGUAGE"
"""Environment variable with the language of the window and its children: ``en``, ``es`` …"""

WAITING = "HEADWAY_WINDOW_LANGUAGE"
"""Environment variable with the language of the window that waits for a process which writes in English."""

ENGLISH = "en"
MARKED = "zz"
"""No language: English between ``⟦⟧``, by which tests find a text that cannot be translated."""

LANGUAGES = {ENGLISH: "English", "es": "Español"}
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
CATALOGUES = Path(__file__).parent / "languages"


def spoken() -> str:
    """Return the language of this process; one that Headway does not know counts as English."""
    return _known(os.environ.get(VARIABLE, ENGLISH))


def _known(wanted: str) -> str:
    return wanted if wanted in LANGUAGES or wanted == MARKED else ENGLISH


def speak(language: str) -> None:
    """Choose the language of this process and of those it starts, before any text is made."""
    os.environ[VARIABLE] = language
    _catalogue.cache_clear()


def say(text: str, /, **values: object) -> str:
    """Return an English text in the language of this process, with its values filled in.

    Parameters
    ----------
    text : str
        The English text; ``{name}`` stands for a value. Without values braces stand for themselves.
    **values : object
        What is filled in, already written as a person reads it.

    >>> say("{count} Gateways are open in {region}", count="14", region="Atlanta")
    '14 Gateways are open in Atlanta'
    """
    return _said(spoken(), text, values)


def say_waiting(text: str, /, **values: object) -> str:
    """Return a text for the person who waits for this process, which itself may write in English.

    >>> say_waiting("Writing {name}", name="atlanta.xlsx")
    'Writing atlanta.xlsx'
    """
    return _said(_known(os.environ.get(WAITING) or spoken()), text, values)


def _said(language: str, text: str, values: Mapping[str, object]) -> str:
    told = text if language in (ENGLISH, MARKED) else _catalogue(language).get(text) or text
    if values:
        told = told.format(**{name: as_value(value) for name, value in values.items()})
    return f"⟦{told}⟧" if language == MARKED and text else told


def say_count(one: str, many: str, count: float, /, **values: object) -> str:
    """Return the text for one thing or the one for any other number of them.

    >>> say_count("{count} row", "{count} rows", 1, count="1"), say_count("a row", "rows", 0)
    ('1 row', 'rows')
    """
    return say(one if count == 1 else many, **values)


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: with a small letter, unless it begins as a code does.

    >>> in_sentence("Job title"), in_sentence("SOC or O*NET code")
    ('job title', 'SOC or O*NET code')
    """
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def say_month(day: datetime.date | str) -> str:
    """Return the month of a day, or a month written as YYYY-MM, in words; any other text as it stands.

    >>> say_month(datetime.date(2026, 3, 5)), say_month("2026-03"), say_month("2024")
    ('March 2026', 'March 2026', '2024')
    """
    if isinstance(day, str):
        if not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", day):
            return day
        day = datetime.date.fromisoformat(f"{day}-01")
    return say("{month} {year}", month=_months()[day.month - 1], year=day.year)


def say_months(text: str) -> str:
    """Return a text of a publisher with its months as the language of this process names them.

    >>> say_months("29.3 (May 2025)")
    '29.3 (May 2025)'
    """
    if spoken() == ENGLISH:
        return text

    def told(found: re.Match[str]) -> str:
        return say_month(datetime.date(int(found[2]), _ENGLISH_MONTHS.index(found[1]) + 1, 1))

    return re.sub(rf"\b({'|'.join(_ENGLISH_MONTHS)}) ((?:19|20)\d\d)\b", told, text)


def say_day(day: datetime.date, *, short: bool = False) -> str:
    """Return a day in words; ``short`` cuts the month's name.

    >>> say_day(datetime.date(2026, 3, 5)), say_day(datetime.date(2026, 3, 5), short=True)
    ('5 March 2026', '5 Mar 2026')
    """
    month = (_short_months() if short else _months())[day.month - 1]
    return day_written(day, month, say("{day} {month} {year}", day=day.day, month=month, year=day.year))


def _months() -> tuple[str, ...]:
    first = (say("January"), say("February"), say("March"), say("April"), say("May"), say("June"))
    return (
        *first,
        say("July"),
        say("August"),
        say("September"),
        say("October"),
        say("November"),
        say("December"),
    )


def _short_months() -> tuple[str, ...]:
    first = (say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun"))
    return (*first, say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec"))


@cache
def _catalogue(language: str) -> dict[str, str]:
    """Return what a language says for each English text; a text not yet translated is absent."""
    import polib

    told: dict[str, str] = {}
    for path in sorted((CATALOGUES / language).glob("*.po")):
        told |= {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}
    return told
