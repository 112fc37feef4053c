"""The map of counties: shapes that answer to pointer and keyboard, states told apart, a table behind it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop.charts.county_map import CountyMapPicture
from desktop.charts.taking import svg_of
from desktop.dialogs.counties import CountiesDialog
from desktop.look.theme import Theme
from workbook.model.pictures.counties import CountyFigure, CountyMap

SQUARE = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]], dtype=float)
FIGURES = (
    CountyFigure("13121", "Fulton County", 73_429, "known"),
    CountyFigure("13089", "DeKalb County", 12, "known"),
    CountyFigure("13135", "Gwinnett County", 0, "zero"),
    CountyFigure("13067", "Cobb County", np.nan, "suppressed"),
    CountyFigure("13063", "Clayton County", np.nan, "absent"),
)
TITLE, LABEL = "Fulton has most", "People out of work"
PICTURE = CountyMap(TITLE, LABEL, LABEL, "unemployment", FIGURES, (12, 73_429))
PLACES = ((0, 1), (1, 1), (0, 0), (1, 0), (2, 0))
RINGS = {one.county: [SQUARE + np.array(at)] for one, at in zip(FIGURES, PLACES, strict=True)}


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> Iterator[CountyMapPicture]:
    """Show five made counties: two above, three below."""
    made = CountyMapPicture(theme)
    qtbot.addWidget(made)
    made.resize(900, 260)
    made.show_map(PICTURE, RINGS)
    made.show()
    made.grab()
    yield made
    theme.choose("light")


def middle(canvas: CountyMapPicture, county: str) -> QPoint:
    """Return where the shape of a county is."""
    return next(spot.box.center().toPoint() for spot in canvas.spots if spot.key == county and spot.stop)


def shades(canvas: CountyMapPicture, county: str) -> set[str]:
    """Return the colours around the middle of a county."""
    image: QImage = canvas.grab().toImage()
    at = middle(canvas, county)
    return {image.pixelColor(at.x() + x, at.y() + y).name() for x in range(-12, 12) for y in range(-12, 12)}


def hatching(canvas: CountyMapPicture, county: str) -> int:
    """Return how many pixels around the middle of a county have the colour of hatching."""
    image, at = canvas.grab().toImage(), middle(canvas, county)
    colours = (image.pixelColor(at.x() + x, at.y() + y) for x in range(-12, 12) for y in range(-12, 12))
    return sum(one == canvas.theme.colour("edge") for one in colours)


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_figures_zero_withheld_and_absent_look_different(canvas: CountyMapPicture, choice: str) -> None:
    canvas.theme.choose(choice)
    found = {one.county: shades(canvas, one.county) for one in FIGURES}
    assert all(len(found[one]) == 1 for one in ("13121", "13089", "13135"))
    hatched = {county: hatching(canvas, county) for county in ("13067", "13063")}
    assert len({tuple(sorted(one)) for one in found.values()}) == 4
    assert hatched["13067"] > 1.5 * hatched["13063"] > 0
    assert found["13121"] == {canvas.theme.colour("accent").name()}
    assert found["13135"] == {canvas.theme.colour("ground").name()}


def test_north_is_above_and_names_and_scale_are_text(canvas: CountyMapPicture) -> None:
    assert middle(canvas, "13121").y() < middle(canvas, "13135").y()
    assert middle(canvas, "13121").x() < middle(canvas, "13089").x()
    told = svg_of(canvas).decode()
    for text in ("Fulton has most", "Fulton County", "73,429", "withheld", "no figure", "none"):
        assert text in told
    assert "Cobb County: withheld by the publisher" in canvas.accessibleDescription()


def test_pointer_keyboard_and_click_reach_every_county(canvas: CountyMapPicture, qtbot: QtBot) -> None:
    qtbot.mouseMove(canvas, middle(canvas, "13067"))
    spot = canvas.spot_at(middle(canvas, "13067").toPointF())
    assert spot is not None
    assert spot.says == "Cobb County: withheld by the publisher"
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=middle(canvas, "13067"))
    assert canvas.selected == "13067"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.current is not None
    assert canvas.current.key == "13063"
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.selected == "13063"
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert canvas.selected == ""
    with qtbot.waitSignal(canvas.table_wanted):
        qtbot.keyClick(canvas, Qt.Key.Key_T)


def test_a_narrow_map_stands_alone(canvas: CountyMapPicture) -> None:
    canvas.resize(400, 260)
    canvas.grab()
    assert {spot.key for spot in canvas.spots if spot.stop} >= set(RINGS)
    assert all(canvas.rect().contains(spot.box.center().toPoint()) for spot in canvas.spots)
    assert ">73,429<" not in svg_of(canvas).decode()


def test_nothing_is_drawn_without_a_map(canvas: CountyMapPicture) -> None:
    canvas.show_map(None, {})
    canvas.grab()
    assert [spot for spot in canvas.spots if spot.stop] == []
    assert canvas.in_words() == ""


def test_the_table_says_why_a_figure_is_blank(qtbot: QtBot, theme: Theme) -> None:
    dialog = CountiesDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show_map(PICTURE, "13067")
    texts = dialog.table.texts
    assert texts.headings == ("County", "FIPS code", "People out of work", "Note")
    assert [row[2] for row in texts.rows] == ["73,429", "12", "0", "", ""]
    assert [row[3] for row in texts.rows[3:]] == ["withheld by the publisher", "no figure"]
    assert dialog.table.currentIndex().row() == 3
