"""The pages are made one a turn of the event loop, while a person still chooses or the model works."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.garbage import settle
from desktop.late_parts import first_parts
from desktop.turns import LaterTurn

if TYPE_CHECKING:
    from desktop.charts.canvas import Canvas
    from desktop.pages.matrix import MatrixPage
    from desktop.pages.priorities import PrioritiesPage
    from desktop.window import MainWindow


MODULES = (
    *(
        f"desktop.tables.{name}"
        for name in ("content", "cells", "frame_model", "text_table", "columns_button")
    ),
    *(
        f"desktop.charts.{name}"
        for name in ("canvas", "scales", "answer_picture", "class_overview", "scatter")
    ),
    *(f"desktop.charts.{name}" for name in ("budget", "flow", "heat", "months", "firmness", "sector_bars")),
    *(f"desktop.charts.{name}" for name in ("beside", "hiring", "priority_bars", "county_map", "wage_span")),
    *(
        "desktop.pages.answer_table",
        "desktop.pages.answer",
        "desktop.pages.matrix",
        "desktop.pages.priorities",
    ),
    *("desktop.pages.source_card", "desktop.pages.findings_by_rule", "desktop.pages.sources"),
    *("desktop.panels.facts", "desktop.panels.trace", "desktop.panels.occupation", "desktop.answers"),
)
"""Modules of the pages, the smallest first: each takes a turn of a few milliseconds."""


class Opening(QObject):
    """Makes the parts of a window that show results: they need numpy, which the first frame does not.

    All at once would hold the window up for a quarter of a second, so each has turns of its own.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._steps = [
            *(partial(importlib.import_module, name) for name in MODULES),
            *first_parts(window),
            self._matrix,
            self._priorities,
            self._sources,
            self._panel,
            self._answers,
            self._rest,
        ]
        self._bare: QWidget | None = None
        self._next = LaterTurn(self, self._go_on)

    def begin(self) -> None:
        """Make the parts, from the next turn on; to be called once their modules are loaded."""
        if self._steps:
            self._next.start()

    def finish(self) -> None:
        """Make what is still to be made, now: there are results to show."""
        self._next.stop()
        while self._steps:
            self._step()

    def close(self) -> None:
        """Make nothing more."""
        self._next.stop()

    def _go_on(self) -> None:
        self._step()
        self.begin()

    def _step(self) -> None:
        """Make the next part, or give the one just made the look that its first showing would give it."""
        if self._bare is None:
            self._steps.pop(0)()
            return
        bare, self._bare = self._bare, None
        for one in (bare, *bare.findChildren(QWidget)):
            one.ensurePolished()

    def _matrix(self) -> None:
        from desktop.pages.matrix import MatrixPage

        self._window.matrix = MatrixPage(self._window.theme)
        self._add_page(self._window.matrix)
        self._serve(self._window.matrix)
        self._serve_picture(self._window.matrix.canvas)

    def _priorities(self) -> None:
        from desktop.pages.priorities import PrioritiesPage

        window = self._window
        window.priorities = PrioritiesPage(window.theme)
        self._add_page(window.priorities)
        self._serve(window.priorities)
        for picture in (window.priorities.bars, window.priorities.dots):
            self._serve_picture(picture)
        window.priorities.weight_tried.connect(window.commands.try_parameter)
        window.priorities.weight_decided.connect(window.commands.set_parameter)
        window.priorities.weights_reset.connect(window.commands.reset_weights)

    def _sources(self) -> None:
        from desktop.pages.sources import SourcesPage

        self._window.sources = SourcesPage(self._window.theme)
        self._add_page(self._window.sources)

    def _panel(self) -> None:
        from desktop.panels.occupation import OccupationPanel

        window = self._window
        window.panel = OccupationPanel(window.theme)
        window.panel.hide()
        window.middle.addWidget(window.panel)
        self._bare = window.panel
        window.panel.override_wanted.connect(window.commands.override)
        window.panel.clear_wanted.connect(window.commands.clear_override)
        window.panel.page_wanted.connect(window.exports.ask_page)
        window.panel.closed.connect(window.views.toggle_panel)

    def _answers(self) -> None:
        from desktop.answers import Answers

        self._window.answers = Answers(self._window)

    def _rest(self) -> None:
        window = self._window
        window.order_focus(window.priorities.table)
        window.pages_open = True
        window.desk.connect_page()
        window.counties.connect_page()
        window.views.restore()
        settle("pages")
        if window.session.plan is not None:
            window.priorities.show_parameters(window.session.plan.parameters)

    def _serve(self, page: MatrixPage | PrioritiesPage) -> None:
        window = self._window
        page.occupation_chosen.connect(window.session.select)
        page.menu_wanted.connect(window.commands.row_menu)
        page.table.meaning_wanted.connect(window.help.explain)
        window.top_bar.search.textChanged.connect(page.search)
        page.picture.folded.connect(window.views.toggle_picture)

    def _serve_picture(self, picture: Canvas) -> None:
        self._window.pictures.serve(picture)
        picture.table_wanted.connect(self._window.views.to_table)

    def _add_page(self, page: QWidget) -> None:
        self._window.stack.addWidget(page)
        self._bare = page
