"""Shapefiles, as the Census Bureau gives boundaries away: a zip, or the .shp with its .dbf beside it."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.intake.boundaries.features import MOST_FEATURES, Corners, Feature, ring_of, texts_of, too_large
from data.intake.boundaries.zipped import read_members, too_many_bytes
from data.intake.findings import IntakeError
from data.language import say

MOST_BYTES = 512 << 20
"""Most that one part of a shapefile may have, unpacked: it is held in memory."""

PARTS = (".shp", ".dbf")
"""The shapes and their names; the index between them is not needed."""
_PROJECTION = ".prj"
_BROKEN = (AssertionError, IndexError, KeyError, OSError, OverflowError, TypeError, ValueError, Warning)
"""What a damaged shapefile makes its reader raise, beside its own error and that of `struct`."""


def members_of(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the parts of the one shapefile in a zip by their endings; that of counties goes first."""
    found: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for info in archive.infolist():
        stem, dot, ending = info.filename.rpartition(".")
        if f".{ending}".lower() in (*PARTS, _PROJECTION) and dot and not stem.startswith("__MACOSX"):
            found.setdefault(stem.casefold(), {})[f".{ending}".lower()] = info
    whole = {stem: parts for stem, parts in found.items() if set(PARTS) <= set(parts)}
    best = sorted(whole, key=lambda stem: ("county" not in stem, stem))
    return whole[best[0]] if best else {}


def features_of(path: Path) -> Iterator[Feature]:
    """Yield the shapes of a shapefile.

    Raises
    ------
    IntakeError
        When a part is missing or damaged, larger than any real one, or drawn on a plane.
    """
    import shapefile

    parts = read_members(path, members_of, MOST_BYTES) if path.suffix.lower() != ".shp" else _beside(path)
    if b"PROJCS" in parts.pop(_PROJECTION, b"")[:65536].upper():
        raise projected(path.name)
    try:
        yield from _read(path.name, parts)
    except (shapefile.ShapefileException, struct.error, *_BROKEN) as error:
        raise IntakeError(
            say("The shapefile {file} cannot be read", file=path.name),
            say("It is damaged or cut off ({error})", error=str(error)[:120] or type(error).__name__),
            say("Get the file again"),
        ) from error


def _read(name: str, parts: dict[str, bytes]) -> list[Feature]:
    """Read the shapes of a file; what its reader only warns of counts as damage."""
    import shapefile

    corners = Corners(name)
    shapes, table = (io.BytesIO(parts[part]) for part in PARTS)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with shapefile.Reader(shp=shapes, dbf=table, encodingErrors="replace") as reader:
            if len(reader) > MOST_FEATURES:
                raise too_large(name, say("It has {count} shapes", count=f"{len(reader):,}"))
            # Strictly: a table of names that is cut off must not take shapes away in silence.
            pairs = zip(reader.iterShapes(), reader.iterRecords(), strict=True)
            return [
                _feature(line, shape, texts_of(record.as_dict()), corners)
                for line, (shape, record) in enumerate(pairs, 1)
            ]


def _feature(line: int, shape: Any, names: dict[str, str], corners: Corners) -> Feature:
    points, starts = list(getattr(shape, "points", ())), list(getattr(shape, "parts", ()))
    if "POLYGON" not in str(getattr(shape, "shapeTypeName", "")):
        return Feature(line, names)
    corners.add(len(points))
    rings = [ring_of(points[at:end]) for at, end in zip(starts, [*starts[1:], len(points)], strict=True)]
    whole = tuple(ring for ring in rings if ring is not None)
    return Feature(line, names, whole, len(rings) - len(whole))


def _beside(path: Path) -> dict[str, bytes]:
    """Read the .shp and the files of the same name beside it, whatever the case of their endings."""
    wanted = {ending: path.stem.casefold() + ending for ending in (*PARTS, _PROJECTION)}
    there = {one.name.casefold(): one for one in path.parent.iterdir() if one.stem == path.stem}
    found = {ending: there[name] for ending, name in wanted.items() if name in there}
    if ".dbf" not in found:
        raise IntakeError(
            say("The shapefile {file} cannot be read alone", file=path.name),
            say("The names of its shapes stand in {name}, which is not beside it", name=f"{path.stem}.dbf"),
            say("Put the two into one folder, or load the zip they came in"),
        )
    for ending, file in found.items():
        if file.stat().st_size > MOST_BYTES:
            raise too_large(path.name, too_many_bytes(ending, file.stat().st_size))
    return {ending: file.read_bytes() for ending, file in found.items()}


def projected(file: str) -> IntakeError:
    """Return the refusal of shapes that are drawn on a plane."""
    return IntakeError(
        say("The boundaries in {file} cannot be used", file=file),
        say("Their corners are places on a plane (a projection), not degrees of longitude and latitude"),
        say("Use a file in degrees, such as the Census Bureau's cartographic boundaries"),
    )
