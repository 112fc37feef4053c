"""Notes below a table: sources, explanations of marks, names of offices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from data.intake.reading.cellkinds import VALUES, CellKind, kind_of
from data.intake.reading.tables import Row

_NOTE = re.compile(
    r"\s*(?:"
    r"(?:sources?|notes?|footnotes?|provided by|prepared by|n\.?b\.?|data source|released?|contact)\s*[:.\-–]"
    r"|footnotes?\s*$|notes?\s*$"
    r"|[(\[]\s*(?:\d{1,2}|[a-z*])\s*[)\]]\s*\S"
    r"|\*+\s*\S|†|‡|§|\^\s*\S"
    r"|(?:\d{1,2}|[a-z])\s*/\s+\S"
    r"|[a-z*#–—-]{1,3}\s*=\s*\S"
    r"|(?:a |the )?(?:dash|asterisk)\w*\b.*\bindicat"
    r"|source\b.*\b(?:bureau|department|census|survey)\b"
    r")",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[A-Z][^.!?]{20,}\b[^.!?]*[.!?]\s*$", re.DOTALL)
_MOST_NOTES = 50


def footer_lines(rows: Sequence[Row]) -> tuple[int, ...]:
    """Return the lines of the notes below a table.

    Parameters
    ----------
    rows : sequence of Row
        The last rows of the sheet in order; blank ones may be missing.

    Returns
    -------
    tuple of int
        Lines from the first note to the last one, without blank rows. From the bottom up, a row belongs to
        the notes while it holds few cells, none of them a figure, and the block that these rows make begins
        with something that reads like a note or stands apart from the table.
    """
    kept = [row for row in rows if any(cell.strip() for cell in row[1])]
    widths = [sum(bool(cell.strip()) for cell in cells) for _, cells in kept]
    several = [width for width in widths if width > 1]
    usual = median(several) if len(several) > len(widths) / 4 else 1
    block: list[int] = []
    for place in range(len(kept) - 1, 0, -1):
        if len(block) >= _MOST_NOTES or not _may_be_note(kept[place], widths[place], usual):
            break
        block.append(place)
    block.reverse()
    while block and not _begins_notes(kept, block[0], usual):
        block.pop(0)
    return tuple(kept[place][0] for place in block)


def _may_be_note(row: Row, width: int, usual: float) -> bool:
    cells = [cell for cell in row[1] if cell.strip()]
    if usual <= 1:
        return bool(_NOTE.match(cells[0]))
    if any(kind_of(cell) in VALUES and kind_of(cell) is not CellKind.DATE for cell in cells):
        return False
    if _NOTE.match(cells[0]) or _SENTENCE.match(cells[0]):
        return width <= max(2, usual / 2)
    return width <= min(2, usual / 2)


def _begins_notes(kept: Sequence[Row], place: int, usual: float) -> bool:
    """Return whether notes can begin with a row: it reads like one, or a blank row sets it apart."""
    line, cells = kept[place]
    first = next(cell for cell in cells if cell.strip())
    if _NOTE.match(first) or _SENTENCE.match(first):
        return True
    return usual > 1 and line - kept[place - 1][0] > 1 and " " in first.strip()
