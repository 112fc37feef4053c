"""Counties, metropolitan areas, states and the nation as tables of statistics name them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from data.intake.values import codes

if TYPE_CHECKING:
    from data.intake.loaded import Source
    from data.reference.pack import Pack

_LAUS = re.compile(r"(CN|MT|ST)([0-9]{2})([0-9]{3,5})0*[0-9]*", re.IGNORECASE)
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

    @classmethod
    def of(cls, pack: Pack) -> Regions:
        """Take the areas and counties from the reference pack."""
        return _regions(pack)

    def find(self, text: str) -> Place:
        """Return the place a text names: LAUS code, county FIPS, area code, state by any of its names.

        A county outside every metropolitan area has a blank area.
        """
        bare = " ".join(text.split()).casefold()
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
    return Regions(names, by_county, nation)


def told_area(source: Source) -> str:
    """Return the area that a note of the mapping or of a person gives to the whole file; blank for none."""
    told = source.note("area")
    return Regions.of(source.pack).find(told).area if told else ""
