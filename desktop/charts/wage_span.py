"""A small picture: the wages of an occupation from p10 to p90, the non-BA income, and the wage lines."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.canvas import SMALL, Canvas
from desktop.look.numbers import figure
from desktop.look.sizes import keep
from desktop.look.theme import Theme


@dataclass(frozen=True)
class WageSpan:
    """Annual wages [USD]: five percentiles (NaN where not known), the estimate for people without a degree,
    and the Target line they are held against."""

    percentiles: tuple[float, float, float, float, float]
    nonba_income: float
    line: float
    told: bool = False
    """Whether a loaded table tells that income; otherwise it is modelled."""


class WagePicture(Canvas):
    """The span as a bar with its median, the non-BA income as a diamond, the wage line as a dashed line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Wages of the occupation"), parent)
        self.span: WageSpan | None = None
        keep(self, "setFixedHeight", 86)

    def show_span(self, span: WageSpan | None) -> None:
        """Show the wages of another occupation."""
        self.span = span
        self.redraw()

    def in_words(self) -> str:
        """Return the wages as one line."""
        if self.span is None:
            return say("No wages are published.")
        p10, p25, p50, p75, p90 = (figure(value, "$#,##0") for value in self.span.percentiles)
        wages = say(
            "Wages: 10th percentile {p10}, 25th percentile {p25}, 50th percentile {p50}, "
            "75th percentile {p75}, 90th percentile {p90}.",
            p10=p10,
            p25=p25,
            p50=p50,
            p75=p75,
            p90=p90,
        )
        income = figure(self.span.nonba_income, "$#,##0")
        if self.span.told:
            return f"{wages} {say('People without a four-year degree: {income}, loaded.', income=income)}"
        modelled = say("People without a four-year degree: about {income}, modelled.", income=income)
        return f"{wages} {modelled}"

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint the span."""
        box = self.area().adjusted(2, 0, -2, 0)
        span = self.span
        if span is None or math.isnan(span.percentiles[2]):
            text = say("No wages are published for the region or the country.")
            self.write(painter, box, text, ink="secondary")
            return
        known = [
            value for value in (*span.percentiles, span.nonba_income, span.line) if not math.isnan(value)
        ]
        low, high = min(known), max(known)
        pad = (high - low) * 0.04 + 1
        low, high = low - pad, high + pad

        def at(value: float) -> float:
            return box.left() + (value - low) / (high - low) * box.width()

        middle = box.top() + 44
        p10, p25, p50, p75, p90 = span.percentiles
        left, right = at(known[0] if math.isnan(p10) else p10), at(p50 if math.isnan(p90) else p90)
        self.bar(painter, QRectF(left, middle - 4, right - left, 8), self.theme.colour("hairline"))
        if not math.isnan(p25) and not math.isnan(p75):
            self.bar(painter, QRectF(at(p25), middle - 7, at(p75) - at(p25), 14), self.theme.colour("bar"))
        self.bar(painter, QRectF(at(p50) - 1.5, middle - 11, 3, 22), self.theme.colour("ink"))
        self._wage_line(painter, box, at(span.line), middle)
        self._diamond(painter, at(span.nonba_income), middle)
        below = QRectF(box.left(), middle + 14, box.width(), 16)
        self._centred(painter, below, at(p50), say("median {wage}", wage=figure(p50, "$#,##0")))
        above = QRectF(box.left(), middle - 30, box.width(), 16)
        wage = figure(span.nonba_income, "$#,##0")
        income = say("non-BA {wage}", wage=wage) if span.told else say("non-BA {wage} m", wage=wage)
        self._centred(painter, above, at(span.nonba_income), income, "accent")
        ends = QRectF(box.left(), middle + 28, box.width(), 14)
        lowest, highest, line = (figure(value, "$#,##0") for value in (p10, p90, span.line))
        text = say("p10 {low} – p90 {high}, wage line {line}", low=lowest, high=highest, line=line)
        self.write(painter, ends, text, size=SMALL, ink="secondary")

    def _centred(self, painter: QPainter, box: QRectF, x: float, text: str, ink: str = "ink") -> None:
        width = self.width_of(text, SMALL) + 2
        start = min(max(box.left(), x - width / 2), box.right() - width)
        self.write(painter, QRectF(start, box.top(), width, box.height()), text, size=SMALL, ink=ink)

    def _wage_line(self, painter: QPainter, box: QRectF, x: float, middle: float) -> None:
        painter.setPen(QPen(self.theme.colour("secondary"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, middle - 13), QPointF(x, middle + 13))
        painter.setPen(Qt.PenStyle.NoPen)

    def _diamond(self, painter: QPainter, x: float, y: float) -> None:
        if math.isnan(x):
            return
        painter.setPen(QPen(self.theme.colour("ground"), 1))
        painter.setBrush(self.theme.colour("accent"))
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - 7), QPointF(x + 6, y), QPointF(x, y + 7), QPointF(x - 6, y)])
        )
        painter.setPen(Qt.PenStyle.NoPen)
