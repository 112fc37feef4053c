"""Toggles for the six classes, each a letter on its colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from data.language import say
from desktop.look.palette import CLASS_ORDER
from desktop.look.sizes import keep, px
from desktop.look.theme import SMALL, Theme
from desktop.tables.cells import CLASS_LETTER


class ClassChip(QAbstractButton):
    """A toggle with the letter of a class; filled while the class shows, an outline while it is hidden."""

    def __init__(self, class_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.class_name = class_name
        self._theme = theme
        self.shows = True
        self.setCheckable(True)
        keep(self, "setFixedSize", 34, 26)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Show {name}", name=say(class_name)))
        self.setToolTip(say(class_name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return QSize(px(34), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            on = self.shows
            strong = self._theme.strong(self.class_name)
            box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            painter.setBrush(self._theme.fill(self.class_name) if on else self._theme.colour("ground"))
            painter.setPen(QPen(strong if on else self._theme.colour("edge"), 1.5 if on else 1.0))
            painter.drawRoundedRect(box, 5, 5)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._theme.colour("accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.setPen(strong if on else self._theme.colour("secondary"))
            painter.setFont(self._theme.font(SMALL + 1, strong=on))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, CLASS_LETTER[self.class_name])


class ClassChips(QWidget):
    """The row of six; with none on, every class shows.

    Signals
    -------
    changed : set of str
        The classes to show; all of them when none is on.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = {name: ClassChip(name, theme) for name in CLASS_ORDER}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for chip in self.chips.values():
            row.addWidget(chip)
            chip.toggled.connect(lambda _: self._tell())

    def wanted(self) -> frozenset[str]:
        """Return the classes to show."""
        on = frozenset(name for name, chip in self.chips.items() if chip.isChecked())
        return on or frozenset(CLASS_ORDER)

    def only(self, class_name: str) -> None:
        """Turn one class on and the others off; or all off if it alone is on."""
        alone = self.wanted() == {class_name}
        for name, chip in self.chips.items():
            blocked = chip.blockSignals(True)
            chip.setChecked(name == class_name and not alone)
            chip.blockSignals(blocked)
        self._tell()

    def _tell(self) -> None:
        wanted = self.wanted()
        for name, chip in self.chips.items():
            chip.shows = name in wanted
            chip.update()
        self.changed.emit(wanted)
