"""Headings of columns in the one form in which they are compared."""

from __future__ import annotations

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER = re.compile(r"[^a-z0-9]+")
_FINGERPRINT_LETTERS = 16


@lru_cache(maxsize=20_000)
def plain(heading: str) -> str:
    """Write a heading in small words.

    >>> plain("JobTitle"), plain("# Of Positions"), plain("O*NET-SOC Code"), plain("SALARY_FROM")
    ('job title', 'number of positions', 'onet soc code', 'salary from')
    """
    text = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    text = (
        text.replace("O*NET", "ONET")
        .replace("o*net", "onet")
        .replace("#", " number ")
        .replace("%", " percent ")
    )
    return " ".join(_OTHER.sub(" ", _CAMEL.sub(" ", text).casefold()).split())


def squeezed(heading: str) -> str:
    """Write a heading without blanks between its words: “posting date” and “PostingDate” are one.

    >>> squeezed("OCC_CODE") == squeezed("Occ code") == squeezed("occcode")
    True
    """
    return plain(heading).replace(" ", "")


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> float:
    """Return how alike two headings are, 0–1: common words count most, then common letters.

    >>> likeness("Posting Date", "date posting"), likeness("Salary", "salary from") < 1
    (0.95, True)
    """
    first, second = plain(one), plain(other)
    if not first or not second:
        return 0.0
    if squeezed(one) == squeezed(other):
        return 1.0
    words, others = set(first.split()), set(second.split())
    if {"county", "country"} <= words ^ others:
        return 0.0  # Alike to the eye only.
    common = len(words & others) / len(words | others)
    letters = difflib.SequenceMatcher(None, first, second, autojunk=False).ratio()
    return round(min(0.95, max(0.95 * common, letters if letters >= 0.85 else 0.6 * letters)), 3)


def fingerprint(headings: Iterable[str]) -> str:
    """Return a short mark of a set of headings, whatever their order and writing.

    >>> fingerprint(["A b", "C"]) == fingerprint(["c", "a_B"])
    True
    """
    written = "\n".join(sorted({squeezed(one) for one in headings} - {""}))
    return hashlib.sha256(written.encode()).hexdigest()[:_FINGERPRINT_LETTERS]
