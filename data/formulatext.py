"""Text that a spreadsheet would take for a formula: marked where it is written, read back as it was.

In CSV nothing tells a text from a formula, so a text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a
carriage return gets an apostrophe before it, as spreadsheets themselves mark such text. So that reading gives
every text back exactly, one that already begins with apostrophes before such a sign gets one more.
"""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet read a text as a formula."""

_TAKEN_FOR_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_STARTS_SQL = "'=', '+', '-', '@', chr(9), chr(13)"
_PATTERN_SQL = r"^''*[=+\-@\t\r]"


def guarded(text: str) -> str:
    """Return a text as CSV holds it.

    >>> guarded("=1+1"), guarded("Cooks"), guarded("'=1")
    ("'=1+1", 'Cooks', "''=1")
    """
    return f"'{text}" if _TAKEN_FOR_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that a cell of a file stands for.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''=1")
    ('=1+1', "'tis", "'=1")
    """
    return text[1:] if text.startswith("'") and _TAKEN_FOR_FORMULA.match(text) else text


def guarded_sql(cell: str) -> str:
    """Return `guarded` in SQL."""
    taken = f"{cell}[1] IN ({_STARTS_SQL}) OR ({cell}[1] = '''' AND regexp_matches({cell}, '{_PATTERN_SQL}'))"
    return f"CASE WHEN {taken} THEN '''' || {cell} ELSE {cell} END"


def unguarded_sql(cell: str) -> str:
    """Return `unguarded` in SQL; cells that begin otherwise are looked at once and cost next to nothing."""
    marked = f"starts_with({cell}, '''') AND regexp_matches({cell}, '{_PATTERN_SQL}')"
    return f"CASE WHEN {marked} THEN substr({cell}, 2) ELSE {cell} END"
