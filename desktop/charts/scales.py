"""From figures to pixels: scales, their ticks, and the axis that shows them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from desktop.look.theme import SMALL

if TYPE_CHECKING:
    from desktop.charts.canvas import Canvas


@dataclass(frozen=True)
class Scale:
    """A span of figures laid on a span of pixels; on a ``log`` scale equal steps are equal factors."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Return the pixel of a figure; outside the span the nearest end."""
        low, high, value = (self._turned(one) for one in (self.low, self.high, value))
        part = (value - low) / (high - low) if high > low else 0.0
        return self.start + min(1.0, max(0.0, part)) * (self.end - self.start)

    def back(self, pixel: float) -> float:
        """Return the figure at a pixel."""
        part = min(1.0, max(0.0, (pixel - self.start) / (self.end - self.start)))
        low, high = self._turned(self.low), self._turned(self.high)
        value = low + part * (high - low)
        return 10**value if self.log else value

    def ticks(self, most: int) -> list[float]:
        """Return round figures inside the span."""
        if not self.log:
            return nice_ticks(self.low, self.high, most)
        low, high = math.floor(math.log10(self.low)), math.floor(math.log10(self.high))
        parts = (1,) if high - low > 2 else (1, 2, 5)
        found = [part * 10.0**place for place in range(low, high + 1) for part in parts]
        return [one for one in found if self.low <= one <= self.high]

    def _turned(self, value: float) -> float:
        return math.log10(max(value, 1e-9)) if self.log else value


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Return at most so many round figures from low to high, equally far apart.

    >>> nice_ticks(0, 10, 6)
    [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
    >>> nice_ticks(-0.3, 1.1, 4)
    [0.0, 0.5, 1.0]
    """
    if not high > low or most < 1:
        return [low]
    rough = (high - low) / most
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * one for one in (1, 2, 2.5, 5, 10, 20) if _fits(low, high, unit * one, most))
    first = math.ceil(round(low / step, 9))
    last = math.floor(round(high / step, 9))
    return [round(place * step, 12) for place in range(first, last + 1)]


def _fits(low: float, high: float, step: float, most: int) -> bool:
    return math.floor(round(high / step, 9)) - math.ceil(round(low / step, 9)) + 1 <= most


def axis_below(
    canvas: Canvas,
    painter: QPainter,
    scale: Scale,
    box: QRectF,
    text: Callable[[float], str],
    ticks: Iterable[float] | None = None,
) -> None:
    """Paint upright hairlines over a box and their figures below it."""
    for value in scale.ticks(max(2, int(box.width() // 90))) if ticks is None else ticks:
        x = scale(value)
        painter.setPen(QPen(canvas.theme.colour("hairline"), 1))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        width = canvas.width_of(text(value), SMALL) + 2
        left = min(max(0.0, x - width / 2), canvas.area().width() - width - 2)
        canvas.write(
            painter, QRectF(left, box.bottom() + 1, width, 15), text(value), size=SMALL, ink="secondary"
        )


def axis_left(
    canvas: Canvas,
    painter: QPainter,
    scale: Scale,
    box: QRectF,
    text: Callable[[float], str],
    left: float = 0.0,
) -> None:
    """Paint level hairlines over a box and their figures left of it, from ``left`` on."""
    from desktop.charts.canvas import RIGHT

    for value in scale.ticks(max(2, int(box.height() // 36))):
        y = scale(value)
        painter.setPen(QPen(canvas.theme.colour("hairline"), 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        line = QRectF(left, y - 8, box.left() - 6 - left, 16)
        canvas.write(painter, line, text(value), size=SMALL, ink="secondary", side=RIGHT)
