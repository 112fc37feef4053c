"""Where labels may stand: the more important ones first, none over another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF


def free_of_others(wanted: Sequence[QRectF], taken: Iterable[QRectF] = ()) -> list[bool]:
    """Return which of the boxes stay when each may cover none before it and none that is taken.

    >>> free_of_others([QRectF(0, 0, 10, 10), QRectF(5, 5, 10, 10), QRectF(0, 10, 10, 10)])
    [True, False, True]
    """
    placed, kept = list(taken), []
    for box in wanted:
        free = not any(box.intersects(other) for other in placed)
        kept.append(free)
        if free:
            placed.append(box)
    return kept
