"""Training programmes that were entered by hand, beside those of the planner's list."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from workbook.boardentries import Programme
from workbook.model.localtables import PROGRAMMES, LocalTable, of_kind

NAME = "programmes entered by hand"


def with_entered(tables: tuple[LocalTable, ...], programmes: Sequence[Programme]) -> tuple[LocalTable, ...]:
    """Return the planner's tables with programmes entered by hand among those of the list.

    A programme that stands in the list as well (same occupation, name and provider) counts as it was entered.
    """
    if not programmes:
        return tables
    entered = entered_table(programmes)
    own = of_kind(tables, PROGRAMMES)
    if own is None:
        return (*tables, entered)
    known = {one.key for one in programmes}
    told = own.rows.reindex(columns=["soc", "title", "provider"]).astype(object).fillna("").astype("str")
    keys = zip(told["soc"], told["title"].str.casefold(), told["provider"].str.casefold(), strict=True)
    kept = own.rows[[key not in known for key in keys]]
    both = replace(
        own,
        rows=pd.concat([kept, entered.rows.reindex(columns=own.rows.columns)], ignore_index=True),
        read=own.read + entered.read,
        accepted=own.accepted + entered.accepted,
        sha256=f"{own.sha256} {entered.sha256}",
        name=f"{own.name}, {NAME}",
    )
    return tuple(both if one is own else one for one in tables)


def entered_table(programmes: Sequence[Programme]) -> LocalTable:
    """Return programmes entered by hand as a table of the planner's; grain: programme."""
    rows = pd.DataFrame(
        {
            "id": pd.Series([f"entered {number}" for number, _ in enumerate(programmes, 1)], dtype="str"),
            **{
                name: pd.Series([getattr(one, name) for one in programmes], dtype="str")
                for name in ("soc", "title", "provider", "credential")
            },
            **{name: pd.Series("", index=range(len(programmes)), dtype="str") for name in ("cip", "licence")},
            **{
                name: pd.Series([getattr(one, name) for one in programmes], dtype="float64")
                for name in ("cost_usd", "weeks", "seats")
            },
        }
    )
    checksum = hashlib.sha256(repr(tuple(programmes)).encode()).hexdigest()
    count = len(programmes)
    return LocalTable(PROGRAMMES, rows, count, count, 0, (), checksum, NAME)
