"""Local files: postings and unemployment loaded, dropped, refused, put aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from desktop.window import MainWindow

PATIENCE_MS = 20_000
POSTINGS_HEADER = "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education"


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    """Return a file of thirty open postings, two thirds of them without a degree asked for."""
    rows = [POSTINGS_HEADER]
    for number in range(30):
        education = "bachelor" if number % 3 == 0 else "high school"
        rows.append(f"p{number},Nurse {number},29-1141,Hospital {number},,2026-01-05,,40,44,hour,{education}")
    rows.append("p99,A job that nobody can code,,Someone,,2026-01-05,,20,22,hour,none")
    path = tmp_path / "postings.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def unemployed(tmp_path: Path) -> Path:
    """Return a file with one occupation and the total of the region."""
    path = tmp_path / "claims.csv"
    path.write_text("soc,group,period,unemployed\n29-1141,,2026-02,640\n,,2026-02,52000\n", encoding="utf-8")
    return path


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def cell(window: MainWindow, soc: str, name: str) -> str:
    """Return a cell of the matrix as it is read."""
    model = window.matrix.model
    return str(model.index(model.row_of(soc), model.column_of(name)).data())


def test_postings_fill_their_columns(atlanta: MainWindow, qtbot: QtBot, postings: Path) -> None:
    assert cell(atlanta, "29-1141", "postings_open") == "–"
    atlanta.commands.choose_file = lambda *_: (str(postings), "")
    atlanta.actions_by_name["open_postings"].trigger()
    qtbot.waitUntil(lambda: cell(atlanta, "29-1141", "postings_open") == "30", timeout=PATIENCE_MS)
    assert cell(atlanta, "29-1141", "postings_no_degree") == "20"
    assert cell(atlanta, "29-1141", "accessible_share") == "67\N{NARROW NO-BREAK SPACE}%"
    assert "postings.csv" in atlanta.top_bar.postings.text()
    assert "finding" in atlanta.status.findings.text()

    atlanta.views.findings()
    assert atlanta.views.findings_dialog is not None
    findings = atlanta.views.findings_dialog.list
    assert any("postings.csv" in findings.item(row).text() for row in range(findings.count()))
    atlanta.views.findings_dialog.close()

    atlanta.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: cell(atlanta, "29-1141", "postings_open") == "–", timeout=PATIENCE_MS)
    assert atlanta.session.plan is not None
    assert atlanta.session.plan.postings_path is None


def test_a_dropped_unemployment_file_is_recognised(
    atlanta: MainWindow, qtbot: QtBot, unemployed: Path
) -> None:
    drop(atlanta, unemployed)
    qtbot.waitUntil(lambda: cell(atlanta, "29-1141", "unemployed") == "640", timeout=PATIENCE_MS)
    model = atlanta.matrix.model
    assert atlanta.session.results is not None
    marks = {
        key: model.content.mark(row, "unemployed")  # type: ignore[union-attr]
        for row, key in enumerate(model.content.keys)  # type: ignore[union-attr]
    }
    assert marks["29-1141"] == ""
    assert marks["41-2031"] == "i"


def test_a_file_that_is_none_is_refused_in_words(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.xlsx"
    wrong.write_bytes(b"PK\x03\x04 is not a workbook")
    plan = atlanta.session.plan
    for load in (lambda: drop(atlanta, wrong), lambda: atlanta.commands.load_file("postings", wrong)):
        atlanta.banner.hide()
        load()
        qtbot.waitUntil(atlanta.banner.isVisible, timeout=PATIENCE_MS)
        assert "holiday.xlsx" in atlanta.banner.text.text()
        assert "inside Headway" not in atlanta.banner.text.text()
    assert atlanta.session.plan == plan
    qtbot.mouseClick(atlanta.banner.close_button, Qt.MouseButton.LeftButton)
    assert not atlanta.banner.isVisible()


def test_another_region_puts_the_old_regions_files_aside(
    atlanta: MainWindow, qtbot: QtBot, unemployed: Path
) -> None:
    atlanta.commands.load_file("unemployed", unemployed)
    qtbot.waitUntil(lambda: cell(atlanta, "29-1141", "unemployed") == "640", timeout=PATIENCE_MS)
    atlanta.commands.set_areas(["0019740"], False)
    assert atlanta.session.plan is not None
    assert atlanta.session.plan.unemployed_path is None
    assert "claims.csv" in atlanta.banner.text.text()
    qtbot.mouseClick(atlanta.banner.retry, Qt.MouseButton.LeftButton)
    assert atlanta.session.plan.areas == ("0012060",)
    assert atlanta.session.plan.unemployed_path == str(unemployed)
    qtbot.waitUntil(lambda: not atlanta.session.busy, timeout=PATIENCE_MS)
