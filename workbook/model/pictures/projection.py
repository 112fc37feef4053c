"""Places on the globe brought to a plane: simply within one state, with equal areas across several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from data.intake.boundaries.shapes import CountyShapes
    from workbook.model.pictures.counties import CountyMap

Array = NDArray[Any]
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
    """Return the outlines of the counties of a map on a plane."""
    own = {one.county: shapes.rings_of(one.county) for one in picture.figures}
    rings = [(county, ring) for county, every in own.items() for ring in every]
    plane = projected(np.concatenate([ring for _, ring in rings]), wide=picture.wide)
    ends = np.cumsum([len(ring) for _, ring in rings])
    found: dict[str, list[Array]] = {}
    for (county, _), part in zip(rings, np.split(plane, ends[:-1]), strict=True):
        found.setdefault(county, []).append(part)
    return found
