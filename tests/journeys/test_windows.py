"""Two windows at once: neither writes over the other's plan, its list of plans or its coded titles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from data.intake.coding.corrections import read_corrections
from desktop.__main__ import wants_window
from desktop.new_window import wanted
from desktop.window import MainWindow
from workbook.planfile import load_plan

PATIENCE_MS = 20_000
ROOT = Path(__file__).resolve().parents[2]
OpenWindow = Callable[[Path], MainWindow]


def settled(window: MainWindow) -> bool:
    """Return whether the results of the plan in force are shown."""
    results = window.session.results
    return results is not None and not window.session.busy and results.plan == window.session.plan


def in_another_process(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code with the own file of another window over the same folder."""
    begin = "import sys; from pathlib import Path; from desktop.held_files import OwnFile;"
    return subprocess.run(
        [sys.executable, "-c", f"{begin} own = OwnFile(Path(sys.argv[1])); {code}", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )


def choose(window: MainWindow, qtbot: QtBot, area: str) -> None:
    window.commands.set_areas([area], False)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)


def test_two_windows_keep_their_own_plans(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_window(tmp_path / "computer")
    choose(first, qtbot, "0025980")
    assert first.plans.save()
    second = open_window(tmp_path / "computer")
    assert second.session.plan is None, "the plan of the first window stays there"
    choose(second, qtbot, "0013820")
    assert second.plans.save()
    assert first.plan_file != second.plan_file
    assert load_plan(first.plan_file).areas == ("0025980",)
    assert load_plan(second.plan_file).areas == ("0013820",)

    first.desk.remember()
    for window, title, soc in ((first, "Yard Boss", "53-1047"), (second, "Ice Man", "53-3031")):
        window.session.change(
            "Code", window.session.plan, window.session.desk.with_corrections([(title, soc)])
        )
        assert window.plans.save()
    assert [title for title, _ in read_corrections(tmp_path / "computer/data/corrections.csv")] == [
        "Yard Boss",
        "Ice Man",
    ]

    second.close()
    kept = first.plans.recent()
    assert [load_plan(one.path).areas for one in kept] == [("0013820",)], "it is found again by the other"
    first.close()
    again = open_window(tmp_path / "computer")
    assert again.session.plan.areas == ("0025980",), "the first window goes on where it stopped"


def test_a_plan_open_elsewhere_is_a_copy(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    first = open_window(tmp_path / "computer")
    choose(first, qtbot, "0025980")
    own = tmp_path / "Hinesville.headway"
    first.plans.save_file = lambda *_: (str(own), "")
    first.actions_by_name["save_as"].trigger()
    before = own.read_bytes()
    second = open_window(tmp_path / "computer")
    second.plans.open(own)
    qtbot.waitUntil(lambda: settled(second), timeout=PATIENCE_MS)
    assert "open in another window" in second.banner.text.text()
    assert second.plan_file != own
    second.commands.set_parameter("risk_line", 0.6)
    assert second.plans.save()
    assert own.read_bytes() == before, "the window that has it open alone writes to it"

    second.plans.save_file = lambda *_: (str(own), "")
    second.banner.retry.click()
    assert "was not saved as Hinesville.headway" in second.banner.text.text()
    other = tmp_path / "Hinesville 2.headway"
    second.plans.save_file = lambda *_: (str(other), "")
    second.actions_by_name["save_as"].trigger()
    assert second.plan_file == other
    assert load_plan(other).parameters["risk_line"] == 0.6
    first.close()
    second.plans.open(own)
    assert second.plan_file == own, "once it is closed there it can be opened here"


def test_the_plan_of_a_window_that_ended_badly_is_found_again(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    first = open_window(tmp_path / "computer")
    choose(first, qtbot, "0025980")
    assert first.plans.save()
    left = tmp_path / "computer" / "data" / "plan-2.json"
    copy = "from shutil import copy; copy(own.path.with_name('plan.json'), own.path)"
    in_another_process(first.folder, f"own.take(); {copy}; import os; os._exit(1)")
    assert left.is_file()
    assert (first.folder / ".plan-2.json.open").exists(), "it had no time to take its mark away"
    first.close()
    again = open_window(tmp_path / "computer")
    assert not left.exists()
    assert [load_plan(one.path).areas for one in again.plans.recent()] == [("0025980",)]


def test_plans_open_in_a_new_window(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(tmp_path / "computer")
    started: list[Path | None] = []
    window.plans.start_window = lambda path=None: not started.append(path)
    choose(window, qtbot, "0025980")
    window.actions_by_name["new_window"].trigger()
    assert started == [None]
    window.actions_by_name["new"].trigger()
    (recent,) = window.plans.recent()
    shift = Qt.KeyboardModifier.ShiftModifier
    monkeypatch.setattr(QGuiApplication, "keyboardModifiers", lambda: shift)
    window.start.recent.findChildren(QPushButton)[0].click()
    window.plans.menu.fill()
    window.plans.menu.actions()[0].trigger()
    assert started == [None, recent.path, recent.path]
    monkeypatch.undo()
    menu = window.plans.menu.menu_of(window.plans.menu.actions()[0])
    assert menu is not None
    menu.actions()[1].trigger()
    assert started[-1] == recent.path
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)
    assert window.plan_file == recent.path
    window.plans.start_window = lambda path=None: False
    window.actions_by_name["new_window"].trigger()
    assert "could not be opened" in window.banner.text.text()


def test_a_further_window_is_asked_for_by_a_word(tmp_path: Path) -> None:
    assert wants_window(["new-window"])
    assert wants_window(["new-window", "a.headway"])
    assert wanted(["new-window", "a.headway"]) == (True, Path("a.headway"))
    assert wanted([]) == (False, None)


def test_another_process_sees_the_mark(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path / "computer")
    done = in_another_process(window.folder, "own.take(); print(own.path.name, own.is_first)")
    assert done.stdout.split() == ["plan-2.json", "False"]
    assert QLockFile(str(window.folder / ".plan-2.json.open")).tryLock(0), "its mark went with it"
