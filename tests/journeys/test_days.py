"""Whole days: a new planner with messy files, the month after, a crash, small and large regions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.export_wishes import ExportChoice
from desktop.window import MainWindow
from tests.journeys.conftest import PATIENCE_MS, OpenWindow
from tests.journeys.test_sources import asked, cell, drop, semicolons, settle, strange

ROOT = Path(__file__).resolve().parents[2]
WAGES = """Wages from the chamber's own survey (made up),,,
,,,
area,occ_code,occ_title,a_median
12060,29-1141,Registered Nurses,"$91,250"
12060,35-3023,Fast Food and Counter Workers,#
"""
LIVES_UNTIL_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import make_application, make_window

app = make_application()
window, background = make_window(Path(sys.argv[1]) / "config", Path(sys.argv[1]) / "data")
window.show()
window.open()

def choose():
    if window.session.pack is None:
        return QTimer.singleShot(20, choose)
    window.commands.set_areas(["0012060"], False)
    change()

def change():
    if window.session.results is None:
        return QTimer.singleShot(20, change)
    window.commands.set_parameter("risk_line", 0.61)
    wait()

def wait():
    if '"risk_line": 0.61' in (window.plan_file.read_text() if window.plan_file.exists() else ""):
        os.kill(os.getpid(), signal.SIGKILL)
    QTimer.singleShot(20, wait)

choose()
app.exec()
"""


def export(window: MainWindow, qtbot: QtBot, path: Path) -> list[str]:
    """Export the board workbook and return the names of its sheets."""
    window.exports.choose_what = ExportChoice
    window.exports.choose_file = lambda *_, **__: (str(path), "")
    with qtbot.waitSignal(window.export.finished, timeout=3 * PATIENCE_MS):
        qtbot.mouseClick(window.status.export, Qt.MouseButton.LeftButton)
    book = load_workbook(path, read_only=True)
    names = list(book.sheetnames)
    book.close()
    return names


def take_by_recipe(window: MainWindow, qtbot: QtBot) -> None:
    """Say once which column is what, and keep it for next month's file."""
    dialog = asked(window, qtbot)
    dialog.choose_kind("postings")
    for field, column in (("title", "was"), ("employer", "wer sucht"), ("posted", "wann"), ("id", "kennung")):
        dialog.choose_column(field, column)
    qtbot.waitUntil(dialog.load.isEnabled, timeout=PATIENCE_MS)
    dialog.remember.setChecked(True)
    dialog.recipe_name.setText("Stellenliste")
    dialog.accept()
    settle(window, qtbot)


def test_three_messy_files_to_a_board_workbook_and_next_month_s_files(
    atlanta: MainWindow, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    wages = desk / "chamber wages.csv"
    wages.write_text(WAGES, encoding="utf-8")
    before = cell(atlanta, "29-1141", "wage_p50_usd")
    drop(atlanta, semicolons(desk / "offene stellen.csv", 12), strange(desk / "januar.csv", 0), wages)
    take_by_recipe(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "20"
    assert cell(atlanta, "29-1141", "wage_p50_usd") == "$91,250" != before
    assert sorted(file.kind for file in atlanta.session.desk.files) == ["postings", "postings", "wages"]
    sheets = export(atlanta, qtbot, tmp_path / "january.xlsx")
    assert {"Cover", "Regional matrix", "Priorities", "Training gaps", "Findings"} <= set(sheets)
    atlanta.views.go("changes")
    qtbot.mouseClick(atlanta.answers.months.keep_button, Qt.MouseButton.LeftButton)
    atlanta.close()

    again = open_window(tmp_path / "computer")
    qtbot.waitUntil(lambda: again.session.results is not None, timeout=PATIENCE_MS)
    settle(again, qtbot)
    assert again.banner.isHidden(), "what was closed is not called a crash"
    drop(again, strange(desk / "februar.csv", 8))
    settle(again, qtbot)
    assert again.intake.dialog is None, "next month's file is read by the recipe"
    assert cell(again, "29-1141", "postings_open") == "28"
    assert "Findings" in export(again, qtbot, tmp_path / "february.xlsx")


def test_a_crash_in_the_middle_loses_nothing_that_was_kept(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    computer = tmp_path / "computer"
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    killed = subprocess.run(
        [sys.executable, "-c", LIVES_UNTIL_KILLED, str(computer)], env=settings, timeout=120, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    window = open_window(computer)
    qtbot.waitUntil(lambda: window.session.results is not None, timeout=PATIENCE_MS)
    assert window.session.plan is not None
    assert window.session.plan.parameters["risk_line"] == 0.61
    assert "was not closed last time" in window.banner.text.text()
    assert window.banner.isVisible()
    window.close()
    after = open_window(computer)
    assert after.banner.isHidden()


@pytest.mark.parametrize("code", ["0025020", "08"], ids=["Guayama", "Colorado"])
def test_every_page_of_the_smallest_area_and_of_a_whole_state(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    window.commands.choose_example(code)
    qtbot.waitUntil(lambda: window.session.results is not None, timeout=PATIENCE_MS)
    for name, page in window.answers.pages.items():
        window.views.go(name)
        qtbot.waitUntil(lambda page=page: "Working it out" not in page.headline.text(), timeout=PATIENCE_MS)
        assert page.headline.text()
    for page in (window.matrix, window.priorities, window.sources):
        assert page.headline.text()
    assert window.matrix.model.rowCount() > 0
    assert "Cover" in export(window, qtbot, tmp_path / "board.xlsx")
