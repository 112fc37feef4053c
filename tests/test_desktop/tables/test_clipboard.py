"""What is copied pastes cleanly into Excel: all digits, empty blanks, codes that stay codes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from data.dictionaries import Column
from desktop.look.theme import Theme
from desktop.tables.clipboard import copied
from desktop.tables.content import Content, matrix_content
from desktop.tables.figure_table import FigureTable
from desktop.tables.frame_model import FrameModel


@pytest.fixture
def content(results: Any) -> Content:
    """Return the matrix as a table's content."""
    return matrix_content(results.matrix, with_postings=False)


def named(content: Content, *names: str) -> list[Column]:
    """Return columns by name."""
    return [column for name in names for column in content.columns if column.name == name]


def test_figures_keep_all_their_digits_and_blanks_are_empty(qtbot: QtBot, content: Content) -> None:
    row = int(np.flatnonzero(content.keys == "11-2021")[0])
    shown = named(content, "soc", "title", "openings_12m", "employment", "postings_open", "viable")
    heading, line, end = copied(content, [row], shown).text().split("\n")
    assert heading.split("\t")[:2] == ["SOC", "Occupation"]
    soc, title, openings, jobs, postings, viable = line.split("\t")
    assert (soc, title, postings, end) == ("11-2021", "Marketing Managers", "", "")
    assert float(openings) == content.values["openings_12m"][row]
    assert jobs == str(int(content.values["employment"][row]))
    assert viable in ("TRUE", "FALSE")


def test_codes_that_look_like_months_are_text_for_excel(qtbot: QtBot, content: Content) -> None:
    row = int(np.flatnonzero(content.keys == "11-2021")[0])
    html = copied(content, [row], named(content, "soc", "employment")).html()
    assert r'mso-number-format:\@">11-2021' in html
    assert r"mso-number-format:\@" not in html.split("11-2021")[1]


def test_text_is_never_a_formula(qtbot: QtBot, content: Content) -> None:
    titles = content.values["title"].copy()
    titles[0] = '=HYPERLINK("x")\twith a tab'
    spoilt = Content(content.columns, content.keys, {**content.values, "title": titles}, {}, {})
    line = copied(spoilt, [0], named(spoilt, "title", "soc")).text().split("\n")[1]
    assert line.startswith("'=HYPERLINK")
    assert line.count("\t") == 1


def test_the_table_copies_selected_rows_in_the_order_shown(
    qtbot: QtBot, theme: Theme, content: Content
) -> None:
    model = FrameModel(content.columns, frozenset())
    model.set_content(content)
    table = FigureTable(model, theme, frozen=2, name="Occupations")
    qtbot.addWidget(table)
    table.show_columns(["employment", "soc"])
    table.sort_by(model.column_of("employment"))
    table.selectRow(0)
    table.selectionModel().select(
        model.index(2, 0),
        table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows,
    )
    table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Class", "Occupation", "SOC", "Employment"]
    assert [line.split("\t")[2] for line in lines[1:]] == [model.key_at(0), model.key_at(2)]
