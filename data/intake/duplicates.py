"""Copies of one posting: the same number, or the same title, employer and place within sixty days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from data.intake.titles import normalised

if TYPE_CHECKING:
    import duckdb

DAYS = 60
"""Copies on several boards come out within so many days of each other."""

_LEGAL = frozenset(
    [
        *(
            "inc",
            "incorporated",
            "llc",
            "llp",
            "lp",
            "ltd",
            "limited",
            "corp",
            "corporation",
            "co",
            "company",
        ),
        *(
            "plc",
            "pc",
            "pllc",
            "pa",
            "na",
            "gmbh",
            "sa",
            "company",
            "holdings",
            "holding",
            "group",
            "usa",
            "us",
        ),
        *("companies", "enterprises", "the", "intl", "international", "of", "and"),
    ]
)
_MOST_COMPARED = 30_000
_SHORTEST_COMPARED = 8
_SPACED_LETTERS = re.compile(r"\b(?:[a-z] ){1,}[a-z]\b")


def employer_key(name: str) -> str:
    """Write an employer's name in the form in which names are compared.

    Legal forms, “the” and blanks are left out.

    >>> employer_key("ACME, Inc."), employer_key("The Acme Company"), employer_key("Wal-Mart Stores, L.L.C.")
    ('acme', 'acme', 'walmartstores')
    """
    words = normalised(name).split()
    if min(map(len, words), default=0) == 1:
        words = _SPACED_LETTERS.sub(lambda found: found.group().replace(" ", ""), " ".join(words)).split()
    kept = [word for word in words if word not in _LEGAL] or words
    return "".join(kept)


def employer_keys(names: Sequence[str]) -> dict[str, str]:
    """Return the key of each name; names that differ by one letter share the key of the first of them.

    Names with different figures, and short ones, are never brought together.

    >>> employer_keys(["Home Depot", "Home Deppot", "Store 12 Ltd", "Store 13 Ltd"])["Home Deppot"]
    'homedepot'
    """
    keys = {name: employer_key(name) for name in names}
    distinct = sorted(set(keys.values()))
    if len(distinct) > _MOST_COMPARED:
        return keys
    same = _one_letter_apart(distinct)
    return {name: same.get(key, key) for name, key in keys.items()}


def _one_letter_apart(keys: Iterable[str]) -> dict[str, str]:
    """Lead each key to an earlier one from which one letter parts it: changed, swapped, added or left out."""
    long_enough = [key for key in keys if len(key) >= _SHORTEST_COMPARED]
    whole = set(long_enough)
    by_gap: dict[tuple[str, int], str] = {}
    leads: dict[str, str] = {}

    def first(key: str) -> str:
        while key in leads:
            key = leads[key]
        return key

    def join(one: str, other: str) -> None:
        if _figures(one) == _figures(other):
            one, other = sorted((first(one), first(other)))
            if one != other:
                leads[other] = one

    for key in long_enough:
        for place in range(len(key)):
            rest = key[:place] + key[place + 1 :]
            if rest in whole:
                join(rest, key)
            for gap in (place - 1, place):
                known = by_gap.get((rest, gap))
                if known is not None:
                    join(known, key)
            by_gap.setdefault((rest, place), key)
    return {key: first(key) for key in leads}


def _figures(key: str) -> str:
    return "".join(letter for letter in key if letter.isdigit())


def find_copies(connection: duckdb.DuckDBPyConnection, rows: str, days: int = DAYS) -> int:
    """Find the postings that are copies of others; table ``copies`` (``line``) names those to leave out.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Where the rows are.
    rows : str
        Relation with ``line``, ``id`` (a number shared by equal ids, or NULL), ``same`` (a number shared by
        postings with equal title, employer and place; NULL where title or employer is not stated),
        ``posted`` and ``expires``.
    days : int
        Copies with the same title, employer and place come out within so many days of the one before.

    Returns
    -------
    int
        How many are left out. Of copies the one that stays open longest is kept (one without a last day
        longest of all), then the one posted last, then the first in the file.
    """
    best = "expires DESC NULLS FIRST, posted DESC NULLS LAST, line"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE shared AS SELECT id AS h FROM {rows} WHERE id IS NOT NULL "
        "GROUP BY ALL HAVING count(*) > 1"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE copies AS SELECT line FROM (SELECT line, row_number() OVER "
        f"(PARTITION BY id ORDER BY {best}) AS place FROM {rows} WHERE id IS NOT NULL AND id IN "
        "(SELECT h FROM shared)) WHERE place > 1"
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE shared AS SELECT same FROM {rows} WHERE same IS NOT NULL "
        "GROUP BY ALL HAVING count(*) > 1"
    )
    connection.execute(
        f"""
        INSERT INTO copies
        WITH alike AS (
            SELECT line, same, posted, expires FROM {rows}
            SEMI JOIN shared USING (same) ANTI JOIN copies USING (line)
        ),
        gaps AS (
            SELECT *, coalesce(posted - lag(posted) OVER (
                PARTITION BY same ORDER BY posted NULLS FIRST, line) > {days}, false) AS begins FROM alike
        ),
        runs AS (
            SELECT *, sum(CAST(begins AS INTEGER)) OVER (
                PARTITION BY same ORDER BY posted NULLS FIRST, line) AS run FROM gaps
        )
        SELECT line FROM (
            SELECT line, row_number() OVER (PARTITION BY same, run ORDER BY {best}) AS place FROM runs
        ) WHERE place > 1
        """
    )
    connection.execute("DROP TABLE shared")
    found = connection.execute("SELECT count(*) FROM copies").fetchone()
    return int(found[0]) if found else 0


def comparing_keys(
    titles: Sequence[str], employers: Sequence[str]
) -> tuple[list[int | None], list[int | None]]:
    """Return for each distinct title and each distinct employer the number of the form they are compared in.

    None for a text without letters and figures.
    """
    keys = employer_keys(employers)
    return _numbered(map(normalised, titles)), _numbered(keys[name] for name in employers)


def _numbered(forms: Iterable[str]) -> list[int | None]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(form, len(numbers)) if form else None for form in forms]
