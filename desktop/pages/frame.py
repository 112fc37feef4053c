"""What the pages share: the headline, the picture that folds, the hairline around a table."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from data.language import say
from desktop.charts.canvas import Canvas
from desktop.controls.labels import ElidedLabel, label
from desktop.look.drawing import icon
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.tables.figure_table import FigureTable
from desktop.tables.text_table import TextTable

LEAST_TABLE = 172
"""Height [pixels at the usual text size] for the headings of a table and four rows."""


def headline() -> QLabel:
    """Return the label for the answer in one sentence."""
    made = label("", "heading", wrap=True)
    made.setObjectName("headline")
    made.setAccessibleName(say("The answer in one sentence"))
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made


def framed(table: FigureTable | TextTable) -> QFrame:
    """Return a hairline frame around a table; it lights up while the keyboard is in the table."""
    frame = QFrame()
    frame.setObjectName("figureFrame")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(table)
    keep(frame, "setMinimumHeight", LEAST_TABLE)

    def light(active: bool) -> None:
        frame.setProperty("active", "true" if active else "false")
        frame.style().unpolish(frame)
        frame.style().polish(frame)

    table.focus_changed.connect(light)
    return frame


class FoldablePicture(QFrame):
    """A picture that can be folded to its title, to give the table its room.

    Signals
    -------
    folded : ()
        A person wants to fold or unfold the picture.
    """

    folded = Signal()

    def __init__(self, picture: Canvas, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picture")
        self._picture = picture
        self._theme = theme
        self._title = ElidedLabel()
        self._title.setProperty("voice", "quiet")
        self._title.setContentsMargins(12, 0, 0, 0)
        self._title.hide()
        self._own_button: QToolButton | None = None
        self._button = QToolButton()
        self._button.setProperty("role", "plain")
        self._button.clicked.connect(self.folded)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(picture, 1)
        row.addWidget(self._title, 1)
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(4)
        self._buttons.addWidget(self._button)
        self._buttons.addStretch(1)
        row.addLayout(self._buttons)
        picture.changed.connect(lambda: self._show_title(picture))
        theme.changed.connect(self._redraw)
        self._redraw()

    def add_button(self, button: QToolButton) -> None:
        """Put a button below the one that folds; it shows while the picture does."""
        button.setProperty("role", "plain")
        self._buttons.insertWidget(1, button)
        self._own_button = button

    def turn_to(self, picture: Canvas) -> None:
        """Show another picture in place of this one."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        if picture is self._picture:
            return
        folded, before = self.is_folded, self._picture
        if row.indexOf(picture) < 0:
            row.insertWidget(0, picture, 1)
            picture.changed.connect(lambda: self._show_title(picture))
        self._picture = picture
        before.hide()
        picture.setHidden(folded)
        self._show_title(picture)

    def _show_title(self, picture: Canvas) -> None:
        if picture is self._picture:
            self._title.setText(picture.title)

    @property
    def is_folded(self) -> bool:
        """Whether only the title shows."""
        return self._picture.isHidden()

    def fold(self, folded: bool) -> None:
        """Show the title only, or the whole picture."""
        self._picture.setHidden(folded)
        self._title.setVisible(folded)
        if self._own_button is not None:
            self._own_button.setHidden(folded)
        tall = QSizePolicy.Policy.Fixed if folded else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)
        self._redraw()

    def _redraw(self) -> None:
        said = say("Show the picture") if self.is_folded else say("Fold the picture")
        self._button.setToolTip(f"{said} (Ctrl+T)")
        self._button.setAccessibleName(said)
        name = "unfold" if self.is_folded else "fold"
        self._button.setIcon(icon(name, self._theme.colour("secondary"), 16))
