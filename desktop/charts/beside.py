"""Two sides as dumbbells: ranks on the left, openings on the right, those furthest apart first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.figures import written
from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import LEFT, RIGHT, SMALL
from desktop.charts.scales import Scale
from desktop.charts.shapes import dot
from desktop.look.theme import Theme
from workbook.model.pictures.beside import Beside, Pair

LEGEND, HEAD, BETWEEN, DOT = 20.0, 18.0, 32.0, 4.5
LOWEST, HIGHEST = 15.0, 24.0
FIGURE = 46.0


class BesidePicture(AnswerPicture[Beside]):
    """From the figure of the left side to that of the right, a row an occupation."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Two sides compared"), parent)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Beside) -> None:
        """Paint what the dots mean, then both halves, as many rows as fit."""
        self._legend(painter, box, picture.labels)
        below = box.adjusted(0, LEGEND, 0, 0)
        fitting = max(1, int((below.height() - HEAD) // LOWEST))
        halves = [
            (say("Places that are furthest apart"), picture.ranks, picture.rank_words, 1.0),
            (say("Openings a year that are furthest apart"), picture.openings, picture.opening_words, 0.0),
        ]
        shown = [one for one in halves if one[1]]
        width = (below.width() - BETWEEN * (len(shown) - 1)) / len(shown)
        for place, (head, pairs, words, start) in enumerate(shown):
            half = QRectF(below.left() + place * (width + BETWEEN), below.top(), width, below.height())
            self._half(painter, half, head, pairs[:fitting], words, start)

    def _colours(self) -> tuple[QColor, QColor]:
        return self.theme.colour("secondary"), self.theme.colour("accent")

    def _legend(self, painter: QPainter, box: QRectF, labels: tuple[str, str]) -> None:
        x, ground = box.left(), self.theme.colour("ground")
        for text, colour, ring in zip(labels, self._colours(), (True, False), strict=True):
            dot(painter, QPointF(x + DOT, box.top() + 8), DOT, colour, ground, ring=ring)
            width = self.width_of(text, SMALL) + 2
            self.write(painter, QRectF(x + 14, box.top(), width, 16), text, size=SMALL, ink="secondary")
            x += width + 30

    def _half(
        self,
        painter: QPainter,
        box: QRectF,
        head: str,
        pairs: Sequence[Pair],
        words: Callable[[Pair], str],
        start: float,
    ) -> None:
        self.write(painter, QRectF(box.left(), box.top(), box.width(), 16), head, size=SMALL, strong=True)
        names = min(260.0, box.width() * 0.46)
        plot = QRectF(box.left() + names + FIGURE, box.top() + HEAD, 0, box.height() - HEAD)
        plot.setRight(box.right() - FIGURE)
        most = max(max(one.left, one.right) for one in pairs)
        scale = Scale(start, max(most, start + 1), plot.left(), plot.right())
        height = min(HIGHEST, plot.height() / len(pairs))
        for place, one in enumerate(pairs):
            row = QRectF(box.left(), plot.top() + place * height, box.width(), height)
            name = QRectF(row.left(), row.top(), names, height)
            self.write(painter, name, self.name_of(one.title, names, SMALL), size=SMALL)
            self._dumbbell(painter, row, one, scale)
            self.spot(
                row.adjusted(-4, 0, 4, 0), words(one), lambda soc=one.soc: self.choose(soc), key=one.soc
            )

    def _dumbbell(self, painter: QPainter, row: QRectF, one: Pair, scale: Scale) -> None:
        middle = row.center().y()
        ends = QPointF(scale(one.left), middle), QPointF(scale(one.right), middle)
        painter.setPen(QPen(self.theme.colour("edge"), 2))
        painter.drawLine(*ends)
        ground = self.theme.colour("ground")
        for end, colour, ring in zip(ends, self._colours(), (True, False), strict=True):
            dot(painter, end, DOT, colour, ground, ring=ring)
        low, high = sorted((one.left, one.right))
        for value, line, side in (
            (low, QRectF(scale(low) - DOT - 4 - FIGURE, row.top(), FIGURE, row.height()), RIGHT),
            (high, QRectF(scale(high) + DOT + 4, row.top(), FIGURE, row.height()), LEFT),
        ):
            self.write(painter, line, written(f"{value:,.0f}"), size=SMALL, side=side)
