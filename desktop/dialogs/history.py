"""The history of the plan: every step in words; a click goes back to it, or forward again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QDialog, QUndoView, QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep


class HistoryDialog(QDialog):
    """Stands beside the window while one works."""

    def __init__(self, stack: QUndoStack, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("History of the plan"))
        keep(self, "resize", 420, 460)
        self.view = QUndoView(stack)
        self.view.setEmptyLabel(say("As the plan was opened"))
        self.view.setWordWrap(True)
        self.view.setResizeMode(QUndoView.ResizeMode.Adjust)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(say("Steps of the plan"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        said = say(
            "Each line is a step since the plan was opened. Choose one to see the plan as it was then."
        )
        column.addWidget(label(said, "quiet", wrap=True))
        column.addWidget(self.view, 1)
