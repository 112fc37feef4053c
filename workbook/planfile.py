"""The plan on the disk between two days: written in one step, read with care."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from data.intake.findings import IntakeError
from data.language import say
from data.rulesets.reading import RuleSet, parse_rules
from workbook.boardentries import Note, programme_from_record, programme_to_record
from workbook.desk import Desk, desk_from_record, desk_to_record
from workbook.errors import PlannerError
from workbook.plan import Override, Parameters, Plan
from workbook.scenarios import BASELINE, scenario_from_record, scenario_to_record

FORMAT = 1
Record = dict[str, Any]
"""Plain values as JSON keeps them."""


def plan_to_record(plan: Plan) -> dict[str, Any]:
    """Return a plan as plain values for JSON; parameters only where they differ from the shipped ones."""
    return {
        "format": FORMAT,
        "areas": list(plan.areas),
        "region_name": plan.region_name,
        "as_of": plan.as_of.isoformat(),
        "parameters": plan.parameters.differences(),
        "overrides": [[one.soc, one.class_name, one.reason] for one in plan.overrides],
        "postings_path": plan.postings_path,
        "unemployed_path": plan.unemployed_path,
        "rule_sets": None if plan.rule_sets is None else [rules.text for rules in plan.rule_sets],
        "scenario": plan.scenario,
        "scenarios": [scenario_to_record(one) for one in plan.scenarios],
        "notes": [[one.subject, one.text] for one in plan.notes],
        "programmes": [programme_to_record(one) for one in plan.programmes],
    }


def plan_from_record(record: dict[str, Any]) -> Plan:
    """Return the plan of a record.

    Raises
    ------
    PlannerError
        When the record is not one of a plan, or holds a parameter or class that is not known.
    """
    try:
        if record["format"] != FORMAT:
            raise PlannerError(
                say("The saved plan was not opened"),
                say("It was saved by a newer version of Headway"),
                say("Install the newer version, or choose the region again"),
            )
        return Plan(
            areas=tuple(map(str, record["areas"])),
            region_name=str(record["region_name"]),
            as_of=datetime.date.fromisoformat(record["as_of"]),
            parameters=Parameters(record["parameters"]),
            overrides=tuple(Override(*map(str, one)) for one in record["overrides"]),
            postings_path=record["postings_path"],
            unemployed_path=record["unemployed_path"],
            rule_sets=_rule_sets(record.get("rule_sets")),
            scenario=str(record.get("scenario", BASELINE)),
            scenarios=tuple(scenario_from_record(one) for one in record.get("scenarios", ())),
            notes=tuple(Note(*map(str, one)) for one in record.get("notes", ())),
            programmes=tuple(programme_from_record(one) for one in record.get("programmes", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IntakeError) as trouble:
        raise PlannerError(
            say("The saved plan was not opened"),
            say("Its file is damaged ({trouble})", trouble=trouble),
            say("Choose the region again; the damaged file is replaced"),
        ) from trouble


def _rule_sets(told: list[str] | None) -> tuple[RuleSet, ...] | None:
    return None if told is None else tuple(parse_rules(text, "the plan") for text in told)


def save_plan(
    plan: Plan | None, path: Path, desk: Desk | None = None, snapshots: Sequence[Record] | None = None
) -> None:
    """Write a plan in one step: a whole new file takes the place of the old one, or nothing changes.

    The files on its desk are kept with it. So are the months tracked: ``snapshots``, or those that the file
    at ``path`` holds. Without a plan the file goes, unless it holds months tracked, which are kept alone.

    Raises
    ------
    PlannerError
        When the folder cannot be written.
    """
    kept = list(load_snapshots(path) if snapshots is None else snapshots)
    try:
        if plan is None and not kept:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        record = {"format": FORMAT} if plan is None else plan_to_record(plan)
        record |= {"sources": desk_to_record(desk or Desk())}
        _write(record | ({"snapshots": kept} if kept else {}), path)
    except OSError as trouble:
        raise PlannerError(
            say("The plan could not be saved for next time"),
            f"{path.parent}: {trouble.strerror}",
            say("Make room or allow writing there; the open plan is not affected"),
        ) from trouble


def keep_month(path: Path, month: Record) -> bool:
    """Add a month to those that a saved plan tracks, in one step; return whether it stood there already.

    A record of the same month and region gives way to it. Everything else in the file stays as it is.

    Raises
    ------
    PlannerError
        When the file cannot be read or written.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        others = [one for one in load_snapshots(path) if _month_key(one) != _month_key(month)]
        replaced = len(others) < len(load_snapshots(path))
        kept = sorted([*others, month], key=lambda one: str(one.get("month", "")))
        _write(record | {"snapshots": kept}, path)
    except (OSError, ValueError) as trouble:
        raise PlannerError(
            say("The month was not added to {name}", name=path.name),
            say("The plan file cannot be read or written ({trouble})", trouble=trouble),
            say("Make room or allow writing there, then track the month again"),
        ) from trouble
    return replaced


def _month_key(record: Record) -> tuple[str, str]:
    return str(record.get("month")), str(record.get("areas"))


def _write(record: Record, path: Path) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def load_plan(path: Path) -> Plan | None:
    """Read the plan of an earlier day, or None when there is none.

    Raises
    ------
    PlannerError
        When the file is there but cannot be understood.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as trouble:
        raise PlannerError(
            say("The saved plan was not opened"),
            say("Its file cannot be read ({trouble})", trouble=trouble),
            say("Choose the region again; the damaged file is replaced"),
        ) from trouble
    if isinstance(record, dict) and record.get("snapshots") and "areas" not in record:
        return None
    return plan_from_record(record)


def load_desk(path: Path) -> Desk:
    """Read the files that lay on the desk of a saved plan; none when they cannot be understood."""
    return desk_from_record(_part(path, "sources"))


def load_snapshots(path: Path) -> tuple[Record, ...]:
    """Read the months that a saved plan tracks, as records; none when there are none to be understood."""
    found = _part(path, "snapshots")
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _part(path: Path, name: str) -> Any:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record.get(name) if isinstance(record, dict) else None
