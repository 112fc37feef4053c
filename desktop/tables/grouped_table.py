"""A table whose rows can be grouped: heads fold by key and by pointer, and stay in view while one scrolls."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QTableView, QWidget

from data.language import say
from desktop.look.sizes import px
from desktop.look.theme import Theme
from desktop.tables.cells import ROW_HEIGHT
from desktop.tables.clipboard import copied
from desktop.tables.figure_table import FigureTable
from desktop.tables.grouped_model import GroupedModel


class GroupedTable(FigureTable):
    """A table over a `GroupedModel`.

    On a head Left folds the group, Right opens it, Enter and the space bar turn it over; on an occupation
    Left goes to its head. A click on a head's title turns it over.
    """

    _sticky: StickyHead | None = None

    def __init__(self, model: GroupedModel, theme: Theme, frozen: int, name: str) -> None:
        super().__init__(model, theme, frozen, name)
        self._grouped = model
        for view in (self, self._side):
            view.clicked.connect(self._clicked)
        self._sticky = StickyHead(self)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._sticky.follow)
        for changed in (model.modelReset, model.layoutChanged, self._heading.sectionResized):
            changed.connect(self._sticky.follow)

    # Folding -----------------------------------------------------------------------------------------

    def group_by(self, column: str) -> None:
        """Group the rows by a column of words; the occupation chosen stays so."""
        row = self.currentIndex().row()
        chosen = self._grouped.key_at(row) if row >= 0 else ""
        self._grouped.group_by(column)
        self.select(chosen)

    def turn(self, name: str, *, closed: bool | None = None) -> None:
        """Fold or open a group, and stand on its head; without ``closed`` the other way than it is."""
        model, at = self._grouped, self.verticalScrollBar().value()
        close = name not in model.closed if closed is None else closed
        model.close(model.closed | {name} if close else model.closed - {name})
        self.verticalScrollBar().setValue(at)
        self._stand_on(name)

    def close_all(self) -> None:
        """Fold every group."""
        self._grouped.close(frozenset(self._grouped.names))

    def open_all(self) -> None:
        """Open every group."""
        self._grouped.close(frozenset())

    def _stand_on(self, name: str) -> None:
        row = self._grouped.row_of_head(name)
        if row >= 0:
            self.selectRow(row)

    def _clicked(self, index: QModelIndex) -> None:
        name = self._grouped.head_at(index.row())
        if name and index.column() == self._grouped.column_of(self.wide):
            self.turn(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and open groups; everything else as in any table."""
        row, model = self.currentIndex().row(), self._grouped
        group = model.group_at(row) if row >= 0 else ""
        head = model.head_at(row) if row >= 0 else ""
        key = event.key()
        if group and key == Qt.Key.Key_Left:
            if head:
                self.turn(group, closed=True)
            else:
                self._stand_on(group)
        elif head and key == Qt.Key.Key_Right:
            self.turn(group, closed=False)
        elif head and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.turn(group)
        else:
            super().keyPressEvent(event)

    def _row_menu(self, view: QTableView, at: QPoint) -> None:
        index = view.indexAt(at)
        name = self._grouped.head_at(index.row()) if index.isValid() else ""
        if name:
            menu = self.head_menu(name)
            menu.exec(view.viewport().mapToGlobal(at))
            menu.deleteLater()
        else:
            super()._row_menu(view, at)

    def head_menu(self, name: str) -> QMenu:
        """Return what can be done with a group."""
        menu = QMenu(self)
        text = say("Open this group") if name in self._grouped.closed else say("Close this group")
        menu.addAction(text, lambda: self.turn(name))
        menu.addAction(say("Open all groups"), self.open_all)
        menu.addAction(say("Close all groups"), self.close_all)
        return menu

    # Copying -----------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the selected occupations with the group they are in; heads alone as a table of groups.

        Heads among occupations are left out: their sums would be counted twice in a spreadsheet.
        """
        model = self._grouped
        content, chosen = model.content, sorted(one.row() for one in self.selectionModel().selectedRows())
        if content is None or not model.grouping or not chosen:
            super().copy()
            return
        rows = [row for row in chosen if not model.head_at(row)] or chosen
        shown = self.visible_columns()
        by = model.columns[model.column_of(model.grouping)]
        shown = shown if by in shown else [by, *shown]
        places = [int(model.order[row]) for row in rows]
        QGuiApplication.clipboard().setMimeData(copied(content, places, shown))

    # The head in view --------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the head in view as wide as the rows."""
        super().resizeEvent(event)
        if self._sticky is not None:
            self._sticky.follow()

    def top_group(self) -> str:
        """Return the group of the uppermost row in view."""
        row = self.rowAt(0)
        return self._grouped.group_at(row) if row >= 0 else ""

    def boxes(self) -> list[tuple[int, QRect]]:
        """Return the columns in view with where they stand, those that do not scroll last."""
        edge, width = sum(map(self.columnWidth, range(self._frozen))), self.viewport().width()
        found = []
        for column in range(self._frozen, self._grouped.columnCount()):
            left = self.columnViewportPosition(column)
            box = QRect(left, 0, self.columnWidth(column), px(ROW_HEIGHT))
            if not self.isColumnHidden(column) and box.right() >= edge and left < width:
                found.append((column, box))
        left = 0
        for column in range(self._frozen):
            found.append((column, QRect(left, 0, self.columnWidth(column), px(ROW_HEIGHT))))
            left += self.columnWidth(column)
        return found

    @property
    def heading_height(self) -> int:
        """How high the headings are [px]."""
        return self._heading.height()


class StickyHead(QWidget):
    """The head of the group whose rows are uppermost, painted over the first row; a click goes to it."""

    def __init__(self, table: GroupedTable) -> None:
        super().__init__(table)
        self._table = table
        self._name = ""
        self.setObjectName("stickyHead")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def follow(self, *_: object) -> None:
        """Show the head of the group in view, unless its own row is uppermost and whole."""
        table, model = self._table, self._table._grouped
        name = table.top_group()
        row = model.row_of_head(name) if name else -1
        hidden = row >= 0 and table.rowViewportPosition(row) < 0
        self._name = name if hidden else ""
        if hidden:
            left = table.frameWidth()
            size = QSize(table.viewport().width(), px(ROW_HEIGHT))
            self.setGeometry(QRect(QPoint(left, left + table.heading_height), size))
            self.raise_()
            self.update()
        self.setVisible(hidden)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the head's cells where the columns stand."""
        table, model = self._table, self._table._grouped
        row = model.row_of_head(self._name)
        if row < 0:
            return
        with QPainter(self) as painter:
            for column, box in table.boxes():
                option = QStyleOptionViewItem()
                option.rect = box  # type: ignore[attr-defined]
                table.itemDelegate().paint(painter, option, model.index(row, column))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the rows below from being pressed."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the head itself."""
        event.accept()
        self._table._stand_on(self._name)
