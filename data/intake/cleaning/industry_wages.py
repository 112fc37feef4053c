"""Rows of wages that are of one industry or of one kind of employer, and files that hold nothing else.

The archive of national industry-specific estimates of OEWS holds eight workbooks: ``natsector``, ``nat3d``,
``nat4d`` and ``nat5d_6d``, and each again by ownership (``_owner``). They look like wages of the nation.
"""

from __future__ import annotations

import re

import pandas as pd

from data.intake.cleaning.texts import text_of
from data.language import say

ONE_INDUSTRY, ONE_OWNERSHIP, NOTHING_ELSE = (
    *("row-of-one-industry", "row-of-one-ownership"),
    "wages-by-industry",
)
_ALL_INDUSTRIES = ("", "000000", "0", "cross-industry")
_PRIVATE_ALONE = "000001"
"""All industries, but of private employers only."""
_ALL_OWNERSHIPS = re.compile(r"|1235|0+|(?:all|total)\b.*", re.IGNORECASE)
"""Ownership in rows of all employers; 1, 2, 3 are federal, state and local government, 5 private ones."""

_SECTOR = re.compile(r"\d\d(?:-+\d+)?")
_FILES = {
    2: ("natsector", say("sectors")),
    3: ("nat3d", say("industries of 3 figures")),
    4: ("nat4d", say("industries of 4 figures")),
    6: ("nat5d_6d", say("industries of 5 and 6 figures")),
}
"""The workbooks of the archive, by the figures of their longest industries."""


def part_of(rows: pd.DataFrame) -> pd.DataFrame:
    """Return of what each row is a part: ``code`` of the finding, blank where of none, and ``value`` told."""
    industry = text_of(rows, "industry").str.casefold()
    ownership = text_of(rows, "ownership")
    private = industry == _PRIVATE_ALONE
    one = ~industry.isin(_ALL_INDUSTRIES) & ~private
    owned = (private | ~ownership.str.fullmatch(_ALL_OWNERSHIPS)) & ~one
    code = pd.Series("", index=rows.index, dtype="str").mask(one, ONE_INDUSTRY).mask(owned, ONE_OWNERSHIP)
    value = industry.where(one, ownership.where(~private, industry))
    return pd.DataFrame({"code": code, "value": value})


def nothing_else(rows: pd.DataFrame, trouble: pd.Series[str]) -> str:
    """Return which of the workbooks a file is that holds parts alone; blank for any other file.

    Parameters
    ----------
    rows : pandas.DataFrame
        The rows of the file.
    trouble : Series of str
        Why each row cannot be used, blank where it can.
    """
    parts = trouble.isin((ONE_INDUSTRY, ONE_OWNERSHIP))
    if not parts.any() or (trouble == "").any():
        return ""
    codes = text_of(rows, "industry")[trouble == ONE_INDUSTRY]
    longest = max((_figures(code) for code in codes.unique()), default=0)
    if not longest:
        return say("by ownership")
    file, level = _FILES[next(one for one in _FILES if longest <= one)]
    if not _of_the_nation(rows):
        return level
    if text_of(rows, "ownership")[parts].nunique() > 1:
        return say("{file}: by ownership", file=f"{file}_owner")
    return f"{file}: {level}"


def _of_the_nation(rows: pd.DataFrame) -> bool:
    """Return whether a file names no place but the nation; there are tables by industry of states as well."""
    titles = text_of(rows, "area_title").str.casefold().str.replace(".", "", regex=False)
    return bool(titles.isin(("", "us", "united states", "national")).all())


def _figures(code: str) -> int:
    """Return of how many figures an industry is, at most 6: 2 for a sector.

    >>> [_figures(code) for code in ("11", "31-33", "113000", "4230A1", "611110")]
    [2, 2, 3, 6, 5]
    """
    return 2 if _SECTOR.fullmatch(code) else min(6, max(3, len(code.rstrip("0"))))
