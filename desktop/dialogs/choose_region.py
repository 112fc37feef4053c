"""Which region the open plan is compared with: typed as in the top bar, Enter takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.controls.region_field import RegionField
from desktop.controls.suggestions import Suggestion
from desktop.look.sizes import keep
from desktop.look.theme import Theme


class ChooseRegionDialog(QDialog):
    """One field; an area chosen there is told and the dialog closes.

    Signals
    -------
    chosen : list of str
        Codes of the areas.
    """

    chosen = Signal(list)

    def __init__(
        self, find: Callable[[str], Sequence[Suggestion]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Compare with a region"))
        keep(self, "resize", 520, 150)
        self.region = RegionField(theme)
        self.region.set_finder(find)
        said = say("Its figures are worked out with the parameters, scenario and day of the open plan.")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.region)
        column.addWidget(label(said, "quiet", wrap=True))
        column.addStretch(1)
        column.addWidget(buttons)
        for button in buttons.buttons():
            button.setAutoDefault(False)
        self.region.areas_chosen.connect(self._take)
        self.region.start_typing()

    def _take(self, areas: list[str], _keeping: bool) -> None:
        self.accept()
        self.chosen.emit(areas)
