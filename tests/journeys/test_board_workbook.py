"""A workbook comes back from the board: it is dropped on the window, looked through, taken and undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.dialogs.board_changes import BoardChangesDialog
from desktop.window import MainWindow
from tests.test_workbook.reading.conftest import with_values
from workbook.desk import Desk
from workbook.writing.export import write_workbook

PATIENCE_MS = 20_000


@pytest.fixture
def hinesville(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return the window with a small region open."""
    window.commands.set_areas(["0025980"], False)
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)
    return window


def ready(window: MainWindow) -> bool:
    return window.session.results is not None and not window.session.busy


def drop(window: MainWindow, *paths: Path) -> None:
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), action, told, button, key))


def changes_of(window: MainWindow, qtbot: QtBot) -> BoardChangesDialog:
    qtbot.waitUntil(lambda: window.board.dialog is not None, timeout=PATIENCE_MS)
    dialog = window.board.dialog
    assert dialog is not None
    return dialog


def test_a_board_s_changes_are_taken_and_undone(hinesville: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window, session = hinesville, hinesville.session
    assert session.results is not None
    written = write_workbook(session.results, tmp_path / "board.xlsx")
    typed = {"weight_wage_gain": 40, "risk_line": 0.6, "return_rate": 0.3, "weight_springboard": 300}
    edited = with_values(written, typed, tmp_path / "edited.xlsx")
    window.commands.set_parameter("risk_line", 0.5)
    before = session.plan

    drop(window, edited)
    dialog = changes_of(window, qtbot)
    assert dialog.lead.text() == (
        "The board changed 4 things in edited.xlsx; 1 cannot be taken, 1 is in conflict with the plan."
    )
    assert dialog.take.text() == "Take 2 changes"
    assert [one.id for one in dialog.accepted_changes()] == ["return_rate", "weight_wage_gain"]
    names = [button.accessibleName() for button in dialog.findChildren(QAbstractButton) if button.text()]
    assert {"Accept all", "Accept none", "Take 2 changes"} <= set(names)

    # With the keyboard alone: to the conflict, which says what the plan has, and tick it.
    dialog.table.selectRow(0)
    assert "Conflict: the plan has now" in dialog.particulars.toPlainText()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.take.text() == "Take 3 changes"
    qtbot.mouseClick(dialog.none, Qt.MouseButton.LeftButton)
    assert not dialog.take.isEnabled()
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)

    plan = session.plan
    assert plan is not None
    assert [plan.parameters[name] for name in typed] == [40, 0.6, 0.3, 20]
    assert session.undo_stack.undoText() == "Took 3 changes from edited.xlsx"
    assert "Took 3 changes" in window.banner.text.text()
    session.undo()
    assert session.plan == before
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)

    # The workbook as it was written, against a plan that has moved on: nothing is the board's.
    window.board.choose_file = lambda *_: (str(written), "")
    window.actions_by_name["open_workbook"].trigger()
    dialog = changes_of(window, qtbot)
    assert dialog.lead.text() == "Nothing was changed in this workbook."
    assert not dialog.take.isVisible()
    dialog.reject()
    assert session.plan == before

    _another_region(window, qtbot, edited)


def _another_region(window: MainWindow, qtbot: QtBot, edited: Path) -> None:
    """A workbook of another region can only become a plan of its own."""
    session = window.session
    window.commands.set_areas(["0012060"], False)
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)
    window.board.read(edited)
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=PATIENCE_MS)
    assert "It tells of Hinesville, GA" in window.banner.text.text()
    assert window.banner.retry.text() == "Take as a new plan"
    window.banner.retry.click()
    dialog = changes_of(window, qtbot)
    assert dialog.take.text() == "Open as a new plan with 3 changes"
    dialog.take.click()
    assert session.plan is not None
    assert session.plan.areas == ("0025980",)
    assert session.plan.parameters["risk_line"] == 0.6
    assert session.desk == Desk()
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)


def test_other_files_are_loaded_and_foreign_workbooks_refused(
    hinesville: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = hinesville
    claims = tmp_path / "claims.csv"
    claims.write_text("soc,group,period,unemployed\n29-1141,,2026-02,640\n", encoding="utf-8")
    drop(window, claims)
    qtbot.waitUntil(lambda: bool(window.session.desk.of("unemployment")), timeout=PATIENCE_MS)
    foreign = tmp_path / "foreign.xlsx"
    shutil.copy(claims, foreign)
    window.board.read(foreign)
    qtbot.waitUntil(lambda: "no board workbook" in window.banner.text.text(), timeout=PATIENCE_MS)
    assert window.board.dialog is None
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)
