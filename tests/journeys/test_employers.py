"""A planner makes a workbook for an employer, drops filled ones on the page, and looks at all together."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from desktop.dialogs.employer import EmployerDialog
from desktop.window import MainWindow
from tests.test_workbook.filledfunnels import fill, hiring, written

PATIENCE_MS = 60_000
POSTINGS = """id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education
1,Nurse,29-1141,"Piedmont Clinics, Inc.",12060,2026-11-01,,,,,bachelor
2,Ward nurse,29-1141,PIEDMONT CLINICS,12060,2026-11-02,,,,,associate
3,Nurse,29-1141,Other Hospital,12060,2026-11-02,,,,,bachelor
"""


def dropped(widget: object, path: Path) -> None:
    """Let go of a file or folder over a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    told = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    # Qt hands a drop to the widget that took what was dragged in.
    for event in (QDragEnterEvent(QPoint(40, 200), *told), QDropEvent(QPointF(40, 200), *told)):
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()


def test_a_workbook_is_made_and_filled_ones_are_read(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    employers = atlanta.answers.employers
    page = atlanta.answers.pages["employers"]
    atlanta.actions_by_name["employers"].trigger()
    qtbot.waitUntil(lambda: atlanta.answers.is_answered(page), timeout=PATIENCE_MS)
    assert "No filled funnel is read yet" in page.headline.text()
    assert page.shown is not None
    assert "Make a workbook…" in page.shown.lacking.text()
    assert not atlanta.panel.isVisible()

    titles = [str(title) for title in atlanta.session.results.frame["title"]]
    dialog = EmployerDialog(titles, -1, "Atlanta, GA", atlanta)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.employer, "Piedmont Clinics")
    dialog.occupation.setEditText("an occupation of nowhere")
    make = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
    assert "no occupation of the list" in dialog.trouble.text()
    dialog.occupation.setEditText("registered nurses")
    qtbot.mouseClick(make, Qt.MouseButton.LeftButton)
    assert dialog.result() == EmployerDialog.DialogCode.Accepted
    (tmp_path / "postings.csv").write_text(POSTINGS, encoding="utf-8")
    atlanta.commands.load_file("postings", tmp_path / "postings.csv")
    qtbot.waitUntil(lambda: not atlanta.intake.running and not atlanta.session.busy, timeout=PATIENCE_MS)
    employers.choose_place = lambda *_, **__: (str(tmp_path / "piedmont"), "")
    with qtbot.waitSignal(employers.made, timeout=PATIENCE_MS):
        employers.ask_place(dialog.form())
    form = tmp_path / "piedmont.xlsx"
    assert "piedmont.xlsx is written" in atlanta.status.doing.text()
    book = load_workbook(form, data_only=True)
    shares = {row[0].value: row[1].value for row in book["Results"].iter_rows(max_row=30)}
    assert shares["Yours among the planner's postings"] == 0.5
    assert shares["The same in the region"] == 2 / 3
    cells = [cell.value for row in book["Funnel"]["B6:B8"] for cell in row]
    assert cells == ["Piedmont Clinics", "Registered Nurses (29-1141)", "Atlanta, GA"]

    returned = tmp_path / "returned"
    returned.mkdir()
    fill(form, returned / "Ash.xlsx", hiring(), {(0, "hired", "women"): "many"}, employer="Ash")
    for number, name in enumerate(("Birch", "Cedar", "Dogwood"), 1):
        written(returned / f"{name}.xlsx", hiring(number), name)
    dropped(page, returned)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.model.rowCount() > 700, timeout=PATIENCE_MS)
    assert "Applied → passed screening" in page.headline.text()
    assert page.picture is not None
    assert page.picture.isVisible()
    assert page.canvas is not None
    assert (
        page.canvas.title == "Of 100 applicants without a four-year degree 8 are hired; of 100 with one, 18"
    )
    assert "Passed screening: 37% of applicants" in page.canvas.in_words()
    page.choice.setCurrentIndex(page.choice.findText("Findings"))
    assert page.shown.model.rowCount() == 1

    page.choice.setCurrentIndex(0)
    qtbot.mouseClick(employers.bar.pooled, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    qtbot.waitUntil(lambda: page.choice.findText("Files") < 0, timeout=PATIENCE_MS)
    assert page.words is not None
    assert "3 of 4 employers are added up." in page.words.text.text()
    shown = page.shown
    assert shown is not None
    told = {str(shown.model.index(row, 0).data()) for row in range(shown.model.rowCount())}
    assert told == {"All together"}

    atlanta.views.go("matrix")
    employers.choose_files = lambda *_, **__: ([str(tmp_path / "gone.xlsx")], "")
    atlanta.actions_by_name["employer_files"].trigger()
    assert atlanta.stack.currentWidget() is page
    qtbot.waitUntil(atlanta.banner.isVisible, timeout=PATIENCE_MS)
    assert "There is no file or folder" in atlanta.banner.text.text()
