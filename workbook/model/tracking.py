"""The months of a plan: what changed and why, the series of every occupation, and what calls for a look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model.decomposition import CAUSES, Earlier, Step, causes_of, parts_of, steps_between
from workbook.model.panel import (
    Break,
    Panel,
    at,
    panel_of,
)
from workbook.model.snapshots import NO_CLASS, Snapshot, snapshot_of
from workbook.model.trend import CLASS_NAMES, earlier_of, series
from workbook.model.triggers import triggers
from workbook.plan import Plan

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
CHANGED = {
    "rank": "rank",
    "openings_12m": "openings per year",
    "postings_open": "postings",
    "seekers_per_opening": "persons per opening",
}
"""Figures whose changes are listed, with their units."""


@dataclass(frozen=True, eq=False)
class Tracking:
    """A month of a plan beside the months before it.

    Attributes
    ----------
    now : Snapshot
        The month.
    before : Snapshot or None
        The month tracked before it, for the same region; None for the first.
    panel : Panel
        All months of the region up to this one.
    changes, series, triggers : pandas.DataFrame
        What changed since the month before and why; every month and occupation; what calls for a look.
    steps : tuple of Step
        The causes in their order, and what the plan came to after each.
    changed_parameters : dict
        Parameters of another value than before: value then, value now.
    """

    now: Snapshot
    before: Snapshot | None
    panel: Panel
    changes: pd.DataFrame
    series: pd.DataFrame
    triggers: pd.DataFrame
    steps: tuple[Step, ...] = ()
    changed_parameters: Mapping[str, tuple[float, float]] | None = None

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Breaks between the month before and this one."""
        return tuple(one for one in self.panel.breaks if one.month == self.now.month)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables by the names of their files."""
        return {"changes": self.changes, "series": self.series, "triggers": self.triggers}


def track(
    results: Results,
    snapshots: Sequence[Snapshot],
    month: str = "",
    paths: Mapping[str, Sequence[str]] | None = None,
    earlier: Earlier | None = None,
) -> Tracking:
    """Return a month of a plan beside the months tracked before it.

    Parameters
    ----------
    results : Results
        The answer to the plan with the files of the month.
    snapshots : sequence of Snapshot
        Months tracked; those of other regions and later ones are left out.
    month : str
        YYYY-MM; by default that of the plan's day.
    paths : mapping of str to sequence of str, optional
        Where the files of each kind lie.
    earlier : callable, optional
        See `workbook.model.decomposition.steps_between`.
    """
    now = snapshot_of(results, month, paths)
    known = earlier_of(snapshots, now.areas, now.month)
    panel = panel_of([*known, now])
    titles = dict(zip(results.frame["soc"], results.frame["title"], strict=True))
    before = known[-1] if known else None
    steps = steps_between(before, results, now, earlier) if before is not None else ()
    rows = _changes(before, now, steps, titles) if before is not None else []
    changes = pd.DataFrame(rows, columns=list(columns("changes")))
    given = results.given
    return Tracking(
        now=now,
        before=before,
        panel=panel,
        changes=changes,
        series=series(panel, now.region_name, titles, given["trend_level_share"]),
        triggers=triggers(panel, now, titles, given),
        steps=steps,
        changed_parameters=_changed_parameters(before, results.plan) if before is not None else {},
    )


def _changed_parameters(before: Snapshot, plan: Plan) -> dict[str, tuple[float, float]]:
    then = before.plan_like(plan).parameters
    return {name: (then[name], value) for name, value in plan.parameters.items() if then[name] != value}


def _changes(
    before: Snapshot, now: Snapshot, steps: Sequence[Step], titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the rows of what changed: breaks, the region, new and gone, classes, ranks, figures."""
    panel = panel_of([before, now])
    texts = {name: "" for name, column in columns("changes").items() if column.type == "text"}
    pair = texts | {"month_before": before.month, "month": now.month}
    states = [(step, panel_of([before, step.after]) if step.after is not now else panel) for step in steps]
    rows: list[dict[str, Any]] = [
        {"subject": "break", "title": now.region_name, "note": one.sentence, "cause": ""}
        for one in panel.breaks
    ]
    rows += _of_region(before, now, steps, panel)
    rows += _of_classes(panel, states, titles)
    for figure, unit in CHANGED.items():
        if not panel.broken(figure)[-1]:
            rows += _of_figure(figure, unit, panel, states, titles)
    return [pair | row for row in rows]


def _of_region(
    before: Snapshot, now: Snapshot, steps: Sequence[Step], panel: Panel
) -> Iterator[dict[str, Any]]:
    old, after = before.totals, [step.after.totals for step in steps]
    for figure, unit in CHANGED.items():
        if figure not in old or panel.broken(figure)[-1] or not np.isfinite(old[figure] + after[-1][figure]):
            continue
        values = [np.array([totals[figure]]) for totals in after]
        yield {
            "subject": figure,
            "unit": unit,
            "soc": "",
            "title": now.region_name,
            "before": old[figure],
            "after": after[-1][figure],
            "change": after[-1][figure] - old[figure],
            **_parts(np.array([old[figure]]), values, steps, 0),
            "cause": causes_of(np.array([old[figure]]), values, steps)[0],
        }


def _parts(before: Array, after: Sequence[Array], steps: Sequence[Step], place: int) -> dict[str, float]:
    found = dict.fromkeys((f"part_{cause}" for cause in CAUSES), 0.0)
    for step, part in zip(steps, parts_of(before, after), strict=True):
        found[f"part_{step.cause}"] += float(part[place])
    return found


def _of_classes(
    panel: Panel, states: Sequence[tuple[Step, Panel]], titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    old, new = panel.classes
    steps = [step for step, _ in states]
    causes = causes_of(
        old, [at(panel.soc, step.after, step.after.classes, NO_CLASS) for step in steps], steps
    )
    rows = []
    for place in np.flatnonzero(old != new):
        soc = str(panel.soc[place])
        rows.append(
            {
                "subject": "class",
                "soc": soc,
                "title": titles.get(soc, ""),
                "class_before": CLASS_NAMES[old[place]],
                "class_after": CLASS_NAMES[new[place]],
                "cause": causes[place],
            }
        )
    return rows


def _of_figure(
    figure: str, unit: str, panel: Panel, states: Sequence[tuple[Step, Panel]], titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the occupations whose figure moved; for ranks also those that are new or gone."""
    old, new = panel.figures[figure]
    steps = [step for step, _ in states]
    after = [at(panel.soc, step.after, step.after.figures[figure]) for step in steps]
    causes, parts = causes_of(old, after, steps), parts_of(old, after)
    listed = figure == "rank"
    moved = (old != new) & np.isfinite(old) & np.isfinite(new)
    came_or_went = (np.isfinite(old) != np.isfinite(new)) if listed else np.zeros(len(old), dtype=bool)
    rows = []
    for place in np.flatnonzero(moved | came_or_went):
        soc = str(panel.soc[place])
        subject = figure if moved[place] else "new" if np.isnan(old[place]) else "gone"
        row = {
            "subject": subject,
            "unit": unit,
            "soc": soc,
            "title": titles.get(soc, ""),
            "class_before": CLASS_NAMES[panel.classes[0][place]],
            "class_after": CLASS_NAMES[panel.classes[1][place]],
            "before": old[place],
            "after": new[place],
            "change": new[place] - old[place],
            "cause": causes[place],
        }
        if moved[place]:
            row |= dict.fromkeys((f"part_{cause}" for cause in CAUSES), 0.0)
            for step, part in zip(steps, parts, strict=True):
                row[f"part_{step.cause}"] += part[place]
        rows.append(row)
    return sorted(rows, key=lambda row: (_SUBJECT_ORDER[row["subject"]], -abs(row["change"]), row["soc"]))


_SUBJECT_ORDER = {"new": 0, "gone": 1, **dict.fromkeys(CHANGED, 2)}
