"""Somebody who has never seen the program: the start page, the tour, and what a heading means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDate, QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from desktop.tour import SEEN, STEPS
from desktop.window import MainWindow
from tests.journeys.conftest import PATIENCE_MS, OpenWindow
from tests.journeys.test_sources import cell, semicolons, settle


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
    tour.begin()
    atlanta.views.go("priorities")
    assert not tour.running, "somebody who turns a page knows the way"


def test_a_heading_leads_to_its_meaning(atlanta: MainWindow, qtbot: QtBot) -> None:
    table = atlanta.matrix.table
    heading = table.horizontalHeader()
    place = table.model().column_of("accessible_openings")
    at = QPoint(heading.sectionViewportPosition(place) + 5, 10)

    def choose() -> None:
        menu = next(one for one in table.findChildren(QMenu) if one.isVisible())
        menu.actions()[0].trigger()
        menu.close()

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


def test_a_plan_in_three_steps(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    jobs = semicolons(tmp_path / "jobs.csv", 9)
    _click(qtbot, window.start.steps)
    dialog = window.new_plan.dialog
    assert dialog is not None
    assert not dialog.next.isEnabled(), "nothing goes on without a region"
    qtbot.keyClicks(dialog.region.entry, "hinesville")
    qtbot.keyClick(dialog.region.entry, Qt.Key.Key_Return)
    assert dialog.areas == ("0025980",)
    _click(qtbot, dialog.next)
    dialog.choose_files = lambda *_: ([str(jobs), str(jobs)], "")
    _click(qtbot, dialog.add)
    assert dialog.files.count() == 1
    _click(qtbot, dialog.next)
    assert dialog.step.text() == "3 of 3: Day and name"
    dialog.day.setDate(QDate(2026, 2, 1))
    dialog.name.setText("Liberty County")
    _click(qtbot, dialog.next)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: window.session.results is not None, timeout=PATIENCE_MS)
    assert window.session.plan is not None
    assert window.session.plan.as_of.isoformat() == "2026-02-01"
    assert cell(window, "29-1141", "postings_open") == "9"
    assert window.plan_file.name == "Liberty County.headway"
    assert "Liberty County" in window.windowTitle()
    window.actions_by_name["new_in_steps"].trigger()
    assert window.new_plan.dialog is not None
    window.new_plan.dialog.reject()
    assert window.session.results is not None, "left alone, nothing changes"
