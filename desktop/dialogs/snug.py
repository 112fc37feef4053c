"""A dialog of a few questions that is as high as its words need at the width it has, and no higher."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog


class SnugDialog(QDialog):
    """Follows its words: Qt reckons with the lines that they would have in a narrow dialog."""

    def event(self, event: QEvent) -> bool:
        """Look again when a part says more or less, or in larger letters."""
        told = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return told

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again: words take fewer lines in a wider dialog."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        needed = layout.totalHeightForWidth(self.width()) if layout is not None else -1
        if needed > 0 and (self.minimumHeight(), self.maximumHeight()) != (needed, needed):
            self.setFixedHeight(needed)
