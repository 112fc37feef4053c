"""Start again in another language: the first process ends, a second one opens with the same plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from data.figures import DAYS, NUMBERS
from data.language import VARIABLE
from tests.conftest import ROOT
from tests.journeys.started_again import AREA

PATIENCE_MS = 60_000


def test_the_program_starts_again_in_spanish_with_the_plan_open(
    qtbot: QtBot, home: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    kept = {name: value for name, value in os.environ.items() if name not in (VARIABLE, NUMBERS, DAYS)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.started_again", "first", str(report)],
        cwd=ROOT,
        env=kept | {"PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_MS / 1000,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    qtbot.waitUntil(report.exists, timeout=PATIENCE_MS)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told == {
        "spoken": "es",
        "areas": [AREA],
        "file": "plan.json",
        "menu": "&Editar",
        "visible": True,
    }
    # The second process lets go of the plan when its window is closed: nothing is left running.
    qtbot.waitUntil(lambda: not list(home.rglob(".plan.json.open")), timeout=PATIENCE_MS)
    assert list(home.rglob("plan.json"))
