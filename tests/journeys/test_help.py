"""Somebody who has never seen the program: the start page, the tour, and what a heading means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.tour import SEEN, STEPS
from desktop.window import MainWindow
from tests.journeys.conftest import PATIENCE_MS, OpenWindow


def _click(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_start_page_says_what_is_old(window: MainWindow) -> None:
    said = [one.text() for one in window.start.freshness.findChildren(QLabel)]
    assert window.start.freshness.isVisible()
    assert "People out of work (claims by state, ETA 203)" in said
    assert said[0].startswith("Old by now: ")


def test_the_tour_comes_once_and_goes_from_part_to_part(
    atlanta: MainWindow, qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    tour = atlanta.help.tour
    assert tour.running
    assert not tour.next.hasFocus(), "it does not take the keyboard by itself"
    seen = []
    for _ in STEPS:
        seen.append(tour.title.text())
        box = tour.bubble.geometry()
        assert atlanta.rect().contains(box), tour.title.text()
        _click(qtbot, tour.next)
    assert seen == [step.title for step in STEPS]
    assert not tour.running
    assert not tour.bubble.isVisible()
    assert atlanta.preferences.get(SEEN, False)
    atlanta.close()
    again = open_window(tmp_path / "computer")
    qtbot.waitUntil(lambda: again.session.results is not None, timeout=PATIENCE_MS)
    assert not again.help.tour.running
    again.actions_by_name["tour"].trigger()
    assert again.help.tour.running
    assert again.help.tour.next.hasFocus()
    qtbot.keyClick(again.help.tour.next, Qt.Key.Key_Escape)
    assert not again.help.tour.running


def test_the_tour_can_be_skipped_and_follows_the_window(atlanta: MainWindow, qtbot: QtBot) -> None:
    tour = atlanta.help.tour
    for _ in range(3):
        _click(qtbot, tour.next)
    atlanta.resize(1024, 700)
    assert atlanta.rect().contains(tour.bubble.geometry())
    assert not tour.bubble.geometry().intersects(
        atlanta.panel.geometry().translated(atlanta.panel.parentWidget().mapTo(atlanta, QPoint(0, 0)))
    )
    _click(qtbot, tour.skip)
    assert not tour.running


def test_a_heading_leads_to_its_meaning(atlanta: MainWindow, qtbot: QtBot) -> None:
    table = atlanta.matrix.table
    heading = table.horizontalHeader()
    place = table.model().column_of("accessible_openings")
    at = QPoint(heading.sectionViewportPosition(place) + 5, 10)

    def choose() -> None:
        menu = next(one for one in table.findChildren(QMenu) if one.isVisible())
        menu.actions()[0].trigger()
        menu.close()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(0, choose)
    heading.customContextMenuRequested.emit(at)
    glossary = atlanta.help.glossary
    assert glossary is not None
    assert glossary.isVisible()
    assert glossary.list.currentItem().text() == "Accessible openings"
    assert "Accessible openings" in glossary.text.toPlainText()
    glossary.field.setText("four-fifths nonsense")
    assert glossary.list.count() == 0
    assert glossary.none.isVisible()


def test_the_keyboard_asks_what_the_column_in_hand_means(atlanta: MainWindow) -> None:
    table = atlanta.matrix.table
    table.setFocus()
    place = table.model().column_of("employment")
    table.setCurrentIndex(table.model().index(0, place))
    atlanta.actions_by_name["glossary"].trigger()
    assert atlanta.help.glossary is not None
    assert atlanta.help.glossary.list.currentItem().text() == "Employment"
