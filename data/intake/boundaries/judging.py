"""Which county a shape is, and whether its rings can be those of a county of the United States."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from data.intake.boundaries.features import Feature, Ring
from data.intake.values import codes

WITHOUT_CODE, UNKNOWN = "county-not-named", "county-unknown"
EMPTY, OUT_OF_PLACE = "boundary-empty", "boundary-out-of-place"
RING_OPEN, RING_DROPPED = "ring-open", "ring-dropped"

LEAST_CORNERS = 3
LATITUDES = (-15.0, 72.0)
"""From American Samoa to the north of Alaska."""
WEST, EAST = (-180.0, -64.0), (144.0, 180.0)
"""Longitudes of the states and territories: those west of Greenwich, and Guam and the far Aleutians."""

RENUMBERED = {"02270": "02158", "46113": "46102", "12025": "12086"}
"""Counties that the Census Bureau gave another number, with the boundary of before."""

_WHOLE = ("geoid", "fips", "county_fips", "geo_id", "affgeoid", "fips_code", "countyfips", "id")
_STATE, _COUNTY = ("statefp", "statefips", "state"), ("countyfp", "county", "cnty_fips")
_VINTAGE_BEHIND = re.compile(r"(?:10|20)$")
_LONG = re.compile(r"[0-9]{7}US([0-9]{5})")


@dataclass(frozen=True)
class Judged:
    """What came of one shape: its county and its usable rings, or the finding for which it is set aside.

    ``notes`` are findings that leave it usable; ``told`` is the text that stood in the way.
    """

    county: str = ""
    rings: tuple[Ring, ...] = ()
    code: str = ""
    told: str = ""
    notes: tuple[str, ...] = ()


def judge(feature: Feature, known: Collection[str]) -> Judged:
    """Judge one shape.

    Parameters
    ----------
    feature : Feature
        The shape.
    known : collection of str
        Counties of the pack, in five figures.
    """
    told = county_codes(feature)
    county = next((one for one in told if one in known), "")
    if not county:
        name = feature.names.get("NAME") or feature.names.get("name") or ""
        return Judged(code=UNKNOWN if told else WITHOUT_CODE, told=told[0] if told else name)
    notes = [RING_DROPPED] * feature.broken
    rings = []
    for ring in feature.rings:
        closed = _closed(ring)
        if len(closed) <= LEAST_CORNERS or not np.isfinite(closed).all():
            notes.append(RING_DROPPED)
            continue
        if len(closed) != len(ring):
            notes.append(RING_OPEN)
        if not in_the_country(closed):
            return Judged(code=OUT_OF_PLACE, told=f"{county}: {closed[0][0]:.6g}, {closed[0][1]:.6g}")
        rings.append(closed)
    if not rings:
        return Judged(code=EMPTY, told=county)
    return Judged(county, tuple(rings), notes=tuple(dict.fromkeys(notes)))


def county_codes(feature: Feature) -> list[str]:
    """Return what may be the county's five figures, the surest first.

    >>> county_codes(Feature(1, {"STATEFP": "13", "COUNTYFP": "121"}))
    ['13121']
    >>> county_codes(Feature(1, {"GEO_ID": "0500000US13121", "id": "1"}))
    ['13121']
    >>> county_codes(Feature(1, {"id": "1001"}))
    ['01001']
    >>> county_codes(Feature(1, {"GEOID20": "13121000100"}))
    []
    """
    names = {_VINTAGE_BEHIND.sub("", name.casefold()): text.strip() for name, text in feature.names.items()}
    found = []
    for name in _WHOLE:
        text = names.get(name, "")
        long = _LONG.fullmatch(text)
        found.append(long[1] if long else codes.county_fips(text))
    states = [names[name] for name in _STATE if re.fullmatch(r"[0-9]{1,2}", names.get(name, ""))]
    counties = [names[name] for name in _COUNTY if re.fullmatch(r"[0-9]{1,3}", names.get(name, ""))]
    if states and counties:
        found.insert(0, f"{states[0]:0>2}{counties[0]:0>3}")
    return list(dict.fromkeys(RENUMBERED.get(one, one) for one in found if one))


def in_the_country(ring: Ring) -> bool:
    """Return whether every corner has the longitude and latitude of a state or territory."""
    longitudes, latitudes = ring[:, 0], ring[:, 1]
    west = (longitudes >= WEST[0]) & (longitudes <= WEST[1])
    east = (longitudes >= EAST[0]) & (longitudes <= EAST[1])
    north = (latitudes >= LATITUDES[0]) & (latitudes <= LATITUDES[1])
    return bool(((west | east) & north).all())


def _closed(ring: Ring) -> Ring:
    """Return a ring that ends where it begins."""
    if len(ring) and not np.array_equal(ring[0], ring[-1]):
        return np.concatenate([ring, ring[:1]])
    return ring
