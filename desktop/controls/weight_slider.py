"""A weight: a slider and a number box that say one number, first as a try, then as a decision."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from data.dictionaries import Parameter
from data.language import say
from desktop.controls.number_box import NumberBox
from desktop.look.sizes import keep

REST_MS = 450
"""After so long without a further key or wheel step, the number counts as decided."""
HANDLE = 18
"""Height [pixels at the usual text size] that a slider needs for its handle: Qt reckons with its groove."""


class WeightSlider(QWidget):
    """One priority weight.

    Signals
    -------
    tried : str, float
        The parameter and the value it has while the slider moves.
    decided : str, float
        The value at the end of the movement: one for each drag, key run or number typed.
    pointed : str
        The pointer or the keyboard came to this weight; blank when it left.
    """

    tried = Signal(str, float)
    decided = Signal(str, float)
    pointed = Signal(str)

    def __init__(self, parameter: Parameter, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parameter = parameter
        self._decided = parameter.default
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._decide)
        bounds = say(
            "From {least} to {most} {unit}.",
            least=f"{parameter.minimum:g}",
            most=f"{parameter.maximum:g}",
            unit=say(parameter.unit),
        )
        tip = f"{say(parameter.meaning)}\n{bounds}"
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(int(parameter.minimum), int(parameter.maximum))
        self.slider.setAccessibleName(say("{name}, slider", name=say(parameter.label)))
        self.slider.setPageStep(5)
        keep(self.slider, "setMinimumHeight", HANDLE)
        self.box = NumberBox(parameter.minimum, parameter.maximum, decimals=1)
        keep(self.box, "setFixedWidth", 56)
        self.box.setAccessibleName(say("{name}, number", name=say(parameter.label)))
        self._name = QLabel(name)
        self._name.setWordWrap(True)
        self._share = QLabel()
        self._share.setProperty("voice", "small")
        self._lay_out(tip)
        self.show_value(parameter.default)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._decide)
        self.box.valueChanged.connect(self._typed)
        self.box.editingFinished.connect(self._decide)

    def _lay_out(self, tip: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._name, 0, 0)
        grid.addWidget(self._share, 0, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.slider, 1, 0)
        grid.addWidget(self.box, 1, 1)
        grid.setColumnStretch(0, 1)
        for widget in (self, self._name, self.slider, self.box):
            widget.setToolTip(tip)

    @property
    def value(self) -> float:
        """The value shown now."""
        return self.box.value()

    def show_value(self, value: float) -> None:
        """Show a value that was decided elsewhere."""
        self._rest.stop()
        self._decided = value
        self._show(value)

    def show_share(self, share_percent: float) -> None:
        """Show what the weight comes to when all weights are scaled to 100."""
        self._share.setText(f"{share_percent:.0f}\N{NARROW NO-BREAK SPACE}%")

    def enterEvent(self, event: QEnterEvent) -> None:
        """Point at this criterion in the picture."""
        self.pointed.emit(self.parameter.name)

    def leaveEvent(self, event: object) -> None:
        """Point no more."""
        self.pointed.emit("")

    def _show(self, value: float) -> None:
        for widget in (self.slider, self.box):
            widget.blockSignals(True)
        self.slider.setValue(round(value))
        self.box.setValue(value)
        for widget in (self.slider, self.box):
            widget.blockSignals(False)

    def _slid(self, value: int) -> None:
        self._try(float(value))
        if not self.slider.isSliderDown():
            self._rest.start()

    def _typed(self, value: float) -> None:
        self._try(value)
        self._rest.start()

    def _try(self, value: float) -> None:
        self._show(value)
        self.tried.emit(self.parameter.name, value)

    def _decide(self) -> None:
        self._rest.stop()
        if self.value != self._decided:
            self._decided = self.value
            self.decided.emit(self.parameter.name, self.value)
