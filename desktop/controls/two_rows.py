"""Controls in one row, or in two where one has no room for all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

APART, BELOW = 12, 4
LEFT = Qt.AlignmentFlag.AlignLeft


class TwoRows(QWidget):
    """Two halves, ``first`` and ``second``, side by side or one below the other.

    The widget needs the width of the wider half only, so that a narrow page has no need to scroll sideways.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.second = QHBoxLayout(), QHBoxLayout()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(APART)
        for half in (self.first, self.second):
            half.setSpacing(APART)
        self._both.addLayout(self.first)
        self._both.addLayout(self.second, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def is_broken(self) -> bool:
        """Whether the second half stands below the first."""
        return self._both.direction() == QBoxLayout.Direction.TopToBottom

    def sizeHint(self) -> QSize:
        """Return the room of both halves side by side, and the height that they have now."""
        wide = self.first.sizeHint().width() + APART + self.second.sizeHint().width()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the wider half."""
        widest = max(self.first.minimumSize().width(), self.second.minimumSize().width())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row where it is too short for what its parts would like."""
        super().resizeEvent(event)
        self._break()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: only now do all parts know their fonts."""
        super().showEvent(event)
        self._break()

    def event(self, event: QEvent) -> bool:
        """Look again when a part grows or shrinks."""
        told = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.FontChange, QEvent.Type.ChildPolished):
            self._break()
        return told

    def _break(self) -> None:
        needed = self.first.sizeHint().width() + APART + self.second.sizeHint().width()
        broken = self.width() < needed
        if broken != self.is_broken:
            way = QBoxLayout.Direction
            self._both.setDirection(way.TopToBottom if broken else way.LeftToRight)
            self._both.setSpacing(BELOW if broken else APART)
            self._both.setAlignment(self.first, LEFT if broken else Qt.AlignmentFlag(0))
            self.updateGeometry()
