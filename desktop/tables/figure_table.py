"""The table people compare in: first columns stay in place, headings sort, rows copy."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView

from data.dictionaries import Column
from data.language import say
from desktop.look.sizes import px, scale
from desktop.look.theme import Theme
from desktop.tables.cells import CellPainter, Heading, fitting_width, prepare
from desktop.tables.clipboard import copied
from desktop.tables.frame_model import FrameModel
from desktop.tables.heading_menu import heading_menu

VIEW = QAbstractItemView
TITLE_WIDTHS = (168, 360)


class FigureTable(QTableView):
    """A table over a `FrameModel`; the first ``frozen`` columns do not scroll sideways.

    The column ``wide`` takes ``title_share`` of the width until a person drags its edge.

    Signals
    -------
    occupation_chosen : str
        The SOC code of the row that a person made current.
    menu_wanted : str, QPoint
        A context menu was asked for on a row; the code is blank where that is about no occupation.
    meaning_wanted : str, str
        Somebody asks what a column means: its table and its name in the dictionary of columns.
    focus_changed : bool
        The keyboard came to the table or left it.
    """

    occupation_chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    meaning_wanted = Signal(str, str)
    focus_changed = Signal(bool)

    def __init__(
        self,
        model: FrameModel,
        theme: Theme,
        frozen: int,
        name: str,
        title_share: float = 0.29,
        wide: str = "title",
    ) -> None:
        super().__init__()
        self.wide = wide
        self._title_share = title_share
        self._frozen = frozen
        self._model = model
        self._quiet = False
        self._fitting = False
        self._title_set = False
        self._theme = theme
        self._scale = scale()
        self.setAccessibleName(name)
        self._heading = prepare(self, theme)
        self._side = QTableView(self)
        self._side_heading = prepare(self._side, theme)
        self._painter = CellPainter(theme, self)
        for view, heading in ((self, self._heading), (self._side, self._side_heading)):
            view.setModel(model)
            view.setItemDelegate(self._painter)
            heading.sectionClicked.connect(self.sort_by)
            heading.customContextMenuRequested.connect(
                lambda at, of=heading: self._heading_menu(of, of.mapToGlobal(at))
            )
            view.customContextMenuRequested.connect(lambda at, of=view: self._row_menu(of, at))
            view.viewport().installEventFilter(self)
        self._side.setSelectionModel(self.selectionModel())
        self._arrange_side(name)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        theme.changed.connect(self._repaint)

    def _arrange_side(self, name: str) -> None:
        """Lay the frozen columns over the left edge and couple their scrolling."""
        side = self._side
        side.setObjectName("frozenColumns")
        side.setAccessibleName(say("{name}: first columns", name=name))
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in range(self._frozen, self._model.columnCount()):
            side.setColumnHidden(column, True)
        self._heading.sectionResized.connect(lambda *_: self._place_side())
        self._side_heading.sectionResized.connect(self._side_resized)
        self.verticalScrollBar().valueChanged.connect(side.verticalScrollBar().setValue)
        side.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)

    # Columns -----------------------------------------------------------------------------------------

    def show_columns(self, names: Iterable[str]) -> None:
        """Show the named columns besides the frozen ones, each as wide as its heading and figures need."""
        wanted = set(names)
        self._fitting = True
        for place, column in enumerate(self._model.columns):
            if place >= self._frozen:
                self.setColumnHidden(place, column.name not in wanted)
            width = fitting_width(column, self._theme)
            self.setColumnWidth(place, width)
            if place < self._frozen:
                self._side.setColumnWidth(place, width)
        self._fitting = False
        self._fit_title()
        self._place_side()

    def set_width(self, place: int, width: int) -> None:
        """Set the width of a column in both parts of the table."""
        self._fitting = True
        for view in (self, self._side):
            view.setColumnWidth(place, width)
        self._fitting = False
        self._place_side()

    def shown_columns(self) -> list[str]:
        """Return the names of the shown columns that can be hidden."""
        places = range(self._frozen, self._model.columnCount())
        return [self._model.columns[place].name for place in places if not self.isColumnHidden(place)]

    def hideable_columns(self) -> list[Column]:
        """Return the columns that can be shown or hidden."""
        return list(self._model.columns[self._frozen :])

    def visible_columns(self) -> list[Column]:
        """Return the columns shown, the frozen ones too."""
        return [c for place, c in enumerate(self._model.columns) if not self.isColumnHidden(place)]

    def show_column(self, name: str, on: bool) -> None:
        """Show or hide a column."""
        self.setColumnHidden(self._model.column_of(name), not on)
        self._place_side()

    def column_at(self, place: int) -> tuple[str, str]:
        """Return the table and the name of a column in the dictionary of columns."""
        column = self._model.columns[place]
        return column.table, column.name

    # Sorting -----------------------------------------------------------------------------------------

    def sort_by(self, column: int, descending: bool | None = None) -> None:
        """Sort by a column, then as before; a second time turns the direction. Figures start highest."""
        if descending is None:
            at, was_descending = self._model.sorted_by
            descending = not was_descending if at == column else self._model.columns[column].type == "number"
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._model.sort(column, order)
        for heading in (self._heading, self._side_heading):
            heading.setSortIndicatorShown(True)
            heading.setSortIndicator(column, order)
            heading.viewport().update()

    def sort_by_name(self, name: str) -> None:
        """Sort by a column."""
        self.sort_by(self._model.column_of(name))

    def _heading_menu(self, heading: Heading, at: QPoint) -> None:
        place = heading.logicalIndexAt(heading.mapFromGlobal(at))
        if place >= 0:
            heading_menu(self, place, hideable=place >= self._frozen).exec(at)

    # Rows --------------------------------------------------------------------------------------------

    def select(self, soc: str) -> None:
        """Make the row of an occupation current, if it is shown, without telling anybody."""
        row = self._row_to_select(soc)
        self._quiet = True
        try:
            if row < 0:
                self.clearSelection()
                self.setCurrentIndex(QModelIndex())
            elif row != self.currentIndex().row() or not self.selectionModel().isRowSelected(
                row, QModelIndex()
            ):
                index = self._model.index(row, max(self.currentIndex().column(), 0))
                flags = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        finally:
            self._quiet = False

    def _row_to_select(self, soc: str) -> int:
        """Return the row of an occupation, or -1: the current one where several are about it."""
        now = self.currentIndex().row()
        stays = bool(soc) and now >= 0 and self._model.key_at(now) == soc
        return now if stays else self._model.row_of(soc) if soc else -1

    def copy(self) -> None:
        """Copy the selected rows, visible columns only, with their headings."""
        content = self._model.content
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if content is None or not rows:
            return
        shown = self.visible_columns()
        QGuiApplication.clipboard().setMimeData(
            copied(content, [int(self._model.order[row]) for row in rows], shown)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on Ctrl+C; Home and End go to the first and last row."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.rowCount():
            row = 0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1
            self.selectRow(row)
        else:
            super().keyPressEvent(event)

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self._quiet and (key := self._model.key_at(current.row())):
            self.occupation_chosen.emit(key)

    def _row_menu(self, view: QTableView, at: QPoint) -> None:
        index = view.indexAt(at)
        if index.isValid():
            self.menu_wanted.emit(self._model.key_at(index.row()), view.viewport().mapToGlobal(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame to light up."""
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    # Geometry and hovering ---------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the frozen columns in place."""
        super().resizeEvent(event)
        self._fit_title()
        self._place_side()

    def scrollTo(self, index: QModelIndex, hint: VIEW.ScrollHint = VIEW.ScrollHint.EnsureVisible) -> None:
        """Bring a row into view, and not sideways: a row is chosen as a whole."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Light the row under the pointer in both parts of the table."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            view = self._side if watched is self._side.viewport() else self
            self._hover(view.indexAt(event.position().toPoint()).row())
        elif event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().eventFilter(watched, event)

    def _hover(self, row: int) -> None:
        if row != self._painter.hovered_row:
            self._painter.hovered_row = row
            self.viewport().update()
            self._side.viewport().update()

    def _fit_title(self) -> None:
        """Give the title a share of the room, until a person sets its width."""
        if not self._title_set:
            place = self._model.column_of(self.wide)
            least, most = map(px, TITLE_WIDTHS)
            width = min(most, max(least, int(self.viewport().width() * self._title_share)))
            self._fitting = True
            for view in (self, self._side):
                view.setColumnWidth(place, width)
            self._fitting = False

    def _side_resized(self, column: int, _before: int, width: int) -> None:
        if not self._fitting:
            self._title_set = self._title_set or column == self._model.column_of(self.wide)
            self.setColumnWidth(column, width)

    def _grow(self, times: float) -> None:
        """Make the columns wider or narrower with their text."""
        self._scale = scale()
        for place in range(self._model.columnCount()):
            if not self.isColumnHidden(place):
                self.set_width(place, round(self.columnWidth(place) * times))
        self._fit_title()
        self._place_side()

    def _place_side(self) -> None:
        width = sum(self.columnWidth(column) for column in range(self._frozen))
        height = self.viewport().height() + self._heading.height()
        self._side.setGeometry(self.frameWidth(), self.frameWidth(), width, height)
        self._side.raise_()

    def _repaint(self) -> None:
        if self._scale != scale():
            self._grow(scale() / self._scale)
        for heading in (self._heading, self._side_heading):
            heading.viewport().update()
        self._hover(-1)
        self.viewport().update()
        self._side.viewport().update()
