"""Text of a workbook's XML as a planner sees it: entities, line ends and Excel's own escapes put right."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_LETTER = 0x10FFFF
_BETWEEN = b"\0"


def xml_texts(raws: Sequence[bytes]) -> list[str]:
    """Return texts as a parser would give them: line ends, XML's own five entities, letters by number.

    Examples
    --------
    >>> xml_texts([b"R&amp;D caf&#233;_x000D_", b"a"])
    ['R&D café\\n', 'a']
    """
    if not raws:
        return []
    joined = _BETWEEN.join(raws)
    if joined.count(_BETWEEN) >= len(raws):
        # No XML may hold such a letter; where one does all the same, it is left out.
        joined = _BETWEEN.join(raw.replace(_BETWEEN, b"") for raw in raws)
    text = joined.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&#" in text:
        text = _ENTITY.sub(_entity, text)
    elif "&" in text:
        for name, letter in _NAMED.items():
            text = text.replace(f"&{name};", letter)
    return without_escapes(text).split(_BETWEEN.decode())


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number <= _LAST_LETTER and not 0xD800 <= number <= 0xDFFF else match.group()


def without_escapes(text: str) -> str:
    """Return a text with the characters put in that Excel writes as ``_x000D_`` because XML cannot hold them.

    Line ends become line feeds; what no text holds vanishes.
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_control, text).replace("\r\n", "\n").replace("\r", "\n")


def _control(match: re.Match[str]) -> str:
    letter = chr(int(match.group(1), 16))
    return (
        letter if letter in "\t\n\r" or (letter.isprintable() and not "\ud800" <= letter <= "\udfff") else ""
    )
