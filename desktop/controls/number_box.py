"""A box for a number, written without trailing zeros."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from desktop.look.numbers import MINUS, whole


class NumberBox(QDoubleSpinBox):
    """Takes a number within bounds; the arrow keys step, Enter or leaving the box decides."""

    def __init__(self, minimum: float, maximum: float, decimals: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(minimum, maximum)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        """Return the number as people write it."""
        return whole(round(value, self.decimals()))

    def valueFromText(self, text: str) -> float:
        """Return the number of a text, with or without separators."""
        plain = text.replace(",", "").replace(MINUS, "-").strip()
        try:
            return float(plain)
        except ValueError:
            return self.value()

    def validate(self, text: str, pos: int) -> object:
        """Let separators and the minus sign of print pass; everything else as usual."""
        plain = text.replace(",", "").replace(MINUS, "-")
        state = super().validate(plain, min(pos, len(plain)))[0]  # type: ignore[index]
        return state, text, pos
