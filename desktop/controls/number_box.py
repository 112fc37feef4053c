"""A box for a number, written without trailing zeros."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from data.figures import typed
from desktop.look.numbers import whole


class NumberBox(QDoubleSpinBox):
    """Takes a number within bounds; the arrow keys step, Enter or leaving the box decides."""

    def __init__(self, minimum: float, maximum: float, decimals: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale.c())  # What Qt itself reads is what `typed` returns.
        self.setDecimals(decimals)
        self.setRange(minimum, maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        """Return the number as people write it."""
        return whole(round(value, self.decimals()))

    def valueFromText(self, text: str) -> float:
        """Return the number of a text, with or without separators."""
        try:
            return float(typed(text))
        except ValueError:
            return self.value()

    def validate(self, text: str, pos: int) -> object:
        """Let separators and the minus sign of print pass; everything else as usual."""
        plain = typed(text)
        state = super().validate(plain, min(pos, len(plain)))[0]  # type: ignore[index]
        return state, text, pos
