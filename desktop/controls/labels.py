"""Labels that never cut their text without saying so."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget


class ElidedLabel(QLabel):
    """One line of text; what does not fit ends in an ellipsis and stands in the tooltip.

    ``explanation``, when given, is the tooltip whether the text fits or not.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.explanation = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._say_in_full()

    def minimumSizeHint(self) -> QSize:
        """Allow the label to shrink to a few letters."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance("Abcd…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip when it no longer fits."""
        super().resizeEvent(event)
        self._say_in_full()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as fits."""
        box = self.contentsRect()
        fitted = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().windowText().color())
            painter.drawText(box, self.alignment().value | Qt.TextFlag.TextSingleLine.value, fitted)

    def _say_in_full(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip(self.explanation or ("" if fits else self.text()))


def label(text: str, voice: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label in one of the voices of the stylesheet: title, heading, section, quiet or small."""
    made = QLabel(text)
    if voice:
        made.setProperty("voice", voice)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def rule() -> QFrame:
    """Return a hairline."""
    line = QFrame()
    line.setProperty("role", "line")
    return line
