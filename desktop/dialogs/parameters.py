"""Every parameter of the plan, by group; each number that is entered is one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.dictionaries import Parameter, parameters
from desktop.controls.labels import label
from desktop.controls.number_box import NumberBox
from desktop.look.drawing import icon
from desktop.look.numbers import whole
from desktop.look.theme import Theme


class ParameterLine:
    """The widgets of one parameter: label, number box or switch, unit, and back to the shipped value."""

    def __init__(self, parameter: Parameter, theme: Theme) -> None:
        self.parameter = parameter
        self.name = QLabel(parameter.label)
        self.unit = label("" if parameter.type == "switch" else parameter.unit, "quiet")
        self.reset = QToolButton()
        self.reset.setProperty("role", "plain")
        self.reset.setIcon(icon("reset", theme.colour("secondary"), 14))
        self.reset.setAccessibleName(f"Reset {parameter.label} to {whole(parameter.default)}")
        self.reset.setToolTip(f"Back to {whole(parameter.default)}")
        self.entry: QCheckBox | NumberBox = self._switch() if parameter.type == "switch" else self._box()
        self.entry.setAccessibleName(parameter.label)
        for widget in (self.name, self.entry, self.unit):
            widget.setToolTip(explained(parameter))
        self.name.setBuddy(self.entry)

    def _switch(self) -> QCheckBox:
        return QCheckBox("on")

    def _box(self) -> NumberBox:
        wide = self.parameter.maximum > 1000
        decimals = 0 if self.parameter.type == "integer" or wide else 3
        box = NumberBox(self.parameter.minimum, self.parameter.maximum, decimals)
        box.setSingleStep(1000 if wide else 1 if self.parameter.maximum > 10 else 0.05)
        box.setFixedWidth(104)
        return box

    @property
    def value(self) -> float:
        """The value entered."""
        return float(self.entry.isChecked()) if isinstance(self.entry, QCheckBox) else self.entry.value()

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        blocked = self.entry.blockSignals(True)
        if isinstance(self.entry, QCheckBox):
            self.entry.setChecked(bool(value))
            self.entry.setText("on" if value else "off")
        else:
            self.entry.setValue(value)
        self.entry.blockSignals(blocked)
        self.reset.setVisible(value != self.parameter.default)


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
        self.setWindowTitle("Parameters")
        self.setMinimumSize(640, 420)
        self.resize(720, 680)
        self.lines = {name: ParameterLine(one, theme) for name, one in parameters().items()}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        said = (
            "Every number entered takes effect at once and can be undone. "
            "Rest the pointer on a name for its meaning."
        )
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addWidget(self._scroll(), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAccessibleName("Close the parameters")
        reset = QPushButton("Reset all to the shipped values")
        reset.setProperty("role", "link")
        reset.setAccessibleName("Reset all parameters to the shipped values")
        buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self.reset_all)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        for line in self.lines.values():
            self._connect(line)

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the values of the plan in force."""
        for name, line in self.lines.items():
            line.show_value(values[name])

    def _connect(self, line: ParameterLine) -> None:
        name = line.parameter.name
        if isinstance(line.entry, QCheckBox):
            line.entry.toggled.connect(lambda on: self.changed.emit(name, float(on)))
        else:
            line.entry.valueChanged.connect(lambda value: self.changed.emit(name, float(value)))
        line.reset.clicked.connect(lambda: self.changed.emit(name, line.parameter.default))

    def _scroll(self) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        row, group = 0, ""
        for line in self.lines.values():
            if line.parameter.group != group:
                group = line.parameter.group
                heading = label(group, "section")
                heading.setContentsMargins(0, 12 if row else 0, 0, 4)
                grid.addWidget(heading, row, 0, 1, 4)
                row += 1
            for place, widget in enumerate((line.name, line.entry, line.unit, line.reset)):
                grid.addWidget(widget, row, place)
            row += 1
        grid.setRowStretch(row, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("List of parameters")
        scroll.setWidget(inside)
        return scroll


def explained(parameter: Parameter) -> str:
    """Return what a parameter means, its bounds and its source."""
    least, most, shipped = map(whole, (parameter.minimum, parameter.maximum, parameter.default))
    bounds = f"From {least} to {most}, shipped as {shipped}."
    return f"{parameter.meaning}\n{bounds}\nSource: {parameter.source}."
