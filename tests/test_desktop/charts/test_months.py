"""Months, dots and ranges of ranks on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.charts.months import MonthsPicture
from desktop.charts.priority_bars import PriorityBars
from desktop.charts.scatter import ScatterPicture
from desktop.charts.taking import svg_of
from desktop.look.theme import Theme
from desktop.pages.priorities import criterion_names
from workbook.model.pictures.firmness import rank_spans
from workbook.model.pictures.months import FIGURES, Months, SourceChange
from workbook.model.pictures.scatter import scatter

NOTHING = float("nan")


@pytest.fixture
def lines() -> Months:
    """Return three months of a region and of one occupation, made up, with another source in the last."""
    names = {"": "Atlanta", "29-1141": "Registered Nurses"}
    figures = {name: np.full((3, 2), NOTHING) for name in FIGURES}
    figures["openings_12m"] = np.array([[1000.0, 50.0], [1100.0, 55.0], [1300.0, 40.0]])
    figures["rank"][:, 1] = [3, 2, 1]
    changes = (SourceChange("2026-04", ("openings_12m",), "The source of jobs and wages changed"),)
    shown = Months("", "Month by month", "Months", ("2026-01", "2026-02", "2026-04"), names, figures, changes)
    return Months(shown.title_of(""), shown.subtitle, "Months", shown.months, names, figures, changes)


def test_months_are_lines_broken_where_the_source_changed(qtbot: QtBot, theme: Theme, lines: Months) -> None:
    picture = MonthsPicture(theme)
    qtbot.addWidget(picture)
    picture.resize(800, 240)
    picture.show_picture(lines)
    picture.grab()
    assert picture.title == "Atlanta: openings a year 1,300 in 2026-04; the source changed on the way"
    marks = [spot for spot in picture.spots if spot.stop]
    assert [spot.says.split(":")[0] for spot in marks] == ["2026-01", "2026-02", "2026-04"]
    assert "The source of jobs and wages changed" in marks[-1].says
    distances = np.diff([spot.box.center().x() for spot in marks])
    assert distances[1] == pytest.approx(2 * distances[0], rel=0.02), "a month left out takes its room"
    drawn = svg_of(picture).decode()
    assert "Openings a year" in drawn
    assert "stroke-dasharray" in drawn

    picture.select("29-1141")
    picture.grab()
    assert picture.accessibleName().startswith("Registered Nurses: openings a year 40")
    assert {spot.says.split(": ")[1].split(" ")[0] for spot in picture.spots if spot.stop} == {
        "openings",
        "rank",
    }
    picture.select("99-9999")
    assert picture.title.startswith("Atlanta")


def test_a_dot_is_hit_on_its_disc_and_chosen(qtbot: QtBot, theme: Theme, results: Any) -> None:
    picture = ScatterPicture(theme)
    qtbot.addWidget(picture)
    picture.resize(800, 320)
    described = scatter(results)
    assert described is not None
    picture.show_picture(described)
    picture.show()
    picture.grab()
    dots = [spot for spot in picture.spots if spot.stop]
    assert {spot.key for spot in dots} == described.occupations()
    top = dots[-1]
    assert not top.holds(top.box.topLeft())
    with qtbot.waitSignal(picture.occupation_chosen) as chosen:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=top.box.center().toPoint())
    assert chosen.args == [top.key]
    plain = picture.grab().toImage()
    picture.select(described.dots[0].soc)
    assert picture.grab().toImage() != plain


def test_bars_show_the_ranges_of_their_ranks(qtbot: QtBot, theme: Theme, results: Any) -> None:
    picture = PriorityBars(theme, criterion_names())
    qtbot.addWidget(picture)
    picture.resize(900, 320)
    picture.show_results(results)
    assert "nine of ten" not in picture.subtitle
    spans = rank_spans(results)
    picture.show_spans(spans)
    drawn = svg_of(picture).decode()
    for one in spans[:5]:
        assert f"{one.low}–{one.high}" in drawn
    assert "nine of ten weightings" in picture.subtitle
    assert spans[0].words() in picture.in_words()
