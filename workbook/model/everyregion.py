"""Every region of a state, or of the nation, at once: the same rows for each, one region after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from workbook.errors import PlannerError
from workbook.model.run import run

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from workbook.model.results import Results
    from workbook.plan import Plan

Array = NDArray[Any]
Progress = Callable[[str, float], None]
REGION = ("area", "region", "area_kind")
MEASURES = (
    *("soc", "title", "employment_mark", "class", "availability", "viable"),
    *("employment", "location_quotient", "openings_12m", "accessible_openings", "net_openings"),
    *("unemployed", "seekers_per_opening", "nonba_income_usd", "wage_p50_usd", "wage_gain_usd"),
    *("origin_reach", "springboard_share", "automation_risk", "nonba_share"),
)
RANKED = ("rank", "score")
DIGITS = 4
FIRST = 3


@dataclass(frozen=True)
class EveryRegion:
    """The answer for many regions.

    Attributes
    ----------
    regions : DataFrame
        One row a region: area, region, area_kind, jobs, coverage_share, candidates, openings_12m,
        good_openings_12m, first, second, third (occupations).
    columns : dict of str to array
        One entry a region and occupation that the region's publisher lists: `REGION`, `RANKED`,
        `MEASURES`. Figures are rounded to four digits behind the point.
    last : Results
        The results of the last region, for what all share: parameters, lines, vintages.
    """

    regions: pd.DataFrame
    columns: dict[str, Array]
    last: Results


def areas_of(pack: Pack, states: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return code, title and kind of the areas of some states by their postal codes; of all without any.

    An area that crosses a border belongs to each of its states.

    Raises
    ------
    PlannerError
        When no area lies in a state of that code.
    """
    table = pack.areas()
    found = list(zip(table["area"], table["title"], table["kind"], table["state_abbr"], strict=True))
    wanted = [state.strip().upper() for state in states]
    lying = {state: [area for area in found if _lies_in(area, state)] for state in wanted}
    for state, own in lying.items():
        if not own:
            raise PlannerError(
                f"No area of the reference pack lies in “{state}”",
                "States are named by their postal codes, such as GA or NY",
                "Use one of " + ", ".join(sorted(set(table["state_abbr"]) - {"US"})),
            )
    if wanted:
        chosen = {area for own in lying.values() for area in own}
        found = [area for area in found if area in chosen]
    return [area[:3] for area in found]


def _lies_in(area: tuple[str, str, str, str], state: str) -> bool:
    _, title, _, abbr = area
    return abbr == state or bool(re.search(rf"(^|[ -]){re.escape(state)}($|[ -])", title.rpartition(",")[2]))


def solve_every(
    pack: Pack, states: Sequence[str], plan: Plan, progress: Progress | None = None
) -> EveryRegion:
    """Solve a plan for every area of some states, or of the pack; its own areas do not matter.

    ``progress`` gets a sentence and the share done (0–1) before each region; what it raises stops the work.
    """
    tell = progress or (lambda sentence, share: None)
    areas = areas_of(pack, states)
    parts: dict[str, list[Array]] = {name: [] for name in (*REGION, *RANKED, *MEASURES)}
    rows, results = [], None
    for number, (code, title, kind) in enumerate(areas):
        tell(f"Solving {title}", number / len(areas))
        results = run(pack, replace(plan, areas=(code,), region_name=title))
        rows.append((code, title, kind, *_in_short(results)))
        for name, values in _listed(results, (code, title, kind)).items():
            parts[name].append(values)
    assert results is not None
    names = [*REGION, "jobs", "coverage_share", "candidates", "openings_12m", "good_openings_12m", *_PLACES]
    whole = {name: np.concatenate(own) for name, own in parts.items()}
    return EveryRegion(pd.DataFrame(rows, columns=names), whole, results)


_PLACES = ("first", "second", "third")


def _in_short(results: Results) -> tuple[object, ...]:
    frame, ranked = results.frame, results.priorities
    viable = frame["viable"].astype(bool)
    first = ranked[ranked["rank"] <= FIRST].sort_values("rank")["title"].tolist()
    return (
        results.prepared.jobs.total_jobs,
        float(results.coverage["coverage_share"].iloc[0]),
        int(ranked["rank"].notna().sum()),
        float(np.nansum(frame["openings_12m"])),
        float(np.nansum(frame["openings_12m"][viable])),
        *(first + [""] * FIRST)[:FIRST],
    )


def _listed(results: Results, region: tuple[str, str, str]) -> dict[str, Array]:
    """Return the columns of one region for the occupations that have a row there."""
    frame = results.frame
    here = frame["employment_mark"] != "absent"
    count = int(here.sum())
    found: dict[str, Array] = {
        name: np.full(count, text, dtype=object) for name, text in zip(REGION, region, strict=True)
    }
    ranked = results.priorities.set_index("soc").reindex(frame["soc"])
    for name in RANKED:
        found[name] = np.round(ranked[name].to_numpy(dtype=float)[here], DIGITS)
    for name in MEASURES:
        values = frame[name][here]
        found[name] = np.round(values, DIGITS) if values.dtype.kind == "f" else values
    return found
