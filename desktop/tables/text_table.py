"""The view of a plain table of texts, in the look of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from data.language import say
from desktop.look.sizes import keep, px
from desktop.look.theme import Theme
from desktop.tables.cells import PAD, ROW_HEIGHT
from desktop.tables.find_bar import FindBar
from desktop.tables.text_model import MARKED, TextModel

WIDEST, NARROWEST = 320, 56
ROWS_MEASURED = 60
VIEW = QAbstractItemView


class TextPainter(QStyledItemDelegate):
    """Paints texts; marked cells on the colour of caution."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        painter.save()
        box = option.rect
        marked = bool(index.data(MARKED))
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "caution_fill" if marked else "selection" if selected else "ground"
        painter.fillRect(box, self._theme.colour(ground))
        if marked and selected:
            painter.fillRect(box.left(), box.top(), 3, box.height(), self._theme.colour("accent"))
        inner = box.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(self._theme.font(strong=marked))
        painter.setPen(self._theme.colour("ink"))
        text = painter.fontMetrics().elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), text)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.colour("hairline"))
        painter.restore()


class TextTable(QTableView):
    """A table of texts that cannot be changed; rows are chosen with the arrow keys and copied as text.

    Signals
    -------
    row_chosen : int
        A person made a row current.
    focus_changed : bool
        The keyboard came to the table or left it.
    """

    row_chosen = Signal(int)
    focus_changed = Signal(bool)

    def __init__(self, theme: Theme, name: str, *, row_names: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self.texts = TextModel(self)
        self.setModel(self.texts)
        self.setAccessibleName(name)
        self.setItemDelegate(TextPainter(theme, self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(VIEW.SelectionBehavior.SelectRows)
        self.setEditTriggers(VIEW.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(VIEW.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(VIEW.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalHeader().setVisible(row_names)
        for setter in ("setMinimumSectionSize", "setDefaultSectionSize"):
            keep(self.verticalHeader(), setter, ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._chosen(now.row()))
        self.finding = FindBar(self)
        theme.changed.connect(self.viewport().update)

    def fit(self, widest: int = WIDEST) -> None:
        """Make every column as wide as its heading and first rows need, within bounds."""
        metrics = self.fontMetrics()
        for column, heading in enumerate(self.texts.headings):
            texts = [row[column] for row in self.texts.rows[:ROWS_MEASURED] if column < len(row)]
            needed = max(map(metrics.horizontalAdvance, (heading, *texts)))
            self.setColumnWidth(column, max(px(NARROWEST), min(px(widest), needed + px(2 * PAD + 14))))

    def select(self, row: int) -> None:
        """Make a row current, and it alone chosen, whatever keys are held down meanwhile."""
        if 0 <= row < self.texts.rowCount():
            flags = QItemSelectionModel.SelectionFlag
            only = flags.ClearAndSelect | flags.Rows
            self.selectionModel().setCurrentIndex(self.texts.index(row, 0), only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows as they stand."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self, *, everything: bool = False) -> None:
        """Copy the selected rows, or every row, with their headings."""
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        rows = range(self.texts.rowCount()) if everything else sorted(chosen)
        lines = [self.texts.headings, *(self.texts.rows[row] for row in rows)]
        QGuiApplication.clipboard().setText(_pasted(lines))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the rows."""
        menu = self.rows_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def rows_menu(self) -> QMenu:
        """Return what can be done with the rows."""
        menu = QMenu(self)
        chosen = menu.addAction(say("Copy the chosen rows"), self.copy)
        chosen.setEnabled(self.selectionModel().hasSelection())
        menu.addAction(say("Copy all rows"), lambda: self.copy(everything=True))
        menu.addSeparator()
        menu.addAction(say("Find…"), self.finding.open)
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard left."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.row_chosen.emit(row)


def _pasted(lines: Sequence[Sequence[str]]) -> str:
    """Return rows as text for a spreadsheet: a cell that would be read as a formula gets an apostrophe."""
    from desktop.tables.clipboard import RISKY

    def cell(text: str) -> str:
        plain = " ".join(text.split())
        return f"'{plain}" if plain.startswith(RISKY) else plain

    return "\n".join("\t".join(map(cell, line)) for line in lines) + "\n"
