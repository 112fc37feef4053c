"""The child of an export: reads a plan, writes its workbook, tells how far it is, stops when asked."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbook.deskfiles import counted_tables
from workbook.errors import PlannerError
from workbook.planfile import load_desk, load_plan, load_snapshots

MODEL_SHARE = 0.35
"""Share of the work that the model takes; the workbook takes the rest."""


class StoppedError(Exception):
    """The window went away or asked to stop."""


def main(arguments: Sequence[str]) -> int:
    """Write the workbook of a plan file; one JSON object a line on standard output.

    Returns
    -------
    int
        0 when written, 1 for trouble that was told, 130 when stopped.
    """
    stop = threading.Event()
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()
    try:
        written = _write(Path(arguments[0]), Path(arguments[1]), stop)
    except StoppedError:
        _say({"stopped": True})
        return 130
    except PlannerError as trouble:
        _say({"what": trouble.what, "why": trouble.why, "what_to_do": trouble.what_to_do})
        return 1
    _say({"written": str(written)})
    return 0


def _write(plan_file: Path, path: Path, stop: threading.Event) -> Path:
    from data.reference.pack import load_pack
    from workbook.model.run import run
    from workbook.model.snapshot_records import months_of
    from workbook.writing.export import write_workbook

    def tell(start: float, width: float) -> Any:
        def progress(doing: str, share: float) -> None:
            if stop.is_set():
                raise StoppedError
            _say({"doing": doing, "share": round(start + width * share, 4)})

        return progress

    plan = load_plan(plan_file)
    assert plan is not None
    pack = load_pack()
    files = counted_tables(pack, plan, load_desk(plan_file).agreeing_with(plan), {})
    months, _ = months_of(load_snapshots(plan_file))
    told = tell(0.0, MODEL_SHARE)
    results = run(pack, plan, files.postings, files.unemployed, told, files.tables, months)
    write_workbook(results, path, tell(MODEL_SHARE, 1 - MODEL_SHARE))
    return path


def _listen(stop: threading.Event) -> None:
    """Stop when the window closes our input: it was cancelled, or is gone."""
    sys.stdin.buffer.read()
    stop.set()


def _say(said: dict[str, object]) -> None:
    print(json.dumps(said), flush=True)
