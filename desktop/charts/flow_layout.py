"""Where the places and steps of a flow lie: bars in three columns, ribbons between them, no painting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from workbook.model.pictures.flow import Flow

Array = NDArray[Any]
BAR, GAP, LEAST, PITCH = 10.0, 2.0, 1.5, 10.0
"""Width of a bar, space between bars, least height of a bar, room for each on average [px]."""
MOST = 36
"""Places of a column: more of them nobody can follow, and thousands of ribbons take a second to paint."""


@dataclass(frozen=True, eq=False)
class Ribbons:
    """The steps between two columns: rows they join, pixels where they begin and end, and how high they are.

    The curves run level out of their bars; ``left`` and ``right`` are where all of them begin and end.
    """

    rows: Array
    starts: Array
    ends: Array
    heights: Array
    left: float
    right: float

    def path(self, at: int) -> QPainterPath:
        """Return the outline of one ribbon."""
        top, bottom, height = self.starts[at], self.ends[at], self.heights[at]
        middle = (self.left + self.right) / 2
        path = QPainterPath(QPointF(self.left, top))
        path.cubicTo(QPointF(middle, top), QPointF(middle, bottom), QPointF(self.right, bottom))
        path.lineTo(QPointF(self.right, bottom + height))
        path.cubicTo(
            QPointF(middle, bottom + height), QPointF(middle, top + height), QPointF(self.left, top + height)
        )
        path.closeSubpath()
        return path

    def line(self, at: int) -> QPainterPath:
        """Return the middle of one ribbon."""
        half = self.heights[at] / 2
        middle = (self.left + self.right) / 2
        path = QPainterPath(QPointF(self.left, self.starts[at] + half))
        end = self.ends[at] + half
        path.cubicTo(QPointF(middle, self.starts[at] + half), QPointF(middle, end), QPointF(self.right, end))
        return path

    def at(self, x: float, y: float) -> int:
        """Return the narrowest ribbon under a point, −1 for none."""
        if not self.left < x < self.right or not len(self.rows):
            return -1
        tops = self.starts + (self.ends - self.starts) * _risen((x - self.left) / (self.right - self.left))
        slack = np.maximum(0.0, 3.0 - self.heights) / 2
        under = np.flatnonzero((tops - slack <= y) & (y <= tops + self.heights + slack))
        return int(under[np.argmin(self.heights[under])]) if len(under) else -1


_T = np.linspace(0.0, 1.0, 257)
_X, _Y = 1.5 * _T * (1 - _T) + _T**3, 3 * _T**2 - 2 * _T**3


def _risen(share: float) -> float:
    """Return how much of its rise a curve has made after a share of its way."""
    return float(np.interp(share, _X, _Y))


@dataclass(frozen=True, eq=False)
class FlowLayout:
    """Boxes of the places by column, and the ribbons of both steps."""

    flow: Flow
    bars: tuple[list[QRectF], list[QRectF], list[QRectF]]
    ribbons: tuple[Ribbons, Ribbons]


def laid_out(flow: Flow, box: QRectF, side: float) -> FlowLayout:
    """Lay a flow into a box that leaves ``side`` pixels on both sides for labels."""
    shown = flow.at_most(min(MOST, max(4, int(box.height() // PITCH))))
    people = shown.people
    gap = GAP
    room = min(box.height() - (len(one) - 1) * gap - LEAST * len(one) for one in people)
    scale = room / max(float(one.sum()) for one in people)
    lefts = (box.left() + side, box.center().x() - BAR / 2, box.right() - side - BAR)
    tops, bars = [], []
    for left, one in zip(lefts, people, strict=True):
        heights = one * scale + LEAST
        free = box.height() - heights.sum() - gap * (len(one) - 1)
        # Columns with fewer people keep their widths and spread, so that ribbons stay apart.
        wider = gap + min(free / max(1, len(one) - 1), 14.0)
        spare = box.height() - heights.sum() - wider * (len(one) - 1)
        top = box.top() + spare / 2 + np.concatenate([[0.0], np.cumsum(heights + wider)[:-1]])
        tops.append(top)
        bars.append([QRectF(left, t, BAR, h) for t, h in zip(top, heights, strict=True)])
    first = _ribbons(shown.first * scale, tops[0], tops[1], lefts[0] + BAR, lefts[1])
    second = _ribbons(shown.onward * scale, tops[1], tops[2], lefts[1] + BAR, lefts[2])
    return FlowLayout(shown, (bars[0], bars[1], bars[2]), (first, second))


def _ribbons(heights: Array, out_of: Array, into: Array, left: float, right: float) -> Ribbons:
    """Stack the steps of each bar in the order of the bars at their other ends."""
    starts = out_of[:, None] + LEAST / 2 + np.cumsum(heights, axis=1) - heights
    ends = into[None, :] + LEAST / 2 + np.cumsum(heights, axis=0) - heights
    rows = np.argwhere(heights > 0)
    rows = rows[np.argsort(-heights[rows[:, 0], rows[:, 1]], kind="stable")]
    o, g = rows[:, 0], rows[:, 1]
    return Ribbons(rows, starts[o, g], ends[o, g], heights[o, g], left, right)
