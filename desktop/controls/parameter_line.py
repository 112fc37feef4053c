"""One parameter as people change it: its name, its box or switch, its unit, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QToolButton, QWidget

from data.dictionaries import Parameter, parameters
from data.language import say
from desktop.controls.labels import label
from desktop.controls.number_box import NumberBox
from desktop.look.drawing import icon
from desktop.look.numbers import whole
from desktop.look.sizes import keep
from desktop.look.theme import Theme


class ParameterLine:
    """The widgets of one parameter: label, number box or switch, unit, and back to the shipped value."""

    def __init__(self, parameter: Parameter, theme: Theme) -> None:
        self.parameter = parameter
        self.name = QLabel(say(parameter.label))
        self.unit = label("" if parameter.type == "switch" else say(parameter.unit), "quiet")
        self.reset = QToolButton()
        self.reset.setProperty("role", "plain")
        self.reset.setIcon(icon("reset", theme.colour("secondary"), 14))
        self.reset.setAccessibleName(
            say("Reset {name} to {value}", name=say(parameter.label), value=whole(parameter.default))
        )
        self.reset.setToolTip(say("Back to {value}", value=whole(parameter.default)))
        self.entry: QCheckBox | NumberBox = self._switch() if parameter.type == "switch" else self._box()
        self.entry.setAccessibleName(say(parameter.label))
        for widget in (self.name, self.entry, self.unit):
            widget.setToolTip(explained(parameter))
        self.name.setBuddy(self.entry)

    def _switch(self) -> QCheckBox:
        return QCheckBox(say("on"))

    def _box(self) -> NumberBox:
        wide = self.parameter.maximum > 1000
        decimals = 0 if self.parameter.type == "integer" or wide else 3
        box = NumberBox(self.parameter.minimum, self.parameter.maximum, decimals)
        box.setSingleStep(1000 if wide else 1 if self.parameter.maximum > 10 else 0.05)
        keep(box, "setFixedWidth", 104)
        return box

    @property
    def value(self) -> float:
        """The value entered."""
        return float(self.entry.isChecked()) if isinstance(self.entry, QCheckBox) else self.entry.value()

    def when_entered(self, tell: Callable[[str, float], None]) -> None:
        """Have a function told the parameter and every value that a person enters."""
        name = self.parameter.name
        if isinstance(self.entry, QCheckBox):
            self.entry.toggled.connect(lambda on: tell(name, float(on)))
        else:
            self.entry.valueChanged.connect(lambda value: tell(name, float(value)))

    def show_value(self, value: float) -> None:
        """Show a value without telling anybody."""
        blocked = self.entry.blockSignals(True)
        if isinstance(self.entry, QCheckBox):
            self.entry.setChecked(bool(value))
            self.entry.setText(say("on") if value else say("off"))
        else:
            self.entry.setValue(value)
        self.entry.blockSignals(blocked)
        self.reset.setVisible(value != self.parameter.default)


class ParameterRow(QWidget):
    """The few parameters that a page hangs on, in one row.

    Signals
    -------
    changed : str, float
        A parameter and the value that was entered.
    """

    changed = Signal(str, float)

    def __init__(self, names: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = {name: ParameterLine(parameters()[name], theme) for name in names}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for line in self.lines.values():
            for widget in (line.name, line.entry):
                row.addWidget(widget)
            line.when_entered(self.changed.emit)

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the values of the plan in force."""
        for name, line in self.lines.items():
            line.show_value(values[name])


def explained(parameter: Parameter) -> str:
    """Return what a parameter means, its bounds and its source."""
    least, most, shipped = map(whole, (parameter.minimum, parameter.maximum, parameter.default))
    bounds = say("From {least} to {most}, shipped as {shipped}.", least=least, most=most, shipped=shipped)
    return f"{say(parameter.meaning)}\n{bounds}\n{say('Source: {source}.', source=say(parameter.source))}"
