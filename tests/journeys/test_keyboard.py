"""With the keyboard alone: every page and every control is reached, seen, and used."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.navigation import PAGES
from desktop.window import MainWindow

PATIENCE_MS = 60_000
MOST_STOPS = 80
ESCAPE = Qt.Key.Key_Escape
DIALOGS = (
    *("parameters", "findings", "history", "review", "go_to", "glossary", "help", "preferences"),
    *("planner_guide", "coach_guide", "employer_guide", "board_guide", "new_in_steps"),
)
"""Actions that open a dialog beside or over the window."""
AROUND = (-4, -4, 4, 4)


def go(window: MainWindow, qtbot: QtBot, page: str) -> None:
    """Turn to a page by its key, and wait for what it shows."""
    window.actions_by_name[page].trigger()
    answers = window.answers
    if page in answers.questions:
        qtbot.waitUntil(lambda: answers.is_answered(answers.pages[page]), timeout=PATIENCE_MS)


def focused() -> QWidget:
    """Return what has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def stops(window: MainWindow, qtbot: QtBot) -> dict[QWidget, bool]:
    """Return where the Tab key comes to, once around, and whether one can see that it is there."""
    found: dict[QWidget, bool] = {}
    while len(found) < MOST_STOPS:
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() in found:
            return found
        found[focused()] = seen(window, focused())
    raise AssertionError("Tab never comes round")


def seen(window: MainWindow, control: QWidget) -> bool:
    """Return whether one can see that a control has the keyboard: it looks otherwise without."""
    box = QRect(control.mapTo(window, QPoint(0, 0)), control.size()).adjusted(*AROUND)
    with_keyboard = window.grab(box).toImage()
    control.clearFocus()
    without = window.grab(box).toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    return bool(with_keyboard != without)


@pytest.fixture
def active(atlanta: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return the window with Atlanta open, and with the keyboard."""
    atlanta.resize(1366, 768)
    atlanta.activateWindow()
    qtbot.waitUntil(atlanta.isActiveWindow, timeout=PATIENCE_MS)
    return atlanta


@pytest.mark.parametrize("page", ["paths", "allocation", "scenarios", "sectors"])
def test_the_keyboard_is_in_the_table_when_the_answer_is_there(
    active: MainWindow, qtbot: QtBot, page: str
) -> None:
    go(active, qtbot, page)
    qtbot.waitUntil(lambda: focused() is active.answers.pages[page].table, timeout=PATIENCE_MS)
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert active.answers.pages[page].table.currentIndex().isValid()


def test_without_a_table_the_keyboard_is_in_the_first_control(active: MainWindow, qtbot: QtBot) -> None:
    go(active, qtbot, "employers")
    qtbot.waitUntil(lambda: focused() in active.answers.employers.bar.findChildren(QWidget))


@pytest.mark.parametrize("page", ["priorities", "allocation", "employers", "compare"])
def test_every_stop_of_the_keyboard_can_be_seen_and_the_page_chosen_is_one(
    active: MainWindow, qtbot: QtBot, page: str
) -> None:
    go(active, qtbot, page)
    found = stops(active, qtbot)
    navigation = [name for name, *_ in PAGES if active.navigation.buttons[name] in found]
    assert navigation == [page]
    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in found]
    assert all(name.strip() for name in names), names
    unseen = [name for lit, name in zip(found.values(), names, strict=True) if not lit]
    assert unseen == []
    here = active.stack.currentWidget()
    assert here is not None
    assert any(here.isAncestorOf(one) for one in found)


def test_enter_presses_the_button_that_the_keyboard_is_in(active: MainWindow, qtbot: QtBot) -> None:
    go(active, qtbot, "employers")
    employers = active.answers.employers
    asked: list[bool] = []
    employers.choose_files = lambda *_, **__: (asked.append(True), ([], ""))[1]
    employers.bar.read.setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert asked == [True]
    active.navigation.buttons["employers"].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Up)
    assert active.navigation.buttons["sectors"].hasFocus()


def test_the_sides_to_compare_with_are_offered_by_enter(active: MainWindow, qtbot: QtBot) -> None:
    go(active, qtbot, "compare")
    button = active.answers.compare.bar.choose
    qtbot.waitUntil(button.hasFocus)
    menu = button.menu()
    assert menu is not None
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu, lambda: qtbot.keyClick(menu, ESCAPE)))
    with qtbot.waitSignals([menu.aboutToShow, menu.aboutToHide], timeout=PATIENCE_MS):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert not menu.isVisible()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_takes_the_keyboard_and_escape_closes_it(
    active: MainWindow, qtbot: QtBot, name: str
) -> None:
    active.actions_by_name[name].trigger()
    shown = [one for one in active.findChildren(QDialog) if one.isVisible()]
    assert len(shown) == 1, name
    (dialog,) = shown
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()), timeout=PATIENCE_MS)
    qtbot.keyClick(focused(), ESCAPE)
    assert not dialog.isVisible()


def test_a_budget_is_typed_and_taken_by_enter(active: MainWindow, qtbot: QtBot) -> None:
    go(active, qtbot, "allocation")
    box = active.answers.rows["allocation"].lines["budget_usd"].entry
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "500000")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert active.session.plan is not None
    qtbot.waitUntil(lambda: active.session.plan.parameters["budget_usd"] == 500_000, timeout=PATIENCE_MS)
