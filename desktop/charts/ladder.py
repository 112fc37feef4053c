"""The picture on the start page: the steps that people climb."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.canvas import SMALL, Canvas
from desktop.look.sizes import keep
from desktop.look.theme import Theme

STEPS = (
    ("Origin", say("where many people start")),
    ("Gateway", say("a good job that leads on")),
    ("Target", say("well paid, in demand, lasting")),
)


class Ladder(Canvas):
    """Three steps up, each in the colour of its class."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("From Origin through Gateway to Target"), parent)
        keep(self, "setMinimumSize", 330, 280)
        keep(self, "setMaximumSize", 460, 320)

    def in_words(self) -> str:
        """Return the steps in words."""
        return "; ".join(f"{say(name)}: {text}" for name, text in STEPS)

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint the steps."""
        box = self.area().adjusted(8, 8, -8, -8)
        width = box.width() / len(STEPS)
        for place, (name, text) in enumerate(STEPS):
            height = box.height() * (place + 1) / len(STEPS)
            step = QRectF(box.left() + place * width, box.bottom() - height, width - 4, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.fill(name))
            painter.drawRoundedRect(step, 6, 6)
            strong = self.theme.strong(name)
            painter.setBrush(strong)
            letter = QRectF(step.left() + 12, step.top() + 12, 22, 18)
            painter.drawRoundedRect(letter, 4, 4)
            painter.setFont(self.theme.own_font(SMALL, strong=True))
            painter.setPen(self.theme.fill(name))
            painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, name[0])
            title = QRectF(step.left() + 12, step.top() + 34, step.width() - 16, 20)
            self.write(painter, title, say(name), strong=True, ink=strong)
            painter.setFont(self.theme.own_font(SMALL))
            painter.setPen(strong)
            words = step.adjusted(12, 54, -8, -4)
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value, text)
