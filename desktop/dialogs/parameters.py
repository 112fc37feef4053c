"""Every parameter of the plan, by group; each number that is entered is one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from data.dictionaries import parameters
from data.language import say
from desktop.controls.labels import label
from desktop.controls.parameter_line import ParameterLine
from desktop.look.sizes import keep
from desktop.look.theme import Theme


class ParametersDialog(QDialog):
    """The parameters, grouped, with their bounds and meaning in the tooltips; stays open beside the window.

    Signals
    -------
    changed : str, float
        A parameter and the value that was entered.
    reset_all : ()
        All parameters are wanted as shipped.
    """

    changed = Signal(str, float)
    reset_all = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Parameters"))
        keep(self, "setMinimumSize", 640, 420)
        keep(self, "resize", 720, 680)
        self.lines = {name: ParameterLine(one, theme) for name, one in parameters().items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        said = say(
            "Every number entered takes effect at once and can be undone. Rest the pointer on a "
            "name for its meaning."
        )
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addWidget(self._scroll(), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAccessibleName(say("Close the parameters"))
        reset = QPushButton(say("Reset all to the shipped values"))
        reset.setProperty("role", "link")
        reset.setAccessibleName(say("Reset all parameters to the shipped values"))
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self.reset_all)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        for line in self.lines.values():
            line.when_entered(self.changed.emit)
            line.reset.clicked.connect(
                partial(self.changed.emit, line.parameter.name, line.parameter.default)
            )

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the values of the plan in force."""
        for name, line in self.lines.items():
            line.show_value(values[name])

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(2, 2)
        row, group = 0, ""
        for line in self.lines.values():
            if line.parameter.group != group:
                group = line.parameter.group
                heading = label(say(group), "section")
                heading.setContentsMargins(0, 12 if row else 0, 0, 4)
                grid.addWidget(heading, row, 0, 1, 4)
                row += 1
            for words in (line.name, line.unit):
                words.setWordWrap(True)
            for place, widget in enumerate((line.name, line.entry, line.unit, line.reset)):
                grid.addWidget(widget, row, place)
            row += 1
        grid.setRowStretch(row, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(say("List of parameters"))
        scroll.setWidget(inside)
        return scroll
