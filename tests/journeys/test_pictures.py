"""A planner works with the pictures of the pages: points, clicks, takes them along, goes on in the table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.charts.budget import BudgetPicture
from desktop.pages.answer import AnswerPage
from desktop.window import MainWindow

PATIENCE_MS = 30_000


def opened(window: MainWindow, qtbot: QtBot, name: str) -> AnswerPage:
    """Go to a page and wait for its answer."""
    window.actions_by_name[name].trigger()
    page = window.answers.pages[name]
    qtbot.waitUntil(lambda: window.answers.is_answered(page), timeout=PATIENCE_MS)
    if page.canvas is not None:
        page.canvas.grab()
    return page


def clicked(page: AnswerPage, qtbot: QtBot, soc: str) -> None:
    """Click the mark of an occupation in the picture of a page."""
    assert page.canvas is not None
    spot = next(one for one in page.canvas.spots if one.key == soc and one.stop)
    qtbot.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())


def test_a_mark_of_a_picture_is_chosen_everywhere_and_the_picture_goes_along(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(atlanta, qtbot, "paths")
    assert page.canvas is not None
    assert page.picture is not None
    assert page.picture.isVisible()
    clicked(page, qtbot, "29-1141")
    assert atlanta.session.selection == "29-1141"
    assert "Registered Nurses" in " ".join(one.text() for one in atlanta.panel.findChildren(QLabel))
    assert atlanta.matrix.model.key_at(atlanta.matrix.table.currentIndex().row()) == "29-1141"
    assert page.canvas.title.startswith("Registered Nurses: ")

    menu = {one.text().replace("&", ""): one for one in page.canvas.menu().actions()}
    menu["Copy picture"].trigger()
    assert "Registered Nurses" in QGuiApplication.clipboard().text()
    atlanta.pictures.choose_file = lambda *_, **__: (str(tmp_path / "flow"), "")
    menu["Save as SVG…"].trigger()
    assert "Registered Nurses" in (tmp_path / "flow.svg").read_text()
    atlanta.pictures.choose_file = lambda *_, **__: (str(tmp_path / "nowhere" / "flow.png"), "")
    menu["Save as PNG…"].trigger()
    assert "There is no folder" in atlanta.banner.text.text()
    page.choice.setCurrentIndex(1)
    page.canvas.setFocus()
    QGuiApplication.clipboard().clear()
    atlanta.actions_by_name["copy"].trigger()
    assert QGuiApplication.clipboard().mimeData().hasImage()
    qtbot.keyClick(page.canvas, Qt.Key.Key_T)
    assert page.choice.currentText() == "Most people"
    assert page.table is not None
    assert page.table.hasFocus()

    atlanta.actions_by_name["picture"].trigger()
    assert page.picture.is_folded
    atlanta.actions_by_name["picture"].trigger()
    atlanta.commands.set_areas(["0025980"], False)
    qtbot.waitUntil(lambda: not page.picture.isVisible(), timeout=PATIENCE_MS)  # type: ignore[union-attr]
    assert "No path of two steps" in page.headline.text()
    assert not atlanta.actions_by_name["picture"].isEnabled()

    atlanta.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: not atlanta.session.busy, timeout=PATIENCE_MS)
    page = opened(atlanta, qtbot, "allocation")
    curve = page.canvas
    assert isinstance(curve, BudgetPicture)
    grip = QPoint(round(curve.x(1_000_000)), round(curve.y.start) - 8)
    to = QPoint(round(curve.x(1_500_000)), grip.y())
    qtbot.mousePress(curve, Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(curve, to)
    qtbot.mouseRelease(curve, Qt.MouseButton.LeftButton, pos=to)
    qtbot.waitUntil(lambda: "$1,500,000 moves" in page.headline.text(), timeout=PATIENCE_MS)
    assert atlanta.session.undo_stack.undoText() == "Set budget to 1,500,000"
    assert atlanta.answers.rows["allocation"].lines["budget_usd"].value == 1_500_000
    assert curve.picture is not None
    assert curve.picture.budget == 1_500_000

    atlanta.actions_by_name["priorities"].trigger()
    qtbot.waitUntil(lambda: atlanta.answers.spans.are_shown, timeout=PATIENCE_MS)
    priorities = atlanta.priorities
    priorities.bars.grab()
    assert "nine of ten weightings" in priorities.bars.subtitle
    qtbot.mouseClick(priorities.turn, Qt.MouseButton.LeftButton)
    assert priorities.dots.isVisible()
    assert not priorities.bars.isVisible()
    priorities.dots.grab()
    spot = next(one for one in reversed(priorities.dots.spots) if one.stop)
    qtbot.mouseClick(priorities.dots, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())
    assert atlanta.session.selection == spot.key
    assert priorities.model.key_at(priorities.table.currentIndex().row()) == spot.key
