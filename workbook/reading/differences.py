"""What a board changed in its workbook, beside the plan as it was exported and as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.intake.findings import Finding
from data.language import say_count
from workbook.boardentries import Note, Programme
from workbook.plan import Override, Parameters, Plan
from workbook.scenarios import Scenario, all_scenarios

PARAMETER, SCENARIO, OVERRIDE, NOTE, PROGRAMME = "parameter", "scenario", "override", "note", "programme"
KINDS = (PARAMETER, SCENARIO, OVERRIDE, PROGRAMME, NOTE)
NOTHING = "–"
"""What is shown where there is no value: no override, no note, no programme."""


@dataclass(frozen=True)
class Difference:
    """One thing that a board changed.

    Attributes
    ----------
    id : str
        Names it on the command line: ``risk_line``, ``override:29-1141``, ``note:29-1141``, ``programme:P1``.
    kind : str
        One of `KINDS`.
    what : str
        What it is about, in words.
    exported, board, plan : str
        Value as exported, as the board has it, and as the plan has it now, in words.
    sheet, cell : str
        Where it stands in the workbook.
    value : object
        What the plan takes when it is accepted; None takes something away.
    before : object
        What it takes the place of, for a programme.
    remarks : tuple of str
        How it was read, where that is not obvious.
    finding : Finding or None
        Why it cannot be taken.
    """

    id: str
    kind: str
    what: str
    exported: str
    board: str
    plan: str
    sheet: str
    cell: str
    key: str = ""
    value: Any = None
    before: Any = None
    remarks: tuple[str, ...] = ()
    finding: Finding | None = None

    @property
    def valid(self) -> bool:
        """Whether the plan can take it."""
        return self.finding is None

    @property
    def conflict(self) -> bool:
        """Whether the plan has moved on since the export, to something else than the board wants."""
        return self.valid and self.plan != self.exported

    @property
    def place(self) -> str:
        """Sheet and cell as people write them."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def taken(plan: Plan, accepted: Iterable[Difference]) -> Plan:
    """Return the plan with what was accepted.

    Raises
    ------
    PlannerError
        When the values do not go together: all weights zero.
    """
    chosen = [one for one in accepted if one.valid]
    numbers = {one.key: one.value for one in chosen if one.kind == PARAMETER}
    if numbers:
        plan = replace(plan, parameters=Parameters({**plan.parameters.differences(), **numbers}))
    for one in chosen:
        if one.kind == SCENARIO:
            plan = _with_scenario(plan, one.value)
        elif one.kind == OVERRIDE:
            plan = _with_override(plan, one)
        elif one.kind == NOTE:
            plan = plan.with_note(Note(one.key, one.value))
        elif one.kind == PROGRAMME:
            plan = replace(plan, programmes=_with_programme(plan.programmes, one.before, one.value))
    return plan


def _with_scenario(plan: Plan, chosen: Scenario) -> Plan:
    """Return the plan under a scenario; one that it does not have yet, or has otherwise, becomes its own."""
    known = next((one for one in all_scenarios(plan.scenarios) if one.name == chosen.name), None)
    plan = plan if known == chosen else plan.with_scenario(chosen)
    return replace(plan, scenario=chosen.name)


def _with_override(plan: Plan, one: Difference) -> Plan:
    if one.value is None:
        return plan.without_override(one.key)
    class_name, reason = one.value
    return plan.with_override(Override(one.key, class_name, reason))


def _with_programme(
    programmes: Sequence[Programme], before: Programme | None, after: Programme | None
) -> tuple[Programme, ...]:
    """Return the programmes with one in the place of another, in its place or at the end."""
    found: list[Programme | None] = list(programmes)
    keys = [one.key for one in (before, after) if one is not None]
    place = next((at for at, one in enumerate(programmes) if one.key in keys), len(found))
    if place == len(found):
        found.append(after)
    else:
        found[place] = after
    known: dict[tuple[str, str, str], Programme] = {}
    for one in found:
        if one is not None:
            known.setdefault(one.key, one)
    return tuple(known.values())


def sentence(count: int, name: str) -> str:
    """Return the sentence of the step that takes changes.

    >>> sentence(1, "atlanta.xlsx"), sentence(4, "atlanta.xlsx")
    ('Took 1 change from atlanta.xlsx', 'Took 4 changes from atlanta.xlsx')
    """
    return say_count(
        "Took {count} change from {name}",
        "Took {count} changes from {name}",
        count,
        count=f"{count:,}",
        name=name,
    )
