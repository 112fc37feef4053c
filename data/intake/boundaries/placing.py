"""Which county places lie in, many at once, by the number of outlines that lie to the east of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data.intake.boundaries.shapes import CountyShapes

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

NOWHERE = -1
_BAND = 0.1
"""Height of a band of latitude [degrees]: places and outlines are compared within one."""
_TURN = 512.0
"""More than the degrees of longitude there are, so that band and longitude make one number to sort by."""
_MOST_COMPARED = 4_000_000


@dataclass(frozen=True, eq=False)
class CountyFinder:
    """Finds counties by longitude and latitude."""

    shapes: CountyShapes

    @cached_property
    def _edges(self) -> tuple[Numbers, Places]:
        """Return the edges that are not level (x1, y1, x2, y2), and where those of each county begin."""
        shapes = self.shapes
        edges = np.hstack([shapes.corners[:-1], shapes.corners[1:]])
        owners = np.repeat(shapes.owners, np.diff(shapes.starts))[:-1]
        kept = edges[:, 1] != edges[:, 3]
        kept[shapes.starts[1:-1] - 1] = False
        begins = np.searchsorted(owners[kept], np.arange(len(shapes.counties) + 1))
        return edges[kept], begins.astype(np.int64)

    def find(self, longitudes: Numbers, latitudes: Numbers) -> Places:
        """Return for each place its county's place in `CountyShapes.counties`, `NOWHERE` where it has none.

        Parameters
        ----------
        longitudes, latitudes : array
            Degrees; what is no number lies nowhere.
        """
        found = np.full(len(longitudes), NOWHERE, dtype=np.int64)
        usable = np.flatnonzero((np.abs(longitudes) <= 180) & (np.abs(latitudes) <= 90))
        keys = np.floor(latitudes[usable] / _BAND) * _TURN + longitudes[usable] + 180
        order = np.argsort(keys, kind="stable")
        usable, keys = usable[order], keys[order]
        x, y = longitudes[usable], latitudes[usable]
        inside = np.full(len(usable), NOWHERE, dtype=np.int64)
        for county, band, first, last in self._candidates(keys):
            here = self._within(county, band, x[first:last], y[first:last])
            inside[first:last][here] = county
        found[usable] = inside
        return found

    def _candidates(self, keys: Numbers) -> list[tuple[int, int, int, int]]:
        """Return county, band, first and last place for all bands in which places lie in a county's box."""
        west, south, east, north = self.shapes.bounds.T
        low, high = (np.floor(side / _BAND).astype(np.int64) for side in (south, north))
        counties = np.repeat(np.arange(len(low)), high - low + 1)
        step = np.arange(len(counties)) - np.repeat(
            np.cumsum(high - low + 1) - (high - low + 1), high - low + 1
        )
        bands = low[counties] + step
        first = np.searchsorted(keys, bands * _TURN + west[counties] + 180, "left")
        last = np.searchsorted(keys, bands * _TURN + east[counties] + 180, "right")
        full = np.flatnonzero(last > first)
        return list(zip(*(one[full].tolist() for one in (counties, bands, first, last)), strict=True))

    def _within(self, county: int, band: int, x: Numbers, y: Numbers) -> NDArray[np.bool_]:
        """Return which places of one band lie within a county."""
        edges, begins = self._edges
        own = edges[begins[county] : begins[county + 1]]
        low, high = band * _BAND - 1e-9, (band + 1) * _BAND + 1e-9
        near = (np.minimum(own[:, 1], own[:, 3]) <= high) & (np.maximum(own[:, 1], own[:, 3]) >= low)
        x1, y1, x2, y2 = own[near].T
        inside = np.zeros(len(x), dtype=bool)
        most = max(1, _MOST_COMPARED // max(1, len(x1)))
        for at in range(0, len(x), most):
            px, py = x[at : at + most, None], y[at : at + most, None]
            crossed = (y1 > py) != (y2 > py)
            crossed &= px < (x2 - x1) * (py - y1) / (y2 - y1) + x1
            inside[at : at + most] = np.count_nonzero(crossed, axis=1) % 2 == 1
        return inside
