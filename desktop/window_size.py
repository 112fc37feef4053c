"""How large the window is before anybody has sized it."""

from __future__ import annotations

from PySide6.QtCore import QSize

MINIMUM = (1024, 700)
USUAL = QSize(1440, 900)
FRAME = QSize(16, 48)
"""What the frame of a window takes, about."""


def first_size(screen: QSize) -> QSize:
    """Return how large a window is that nobody has sized yet: as usual, or what a small screen has room for.

    >>> first_size(QSize(1366, 728)), first_size(QSize(2560, 1400)), first_size(QSize(800, 600))
    (PySide6.QtCore.QSize(1350, 700), PySide6.QtCore.QSize(1440, 900), PySide6.QtCore.QSize(1440, 900))
    """
    room, least = screen - FRAME, QSize(*MINIMUM)
    # A screen that has no room for the smallest window tells nothing.
    return USUAL.boundedTo(room).expandedTo(least) if screen.width() > least.width() else USUAL
