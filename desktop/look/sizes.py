"""How large text is, and with it everything laid out around text: one scale for the whole window.

What is painted asks for its sizes each time; a widget of a fixed size is told again when the scale changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

AS_SYSTEM = 0
"""Text as large as the computer has it."""

STEPS = (100, 125, 150, 175, 200)
"""Text sizes [%] that can be chosen."""

USUAL_PIXELS = 12.0
"""Height of a computer's own text [pixels] where nobody has changed it: 9 points at 96 dots an inch."""

SHARE_OF_SCREEN = 0.94
"""A dialog takes no more of its screen than this."""

_KEPT = "sizes"


class _Scale:
    """The scale in force: 1 is the usual size."""

    factor = 1.0


def scale() -> float:
    """Return how many times its usual size text has."""
    return _Scale.factor


def px(size: float) -> int:
    """Return a length that goes with the text, in pixels.

    >>> px(28)
    28
    """
    return round(size * _Scale.factor)


def keep(widget: QWidget, setter: str, *sizes: int) -> None:
    """Give a widget sizes that go with the text, now and whenever the text size changes.

    Parameters
    ----------
    setter : str
        Name of the method that sets them, such as ``setFixedWidth``.
    *sizes : int
        What it is given at the usual text size.
    """
    # As text: an object of Python in a widget would be let go of after Python itself.
    widget.setProperty(_KEPT, json.dumps(_kept(widget) | {setter: sizes}))
    _set(widget, setter, sizes)


def set_percent(percent: int) -> None:
    """Set the scale to one of ``STEPS``, or to the computer's, and every kept size with it."""
    _Scale.factor = (percent if percent in STEPS else system_percent()) / 100
    for widget in QApplication.allWidgets():
        for setter, sizes in _kept(widget).items():
            _set(widget, setter, sizes)


def _kept(widget: QWidget) -> dict[str, list[int]]:
    text = widget.property(_KEPT)
    return json.loads(text) if text else {}


def _set(widget: QWidget, setter: str, sizes: Sequence[int]) -> None:
    """Give a widget a size; a dialog none beyond its screen."""
    scaled = [px(size) for size in sizes]
    if isinstance(widget, QDialog) and len(scaled) == 2:
        room = widget.screen().availableSize() * SHARE_OF_SCREEN
        scaled = [min(scaled[0], room.width()), min(scaled[1], room.height())]
    getattr(widget, setter)(*scaled)


@contextmanager
def usual() -> Iterator[None]:
    """Lay out at the usual size for as long as the block lasts: paper knows no text size."""
    kept, _Scale.factor = _Scale.factor, 1.0
    try:
        yield
    finally:
        _Scale.factor = kept


@cache
def system_percent() -> int:
    """Return the text size of the computer, as the largest of ``STEPS`` that is no larger.

    Asked for once, before the window has a font of its own.
    """
    percent = QFontInfo(QGuiApplication.font()).pixelSize() / USUAL_PIXELS * 100
    return max((step for step in STEPS if step <= percent), default=STEPS[0])
