"""The room of the pages: what does not fit into a small window, or beside large text, is scrolled to."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """One page at a time; it needs the room of the page that is shown and not of the largest."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """Return the room that the page would like: a page turned to before does not count."""
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the room that the page needs."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the page needs in so much width, its lines of text broken."""
        shown = self.currentWidget()
        layout = shown.layout() if shown is not None else None
        if layout is not None and layout.hasHeightForWidth():
            return layout.minimumHeightForWidth(width)
        flows = shown is not None and layout is None and shown.hasHeightForWidth()
        return shown.heightForWidth(width) if flows else self.minimumSizeHint().height()


class PageArea(QScrollArea):
    """Holds the pages, and scrolls to what has the keyboard."""

    def __init__(self, stack: PageStack, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageArea")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(stack)
        stack.currentChanged.connect(lambda _: self.to_top())

    def to_top(self) -> None:
        """Show the page from its beginning."""
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
