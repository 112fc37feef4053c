"""The planner's further questions, asked page by page in the real window."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from desktop.dialogs.scenario import ScenarioDialog, industry_titles
from desktop.export_wishes import ExportChoice
from desktop.navigation import PAGES
from desktop.pages.answer import AnswerPage, TableOfAnswer
from desktop.window import MainWindow
from workbook.model.questions import QUESTIONS
from workbook.planfile import load_plan

PATIENCE_MS = 30_000


def opened(window: MainWindow, qtbot: QtBot, name: str) -> AnswerPage:
    """Click the page's button at the left edge and wait for the answer."""
    qtbot.mouseClick(window.navigation.buttons[name], Qt.MouseButton.LeftButton)
    page = window.answers.pages[name]
    assert window.stack.currentWidget() is page
    qtbot.waitUntil(answered(window, page), timeout=PATIENCE_MS)
    return page


def answered(window: MainWindow, page: AnswerPage) -> Callable[[], bool]:
    """Return the test that a page shows the answer to the results in force."""
    return lambda: window.answers.is_answered(page)


def in_view(page: AnswerPage) -> TableOfAnswer:
    """Return the table in view."""
    assert page.shown is not None
    return page.shown


def test_every_question_has_a_button_a_key_and_an_answer(atlanta: MainWindow, qtbot: QtBot) -> None:
    keys = {name: shortcut for name, _, shortcut in PAGES}
    assert len(set(keys.values())) == len(keys)
    for question in QUESTIONS:
        page = opened(atlanta, qtbot, question.name)
        assert atlanta.navigation.buttons[question.name].isChecked()
        assert atlanta.actions_by_name[question.name].shortcut().toString() == keys[question.name]
        assert page.headline.text().endswith((".", "!"))
        assert page.headline.text() != f"{question.asked} Working it out…"
        for place in range(page.choice.count()):
            page.choice.setCurrentIndex(place)
            if page.stack.currentWidget() is page.words:
                assert page.words.text.text()
                continue
            shown = in_view(page)
            reason = shown.findChild(QLabel)
            assert shown.model.rowCount() or (reason is not None and reason.isVisible() and reason.text())
            for button in (one for one in page.findChildren(QAbstractButton) if one.isVisible()):
                assert button.text() or button.accessibleName()


@pytest.mark.parametrize(("name", "key"), [("gaps", "soc"), ("paths", "gateway_soc")])
def test_an_occupation_chosen_on_a_page_is_chosen_everywhere(
    atlanta: MainWindow, qtbot: QtBot, name: str, key: str
) -> None:
    page = opened(atlanta, qtbot, name)
    shown = in_view(page)
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_Home)
    qtbot.keyClick(shown.table, Qt.Key.Key_Down)
    column = shown.model.column_of(key)
    soc = str(shown.model.index(1, column).data())
    assert atlanta.session.selection == soc
    assert shown.table.currentIndex().row() == 1
    assert soc in " ".join(one.text() for one in atlanta.panel.findChildren(QLabel))
    qtbot.keyClick(shown.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    pasted = QGuiApplication.clipboard().text()
    counted = "wage_gain_usd" if name == "paths" else "people"
    assert shown.model.columns[shown.model.column_of(counted)].label in pasted.splitlines()[0]
    assert len(pasted.splitlines()) == 2


def test_a_changed_parameter_changes_the_answer_and_undo_brings_it_back(
    atlanta: MainWindow, qtbot: QtBot
) -> None:
    page = opened(atlanta, qtbot, "gaps")
    before, sentence = in_view(page).all_rows, page.headline.text()
    atlanta.commands.set_parameter("inflow_share_min", 0.6)
    qtbot.waitUntil(lambda: in_view(page).all_rows != before, timeout=PATIENCE_MS)
    qtbot.waitUntil(answered(atlanta, page), timeout=PATIENCE_MS)
    assert in_view(page).all_rows < before
    assert page.headline.text() != sentence
    atlanta.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: in_view(page).all_rows == before, timeout=PATIENCE_MS)
    assert page.headline.text() == sentence


def test_a_larger_budget_moves_more_people(atlanta: MainWindow, qtbot: QtBot) -> None:
    page = opened(atlanta, qtbot, "allocation")
    assert "$1,000,000 moves" in page.headline.text()
    line = atlanta.answers.rows["allocation"].lines["budget_usd"]
    line.entry.setFocus()
    line.entry.selectAll()
    qtbot.keyClicks(line.entry, "2500000")
    qtbot.keyClick(line.entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "$2.5 million" in page.headline.text(), timeout=PATIENCE_MS)
    assert atlanta.session.undo_stack.undoText() == "Set budget to 2,500,000"
    atlanta.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: "$1,000,000 moves" in page.headline.text(), timeout=PATIENCE_MS)
    assert line.value == 1_000_000


def test_a_month_that_is_kept_tells_next_month_what_changed(
    atlanta: MainWindow, open_window: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(atlanta, qtbot, "changes")
    assert "nothing can be compared yet" in page.headline.text()
    button = atlanta.answers.months.keep_button
    assert atlanta.session.plan is not None
    assert button.text() == f"Keep {atlanta.session.plan.as_of:%B %Y}"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "is kept" in atlanta.banner.text.text()
    later = replace(atlanta.session.plan, as_of=datetime.date(2031, 1, 15))
    atlanta.session.change("Another month", later.with_parameter("weight_wage_gain", 60))
    atlanta.plans.save()
    atlanta.close()

    again = open_window(tmp_path / "computer")
    qtbot.waitUntil(lambda: again.session.results is not None, timeout=PATIENCE_MS)
    page = opened(again, qtbot, "changes")
    assert "ranks that moved" in page.headline.text()
    assert page.canvas is not None
    assert page.canvas.isVisible(), "two months make lines"
    assert "2031-01" in page.canvas.title
    shown = in_view(page)
    assert shown.model.rowCount() > 100
    changed = [row for row in range(shown.model.rowCount()) if cell(shown, row, "subject") == "rank"]
    for row in changed[:20]:
        assert cell(shown, row, "part_parameters") == cell(shown, row, "change")

    again.exports.choose_what = ExportChoice
    again.exports.choose_file = lambda *_, **__: (str(tmp_path / "board.xlsx"), "")
    with qtbot.waitSignal(again.export.finished, timeout=2 * PATIENCE_MS):
        again.actions_by_name["export"].trigger()
    assert "What changed" in load_workbook(tmp_path / "board.xlsx", read_only=True).sheetnames


def cell(shown: TableOfAnswer, row: int, name: str) -> str:
    """Return a cell as it is read."""
    return str(shown.model.index(row, shown.model.column_of(name)).data())


def test_the_search_finds_rows_of_the_page_in_view(atlanta: MainWindow, qtbot: QtBot) -> None:
    page = opened(atlanta, qtbot, "gaps")
    everything = in_view(page).model.rowCount()
    atlanta.top_bar.search.setText("registered nurses")
    assert 1 <= in_view(page).model.rowCount() < everything
    assert f"of {everything:,} rows" in page.count.text()
    atlanta.top_bar.search.setText("")
    assert in_view(page).model.rowCount() == everything


def chosen_scenario(window: MainWindow, qtbot: QtBot, title: str) -> None:
    """Choose a scenario from the bar, as a person does with the keyboard, and wait for its results."""
    choice = window.answers.scenarios.bar.choice
    place = choice.findText(title)
    choice.setCurrentIndex(place)
    choice.activated.emit(place)
    qtbot.waitUntil(lambda: not window.session.busy, timeout=PATIENCE_MS)


def openings(window: MainWindow, soc: str) -> str:
    """Return the openings of an occupation as the matrix shows them."""
    model = window.matrix.model
    return str(model.index(model.row_of(soc), model.column_of("openings_12m")).data())


def test_a_scenario_changes_openings_everywhere_and_can_be_undone(atlanta: MainWindow, qtbot: QtBot) -> None:
    page = opened(atlanta, qtbot, "scenarios")
    before = openings(atlanta, "29-1141")
    chosen_scenario(atlanta, qtbot, "Slow recovery")
    assert atlanta.session.undo_stack.undoText() == "Scenario Slow recovery"
    assert int(openings(atlanta, "29-1141").replace(",", "")) < int(before.replace(",", ""))
    qtbot.waitUntil(answered(atlanta, page), timeout=PATIENCE_MS)
    assert page.choice.findText("Under Slow recovery") >= 0
    assert page.choice.findText("Under Baseline") < 0
    atlanta.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: openings(atlanta, "29-1141") == before, timeout=PATIENCE_MS)
    assert atlanta.answers.scenarios.bar.choice.currentText() == "Baseline"


def test_a_scenario_of_ones_own_is_kept_with_the_plan(atlanta: MainWindow, qtbot: QtBot) -> None:
    opened(atlanta, qtbot, "scenarios")
    before = int(openings(atlanta, "29-1141").replace(",", ""))
    assert atlanta.session.pack is not None
    assert atlanta.session.plan is not None
    titles = industry_titles(atlanta.session.pack)
    dialog = ScenarioDialog(atlanta.session.plan.chosen_scenario, titles, atlanta)
    qtbot.addWidget(dialog)
    keep = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not keep.isEnabled(), "the baseline is copied under another name"
    qtbot.keyClicks(dialog.name, "Baseline")
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert "baseline" in dialog.trouble.text().casefold()
    dialog.name.setText("Two hospitals close")
    dialog.boxes["62"].setValue(0.5)
    qtbot.keyClicks(dialog.reason, "Announced in May")
    qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert dialog.result() == ScenarioDialog.DialogCode.Accepted
    atlanta.answers.scenarios.keep(dialog.scenario())
    qtbot.waitUntil(lambda: not atlanta.session.busy, timeout=PATIENCE_MS)
    assert int(openings(atlanta, "29-1141").replace(",", "")) < 0.7 * before
    assert atlanta.answers.scenarios.bar.choice.currentText() == "Two hospitals close"
    atlanta.plans.save()
    kept = load_plan(atlanta.plan_file)
    assert kept is not None
    assert [one.reason for one in kept.chosen_scenario.multipliers] == ["Announced in May"]
