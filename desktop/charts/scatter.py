"""Openings against wage gain as dots, the first ranks with their names."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import SMALL
from desktop.charts.placing import free_of_others
from desktop.charts.scales import Scale, axis_below, axis_left
from desktop.charts.shapes import class_shape
from desktop.look.numbers import figure
from desktop.look.palette import CLASS_ORDER
from desktop.look.theme import Theme
from workbook.model.pictures.scatter import Dot, Scatter

LEFT_ROOM, FOOT = 62.0, 18.0
SMALLEST, LARGEST = 3.0, 18.0
NAMED, BIG = 14, 5.0
LEAST_GAIN = 1_000.0
LINE, LEGEND = 15.0, 20.0


class ScatterPicture(AnswerPicture[Scatter]):
    """A dot for each candidate, its class by colour and shape; equal steps are equal factors."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Openings against wage gain"), parent)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Scatter) -> None:
        """Paint the shapes of the classes, axes, the middle of both figures, dots and names."""
        self._legend(painter, box, picture)
        plot = box.adjusted(LEFT_ROOM, LEGEND, -12, -FOOT)
        openings = [one.openings for one in picture.dots]
        gains = [one.gain_usd for one in picture.dots]
        x = Scale(min(openings) * 0.8, max(openings) * 1.35, plot.left(), plot.right(), log=True)
        # Smaller gains, and losses, lie on the lower edge: the pointer tells them.
        y = Scale(LEAST_GAIN, max(2 * LEAST_GAIN, *gains) * 1.3, plot.bottom() - 4, plot.top(), log=True)
        axis_below(self, painter, x, plot, lambda value: figure(value, "#,##0"))
        axis_left(self, painter, y, plot, lambda value: figure(value, "$#,##0"), box.left())
        painter.setPen(QPen(self.theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        middle_x, middle_y = x(picture.middle_openings), y(picture.middle_gain_usd)
        painter.drawLine(QPointF(middle_x, plot.top()), QPointF(middle_x, plot.bottom()))
        painter.drawLine(QPointF(plot.left(), middle_y), QPointF(plot.right(), middle_y))
        most = max(one.reach for one in picture.dots) or 1.0
        circles = [self._circle(one, x, y, most) for one in picture.dots]
        # The larger ones first, so that none is hidden behind another.
        for place in sorted(range(len(circles)), key=lambda at: -circles[at].width()):
            self._dot(painter, picture.dots[place], circles[place])
        self._names(painter, picture, circles, plot)

    def _legend(self, painter: QPainter, box: QRectF, picture: Scatter) -> None:
        shown, x = {one.class_name for one in picture.dots}, box.left() + LEFT_ROOM
        for name in (name for name in CLASS_ORDER if name in shown):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.strong(name))
            painter.drawPath(class_shape(name, QRectF(x, box.top() + 4, 8, 8)))
            width = self.width_of(say(name), SMALL) + 2
            self.write(painter, QRectF(x + 14, box.top(), width, 16), say(name), size=SMALL, ink="secondary")
            x += width + 30

    def _circle(self, one: Dot, x: Scale, y: Scale, most: float) -> QRectF:
        radius = max(SMALLEST, LARGEST * math.sqrt(one.reach / most))
        return QRectF(x(one.openings) - radius, y(one.gain_usd) - radius, 2 * radius, 2 * radius)

    def _dot(self, painter: QPainter, one: Dot, circle: QRectF) -> None:
        fill = self.theme.strong(one.class_name)
        fill.setAlphaF(0.35)
        painter.setPen(QPen(self.theme.strong(one.class_name), 1))
        painter.setBrush(fill)
        painter.drawPath(class_shape(one.class_name, circle))
        outline = class_shape(one.class_name, circle.adjusted(-2, -2, 2, 2))
        hit = circle.adjusted(-2, -2, 2, 2)
        self.spot(hit, one.words(), lambda: self.choose(one.soc), key=one.soc, outline=outline)

    def _names(self, painter: QPainter, picture: Scatter, circles: list[QRectF], plot: QRectF) -> None:
        """Name the first ranks where there is room, right of their dots or left of them."""
        lines = []
        for one, circle in zip(picture.dots[:NAMED], circles, strict=False):
            width = self.width_of(one.title, SMALL) + 2
            right = circle.right() + 4 + width <= plot.right()
            left = circle.right() + 4 if right else circle.left() - 4 - width
            lines.append(QRectF(left, circle.center().y() - LINE / 2, width, LINE))
        big = [circle for circle in circles if circle.width() > 2 * BIG]
        for one, line, free in zip(picture.dots, lines, free_of_others(lines, big), strict=False):
            if free and line.left() > plot.left():
                ground = self.theme.colour("ground")
                ground.setAlphaF(0.72)
                painter.fillRect(line.adjusted(-2, 1, 2, -1), ground)
                self.write(painter, line, one.title, size=SMALL)

    def draw_over(self, painter: QPainter) -> None:
        """Name and frame the chosen dot and the one pointed at."""
        lit = self.pointed or (self.current if self.hasFocus() else None)
        chosen = next((one for one in self.spots if one.key and one.key == self.selected), None)
        for spot in (chosen, lit):
            if spot is not None and spot.key and self.picture is not None:
                painter.setPen(QPen(self.theme.colour("ink"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(spot.box.adjusted(1, 1, -1, -1))
                self._name(painter, spot.box, spot.key)

    def _name(self, painter: QPainter, circle: QRectF, soc: str) -> None:
        assert self.picture is not None
        title = next(one.title for one in self.picture.dots if one.soc == soc)
        width = self.width_of(title, SMALL, strong=True) + 8
        left = (
            circle.right() + 2
            if circle.right() + width < self.area().width() - 8
            else circle.left() - width - 2
        )
        line = QRectF(left, circle.center().y() - 9, width, 18)
        painter.fillRect(line, self.theme.colour("selection"))
        self.write(painter, line.adjusted(4, 0, 0, 0), title, size=SMALL, strong=True)
