"""The bytes of a deck: the same for the same slides, whenever and wherever they are written."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time that every part of a file carries: the first that a zip file can tell."""

_STAMPED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_LEFT_OUT = re.compile(r"docProps/thumbnail\.|ppt/printerSettings/")
_POINTS_AT_THEM = re.compile(
    rb'<Relationship [^>]*Target="(?:docProps/thumbnail\.|printerSettings/)[^>]*/>'
    rb'|<Default Extension="(?:jpeg|bin)"[^>]*/>'
)


def settled(content: bytes, day: datetime.date) -> bytes:
    """Return an Office file with one fixed time in it, also in the workbooks behind its charts.

    The thumbnail and the printer settings of the library's empty deck are left out.
    """
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(found, "w") as after:
        for part in before.infolist():
            if _LEFT_OUT.match(part.filename):
                continue
            held = before.read(part)
            if part.filename.endswith(".xlsx"):
                held = settled(held, day)
            elif part.filename == "docProps/core.xml":
                held = _STAMPED.sub(rb"\g<1>" + stamp + rb"\g<2>", held)
            elif part.filename.endswith(".rels") or part.filename == "[Content_Types].xml":
                held = _POINTS_AT_THEM.sub(b"", held)
            named = zipfile.ZipInfo(part.filename, FIRST_DAY)
            named.compress_type = zipfile.ZIP_DEFLATED
            named.external_attr = 0o600 << 16
            after.writestr(named, held)
    return found.getvalue()
