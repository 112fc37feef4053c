"""Two plans side by side, as a planner compares them: a region, a scenario, a month kept, another plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.answers import AnswerPage
from desktop.comparing import PLAN, REGION, Wish
from desktop.window import MainWindow
from workbook.planfile import save_plan

PATIENCE_MS = 30_000


@pytest.fixture
def page(atlanta: MainWindow) -> AnswerPage:
    return atlanta.answers.pages["compare"]


def settled(window: MainWindow) -> bool:
    """Return whether the page shows the comparison wanted, and nothing is on its way."""
    answers = window.answers
    return answers.is_answered(answers.pages["compare"]) and not answers.compare.running


def wait(window: MainWindow, qtbot: QtBot, said: str) -> None:
    page = window.answers.pages["compare"]
    qtbot.waitUntil(lambda: settled(window) and said in page.headline.text(), timeout=PATIENCE_MS)


def chosen(menu: QMenu, *texts: str) -> None:
    """Choose an entry of a menu by its texts."""
    for text in texts:
        action = next(one for one in menu.actions() if one.text() == text)
        if action.menu() is None:
            action.trigger()
        else:
            menu = action.menu()


def test_two_regions_side_by_side(atlanta: MainWindow, page: AnswerPage, qtbot: QtBot) -> None:
    atlanta.actions_by_name["compare"].trigger()
    qtbot.waitUntil(lambda: settled(atlanta), timeout=PATIENCE_MS)
    assert "Choose what the open plan is compared with" in page.headline.text()
    compare = atlanta.answers.compare
    compare.fill_menu()
    chosen(compare.bar.menu, "Another region…")
    dialog = compare.dialog
    assert dialog is not None
    qtbot.keyClicks(dialog.region.entry, "Denver")
    qtbot.keyClick(dialog.region.entry, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    wait(atlanta, qtbot, "Denver")
    assert "open" in page.headline.text()
    assert page.picture is not None
    assert not page.picture.isHidden()
    assert page.canvas is not None
    assert "Denver" in page.canvas.in_words()
    labels = [page.choice.itemText(place) for place in range(page.choice.count())]
    assert labels == ["Occupations", "Totals", "Can they be compared?", "In words"]
    table = page.table
    assert table is not None
    headings = [column.label for column in table.visible_columns()]
    assert headings[:6] == [
        "Occupation",
        "Class Atlanta",
        "Class Denver",
        "Rank Atlanta",
        "Rank Denver",
        "Places gained",
    ]
    QAbstractItemModelTester(table.model())

    move = table.model().column_of("rank_move")
    table.sort_by(move)
    page.search("nurses")
    assert 0 < table.model().rowCount() < 20
    table.selectRow(0)
    table.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Occupation", "Class Atlanta"]
    assert len(lines) == 2
    page.search("")

    gained = dict(zip(page.shown._content.keys, page.shown._content.values["rank_move"], strict=True))
    compare.bar.swap.click()
    qtbot.waitUntil(lambda: settled(atlanta), timeout=PATIENCE_MS)
    assert page.table is not None
    assert page.table.visible_columns()[1].label == "Class Denver"
    turned = dict(zip(page.shown._content.keys, page.shown._content.values["rank_move"], strict=True))
    assert all(turned[soc] == -moved for soc, moved in gained.items() if moved == moved)

    every = page.table.model().rowCount()
    compare.bar.differing.setCurrentIndex(2)
    qtbot.waitUntil(lambda: settled(atlanta) and page.table.model().rowCount() < every, timeout=PATIENCE_MS)
    row = page.canvas.spots[-1]
    assert row.does is not None
    row.does()
    assert atlanta.session.selection == row.key


def test_scenarios_months_and_plans(
    atlanta: MainWindow, page: AnswerPage, qtbot: QtBot, tmp_path: Path
) -> None:
    compare = atlanta.answers.compare
    atlanta.answers.months.keep()
    qtbot.waitUntil(lambda: not atlanta.session.busy, timeout=PATIENCE_MS)
    compare.fill_menu()
    scenario = next(one for one in compare.bar.menu.actions() if one.text() == "Scenario").menu()
    scenario.actions()[0].trigger()
    wait(atlanta, qtbot, "open Gateways each")
    assert any("Scenario" in str(text) for text in subjects(page))

    atlanta.commands.set_parameter("weight_wage_gain", 30.0)
    qtbot.waitUntil(lambda: not atlanta.session.busy, timeout=PATIENCE_MS)
    compare.fill_menu()
    months = next(one for one in compare.bar.menu.actions() if one.text() == "Month kept").menu()
    months.actions()[0].trigger()
    qtbot.waitUntil(lambda: settled(atlanta) and "month kept" in page.headline.text(), timeout=PATIENCE_MS)
    assert any("Weight" in str(text) for text in subjects(page))

    plan = atlanta.session.plan
    assert plan is not None
    other = tmp_path / "Stricter.headway"
    save_plan(plan.with_parameter("risk_line", 0.4), other)
    compare.choose_file = lambda *_: (str(other), "")
    compare.fill_menu()
    chosen(compare.bar.menu, "Plan", "Another plan…")
    wait(atlanta, qtbot, "Stricter")

    same = tmp_path / "Same.headway"
    save_plan(plan, same)
    compare.compare_with(Wish(PLAN, (str(same),), "Same"))
    wait(atlanta, qtbot, "agree in every figure")
    compare.bar.differing.setCurrentIndex(1)
    qtbot.waitUntil(lambda: settled(atlanta) and page.shown.all_rows == 0, timeout=PATIENCE_MS)
    assert "Nothing differs" in page.shown.lacking.text()


def subjects(page: AnswerPage) -> list[object]:
    """Return what the table of reasons names, and turn back to the table in view."""
    place = page.choice.currentIndex()
    page.choice.setCurrentIndex(page.choice.findData("Can they be compared?"))
    assert page.shown is not None
    named = list(page.shown._content.values["subject"])
    page.choice.setCurrentIndex(place)
    return named


def test_work_called_off_and_plans_that_are_gone(
    atlanta: MainWindow, page: AnswerPage, qtbot: QtBot, tmp_path: Path
) -> None:
    compare = atlanta.answers.compare
    compare.compare_with(Wish(REGION, ("0019740",), "Denver"))
    qtbot.waitUntil(lambda: compare.running, timeout=PATIENCE_MS)
    assert atlanta.status.cancel.isVisible()
    atlanta.status.cancel.click()
    wait(atlanta, qtbot, "was not worked out")
    assert not atlanta.status.cancel.isVisible()
    compare.compare_with(Wish(REGION, ("0019740",), "Denver"))
    wait(atlanta, qtbot, "Denver")

    gone = tmp_path / "Gone.headway"
    compare.compare_with(Wish(PLAN, (str(gone),), "Gone"))
    qtbot.waitUntil(lambda: "Gone.headway cannot be compared with" in atlanta.banner.text.text())
    atlanta.session.change(
        "Another day", replace(atlanta.session.plan, as_of=atlanta.session.plan.as_of.replace(day=1))
    )
    qtbot.waitUntil(lambda: not atlanta.session.busy and settled(atlanta), timeout=PATIENCE_MS)
