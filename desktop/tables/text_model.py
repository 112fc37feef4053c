"""A plain table of texts: rows of a file as they stand, with the cells that matter marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from data.language import say

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
MARKED = Qt.ItemDataRole.UserRole + 20
"""Whether a cell is the one that a finding is about, or a row the headings."""


class TextModel(QAbstractTableModel):
    """Rows of text under headings.

    ``marked`` are the columns, and ``marked_rows`` the rows, that are lit.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: tuple[str, ...] = ()
        self.rows: Sequence[Sequence[str]] = ()
        self.right: frozenset[int] = frozenset()
        self._marked: frozenset[int] = frozenset()
        self._marked_rows: frozenset[int] = frozenset()
        self._row_names: Sequence[str] = ()

    def show(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        marked: Collection[int] = (),
        marked_rows: Collection[int] = (),
        right: Collection[int] = (),
        row_names: Sequence[str] = (),
    ) -> None:
        """Show other rows; those shorter than the headings end in blanks."""
        self.beginResetModel()
        self.headings, self.rows = tuple(headings), rows
        self._marked, self._marked_rows = frozenset(marked), frozenset(marked_rows)
        self.right, self._row_names = frozenset(right), row_names
        self.endResetModel()

    def set_cell(self, row: int, column: int, text: str) -> None:
        """Change one cell of rows that are lists."""
        line = self.rows[row]
        assert isinstance(line, list)
        line[column] = text
        place = self.index(row, column)
        self.dataChanged.emit(place, place)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell: its text, its full text as the tooltip, and whether it is marked."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = index.row(), index.column()
        line = self.rows[row]
        text = line[column] if column < len(line) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split()) if "\n" in text else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = f"{self.headings[column]}: {text or say('blank')}"
            return say("{said} (this is the cell)", said=said) if self._is_marked(row, column) else said
        if role == MARKED:
            return self._is_marked(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column in self.right else Qt.AlignmentFlag.AlignLeft
            return (side | Qt.AlignmentFlag.AlignVCenter).value
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading, or the name of a row."""
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if orientation == Qt.Orientation.Horizontal:
            if shown and 0 <= section < len(self.headings):
                return self.headings[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section in self.right else Qt.AlignmentFlag.AlignLeft
                return (side | Qt.AlignmentFlag.AlignVCenter).value
            return None
        if shown and 0 <= section < len(self._row_names):
            return self._row_names[section]
        return None

    def _is_marked(self, row: int, column: int) -> bool:
        return column in self._marked or row in self._marked_rows
