"""The plan on the disk between two days: written in one step, read with care."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any

from desktop.sources import Desk, desk_from_record, desk_to_record
from workbook.errors import PlannerError
from workbook.plan import Override, Parameters, Plan

FORMAT = 1


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
                "The saved plan was not opened",
                "It was saved by a newer version of Headway",
                "Install the newer version, or choose the region again",
            )
        return Plan(
            areas=tuple(map(str, record["areas"])),
            region_name=str(record["region_name"]),
            as_of=datetime.date.fromisoformat(record["as_of"]),
            parameters=Parameters(record["parameters"]),
            overrides=tuple(Override(*map(str, one)) for one in record["overrides"]),
            postings_path=record["postings_path"],
            unemployed_path=record["unemployed_path"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise PlannerError(
            "The saved plan was not opened",
            f"Its file is damaged ({trouble})",
            "Choose the region again; the damaged file is replaced",
        ) from trouble


def save_plan(plan: Plan, path: Path, desk: Desk | None = None) -> None:
    """Write a plan in one step: a whole new file takes the place of the old one, or nothing changes.

    The files on its desk are kept with it.

    Raises
    ------
    PlannerError
        When the folder cannot be written.
    """
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8") as file:
            record = plan_to_record(plan) | {"sources": desk_to_record(desk or Desk())}
            json.dump(record, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as trouble:
        raise PlannerError(
            "The plan could not be saved for next time",
            f"{path.parent}: {trouble.strerror}",
            "Make room or allow writing there; the open plan is not affected",
        ) from trouble


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
            "The saved plan was not opened",
            f"Its file cannot be read ({trouble})",
            "Choose the region again; the damaged file is replaced",
        ) from trouble
    return plan_from_record(record)


def load_desk(path: Path) -> Desk:
    """Read the files that lay on the desk of a saved plan; none when they cannot be understood."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Desk()
    return desk_from_record(record.get("sources") if isinstance(record, dict) else None)
