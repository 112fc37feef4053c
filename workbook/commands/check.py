"""``headway check``: what a file is, how many of its rows can be used, and what was met in it."""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.intake.findings import SET_ASIDE, Finding, IntakeError
from workbook.commands.progress import ProgressLine
from workbook.commands.reading import as_record, finding_lines, recipe_at, rows_told
from workbook.commands.stopping import stoppable

if TYPE_CHECKING:
    from data.intake.checking import Checked

REFUSED = "file-refused"


def check_file(asked: argparse.Namespace) -> int:
    """Print what loading a file would give; nothing is written.

    Returns
    -------
    int
        Exit status: 1 when nothing of the file can be used, which is then said on standard error, or in the
        findings of the JSON.
    """
    path = Path(asked.file)
    with ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        tell = stack.enter_context(ProgressLine())
        tell("Reading the reference pack")
        from data.intake.checking import Checked, check
        from data.intake.loaded import Options
        from data.reference.pack import load_pack

        try:
            recipe = recipe_at(asked.recipe)
            boundaries = Path(asked.boundaries) if asked.boundaries else None
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headway-check-")))
            checked = check(
                path,
                load_pack(),
                asked.kind,
                recipe,
                sheet=asked.sheet,
                options=Options(folder=folder, threads=os.cpu_count(), boundaries=boundaries),
                progress=rows_told(tell, f"Reading {path.name}"),
                cancel=stop,
            )
        except IntakeError as trouble:
            checked = Checked("", "", 0, 0, 0, (), False, trouble)
    if asked.json:
        print(json.dumps(_document(path, checked), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        _print(path, checked)
    return 0 if checked.usable else 1


def _document(path: Path, checked: Checked) -> dict[str, Any]:
    findings = list(checked.findings)
    if checked.refusal is not None:
        findings.insert(0, _refusal(path, checked.refusal))
    return {
        "recognised_as": checked.recognised_as or None,
        "rows_read": checked.rows_read,
        "accepted": checked.accepted,
        "set_aside": checked.set_aside,
        "findings": [as_record(one) for one in findings],
    }


def _refusal(path: Path, refusal: IntakeError) -> Finding:
    return Finding(REFUSED, SET_ASIDE, path.name, "", refusal.what, refusal.why, refusal.what_to_do)


def _print(path: Path, checked: Checked) -> None:
    import sys

    if checked.refusal is not None:
        print(f"headway: {checked.refusal}", file=sys.stderr)
    if not checked.recognised_as:
        return
    from data.intake.kinds import kinds
    from data.intake.presets import presets

    layout = presets().get(checked.preset)
    named = f", as {layout.title} has it" if layout else f", by {checked.preset}" if checked.preset else ""
    said = [f"{path.name}: {kinds()[checked.recognised_as].label}{named}"]
    said.append(
        f"{checked.rows_read:,} rows read, {checked.accepted:,} accepted, {checked.set_aside:,} set aside"
    )
    print("\n".join([*said, *finding_lines(checked.findings)]))
