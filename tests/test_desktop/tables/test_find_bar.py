"""Finding in a table of texts: by every word, round and round, and back to the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.look.theme import Theme
from desktop.tables.find_bar import FindBar, find_bar_in
from desktop.tables.text_table import TextTable

ROWS = [("1", "Cook, line"), ("2", "Line supervisor"), ("3", "Nurse"), ("4", "Pipe line cook")]


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> TextTable:
    made = TextTable(theme, "Titles")
    qtbot.addWidget(made)
    made.texts.show(("Line", "Title"), ROWS)
    made.resize(500, 300)
    made.show()
    made.select(0)
    made.setFocus()
    return made


def test_rows_are_found_round_and_round(table: TextTable, qtbot: QtBot) -> None:
    bar = table.finding
    qtbot.keyClick(table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.isVisible()
    assert bar.field.hasFocus()
    assert table.rect().contains(bar.geometry())
    qtbot.keyClicks(bar.field, "LINE cook")
    assert bar.found() == [0, 3]
    assert (table.currentIndex().row(), bar.count.text()) == (0, "1 of 2")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert (table.currentIndex().row(), bar.count.text()) == (3, "2 of 2")
    qtbot.keyClick(bar.field, Qt.Key.Key_F3)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert table.currentIndex().row() == 3
    qtbot.keyClick(bar.field, Qt.Key.Key_Up)
    assert table.currentIndex().row() == 0
    qtbot.keyClicks(bar.field, "x")
    assert bar.count.text() == "none"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert table.hasFocus()
    assert table.currentIndex().row() == 0


def test_rows_that_came_later_are_found(table: TextTable, qtbot: QtBot) -> None:
    table.texts.show(("Line", "Title"), [*ROWS, ("5", "Welder")])
    table.rows_menu().actions()[-1].trigger()
    table.finding.field.setText("")
    qtbot.keyClicks(table.finding.field, "weld")
    assert table.currentIndex().row() == 4
    table.resize(200, 300)
    assert table.rect().contains(table.finding.geometry())


def test_the_menu_copies_chosen_or_all_rows(table: TextTable) -> None:
    chosen, every = (one for one in table.rows_menu().actions()[:2])
    chosen.trigger()
    assert QGuiApplication.clipboard().text() == "Line\tTitle\n1\tCook, line\n"
    every.trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5


def test_the_bar_of_the_view_that_can_be_seen(qtbot: QtBot, theme: Theme) -> None:
    both = QWidget()
    qtbot.addWidget(both)
    column = QVBoxLayout(both)
    hidden, shown = QListWidget(), QListWidget()
    bars = [FindBar(one) for one in (hidden, shown)]
    for one in (hidden, shown):
        column.addWidget(one)
    shown.addItems(["Withheld", "No place"])
    both.show()
    hidden.hide()
    assert find_bar_in(both) is bars[1]
    assert find_bar_in(None) is None
    bars[1].open()
    qtbot.keyClicks(bars[1].field, "place")
    assert shown.currentRow() == 1
