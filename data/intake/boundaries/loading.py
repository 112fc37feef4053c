"""County boundaries taken in: every shape judged, counted as used or set aside, its rings in one table."""

from __future__ import annotations

import hashlib
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.intake.boundaries.features import Ring
from data.intake.boundaries.judging import OUT_OF_PLACE, Judged, judge
from data.intake.boundaries.opening import form_of, shapes_in
from data.intake.boundaries.shapefiles import projected
from data.intake.boundaries.shapes import table_of
from data.intake.findings import Finding, FindingLog, IntakeError
from data.intake.loaded import Loaded, rejects_of
from data.intake.mapping import mapping_of
from data.intake.reading.progress import Progress, Watch
from data.intake.refusals import unreadable
from data.language import say

if TYPE_CHECKING:
    from data.reference.pack import Pack

BOUNDARIES = "boundaries"
FORMER, BOTH, IN_PARTS = "connecticut-former-counties", "connecticut-both", "county-in-parts"

_CONNECTICUT = "09"
_FIRST_REGION = "09100"
"""Connecticut's planning regions have numbers from here on; its eight former counties lie below."""
_LOOK_EVERY = 200
_MOST_OUT_OF_PLACE = 0.5
_VINTAGE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")


class NoCountyError(IntakeError):
    """None of the shapes of a file can be used; carries how many there are and what was met in them."""

    def __init__(self, trouble: IntakeError, read: int, findings: tuple[Finding, ...]) -> None:
        self.read, self.findings = read, findings
        super().__init__(trouble.what, trouble.why, trouble.what_to_do)


def load_boundaries(
    path: str | Path,
    pack: Pack,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Loaded:
    """Take in county boundaries: GeoJSON, TopoJSON, or a shapefile (its zip, or the .shp with its .dbf).

    Returns
    -------
    Loaded
        Rows are shapes of the file; the table is that of `data.intake.boundaries.shapes`. Facts: ``form``,
        ``counties`` (how many), ``vintage`` (the year in the file's name, where there is one).

    Raises
    ------
    NoCountyError
        When none of its shapes is a county, or most lie on a plane.
    IntakeError
        When it holds no boundaries or cannot be read.
    ReadingCancelledError
        When it was called off.
    """
    path = Path(path)
    form = form_of(path)
    if not form:
        raise _not_there(path) or _not_boundaries(path)
    watch, log = Watch(progress, cancel), FindingLog(path.name)
    known = frozenset(pack.table("counties")["county"])
    judged: dict[int, Judged] = {}
    for feature in shapes_in(path, form):
        if feature.line % _LOOK_EVERY == 1:
            watch.tell(feature.line - 1)
        judged[feature.line] = judge(feature, known)
    watch.tell(len(judged))
    judged = _one_connecticut(judged, log)
    rejects = [(line, one.code, "county", one.told) for line, one in judged.items() if one.code]
    _tell(judged, log)
    rings = _by_county(judged, log)
    if sum(one.code == OUT_OF_PLACE for one in judged.values()) > _MOST_OUT_OF_PLACE * len(judged):
        raise NoCountyError(projected(path.name), len(judged), log.findings())
    if not rings:
        told = rejects[0][3] if rejects else ""
        raise NoCountyError(_no_county(path, told), len(judged), log.findings())
    years = _VINTAGE.findall(path.name)
    return Loaded(
        kind=BOUNDARIES,
        name=path.name,
        sheet="",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        table=table_of({county: tuple(own) for county, own in rings.items()}),
        read=len(judged),
        accepted=len(judged) - len(rejects),
        set_aside=len(rejects),
        repeated=0,
        findings=log.findings(),
        rejects=rejects_of(rejects),
        mapping=mapping_of(BOUNDARIES, {}, say("It holds shapes of counties")),
        facts={"form": form, "counties": len(rings), "vintage": years[-1] if years else ""},
    )


def _one_connecticut(judged: dict[int, Judged], log: FindingLog) -> dict[int, Judged]:
    """Set the former counties of Connecticut aside where its planning regions are there too: they overlap."""
    own = {line: one.county for line, one in judged.items() if one.county[:2] == _CONNECTICUT}
    former = {line: county for line, county in own.items() if county < _FIRST_REGION}
    if len(former) < len(own):
        aside = {line: Judged(code=BOTH, told=county) for line, county in former.items()}
        return judged | aside
    if former:
        log.add(FORMER, list(former), "", list(former.values()))
    return judged


def _tell(judged: dict[int, Judged], log: FindingLog) -> None:
    """Tell of shapes set aside, and of what was mended in others."""
    for line, one in judged.items():
        for code in (one.code, *one.notes):
            if code:
                log.add(code, [line], "", [one.told or one.county])


def _by_county(judged: dict[int, Judged], log: FindingLog) -> dict[str, list[Ring]]:
    """Put the rings of each county together; a ring that stands twice counts once."""
    rings: dict[str, list[Ring]] = {}
    seen: dict[str, set[bytes]] = {}
    for line, one in judged.items():
        if not one.county:
            continue
        if one.county in rings:
            log.add(IN_PARTS, [line], "", [one.county])
        for ring in one.rings:
            mark = np.ascontiguousarray(ring).tobytes()
            if mark not in seen.setdefault(one.county, set()):
                seen[one.county].add(mark)
                rings.setdefault(one.county, []).append(ring)
    return rings


def _not_there(path: Path) -> IntakeError | None:
    """Return the refusal of a file that cannot be opened, None where it can."""
    try:
        path.open("rb").close()
    except OSError as error:
        return unreadable(path, error)
    return None


def _not_boundaries(path: Path) -> IntakeError:
    return IntakeError(
        say("The file {file} holds no boundaries", file=path.name),
        say("It is neither GeoJSON or TopoJSON with polygons nor a shapefile"),
        say(
            "Use county boundaries in one of these forms, such as the Census Bureau's cartographic boundaries"
        ),
    )


def _no_county(path: Path, told: str) -> IntakeError:
    shown = say("The first one says “{text}”", text=told) if told else say("None says which county it is")
    return IntakeError(
        say("No shape of {file} is a county", file=path.name),
        shown,
        say("Use boundaries of counties whose shapes have the five figures of their FIPS code"),
    )
