"""What every picture shares: layers, text in the four sizes, marks for pointer and keyboard, words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from data.language import say
from desktop.charts.ahead import Ahead
from desktop.charts.marks import Spot, spot_beyond
from desktop.look.sizes import scale
from desktop.look.theme import BODY, SMALL, Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
MARGIN, AIR = QPointF(16, 10), 9.0
LEAD = "First-Line "


class Canvas(QWidget):
    """A picture: title with the takeaway, subtitle with unit and vintage, and the marks below.

    What the figures make is painted once and kept; pointer, keyboard and selection are painted over it.

    Signals
    -------
    changed : ()
        Other figures are shown.
    table_wanted : ()
        The figures are wanted as a table.
    copy_wanted : ()
        The picture is wanted on the clipboard.
    save_wanted : str
        The picture is wanted as a file of this ending.
    """

    changed = Signal()
    table_wanted = Signal()
    copy_wanted = Signal()
    save_wanted = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.name = name
        self.title = ""
        self.subtitle = ""
        self.spots: list[Spot] = []
        self.pointed: Spot | None = None
        self.current: Spot | None = None
        self.is_served = False
        self._layer: QPixmap | None = None
        self._layer_of: tuple[QSize, float, float] = (QSize(), 0.0, 0.0)
        self._ahead = Ahead(self, self._fresh_layer)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        theme.changed.connect(self.redraw)

    def refresh(self) -> None:
        """Show other figures."""
        self.pointed = self.current = None
        self.setAccessibleName(self.title or self.name)
        self.changed.emit()
        self.redraw()

    def redraw(self) -> None:
        """Paint the figures anew."""
        self._layer = None
        self._ahead.soon()
        self.update()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint the marks into the box below the title; each picture has its own way."""
        raise NotImplementedError

    def draw_over(self, painter: QPainter) -> None:
        """Paint what pointer and selection light up, over the marks."""

    def in_words(self) -> str:
        """Return the picture's figures as lines of text, for screen readers."""
        return "\n".join(spot.says for spot in self.spots)

    # Painting ----------------------------------------------------------------------------------------

    def area(self) -> QRectF:
        """Return the room of the picture, on the grid that it is drawn on: enlarged with the text."""
        return QRectF(0, 0, self.width() / scale(), self.height() / scale())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, subtitle and marks, and what is lit over them."""
        layer = self._fresh_layer()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, layer)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(scale(), scale())
            self.draw_over(painter)
            if self.current is not None and self.hasFocus():
                self._ring(painter, self.current)

    def _fresh_layer(self) -> QPixmap:
        """Return the painted figures, for the size and density of the screen they are on."""
        wanted = (self.size(), self.devicePixelRatioF(), scale())
        if self._layer is None or self._layer_of != wanted:
            layer = QPixmap(self.size() * wanted[1])
            layer.setDevicePixelRatio(wanted[1])
            layer.fill(Qt.GlobalColor.transparent)
            with QPainter(layer) as painter:
                painter.scale(scale(), scale())
                self.paint_figures(painter)
            self._layer, self._layer_of = layer, wanted
            self._find_again()
            if self.current is None:
                self._describe()
        return self._layer

    def paint_figures(self, painter: QPainter) -> None:
        """Paint title, subtitle and marks, on the screen or into a file."""
        self.spots = []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.area().adjusted(MARGIN.x(), MARGIN.y(), -MARGIN.x(), -MARGIN.y())
        head = QRectF(box.left(), box.top(), box.width(), 22)
        for text, size in ((self.title, BODY), (self.subtitle, SMALL)):
            strong, ink = size == BODY, "ink" if size == BODY else "secondary"
            lines = self._lines(text, head.width(), size, strong=strong)
            for line in lines:
                self.write(painter, head, line, size=size, strong=strong, ink=ink)
                if self.width_of(line, size, strong=strong) > head.width():
                    self.spot(head, text, stop=False)
                head.translate(0, 19 if size == BODY else 16)
        self.draw(painter, box.adjusted(0, head.top() - box.top() + AIR, 0, 0))

    def _lines(self, text: str, width: float, size: int, *, strong: bool) -> list[str]:
        """Return a line of the head as two beside large text, where one has no room for it."""
        if scale() == 1 or self.width_of(text, size, strong=strong) <= width:
            return [text]
        words = text.split(" ")
        fits = 1
        while fits < len(words) and self.width_of(" ".join(words[: fits + 1]), size, strong=strong) <= width:
            fits += 1
        return [" ".join(words[:fits]), " ".join(words[fits:])]

    def _describe(self) -> None:
        words = "\n".join([self.title, self.subtitle, self.in_words()])
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        stops = any(spot.stop for spot in self.spots)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.NoFocus)

    def _ring(self, painter: QPainter, spot: Spot) -> None:
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(spot.box.adjusted(-2, -2, 2, 2), 3, 3)

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
        painter.setFont(self.theme.own_font(size, strong=strong))
        painter.setPen(self.theme.colour(ink) if isinstance(ink, str) else ink)
        metrics = QFontMetricsF(painter.font())
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side.value | Qt.TextFlag.TextSingleLine.value, fitted)
        return metrics.horizontalAdvance(fitted)

    def name_of(self, title: str, width: float, size: int = BODY, *, strong: bool = False) -> str:
        """Return the title of an occupation as a label: without “First-Line” where it is too long."""
        if title.startswith(LEAD) and self.width_of(title, size, strong=strong) > width:
            return title.removeprefix(LEAD)
        return title

    def width_of(self, text: str, size: int = BODY, *, strong: bool = False) -> float:
        """Return how wide a text is."""
        return QFontMetricsF(self.theme.own_font(size, strong=strong)).horizontalAdvance(text)

    def bar(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        """Paint a bar."""
        painter.fillRect(box, colour)

    # Marks -------------------------------------------------------------------------------------------

    def spot(
        self,
        box: QRectF,
        says: str,
        does: Callable[[], object] | None = None,
        *,
        key: str = "",
        stop: bool = True,
        outline: QPainterPath | None = None,
    ) -> None:
        """Make a part of the picture answer to pointer and keyboard."""
        self.spots.append(Spot(box, says, does, key, stop, outline))

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the uppermost part under a point."""
        return next((spot for spot in reversed(self.spots) if spot.holds(point)), None)

    def _find_again(self) -> None:
        """Keep pointer and keyboard on the marks that they were on, if these are still there."""
        for name in ("pointed", "current"):
            was = getattr(self, name)
            if was is not None:
                found = (one for one in self.spots if (one.says, one.key) == (was.says, was.key))
                setattr(self, name, next(found, None))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the mark under the pointer, and show a hand over what can be clicked."""
        self._point_at(self.spot_at(event.position() / scale()))

    def leaveEvent(self, event: QEvent) -> None:
        """Light nothing."""
        self._point_at(None)
        super().leaveEvent(event)

    def _point_at(self, spot: Spot | None) -> None:
        clickable = spot is not None and spot.does is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if clickable else Qt.CursorShape.ArrowCursor)
        if spot != self.pointed:
            self.pointed = spot
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the part under the pointer does."""
        spot = self.spot_at(event.position() / scale())
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self.current = spot if spot.stop else self.current
            if spot.does is not None:
                spot.does()
            self.update()

    def event(self, event: QEvent) -> bool:
        """Show the words of the part under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.spot_at(QPointF(event.pos()) / scale())
            QToolTip.showText(event.globalPos(), spot.says if spot is not None else "", self)
            return True
        return super().event(event)

    # Keyboard ----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark with the arrows, do with Return what a click does; T goes to the table."""
        key, stops = event.key(), [spot for spot in self.spots if spot.stop]
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End) and stops:
            self._go_to(stops[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down) and stops:
            self._go_to(stops[0] if self.current is None else spot_beyond(self.current, stops, key))
        elif key == Qt.Key.Key_T and stops:
            self.table_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            if self.current.does is not None:
                self.current.does()
        else:
            super().keyPressEvent(event)

    def _go_to(self, spot: Spot) -> None:
        """Put the keyboard on a mark, and tell its words to whoever listens or looks."""
        self.current = spot
        self.setAccessibleDescription(spot.says)
        at = (spot.box.bottomLeft() * scale()).toPoint() + QPoint(0, 2)
        QToolTip.showText(self.mapToGlobal(at), spot.says, self)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self.current is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self.current = next((spot for spot in self.spots if spot.stop), None)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Return to the words of the whole picture."""
        super().focusOutEvent(event)
        self.current = None
        self._describe()
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take the picture along, and to see its figures as a table."""
        if self.is_served:
            self.menu().exec(event.globalPos())

    def menu(self) -> QMenu:
        """Return what can be done with the picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("&Copy picture"), self.copy_wanted.emit)
        menu.addAction(say("Save as &SVG…"), lambda: self.save_wanted.emit("svg"))
        menu.addAction(say("Save as &PNG…"), lambda: self.save_wanted.emit("png"))
        menu.addSeparator()
        menu.addAction(say("Show &table") + "\tT", self.table_wanted.emit)
        return menu
