"""Painting of cells and headings: figures with their mark, in-cell bars, class letters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from data.dictionaries import Column
from data.language import say
from desktop.look.numbers import BLANK
from desktop.look.palette import CLASS_ORDER
from desktop.look.sizes import keep, px
from desktop.look.theme import BODY, SMALL, Theme
from desktop.tables.content import BY_HAND, CLASS_COLUMNS
from desktop.tables.frame_model import Drawn

CLASS_LETTER = dict(zip(CLASS_ORDER, "OMGTH–", strict=True))
ROW_HEIGHT = 28
HEADING_HEIGHT = 56
PAD = 6
MARK_WIDTH = 14
CHIP = (22, 18)
FIXED_WIDTHS = {
    "class": 46,
    "left_class": 72,
    "right_class": 72,
    "title": 250,
    "soc": 78,
    "family": 220,
    "note": 340,
}
SAMPLES = {"$#,##0": "$000,000", "#,##0": "000,000", "0%": "00.0 %", "0.0%": "00.0 %"}
SHORT_UNITS = {
    "USD per year": say("$ a year"),
    "openings per year": say("a year"),
    "persons per opening": say("persons"),
    "share over ten years": say("in ten years"),
    "share per year": say("a year"),
    "percentile 0–100": "0–100",
    "index, 0 = far": say("index"),
}


def paint_class_chip(painter: QPainter, theme: Theme, box: QRectF, class_name: str) -> None:
    """Paint the letter of a class on its fill."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.fill(class_name))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(theme.strong(class_name))
    painter.setFont(theme.own_font(round(SMALL * box.height() / CHIP[1]), strong=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, CLASS_LETTER[class_name])


class CellPainter(QStyledItemDelegate):
    """Paints every cell of a table; a row is lit as a whole when the pointer is over it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1
        self._strong = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the width a cell needs, for fitting columns."""
        text = str(index.data() or "")
        return QSize(
            QFontMetrics(self._theme.font()).horizontalAdvance(text) + px(2 * PAD + MARK_WIDTH),
            px(ROW_HEIGHT),
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        painter.save()
        box = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self.hovered_row
        model, place = index.model(), index.column()
        drawn, column = model.drawn(index.row(), place), model.columns[place]
        self._strong = drawn.is_head
        resting = "panel" if self._strong else "ground"
        ground = "selection" if selected else "hover" if hovered else resting
        painter.fillRect(box, self._theme.colour(ground))
        if column.name in CLASS_COLUMNS:
            self._paint_class(painter, box, drawn)
        elif column.type == "number":
            self._paint_figure(painter, box, drawn)
        else:
            self._paint_words(painter, box, drawn.text)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.colour("hairline"))
        painter.restore()

    def _paint_class(self, painter: QPainter, box: QRect, drawn: Drawn) -> None:
        class_name = drawn.text
        if class_name not in CLASS_LETTER:
            return
        chip = QRectF(0, 0, *map(px, CHIP))
        chip.moveCenter(QPointF(box.center()) + QPointF(0, 1))
        paint_class_chip(painter, self._theme, chip, class_name)
        if drawn.mark:
            line = Qt.PenStyle.SolidLine if drawn.mark == BY_HAND else Qt.PenStyle.DotLine
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.strong(class_name), 1.5, line))
            painter.drawRoundedRect(chip, 4, 4)

    def _paint_figure(self, painter: QPainter, box: QRect, drawn: Drawn) -> None:
        if drawn.heat > 0:
            colour = self._theme.colour("bar")
            colour.setAlphaF(drawn.heat)
            painter.fillRect(box.adjusted(0, 0, -1, -1), colour)
        if drawn.bar > 0:
            width = max(2.0, drawn.bar * (box.width() - PAD))
            painter.fillRect(
                QRectF(box.left() + 4, box.top() + 5, width, box.height() - 11), self._theme.colour("bar")
            )
        inner = box.adjusted(PAD, 0, -px(PAD + MARK_WIDTH), 0)
        painter.setFont(self._theme.font(strong=self._strong))
        painter.setPen(self._theme.colour("secondary" if drawn.text == BLANK else "ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, drawn.text)
        if drawn.mark:
            place = QRect(inner.right() + 3, box.top(), px(MARK_WIDTH), box.height())
            painter.setFont(self._theme.font(SMALL))
            painter.setPen(self._theme.colour("secondary"))
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, drawn.mark)

    def _paint_words(self, painter: QPainter, box: QRect, text: str) -> None:
        inner = box.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(self._theme.font(strong=self._strong))
        painter.setPen(self._theme.colour("ink"))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)


def label_lines(label: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Break a label at its spaces so that each line fits; a single word may be wider."""
    lines: list[str] = []
    for word in label.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fitting_width(column: Column, theme: Theme) -> int:
    """Return the width at which a column's heading keeps to two lines and its figures fit."""
    if column.name in FIXED_WIDTHS:
        return px(FIXED_WIDTHS[column.name])
    metrics, label = QFontMetrics(theme.font(strong=True)), say(column.label)
    width = max(metrics.horizontalAdvance(word) for word in label.split())
    while len(label_lines(label, metrics, width)) > 2:
        width += 4
    body = QFontMetrics(theme.font())
    figures = (
        body.horizontalAdvance(SAMPLES.get(column.number_format, "00,000")) if column.type == "number" else 0
    )
    words = body.horizontalAdvance(say("Contested")) if column.type == "text" else 0
    unit = QFontMetrics(theme.font(SMALL)).horizontalAdvance(short_unit(column))
    return max(width + 4, figures, words, unit + 4, px(44)) + px(2 * PAD + MARK_WIDTH)


def short_unit(column: Column) -> str:
    """Return the unit as the heading has room for it; the whole unit stands in the tooltip."""
    return SHORT_UNITS.get(column.unit) or say(column.unit)


class Heading(QHeaderView):
    """Headings of two lines and the unit below, with an arrow at the column sorted by."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        keep(self, "setFixedHeight", HEADING_HEIGHT)
        self.setMinimumSectionSize(36)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Paint one heading."""
        column = self.model().columns[logicalIndex]
        right = column.type == "number"
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.fillRect(rect, self._theme.colour("ground"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._theme.colour("edge"))
        inner = rect.adjusted(PAD, 5, -px(PAD + MARK_WIDTH) if right else -PAD, -5)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        painter.setPen(self._theme.colour("accent" if sorted_here else "ink"))
        painter.setFont(self._theme.font(SMALL if column.name in CLASS_COLUMNS else BODY, strong=True))
        unit = short_unit(column)
        metrics = painter.fontMetrics()
        lines = label_lines(say(column.label), metrics, inner.width())
        kept = [*lines[:1], " ".join(lines[1:])] if len(lines) > 2 else lines
        text = "\n".join(
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, inner.width()) for line in kept
        )
        painter.drawText(
            inner.adjusted(0, 0, 0, -px(15) if unit else 0), side | Qt.AlignmentFlag.AlignBottom, text
        )
        if unit:
            painter.setFont(self._theme.font(SMALL))
            painter.setPen(self._theme.colour("secondary"))
            fitted = painter.fontMetrics().elidedText(unit, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignBottom, fitted)
        if sorted_here:
            self._paint_arrow(painter, rect, inner)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, inner: QRect) -> None:
        x, y = rect.right() - px(MARK_WIDTH) + 2, inner.bottom() - 5
        down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        tip, base = (y + 3, y - 2) if down else (y - 2, y + 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawPolygon(QPolygonF([QPointF(x - 4, base), QPointF(x + 4, base), QPointF(x, tip)]))


def prepare(view: QTableView, theme: Theme) -> Heading:
    """Give a view the rows and headings of the tables of figures."""
    heading = Heading(theme, view)
    view.setHorizontalHeader(heading)
    view.verticalHeader().hide()
    for setter in ("setMinimumSectionSize", "setDefaultSectionSize"):
        keep(view.verticalHeader(), setter, ROW_HEIGHT)
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setMouseTracking(True)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    return heading
