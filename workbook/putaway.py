"""A file taken in, with its rows put away on the disk: what a window holds of it stays small."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from data import engine
from data.intake.boundaries.shapes import write_shapes
from workbook.desk import BOUNDARIES, POSTINGS, UNEMPLOYED
from workbook.loadedfiles import title_key
from workbook.model.pictures.counties import BY_COUNTY, figures_of

if TYPE_CHECKING:
    from data.intake.loaded import Loaded

FIRST_ROWS = 500
"""Rows set aside for one reason that are kept at hand; all of them lie on the disk."""

TABLE, REJECTS, SHAPES = "table.pickle", "set aside.pickle", "shapes.parquet"


def put_away(loaded: Loaded, folder: Path) -> Loaded:
    """Return a loaded file with its rows in a folder, and at hand what a window asks of it all the time.

    Facts in addition: ``days`` (first and last day of postings, blank without any), ``names_areas``
    (every posting says where it is) and, in ``review``, the ``key`` by which titles are compared; of postings
    and of people out of work the figures ``by_county``.

    Parameters
    ----------
    loaded : Loaded
        As the intake gives it.
    folder : Path
        The caller's; nobody else writes there.
    """
    facts = loaded.facts | _facts_of_postings(loaded) if loaded.kind == "postings" else loaded.facts
    facts = facts | _facts_by_county(loaded)
    table = loaded.table
    if isinstance(table, pd.DataFrame) and loaded.kind == BOUNDARIES:
        table = folder / SHAPES
        write_shapes(loaded.rows(), table, loaded.name)
    elif isinstance(table, pd.DataFrame):
        table = folder / TABLE
        loaded.rows().to_pickle(table)
    rejects, every = loaded.rejects, None
    if len(rejects) > FIRST_ROWS:
        every = folder / REJECTS
        rejects.to_pickle(every)
        rejects = rejects.groupby("code", sort=False).head(FIRST_ROWS).reset_index(drop=True)
    counts = {str(code): int(count) for code, count in loaded.rejects["code"].value_counts().items()}
    return replace(
        loaded, table=table, rejects=rejects, facts=facts, all_rejects=every, rejects_by_code=counts
    )


def _facts_by_county(loaded: Loaded) -> dict[str, Any]:
    if loaded.kind not in (POSTINGS, UNEMPLOYED):
        return {}
    if isinstance(loaded.table, Path):
        with engine.connect() as connection:
            rows = connection.from_parquet(str(loaded.table)).project("county").df().astype("str")
    else:
        rows = loaded.table
    return {BY_COUNTY: figures_of(loaded.kind, rows)}


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
