"""Finding the area a person means: by code, name, state, first letters or nearly right spelling."""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import pandas as pd

from data.language import say

_CODE, _NAME, _CITY_AND_STATE, _BEGINNING, _WORDS, _INSIDE = range(6)
_SIMILAR_ENOUGH = 0.6
_AS_GOOD_AS_BEST = 0.1
_MOST_SUGGESTIONS = 5
_KIND_ORDER = {"national": 0, "state": 1, "metro": 2, "nonmetro": 3}
_NATION = frozenset({"us", "usa", "u s", "united states", "united states of america", "national", "nation"})
_OTHER_NAMES = Path(__file__).with_name("other_names.csv")
_AFTER_OWN_NAMES = 2
_SPELLINGS = {"saint": "st", "ft": "fort"}


@dataclass(frozen=True)
class Area:
    """One area of the pack, as in the table `areas`."""

    area: str
    code: str
    kind: str
    state: str
    state_abbr: str
    title: str

    @cached_property
    def words(self) -> str:
        """The title in plain lower-case words."""
        return _plain(self.title)

    @cached_property
    def other_words(self) -> tuple[str, ...]:
        """The title with the name that a state or a city in it has in another language, in plain words."""
        spaced = f" {self.words} "
        return tuple(
            spaced.replace(f" {name} ", f" {other} ", 1).strip()
            for other, name in _other_names().items()
            if f" {name} " in spaced
        )

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """The cities a metropolitan area is named after, in plain words, the first one first."""
        named = self.title.rpartition(",")[0] if self.kind == "metro" else ""
        return tuple(_plain(city) for city in re.split(r"[-/]", named) if city)

    @cached_property
    def states(self) -> frozenset[str]:
        """The abbreviations of the states in the title of a metropolitan area, in lower case."""
        named = self.title.rpartition(",")[2] if self.kind == "metro" else ""
        return frozenset(named.strip().casefold().split("-")) - {""}


class UnknownArea(ValueError):  # noqa: N818 - said as a person would say it
    """No area fits the text; `suggestions` are the nearest."""

    def __init__(self, text: str, suggestions: Iterable[Area]) -> None:
        self.text = text
        self.suggestions = tuple(suggestions)
        sentence = say('No area is called "{text}".', text=text) if _plain(text) else say("No area is named.")
        if self.suggestions:
            meant = say("Did you mean {areas}?", areas=_listed(self.suggestions))
            sentence = f"{sentence} {meant}"
        super().__init__(sentence)


class AmbiguousArea(ValueError):  # noqa: N818
    """Several areas fit the text equally well; `choices` are all of them, best first."""

    def __init__(self, text: str, choices: Iterable[Area]) -> None:
        self.text = text
        self.choices = tuple(choices)
        areas = _listed(self.choices[:_MOST_SUGGESTIONS])
        more = len(self.choices) - _MOST_SUGGESTIONS
        if more > 0:
            areas = say("{areas}, or one of {count} more", areas=areas, count=more)
        super().__init__(
            say('"{text}" may be {areas}. Write the whole name or the code.', text=text, areas=areas)
        )


def find_areas(areas: pd.DataFrame, text: str, *, limit: int | None = None) -> list[Area]:
    """List the areas a text may mean, best first, for a list that narrows while somebody types.

    States, the nation and a few cities are found by their Spanish names too, after those found by their own.

    Order: the exact code; the exact title or a state's abbreviation; a city and its state; titles that begin
    with the text; titles whose words begin with the words typed; titles that hold the text. Only when none of
    these fits, the most similar spellings follow. Among equals the nation comes before states, metropolitan
    and other areas, and then the alphabet decides. An empty text lists every area.

    Parameters
    ----------
    areas : DataFrame
        Table `areas` of the pack.
    text : str
        Anything a person may type: "12060", "0012060", "atlanta", "Albany, GA", "Georgia", "GA", "13", "US".
    limit : int, optional
        At most so many areas.
    """
    known = _areas_of(areas)
    ranked = _ranked(known, text)
    found = [area for _, area in ranked] or _similar(known, text)
    return found[:limit]


def resolve_area(areas: pd.DataFrame, text: str) -> Area:
    """Name the one area a text means.

    In this order: the exact code; the exact title, a state's name or abbreviation; a city with its state; the
    only title that begins with the text; the only metropolitan area whose first city is the text; the only
    area that fits at all.

    Raises
    ------
    UnknownArea
        If no area fits; carries the nearest spellings.
    AmbiguousArea
        If several fit; carries them.
    """
    known = _areas_of(areas)
    plain = _plain(text)
    ranked = _ranked(known, text) if plain else []
    if not ranked:
        raise UnknownArea(text, _similar(known, text))
    for tier in (_CODE, _NAME, _CITY_AND_STATE, _BEGINNING):
        own = [area for rank, area in ranked if rank[0] == tier and rank[1] < _AFTER_OWN_NAMES]
        fits = own or [area for rank, area in ranked if rank[0] == tier]
        if len(fits) == 1:
            return fits[0]
        if fits and tier != _BEGINNING:
            raise AmbiguousArea(text, fits)
    named_first = [area for _, area in ranked if area.cities[:1] == (plain,)]
    if len(named_first) == 1:
        return named_first[0]
    if len(ranked) == 1:
        return ranked[0][1]
    raise AmbiguousArea(text, named_first or [area for _, area in ranked])


def split_region(areas: pd.DataFrame, text: str) -> list[str]:
    """Split the text of a region into the texts of its areas.

    Areas are separated by commas or semicolons; a comma inside an area's own name ("Albany, GA") stays, which
    is told by whether the two parts together name an area.

    >>> known = pd.DataFrame(
    ...     [
    ...         ["0010500", "10500", "metro", "13", "GA", "Albany, GA"],
    ...         ["1300000", "13", "state", "13", "GA", "Georgia"],
    ...     ],
    ...     columns=["area", "code", "kind", "state", "state_abbr", "title"],
    ... )
    >>> split_region(known, "Albany, GA, 13")
    ['Albany, GA', '13']
    """
    known = _areas_of(areas)
    texts: list[str] = []
    for stretch in text.split(";"):
        parts = [part.strip() for part in stretch.split(",") if part.strip()]
        while parts:
            taken = 2 if len(parts) > 1 and _name_one_area(known, parts[0], parts[1]) else 1
            texts.append(", ".join(parts[:taken]))
            del parts[:taken]
    return texts


def _name_one_area(known: list[Area], first: str, second: str) -> bool:
    """Whether two parts of a region's text belong together, as in "Albany, GA"."""
    each_names_one = all(
        any(rank[0] in (_CODE, _NAME) for rank, _ in _ranked(known, part)) for part in (first, second)
    )
    if each_names_one and len(second) > 2:
        return False
    return any(rank[0] <= _BEGINNING for rank, _ in _ranked(known, f"{first}, {second}"))


def _areas_of(areas: pd.DataFrame) -> list[Area]:
    columns = ["area", "code", "kind", "state", "state_abbr", "title"]
    return [_area(*row) for row in areas[columns].itertuples(index=False, name=None)]


@lru_cache(maxsize=2048)
def _area(area: str, code: str, kind: str, state: str, state_abbr: str, title: str) -> Area:
    return Area(area, code, kind, state, state_abbr, title)


_Rank = tuple[int, int, int, str]


def _ranked(known: Iterable[Area], text: str) -> list[tuple[_Rank, Area]]:
    """The areas that fit a text literally, each with its rank, best first."""
    plain = _plain(text)
    city, state = _city_and_state(known, text)
    fitting = []
    for area in known:
        fit = _fit(area, text.strip(), plain, city, state)
        if fit is not None:
            tier, place = fit
            fitting.append(((tier, place, _KIND_ORDER[area.kind], area.words), area))
    return sorted(fitting, key=lambda found: found[0])


def _fit(area: Area, text: str, plain: str, city: str, state: str) -> tuple[int, int] | None:
    """How well an area fits: the tier, and among equals first the city named first, then the own name."""
    found = _fit_by_name(area, text, plain, city, state)
    tiers = [tier for words in area.other_words if (tier := _fit_of_words(words, plain)) is not None]
    other = (min(tiers), _AFTER_OWN_NAMES) if tiers else None
    return min((one for one in (found, other) if one is not None), default=None)


def _fit_by_name(area: Area, text: str, plain: str, city: str, state: str) -> tuple[int, int] | None:
    if text.casefold() in (area.code.casefold(), area.area):
        return _CODE, 0
    if area.kind == "national" and plain in _NATION:
        return _NAME, 0
    if area.kind == "state" and text.casefold() == area.state_abbr.casefold():
        return _NAME, 0
    if state in area.states and city in area.cities:
        named = _CITY_AND_STATE, min(area.cities.index(city), 1)
        return named if plain != area.words else (_NAME, 0)
    tier = _fit_of_words(area.words, plain)
    return None if tier is None else (tier, 0)


def _fit_of_words(words: str, plain: str) -> int | None:
    """How well the words of a title fit what was typed: the tier."""
    if plain == words:
        return _NAME
    if words.startswith(plain):
        return _BEGINNING
    apart = words.split()
    if all(any(word.startswith(typed) for word in apart) for typed in plain.split()):
        return _WORDS
    return _INSIDE if plain in words else None


def _city_and_state(known: Iterable[Area], text: str) -> tuple[str, str]:
    """Read "Atlanta, GA" or "Atlanta, Georgia" as city and abbreviation of the state; else ("", "")."""
    city, comma, state = text.rpartition(",")
    if not comma:
        return "", ""
    named, city = _other_names().get(_plain(state), _plain(state)), _plain(city)
    for area in known:
        if area.kind == "state" and named in (area.state_abbr.casefold(), area.words):
            return _other_names().get(city, city), area.state_abbr.casefold()
    return "", ""


def _similar(known: Iterable[Area], text: str) -> list[Area]:
    """The areas spelled most like a text, by title, city, abbreviation or code."""
    spelled: dict[str, list[Area]] = {}
    for area in known:
        for spelling in {area.words, area.code, *area.cities, *area.other_words}:
            spelled.setdefault(spelling, []).append(area)
    plain = _plain(text)
    close = difflib.get_close_matches(plain, list(spelled), n=_MOST_SUGGESTIONS, cutoff=_SIMILAR_ENOUGH)
    likeness = {spelling: difflib.SequenceMatcher(None, spelling, plain).ratio() for spelling in close}
    good = [spelling for spelling in close if likeness[spelling] >= max(likeness.values()) - _AS_GOOD_AS_BEST]
    return list(dict.fromkeys(area for spelling in good for area in spelled[spelling]))[:_MOST_SUGGESTIONS]


@cache
def _other_names() -> dict[str, str]:
    """Return the name of the titles by what another language calls it, both in plain words."""
    with _OTHER_NAMES.open(encoding="utf-8", newline="") as file:
        return {_plain(row["other"]): _plain(row["name"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Lower-case words without accents or punctuation, "Saint" written "st" as in the titles."""
    apart = unicodedata.normalize("NFKD", text)
    unaccented = "".join(mark for mark in apart if not unicodedata.combining(mark))
    words = re.sub(r"[^a-z0-9]+", " ", unaccented.casefold()).split()
    return " ".join(_SPELLINGS.get(word, word) for word in words)


def _listed(areas: Iterable[Area]) -> str:
    names = [f"{area.title} ({area.code})" for area in areas]
    return say(" or ").join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
