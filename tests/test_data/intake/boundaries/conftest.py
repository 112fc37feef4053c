"""Boundaries made for the tests: squares that carry the FIPS codes of real counties and lie near them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapefile

FULTON, DEKALB, COBB = "13121", "13089", "13067"
SQUARES = {FULTON: (-84.6, 33.6), DEKALB: (-84.2, 33.6), COBB: (-84.6, 34.0)}
"""Lower left corner of squares of 0.4 degrees, each beside the next."""
SIDE = 0.4
Points = Sequence[Sequence[float]]


def square(west: float, south: float, side: float = SIDE) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


def feature(county: str, *rings: Any, **names: str) -> dict[str, Any]:
    told = names or {"GEOID": county}
    shape = {"type": "Polygon", "coordinates": list(rings)} if rings else None
    return {"type": "Feature", "properties": told, "geometry": shape}


class Pack:
    """As much of the reference pack as boundaries ask."""

    def table(self, name: str) -> pd.DataFrame:
        known = [FULTON, DEKALB, COBB, "09001", "09110", "09120", "02158", "13001"]
        metro = {FULTON: "0012060", DEKALB: "0012060", COBB: "0012060"}
        counties = [(one, f"{one} County", "GA", "", metro.get(one, "")) for one in known]
        atlanta = ("0012060", "12060", "metro", "13", "GA", "Atlanta, GA")
        georgia = ("1300000", "13", "state", "13", "GA", "Georgia")
        tables = {
            "counties": (["county", "county_title", "state_abbr", "cbsa", "area"], counties),
            "areas": (["area", "code", "kind", "state", "state_abbr", "title"], [atlanta, georgia]),
            "zips": (["zip", "cbsa", "share"], []),
            "cities": (["city", "state_abbr", "cbsa", "share"], []),
        }
        columns, rows = tables[name]
        return pd.DataFrame(rows, columns=columns, dtype="str")


@pytest.fixture
def pack() -> Any:
    return Pack()


@pytest.fixture
def geojson(tmp_path: Path) -> Callable[..., Path]:
    """Write features as GeoJSON."""

    def write(*features: Any, name: str = "counties.geojson") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    return write


@pytest.fixture
def made_geojson(geojson: Callable[..., Path]) -> Path:
    return geojson(*(feature(county, square(*at)) for county, at in SQUARES.items()))


@pytest.fixture
def made_topojson(tmp_path: Path) -> Path:
    """Write the squares of Fulton and DeKalb, which share a side, on a grid of whole numbers."""
    # On the grid a step is 0.1 degree from (-84.6, 33.6); the shared side runs north from (4, 0).
    shared = [[4, 0], [0, 4]]
    fulton = [[4, 4], [-4, 0], [0, -4], [4, 0]]
    dekalb = [[4, 4], [4, 0], [0, -4], [-4, 0]]
    counties = [
        {"type": "Polygon", "id": 13121, "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "id": "13089", "arcs": [[[~2, ~0]]], "properties": {"name": "DeKalb"}},
    ]
    document = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [-84.6, 33.6]},
        "arcs": [shared, fulton, dekalb],
        "objects": {
            "states": {"type": "GeometryCollection", "geometries": []},
            "counties": {"geometries": counties},
        },
    }
    path = tmp_path / "us.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.fixture
def made_shapefile(tmp_path: Path) -> Path:
    """Write the squares as the Census Bureau does, and return the .shp."""
    stem = tmp_path / "cb_2023_us_county_made"
    with shapefile.Writer(str(stem), shapeType=shapefile.POLYGON) as writer:
        for name in ("STATEFP", "COUNTYFP", "NAME"):
            writer.field(name, "C", size=20)
        for county, at in SQUARES.items():
            writer.poly([square(*at)])
            writer.record(county[:2], county[2:], "Cañon")
    return stem.with_suffix(".shp")


@pytest.fixture
def made_zip(made_shapefile: Path) -> Path:
    path = made_shapefile.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending in (".shp", ".shx", ".dbf"):
            archive.write(made_shapefile.with_suffix(ending), made_shapefile.with_suffix(ending).name)
    return path


@pytest.fixture(name="square")
def square_of() -> Callable[..., list[list[float]]]:
    """Return the ring of a square: west, south and perhaps its side."""
    return square


@pytest.fixture(name="feature")
def feature_of() -> Callable[..., dict[str, Any]]:
    """Return a GeoJSON feature: a county's code, its rings, other names in place of GEOID."""
    return feature
