"""Places on the globe brought to a plane: simply within one state, with equal areas across several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from data.intake.boundaries.shapes import CountyShapes
    from workbook.model.pictures.counties import CountyMap

Array = NDArray[Any]
FAR = {
    "02": "Alaska",
    "15": "Hawaii",
    "72": "Puerto Rico",
    "78": "Puerto Rico",
    "60": "Samoa",
    "66": "the Marianas",
    "69": "the Marianas",
}
"""States and territories far from the others, by their FIPS code; neighbours share a name."""
_INSET, _GAP = 0.14, 0.03
"""How large each of them is drawn beside the others, and the space between, as shares of the map's width."""
_FAR_EAST, _FAR_WEST = 100.0, -100.0


def projected(corners: Array, *, wide: bool) -> Array:
    """Bring longitudes and latitudes [degrees] to a plane, east and north; only proportions are meant.

    Within a state degrees of longitude are shortened by the cosine of the mean latitude. Across states
    (``wide``) Albers' conic is used, whose areas are equal, with parallels a sixth from the south and north.

    >>> projected(np.array([[-84.0, 60.0], [-82.0, 60.0]]), wide=False).round(9).tolist()
    [[-0.5, 60.0], [0.5, 60.0]]
    """
    longitudes, latitudes = corners[:, 0], corners[:, 1]
    if longitudes.max() > _FAR_EAST and longitudes.min() < _FAR_WEST:
        # The Aleutians go on beyond the line where the date changes.
        longitudes = np.where(longitudes > 0, longitudes - 360, longitudes)
    south, north = float(latitudes.min()), float(latitudes.max())
    middle = (float(longitudes.min()) + float(longitudes.max())) / 2
    sixth = np.radians((north - south) / 6)
    first, second = np.radians(south) + sixth, np.radians(north) - sixth
    cone = (np.sin(first) + np.sin(second)) / 2
    if not wide or abs(cone) < 0.05:
        flat = (longitudes - middle) * np.cos(np.radians((south + north) / 2))
        return np.column_stack([flat, latitudes])
    constant = np.cos(first) ** 2 + 2 * cone * np.sin(first)
    radius = np.sqrt(constant - 2 * cone * np.sin(np.radians(latitudes))) / cone
    angle = cone * np.radians(longitudes - middle)
    plane: Array = np.degrees(np.column_stack([radius * np.sin(angle), -radius * np.cos(angle)]))
    return plane


def outlines(shapes: CountyShapes, picture: CountyMap) -> dict[str, list[Array]]:
    """Return the outlines of the counties of a map on a plane.

    Beside the other states Alaska, Hawaii and the islands would leave the map nearly empty: they stand in a
    row below it, each on a scale of its own.
    """
    groups: dict[str, dict[str, list[Array]]] = {}
    for one in picture.figures:
        groups.setdefault(FAR.get(one.county[:2], ""), {})[one.county] = shapes.rings_of(one.county)
    main = groups.pop("", None)
    if main is None:
        every = {county: rings for own in groups.values() for county, rings in own.items()}
        return _on_plane(every, wide=picture.wide)
    found = _on_plane(main, wide=picture.wide)
    low, high = _corners_of(found)
    wide = float(high[0] - low[0])
    left, top = float(low[0]), float(low[1]) - _GAP * wide
    for name in sorted(groups):
        inset = _on_plane(groups[name], wide=False)
        (west, south), (east, north) = _corners_of(inset)
        scale = _INSET * wide / max(float(east - west), float(north - south))
        corner = np.array([left - west * scale, top - north * scale])
        found |= {county: [ring * scale + corner for ring in rings] for county, rings in inset.items()}
        left += (float(east - west) * scale) + _GAP * wide
    return found


def _on_plane(own: dict[str, list[Array]], *, wide: bool) -> dict[str, list[Array]]:
    rings = [(county, ring) for county, every in own.items() for ring in every]
    plane = projected(np.concatenate([ring for _, ring in rings]), wide=wide)
    ends = np.cumsum([len(ring) for _, ring in rings])
    found: dict[str, list[Array]] = {}
    for (county, _), part in zip(rings, np.split(plane, ends[:-1]), strict=True):
        found.setdefault(county, []).append(part)
    return found


def _corners_of(found: dict[str, list[Array]]) -> tuple[Array, Array]:
    """Return the south-western and the north-eastern corner around outlines."""
    every = np.concatenate([ring for own in found.values() for ring in own])
    return every.min(axis=0), every.max(axis=0)
