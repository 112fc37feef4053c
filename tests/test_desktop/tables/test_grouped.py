"""Rows in groups: honest to Qt, sorted inside, folded by key, heads that add up, copied without heads."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.look.theme import Theme
from desktop.tables.content import Content, matrix_content
from desktop.tables.frame_model import HEAD, HEAT, MARK, RAW, SHARE_OF_BAR
from desktop.tables.grouped_model import GroupedModel
from desktop.tables.grouped_table import GroupedTable

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
FATAL = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture
def content(results: Any) -> Content:
    return matrix_content(results.matrix, with_postings=False)


@pytest.fixture
def model(qtbot: QtBot, content: Content) -> GroupedModel:
    made = GroupedModel(content.columns, frozenset({"employment"}), None, frozenset({"wage_gain_usd"}))
    made.set_content(content)
    return made


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, model: GroupedModel) -> GroupedTable:
    made = GroupedTable(model, theme, 2, "Occupations")
    qtbot.addWidget(made)
    made.show_columns(["employment", "wage_p50_usd", "seekers_per_opening"])
    made.resize(700, 400)
    made.show()
    made.group_by("family")
    return made


def heads(model: GroupedModel) -> list[str]:
    return [name for row in range(model.rowCount()) if (name := model.head_at(row))]


def cell(model: GroupedModel, row: int, name: str, role: int = RAW) -> Any:
    return model.index(row, model.column_of(name)).data(role)


def test_the_model_keeps_qts_rules(content: Content) -> None:
    model = GroupedModel(content.columns, frozenset({"employment"}))
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_content(content)
    for by in ("class", "family", "", "class"):
        model.group_by(by)
        model.sort(model.column_of("employment"), DOWN)
        model.sort(model.column_of("title"), UP)
    model.close(frozenset({"Gateway"}))
    model.set_mask(np.arange(len(content.keys)) % 2 == 0)
    model.set_content(content, None)
    model.set_mask(np.zeros(len(content.keys), dtype=bool))
    assert model.rowCount() == 0
    assert tester.model() is model


def test_columns_keep_their_widths_while_rows_move(table: GroupedTable, model: GroupedModel) -> None:
    table.group_by("")
    shown = [place for place in range(model.columnCount()) if not table.isColumnHidden(place)]
    widths = [table.columnWidth(place) for place in shown]
    assert min(widths) > 40
    for name in ("employment", "title"):
        table.sort_by_name(name)
        assert [table.columnWidth(place) for place in shown] == widths
    table.show_column("wage_p10_usd", True)
    assert table.columnWidth(model.column_of("wage_p10_usd")) > 40


def test_rows_stand_sorted_under_their_heads(model: GroupedModel, content: Content) -> None:
    model.sort(model.column_of("employment"), DOWN)
    model.group_by("class")
    assert heads(model)[:3] == ["Origin", "Mid-wage Origin", "Gateway"]
    assert model.rowCount() == len(content.keys) + len(heads(model))
    for row in range(model.rowCount()):
        if not (name := model.head_at(row)):
            assert cell(model, row, "class") == model.group_at(row)
        else:
            assert model.key_at(row) == ""
            assert model.row_of_head(name) == row
    start, end = (model.row_of_head(name) for name in ("Gateway", "Target"))
    values = np.array([cell(model, row, "employment") for row in range(start + 1, end)])
    known = values[~np.isnan(values)]
    assert np.all(np.diff(known) <= 0)


def test_heads_add_counts_up_and_take_the_median_of_the_rest(model: GroupedModel, content: Content) -> None:
    model.group_by("class")
    rows = content.values["class"] == "Gateway"
    head = model.row_of_head("Gateway")
    assert cell(model, head, "title") == f"▾ Gateway ({rows.sum()})"
    assert cell(model, head, "employment") == np.nansum(content.values["employment"][rows])
    assert cell(model, head, "employment", MARK) == "Σ"
    assert cell(model, head, "wage_p50_usd") == np.nanmedian(content.values["wage_p50_usd"][rows])
    assert cell(model, head, "wage_p50_usd", MARK) == "~"
    people, openings = content.values["unemployed"][rows], content.values["openings_12m"][rows]
    both = np.isfinite(people) & np.isfinite(openings)
    expected = people[both].sum() / openings[both].sum()
    assert cell(model, head, "seekers_per_opening") == pytest.approx(expected)
    told = cell(model, head, "wage_p50_usd", Qt.ItemDataRole.ToolTipRole)
    assert f"median of {rows.sum()} occupations" in told
    assert "sum of" in cell(model, head, "employment", Qt.ItemDataRole.ToolTipRole)
    assert cell(model, head, "title", Qt.ItemDataRole.ToolTipRole).endswith("occupations, open")
    assert cell(model, head, "employment", HEAD) is True
    assert cell(model, head + 1, "employment", HEAD) is False
    assert cell(model, head, "employment", SHARE_OF_BAR) == 0
    assert cell(model, head, "wage_gain_usd", HEAT) == 0
    most = max(range(model.rowCount()), key=lambda row: cell(model, row, "employment", SHARE_OF_BAR))
    assert cell(model, most, "employment", SHARE_OF_BAR) == 1, "bars are measured by the occupations alone"


def test_filtered_rows_do_not_count(model: GroupedModel, content: Content) -> None:
    model.group_by("class")
    mask = content.values["class"] == "Target"
    model.set_mask(mask)
    assert heads(model) == ["Target"]
    assert model.occupations_shown == mask.sum() == model.rowCount() - 1
    model.group_by("")
    assert model.rowCount() == mask.sum()
    assert heads(model) == []


def test_keys_fold_and_open(table: GroupedTable, model: GroupedModel, qtbot: QtBot) -> None:
    rows, first = model.rowCount(), model.names[0]
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.head_at(table.currentIndex().row()) == first, "Left goes to the head"
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.closed == {first}
    assert model.rowCount() < rows
    assert cell(model, table.currentIndex().row(), "title").startswith("▸")
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert model.rowCount() == rows
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert model.closed == {first}
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert not model.closed
    table.close_all()
    assert model.rowCount() == len(model.names)
    menu = table.head_menu(first)
    assert menu.actions()[0].text() == "Open this group"
    menu.actions()[1].trigger()
    assert model.rowCount() == rows


def test_a_click_on_a_title_turns_the_group(table: GroupedTable, model: GroupedModel, qtbot: QtBot) -> None:
    place = table._side.visualRect(model.index(0, model.column_of("title"))).center()
    qtbot.mouseClick(table._side.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert model.closed == {model.names[0]}


def test_an_occupation_chosen_stays_when_rows_are_grouped(table: GroupedTable, model: GroupedModel) -> None:
    table.select("29-1141")
    for by in ("class", "", "family"):
        table.group_by(by)
        assert model.key_at(table.currentIndex().row()) == "29-1141"


def test_the_head_stays_in_view(table: GroupedTable, model: GroupedModel, qtbot: QtBot) -> None:
    sticky = table._sticky
    assert sticky is not None
    assert not sticky.isVisible()
    table.verticalScrollBar().setValue(table.rowHeight(0) * 3)
    assert sticky.isVisible()
    assert table.top_group() == model.names[0]
    assert sticky.y() == table.heading_height
    image = sticky.grab().toImage()
    assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 3
    qtbot.mouseClick(sticky, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert model.head_at(table.currentIndex().row()) == model.names[0]
    table.group_by("")
    assert not sticky.isVisible()


def test_copied_rows_leave_heads_out(table: GroupedTable, model: GroupedModel) -> None:
    flags = QItemSelectionModel.SelectionFlag
    for row in range(3):
        table.selectionModel().select(model.index(row, 0), flags.Select | flags.Rows)
    table.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][0] == "Family"
    assert len(lines) == 3
    assert {line[0] for line in lines[1:]} == {model.names[0]}
    table.close_all()
    table.selectAll()
    table.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(lines) == len(model.names) + 1
