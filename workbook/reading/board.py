"""A board workbook read back: what the board changed, and what of it the plan can take."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.intake.findings import Finding
from data.intake.occupations import Occupations
from data.language import say
from workbook.errors import PlannerError
from workbook.plan import Plan
from workbook.reading.boardfile import open_board
from workbook.reading.changedrows import compare_overrides, compare_programmes
from workbook.reading.changedscenario import compare_scenario
from workbook.reading.changedvalues import compare_notes, compare_parameters
from workbook.reading.compared import Compared
from workbook.reading.differences import KINDS, PARAMETER, Difference, taken
from workbook.reading.identity import Exported, read_identity

if TYPE_CHECKING:
    from data.reference.pack import Pack

ALL, NONE = "all", "none"
Progress = Callable[[str, float], None]


class OtherRegionError(PlannerError):
    """The workbook tells of another region than the plan; it can be taken as a plan of its own."""


@dataclass(frozen=True)
class BoardReading:
    """What was read from a board workbook.

    Attributes
    ----------
    path : Path
        The workbook.
    exported : Exported
        The plan as it was exported.
    plan : Plan
        The plan that the changes are for.
    differences : tuple of Difference
        What the board changed, those that cannot be taken among them.
    findings : tuple of Finding
        What was not understood, and why; with those of the differences that cannot be taken.
    """

    path: Path
    exported: Exported
    plan: Plan
    differences: tuple[Difference, ...]
    findings: tuple[Finding, ...]

    @property
    def name(self) -> str:
        """Name of the file."""
        return self.path.name

    @property
    def valid(self) -> tuple[Difference, ...]:
        """The differences that the plan can take."""
        return tuple(one for one in self.differences if one.valid)

    @property
    def conflicts(self) -> tuple[Difference, ...]:
        """Those where the plan has moved on to something else."""
        return tuple(one for one in self.differences if one.conflict)

    def chosen(self, wanted: Collection[str]) -> tuple[Difference, ...]:
        """Return the differences of some ids; ``all`` are all that can be taken, ``none`` are none.

        Raises
        ------
        PlannerError
            When an id is not one of them, or its value cannot be taken.
        """
        if list(wanted) == [ALL]:
            return self.valid
        if list(wanted) == [NONE]:
            return ()
        by_id = {one.id: one for one in self.differences}
        for one in wanted:
            if one not in by_id:
                known = ", ".join(by_id) or say("none: nothing was changed")
                raise PlannerError(
                    say("“{change}” is not a change of {name}", change=one, name=self.name),
                    say("Its changes are {changes}", changes=known),
                    say("Name some of them, or write all or none"),
                )
            refused = by_id[one].finding
            if refused is not None:
                raise PlannerError(
                    say("{what} cannot be taken", what=by_id[one].what), refused.what, refused.what_to_do
                )
        return tuple(one for one in self.differences if one.id in set(wanted))


def read_board(path: Path, plan: Plan | None, pack: Pack, progress: Progress | None = None) -> BoardReading:
    """Read a board workbook that Headway wrote and somebody edited; the file is only ever read.

    What the board changed is told by comparing its cells with what was exported in the same workbook, so that
    a plan that has moved on since is not mistaken for a change of the board's.

    Parameters
    ----------
    plan : Plan or None
        The plan that the changes are for; None takes the workbook for a plan of its own.
    progress : callable, optional
        Gets a sentence and the share done.

    Raises
    ------
    OtherRegionError
        When the workbook tells of another region than the plan.
    PlannerError
        When the file is missing, damaged, encrypted, not a board workbook, or written by a later version.
    """
    tell = progress or (lambda sentence, share: None)
    tell(say("Opening {name}", name=path.name), 0.0)
    with open_board(path) as file:
        exported = read_identity(file)
        if plan is not None and set(plan.areas) != set(exported.plan.areas):
            raise _other_region(path.name, exported.plan, plan)
        occupations = pack.occupations()
        titles = dict(zip(occupations["soc"], occupations["title"], strict=True))
        codes = Occupations.of(pack)
        compared = Compared(file, exported, plan or exported.plan, codes, titles)
        steps = (
            (say("Reading the assumptions of {name}", name=path.name), compare_parameters),
            (say("Reading the scenario of {name}", name=path.name), compare_scenario),
            (say("Reading the overrides of {name}", name=path.name), compare_overrides),
            (say("Reading the training programmes of {name}", name=path.name), compare_programmes),
            (say("Reading the notes of {name}", name=path.name), compare_notes),
        )
        for number, (what, compare) in enumerate(steps):
            tell(what, number / len(steps))
            compare(compared)
    found = sorted(_weighed(compared), key=lambda one: KINDS.index(one.kind))
    told = [one.finding for one in found if one.finding is not None]
    tell(say("{name} is read", name=path.name), 1.0)
    return BoardReading(path, exported, compared.plan, tuple(found), (*told, *compared.findings))


def _other_region(name: str, theirs: Plan, ours: Plan) -> OtherRegionError:
    return OtherRegionError(
        say("{name} was not taken into the plan of {region}", name=name, region=ours.region_name),
        say("It tells of {region}", region=theirs.region_name),
        say("Open the plan of that region first, or take the workbook as a new plan"),
    )


def _weighed(compared: Compared) -> Iterable[Difference]:
    """Return the differences; where all that can be taken do not go together, the weights are refused."""
    found = compared.differences
    try:
        taken(compared.plan, found)
    except PlannerError as trouble:
        finding = compared.finding("board-value", "", trouble.what, trouble.why, trouble.what_to_do)
        return [
            replace(one, value=None, finding=replace(finding, where=one.place))
            if one.kind == PARAMETER and one.key.startswith("weight_") and one.valid
            else one
            for one in found
        ]
    return found
