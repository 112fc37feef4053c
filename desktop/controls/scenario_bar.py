"""Which demand scenario is in force, and the way to scenarios of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from data.language import say
from workbook.scenarios import all_scenarios

if TYPE_CHECKING:
    from workbook.plan import Plan


class ScenarioBar(QWidget):
    """A choice of scenarios and a button to edit the chosen one.

    Signals
    -------
    chosen : str
        Another scenario is wanted.
    edit_wanted : ()
        The scenario in force is to be edited, or copied under another name.
    """

    chosen = Signal(str)
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox()
        self.choice.setAccessibleName(say("Scenario in force"))
        self.choice.setToolTip(say("Openings, competition and ranks everywhere follow this scenario"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.edit = QPushButton(say("Edit…"))
        self.edit.setAccessibleName(say("Edit or copy the scenario"))
        self.edit.setToolTip(say("Change its multipliers, or keep them as a scenario of your own"))
        name = QLabel(say("Scenario"))
        name.setBuddy(self.choice)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (name, self.choice, self.edit):
            row.addWidget(widget)
        self.choice.activated.connect(lambda place: self.chosen.emit(self.choice.itemData(place)))
        self.edit.clicked.connect(self.edit_wanted)

    def show_plan(self, plan: Plan) -> None:
        """Offer the scenarios of a plan and mark the one in force."""
        self.choice.clear()
        for one in all_scenarios(plan.scenarios):
            self.choice.addItem(say(one.title), one.name)
        self.choice.setCurrentIndex(self.choice.findData(plan.scenario))
