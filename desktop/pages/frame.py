"""What the pages share: the headline, the picture that folds, the hairline around a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.controls.labels import label
from desktop.look.drawing import icon
from desktop.look.theme import Theme
from desktop.tables.figure_table import FigureTable


def headline() -> QLabel:
    """Return the label for the answer in one sentence."""
    made = label("", "heading", wrap=True)
    made.setObjectName("headline")
    made.setAccessibleName("The answer in one sentence")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def framed(table: FigureTable) -> QFrame:
    """Return a hairline frame around a table; it lights up while the keyboard is in the table."""
    frame = QFrame()
    frame.setObjectName("figureFrame")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(table)

    def light(active: bool) -> None:
        frame.setProperty("active", "true" if active else "false")
        frame.style().unpolish(frame)
        frame.style().polish(frame)

    table.focus_changed.connect(light)
    return frame


class FoldablePicture(QFrame):
    """A picture that can be folded away to give the table its room.

    Signals
    -------
    folded : bool
        The picture was folded or unfolded by a person.
    """

    folded = Signal(bool)

    def __init__(self, picture: QWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self._picture = picture
        self._theme = theme
        self._button = QToolButton(self)
        self._button.setProperty("role", "plain")
        self._button.setAccessibleName("Fold the picture")
        self._button.clicked.connect(lambda: self.folded.emit(True))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(picture, 1)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self._button.setToolTip("Fold the picture (Ctrl+T)")
        theme.changed.connect(self._redraw)
        self._redraw()

    def fold(self, folded: bool) -> None:
        """Hide the picture, or show it again."""
        self.setVisible(not folded)

    def _redraw(self) -> None:
        self._button.setIcon(icon("fold", self._theme.colour("secondary"), 16))
