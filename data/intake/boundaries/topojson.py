"""TopoJSON: lines that neighbours share, kept once and mostly as small steps on a grid of whole numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from data.intake.boundaries.features import Corners, Feature, Ring, ring_of, texts_of
from data.intake.boundaries.geojson import POLYGON, SEVERAL

COUNTIES = "counties"


def features_of(document: dict[str, Any], file: str) -> Iterator[Feature]:
    """Yield the shapes of the layer of counties; a ring with a line that is missing is broken."""
    arcs = [_arc(one, document.get("transform")) for one in _list(document.get("arcs"))]
    corners = Corners(file)
    for line, geometry in enumerate(layer_of(document), 1):
        record = geometry if isinstance(geometry, dict) else {}
        names = texts_of(record.get("properties"))
        if isinstance(record.get("id"), str | int):
            names.setdefault("id", str(record["id"]))
        rings = tuple(_rings(record, arcs, corners))
        whole = tuple(ring for ring in rings if ring is not None)
        yield Feature(line, names, whole, len(rings) - len(whole))


def layer_of(document: dict[str, Any]) -> list[Any]:
    """Return the geometries of the layer called counties, or whose name says so, or that is the only one.

    >>> layer_of({"objects": {"states": {"geometries": [1]}, "us_counties": {"geometries": [2]}}})
    [2]
    """
    objects = document.get("objects")
    if not isinstance(objects, dict):
        return []
    named = [name for name in objects if str(name).casefold() == COUNTIES]
    named += [name for name in objects if "count" in str(name).casefold()]
    named += list(objects) if len(objects) == 1 else []
    layer = objects[named[0]] if named else None
    return _list(layer.get("geometries")) if isinstance(layer, dict) else []


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _arc(points: Any, transform: Any) -> Ring | None:
    """Return the corners of a shared line; with a transform they are steps from one to the next."""
    found = ring_of(points)
    if found is None or transform is None:
        return found
    try:
        scale, shift = (np.asarray(transform[name], dtype=np.float64) for name in ("scale", "translate"))
    except (KeyError, TypeError, ValueError):
        return None
    if scale.shape != (2,) or shift.shape != (2,):
        return None
    return np.asarray(np.cumsum(found, axis=0) * scale + shift)


def _rings(geometry: dict[str, Any], arcs: Sequence[Ring | None], corners: Corners) -> Iterator[Ring | None]:
    told = geometry.get("arcs")
    polygons = {POLYGON: [told], SEVERAL: told}.get(str(geometry.get("type")), [])
    for polygon in _list(polygons):
        for numbers in polygon if isinstance(polygon, list) else (None,):
            ring = _joined(numbers, arcs)
            corners.add(0 if ring is None else len(ring))
            yield ring


def _joined(numbers: Any, arcs: Sequence[Ring | None]) -> Ring | None:
    """Join shared lines into a ring: each begins where the last one ends; a negative one runs backwards."""
    lines: list[Ring] = []
    for number in _list(numbers):
        if not isinstance(number, int) or not -len(arcs) <= number < len(arcs):
            return None
        # A line that runs backwards is named by -1 - its place, which is what ~ gives.
        arc = arcs[number if number >= 0 else ~number]
        if arc is None:
            return None
        line = arc if number >= 0 else arc[::-1]
        lines.append(line[1:] if lines else line)
    return np.concatenate(lines) if lines else None
