"""Latitudes and longitudes of postings, brought to counties; what is swapped or lost a sign is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.intake.boundaries.placing import NOWHERE, CountyFinder, Numbers
from data.intake.boundaries.shapes import CountyShapes, kept_name, read_shapes, shapes_of
from data.intake.values.places import Gazetteer

if TYPE_CHECKING:
    from data.reference.pack import Pack

SWAPPED, SIGN, OUTSIDE = "coordinates-swapped", "coordinates-sign", "coordinates-outside"

KEPT = ".parquet"
"""End of the name of shapes that the program keeps; any other file of boundaries is read anew."""


def shapes_at(path: Path, pack: Pack) -> CountyShapes:
    """Return the shapes of a file of boundaries, or of one that the program kept.

    Raises
    ------
    IntakeError
        When the file cannot be used.
    """
    if path.suffix == KEPT:
        return read_shapes(path, kept_name(path))
    from data.intake.boundaries.loading import load_boundaries

    loaded = load_boundaries(path, pack)
    return shapes_of(loaded.rows(), loaded.name)


def place_coordinates(spots: pd.DataFrame, shapes: CountyShapes, pack: Pack) -> pd.DataFrame:
    """Find the areas of places by their coordinates.

    A place in no county is tried with latitude and longitude swapped and with other signs: the country lies
    in one corner of the globe, so that nearly always at most one of these falls on it.

    Parameters
    ----------
    spots : pandas.DataFrame
        Columns ``latitude`` and ``longitude`` [degrees].
    shapes : CountyShapes
        Where counties are.
    pack : Pack
        Knows the area of a county.

    Returns
    -------
    pandas.DataFrame
        As given, with ``county`` (five figures), ``area`` and ``mark``: blank, `SWAPPED`, `SIGN`, `OUTSIDE`
        or that the county lies in no metropolitan area.
    """
    finder = CountyFinder(shapes)
    given = [spots[name].to_numpy(dtype=np.float64) for name in ("latitude", "longitude")]
    found, mended = finder.find(given[1], given[0]), np.full(len(spots), "", dtype=object)
    for code, latitude, longitude in _other_readings(*given):
        open_ = np.flatnonzero(found == NOWHERE)
        if not len(open_):
            break
        found[open_] = finder.find(longitude[open_], latitude[open_])
        mended[open_[found[open_] != NOWHERE]] = code
    gazetteer = Gazetteer.of(pack)
    known = [gazetteer.in_county(county) for county in shapes.counties]
    nothing = ("", "", OUTSIDE)
    told = [*((one.county, one.area, one.mark) for one in known), nothing]
    county, area, mark = (np.array([one[at] for one in told], dtype=object)[found] for at in range(3))
    marks = np.where(mended != "", mended, mark)
    texts = {"county": county, "area": area, "mark": marks}
    return spots.assign(
        **{name: pd.Series(one, index=spots.index, dtype="str") for name, one in texts.items()}
    )


def _other_readings(latitude: Numbers, longitude: Numbers) -> list[tuple[str, Numbers, Numbers]]:
    """Return what may have been meant: the finding, latitude and longitude."""
    return [
        (SWAPPED, longitude, latitude),
        (SIGN, latitude, -longitude),
        (SIGN, -latitude, longitude),
        (SIGN, -latitude, -longitude),
        (SWAPPED, longitude, -latitude),
    ]
