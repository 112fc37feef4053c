"""From what a person chose to a plan: the region's name, and which local files stay with it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from data.language import say
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from desktop.controls.suggestions import Suggestion
    from workbook.plan import Plan

MOST_SUGGESTIONS = 40


def suggestions(pack: Pack, text: str) -> list[Suggestion]:
    """Return the areas a text may mean, best first."""
    from data.reference.areas import find_areas
    from desktop.controls.suggestions import Suggestion

    found = find_areas(pack.areas(), text, limit=MOST_SUGGESTIONS)
    return [Suggestion(one.area, one.title, one.code, one.kind) for one in found]


def titles(pack: Pack, areas: Sequence[str]) -> list[tuple[str, str]]:
    """Return code and title of each area; the code again for an area that the pack does not know."""
    known = pack.areas().set_index("area")["title"]
    return [(area, str(known.get(area, area))) for area in areas]


def check_areas(pack: Pack, plan: Plan) -> None:
    """See that the pack still has the areas of a plan of an earlier day.

    Raises
    ------
    PlannerError
        When it has not.
    """
    gone = sorted(set(plan.areas) - set(pack.areas()["area"]))
    if gone:
        raise PlannerError(
            say("The last plan, {region}, was not opened", region=plan.region_name),
            say("The reference pack no longer has the area {areas}", areas=", ".join(gone)),
            say("Choose the region again"),
        )


def plan_with_region(pack: Pack, plan: Plan | None, areas: Sequence[str]) -> Plan:
    """Return the plan with these areas as its region; a new plan of today when there was none.

    Raises
    ------
    PlannerError
        When an area is not known.
    """
    from workbook.model.region import plan_for

    made = plan_for(pack, ";".join(areas), datetime.date.today() if plan is None else plan.as_of)
    return made if plan is None else replace(plan, areas=made.areas, region_name=made.region_name)


def without_strangers(
    before: Plan, after: Plan, *, postings_name_areas: bool
) -> tuple[Plan, tuple[str, ...]]:
    """Put aside local files that counted for the old region when another takes its place.

    Returns
    -------
    Plan, tuple of str
        The plan, and the paths put aside: unemployment always, postings unless they name their areas.
    """
    aside = []
    if before.unemployed_path:
        aside.append(before.unemployed_path)
        after = replace(after, unemployed_path=None)
    if before.postings_path and not postings_name_areas:
        aside.append(before.postings_path)
        after = replace(after, postings_path=None)
    return after, tuple(aside)
