"""Pictures add up to the results and answer to the pointer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.charts.class_overview import ClassOverview, class_lines
from desktop.charts.priority_bars import PriorityBars, priority_lines
from desktop.charts.wage_span import WagePicture, WageSpan
from desktop.look.theme import Theme
from desktop.pages.priorities import criterion_names


def test_class_lines_add_up_to_the_matrix(results: Any) -> None:
    lines = class_lines(results)
    assert sum(line.jobs for line in lines) == pytest.approx(results.matrix["employment"].sum())
    assert sum(line.all_openings for line in lines) == pytest.approx(results.matrix["openings_12m"].sum())


def test_the_parts_of_a_bar_add_up_to_its_score(results: Any) -> None:
    lines = priority_lines(results, 50)
    assert [line.rank for line in lines] == list(range(1, len(lines) + 1))
    for line in lines:
        assert sum(part.points for part in line.parts) == pytest.approx(line.score, abs=1e-6)


def test_a_click_on_a_class_chooses_it(qtbot: QtBot, theme: Theme, results: Any) -> None:
    picture = ClassOverview(theme)
    qtbot.addWidget(picture)
    picture.resize(900, 230)
    picture.show_results(results)
    picture.show()
    picture.grab()
    spot = next(one for one in picture.spots if one.says.startswith("Gateway"))
    with qtbot.waitSignal(picture.class_clicked) as clicked:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(40, int(spot.box.center().y())))
    assert clicked.args == ["Gateway"]


def test_a_criterion_can_be_lit(qtbot: QtBot, theme: Theme, results: Any) -> None:
    picture = PriorityBars(theme, criterion_names())
    qtbot.addWidget(picture)
    picture.resize(800, 320)
    picture.show_results(results)
    plain = picture.grab().toImage()
    picture.light("wage_gain")
    lit = picture.grab().toImage()
    assert plain != lit
    assert "points" in picture.title
    assert len(picture.in_words().splitlines()) > 20


def test_a_wage_span_without_wages_says_so(qtbot: QtBot, theme: Theme) -> None:
    picture = WagePicture(theme)
    qtbot.addWidget(picture)
    nothing = float("nan")
    picture.show_span(WageSpan((nothing,) * 5, nothing, 51_041))
    picture.grab()
    picture.show_span(WageSpan((30_000, 40_000, 50_000, nothing, nothing), 45_000, 51_041))
    picture.grab()
    assert "10th percentile $30,000" in picture.in_words()
    assert "90th percentile –" in picture.in_words()
