"""What a board workbook says of itself: which plan was exported in it, by which version of the program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data.dictionaries import parameters
from data.language import say
from workbook import boardform
from workbook.errors import PlannerError
from workbook.plan import Parameters, Plan
from workbook.planfile import plan_from_record
from workbook.reading.boardfile import BoardFile, not_ours


@dataclass(frozen=True)
class Exported:
    """The plan as it was exported.

    Attributes
    ----------
    plan : Plan
        Without the planner's files; parameters that this version does not know are left out.
    values : mapping of str to float
        Every parameter with the value that the workbook was written with.
    program : str
        Version of the program that wrote it.
    """

    plan: Plan
    values: Mapping[str, float]
    program: str


def read_identity(file: BoardFile) -> Exported:
    """Return what was exported in a workbook.

    Raises
    ------
    PlannerError
        When the workbook is not ours, a later version of the program wrote it, or the sheet that tells is
        damaged.
    """
    told = _entries(file)
    if told.get(boardform.FORM_ENTRY) != boardform.FORM:
        raise not_ours(
            file.name, say("It lacks the hidden sheet by which Headway knows its own workbooks again")
        )
    version = told.get(boardform.VERSION_ENTRY, "")
    if not version.isdecimal() or int(version) > boardform.VERSION:
        raise PlannerError(
            say("{name} cannot be read", name=file.name),
            say(
                "A later version of Headway ({version}) wrote it",
                version=told.get(boardform.PROGRAM_ENTRY) or say("unknown"),
            ),
            say("Install that version, then open the workbook again"),
        )
    text = told.get(boardform.PLAN_ENTRY, "")
    if hashlib.sha256(text.encode()).hexdigest() != told.get(boardform.CHECK_ENTRY):
        raise _damaged(file.name)
    try:
        record = json.loads(text)
        values = {str(name): float(value) for name, value in record["parameters"].items()}
        plan = plan_from_record({**_nothing_private(), **record, "parameters": _usable(values)})
    except (ValueError, KeyError, TypeError, AttributeError, PlannerError) as trouble:
        raise _damaged(file.name) from trouble
    return Exported(plan, values, told.get(boardform.PROGRAM_ENTRY, ""))


def _entries(file: BoardFile) -> dict[str, str]:
    """Return what the sheet of identity says, by entry; a plan in several pieces is put together."""
    headings = (boardform.ENTRY, boardform.CONTENT)
    table = file.table(boardform.IDENTITY_TABLE, headings, boardform.IDENTITY, small=True)
    found: dict[str, str] = {}
    if table is not None:
        for _, line in file.lines(table):
            entry = line[boardform.ENTRY].text
            content = line[boardform.CONTENT].value
            text = content if isinstance(content, str) else line[boardform.CONTENT].text
            found[entry] = found.get(entry, "") + text if entry == boardform.PLAN_ENTRY else text
    return found


def _nothing_private() -> dict[str, Any]:
    return {"postings_path": None, "unemployed_path": None}


def _usable(values: Mapping[str, float]) -> dict[str, float]:
    """Return the values that this version of the program takes; its bounds may have changed since."""
    found = {}
    for name, value in values.items():
        if name in parameters():
            try:
                found[name] = Parameters({name: value})[name]
            except PlannerError:
                continue
    return found


def _damaged(name: str) -> PlannerError:
    return PlannerError(
        say("{name} cannot be read", name=name),
        say(
            "Its hidden sheet “{sheet}”, which says what was exported, was changed or is damaged",
            sheet=boardform.IDENTITY,
        ),
        say("Ask for the workbook as it was before that, or export a new one and enter the changes there"),
    )
