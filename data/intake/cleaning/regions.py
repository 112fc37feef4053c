"""Counties, metropolitan areas, states and the nation as tables of statistics name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.values import codes

if TYPE_CHECKING:
    from data.intake.loaded import Source
    from data.reference.pack import Pack

_LAUS = re.compile(r"(CN|MT|ST)([0-9]{2})([0-9]{3,5})0*[0-9]*", re.IGNORECASE)
_COUNTY = re.compile(r"\s+(?:county|co|parish|borough|census area|municipality|city and borough)$")
_METRO = re.compile(
    r",? (?:metro|metropolitan|msa|region|area|metro area|metropolitan area|metropolitan statistical area)$"
)
_NATION = ("us", "u.s.", "usa", "united states", "national", "99")


@dataclass(frozen=True)
class Place:
    """An area of the pack, blank where there is none, and a county where one was named."""

    area: str
    county: str = ""


@dataclass(frozen=True, eq=False)
class Regions:
    """The areas of the pack under every name they go by, and the metropolitan area of each county."""

    names: Mapping[str, str]
    counties: Mapping[str, str]
    nation: str
    county_names: Mapping[str, Mapping[str, str]]
    cities: Mapping[str, str]

    @classmethod
    def of(cls, pack: Pack) -> Regions:
        """Take the areas and counties from the reference pack."""
        return _regions(pack)

    def find(self, text: str, state: str = "") -> Place:
        """Return the place a text names: LAUS code, county FIPS, area code, state by any of its names.

        A county is known by its name where the name or `state`, an area, tells its state. One outside every
        metropolitan area has a blank area.
        """
        bare = " ".join(text.split()).casefold()
        found = self._coded_or_named(bare)
        if found.area or found.county:
            return found
        name, _, told = bare.rpartition(",")
        county = self._county(name, self.names.get(told.strip(), "")) if name else ""
        county = county or self._county(bare, state)
        if county:
            return Place(self.counties.get(county, ""), county)
        return Place(self.cities.get(_METRO.sub("", bare), "") if not state else "")

    def state_of(self, texts: Sequence[str], about: str = "") -> str:
        """Return the state in which texts without one are counties; blank where several are as likely.

        Parameters
        ----------
        texts : sequence of str
            Names of counties.
        about : str
            What stands above the table: a state named there goes first.
        """
        keys = {_county_key(text) for text in texts}
        hits = {state: len(keys & set(names)) for state, names in self.county_names.items()}
        best = max(hits.values(), default=0)
        likely = [state for state, count in hits.items() if count == best and best]
        above = about.casefold()
        named = [
            state
            for name, state in self.names.items()
            if state in hits and len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", above)
        ]
        named = [state for state in named if hits[state] * 2 > best]
        if named:
            return named[0]
        return likely[0] if len(likely) == 1 and best * 2 > len(keys) else ""

    def _county(self, name: str, state: str) -> str:
        return self.county_names.get(state, {}).get(_county_key(name), "")

    def _coded_or_named(self, bare: str) -> Place:
        if not bare:
            return Place("")
        laus = _LAUS.fullmatch(bare)
        if laus:
            return self._laus(*laus.groups())
        if bare in self.names:
            return Place(self.names[bare])
        if bare.lstrip("0") in self.names and bare.isdigit() and len(bare) <= 2:
            return Place(self.names[bare.lstrip("0")])
        figures = codes.bare_figures(bare)
        # A spreadsheet takes the leading zero off the seven figures of a nonmetropolitan area.
        padded = f"0{figures}" if len(figures) == 6 else figures
        for written in (figures, padded, bare.removesuffix(" state")):
            if written in self.names:
                return Place(self.names[written])
        county = codes.county_fips(bare)
        return Place(self.counties[county], county) if county in self.counties else Place("")

    def _laus(self, kind: str, state: str, rest: str) -> Place:
        if kind == "cn":
            county = state + rest[:3]
            return Place(self.counties.get(county, ""), county)
        return Place(self.names.get(rest if kind == "mt" else state, ""))


@lru_cache(maxsize=4)
def _regions(pack: Pack) -> Regions:
    areas = pack.table("areas")
    names: dict[str, str] = {}
    for column in ("title", "code", "area"):
        names.update(zip(areas[column].str.casefold(), areas["area"], strict=True))
    states = areas[areas["kind"] == "state"]
    if "state_abbr" in states:
        names.update(zip(states["state_abbr"].str.casefold(), states["area"], strict=True))
    names.update({code.lstrip("0"): area for code, area in zip(states["code"], states["area"], strict=True)})
    national = areas.loc[areas["kind"] == "national", "area"]
    nation = str(national.iloc[0]) if len(national) else ""
    names.update(dict.fromkeys(_NATION, nation) if nation else {})
    counties = pack.table("counties")
    by_county = dict(zip(counties["county"], counties["area"].fillna(""), strict=True))
    named: dict[str, dict[str, str]] = {}
    for county, title in zip(counties["county"], counties["county_title"], strict=True):
        state = names.get(county[:2].lstrip("0"), "")
        # Of a city and a county of one name, which Virginia and Maryland have, the county is meant.
        known = named.setdefault(state, {})
        if _county_key(title) not in known or title.endswith("County"):
            known[_county_key(title)] = county
        known[" ".join(title.casefold().split())] = county
    return Regions(names, by_county, nation, named, _first_cities(areas))


def _first_cities(areas: pd.DataFrame) -> dict[str, str]:
    """Return the metropolitan area of every first city that begins the name of only one."""
    metros = areas[areas["kind"] == "metro"]
    first = metros["title"].str.casefold().str.extract(r"^([^-,]+)", expand=False).str.strip()
    once = ~first.duplicated(keep=False)
    return dict(zip(first[once], metros.loc[once, "area"], strict=True))


def _county_key(text: str) -> str:
    """Return the name of a county without the word for county, as tables of one state write it."""
    return _COUNTY.sub("", " ".join(text.casefold().replace(".", "").split()))


def told_area(source: Source) -> str:
    """Return the area that a note of the mapping or of a person gives to the whole file; blank for none."""
    told = source.note("area")
    return Regions.of(source.pack).find(told).area if told else ""
