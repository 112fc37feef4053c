"""Education that a posting asks for, as one of six levels: the least that is enough."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pandas as pd

from data.intake.values import ABSENT, READ, UNREADABLE, says_nothing

LEVELS = ("none", "high school", "some college", "associate", "bachelor", "graduate")
"""From least to most; up to ``associate`` no four-year degree is asked for."""


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with Path(__file__).with_name("education_words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["level"], []).append(row["pattern"])
    return found


def _form(name: str) -> re.Pattern[str]:
    """Return the pattern of the words that name a level (`education_words.csv`)."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in _words()[name]))


_NOT_STATED = _form("not stated")
_FORMS = tuple((name, _form(name)) for name in LEVELS)
_PREFERRED = re.compile(r"[^.;]*\b(?:preferred|a plus|desired|desirable|nice to have|ideal)\b[^.;]*")
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
_YEARS = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?")
_BY_YEARS = ((12, "none"), (13, "high school"), (14, "some college"), (16, "associate"), (17.5, "bachelor"))
_SCHEMA = {
    "high school": "high school",
    "associate degree": "associate",
    "bachelor degree": "bachelor",
    "postgraduate degree": "graduate",
    "professional certificate": "some college",
    "graduate": "graduate",
    "undergraduate": "bachelor",
}


def level(text: str, *, years: bool = False, sentences: bool = False) -> tuple[str, str]:
    """Read the least education that is enough.

    Parameters
    ----------
    text : str
        A level, a list of levels, or a sentence.
    years : bool
        Whether figures are years of school: 12 is a high-school diploma, 16 a bachelor's degree.
    sentences : bool
        Whether the text is long and mostly about other things: then one that names no level says nothing.

    Returns
    -------
    level, mark : str
        One of `LEVELS` and blank, or blank and ``absent`` or ``unreadable``. What is only preferred does not
        count. Of alternatives (“a degree, or high school and six years”) the least counts.

    >>> [level(text)[0] for text in ("HS Diploma or GED", "Bachelor's degree", "None", "A.A.S. degree")]
    ['high school', 'bachelor', 'none', 'associate']
    >>> level("Bachelor's or Associate's degree"), level("No Education Listed"), level("16", years=True)
    (('associate', ''), ('', 'absent'), ('bachelor', ''))
    """
    apart = _CAMEL.sub(" ", text) if _CAMEL.search(text) and " " not in text.strip() else text
    lower = " ".join(apart.replace("’", "'").casefold().split()).strip('[]"')
    if lower in LEVELS:
        return lower, READ
    if lower in _SCHEMA:
        return _SCHEMA[lower], READ
    if says_nothing(lower) or _NOT_STATED.search(lower):
        return "", ABSENT
    if years and _YEARS.fullmatch(lower):
        return _by_years(float(lower))
    # What is preferred is left out, unless the text says nothing else.
    asked = _PREFERRED.sub(" ", lower)
    found = _levels(asked) or ([] if asked.strip() and sentences else _levels(lower))
    if not found:
        return "", ABSENT if sentences else UNREADABLE
    return min(found, key=LEVELS.index), READ


def _levels(lower: str) -> list[str]:
    found = [name for name, form in _FORMS if form.search(lower)]
    if (
        "high school" in found
        and "some college" in found
        and "certificat" in lower
        and "some college" not in lower
    ):
        # "High school diploma or equivalency certificate" names one level, not two.
        found.remove("some college")
    return found


def _by_years(years: float) -> tuple[str, str]:
    if years <= 0:
        return "none", READ
    return next((name for below, name in _BY_YEARS if years < below), "graduate"), READ


def read_distinct(values: Iterable[str], *, years: bool = False, sentences: bool = False) -> pd.DataFrame:
    """Read many texts: ``text``, ``level`` (blank unless read), ``mark``."""
    texts = list(dict.fromkeys(values))
    read = [level(text, years=years, sentences=sentences) for text in texts]
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "level": pd.Series([one[0] for one in read], dtype="str"),
            "mark": pd.Series([one[1] for one in read], dtype="str"),
        }
    )
