"""Long work is dealt out to turns of the event loop: what is done at once, and what in a later turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QAbstractEventDispatcher
from pytestqt.qtbot import QtBot

from desktop.pages.answer import AnswerPage
from desktop.pages.answer_table import TableOfAnswer
from desktop.window import MainWindow
from tests.journeys.conftest import PATIENCE_MS

CALIFORNIA = "0600000"


@pytest.fixture
def turn() -> Iterator[Callable[[], int]]:
    """Return what counts the turns of the event loop."""
    turns = 0

    def turned() -> None:
        nonlocal turns
        turns += 1

    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.awake.connect(turned)
    yield lambda: turns
    dispatcher.awake.disconnect(turned)


def opened(window: MainWindow, qtbot: QtBot, name: str) -> AnswerPage:
    """Turn to a page and wait for its answer."""
    window.views.go(name)
    page = window.answers.page_of(name)
    qtbot.waitUntil(lambda: window.answers.is_answered(page), timeout=PATIENCE_MS)
    return page


def test_of_an_answer_only_the_table_in_view_is_filled(atlanta: MainWindow, qtbot: QtBot) -> None:
    page = opened(atlanta, qtbot, "gaps")
    assert page.choice.count() > 3
    assert page.findChildren(TableOfAnswer) == [page.shown]
    page.choice.setCurrentIndex(2)
    assert len(page.findChildren(TableOfAnswer)) == 2
    assert page.shown is not None
    assert page.shown.model.rowCount() > 0


def test_a_picture_is_painted_in_a_later_turn_than_the_table_is_filled(
    atlanta: MainWindow, qtbot: QtBot, turn: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(atlanta, qtbot, "gaps")
    assert page.shown is not None
    assert page.canvas is not None
    seen: dict[str, int] = {}
    draw = page.canvas.draw

    def drawn(*given: Any) -> None:
        if "filled" in seen:
            seen.setdefault("painted", turn())
        draw(*given)

    monkeypatch.setattr(page.canvas, "draw", drawn)
    page.shown.model.modelReset.connect(lambda: seen.setdefault("filled", turn()))
    atlanta.commands.set_areas([CALIFORNIA], False)
    qtbot.waitUntil(lambda: "painted" in seen, timeout=PATIENCE_MS)
    assert seen["filled"] < seen["painted"]


def test_what_shows_results_is_made_before_there_are_any_one_part_a_turn(
    window: MainWindow, qtbot: QtBot, turn: Callable[[], int]
) -> None:
    qtbot.waitUntil(lambda: window.pages_open, timeout=PATIENCE_MS)
    assert window.session.results is None
    assert window.start.isVisible()
    assert not window.panel.isVisible()
    made: list[int] = []
    window.stack.widgetAdded.connect(lambda _: made.append(turn()))
    qtbot.waitUntil(lambda: set(window.answers.made) == set(window.answers.questions), timeout=PATIENCE_MS)
    assert len(made) == len(set(made))


def test_results_come_first_where_parts_are_still_to_be_made(window: MainWindow, qtbot: QtBot) -> None:
    window.opening.close()
    window.commands.set_areas([CALIFORNIA], False)
    qtbot.waitUntil(lambda: window.session.results is not None, timeout=PATIENCE_MS)
    assert window.pages_open
    assert window.matrix.isVisible()
    assert window.matrix.model.rowCount() > 0


def test_answers_are_worked_out_ahead_for_pages_turned_to_later(atlanta: MainWindow, qtbot: QtBot) -> None:
    answers = atlanta.answers
    qtbot.waitUntil(lambda: answers.ahead.done, timeout=PATIENCE_MS)
    atlanta.views.go("sectors")
    assert not answers._background.busy, "there is nothing to wait for"
    qtbot.waitUntil(lambda: answers.is_answered(answers.page_of("sectors")), timeout=PATIENCE_MS)
    atlanta.commands.set_areas([CALIFORNIA], False)
    qtbot.waitUntil(lambda: not answers.ahead.done, timeout=PATIENCE_MS)
    page = answers.page
    assert page is not None
    qtbot.waitUntil(lambda: answers.is_answered(page), timeout=PATIENCE_MS)
    assert "California" in page.headline.text()
