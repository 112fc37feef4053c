"""The flow on the screen: its marks answer to pointer and keyboard, and it can be taken along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.charts.flow import FlowPicture
from desktop.charts.taking import copied_picture, save_picture, svg_of
from desktop.look.theme import Theme
from workbook.errors import PlannerError
from workbook.model.pictures.flow import flow


@pytest.fixture
def picture(qtbot: QtBot, theme: Theme, results: Any) -> FlowPicture:
    made = FlowPicture(theme)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_picture(flow(results))
    made.show()
    made.grab()
    return made


def test_every_place_and_step_is_drawn_and_can_be_hit(picture: FlowPicture) -> None:
    layout = picture.laid
    assert layout is not None
    stops = [spot for spot in picture.spots if spot.stop]
    assert len(stops) == sum(len(column) for column in layout.flow.columns)
    assert sum(len(one.rows) for one in layout.ribbons) == layout.flow.links
    for number, ribbons in enumerate(layout.ribbons):
        row, column = map(int, ribbons.rows[0])
        middle = (ribbons.starts[0] + ribbons.ends[0] + ribbons.heights[0]) / 2
        assert ribbons.at((ribbons.left + ribbons.right) / 2, middle) >= 0
        start = ribbons.starts[0] + ribbons.heights[0] / 2
        found = picture.spot_at(QPointF(ribbons.left + 4, start))
        assert found is not None
        assert found.says == layout.flow.step_words(number, row, number + 1, column)


def test_a_click_shows_the_paths_of_a_place_alone_and_escape_all(picture: FlowPicture, qtbot: QtBot) -> None:
    everything = picture.laid
    assert everything is not None
    gateway = everything.flow.columns[1][1]
    spot = next(one for one in picture.spots if one.stop and one.key == gateway.soc)
    with qtbot.waitSignal(picture.occupation_chosen) as chosen:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())
    assert chosen.args == [gateway.soc]
    assert picture.title.startswith(gateway.title)
    assert picture.accessibleName() == picture.title
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    picture.grab()
    assert "start on a path" in picture.title
    assert picture.laid is not None
    assert picture.laid.flow.links == everything.flow.links


def test_the_arrows_go_from_origin_to_gateway_to_target(picture: FlowPicture, qtbot: QtBot) -> None:
    layout = picture.laid
    assert layout is not None
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    assert picture.current is not None
    assert picture.current.key == layout.flow.columns[0][0].soc
    for column in (1, 2):
        qtbot.keyClick(picture, Qt.Key.Key_Right)
        assert picture.current.key in {place.soc for place in layout.flow.columns[column]}
    assert picture.accessibleDescription() == picture.current.says
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert picture.picture is not None
    assert picture.picture.focus


def test_the_pointer_lights_steps_without_painting_all_anew(picture: FlowPicture, qtbot: QtBot) -> None:
    layer, plain = picture._layer, picture.grab().toImage()
    spot = next(one for one in picture.spots if one.stop)
    qtbot.mouseMove(picture, spot.box.center().toPoint())
    assert picture.grab().toImage() != plain
    assert picture._layer is layer
    picture.theme.choose("dark")
    dark = picture.grab().toImage()
    assert picture._layer is not layer
    picture.theme.choose("light")
    assert dark != picture.grab().toImage()


def test_it_can_be_taken_along_as_lines_as_pixels_and_as_words(
    picture: FlowPicture, tmp_path: Path, theme: Theme
) -> None:
    svg = svg_of(picture).decode()
    assert "<text" in svg
    for text in (picture.title, "26 Origins" if "26 Origins" in svg else "Origins", "Retail Salespersons"):
        assert text in svg
    save_picture(picture, tmp_path / "flow.svg")
    save_picture(picture, tmp_path / "flow.png")
    assert (tmp_path / "flow.svg").read_text() == svg
    assert QImage(str(tmp_path / "flow.png")).width() == 1800
    with pytest.raises(PlannerError, match="does not end in"):
        save_picture(picture, tmp_path / "flow.bmp")
    copied = copied_picture(picture)
    assert copied.hasImage()
    assert picture.title in copied.text()
    assert [one.text() for one in picture.menu().actions() if one.text()] == [
        "&Copy picture",
        "Save as &SVG…",
        "Save as &PNG…",
        "Show &table\tT",
    ]


def test_without_a_flow_nothing_answers(qtbot: QtBot, theme: Theme) -> None:
    picture = FlowPicture(theme)
    qtbot.addWidget(picture)
    picture.resize(600, 200)
    picture.show_picture(None)
    picture.grab()
    assert picture.spot_at(QPointF(QPoint(300, 100))) is None
    assert picture.focusPolicy() == Qt.FocusPolicy.NoFocus
