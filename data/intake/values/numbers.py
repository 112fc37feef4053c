"""Numbers as people and publishers write them, with the marks that stand beside or instead of them."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from data.intake.values import ABSENT, READ, SUPPRESSED, TOP_CODED, UNREADABLE, says_nothing

_WITHHELD = frozenset(("*", "**", "***", "~", "s", "d", "(s)", "(d)", "n/r", "x", "(x)"))
_WITHHELD_WORDS = ("suppressed", "withheld", "not disclosed", "not released", "confidential")
_TOP = frozenset(("#", "(#)"))
_FIGURE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+"
_NUMBER = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?:US)?\$?\s*(?P<bound>[<>≥≤]=?)?\s*\$?\s*(?P<sign2>[-−])?"
    rf"(?P<figure>{_FIGURE})(?P<power>[eE][+-]?[0-9]{{1,2}})?\s*(?P<percent>%|percent|pct)?\s*(?P<close>\))?"
    r"(?P<plus>\+| or more| and over)?",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"\s*(?:\((?P<numbered>[0-9]{1,2}|[a-z])\)|\[(?P<square>[0-9]{1,2}|[a-z])\]|(?P<stars>[*†‡§#]+)|(?P<letter>[prce])"
    r"|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹]))$",
    re.IGNORECASE,
)
_LONE_FOOTNOTE = re.compile(r"\(([0-9]{1,2}|[a-z])\)|\[[0-9]{1,2}\]", re.IGNORECASE)
_LETTER_BEFORE = re.compile(r"^(?P<letter>[prc])\s+(?=[0-9$(-])", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number and what stands beside it.

    Attributes
    ----------
    value : float or None
        None unless `mark` is blank or ``top-coded`` with a figure. A percentage is a share: 45 % is 0.45.
    mark : str
        Blank, ``absent``, ``suppressed``, ``top-coded`` or ``unreadable``.
    footnote : str
        The footnote's mark, if one stands behind the figure.
    percent : bool
        Whether it was written as a percentage.
    """

    value: float | None
    mark: str = READ
    footnote: str = ""
    percent: bool = False


def number(text: str, *, negatives: bool = False, suppressed: Collection[str] = ()) -> Number:
    """Read one cell.

    Parameters
    ----------
    text : str
        As it stands in the file.
    negatives : bool
        Whether values below zero make sense: then ``(12)`` is −12, otherwise a footnote in place of a figure.
    suppressed : collection of str
        Further texts that stand for a withheld figure, such as ``-99999``.

    >>> number("1,276"), number("45%").value, number("**").mark, number("#").mark, number("–").mark
    (Number(value=1276.0, mark='', footnote='', percent=False), 0.45, 'suppressed', 'top-coded', 'absent')
    >>> number("(1,276)", negatives=True).value, number("(1)").mark, number("4.5(p)").footnote
    (-1276.0, 'suppressed', 'p')
    """
    bare = " ".join(text.replace("\u00a0", " ").split())
    lower = bare.casefold()
    if bare in suppressed or lower in _WITHHELD or any(word in lower for word in _WITHHELD_WORDS):
        return Number(None, SUPPRESSED)
    if lower in _TOP:
        return Number(None, TOP_CODED)
    if says_nothing(bare):
        return Number(None, ABSENT)
    if not negatives and _LONE_FOOTNOTE.fullmatch(bare):
        return Number(None, SUPPRESSED, bare.strip("()[]"))
    read = _figure(bare, "", negatives)
    if read is not None:
        return read
    noted = _LETTER_BEFORE.match(bare)
    if noted:
        return _figure(bare[noted.end() :], noted.group("letter").lower(), negatives) or Number(
            None, UNREADABLE
        )
    noted = _FOOTNOTE.search(bare)
    if noted:
        mark = next(part for part in noted.groups() if part)
        return _figure(bare[: noted.start()], mark, negatives) or Number(None, UNREADABLE)
    return Number(None, UNREADABLE)


def _figure(text: str, footnote: str, negatives: bool) -> Number | None:
    found = _NUMBER.fullmatch(text)
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    value = float(found["figure"].replace(",", "") + (found["power"] or ""))
    if not math.isfinite(value):
        return None
    below = bool(found["open"]) or (found["sign"] or "+") != "+" or bool(found["sign2"])
    if below and value and not negatives:
        return Number(None, UNREADABLE)
    value = -value if below and value else value
    percent = bool(found["percent"])
    value = value / 100 if percent else value
    bound = found["bound"] or ""
    if bound.startswith(("<", "≤")):
        return Number(None, SUPPRESSED, footnote)
    mark = TOP_CODED if bound or found["plus"] else READ
    return Number(value, mark, footnote, percent)


def read_distinct(
    values: Iterable[str], *, negatives: bool = False, suppressed: Collection[str] = ()
) -> pd.DataFrame:
    """Read many cells.

    Returns
    -------
    pandas.DataFrame
        Grain: text. ``text``, ``value`` (float64, NaN unless read), ``mark``, ``footnote``, ``percent``.
    """
    texts = list(dict.fromkeys(values))
    read = [number(text, negatives=negatives, suppressed=suppressed) for text in texts]
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "value": pd.Series([one.value for one in read], dtype="float64"),
            "mark": pd.Series([one.mark for one in read], dtype="str"),
            "footnote": pd.Series([one.footnote for one in read], dtype="str"),
            "percent": pd.Series([one.percent for one in read], dtype="bool"),
        }
    )
