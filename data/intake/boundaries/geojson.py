"""GeoJSON: a collection of features, each with properties, perhaps a number, and a polygon or several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from data.intake.boundaries.features import Corners, Feature, Ring, ring_of, texts_of

POLYGON, SEVERAL, COLLECTION = "Polygon", "MultiPolygon", "GeometryCollection"


def features_of(document: dict[str, Any], file: str) -> Iterator[Feature]:
    """Yield the shapes of a FeatureCollection; what is no polygon has no rings."""
    corners = Corners(file)
    for line, feature in enumerate(document.get("features", ()), 1):
        record = feature if isinstance(feature, dict) else {}
        names = texts_of(record.get("properties"))
        if isinstance(record.get("id"), str | int):
            names.setdefault("id", str(record["id"]))
        rings = tuple(_rings(record.get("geometry")))
        whole = tuple(ring for ring in rings if ring is not None)
        corners.add(sum(len(ring) for ring in whole))
        yield Feature(line, names, whole, len(rings) - len(whole))


def _rings(geometry: Any) -> Iterator[Ring | None]:
    """Yield the rings of a geometry; None for one that cannot be read."""
    if not isinstance(geometry, dict):
        return
    if geometry.get("type") == COLLECTION:
        inside = geometry.get("geometries")
        for one in inside if isinstance(inside, list) else ():
            if isinstance(one, dict) and one.get("type") != COLLECTION:
                yield from _rings(one)
        return
    told = geometry.get("coordinates")
    polygons = {POLYGON: [told], SEVERAL: told}.get(str(geometry.get("type")), [])
    for polygon in polygons if isinstance(polygons, list) else ():
        for points in polygon if isinstance(polygon, list) else (None,):
            yield ring_of(points)
