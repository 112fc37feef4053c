"""Sectors as bars: openings in good, viable jobs inside all openings."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from data.figures import written
from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import SMALL
from desktop.charts.scales import Scale, axis_below
from desktop.look.numbers import rounded
from desktop.look.theme import Theme
from workbook.model.pictures.sector_bars import SectorBar, SectorBars

NAMES, HEAD, FOOT, BESIDE = 260.0, 20.0, 18.0, 8.0
HIGHEST = 44.0


class SectorPicture(AnswerPicture[SectorBars]):
    """A bar for each sector, its part in good, viable jobs strong."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Openings by sector"), parent)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: SectorBars) -> None:
        """Paint legend, axis and bars."""
        names = min(NAMES, max(self.width_of(say(one.title)) for one in picture.bars) + 12)
        plot = QRectF(box.left() + names, box.top() + HEAD, 0, box.height() - HEAD - FOOT)
        plot.setRight(box.right() - max(self._growth_room(one) for one in picture.bars))
        plot.setRight(plot.right() - max(self.width_of(rounded(one.openings), SMALL) for one in picture.bars))
        scale = Scale(0, max(one.openings for one in picture.bars), plot.left(), plot.right() - 16)
        axis_below(self, painter, scale, plot, lambda value: written(f"{value:,.6g}"))
        self._legend(painter, plot)
        height = min(HIGHEST, plot.height() / len(picture.bars))
        for place, one in enumerate(picture.bars):
            row = QRectF(box.left(), plot.top() + place * height, box.width(), height)
            self._row(painter, row, one, scale, names)

    def _legend(self, painter: QPainter, plot: QRectF) -> None:
        x = plot.left()
        for colour, text in (("accent", say("in good, viable jobs")), ("bar", say("in other jobs"))):
            painter.fillRect(QRectF(x, plot.top() - 15, 10, 10), self.theme.colour(colour))
            width = self.width_of(text, SMALL) + 2
            line = QRectF(x + 14, plot.top() - 18, width, 16)
            self.write(painter, line, text, size=SMALL, ink="secondary")
            x += width + 34

    def _growth_room(self, one: SectorBar) -> float:
        """Return the width of what is said of growth, and of the room before it."""
        return self.width_of(_grown(one), SMALL) + 2 + BESIDE

    def _row(self, painter: QPainter, row: QRectF, one: SectorBar, scale: Scale, names: float) -> None:
        self.write(painter, QRectF(row.left(), row.top(), names - 8, row.height()), say(one.title))
        thick = min(20.0, row.height() * 0.6)
        top = row.center().y() - thick / 2
        whole = QRectF(scale.start, top, scale(one.openings) - scale.start, thick)
        good = QRectF(scale.start, top, scale(one.good) - scale.start, thick)
        self.bar(painter, whole, self.theme.colour("bar"))
        self.bar(painter, good, self.theme.colour("accent"))
        inside = rounded(one.good)
        if good.width() > self.width_of(inside, SMALL) + 10:
            self.write(painter, good.adjusted(6, 0, 0, 0), inside, size=SMALL, ink="on_accent")
        text = rounded(one.openings)
        line = QRectF(whole.right() + 6, row.top(), self.width_of(text, SMALL) + 2, row.height())
        self.write(painter, line, text, size=SMALL)
        room = self._growth_room(one)
        told = QRectF(row.right() - room + BESIDE, row.top(), room - BESIDE, row.height())
        self.write(painter, told, _grown(one), size=SMALL, ink="secondary")
        self.spot(row.adjusted(-4, 1, 0, -1), one.words())


def _grown(one: SectorBar) -> str:
    """Return how jobs grow, in words; blank where nobody projects it."""
    if one.growth != one.growth:
        return ""
    return say("jobs {growth} in 10 years", growth=f"{one.growth:+.0%}".replace("-", "−"))
