"""The table model: honest to Qt, sorted with blanks last, and keeping the selection when rows move."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.tables.content import Content, matrix_content, priorities_content
from desktop.tables.frame_model import HEAT, MARK, RAW, SHARE_OF_BAR, FrameModel

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
FATAL = QAbstractItemModelTester.FailureReportingMode.Warning


@pytest.fixture(params=["matrix", "priorities"])
def content(request: pytest.FixtureRequest, results: Any) -> Content:
    """Return each table's content in turn."""
    if request.param == "matrix":
        return matrix_content(results.matrix.head(150), with_postings=False)
    return priorities_content(results.priorities.head(150))


@pytest.fixture
def model(qtbot: QtBot, results: Any) -> FrameModel:
    """Return a model that shows the matrix."""
    content = matrix_content(results.matrix, with_postings=False)
    made = FrameModel(content.columns, frozenset({"employment"}))
    made.set_content(content)
    return made


def column(model: FrameModel, name: str) -> list[Any]:
    """Return the raw values of a column in the order shown."""
    place = model.column_of(name)
    return [model.index(row, place).data(RAW) for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qtbot: QtBot, content: Content) -> None:
    # Broken rules are Qt warnings, and those fail a test.
    model = FrameModel(content.columns, frozenset({"score"} & set(content.values)))
    tester = QAbstractItemModelTester(model, FATAL)
    model.set_content(content)
    for place in (0, 3, model.columnCount() - 1):
        model.sort(place, DOWN)
        model.sort(place, UP)
    model.set_mask(np.arange(len(content.keys)) % 2 == 0)
    model.set_content(content, None)
    model.set_mask(np.zeros(len(content.keys), dtype=bool))
    assert model.rowCount() == 0
    assert tester.model() is model


def test_blanks_sort_last_in_both_directions(model: FrameModel) -> None:
    for order in (UP, DOWN):
        model.sort(model.column_of("employment"), order)
        values = np.array(column(model, "employment"))
        blank = np.isnan(values)
        assert 0 < blank.sum() < len(values)
        assert not blank[: (~blank).sum()].any()
        known = values[~blank]
        assert np.all(np.diff(known if order == UP else -known) >= 0)


def test_classes_sort_as_steps_and_availability_by_competition(model: FrameModel) -> None:
    model.sort(model.column_of("class"), UP)
    assert list(dict.fromkeys(column(model, "class"))) == [
        "Origin",
        "Mid-wage Origin",
        "Gateway",
        "Target",
        "Historical Adjacency",
        "Not classified",
    ]
    model.sort(model.column_of("availability"), UP)
    words = list(dict.fromkeys(column(model, "availability")))
    assert words[0] == "Open"
    assert words[-1] == "", "unknown comes last"


def test_moving_rows_keeps_what_is_selected(model: FrameModel) -> None:
    model.sort(model.column_of("title"), UP)
    row = model.row_of("29-2061")
    held = QPersistentModelIndex(model.index(row, 1))
    model.sort(model.column_of("employment"), DOWN)
    assert held.row() == model.row_of("29-2061")
    assert held.row() != row


def test_filtering_and_finding_rows(model: FrameModel) -> None:
    assert model.content is not None
    gateways = model.content.values["class"] == "Gateway"
    model.set_mask(gateways)
    assert model.rowCount() == int(gateways.sum())
    assert set(column(model, "class")) == {"Gateway"}
    assert model.row_of("35-3023") == -1
    assert model.key_at(model.row_of("29-2061")) == "29-2061"


def test_bars_marks_and_words_of_a_cell(model: FrameModel) -> None:
    row = model.row_of("35-3023")
    employment = model.index(row, model.column_of("employment"))
    assert 0 < employment.data(SHARE_OF_BAR) <= 1
    assert employment.data(MARK) == ""
    assert model.index(row, model.column_of("origin_reach")).data(MARK) == "m"
    assert model.index(row, model.column_of("unemployed")).data(MARK) == "i"
    said = model.index(row, model.column_of("origin_reach")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Origin reach: ")
    assert "modelled" in said


def test_a_blank_says_why(model: FrameModel) -> None:
    assert model.content is not None
    marks = model.content.values["employment_mark"]
    place = model.column_of("employment")
    for mark, word in (("suppressed", "Withheld"), ("absent", "no figure")):
        row = model.row_of(str(model.content.keys[np.flatnonzero(marks == mark)[0]]))
        assert model.index(row, place).data() == "–"
        assert word in model.index(row, place).data(Qt.ItemDataRole.ToolTipRole)
    postings = model.index(0, model.column_of("postings_open"))
    assert "No postings file" in postings.data(Qt.ItemDataRole.ToolTipRole)


def test_headings_tell_meaning_unit_and_source(model: FrameModel) -> None:
    said = model.headerData(
        model.column_of("openings_12m"), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )
    assert "openings per year" in said
    assert "Source:" in said
    assert "Kind: modelled" in said


def test_an_unknown_flag_is_neither_yes_nor_no(results: Any) -> None:
    frame = results.matrix.head(3).copy()
    frame["low_risk"] = [True, False, None]
    content = matrix_content(frame, with_postings=False)
    column = next(one for one in content.columns if one.name == "low_risk")
    assert [content.text(row, column) for row in range(3)] == ["yes", "no", "–"]
    assert content.is_blank(2, column)
    model = FrameModel(content.columns, frozenset())
    model.set_content(content)
    for order in (UP, DOWN):
        model.sort(model.column_of("low_risk"), order)
        assert model.index(2, model.column_of("low_risk")).data() == "–"


def test_a_heat_cell_is_as_strong_as_rows_have_less(results: Any) -> None:
    content = matrix_content(results.matrix, with_postings=False)
    model = FrameModel(content.columns, frozenset(), heat=frozenset({"wage_gain_usd"}))
    model.set_content(content)
    column = model.column_of("wage_gain_usd")
    model.sort(column, Qt.SortOrder.DescendingOrder)
    known = int((~np.isnan(content.values["wage_gain_usd"])).sum())
    heats = [model.index(row, column).data(HEAT) for row in range(model.rowCount())]
    assert heats[0] == 1
    assert heats[known - 1] == 0
    assert heats[:known] == sorted(heats[:known], reverse=True)
    assert set(heats[known:]) <= {0.0}
    assert model.index(0, model.column_of("employment")).data(HEAT) == 0
