"""The other side of a comparison: which one is meant, and its figures, worked out in a child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.language import say
from desktop import regions
from desktop.children import children
from workbook.desk import Desk
from workbook.errors import PlannerError

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from data.intake.loaded import Loaded
    from data.reference.pack import Pack
    from workbook.model.side import Side
    from workbook.plan import Plan

REGION, SCENARIO, MONTH, PLAN = "region", "scenario", "month", "plan"
STEPS = 100
"""How finely a child tells how far it is."""


@dataclass(frozen=True)
class Wish:
    """What a plan is to be compared with.

    Attributes
    ----------
    kind : str
        `REGION`, `SCENARIO`, `MONTH` or `PLAN`.
    what : tuple of str
        Codes of areas; the name of a scenario; month and areas of a month kept; the path of a plan.
    title : str
        What it is called.
    """

    kind: str
    what: tuple[str, ...]
    title: str


@dataclass(frozen=True)
class Other:
    """A plan with its files, to be worked out as the other side; ``file`` is what a saved one is called."""

    plan: Plan
    desk: Desk
    file: str = ""


def other_of(wish: Wish, pack: Pack, plan: Plan, desk: Desk, *, postings_name_areas: bool) -> Other:
    """Return the plan that a wish means beside the open one.

    Raises
    ------
    PlannerError
        When an area or scenario is not known, or a plan cannot be read.
    """
    if wish.kind == REGION:
        made = regions.plan_with_region(pack, plan, list(wish.what))
        made, _ = regions.without_strangers(plan, made, postings_name_areas=postings_name_areas)
        return Other(made, desk.agreeing_with(made))
    if wish.kind == SCENARIO:
        return Other(replace(plan, scenario=wish.what[0]), desk)
    return _of_file(Path(wish.what[0]), pack)


def _of_file(path: Path, pack: Pack) -> Other:
    from workbook.planfile import load_desk, load_plan

    plan = load_plan(path) if path.is_file() else None
    if plan is None:
        raise PlannerError(
            say("{name} cannot be compared with", name=path.name),
            say("There is no plan in {folder} of that name", folder=path.parent),
            say("Choose another plan"),
        )
    regions.check_areas(pack, plan)
    return Other(plan, load_desk(path).agreeing_with(plan), path.stem)


def work_out(
    pack: Pack,
    other: Other,
    at_hand: Mapping[tuple[object, ...], Loaded],
    tell: Callable[[int, float | None], object],
    cancel: threading.Event,
) -> Side:
    """Work the other side out in a child; called beside the window's thread.

    Raises
    ------
    PlannerError, IntakeError
        When a file of it cannot be read.
    ReadingCancelledError
        When it was called off.
    """
    side: Side = children.ask(partial(_worked_out, pack, other, dict(at_hand)), tell, cancel)
    return side


# In the child ----------------------------------------------------------------------------------------


def _worked_out(
    pack: Pack, other: Other, at_hand: dict[Any, Loaded], tell: Callable[[int, float], object]
) -> Side:
    from workbook.deskfiles import counted_tables
    from workbook.model.run import run
    from workbook.model.side import side_of

    tell(0, 0.05)
    files = counted_tables(pack, other.plan, other.desk, at_hand)
    results = run(
        pack,
        other.plan,
        files.postings,
        files.unemployed,
        lambda _sentence, share: tell(round(share * STEPS), 0.2 + 0.6 * share),
        files.tables,
    )
    tell(STEPS, 0.9)
    return side_of(results, other.file, files.elsewhere.values())
