"""The marks of a picture that answer to the pointer, and the way from one to the next with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath

SIDEWAYS = 2.5
"""A mark to the side counts as this many times farther than one straight ahead."""
AHEAD = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True)
class Spot:
    """A mark of a picture: where it is, its words, what a click does, and the occupation it is about.

    The keyboard goes from ``stop`` to ``stop``; ``outline`` is the shape of a mark that is no rectangle.
    """

    box: QRectF
    says: str
    does: Callable[[], object] | None = None
    key: str = ""
    stop: bool = True
    outline: QPainterPath | None = None

    def holds(self, point: QPointF) -> bool:
        """Return whether a point is on the mark."""
        return self.box.contains(point) and (self.outline is None or self.outline.contains(point))


def spot_beyond(here: Spot, spots: Sequence[Spot], key: int) -> Spot:
    """Return the nearest mark in the direction of an arrow key; the same one where there is none."""
    right, down = AHEAD[Qt.Key(key)]
    start, best, least = here.box.center(), here, float("inf")
    for spot in spots:
        x, y = spot.box.center().x() - start.x(), spot.box.center().y() - start.y()
        ahead = x * right + y * down
        aside = abs(x * down) + abs(y * right)
        far = ahead + SIDEWAYS * aside
        if spot is not here and ahead > 0.5 and far < least:
            best, least = spot, far
    return best
