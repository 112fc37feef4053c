"""The tables of ZIP codes and of postal cities of the pack, as dictionaries to look places up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.values.placetexts import plain

if TYPE_CHECKING:
    from data.reference.pack import Pack

LEAST_SHARE = 0.5


def zips(pack: Pack, known: frozenset[str]) -> dict[str, str]:
    """Give each ZIP code the metropolitan area that holds most of it."""
    table = pack.table("zips").sort_values("share", ascending=False, kind="stable")
    best = table.drop_duplicates("zip")
    pairs = zip(best["zip"].tolist(), best["cbsa"].tolist(), strict=True)
    return {code: f"00{cbsa}" for code, cbsa in pairs if f"00{cbsa}" in known}


def postal_cities(pack: Pack, known: frozenset[str]) -> dict[tuple[str, str], str]:
    """Give each city of the postal service the metropolitan area that holds at least half of it."""
    table = pack.table("cities")
    table = table[table["cbsa"].notna() & (table["share"] >= LEAST_SHARE)]
    found: dict[tuple[str, str], str] = {}
    rows = (table[name].tolist() for name in ("city", "state_abbr", "cbsa"))
    for city, state, cbsa in zip(*rows, strict=True):
        if f"00{cbsa}" in known:
            found.setdefault((plain(city), state.casefold()), f"00{cbsa}")
    return found
