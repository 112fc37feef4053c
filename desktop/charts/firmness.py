"""How firm the ranks are: spans of ranks on the left, a tornado of assumptions on the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.figures import written
from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import LEFT, RIGHT, SMALL
from desktop.charts.scales import Scale, axis_below
from desktop.look.theme import Theme
from desktop.tables.cells import paint_class_chip
from workbook.model.pictures.firmness import Firmness, Mover, RankSpan

HEAD, FOOT, BETWEEN = 18.0, 16.0, 28.0
SHORTEST, HIGHEST = 15.0, 24.0
TEN = 10


class FirmnessPicture(AnswerPicture[Firmness]):
    """A span of ranks for each of the first occupations; a bar to both sides for each assumption."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("How firm the ranks are"), parent)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Firmness) -> None:
        """Paint both halves, as many rows as fit."""
        half = (box.width() - BETWEEN) / 2
        left = QRectF(box.left(), box.top(), half, box.height())
        right = left.translated(half + BETWEEN, 0)
        fitting = max(1, int((box.height() - HEAD - FOOT) // SHORTEST))
        self._spans(painter, left, picture.spans[:fitting])
        if picture.movers:
            self._movers(painter, right, picture.movers[:fitting])

    def _head(self, painter: QPainter, box: QRectF, text: str) -> None:
        self.write(painter, QRectF(box.left(), box.top(), box.width(), 16), text, size=SMALL, strong=True)

    def _spans(self, painter: QPainter, box: QRectF, spans: tuple[RankSpan, ...]) -> None:
        self._head(painter, box, say("Ranks in nine of ten weightings"))
        names = min(290.0, box.width() * 0.54)
        plot = QRectF(box.left() + names + 10, box.top() + HEAD, 0, box.height() - HEAD - FOOT)
        plot.setRight(box.right() - 10)
        last = max(2 * TEN, *(one.high for one in spans))
        scale = Scale(1, last, plot.left(), plot.right())
        marks = [1.0, *(float(one) for one in range(TEN, last + 1, TEN * max(1, last // 60)))]
        axis_below(self, painter, scale, plot, lambda value: f"{value:.0f}", marks)
        painter.setPen(QPen(self.theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(scale(TEN), plot.top()), QPointF(scale(TEN), plot.bottom()))
        height = min(HIGHEST, plot.height() / len(spans))
        for place, one in enumerate(spans):
            row = QRectF(box.left(), plot.top() + place * height, box.width(), height)
            number = QRectF(row.left(), row.top(), 18, height)
            self.write(painter, number, str(one.rank), size=SMALL, ink="secondary", side=RIGHT)
            chip = QRectF(row.left() + 23, row.center().y() - 7, 17, 14)
            paint_class_chip(painter, self.theme, chip, one.class_name)
            name = QRectF(row.left() + 45, row.top(), names - 45, height)
            self.write(painter, name, self.name_of(one.title, name.width(), SMALL), size=SMALL)
            start, end = scale(one.low), scale(one.high)
            span = QRectF(start - 3, row.center().y() - 4, end - start + 6, 8)
            painter.setPen(QPen(self.theme.strong(one.class_name), 1))
            painter.setBrush(self.theme.fill(one.class_name))
            painter.drawRoundedRect(span, 4, 4)
            painter.setBrush(self.theme.strong(one.class_name))
            painter.drawEllipse(QPointF(scale(one.rank), row.center().y()), 4.5, 4.5)
            self.spot(
                row.adjusted(-4, 0, 4, 0), one.words(), lambda soc=one.soc: self.choose(soc), key=one.soc
            )

    def _movers(self, painter: QPainter, box: QRectF, movers: tuple[Mover, ...]) -> None:
        self._head(painter, box, say("Places moved: assumption lower ◂ ▸ higher"))
        names = min(260.0, box.width() * 0.48)
        plot = QRectF(box.left() + names + 8, box.top() + HEAD, 0, box.height() - HEAD - FOOT)
        plot.setRight(box.right())
        room = max(20.0, plot.width() / 2 - 46)
        most = max(one.most for one in movers)
        middle = plot.center().x()
        height = min(HIGHEST, plot.height() / len(movers))
        for place, one in enumerate(movers):
            row = QRectF(box.left(), plot.top() + place * height, box.width(), height)
            name = QRectF(row.left(), row.top(), names, height)
            self.write(painter, name, one.label, size=SMALL)
            low, high = room * one.moved_low / most, room * one.moved_high / most
            bar = QRectF(middle - low, row.center().y() - 5, low, 10)
            self.bar(painter, bar, self.theme.colour("accent"))
            other = QRectF(middle, bar.top(), high, 10)
            self.bar(painter, other, QColor(self.theme.palette.steps[1]))
            for moved, line, side in (
                (one.moved_low, QRectF(bar.left() - 44, row.top(), 40, height), RIGHT),
                (one.moved_high, QRectF(other.right() + 4, row.top(), 40, height), LEFT),
            ):
                if moved >= 0.05:
                    self.write(painter, line, written(f"{moved:,.1f}"), size=SMALL, side=side)
            self.spot(row, one.words())
        painter.setPen(QPen(self.theme.colour("edge"), 1))
        foot = plot.top() + height * len(movers)
        painter.drawLine(QPointF(middle, plot.top()), QPointF(middle, foot))
