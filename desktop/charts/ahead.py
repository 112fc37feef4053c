"""The figures of a picture are painted in a turn of the event loop of their own, ahead of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from desktop.turns import LaterTurn


class Ahead(QObject):
    """Paints what a widget keeps once the turn is over that changed or showed it; the window then copies it.

    Parameters
    ----------
    widget : QWidget
        The widget, and what this ends with.
    paint : callable
        Paints and keeps; not called while the widget is hidden.
    """

    def __init__(self, widget: QWidget, paint: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._paint = widget, paint
        self._turn = LaterTurn(self, self._paint_now)
        widget.installEventFilter(self)

    def soon(self) -> None:
        """Paint in a later turn."""
        self._turn.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint once the widget is shown."""
        if event.type() == QEvent.Type.Show:
            self.soon()
        return False

    def _paint_now(self) -> None:
        if self._widget.isVisible():
            self._paint()
