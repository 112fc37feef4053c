"""What each skill and field of knowledge is called in plain words, for people who do not know O*NET."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from data.dictionaries import FOLDER
from data.language import say


@cache
def skill_words() -> dict[str, str]:
    """Return the plain words of every O*NET skill and knowledge element, by its name.

    The words are ours; Mathematics, a skill and a field of knowledge, has one line for both.
    """
    with (FOLDER / "skillwords.csv").open(encoding="utf-8", newline="") as file:
        return {row["element"]: say(row["words"]) for row in csv.DictReader(file)}


def in_plain_words(elements: Iterable[str]) -> tuple[str, ...]:
    """Return elements in plain words, each once; one without words of its own keeps its name.

    >>> in_plain_words(["Active Listening", "Mathematics", "Mathematics", "Juggling"])
    ('listening closely', 'working with numbers', 'Juggling')
    """
    words = skill_words()
    return tuple(dict.fromkeys(words.get(element, element) for element in elements))
