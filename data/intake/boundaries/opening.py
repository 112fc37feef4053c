"""Whether a file holds boundaries, and of which form; what it holds, as shapes with their names."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.intake.boundaries import geojson, shapefiles, topojson
from data.intake.boundaries.features import MOST_FEATURES, Feature, too_large
from data.intake.findings import IntakeError
from data.intake.refusals import unreadable
from data.language import say

GEOJSON, TOPOJSON, SHAPEFILE = "GeoJSON", "TopoJSON", "shapefile"
MOST_JSON_BYTES = 192 << 20
"""Most bytes of a JSON file: parsed it takes some six times as much memory."""

_LOOK_BYTES = 1 << 16
_SHP = b"\x00\x00\x27\x0a"
_TYPE = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Topology)"')
_PLACE = re.compile(rb'"type"\s*:\s*"(?:Multi)?Point"')
_AREA = re.compile(rb'"type"\s*:\s*"(?:Multi)?Polygon"')


def form_of(path: Path) -> str:
    """Return the form of a file of boundaries, blank where it is none; only its beginning is looked at.

    A collection of features counts when a polygon is among its first ones: places of jobs are points.
    """
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            head = file.read(_LOOK_BYTES)
    except OSError:
        return ""
    if head.startswith(_SHP):
        return SHAPEFILE
    if head.startswith(b"PK\x03\x04"):
        return SHAPEFILE if _has_shapefile(path) else ""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ""
    told = _TYPE.search(head)
    if told is None:
        return _told_late(path)
    if told[1] == b"Topology":
        return TOPOJSON
    return GEOJSON if _AREA.search(head) or (b"GEOID" in head and not _PLACE.search(head)) else ""


def _told_late(path: Path) -> str:
    """Look at the end of a JSON file: some programs write the type behind the shapes."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _LOOK_BYTES))
        tail = file.read()
    told = re.search(rb'"type"\s*:\s*"Topology"\s*[,}]', tail)
    return TOPOJSON if told else ""


def _has_shapefile(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return bool(shapefiles.members_of(archive))
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def shapes_in(path: Path, form: str) -> Iterator[Feature]:
    """Yield the shapes of a file of a form.

    Raises
    ------
    IntakeError
        When it cannot be read, or holds more than any real file.
    """
    if form == SHAPEFILE:
        yield from shapefiles.features_of(path)
        return
    document = _parsed(path)
    told = document.get("features") if form == GEOJSON else topojson.layer_of(document)
    if not isinstance(told, list) or not told:
        raise IntakeError(
            say("{file} holds no counties", file=path.name),
            say("No layer of it is called counties")
            if form == TOPOJSON
            else say("Its collection of shapes is empty"),
            say("Use a file of county boundaries"),
        )
    if len(told) > MOST_FEATURES:
        raise too_large(path.name, say("It has {count} shapes", count=f"{len(told):,}"))
    read = geojson.features_of if form == GEOJSON else topojson.features_of
    yield from read(document, path.name)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if size > MOST_JSON_BYTES:
            raise too_large(path.name, say("It has {size} MB", size=f"{size / 1e6:,.0f}"))
        document = json.loads(path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        why = say("It is no well-formed JSON ({error})", error=str(error)[:120])
        raise IntakeError(
            say("The boundaries in {file} cannot be read", file=path.name), why, say("Get the file again")
        ) from error
    if not isinstance(document, dict):
        raise IntakeError(
            say("The boundaries in {file} cannot be read", file=path.name),
            say("It is neither GeoJSON nor TopoJSON"),
            say("Use a file of county boundaries"),
        )
    return document
