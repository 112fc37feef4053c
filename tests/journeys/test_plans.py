"""Plans as files: saved under a name, left for another, found again; going to things, and the history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.window import MainWindow
from workbook.planfile import load_plan

PATIENCE_MS = 20_000
OpenWindow = Callable[[Path], MainWindow]


def settled(window: MainWindow) -> bool:
    """Return whether the results of the plan in force are shown."""
    results = window.session.results
    return results is not None and not window.session.busy and results.plan == window.session.plan


def choose(window: MainWindow, qtbot: QtBot, area: str) -> None:
    window.commands.set_areas([area], False)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)


def links(window: MainWindow) -> list[str]:
    """Return what the start page offers to go on with."""
    return [button.text() for button in window.start.recent.findChildren(QPushButton)]


def test_a_plan_is_saved_left_and_found_again(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(tmp_path / "computer")
    choose(window, qtbot, "0025980")
    window.commands.set_parameter("risk_line", 0.6)
    own = tmp_path / "Hinesville.headway"
    window.plans.save_file = lambda *_: (str(own.with_suffix("")), "")
    window.actions_by_name["save"].trigger()
    assert own.is_file(), "a plan without a name is asked for one"
    assert "Hinesville" in window.windowTitle()
    assert str(own) in window.banner.text.text()
    window.commands.set_parameter("risk_line", 0.5)
    window.actions_by_name["new"].trigger()
    kept = load_plan(own)
    assert kept is not None
    assert kept.parameters["risk_line"] == 0.5, "what was changed last is kept before the plan is left"
    assert window.stack.currentWidget() is window.start
    assert any("Hinesville" in text for text in links(window))

    choose(window, qtbot, "0013820")
    window.plans.open(own)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)
    assert window.session.plan == kept
    assert not window.session.undo_stack.canUndo()
    names = [one.path.name for one in window.plans.recent()]
    assert names[0] == "Hinesville.headway"
    assert names[1].startswith("Birmingham"), "the plan without a name was put beside the others"
    window.close()

    again = open_window(tmp_path / "computer")
    qtbot.waitUntil(lambda: settled(again), timeout=PATIENCE_MS)
    assert again.session.plan == kept, "the plan that was open last opens again"
    other = again.plans.recent()[1].path
    again.actions_by_name["new"].trigger()
    button = next(one for one in again.start.recent.findChildren(QPushButton) if other.stem in one.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settled(again), timeout=PATIENCE_MS)
    assert again.session.plan is not None
    assert again.session.plan.areas == ("0013820",)


def test_a_damaged_or_missing_plan_leaves_the_open_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(window, qtbot, "0025980")
    plan = window.session.plan
    damaged = tmp_path / "broken.headway"
    damaged.write_text("{", encoding="utf-8")
    window.plans.choose_file = lambda *_: (str(damaged), "")
    window.actions_by_name["open"].trigger()
    assert "was not opened" in window.banner.text.text()
    assert window.session.plan == plan
    window.plans.open(tmp_path / "gone.headway")
    assert "no longer" in window.banner.text.text()
    assert window.session.plan == plan
    assert damaged.read_text(encoding="utf-8") == "{", "a file that cannot be read is never written over"
    assert window.plans.save()
    assert damaged.read_text(encoding="utf-8") == "{"

    window.actions_by_name["go_to"].trigger()
    dialog = window.going.dialog
    assert dialog is not None
    qtbot.keyClicks(dialog.field, "priorit")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.priorities
    window.actions_by_name["go_to"].trigger()
    qtbot.keyClicks(dialog.field, "registered nur")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert window.session.selection == "29-1141"
    window.actions_by_name["go_to"].trigger()
    qtbot.keyClicks(dialog.field, "no such thing")
    assert dialog.list.count() == 0
    assert "Nothing is called" in dialog.none.text()
    dialog.reject()

    window.commands.set_parameter("risk_line", 0.6)
    window.commands.set_parameter("risk_line", 0.5)
    window.actions_by_name["history"].trigger()
    view = window.views._history.view
    steps = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert steps[0] == "As the plan was opened"
    assert steps[-1] == "Set low automation risk below to 0.5"
    view.setCurrentIndex(view.model().index(2, 0))
    assert window.session.plan.parameters["risk_line"] == 0.6
