"""What every picture shares: text in the four sizes, bars, hover areas, and its content in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.look.theme import BODY, SMALL, Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Spot:
    """A part of a picture that answers to the pointer."""

    box: QRectF
    says: str
    does: Callable[[], object] | None = None


class Canvas(QWidget):
    """A picture: title with the takeaway, subtitle with unit and vintage, and the marks below.

    Signals
    -------
    changed : ()
        Other figures are shown.
    """

    changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.title = ""
        self.subtitle = ""
        self.spots: list[Spot] = []
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def refresh(self) -> None:
        """Show other figures."""
        self.changed.emit()
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint the marks into the box below the title; each picture has its own way."""
        raise NotImplementedError

    def in_words(self) -> str:
        """Return the picture's figures as lines of text, for screen readers."""
        return "\n".join(spot.says for spot in self.spots)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, subtitle and marks."""
        self.spots = []
        box = QRectF(self.rect()).adjusted(16, 10, -16, -10)
        head = QRectF(box.left(), box.top(), box.width(), 22)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for line, text, size in (
                (head, self.title, BODY),
                (head.translated(0, 19), self.subtitle, SMALL),
            ):
                strong, ink = size == BODY, "ink" if size == BODY else "secondary"
                self.write(painter, line, text, size=size, strong=strong, ink=ink)
                if self.width_of(text, size, strong=strong) > line.width():
                    self.spot(line, text)
            self.draw(painter, box.adjusted(0, 44, 0, 0))
        words = "\n".join([self.title, self.subtitle, self.in_words()])
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    def write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        *,
        size: int = BODY,
        strong: bool = False,
        ink: str | QColor = "ink",
        side: Qt.AlignmentFlag = LEFT,
    ) -> float:
        """Write one line into a box, elided when it does not fit; return its width."""
        painter.setFont(self.theme.font(size, strong=strong))
        painter.setPen(self.theme.colour(ink) if isinstance(ink, str) else ink)
        metrics = QFontMetricsF(painter.font())
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side.value | Qt.TextFlag.TextSingleLine.value, fitted)
        return metrics.horizontalAdvance(fitted)

    def width_of(self, text: str, size: int = BODY, *, strong: bool = False) -> float:
        """Return how wide a text is."""
        return QFontMetricsF(self.theme.font(size, strong=strong)).horizontalAdvance(text)

    def bar(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Paint a bar."""
        painter.fillRect(box, colour)

    def spot(self, box: QRectF, says: str, does: Callable[[], object] | None = None) -> None:
        """Make a part of the picture answer to the pointer."""
        self.spots.append(Spot(box, says, does))

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the uppermost part under a point."""
        return next((spot for spot in reversed(self.spots) if spot.box.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over parts that can be clicked."""
        spot = self.spot_at(event.position())
        clickable = spot is not None and spot.does is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the part under the pointer does."""
        spot = self.spot_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None and spot.does is not None:
            spot.does()

    def event(self, event: QEvent) -> bool:
        """Show the words of the part under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.spot_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), spot.says if spot is not None else "", self)
            return True
        return super().event(event)
