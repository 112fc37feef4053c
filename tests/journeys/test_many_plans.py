"""A long day: plan after plan is opened in one window, and nothing of those put away is kept."""

from __future__ import annotations

import datetime
import gc
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPropertyAnimation, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import MainWindow
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.planfile import save_plan

PATIENCE_MS = 20_000
DAY = datetime.date(2025, 6, 30)
WARM, OPENINGS = 4, 12
VISITS = (("25980", "priorities"), ("13820", "paths"))
"""Regions of the two plans, and the page that each is looked at on."""


def counts(window: MainWindow) -> tuple[int, int, int]:
    """Return how many results, widgets and other parts of the window there are."""
    gc.collect()
    results = sum(type(one) is Results for one in gc.get_objects())
    return results, len(QApplication.allWidgets()), len(window.findChildren(QObject))


def test_plans_put_away_leave_nothing(window: MainWindow, qtbot: QtBot, pack: Any, tmp_path: Path) -> None:
    def settled() -> bool:
        results = window.session.results
        if results is None or window.session.busy or results.plan != window.session.plan:
            return False
        page = window.answers.page
        return window.answers.spans.are_shown if page is None else window.answers.is_answered(page)

    def open_and_look(path: Path, page: str) -> None:
        window.plans.open(path)
        window.views.go(page)

    visits = []
    for region, page in VISITS:
        path = tmp_path / f"{region}.headway"
        save_plan(plan_for(pack, region, DAY), path)
        visits.append((path, page))
    window.plans.open(visits[0][0])
    qtbot.waitUntil(lambda: window.session.results is not None, timeout=PATIENCE_MS)
    window.views.go("priorities")
    at_first = None
    for opened in range(1, OPENINGS + 1):
        # From within the event loop, as a click does it: only there are widgets given up at once.
        path, page = visits[opened % 2]
        QTimer.singleShot(0, window, lambda path=path, page=page: open_and_look(path, page))
        qtbot.waitUntil(lambda path=path: window.plans.file == path, timeout=PATIENCE_MS)
        qtbot.waitUntil(settled, timeout=PATIENCE_MS)
        # Qt fades the button that empties the search: a part of the window for a moment.
        qtbot.waitUntil(lambda: not window.findChildren(QPropertyAnimation), timeout=PATIENCE_MS)
        if opened in (WARM, OPENINGS):
            # An answer that is worked out ahead keeps the results it is of until it is there.
            qtbot.waitUntil(lambda: window.answers.ahead.done, timeout=PATIENCE_MS)
        if opened == WARM:
            at_first = counts(window)
    assert counts(window) == at_first
