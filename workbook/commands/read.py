"""``headway read``: a board workbook read back, what was changed in it, and the plan with what is taken."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.commands.progress import ProgressLine
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.findings import Finding
    from workbook.plan import Plan
    from workbook.reading.board import BoardReading
    from workbook.reading.differences import Difference

NOTHING_CHANGED = "Nothing was changed in this workbook."


def read_back(asked: argparse.Namespace) -> int:
    """Print what a board changed, and write the plan with what was accepted; status 0.

    Raises
    ------
    PlannerError
        When workbook or plan cannot be read, they tell of different regions, an id is not one of the
        changes, or the new plan cannot be written.
    """
    if asked.accept is not None and not asked.out:
        asked.wrong_use("--accept needs --out NEWPLAN.json")
    with ProgressLine() as tell:
        tell("Reading the reference pack")
        from data.reference.pack import load_pack
        from workbook.reading.board import read_board
        from workbook.reading.differences import taken

        plan = _plan(Path(asked.plan)) if asked.plan else None
        reading = read_board(Path(asked.file), plan, load_pack(), tell)
    accepted: tuple[Difference, ...] = ()
    if asked.out:
        accepted = _accepted(reading, asked.accept)
        _save(taken(reading.plan, accepted), asked)
    if asked.json:
        print(json.dumps(document(reading, accepted, asked.out), ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines(reading, accepted, asked.out)))
    return 0


def _plan(path: Path) -> Plan:
    from workbook.planfile import load_plan

    plan = load_plan(path)
    if plan is None:
        raise PlannerError(
            f"There is no plan at {path}",
            "The file is missing or holds no plan",
            "Check the name and the folder",
        )
    return plan


def _accepted(reading: BoardReading, wanted: Sequence[str] | None) -> tuple[Difference, ...]:
    if wanted is None:
        return tuple(one for one in reading.valid if not one.conflict)
    return reading.chosen(wanted)


def _save(plan: Plan, asked: argparse.Namespace) -> None:
    """Write the plan; the files on the desk and the months of the plan that was given stay with it."""
    from workbook.planfile import load_desk, load_snapshots, save_plan

    out = Path(asked.out)
    if not out.parent.is_dir():
        raise PlannerError(
            f"{out.name} was not written", f"There is no folder {out.parent}", "Name a folder that exists"
        )
    if not asked.plan:
        save_plan(plan, out, None, ())
        return
    given = Path(asked.plan)
    save_plan(plan, out, load_desk(given).agreeing_with(plan), load_snapshots(given))


def lines(reading: BoardReading, accepted: Sequence[Difference], out: str | None) -> Iterator[str]:
    """Yield the answer in sentences."""
    name = reading.exported.plan.region_name
    yield f"{reading.name}: the plan of {name}, exported by Headway {reading.exported.program}".rstrip()
    if not reading.differences:
        yield NOTHING_CHANGED
    for one in reading.differences:
        yield from _lines_of(one, one in accepted)
    told = [one.finding for one in reading.differences]
    for finding in reading.findings:
        if finding not in told:
            yield f"! {finding}"
    if out:
        from workbook.reading.differences import sentence

        left = len(reading.differences) - len(accepted)
        rest = f"; {left} left out" if left else ""
        yield f"{sentence(len(accepted), reading.name)}{rest}. The plan is in {out}."


def _lines_of(one: Difference, is_accepted: bool) -> Iterator[str]:
    mark = "✗" if not one.valid else "✓" if is_accepted else "·"
    yield f"{mark} {one.what}: {one.exported} → {one.board}   ({one.place}; id {one.id})"
    if one.conflict:
        yield f"    conflict: the plan has {one.plan} now"
    for remark in one.remarks:
        yield f"    {remark}"
    if one.finding is not None:
        yield f"    {one.finding.what}. {one.finding.why}. {one.finding.what_to_do}."


def document(reading: BoardReading, accepted: Sequence[Difference], out: str | None) -> dict[str, Any]:
    """Return the answer as plain values for JSON."""
    return {
        "file": reading.name,
        "region": reading.exported.plan.region_name,
        "areas": list(reading.exported.plan.areas),
        "program": reading.exported.program,
        "differences": [_record(one, one in accepted) for one in reading.differences],
        "findings": [_finding(one) for one in reading.findings],
        "out": out,
    }


def _record(one: Difference, is_accepted: bool) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "what": one.what,
        "exported": one.exported,
        "board": one.board,
        "plan": one.plan,
        "sheet": one.sheet,
        "cell": one.cell,
        "valid": one.valid,
        "conflict": one.conflict,
        "accepted": is_accepted,
        "remarks": list(one.remarks),
    }


def _finding(one: Finding) -> dict[str, str]:
    return {
        "code": one.code,
        "where": one.where,
        "what": one.what,
        "why": one.why,
        "what_to_do": one.what_to_do,
    }
