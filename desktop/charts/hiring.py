"""The hiring funnel: two bars a stage, people without and with a four-year degree."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import RIGHT, SMALL
from desktop.look.theme import Theme
from workbook.model.pictures.hiring import Hiring, StageLeft, stage_words

WHO = (say("without a four-year degree"), say("with one"))
LEGEND, WIDEST_BAR, SHARE_ROOM, TIGHT = 18.0, 12.0, 82.0, 22.0
"""Pixels; bars of a stage thinner together than the last share one line for their figures."""


class HiringBars(AnswerPicture[Hiring]):
    """Stages from top to bottom; the bars of a stage begin at the same line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Hiring funnel with and without a degree"), parent)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Hiring) -> None:
        """Paint a legend and the stages."""
        names = max(self.width_of(stage.label) for stage in picture.stages) + 12
        start = box.left() + names
        self._legend(painter, QRectF(start, box.top(), box.width() - names, LEGEND))
        room = box.adjusted(0, LEGEND + 2, 0, 0)
        height = room.height() / len(picture.stages)
        for place, stage in enumerate(picture.stages):
            row = QRectF(room.left(), room.top() + place * height, room.width(), height)
            self._row(painter, row, stage, start)

    def _colours(self) -> tuple[QColor, QColor]:
        return self.theme.strong("Origin"), self.theme.colour("accent")

    def _legend(self, painter: QPainter, box: QRectF) -> None:
        left = box.left()
        for colour, text in zip(self._colours(), WHO, strict=True):
            painter.fillRect(QRectF(left, box.center().y() - 5, 10, 10), colour)
            width = self.width_of(text, SMALL) + 4
            self.write(painter, QRectF(left + 15, box.top(), width, box.height()), text, size=SMALL)
            left += 15 + width + 18

    def _row(self, painter: QPainter, row: QRectF, stage: StageLeft, start: float) -> None:
        label = QRectF(row.left(), row.top(), start - row.left() - 10, row.height())
        self.write(painter, label, stage.label, side=RIGHT)
        thick = max(3.0, min(WIDEST_BAR, row.height() / 2 - 2))
        top, ends = row.center().y() - thick - 0.5, [start]
        tight = 2 * thick < TIGHT
        for colour, share in zip(self._colours(), stage.shares, strict=True):
            if share == share:
                width = max(1.0, (row.right() - start - SHARE_ROOM) * min(1.0, share))
                self.bar(painter, QRectF(start, top, width, thick), colour)
                ends.append(start + width)
                if not tight:
                    text = QRectF(start + width + 6, top - 3, SHARE_ROOM - 6, thick + 6)
                    self.write(painter, text, f"{share:.0%}", size=SMALL)
            top += thick + 1
        if tight:
            both = " · ".join(f"{share:.0%}" for share in stage.shares if share == share)
            text = QRectF(max(ends) + 6, row.top(), SHARE_ROOM - 6, row.height())
            self.write(painter, text, both, size=SMALL)
        self.spot(row, stage_words(stage))
