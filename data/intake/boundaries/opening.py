"""Whether a file holds boundaries, and of which form; what it holds, as shapes with their names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from data.intake.boundaries import geojson, jsontexts, shapefiles, topojson
from data.intake.boundaries.features import MOST_FEATURES, Feature, too_large
from data.intake.boundaries.jsontexts import GEOJSON, TOPOJSON
from data.intake.findings import IntakeError
from data.language import say

SHAPEFILE = "shapefile"
_SHP, _ZIP = b"\x00\x00\x27\x0a", b"PK\x03\x04"


def form_of(path: Path) -> str:
    """Return the form of a file of boundaries, blank where it is none; little of it is read for that.

    A zip holds a shapefile, or JSON text of one of the two forms.
    """
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            head = file.read(len(_SHP))
    except OSError:
        return ""
    if head == _SHP or (head == _ZIP and _has_shapefile(path)):
        return SHAPEFILE
    return jsontexts.form_of(path)


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
    document = jsontexts.document_in(path)
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
