"""Places on the globe brought to a plane: simply within one state, with equal areas across several."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
