"""Skills and knowledge by Gateway as a map of cells, the stronger the colour the larger the gap."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import RIGHT, SMALL
from desktop.look.theme import Theme
from workbook.model.pictures.heat import GapMap

NAMES, TAGS, HEAD = 206.0, 86.0, 20.0
STEPS = 6
SHORTEST = 12.0


class HeatPicture(AnswerPicture[GapMap]):
    """A row for each skill or field of knowledge, a column for each open Gateway."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Gaps in skills and knowledge by Gateway"), parent)
        self._columns: dict[str, QRectF] = {}

    def draw_picture(self, painter: QPainter, box: QRectF, picture: GapMap) -> None:
        """Paint names, cells and the scale of colours."""
        rows = picture.elements[: max(1, int((box.height() - HEAD) // SHORTEST))]
        cells = QRectF(box.left() + NAMES + TAGS, box.top() + HEAD, 0, box.height() - HEAD)
        cells.setRight(box.right())
        wide, high = cells.width() / len(picture.gateways), min(22.0, cells.height() / len(rows))
        self._scale(painter, box, picture)
        whole = QRectF(cells.left(), cells.top(), wide, high * len(rows))
        self._columns = {
            soc: whole.translated(column * wide, 0) for column, (soc, _) in enumerate(picture.gateways)
        }
        colours = [self._colour(step / STEPS) for step in range(STEPS + 1)]
        for row, element in enumerate(rows):
            top = cells.top() + row * high
            name = QRectF(box.left(), top, NAMES - 6, high)
            self.write(painter, name, element.name, size=SMALL)
            tag = QRectF(name.right() + 6, top, TAGS - 8, high)
            self.write(painter, tag, say(element.tag), size=SMALL, ink="secondary")
            for column, (soc, _) in enumerate(picture.gateways):
                gap = float(picture.gaps[row, column])
                cell = QRectF(cells.left() + column * wide, top, wide, high)
                if not math.isnan(gap):
                    step = math.ceil(min(1.0, max(0.0, gap / picture.most)) * STEPS)
                    inner = cell.adjusted(0, 0, -min(1.0, wide * 0.12), -1)
                    painter.fillRect(inner, colours[step])
                words = picture.cell_words(row, column)
                self.spot(cell, words, lambda soc=soc: self.choose(soc), key=soc)

    def _colour(self, share: float) -> QColor:
        """Return the colour of a gap between none and the largest."""
        low, high = self.theme.colour("panel"), self.theme.colour("accent")
        parts = zip(low.getRgbF()[:3], high.getRgbF()[:3], strict=True)  # type: ignore[index]
        return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))

    def _scale(self, painter: QPainter, box: QRectF, picture: GapMap) -> None:
        """Show what the colours mean, above the names."""
        none = say("no gap")
        wide = max(46.0, self.width_of(none, SMALL) + 2)
        self.write(painter, QRectF(box.left(), box.top(), wide, 16), none, size=SMALL, ink="secondary")
        x = box.left() + wide + 2
        for step in range(STEPS + 1):
            painter.fillRect(QRectF(x, box.top() + 3, 14, 10), self._colour(step / STEPS))
            x += 15
        text = say("{size} largest", size=f"{picture.most:.1f}")
        self.write(painter, QRectF(x + 6, box.top(), 90, 16), text, size=SMALL, ink="secondary")

    def draw_over(self, painter: QPainter) -> None:
        """Frame the columns of the chosen Gateway and the cell pointed at, with their titles above."""
        picture = self.picture
        if picture is None:
            return
        titles = dict(picture.gateways)
        lit = self.pointed or (self.current if self.hasFocus() else None)
        if self.selected in self._columns:
            self.frame(painter, self._columns[self.selected].adjusted(-1, -1, 0, 0), "ink", 1.6)
            if lit is None or lit.key not in titles:
                self._title(painter, self._columns[self.selected], titles[self.selected])
        if lit is not None and lit.key in titles:
            painter.setPen(QPen(self.theme.colour("ink"), 1.4))
            painter.drawRect(lit.box.adjusted(-0.5, -0.5, -0.5, -0.5))
            self._title(painter, self._columns[lit.key], titles[lit.key])

    def _title(self, painter: QPainter, column: QRectF, text: str) -> None:
        width = self.width_of(text, SMALL, strong=True) + 8
        right = column.left() + width > self.area().width() - 12
        left = column.right() - width if right else column.left()
        line = QRectF(left, column.top() - HEAD + 1, width, HEAD - 3)
        painter.fillRect(line, self.theme.colour("selection"))
        inner = line.adjusted(4, 0, -4, 0)
        if right:
            self.write(painter, inner, text, size=SMALL, strong=True, side=RIGHT)
        else:
            self.write(painter, inner, text, size=SMALL, strong=True)
