"""What the open plan is compared with, turned round, and whether alike occupations show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from data.language import say


class CompareBar(QWidget):
    """A button with what can be compared, the choice made, swapping, and the filter.

    Signals
    -------
    swap_wanted : ()
        The sides are to change places.
    filter_changed : str
        Which occupations are wanted, as for `workbook.model.compared.Comparison.rows`.
    """

    swap_wanted = Signal()
    filter_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose = QPushButton(say("Compare with ▾"))
        self.choose.setAccessibleName(say("Compare the open plan with"))
        self.choose.setToolTip(say("A region, a scenario, a month kept or another plan (Ctrl+Alt+C)"))
        self.menu = QMenu(self)
        self.choose.setMenu(self.menu)
        self.swap = QPushButton(say("Swap sides"))
        self.swap.setAccessibleName(say("Swap the sides"))
        self.swap.setToolTip(say("Left becomes right; every difference changes its sign"))
        self.differing = QComboBox()
        self.differing.setAccessibleName(say("Occupations shown"))
        self.differing.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for which, text in (
            ("every", say("All occupations")),
            ("anything", say("Only what differs")),
            ("another_place", say("Class or rank differs")),
        ):
            self.differing.addItem(text, which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.choose, self.swap, self.differing):
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(widget)
        self.swap.clicked.connect(self.swap_wanted)
        self.differing.currentIndexChanged.connect(
            lambda place: self.filter_changed.emit(self.differing.itemData(place))
        )
        self.show_chosen(chosen=False)

    def show_chosen(self, *, chosen: bool) -> None:
        """Offer swapping and the filter once there is another side."""
        self.swap.setEnabled(chosen)
        self.differing.setEnabled(chosen)
