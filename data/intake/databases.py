"""The O*NET database as it is given away: a folder or a zip of some forty files, taken in as one."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.findings import SEVERITIES, FindingLog, IntakeError
from data.intake.loaded import Loaded, Options
from data.intake.reading.progress import Progress
from data.intake.reading.tables import Preview
from data.intake.recognising import recognise
from data.language import say

if TYPE_CHECKING:
    from data.reference.pack import Pack

ONET = "onet"
_ENDINGS = (".txt", ".xlsx", ".csv", ".tsv", ".gz")


def onet_sheets(previews: Sequence[Preview]) -> tuple[str, ...]:
    """Return the sheets (members of a zip) that are files of the O*NET database by their headings."""
    return tuple(one.sheet for one in previews if _is_onet(one))


def _is_onet(preview: Preview) -> bool:
    found = recognise([preview])
    return bool(found) and found[0].kind == ONET and bool(found[0].preset)


def load_onet(
    path: str | Path,
    pack: Pack,
    options: Options | None = None,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Loaded:
    """Take in a folder or a zip of the O*NET database, text or Excel, versions 27 to 30.

    Files that hold no scores, titles, zones, tools or kinship (reference tables, the read-me) are passed over
    with a finding.

    Raises
    ------
    IntakeError
        When nothing in it is a file of the database.
    """
    parts: list[Loaded] = []
    log = FindingLog(Path(path).name)
    for member, name, sheet in _members(Path(path)):
        if not sheet:
            log.add("onet-file-passed-over", column=name)
            continue
        told = {"sheet": sheet, "options": options, "progress": progress, "cancel": cancel}
        parts.append(_load(member, pack, **told))
    if not parts:
        raise IntakeError(
            say("{file} holds no file of the O*NET database", file=Path(path).name),
            say("None of its files has the headings of one"),
            say("Give the folder or the zip that the O*NET Resource Center offers for download"),
        )
    return _together(Path(path), parts, log)


def _load(path: Path, pack: Pack, **told: object) -> Loaded:
    from data.intake.loading import load

    return load(path, pack, ONET, **told)  # type: ignore[arg-type]


def _members(path: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield every file of a folder, or member of a zip: path, name, sheet (blank where it is another)."""
    from data.intake.reading.rawfile import open_file

    if path.is_dir():
        for one in sorted(path.iterdir()):
            if one.is_file() and one.suffix.lower() in _ENDINGS and not one.name.startswith((".", "~")):
                with open_file(one) as file:
                    known = onet_sheets([file.preview(sheet.name) for sheet in file.sheets])
                yield one, one.name, known[0] if known else ""
        return
    with open_file(path) as file:
        previews = [file.preview(sheet.name) for sheet in file.sheets]
    known = onet_sheets(previews)
    for preview in previews:
        yield path, preview.sheet, preview.sheet if preview.sheet in known else ""


def _together(path: Path, parts: Sequence[Loaded], log: FindingLog) -> Loaded:
    rejects = [
        part.rejects[["line", "code", "column", "value"]].assign(file=part.sheet or part.name)
        for part in parts
    ]
    findings = [one for part in parts for one in part.findings] + list(log.findings())
    tables = [part.rows() for part in parts]
    subjects = sorted({subject for table in tables for subject in table["subject"].unique()})
    sums = "".join(sorted({part.sha256 for part in parts}))
    return Loaded(
        kind=ONET,
        name=path.name,
        sheet=", ".join(part.sheet or part.name for part in parts),
        sha256=parts[0].sha256 if len({part.sha256 for part in parts}) == 1 else _sha(sums),
        table=pd.concat(tables, ignore_index=True),
        read=sum(part.read for part in parts),
        accepted=sum(part.accepted for part in parts),
        set_aside=sum(part.set_aside for part in parts),
        repeated=sum(part.repeated for part in parts),
        findings=tuple(sorted(findings, key=lambda one: SEVERITIES.index(one.severity))),
        rejects=pd.concat(rejects, ignore_index=True),
        mapping=parts[0].mapping,
        preset="onet_database",
        facts={"subjects": ", ".join(subjects), "files": len(parts)},
    )


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
