"""A plain table of texts: it keeps the rules of Qt's models, marks cells, and copies without formulas."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.look.theme import Theme
from desktop.tables.text_model import MARKED, TextModel
from desktop.tables.text_table import TextTable

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_the_model_keeps_the_rules(qtbot: QtBot) -> None:
    model = TextModel()
    QAbstractItemModelTester(model, FATAL)
    model.show(("Line", "Pay"), [("3", "DOE"), ("4",)], marked=(1,), right=(0,), row_names=("a", "b"))
    assert (model.rowCount(), model.columnCount()) == (2, 2)
    assert model.index(1, 1).data() == ""
    assert model.index(0, 1).data(MARKED) is True
    assert model.index(0, 0).data(MARKED) is False
    assert "this is the cell" in model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.headerData(1, Qt.Orientation.Vertical) == "b"
    model.show((), ())
    assert model.rowCount() == 0


def test_lines_within_a_cell_are_one_line_on_the_screen(qtbot: QtBot) -> None:
    model = TextModel()
    model.show(("Duties",), [["cook\nclean"]])
    assert model.index(0, 0).data() == "cook clean"
    assert model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) == "cook\nclean"


def test_rows_are_chosen_and_copied_without_formulas(qtbot: QtBot, theme: Theme) -> None:
    table = TextTable(theme, "Rows")
    qtbot.addWidget(table)
    table.texts.show(("Line", "Title"), [("2", "=1+1"), ("3", "Clerk")])
    chosen: list[int] = []
    table.row_chosen.connect(chosen.append)
    table.show()
    qtbot.keyPress(table, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    table.select(0)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0], "with Ctrl held down too"
    qtbot.keyRelease(table, Qt.Key.Key_Control)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Line\tTitle\n2\t'=1+1\n"
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen[-1] == 1
    assert QApplication.instance() is not None
