"""Which form of boundaries a JSON text is of, and its content: a file of its own, or one in a zip."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import IO, Any

from data.intake.boundaries.features import too_large
from data.intake.boundaries.zipped import UNREADABLE, read_members
from data.intake.findings import IntakeError
from data.intake.refusals import unreadable
from data.language import say

GEOJSON, TOPOJSON = "GeoJSON", "TopoJSON"
MOST_BYTES = 192 << 20
"""Most bytes of a JSON file: parsed it takes some six times as much memory."""

_ZIP = b"PK\x03\x04"
_ENDINGS = (".json", ".geojson", ".topojson")
_MOST_LOOKED_AT = 20
"""Files of a zip that are looked at: one that holds boundaries holds few others."""

_LOOK_BYTES = 1 << 16
_LOOK_ON_BYTES = 8 << 20
"""How far the first geometry is looked for: the outline of one county, every corner of it, is shorter."""

_KINDS = {b"FeatureCollection": GEOJSON, b"Topology": TOPOJSON}
_TYPE = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Topology)"')
_TYPE_LAST = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Topology)"\s*[,}]')
_PLACE = re.compile(rb'"type"\s*:\s*"(?:Multi)?(?:Point|LineString)"')
_AREA = re.compile(rb'"type"\s*:\s*"(?:Multi)?Polygon"')


def form_of(path: Path) -> str:
    """Return the form of a JSON file, or of the one in a zip; blank where it holds no boundaries."""
    try:
        with path.open("rb") as file:
            if file.read(len(_ZIP)) != _ZIP:
                file.seek(0)
                return _form_of(file, path.stat().st_size)
        with zipfile.ZipFile(path) as archive:
            found = _in_zip(archive)
            return found[1] if found is not None else ""
    except (OSError, ValueError, *UNREADABLE):
        return ""


def document_in(path: Path) -> dict[str, Any]:
    """Return the content of a JSON file, or of the one in a zip that holds boundaries.

    Raises
    ------
    IntakeError
        When it cannot be read, is too large, or holds no object.
    """
    try:
        document = json.loads(_text_of(path))
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


def _text_of(path: Path) -> bytes:
    with path.open("rb") as file:
        zipped = file.read(len(_ZIP)) == _ZIP
    if zipped:
        return next(iter(read_members(path, _wanted, MOST_BYTES).values()), b"")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise too_large(path.name, say("It has {size} MB", size=f"{size / 1e6:,.0f}"))
    return path.read_bytes()


def _wanted(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found = _in_zip(archive)
    return {} if found is None else {found[0].filename: found[0]}


def _in_zip(archive: zipfile.ZipFile) -> tuple[zipfile.ZipInfo, str] | None:
    """Return the file of boundaries in a zip and its form; one that is called after counties goes first."""
    named = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith(_ENDINGS) and not info.filename.startswith("__MACOSX")
    ]
    for info in sorted(named, key=lambda one: "count" not in one.filename.lower())[:_MOST_LOOKED_AT]:
        with archive.open(info) as file:
            form = _form_of(file, info.file_size)
        if form:
            return info, form
    return None


def _form_of(file: IO[bytes], size: int) -> str:
    """Look at the beginning of a text, and at its end: some programs write the type behind the shapes.

    A collection of features counts when a polygon is among its first ones: places of jobs are points.
    """
    head = file.read(_LOOK_BYTES)
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ""
    told = _TYPE.search(head)
    if told is None:
        if size > MOST_BYTES:
            return ""
        file.seek(max(0, size - _LOOK_BYTES))
        told = _TYPE_LAST.search(file.read())
    if told is None:
        return ""
    form = _KINDS[told[1]]
    if form == TOPOJSON or _AREA.search(head) or (b"GEOID" in head and not _PLACE.search(head)):
        return form
    if _PLACE.search(head):
        return ""
    file.seek(0)
    text = file.read(_LOOK_ON_BYTES)
    area, place = _AREA.search(text), _PLACE.search(text)
    return form if area and not (place and place.start() < area.start()) else ""
