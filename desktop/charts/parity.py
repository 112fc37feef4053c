"""Representation as dumbbells: groups on the left, the Gateways of one group on the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import RIGHT, SMALL
from desktop.charts.scales import Scale
from desktop.charts.shapes import dot
from desktop.look.numbers import figure, rounded
from desktop.look.theme import BODY, Theme
from workbook.model.pictures.parity import Dumbbell, Parity

HEAD, ROW, DOT = 20.0, 24.0, 5.0
BETWEEN = 32.0
MISSING, FIGURE = 132.0, 36.0
WIDE_HALF, WIDE_NAMES, LEAST_NAMES = 380.0, 130.0, 138.0
"""A half narrower than this [px] leaves who is missing to the pointer, and writes names smaller."""


class ParityPicture(AnswerPicture[Parity]):
    """From the share in Origins to the share in Gateways, the latter with its margin."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Groups of workers in Origins and in Gateways"), parent)
        self.group = ""

    def show_picture(self, picture: Parity | None) -> None:
        """Show another answer's groups; the group chosen stays if it is still there."""
        if picture is not None and self.group not in picture.gateways:
            self.group = picture.groups[0].group
        super().show_picture(picture)

    def show_group(self, group: str) -> None:
        """Show the Gateways of another group."""
        self.group = group
        self.redraw()

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Parity) -> None:
        """Paint both halves, each on its own scale from zero."""
        half = (box.width() - BETWEEN) / 2
        left = QRectF(box.left(), box.top(), half, box.height())
        right = QRectF(left.right() + BETWEEN, box.top(), half, box.height())
        fitting = max(1, int((box.height() - HEAD) // 22))
        gateways = picture.gateways.get(self.group, ())[:fitting]
        self._legend(painter, left)
        self.write(
            painter,
            QRectF(right.left(), right.top(), right.width(), HEAD - 4),
            say("{group}, by Gateway", group=say(self.group)),
            size=SMALL,
            strong=True,
        )
        longest = max(self.width_of(say(one.title), BODY, strong=True) for one in picture.groups) + 8
        self._half(painter, left, picture.groups, min(max(LEAST_NAMES, longest), half * 0.48))
        self._half(painter, right, gateways, min(230.0, half * 0.48))

    def _legend(self, painter: QPainter, box: QRectF) -> None:
        x = box.left()
        for class_name, text in (("Origin", say("share in Origins")), ("Gateway", say("share in Gateways"))):
            self._dot(painter, QPointF(x + DOT, box.top() + 8), class_name, DOT - 1)
            width = self.width_of(text, SMALL) + 2
            self.write(painter, QRectF(x + 14, box.top(), width, 16), text, size=SMALL, ink="secondary")
            x += width + 30

    def _half(self, painter: QPainter, box: QRectF, rows: tuple[Dumbbell, ...], names: float) -> None:
        most = max((max(one.origin_share, one.share) for one in rows), default=1.0)
        plot = QRectF(box.left() + names + FIGURE, box.top() + HEAD, 0, box.height() - HEAD)
        plot.setRight(box.right() - (MISSING if box.width() >= WIDE_HALF else FIGURE))
        scale = Scale(0, min(1.0, most * 1.15), plot.left(), plot.right())
        painter.setPen(QPen(self.theme.colour("hairline"), 1))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        height = min(40.0, plot.height() / max(1, len(rows)))
        for place, one in enumerate(rows):
            row = QRectF(box.left(), plot.top() + place * height, box.width(), height)
            self._row(painter, row, one, scale, names)

    def _row(self, painter: QPainter, row: QRectF, one: Dumbbell, scale: Scale, names: float) -> None:
        middle = row.center().y()
        start, end = scale(one.origin_share), scale(one.share)
        lit = not one.soc and one.group == self.group
        name = QRectF(row.left(), row.top(), names, row.height())
        size = SMALL if one.soc or names < WIDE_NAMES else BODY
        title = self.name_of(one.title if one.soc else say(one.title), names, size, strong=lit)
        self.write(painter, name, title, size=size, strong=lit)
        colour = "warning" if one.below else "edge"
        painter.setPen(QPen(self.theme.colour(colour), 3))
        painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        self._margin(painter, scale, one, middle)
        for x, class_name in ((start, "Origin"), (end, "Gateway")):
            self._dot(painter, QPointF(x, middle), class_name, DOT)
        self._figures(painter, row, one, scale)
        does = (lambda: self.choose(one.soc)) if one.soc else (lambda: self.show_group(one.group))
        says = one.words() if one.soc else say("{group}. Click to see its Gateways.", group=one.words())
        self.spot(row.adjusted(-4, 1, 4, -1), says, does, key=one.soc)

    def _dot(self, painter: QPainter, at: QPointF, class_name: str, radius: float) -> None:
        """Paint the share in Gateways as a dot, the one in Origins as a ring: not by colour alone."""
        strong, ground = self.theme.strong(class_name), self.theme.colour("ground")
        dot(painter, at, radius, strong, ground, ring=class_name == "Origin")

    def _margin(self, painter: QPainter, scale: Scale, one: Dumbbell, middle: float) -> None:
        if one.margin != one.margin:
            return
        low, high = scale(max(0.0, one.share - one.margin)), scale(one.share + one.margin)
        painter.setPen(QPen(self.theme.strong("Gateway"), 1))
        for x in (low, high):
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))

    def _figures(self, painter: QPainter, row: QRectF, one: Dumbbell, scale: Scale) -> None:
        """Write both shares outside of their dots and margins, who is missing at the end of the row."""
        margin = 0.0 if one.margin != one.margin else one.margin
        ends = [
            (scale(one.origin_share) - DOT, scale(one.origin_share) + DOT),
            (
                min(scale(one.share) - DOT, scale(max(0.0, one.share - margin))),
                max(scale(one.share) + DOT, scale(one.share + margin)),
            ),
        ]
        lower = 0 if one.origin_share <= one.share else 1
        for place, share in enumerate((one.origin_share, one.share)):
            text = figure(share, "0%")
            width = self.width_of(text, SMALL) + 2
            left = ends[place][0] - 5 - width if place == lower else ends[place][1] + 5
            line = QRectF(left, row.top(), width, row.height())
            self.write(painter, line, text, size=SMALL)
        if one.below and one.missing >= 0.5 and row.width() >= WIDE_HALF:
            text = say("{people} missing", people=rounded(one.missing))
            self.write(
                painter,
                QRectF(row.right() - MISSING + 22, row.top(), MISSING - 22, row.height()),
                text,
                size=SMALL,
                ink="warning",
                side=RIGHT,
            )
