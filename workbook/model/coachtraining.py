"""The training that leads to a job, in a line: the planner's programmes, else fields of study."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd
from numpy.typing import NDArray

from workbook.model.localtables import PROGRAMMES, of_kind
from workbook.model.programmes import own_programmes

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
NAMED_PROGRAMMES, NAMED_FIELDS = 2, 2
LONGEST_PROGRAMME, LONGEST_PROVIDER = 80, 50
"""Letters of a name that a page has room for; lists of states have names of several hundred."""
FIELD_LETTERS = 52
"""Letters that two fields of study may take on a line beside the usual preparation."""
STEM = 5
"""Letters by which a word of a field of study is taken for one of an occupation's title."""


def training_of(results: Results, ends: Array) -> dict[int, str]:
    """Return per destination the programmes of the planner's list; without a list the fields of study."""
    frame = results.frame
    socs = frame["soc"]
    if of_kind(results.prepared.tables, PROGRAMMES) is None:
        fields = results.prepared.pack.table("programmes")
        titles = {str(soc): list(rows) for soc, rows in fields.groupby("soc")["cip_title"]}
        return {
            int(place): f"Fields of study: {_fitting(titles[socs[place]], str(frame['title'][place]))}"
            for place in ends
            if socs[place] in titles
        }
    listed = {str(soc): rows for soc, rows in own_programmes(results, ends).groupby("soc")}
    return {int(place): _programmes(listed.get(str(socs[place]))) for place in ends}


def _fitting(fields: list[str], title: str) -> str:
    """Return the fields of study that share most words with a title, general ones before special.

    The second is left out where the line grows too long.

    >>> _fitting(["Risk Management", "Operations Management"], "General and Operations Managers")
    'Operations Management; Risk Management'
    """
    wanted = _stems(title)
    ranked = sorted(
        fields, key=lambda field: (-len(wanted & _stems(field)), "General" not in field, len(field), field)
    )
    said = "; ".join(ranked[:NAMED_FIELDS])
    return said if len(said) <= FIELD_LETTERS else ranked[0]


def _stems(text: str) -> set[str]:
    words = "".join(letter if letter.isalpha() else " " for letter in text.casefold()).split()
    return {word[:STEM] for word in words if word not in ("and", "of", "all", "other", "general", "except")}


def _programmes(rows: pd.DataFrame | None) -> str:
    if rows is None:
        return "No programme of the list leads here"
    said = [_programme(row) for row in rows.head(NAMED_PROGRAMMES).to_dict("records")]
    more = len(rows) - len(said)
    return "; ".join(said) + (f"; and {more} more" if more else "")


def _programme(row: dict[Any, Any]) -> str:
    facts = [
        shorten(row["provider"], LONGEST_PROVIDER, placeholder="…"),
        f"${row['cost_usd']:,.0f}" if row["cost_usd"] == row["cost_usd"] else "cost not stated",
        f"{row['weeks']:,.0f} weeks" if row["weeks"] == row["weeks"] else "",
        f"{row['seats']:,.0f} seats" if row["seats"] == row["seats"] else "",
        f"licence: {shorten(row['licence'], LONGEST_PROVIDER, placeholder='…')}" if row["licence"] else "",
        f"{row['placement_share']:.0%} placed" if row["placement_share"] == row["placement_share"] else "",
    ]
    name = shorten(row["programme"], LONGEST_PROGRAMME, placeholder="…")
    return f"{name} ({', '.join(fact for fact in facts if fact)})"
