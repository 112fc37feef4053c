"""By what the rows of a table are grouped."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from data.language import say


class GroupChoice(QComboBox):
    """No groups, or by class, or by family.

    Signals
    -------
    group_wanted : str
        The column that groups; blank for none.
    """

    group_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Groups of rows"))
        self.setToolTip(say("Put rows under heads that fold: Left and Right, or a click on the head"))
        self.addItem(say("No groups"), "")
        self.addItem(say("By class"), "class")
        self.addItem(say("By family"), "family")
        self.currentIndexChanged.connect(lambda place: self.group_wanted.emit(self.itemData(place)))

    def column(self) -> str:
        """Return the column that groups; blank for none."""
        return str(self.currentData())

    def choose(self, column: str) -> None:
        """Group by a column; by none where it cannot group."""
        self.setCurrentIndex(max(0, self.findData(column)))
