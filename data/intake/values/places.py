"""From places as files name them to areas of the pack: code, ZIP code, county, city, state or free text."""

from __future__ import annotations

import re
import weakref
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.values import ABSENT, READ, codes, placetexts, says_nothing
from data.intake.values.placetables import postal_cities, zips
from data.intake.values.placetexts import plain as _plain

if TYPE_CHECKING:
    from data.reference.pack import Pack

FIELDS = ("area", "county", "zip", "city", "state", "place")
"""Fields of a file that may say where a job is."""

AREA_UNKNOWN, PLACE_UNKNOWN, STATE_ONLY = "area-unknown", "place-unknown", "place-state-only"
SEVERAL = "place-several"
REMOTE = "remote"

_CITY_STATE = re.compile(
    r"(?P<city>[^,;|]+?)\s*[,;|]\s*(?P<state>[A-Za-z][A-Za-z. -]+?)\.?"
    r"(?:[ ,]+(?P<zip>[0-9]{5})(?:-[0-9]{4})?)?"
)
_ZIP_INSIDE = re.compile(r"(?<![0-9])([0-9]{5})(?:-[0-9]{4})?\s*$")
_COUNTY = re.compile(r"(?P<county>.+?) (?:county|parish|borough|municipio|census area)", re.IGNORECASE)
_METRO_WORDS = re.compile(
    r"\b(?:metropolitan (?:statistical )?area|metro(?:politan)?(?: area)?|metroplex|msa|cbsa|greater"
    r"|(?:bay )?area$)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """Where a job is.

    Attributes
    ----------
    area : str
        Code of the pack, blank where nobody can tell or nothing is said.
    how : str
        What told it: area, county, ZIP code, city, state, name; ``remote`` where the place says that the work
        can be done from anywhere.
    mark : str
        Blank, ``absent``, ``area-unknown``, ``place-unknown``, ``place-state-only``; ``place-several`` where
        places in different areas are named and `area` is that of the first known one.
    county : str
        Five figures, where a county told it.
    """

    area: str
    how: str = ""
    mark: str = READ
    county: str = ""


class Gazetteer:
    """The places of the pack, looked up by anything a file may write.

    A county or a city outside the metropolitan areas leads to its state: the pack does not say which
    nonmetropolitan area they lie in.

    Parameters
    ----------
    pack : Pack
        The reference pack.
    """

    def __init__(self, pack: Pack) -> None:
        areas = pack.table("areas")
        self._codes: dict[str, str] = {}
        for name in ("title", "code", "area"):
            self._codes.update(zip(areas[name].str.casefold(), areas["area"], strict=True))
        self._names = {_plain(title): area for title, area in zip(areas["title"], areas["area"], strict=True)}
        self._states: dict[str, str] = {}
        self._cities: dict[tuple[str, str], str] = {}
        for row in areas.to_dict("records"):
            self._learn(row)
        self._counties, self._county_names = _counties(pack)
        self._zips = zips(pack, frozenset(areas["area"]))
        self._named_cities = frozenset(self._cities)
        for key, area in postal_cities(pack, frozenset(areas["area"])).items():
            self._cities.setdefault(key, area)

    @classmethod
    def of(cls, pack: Pack) -> Gazetteer:
        """Return the gazetteer of a pack; made once and kept as long as the pack."""
        if pack not in _OF_PACK:
            _OF_PACK[pack] = cls(pack)
        return _OF_PACK[pack]

    def _learn(self, row: Mapping[Hashable, str]) -> None:
        if row["kind"] == "state":
            for key in (row["title"], row["state_abbr"], row["code"]):
                self._states[_plain(str(key))] = row["area"]
        elif row["kind"] == "metro":
            cities, _, states = row["title"].rpartition(",")
            for state in states.strip().split("-"):
                for city in re.split(r"[-/]", cities):
                    self._cities.setdefault((_plain(city), _plain(state)), row["area"])
                self._cities.setdefault((_plain(cities), _plain(state)), row["area"])

    def place(self, told: Mapping[str, str]) -> Place:
        """Find the area of a job from what its row says.

        Parameters
        ----------
        told : mapping of str to str
            Text by field (`FIELDS`); those that say nothing may be left out. Several places in a field stand
            between semicolons.
        """
        said = {name: text.strip() for name, text in told.items() if not says_nothing(text)}
        remote = any(placetexts.is_anywhere(said.get(name, "")) for name in ("place", "city"))
        several = placetexts.parted(said)
        found = self._one(said) if len(several) < 2 else self._several(several)
        return replace(found, how=REMOTE) if remote else found

    def _several(self, places: list[dict[str, str]]) -> Place:
        found = [self._one(one) for one in places]
        usable = [one for one in found if one.area]
        if not usable:
            return found[0]
        same = len({one.area for one in usable}) == 1 and len(usable) == len(found)
        return usable[0] if same else replace(usable[0], mark=SEVERAL)

    def _one(self, said: Mapping[str, str]) -> Place:
        if not said:
            return Place("", mark=ABSENT)
        state = self._state(said.get("state", ""))
        steps = (
            ("area", lambda text: self._area(text)),
            ("county", lambda text: self._county(text, said.get("state", ""))),
            ("zip", self._zip),
            ("city", lambda text: self._city(text, said.get("state", ""))),
            ("place", self._free),
        )
        coarse: Place | None = None
        for name, step in steps:
            found = step(said[name]) if name in said else None
            if found is not None and found.mark == READ:
                return found
            coarse = coarse or found
        if coarse is not None:
            return coarse
        if state:
            finer = any(name in said for name in ("county", "zip", "city", "place"))
            return Place(state, "state", STATE_ONLY if finer else READ)
        return Place("", mark=AREA_UNKNOWN if "area" in said else PLACE_UNKNOWN)

    def _state(self, text: str) -> str:
        figures = codes.bare_figures(text)
        return self._states.get(figures.zfill(2) if figures.isdigit() else _plain(text), "")

    def _area(self, text: str) -> Place | None:
        figures = codes.bare_figures(text)
        found = self._codes.get(text.casefold()) or self._codes.get(figures) or self._names.get(_plain(text))
        return Place(found, "area") if found else self._named(text)

    def _named(self, text: str) -> Place | None:
        """Find a metropolitan area under an older title or with words such as “metro area” beside it."""
        bare = _METRO_WORDS.sub(" ", text)
        found = _CITY_STATE.fullmatch(" ".join(bare.split()))
        if found is None:
            return None
        for state in re.split(r"[- ]+", found["state"]):
            for city in (found["city"], *re.split(r"[-/]", found["city"])):
                area = self._cities.get((_plain(city), _plain(state)))
                if area:
                    return Place(area, "name")
        return None

    def _county(self, text: str, state: str) -> Place | None:
        fips = codes.county_fips(text)
        if fips:
            return self._of_county(fips)
        name, _, told = text.partition(",")
        found = _COUNTY.fullmatch(name.strip())
        area = self._state(told or state)
        key = (_plain(found["county"] if found else name), area)
        return self._of_county(self._county_names[key]) if key in self._county_names else None

    def _of_county(self, fips: str) -> Place | None:
        if fips not in self._counties:
            return None
        area = self._counties[fips]
        if area:
            return Place(area, "county", county=fips)
        state = self._states.get(fips[:2], "")
        return Place(state, "county", STATE_ONLY, fips) if state else None

    def in_county(self, fips: str) -> Place:
        """Return the area that a county lies in; no area where the pack does not know the county."""
        return self._of_county(fips) or Place("", "county", PLACE_UNKNOWN, fips)

    def _zip(self, text: str) -> Place | None:
        code = codes.zip_code(text)
        area = self._zips.get(code, "") if code else ""
        return Place(area, "ZIP code") if area else None

    def _city(self, text: str, state: str) -> Place | None:
        if "," in text:
            return self._free(text)
        area = self._state(state)
        abbreviation = _plain(state) if len(_plain(state)) == 2 and not state.strip().isdigit() else ""
        if not abbreviation and area:
            abbreviation = next(
                (key for key, one in self._states.items() if one == area and len(key) == 2 and key.isalpha()),
                "",
            )
        name = _plain(text)
        found = self._cities.get((name, abbreviation)) or self._cities.get(
            (name.removesuffix(f" {abbreviation}"), abbreviation)
        )
        if found:
            return Place(found, "city")
        return Place(area, "state", STATE_ONLY) if area else None

    def _free(self, text: str) -> Place | None:
        if placetexts.is_nowhere(text):
            return Place("", mark=ABSENT)
        bare = placetexts.bare(text)
        known = self._codes.get(bare.casefold()) or self._names.get(_plain(bare))
        if known:
            return Place(known, "name")
        inside = _ZIP_INSIDE.search(bare)
        if inside and (found := self._zip(inside.group(1))) is not None:
            return found
        state = self._state(bare) if not bare.isdigit() else ""
        if state:
            return Place(state, "state")
        parts = [part.strip() for part in bare.split(",")]
        split = _CITY_STATE.fullmatch(", ".join(parts[-2:])) if len(parts) > 1 else None
        if split is not None:
            if _COUNTY.fullmatch(split["city"]) and (found := self._county(split["city"], split["state"])):
                return found
            found = self._city(split["city"], split["state"]) or self._named(bare)
            return found or self._city_in_county(*parts[-2:])
        return self._without_state(bare) or (Place("", REMOTE) if placetexts.is_anywhere(text) else None)

    def _without_state(self, text: str) -> Place | None:
        """Find a city that only one metropolitan area of the country is named after."""
        wanted = _plain(_METRO_WORDS.sub(" ", text))
        wanted = {"new york city": "new york", "nyc": "new york"}.get(wanted, wanted)
        named = {self._cities[key] for key in self._named_cities if key[0] == wanted}
        return Place(named.pop(), "city") if len(named) == 1 else None

    def _city_in_county(self, city: str, county: str) -> Place | None:
        """Find “Atlanta, Fulton County”: the one such city that shares its area with such a county."""
        told = _COUNTY.fullmatch(county)
        if told is None:
            return None
        name = _plain(told["county"])
        areas = {self._counties[fips] for (one, _), fips in self._county_names.items() if one == name}
        shared = {area for (one, _), area in self._cities.items() if one == _plain(city) and area in areas}
        return Place(shared.pop(), "city") if len(shared) == 1 else None


_OF_PACK: weakref.WeakKeyDictionary[Pack, Gazetteer] = weakref.WeakKeyDictionary()


def _counties(pack: Pack) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    table = pack.table("counties")
    areas = pack.table("areas")
    known = frozenset(areas["area"])
    of_abbr = {row["state_abbr"]: row["area"] for row in areas.to_dict("records") if row["kind"] == "state"}
    by_code: dict[str, str] = {}
    by_name: dict[tuple[str, str], str] = {}
    for row in table.to_dict("records"):
        area = row["area"]
        by_code[row["county"]] = area if isinstance(area, str) and area in known else ""
        found = _COUNTY.fullmatch(row["county_title"])
        name = _plain(found["county"] if found else row["county_title"])
        by_name.setdefault((name, of_abbr.get(row["state_abbr"], "")), row["county"])
    return by_code, by_name


def read_distinct(rows: Iterable[tuple[str, ...]], fields: tuple[str, ...], pack: Pack) -> pd.DataFrame:
    """Find the areas of many places.

    Parameters
    ----------
    rows : iterable of tuple of str
        One text for each of `fields`, blank where the row does not say it.
    fields : tuple of str
        Some of `FIELDS`.
    pack : Pack
        The reference pack.

    Returns
    -------
    pandas.DataFrame
        Grain: row. Each field under its name with ``told_`` before it, then ``area``, ``how``, ``mark`` and
        ``county``.
    """
    gazetteer = Gazetteer.of(pack)
    asked = list(dict.fromkeys(rows))
    read = [gazetteer.place(dict(zip(fields, row, strict=True))) for row in asked]
    frame = pd.DataFrame(asked, columns=[f"told_{name}" for name in fields], dtype="str")
    for name in ("area", "how", "mark", "county"):
        frame[name] = pd.Series([getattr(one, name) for one in read], dtype="str")
    return frame
