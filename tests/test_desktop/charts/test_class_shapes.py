"""Classes and sides of a comparison are told apart without colour: by shape, letter and name."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.charts.firmness import FirmnessPicture
from desktop.charts.scatter import ScatterPicture
from desktop.charts.shapes import class_shape, dot
from desktop.charts.taking import svg_of
from desktop.look.theme import Theme
from workbook.model.pictures.firmness import firmness
from workbook.model.pictures.scatter import scatter

GOOD = ("Gateway", "Mid-wage Origin", "Historical Adjacency")


def painted(**how: bool) -> QImage:
    """Return the end of a dumbbell on white, in black."""
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        dot(painter, QPointF(10, 10), 7, QColor("black"), QColor("white"), **how)
    return image


def test_good_jobs_have_a_shape_each_of_the_same_size() -> None:
    circle = QRectF(0, 0, 20, 20)
    shapes = {name: class_shape(name, circle) for name in GOOD}
    assert all(one != other for one, other in combinations(shapes.values(), 2))
    for shape in shapes.values():
        assert shape.boundingRect().center() == circle.center()
    sides = {name: shape.boundingRect().width() for name, shape in shapes.items()}
    assert abs(sides["Mid-wage Origin"] ** 2 - 314) < 2
    assert abs(sides["Historical Adjacency"] ** 2 / 2 - 314) < 2


def test_what_one_comes_from_is_a_ring() -> None:
    assert painted().pixelColor(10, 10) == QColor("black")
    assert painted(ring=True).pixelColor(10, 10) == QColor("white")
    assert painted(ring=True).pixelColor(10, 5) == QColor("black")


def test_a_picture_of_classes_names_them(qtbot: QtBot, theme: Theme, results: Any) -> None:
    for made, picture in (
        (ScatterPicture(theme), scatter(results)),
        (FirmnessPicture(theme), firmness(results)),
    ):
        qtbot.addWidget(made)
        made.resize(1000, 300)
        made.show_picture(picture)
        drawn = svg_of(made).decode("utf-8")
        told = GOOD if isinstance(made, ScatterPicture) else (">G<",)
        assert [name for name in told if name not in drawn] == []
