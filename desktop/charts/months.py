"""Months as lines side by side, broken where a source changed."""

from __future__ import annotations

import itertools

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.figures import written
from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import SMALL
from desktop.charts.scales import Scale, axis_left
from desktop.look.theme import Theme
from workbook.model.pictures.months import FIGURES, REGION, Months, number

HEAD, FOOT, FIGURES_WIDE, BETWEEN = 20.0, 18.0, 46.0, 14.0
LAST = 48.0


class MonthsPicture(AnswerPicture[Months]):
    """The region's months, or those of the occupation that is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Months of the plan"), parent)

    @property
    def subject(self) -> str:
        """The occupation whose months are shown; blank for the region."""
        return self.selected if self.picture is not None and self.picture.shows(self.selected) else REGION

    def show_picture(self, picture: Months | None) -> None:
        """Show another plan's months."""
        super().show_picture(picture)
        self._retitle()

    def select(self, soc: str) -> None:
        """Show the months of an occupation chosen elsewhere."""
        if soc != self.selected:
            self.selected = soc
            self._retitle()

    def _retitle(self) -> None:
        if self.picture is not None:
            self.title = self.picture.title_of(self.subject)
            self.refresh()

    def in_words(self) -> str:
        """Return the figures shown, month by month."""
        if self.picture is None:
            return ""
        shown, soc = self.picture, self.subject
        return "\n".join(
            shown.month_words(figure, soc, at)
            for figure in shown.figures(soc)
            for at in range(len(shown.months))
        )

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Months) -> None:
        """Paint one panel for each figure that is known."""
        figures = picture.figures(self.subject)
        wide = (box.width() - BETWEEN * (len(figures) - 1)) / max(1, len(figures))
        for place, figure in enumerate(figures):
            panel = QRectF(box.left() + place * (wide + BETWEEN), box.top(), wide, box.height())
            self._panel(painter, panel, picture, figure)

    def _panel(self, painter: QPainter, panel: QRectF, picture: Months, figure: str) -> None:
        self.write(
            painter,
            QRectF(panel.left(), panel.top(), panel.width(), 16),
            FIGURES[figure],
            size=SMALL,
            strong=True,
        )
        values = picture.line(figure, self.subject)
        plot = panel.adjusted(FIGURES_WIDE, HEAD + 4, -LAST, -FOOT)
        y = _scale(figure, values, plot)
        axis_left(self, painter, y, plot, lambda value: written(f"{value:,.6g}"), panel.left())
        months = [_month(one) for one in picture.months]
        x = Scale(min(months), max(months), plot.left() + 6, plot.right() - 6)
        self._months(painter, picture, x, plot)
        for one in picture.changes_of(figure):
            at = picture.months.index(one.month)
            middle = (x(months[at - 1]) + x(months[at])) / 2
            painter.setPen(QPen(self.theme.colour("caution"), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(middle, plot.top() - 4), QPointF(middle, plot.bottom()))
            self.spot(QRectF(middle - 5, plot.top() - 4, 10, plot.height() + 4), one.sentence, stop=False)
        points = [QPointF(x(month), y(value)) for month, value in zip(months, values, strict=True)]
        self._line(painter, picture, figure, values, points)

    def _line(
        self, painter: QPainter, picture: Months, figure: str, values: object, points: list[QPointF]
    ) -> None:
        known = np.isfinite(np.asarray(values, dtype=float))
        broken = {picture.months.index(one.month) for one in picture.changes_of(figure)}
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        for before, after in itertools.pairwise(range(len(points))):
            if known[before] and known[after] and after not in broken:
                painter.drawLine(points[before], points[after])
        for at in np.flatnonzero(known):
            painter.setPen(QPen(self.theme.colour("ground"), 1))
            painter.setBrush(self.theme.colour("accent"))
            painter.drawEllipse(points[at], 3.5, 3.5)
            box = QRectF(points[at].x() - 7, points[at].y() - 7, 14, 14)
            self.spot(box, picture.month_words(figure, self.subject, int(at)))
        last = int(np.flatnonzero(known)[-1])
        text = number(figure, float(np.asarray(values)[last]))
        line = QRectF(points[last].x() + 8, points[last].y() - 8, LAST, 16)
        self.write(painter, line, text, size=SMALL, strong=True)

    def _months(self, painter: QPainter, picture: Months, x: Scale, plot: QRectF) -> None:
        """Write the first and last month, and those between that have room."""
        free = plot.left() - 100
        width = self.width_of("2026-00", SMALL) + 2
        ends = {0, len(picture.months) - 1}
        order = sorted(range(len(picture.months)), key=lambda at: (at not in ends, at))
        taken: list[float] = []
        for at in order:
            left = x(_month(picture.months[at])) - width / 2
            if all(abs(left - other) > width + 6 for other in taken) and left > free:
                taken.append(left)
                line = QRectF(left, plot.bottom() + 2, width, 15)
                self.write(painter, line, picture.months[at], size=SMALL, ink="secondary")


def _scale(figure: str, values: object, plot: QRectF) -> Scale:
    """Return the scale of a figure: from zero; of ranks the first at the top."""
    highest = float(np.nanmax(np.asarray(values, dtype=float)))
    if figure == "rank":
        return Scale(1, max(2.0, highest * 1.1), plot.top(), plot.bottom())
    return Scale(0, (highest or 1.0) * 1.1, plot.bottom(), plot.top())


def _month(text: str) -> int:
    """Return the number of a month YYYY-MM, counted from the year 0."""
    year, month = text.split("-")[:2]
    return int(year) * 12 + int(month)
