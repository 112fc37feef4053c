"""Why figures moved between two months: one cause changed at a time, so that the parts add up exactly.

The order is stated: the reference pack (with the program) first, then the planner's data, then parameters,
then the scenario, then
classes set by hand. Each part is the difference that one change makes on top of those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.language import say
from workbook.model.snapshots import POSTINGS, Snapshot, snapshot_of

if TYPE_CHECKING:
    from workbook.model.results import Results
    from workbook.model.run import Prepared
    from workbook.plan import Plan

Array = NDArray[Any]
Earlier = Callable[[Snapshot], "Prepared | None"]
PACK, DATA, EITHER = "pack", "data", "data_or_pack"
PARAMETERS, SCENARIO, OVERRIDES = "parameters", "scenario", "overrides"
CAUSES = (PACK, DATA, EITHER, PARAMETERS, SCENARIO, OVERRIDES)
_DECIDED = {PARAMETERS: ("parameters",), SCENARIO: ("scenario", "scenarios"), OVERRIDES: ("overrides",)}
"""What of a plan each cause is made of."""
WORDS = {
    PACK: say("another reference pack or program"),
    DATA: say("new data"),
    EITHER: say("new data or another reference pack"),
    PARAMETERS: say("changed parameters"),
    SCENARIO: say("another scenario"),
    OVERRIDES: say("classes set by hand"),
}


@dataclass(frozen=True)
class Step:
    """What the plan comes to once one more cause has changed."""

    cause: str
    after: Snapshot


def steps_between(
    before: Snapshot, results: Results, now: Snapshot, earlier: Earlier | None = None
) -> tuple[Step, ...]:
    """Return what the plan comes to as its causes change one after the other; the last step is the month now.

    Parameters
    ----------
    before, now : Snapshot
        The two months.
    results : Results
        The answer behind ``now``.
    earlier : callable, optional
        Gives the region prepared from the files of ``before`` with the pack of today, None when they are
        gone. Asked only when pack and data both changed; without it the two cannot be told apart, and their
        part is called data or pack.
    """
    from workbook.model.run import solve

    plan = before.plan_like(results.plan)
    changed = [cause for cause in _DECIDED if _decided(plan, cause) != _decided(results.plan, cause)]

    def solved(prepared: Prepared, wanted: Any) -> Snapshot:
        return snapshot_of(solve(prepared, wanted), now.month)

    found = []
    same_pack = (before.pack, before.program) == (now.pack, now.program)
    first = DATA if same_pack else PACK if data_of(before) == data_of(now) else EITHER
    if first == EITHER and earlier is not None and (prepared := earlier(before)) is not None:
        found.append(Step(PACK, solved(prepared, plan)))
        first = DATA
    found.append(Step(first, solved(results.prepared, plan) if changed else now))
    for name in changed:
        plan = replace(plan, **{part: getattr(results.plan, part) for part in _DECIDED[name]})
        found.append(Step(name, now if name == changed[-1] else solved(results.prepared, plan)))
    return tuple(found)


def _decided(plan: Plan, cause: str) -> object:
    if cause == SCENARIO:
        return sorted((one.by, one.code, one.factor) for one in plan.chosen_scenario.multipliers)
    return getattr(plan, cause)


def data_of(snapshot: Snapshot) -> tuple[object, ...]:
    """Return what tells the planner's own data of a month: checksums, and the day where postings count."""
    own = sorted((one.kind, one.sha256, one.layout) for one in snapshot.sources if one.sha256)
    return (*own, snapshot.as_of if any(kind == POSTINGS for kind, *_ in own) else None)


def parts_of(before: Array, after: Sequence[Array]) -> list[Array]:
    """Return the part of each step in the change of a figure; the parts of an occupation add up to it.

    Parameters
    ----------
    before : array
        Figures of the month before.
    after : sequence of arrays
        Figures after each step, the last one those of the month now.

    Returns
    -------
    list of arrays
        NaN where the figure is not known at the beginning or at the end. Where it is not known in between
        the step has no part, and the next one takes it.

    >>> first, last = parts_of(np.array([5.0, 1.0]), [np.array([3.0, np.nan]), np.array([4.0, 2.0])])
    >>> first.tolist(), last.tolist()
    ([-2.0, 0.0], [1.0, 1.0])
    """
    parts, reached = [], before
    for values in after:
        held = np.where(np.isfinite(values) | np.isnan(after[-1]), values, reached)
        parts.append(held - reached)
        reached = held
    known = np.isfinite(before) & np.isfinite(after[-1])
    return [np.where(known, part, np.nan) for part in parts]


def causes_of(before: Array, after: Sequence[Array], steps: Sequence[Step]) -> list[str]:
    """Return in words at which steps something changed, by occupation; blank where nothing did."""
    found = np.full(len(before), "", dtype=object)
    reached = before
    for step, values in zip(steps, after, strict=True):
        same = (values == reached) | (np.isnan(values.astype(float)) & np.isnan(reached.astype(float)))
        joined = np.where(found == "", WORDS[step.cause], found + say(", then ") + WORDS[step.cause])
        found = np.where(same, found, joined)
        reached = values
    return [str(text) for text in found]
