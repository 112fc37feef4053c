"""Which states a name of a file or a title tells of: “Rhode Island claims”, “RI_claims.xlsx”."""

from __future__ import annotations

import re

import pandas as pd

_ONLY_FIRST = frozenset(("IN", "OR", "ME", "HI", "ID", "CO", "MO"))
"""Postal codes that are words or abbreviations too: meant only where a name begins with them."""
_NEVER = frozenset(("LA", "AS"))
_NOT_THE_STATE = re.compile(r"\s(?:county|co|parish|counties)\b")
_CAPITAL = re.compile(r"\bwashington\s+d\s?c\b")


def states_named(areas: pd.DataFrame, title: str, file: str = "") -> frozenset[str]:
    """Return the postal codes of the states that texts name.

    Parameters
    ----------
    areas : pandas.DataFrame
        The pack's areas: ``kind``, ``title``, ``state_abbr``.
    title : str
        Words of any kind, in which only full names count; counties named like a state do not.
    file : str
        Name of a file: postal codes in capital letters count there too, unless all of it is in capitals.

    Examples
    --------
    >>> areas = pd.DataFrame(
    ...     {"kind": "state", "title": ["Virginia", "West Virginia"], "state_abbr": ["VA", "WV"]}
    ... )
    >>> sorted(states_named(areas, "Claims filed in West Virginia"))
    ['WV']
    >>> sorted(states_named(areas, "", "VA_ui.csv"))
    ['VA']
    """
    states = areas[(areas["kind"] == "state") & (areas["state_abbr"] != "")]
    stem = re.sub(r"\.[A-Za-z]{2,7}(?:\.gz|\.zip)?$", "", file)
    text = _CAPITAL.sub("district of columbia", _plain(f"{title} | {stem}"))
    found = set()
    known = sorted(zip(states["title"], states["state_abbr"], strict=True), key=lambda one: -len(one[0]))
    for name, code in known:
        form = re.compile(rf"\b{re.escape(_plain(name))}\b")
        if any(not _NOT_THE_STATE.match(text, one.end()) for one in form.finditer(text)):
            found.add(str(code))
        # What was a longer name is not looked at again: West Virginia is not Virginia.
        text = form.sub("|", text)
    return frozenset(found | _by_code(stem, frozenset(states["state_abbr"])))


def _by_code(stem: str, known: frozenset[str]) -> set[str]:
    words = re.findall(r"[A-Za-z]+", stem)
    if not any(word != word.upper() for word in words):
        words = words[:1]
    found = {word for place, word in enumerate(words) if place == 0 or word not in _ONLY_FIRST}
    return (found & known) - _NEVER


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z|]+", " ", text.casefold()).split())
