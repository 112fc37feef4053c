"""Choosing, editing and keeping demand scenarios: each is one step of the plan that can be undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from data.language import say
from desktop.controls.scenario_bar import ScenarioBar
from workbook.scenarios import scenario_of

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.plan import Plan
    from workbook.scenarios import Scenario


class ScenarioCommands:
    """What the bar of scenarios asks for, done to the plan."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.bar = ScenarioBar()
        self.bar.chosen.connect(self.choose)
        self.bar.edit_wanted.connect(self.edit)

    def show_plan(self, plan: Plan | None) -> None:
        """Offer the scenarios of the plan in force."""
        if plan is not None:
            self.bar.show_plan(plan)

    def choose(self, name: str) -> None:
        """Put another scenario in force."""
        session = self._window.session
        if session.plan is not None:
            title = scenario_of(name, session.plan.scenarios).title
            session.change(say("Scenario {title}", title=say(title)), replace(session.plan, scenario=name))

    def edit(self) -> None:
        """Edit the scenario in force and put what comes of it in force."""
        from desktop.dialogs.scenario import ScenarioDialog, industry_titles

        session = self._window.session
        if session.plan is None or session.pack is None:
            return
        titles = industry_titles(session.pack)
        dialog = ScenarioDialog(session.plan.chosen_scenario, titles, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.keep(dialog.scenario())
        dialog.deleteLater()

    def keep(self, scenario: Scenario) -> None:
        """Keep a scenario with the plan and put it in force."""
        session = self._window.session
        if session.plan is not None:
            plan = replace(session.plan.with_scenario(scenario), scenario=scenario.name)
            session.change(say("Keep the scenario {title}", title=say(scenario.title)), plan)
