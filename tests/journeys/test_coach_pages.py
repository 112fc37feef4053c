"""A coach's pages out of the window: one occupation, all Origins stopped half-way, and what went wrong."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window import MainWindow

PATIENCE_MS = 60_000


def pages_of(place: Path) -> int:
    """Return how many pages a PDF says it has."""
    counts = re.findall(rb"/Type /Pages\n.*?/Count (\d+)", place.read_bytes(), re.DOTALL)
    return int(counts[0])


def test_pages_for_a_coach(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[tuple[str, str, str]] = []
    answers = [str(tmp_path / "later" / "waiters"), ""]

    def choose(_: object, title: str, suggested: str, kinds: str) -> tuple[str, str]:
        asked.append((title, Path(suggested).name, kinds))
        return answers[len(asked) - 1], "PDF (*.pdf)"

    atlanta.exports.choose_file = choose
    atlanta.session.select("35-3031")
    assert atlanta.actions_by_name["coach_page"].isEnabled()
    atlanta.actions_by_name["paper_a4"].trigger()
    assert atlanta.actions_by_name["paper_a4"].isChecked()
    assert not atlanta.actions_by_name["paper_letter"].isChecked()

    # The folder is missing: the banner says so, and Retry writes the same page once it is there.
    with qtbot.waitSignal(atlanta.export.failed, timeout=PATIENCE_MS):
        qtbot.mouseClick(atlanta.panel.page_button, Qt.MouseButton.LeftButton)
    assert "no folder" in atlanta.banner.text.text()
    (tmp_path / "later").mkdir()
    with qtbot.waitSignal(atlanta.export.finished, timeout=PATIENCE_MS):
        qtbot.mouseClick(atlanta.banner.retry, Qt.MouseButton.LeftButton)
    place = tmp_path / "later" / "waiters.pdf"
    assert pages_of(place) == 1
    assert b"/MediaBox [0 0 595.000000 842.000000]" in place.read_bytes(), "A4"
    assert atlanta.status.doing.text() == "waiters.pdf is written"

    # The menu of a row asks for that row's page; nothing is chosen, nothing happens.
    menu = atlanta.commands.menu_for("29-2061")
    next(one for one in menu.actions() if one.text().startswith("One-pager")).trigger()
    menu.deleteLater()
    kinds = "PDF (*.pdf);;Excel workbook (*.xlsx)"
    assert asked == [
        ("Page for a coach", "headway-waiters-and-waitresses.pdf", kinds),
        ("Page for a coach", "headway-licensed-practical-and-licensed-vocational-nurses.pdf", kinds),
    ]
    assert not atlanta.export.running

    # All Origins, stopped while pages are being set: what stood there stays.
    every = tmp_path / "all.pdf"
    every.write_bytes(b"older")
    atlanta.exports.choose_file = lambda *_: (str(every), "")
    heard: list[str] = []

    def stop_once_pages_are_set(doing: str, share: float) -> None:
        heard.append(doing)
        if doing == "Setting the pages":
            atlanta.status.cancel.click()

    atlanta.export.progressed.connect(stop_once_pages_are_set)
    with qtbot.waitSignal(atlanta.export.cancelled, timeout=PATIENCE_MS):
        atlanta.actions_by_name["coach_pages"].trigger()
    assert "Setting the pages" in heard
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["all.pdf"]
    assert every.read_bytes() == b"older"
