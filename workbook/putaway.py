"""A file taken in, with its rows put away on the disk: what a window holds of it stays small."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from data import engine
from workbook.loadedfiles import title_key

if TYPE_CHECKING:
    from data.intake.loaded import Loaded

FIRST_ROWS = 500
"""Rows set aside for one reason that are kept at hand; all of them lie on the disk."""

TABLE, REJECTS = "table.pickle", "set aside.pickle"


def put_away(loaded: Loaded, folder: Path) -> Loaded:
    """Return a loaded file with its rows in a folder, and at hand what a window asks of it all the time.

    Facts in addition: ``days`` (first and last day of postings, blank without any), ``names_areas``
    (every posting says where it is) and, in ``review``, the ``key`` by which titles are compared.

    Parameters
    ----------
    loaded : Loaded
        As the intake gives it.
    folder : Path
        The caller's; nobody else writes there.
    """
    facts = loaded.facts | _facts_of_postings(loaded) if loaded.kind == "postings" else loaded.facts
    table = loaded.table
    if isinstance(table, pd.DataFrame):
        table = folder / TABLE
        loaded.table.to_pickle(table)  # type: ignore[union-attr]
    rejects, every = loaded.rejects, None
    if len(rejects) > FIRST_ROWS:
        every = folder / REJECTS
        rejects.to_pickle(every)
        rejects = rejects.groupby("code", sort=False).head(FIRST_ROWS).reset_index(drop=True)
    counts = {str(code): int(count) for code, count in loaded.rejects["code"].value_counts().items()}
    return replace(
        loaded, table=table, rejects=rejects, facts=facts, all_rejects=every, rejects_by_code=counts
    )


def _facts_of_postings(loaded: Loaded) -> dict[str, Any]:
    if isinstance(loaded.table, Path):
        with engine.connect() as connection:
            asked = "SELECT min(posted), max(posted), coalesce(bool_and(area <> ''), false) FROM given"
            connection.from_parquet(str(loaded.table)).create_view("given")
            first, last, everywhere = connection.execute(asked).fetchone() or (None, None, False)
    else:
        days = loaded.table["posted"].dropna()
        first, last = (days.min(), days.max()) if len(days) else (None, None)
        everywhere = bool((loaded.table["area"] != "").all())
    days_told = () if first is None else (pd.Timestamp(first).date(), pd.Timestamp(last).date())
    told: dict[str, Any] = {"days": days_told, "names_areas": bool(everywhere)}
    review = loaded.facts.get("review")
    if review is not None:
        pairs = zip(review["title"], review["official"], strict=True)
        told["review"] = review.assign(key=[title_key(str(title or official)) for title, official in pairs])
        told["review_keys"] = frozenset(told["review"]["key"]) - {""}
    return told
