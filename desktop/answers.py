"""The pages that answer questions: made when first needed, and worked out beside the window when in view."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.answers_ahead import AnswersAhead, in_child
from desktop.background import Background
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.beside import BesidePicture
from desktop.charts.budget import BudgetPicture
from desktop.charts.firmness import FirmnessPicture
from desktop.charts.flow import FlowPicture
from desktop.charts.heat import HeatPicture
from desktop.charts.hiring import HiringBars
from desktop.charts.months import MonthsPicture
from desktop.charts.parity import ParityPicture
from desktop.charts.sector_bars import SectorPicture
from desktop.compare_commands import CompareCommands
from desktop.controls.parameter_line import ParameterRow
from desktop.employer_commands import EmployerCommands
from desktop.found import Found
from desktop.look.theme import Theme
from desktop.month_commands import MonthCommands
from desktop.pages.answer import AnswerPage
from desktop.rank_spans import RankSpans
from desktop.scenario_commands import ScenarioCommands
from desktop.turns import LaterTurn
from workbook.model.questions import QUESTIONS

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.model.questions import Question
    from workbook.model.results import Results
    from workbook.plan import Plan

PARAMETERS = {"allocation": ("budget_usd", "allocate_by_wages")}
"""Parameters that stand on a page beside its tables."""
PICTURES: dict[str, Callable[[Theme], AnswerPicture[Any]]] = {
    "paths": FlowPicture,
    "scenarios": FirmnessPicture,
    "allocation": BudgetPicture,
    "gaps": HeatPicture,
    "changes": MonthsPicture,
    "parity": ParityPicture,
    "sectors": SectorPicture,
    "employers": HiringBars,
    "compare": BesidePicture,
}
"""The picture of a page."""


class Answers(QObject):
    """Keeps the page in view at the results in force; answers to earlier results are dropped.

    A page is made when it is first shown, or in a turn of the event loop of its own: to make them all at once
    would hold the window up.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._answered: dict[str, Results] = {}
        self.scenarios = ScenarioCommands(window)
        self.rows = {name: ParameterRow(names, window.theme) for name, names in PARAMETERS.items()}
        self.months = MonthCommands(window)
        self.spans = RankSpans(window)
        self.employers = EmployerCommands(window)
        self.compare = CompareCommands(window)
        self._stale: set[str] = set()
        self.ahead = AnswersAhead(window, self._has)
        self.ahead.came.connect(self.refresh)
        self._at_hand = LaterTurn(self, self._show_at_hand)
        bars = {
            "scenarios": self.scenarios.bar,
            "changes": self.months.bar,
            "employers": self.employers.bar,
            "compare": self.compare.bar,
        }
        self._controls: dict[str, QWidget] = {**bars, **self.rows}
        questions = (*QUESTIONS, self.employers.question, self.compare.question)
        self.questions = {one.name: one for one in questions}
        self.made: dict[str, AnswerPage] = {}
        self._next = LaterTurn(self, self._make_next)
        self._next.start()
        self.employers.changed.connect(self.again)
        self.compare.changed.connect(self.again)
        for row in self.rows.values():
            row.changed.connect(window.commands.set_parameter)
        window.session.plan_changed.connect(self.show_plan)
        self.show_plan(window.session.plan)

    @property
    def pages(self) -> dict[str, AnswerPage]:
        """Every page by its name; those that were not made yet are."""
        return {name: self.page_of(name) for name in self.questions}

    def page_of(self, name: str) -> AnswerPage:
        """Return a page, made now if it was not yet.

        Raises
        ------
        KeyError
            When no question has that name.
        """
        if name not in self.made:
            self.made[name] = self._make(self.questions[name])
        return self.made[name]

    def _make_next(self) -> None:
        name = next((name for name in self.questions if name not in self.made), None)
        if name is not None:
            self.page_of(name)
            self._next.start()

    def _make(self, question: Question) -> AnswerPage:
        """Make a page as if it had been there from the beginning."""
        window, name = self._window, question.name
        picture = PICTURES[name](window.theme) if name in PICTURES else None
        page = AnswerPage(question, window.theme, self._controls.get(name), picture)
        if page.canvas is not None and page.picture is not None:
            window.pictures.serve(page.canvas)
            page.picture.folded.connect(window.views.toggle_picture)
            page.picture.fold(window.preferences.get("picture", "auto") == "folded")
        if isinstance(page.canvas, BudgetPicture):
            page.canvas.budget_decided.connect(partial(window.commands.set_parameter, "budget_usd"))
        if question is self.employers.question:
            self.employers.serve(page)
        window.stack.addWidget(page)
        window.order_focus(page.choice)
        page.occupation_chosen.connect(window.session.select)
        page.menu_wanted.connect(window.commands.row_menu)
        page.meaning_wanted.connect(window.help.explain)
        window.top_bar.search.textChanged.connect(page.search)
        page.search(window.top_bar.search.text())
        page.select(window.session.selection)
        return page

    def show_plan(self, plan: Plan | None) -> None:
        """Show on the controls what the plan in force says."""
        self.scenarios.show_plan(plan)
        self.months.show_plan(plan)
        for row in self.rows.values():
            if plan is not None:
                row.show_values(plan.parameters)

    @property
    def page(self) -> AnswerPage | None:
        """The page in view, if it is one of these."""
        shown = self._window.stack.currentWidget()
        return shown if isinstance(shown, AnswerPage) else None

    def is_answered(self, page: AnswerPage) -> bool:
        """Return whether a page shows the answer to the results in force."""
        return self._has(page.question.name)

    def _has(self, name: str) -> bool:
        results = self._window.session.results
        return results is not None and self._answered.get(name) is results

    def select(self, soc: str) -> None:
        """Mark an occupation chosen elsewhere."""
        for page in self.made.values():
            page.select(soc)

    def refresh(self) -> None:
        """Work the page in view out, unless it shows the results in force or another is under way."""
        self.spans.refresh()
        page, results = self.page, self._window.session.results
        if results is None or self._background.busy:
            return
        if page is None or self.is_answered(page):
            self.ahead.rest()
            return
        name = page.question.name
        self._stale.discard(name)
        if self.ahead.has(name, results):
            self._at_hand.start()
            return
        page.show_waiting()
        if self.ahead.is_on(name, results):
            return
        self._background.run(
            partial(in_child, page.question, results),
            partial(self._arrived, page, results),
            partial(self._stopped, page, results),
        )

    def _show_at_hand(self) -> None:
        """Show the answer that was worked out ahead, in a turn after the one that turned to its page."""
        page, results = self.page, self._window.session.results
        if page is None or results is None:
            return
        found = self.ahead.take(page.question.name, results)
        if found is None:
            self.refresh()
        else:
            self._arrived(page, results, found)

    def again(self, name: str) -> None:
        """Work a page out again, since something beside the results has changed."""
        self._answered.pop(name, None)
        self._stale.add(name)
        self.refresh()

    def close(self) -> None:
        """Wait for the answer under way and forget it."""
        self._next.stop()
        self._at_hand.stop()
        self.employers.close()
        self.compare.close()
        self._background.close()
        self.ahead.close()
        self.spans.close()

    def _arrived(self, page: AnswerPage, results: Results, found: Found) -> None:
        if page.question.name in self._stale:
            self.refresh()
            return
        self._answered[page.question.name] = results
        if results is self._window.session.results:
            page.show_answer(found.answer, found.tables)
            page.show_picture(found.picture)
            self._window.views.fit()
        self.refresh()

    def _stopped(self, page: AnswerPage, results: Results, error: BaseException) -> None:
        self._answered[page.question.name] = results
        page.show_trouble(say("{asked} It could not be worked out.", asked=page.question.asked))
        self._window.trouble(error, again=None)
