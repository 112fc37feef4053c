"""The program with somebody at it: open a plan, choose Spanish and start again; then say what stands there.

python -m tests.journeys.started_again first REPORT     chooses, and has the second one started
python -m tests.journeys.started_again second REPORT    writes what is open as JSON, and closes the window
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from data.language import spoken

if TYPE_CHECKING:
    from desktop.window import MainWindow

AREA = "0025980"
LOOK_EVERY_MS = 20


def when(condition: Callable[[], bool], then: Callable[[], object]) -> None:
    """Do something once a condition holds."""
    QTimer.singleShot(LOOK_EVERY_MS, lambda: then() if condition() else when(condition, then))


def choose_spanish(window: MainWindow) -> None:
    """Open a plan, then do what a person does in the preferences."""

    def choose() -> None:
        window.actions_by_name["preferences"].trigger()
        dialog = window.choices.dialog
        assert dialog is not None
        box = dialog.boxes["language"]
        box.setCurrentIndex(box.findData("es"))
        dialog.restart.click()

    window.commands.set_areas([AREA], False)
    when(lambda: window.session.results is not None and not window.session.busy, choose)


def report_to(path: Path, window: MainWindow) -> None:
    """Write what the window shows once the plan is computed, and close it."""

    def report() -> None:
        plan = window.session.plan
        assert plan is not None
        told = {
            "spoken": spoken(),
            "areas": plan.areas,
            "file": window.plan_file.name,
            "menu": window.menuBar().actions()[1].text(),
            "visible": window.isVisible(),
        }
        path.with_suffix(".part").write_text(json.dumps(told), encoding="utf-8")
        path.with_suffix(".part").rename(path)
        QApplication.closeAllWindows()

    when(lambda: window.session.results is not None and not window.session.busy, report)


def play(step: str, report: Path) -> int:
    """Run the program, and do a step in its window as soon as the pack is open."""
    from desktop.speaking import speak_as_preferred

    # As the program itself: texts are made when what says them is loaded.
    speak_as_preferred()
    from desktop import app, new_window
    from desktop.__main__ import main

    make = app.make_window

    def kept(*folders: Path):  # type: ignore[no-untyped-def]
        window, background = make(*folders)
        act = (lambda: choose_spanish(window)) if step == "first" else (lambda: report_to(report, window))
        when(lambda: window.session.pack is not None, act)
        return window, background

    app.make_window = kept
    program, *words = new_window.own_command()
    # The same program, as itself a module of the tests that calls it.
    assert words == ["-m", "desktop"]
    new_window.own_command = lambda: [program, "-m", "tests.journeys.started_again", "second", str(report)]
    return main([])


if __name__ == "__main__":
    sys.exit(play(sys.argv[1], Path(sys.argv[2])))
