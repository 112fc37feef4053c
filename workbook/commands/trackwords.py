"""What a month tracked comes to, in sentences."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from data.dictionaries import parameters
from workbook.model.decomposition import CAUSES, EITHER, WORDS

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.tracking import Tracking

MOST = 5
"""Occupations that are named; the tables hold all."""
TOTALS = {
    "postings_open": ("Open postings", ",.0f"),
    "openings_12m": ("Openings a year", ",.0f"),
    "seekers_per_opening": ("Seekers per opening", ".2f"),
}


def sentences(
    found: Tracking,
    tables: Mapping[str, pd.DataFrame],
    notes: Sequence[str],
    path: Path,
    *,
    replaced: bool,
) -> Iterator[str]:
    """Yield the lines to print."""
    now, months = found.now, found.panel.months
    done = "taken again, in the place of the earlier record," if replaced else "added"
    yield f"{now.region_name}, {now.month}: {done} to {path.name}, which tracks {_months(months)}"
    yield from notes
    if found.before is None:
        yield "There is no earlier month of this region to compare it with."
    else:
        yield ""
        yield f"What changed since {found.before.month}"
        yield from (f"  {line}" for line in _changes(found))
    yield ""
    if tables["triggers"].empty:
        yield "Nothing calls for a look."
    else:
        yield "What calls for a look"
        yield from (f"  {one}." for one in tables["triggers"]["sentence"])
    if "indicator" in tables:
        yield ""
        yield from _indicator(tables["indicator"])


def _months(months: Sequence[str]) -> str:
    return f"{len(months)} months from {months[0]}" if len(months) > 1 else "this month alone"


def _changes(found: Tracking) -> Iterator[str]:
    changes = found.changes
    for one in found.breaks:
        yield f"{one.sentence}."
    for name, (then, value) in (found.changed_parameters or {}).items():
        yield f"{parameters()[name].label} ({name}): {then:g} before, {value:g} now."
    of_region = changes[(changes["soc"] == "") & (changes["subject"] != "break")]
    for row in of_region.to_dict("records"):
        label, form = TOTALS[row["subject"]]
        if row["change"]:
            yield f"{label}: {row['before']:{form}} before, {row['after']:{form}} now ({_why(row)})."
    classes = changes[changes["subject"] == "class"]
    if len(classes):
        named = "; ".join(
            f"{row['title']} from {row['class_before']} to {row['class_after']}"
            for row in classes.head(MOST).to_dict("records")
        )
        yield f"{len(classes)} occupations have another class: {named}{_more(len(classes))}."
    for subject, word in (("new", "ranked now that were not"), ("gone", "ranked no more")):
        rows = changes[changes["subject"] == subject]
        if len(rows):
            yield f"{len(rows)} are {word}: {'; '.join(rows['title'].head(MOST))}{_more(len(rows))}."
    ranks = changes[(changes["subject"] == "rank") & (changes["soc"] != "")]
    if len(ranks):
        named = "; ".join(
            f"{row['title']} from {row['before']:.0f} to {row['after']:.0f} ({_why(row)})"
            for row in ranks.head(MOST).to_dict("records")
        )
        yield f"{len(ranks)} ranks moved, the furthest: {named}."
    if changes.empty or not (changes["subject"] != "break").any() or not changes["change"].any():
        yield "No figure that can be compared is another one."
    if any(step.cause == EITHER for step in found.steps):
        yield (
            "The files of the month before are gone or changed, and the reference pack is another one: what "
            "either did cannot be told apart and is called data or pack."
        )


def _more(count: int) -> str:
    return f" and {count - MOST} more" if count > MOST else ""


def _why(row: Mapping[Hashable, Any]) -> str:
    """Return the parts of a change in words, those that are nothing left out."""
    parts = {cause: row[f"part_{cause}"] for cause in CAUSES}
    told = [f"{part:+,.4g} by {WORDS[cause]}" for cause, part in parts.items() if part]
    return ", ".join(told) or "no change"


def _indicator(table: pd.DataFrame) -> Iterator[str]:
    known = table[table["complete"].astype(bool)]
    if known.empty:
        yield "The posting index has no whole month of the region's states."
        return
    yield "Index of job postings, by state"
    for row in known.groupby("state", sort=True).tail(1).to_dict("records"):
        changes = [
            f"{row[name]:+.1%} in {span}"
            for name, span in (
                ("change_share", "a month"),
                ("change_3m_share", "three months"),
                ("change_12m_share", "a year"),
            )
            if np.isfinite(row[name])
        ]
        said = ", ".join(changes) or "no change known"
        yield f"  {row['state']}: {row['index']:.1f} in {row['month']}; {said}"
