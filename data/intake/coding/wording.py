"""What a job title says: its words in one form, which of them name the job, which only describe the terms."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent

NAME, INVERTED, DETAIL, ASIDE = range(4)
"""Where a word stands: in the name of the job; after a comma ("counselor, camp"); after a dash or "for"; in
brackets."""

_SILENT = re.compile("['’‘`´.]")
_TOKEN = re.compile(r"[^\W_]+|\s[-–—]+|[-–—]+\s|[-–—]{2,}|[][(){},;:|/@•·]")
_PLAIN = re.compile(r"[A-Za-z ]*")
_PAY = re.compile(
    r"\$\s*[\d,]+k?(\s*[-–]\s*\$?\s*[\d,]+k?)?(\s*(/|per\b|an?\b)\s*[a-z]+)?"
    r"|\b\d+(-|\s)*(hours?|hrs?)\b|\b\d+\s*[/x]\s*\d+\b|#\s*\d+|\bsca(\s+code)?\b[\s:]*\d+"
)
_OPENING = frozenset("([{")
_DETAIL_WORDS = frozenset(("to", "for", "at", "@"))
_SMALL_WORDS = "a all an and any as at by for from in its of on or other our per the to we with you your"
_SILENT_WORDS = frozenset(_SMALL_WORDS.split())
_HEAD_ENDS = frozenset(("of", "in", "with", "on"))
_SHORTEST_NUMBER = 3
"""A number of so many figures or more is a word of the job ("911 dispatcher"); a shorter one is a level."""


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The words of a title in their order.

    Attributes
    ----------
    forms, written, places : tuple
        Of each word its form for comparison, how it was written (folded), and where it stands.
    heads : tuple of int
        Which of the words are nouns that name the job.
    """

    forms: tuple[str, ...]
    written: tuple[str, ...]
    places: tuple[int, ...]
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Names of places, folded, that a title may end with: cities and states, and the states' short forms."""

    names: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()

    def are(self, words: Sequence[str], *, after_place: bool) -> bool:
        """Tell whether a part of a title is a place; a state's short form is one only behind a place."""
        if words[-1] in self.states and (after_place or len(words) > 1):
            words = words[:-1]
        return not words or " ".join(words) in self.names


NOWHERE = PlaceNames()


def folded(title: str) -> str:
    """Write a title in small letters without accents, apostrophes and full stops; other marks remain.

    >>> folded("Sr. Chargé d’Affaires – R&D")
    'sr charge daffaires – r and d'
    """
    if not title.isascii():
        parted = unicodedata.normalize("NFKD", title)
        title = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _SILENT.sub("", title.casefold()).replace("&", " and ")


def read_title(title: str, places: PlaceNames = NOWHERE) -> TitleWords:
    """Part a title that somebody wrote into words.

    Pay, hours, numbers of stores, levels and phrases about the terms of work ("part time") fall away.
    Abbreviations are written out and plurals made singular. The name of the job ends at the first mark;
    its last noun, or the last before "of", is its head: both of "waiter/waitress".

    Parameters
    ----------
    title : str
        As an employer writes it.
    places : PlaceNames
        A part of the title after its first that is a place falls away.
    """
    parts = _parts(_TOKEN.findall(_terms().sub(" ", _PAY.sub(" ", folded(title)))))
    kept, after_place = parts[:1], False
    for part in parts[1:]:
        after_place = places.are(part[1], after_place=after_place)
        if not after_place:
            kept.append(part)
    return _collected(kept)


def read_known(title: str) -> TitleWords:
    """Part a title of a published list into words; it says nothing about pay or terms."""
    if _PLAIN.fullmatch(title):
        tokens = title.lower().split()
        if _DETAIL_WORDS.isdisjoint(tokens):
            return _collected([(NAME, tokens)])
        return _collected(_parts(tokens))
    return _collected(_parts(_TOKEN.findall(folded(title))))


@lru_cache(maxsize=100_000)
def forms(written: str) -> tuple[str, ...]:
    """Write out one folded word: abbreviations in full, plurals singular, levels and "the" as nothing.

    >>> forms("mgrs"), forms("rn"), forms("waitresses"), forms("12")
    (('manager',), ('registered', 'nurse'), ('waitress',), ())
    """
    if written in _SILENT_WORDS or (written.isdigit() and len(written) < _SHORTEST_NUMBER):
        return ()
    table = abbreviations()
    one = singular(written)
    full = table.get(written) or table.get(one)
    return tuple(singular(word) for word in full.split()) if full else (one,)


def singular(word: str) -> str:
    """Make a plural singular, near enough for comparing.

    >>> [singular(word) for word in ("cooks", "bellmen", "secretaries", "waitresses", "glass", "gas")]
    ['cook', 'bellman', 'secretary', 'waitress', 'glass', 'gas']
    """
    if len(word) > 4 and word.endswith("men"):
        return word[:-3] + "man"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1]


_OF_WORDS = (
    "ization isation ational ations ation ators ator ative ments ment ances ance ences ence ants ant ents ent"
    " ings ing ers er ors or ists ist ions ion ial ical ic al ian ician ary ery ory ed y e ess man woman"
    " person people ity ive able"
)
_ENDINGS = sorted(_OF_WORDS.split(), key=lambda ending: (-len(ending), ending))
_SHORTEST_STEM = 3


def stem(word: str) -> str:
    """Cut the endings that part a doer, a deed and a trade.

    >>> {stem(word) for word in ("landscaper", "landscaping", "landscape")}
    {'landscap'}
    """
    if len(word) <= _SHORTEST_STEM or not word.isalpha():
        return word
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM + (len(ending) == 1):
                word = word[: -len(ending)]
                break
        else:
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


@cache
def abbreviations() -> dict[str, str]:
    """Return what common short forms in titles mean."""
    with (FOLDER / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        return {row["written"]: row["meant"] for row in csv.DictReader(file)}


@cache
def light_words() -> frozenset[str]:
    """Return the words that say little about the occupation: ranks, and terms of work in one word."""
    return frozenset(row["text"] for row in _term_rows() if row["kind"] == "light")


def says_little(title: TitleWords) -> bool:
    """Tell whether a title names no job: no words, or only ranks and terms of work ("Senior, part time")."""
    return light_words().issuperset(title.written)


def _term_rows() -> list[dict[str, str]]:
    with (FOLDER / "terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _terms() -> re.Pattern[str]:
    phrases = sorted((row["text"] for row in _term_rows() if row["kind"] == "phrase"), key=len, reverse=True)
    spelled = ("[ -]*".join(re.escape(word) for word in phrase.split()) for phrase in phrases)
    return re.compile(rf"\b(?:{'|'.join(spelled)})\b")


def _parts(tokens: list[str]) -> list[tuple[int, list[str]]]:
    """Part the words of a title at its marks: where each part stands, and its words."""
    parts: list[tuple[int, list[str]]] = []
    place, words, said = NAME, list[str](), False
    for token in tokens:
        is_word = token[0].isalnum()
        if token == "/" or (is_word and not (said and token in _DETAIL_WORDS)):
            words.append(token)
            said = said or is_word
            continue
        if said:
            parts.append((place, words))
            words, said = [], False
        if parts:
            place = ASIDE if token in _OPENING else INVERTED if token == "," else DETAIL
    if said:
        parts.append((place, words))
    return parts


def _collected(parts: list[tuple[int, list[str]]]) -> TitleWords:
    found: list[str] = []
    written: list[str] = []
    places: list[int] = []
    heads: tuple[int, ...] = ()
    for at, (place, words) in enumerate(parts):
        for word in words:
            for form in forms(word) if word != "/" else ():
                found.append(form)
                written.append(word)
                places.append(place)
        if at == 0:
            heads = _heads(words)
    return TitleWords(tuple(found), tuple(written), tuple(places), heads)


def _heads(words: list[str]) -> tuple[int, ...]:
    """The last noun of each alternative in the name of a job, as numbers of its forms."""
    heads: list[int] = []
    light = light_words()
    last, number, ended = -1, 0, False
    for word in words:
        if word == "/":
            if last >= 0:
                heads.append(last)
            last, ended = -1, False
            continue
        number += len(forms(word))
        if word in _HEAD_ENDS:
            ended = ended or last >= 0
        elif not ended and forms(word) and (last < 0 or word not in light):
            last = number - 1
    return tuple([*heads, last] if last >= 0 else heads)
