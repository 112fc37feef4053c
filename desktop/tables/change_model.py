"""The changes of a board as a table: one a row, ticked when it is to be taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from data.language import say
from desktop.tables.text_model import MARKED

if TYPE_CHECKING:
    from workbook.reading.differences import Difference

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
HEADINGS = (
    say("Take"),
    say("What"),
    say("As exported"),
    say("The board’s"),
    say("The plan now"),
    say("Sheet and cell"),
    say("To know"),
)
TAKE, KNOW = 0, len(HEADINGS) - 1


def to_know(one: Difference) -> str:
    """Return what to know before taking a change: why it cannot be, a conflict, how it was read."""
    if one.finding is not None:
        return say("Cannot be taken: {what}", what=one.finding.what)
    said = [say("Conflict: the plan has moved on")] if one.conflict else []
    return "; ".join([*said, *one.remarks])


class ChangeModel(QAbstractTableModel):
    """The changes; the first column holds the ticks, which only changes that can be taken have.

    Signals
    -------
    ticked : ()
        Other changes are to be taken.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changes: Sequence[Difference] = ()
        self._wanted: set[str] = set()

    def show(self, changes: Sequence[Difference]) -> None:
        """Show changes; those without a conflict are ticked."""
        self.beginResetModel()
        self.changes = changes
        self._wanted = {one.id for one in changes if one.valid and not one.conflict}
        self.endResetModel()
        self.ticked.emit()

    def accepted(self) -> tuple[Difference, ...]:
        """Return the changes that are ticked."""
        return tuple(one for one in self.changes if one.id in self._wanted)

    def tick_all(self, wanted: bool) -> None:
        """Tick every change that can be taken, or none."""
        self._wanted = {one.id for one in self.changes if one.valid} if wanted else set()
        if self.changes:
            self.dataChanged.emit(self.index(0, TAKE), self.index(len(self.changes) - 1, KNOW))
        self.ticked.emit()

    def toggle(self, row: int) -> None:
        """Tick a change, or take its tick away."""
        if 0 <= row < len(self.changes) and self.changes[row].valid:
            self._wanted ^= {self.changes[row].id}
            self.dataChanged.emit(self.index(row, TAKE), self.index(row, KNOW))
            self.ticked.emit()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of changes."""
        return 0 if parent.isValid() else len(self.changes)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the ticks of changes that can be taken be changed."""
        flags = super().flags(index)
        if index.isValid() and index.column() == TAKE and self.changes[index.row()].valid:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a change, or take its tick away."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or index.column() != TAKE:
            return False
        one = self.changes[index.row()]
        if not one.valid:
            return False
        if (Qt.CheckState(value) == Qt.CheckState.Checked) != (one.id in self._wanted):
            self.toggle(index.row())
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell: its text, its tick, its words for those who hear it."""
        if not index.isValid() or index.row() >= len(self.changes):
            return None
        one, column = self.changes[index.row()], index.column()
        text = self._text(one, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(text.split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        if role == Qt.ItemDataRole.CheckStateRole and column == TAKE and one.valid:
            return Qt.CheckState.Checked if one.id in self._wanted else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(one) if column == TAKE else f"{HEADINGS[column]}: {text or say('blank')}"
        if role == MARKED:
            return column == KNOW and (not one.valid or one.conflict)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
        return None

    def _text(self, one: Difference, column: int) -> str:
        if column == TAKE:
            return ""
        return (one.what, one.exported, one.board, one.plan, one.place, to_know(one))[column - 1]

    def _words(self, one: Difference) -> str:
        taken = say("taken") if one.id in self._wanted else say("not taken")
        return say(
            "{what}: {exported} becomes {board}, {taken}",
            what=one.what,
            exported=one.exported,
            board=one.board,
            taken=taken if one.valid else say("cannot be taken"),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(HEADINGS):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return HEADINGS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
        return None
