"""Files as they lie on a desk: dropped in any shape, asked about once, mended, known again next month."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.dialogs.mapping import MappingDialog
from desktop.tables.content import matrix_content
from desktop.tables.find_bar import find_bar_in
from desktop.window import MainWindow

PATIENCE_MS = 20_000


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys))


def cell(window: MainWindow, soc: str, name: str) -> str:
    """Return a cell of the matrix as it is read."""
    model = window.matrix.model
    return str(model.index(model.row_of(soc), model.column_of(name)).data())


def settle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until no file is read and no results are to come."""
    at_work = (lambda: window.board.running, lambda: window.intake.running, lambda: window.session.busy)
    qtbot.waitUntil(lambda: not any(one() for one in at_work), timeout=PATIENCE_MS)


def asked(window: MainWindow, qtbot: QtBot) -> MappingDialog:
    """Wait for the mapping dialog."""
    qtbot.waitUntil(lambda: window.intake.dialog is not None, timeout=PATIENCE_MS)
    assert window.intake.dialog is not None
    return window.intake.dialog


def nameless(root: QWidget) -> list[str]:
    """Return the controls that a screen reader could not name."""
    return [
        type(one).__name__
        for one in root.findChildren(QWidget)
        if isinstance(one, QComboBox | QAbstractButton | QLineEdit | QAbstractItemView)
        and not isinstance(one.parentWidget(), QAbstractItemView | QComboBox)
        and one.window() is root.window()
        and not QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).strip()
    ]


def semicolons(path: Path, jobs: int) -> Path:
    """Write postings as a European spreadsheet saves them: titles above, semicolons, a note below."""
    lines = ["Open jobs in the region;;;", "Printed for the board;;;", ";;;"]
    lines += ["Job Title;Company;Date Posted;SOC Code"]
    lines += [f"Nurse on ward {n};Hospital {n};2026-01-{n % 27 + 1:02};29-1141" for n in range(jobs)]
    path.write_text("\n".join([*lines, ""]), encoding="cp1252")
    return path


def strange(path: Path, first: int) -> Path:
    """Write postings under headings that nobody has heard of."""
    lines = ["kennung,wer sucht,was,wann"]
    lines += [
        f"k{n},Klinik {n},Registered Nurse {n},2026-01-{n % 27 + 1:02}" for n in range(first, first + 8)
    ]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def test_semicolons_below_titles_are_taken_without_a_question(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whatever reads, cleans, codes or counts works in a child: here it would fail.
    for place in (
        "data.intake.loading.load",
        "data.intake.choosing.previews_of",
        "workbook.model.run.prepare",
    ):
        monkeypatch.setattr(place, None)
    drop(atlanta, semicolons(tmp_path / "offene stellen.csv", 12))
    settle(atlanta, qtbot)
    assert atlanta.intake.dialog is None
    assert cell(atlanta, "29-1141", "postings_open") == "12"
    atlanta.views.go("sources")
    file = atlanta.session.desk.files[0]
    loaded = atlanta.session.loaded(file)
    assert loaded is not None
    assert (loaded.read, loaded.accepted) == (12, 12)
    assert "offene stellen.csv" in atlanta.top_bar.postings.accessibleName()
    assert "1 file of yours" in atlanta.sources.headline.text()

    atlanta.desk.remove(file)
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "–"
    assert atlanta.session.undo_stack.undoText() == "Take offene stellen.csv out"
    atlanta.actions_by_name["undo"].trigger()
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "12"


def test_weekly_counts_told_by_their_look_alone_are_taken(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Weeks across the top and groups down the side: a layout that no set of headings tells."""
    groups = ("11-Management Occupations", "13-Business and Financial Operations Occupations")
    groups += ("29-Healthcare Practitioners and Technical Occupations", "35-Food Preparation and Serving")
    path = tmp_path / "made up claims.csv"
    path.write_text(
        "Initial claims (made up),,,\n,,,\nOccupation,Week ending March 7 2026,Week ending March 14 2026,\n"
        + "".join(f'"{group}",{40 + place},{50 + place},\n' for place, group in enumerate(groups))
    )
    drop(atlanta, path)
    settle(atlanta, qtbot)
    assert atlanta.intake.dialog is None
    (file,) = atlanta.session.desk.files
    assert (file.kind, file.recognised) == ("unemployment", "People out of work")
    loaded = atlanta.session.loaded(file)
    assert loaded is not None
    assert (loaded.read, loaded.accepted) == (4, 4)


def test_files_of_other_areas_are_left_out_until_the_region_is_theirs(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wages = tmp_path / "made up wages of Denver.csv"
    wages.write_text(
        "area,occ_code,tot_emp,a_median\n0019740,29-1141,9000,91000\n0019740,41-2031,8000,36000\n"
    )
    before = cell(atlanta, "29-1141", "employment")
    drop(atlanta, wages)
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "employment") == before
    assert atlanta.banner.isVisible()
    assert "are of other areas" in atlanta.banner.text.text()
    assert not atlanta.banner.retry.isVisible(), "trying again would not help"
    atlanta.views.go("sources")
    assert "does not count" in atlanta.sources.headline.text()
    said = [label.text() for label in atlanta.sources.cards["wages"].findChildren(QLabel)]
    assert any("not used in figures" in text for text in said)

    atlanta.commands.set_areas(["0019740"], False)
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "employment") == "9,000"
    assert "counts in the figures" in atlanta.sources.headline.text()


def test_stacked_headings_and_several_files_at_once(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Unemployed people of the region"])
    sheet.append([])
    sheet.append(["Occupation", None, "People", None])
    sheet.append(["SOC", "Title", "Month", "Unemployed"])
    sheet.merge_cells("A3:B3")
    sheet.merge_cells("C3:D3")
    for number, soc in enumerate(("29-1141", "41-2031", "43-4051")):
        sheet.append([soc, f"Title {number}", "2026-02", 640 + number])
    book.save(tmp_path / "claims.xlsx")
    drop(atlanta, tmp_path / "claims.xlsx", semicolons(tmp_path / "jobs.csv", 7))
    dialog = asked(atlanta, qtbot)
    assert dialog.where.text() == "Headings in rows 3 to 4"
    dialog.choose_kind("unemployment")
    columns = {"soc": "Occupation – SOC", "period": "People – Month", "unemployed": "People – Unemployed"}
    for field, column in columns.items():
        dialog.choose_column(field, column)
    qtbot.waitUntil(dialog.load.isEnabled, timeout=PATIENCE_MS)
    dialog.accept()
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "unemployed") == "640"
    assert cell(atlanta, "29-1141", "postings_open") == "7"
    assert {file.kind for file in atlanta.session.desk.files} == {"postings", "unemployment"}


def test_unknown_headings_are_asked_about_once(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    drop(atlanta, strange(tmp_path / "stellen januar.csv", 0))
    dialog = asked(atlanta, qtbot)
    assert dialog.isVisible()
    dialog.choose_kind("postings")
    for field, column in (("title", "was"), ("employer", "wer sucht"), ("posted", "wann"), ("id", "kennung")):
        dialog.choose_column(field, column)
    assert "Registered Nurse" in dialog.lines.lines["title"].values.text()
    qtbot.waitUntil(dialog.load.isEnabled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: dialog.outcome.texts.rowCount() > 0, timeout=PATIENCE_MS)
    assert "8 can be used" in dialog.told.text()
    assert not dialog.remember.isChecked(), "the recipe is offered, not forced"
    dialog.remember.setChecked(True)
    dialog.recipe_name.setText("Stellenliste")
    dialog.accept()
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "8"
    assert list(atlanta.intake.recipe_folder.glob("*.json"))

    drop(atlanta, strange(tmp_path / "stellen februar.csv", 8))
    settle(atlanta, qtbot)
    assert atlanta.intake.dialog is None, "next month's file is read by the recipe"
    assert "stellen februar.csv" in atlanta.banner.text.text()
    assert "Stellenliste" in atlanta.banner.text.text()
    assert cell(atlanta, "29-1141", "postings_open") == "16"
    qtbot.mouseClick(atlanta.banner.retry, Qt.MouseButton.LeftButton)
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "8"


def test_a_file_of_nothing_we_know_changes_nothing(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    wrong = tmp_path / "holiday.csv"
    wrong.write_text("name,beach\nAnna,Tybee\nBen,Jekyll\n", encoding="utf-8")
    plan = atlanta.session.plan
    drop(atlanta, wrong)
    dialog = asked(atlanta, qtbot)
    assert "was not recognised" in dialog.lead.text()
    assert not dialog.load.isEnabled()
    dialog.choose_kind("postings")
    assert "Still needed" in dialog.told.text()
    dialog.reject()
    settle(atlanta, qtbot)
    assert atlanta.session.plan == plan
    assert not atlanta.session.undo_stack.canUndo() or "holiday" not in atlanta.session.undo_stack.undoText()


def test_headings_in_one_click(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b,c\nx,y,z\nArt,Firma,Tag\nRegistered Nurse,Klinik,2026-01-05\n", encoding="utf-8")
    drop(atlanta, path)
    dialog = asked(atlanta, qtbot)
    dialog.choose_kind("postings")
    dialog.grid.select(2)
    qtbot.mouseClick(dialog.use_row, Qt.MouseButton.LeftButton)
    assert dialog.where.text() == "Headings in row 3"
    dialog.choose_column("title", "Art")
    qtbot.waitUntil(dialog.load.isEnabled, timeout=PATIENCE_MS)
    dialog.accept()
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "1"


def test_a_date_that_reads_two_ways_is_asked(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    rows = [f"Registered Nurse,Clinic {n},0{n}/0{n + 1}/2026" for n in range(1, 6)]
    path.write_text("\n".join(["Job Title,Company,Date Posted", *rows, ""]), encoding="utf-8")
    drop(atlanta, path)
    settle(atlanta, qtbot)
    assert "day or the month" in atlanta.banner.text.text()
    qtbot.mouseClick(atlanta.banner.retry, Qt.MouseButton.LeftButton)
    dialog = asked(atlanta, qtbot)
    qtbot.waitUntil(lambda: dialog.notes.order.isVisible(), timeout=PATIENCE_MS)
    dialog.notes.said.emit("date_order", "day-first")
    qtbot.waitUntil(dialog.load.isEnabled, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "can be used" in dialog.told.text(), timeout=PATIENCE_MS)
    dialog.accept()
    settle(atlanta, qtbot)
    loaded = atlanta.session.loaded(atlanta.session.desk.files[0])
    assert loaded is not None
    assert f"{loaded.rows()['posted'].min():%Y-%m-%d}" == "2026-02-01"
    assert len(atlanta.session.desk.files) == 1


def test_rows_set_aside_are_shown_mended_and_loaded_again(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "jobs.csv"
    rows = [f"j{n},Registered Nurse,29-1141,Clinic {n},2026-12-31" for n in range(6)]
    rows += ["j8,Registered Nurse,29-1141,Clinic 8,soonish", "j9,Registered Nurse,29-1141,Clinic 9,never"]
    path.write_text("\n".join(["id,title,soc,employer,expires", *rows, ""]), encoding="utf-8")
    drop(atlanta, path)
    settle(atlanta, qtbot)
    atlanta.views.go("sources")
    file = atlanta.session.desk.files[0]
    findings = atlanta.sources.findings
    findings.show_file(file)
    assert "set aside" in findings.list.item(0).text()
    assert findings.table.texts.rowCount() == 2
    marked = findings.table.texts.headings.index("expires")
    assert findings.table.texts.index(0, marked).data() == "soonish"
    atlanta.views.go("sources")
    atlanta.actions_by_name["find"].trigger()
    bar = find_bar_in(findings)
    assert bar is not None
    assert bar.isVisible(), "Ctrl+F finds among the findings of the page"
    bar.close_bar()
    atlanta.views.go("matrix")
    atlanta.actions_by_name["find"].trigger()
    assert atlanta.top_bar.search.hasFocus()
    atlanta.views.go("sources")
    findings.show_file(file)
    spoken = findings.table.texts.index(0, marked).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "this is the cell" in spoken

    mended = tmp_path / "mended.xlsx"
    atlanta.desk.save_file = lambda *_: (str(mended), "")
    qtbot.mouseClick(findings.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(mended.exists, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: "mended.xlsx" in atlanta.banner.text.text(), timeout=PATIENCE_MS)
    book = load_workbook(mended)
    sheet = book.worksheets[0]
    column = next(one.column for one in sheet[1] if one.value == "expires")
    for row in (2, 3):
        sheet.cell(row, column).value = "2026-12-31"
    book.save(mended)
    atlanta.desk.choose_file = lambda *_: (str(mended), "")
    qtbot.mouseClick(findings.mended, Qt.MouseButton.LeftButton)
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "8"
    assert len(atlanta.session.desk.of("postings")) == 2


def test_drops_of_every_sort(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "from the state"
    (folder / "older").mkdir(parents=True)
    one, other = semicolons(folder / "a.csv", 4), semicolons(folder / "b.csv", 6)
    (folder / "~$b.xlsx").write_text("a lock that Excel left", encoding="utf-8")
    (folder / "read me.docx").write_text("what the state says", encoding="utf-8")
    drop(atlanta, folder)
    settle(atlanta, qtbot)
    assert [one.name for one in atlanta.session.desk.files] == ["a.csv", "b.csv"]
    steps = atlanta.session.undo_stack.count()

    drop(atlanta, one, one, other)
    settle(atlanta, qtbot)
    assert [file.name for file in atlanta.session.desk.files] == ["a.csv", "b.csv"]
    assert atlanta.session.undo_stack.count() == steps
    assert "as it was" in atlanta.banner.text.text()

    same = tmp_path / "copy of b.csv"
    shutil.copy(other, same)
    drop(atlanta, same)
    settle(atlanta, qtbot)
    assert len(atlanta.session.desk.files) == 2
    assert "copy of b.csv holds the same as b.csv" in atlanta.banner.text.text()

    drop(atlanta, folder / "older")
    settle(atlanta, qtbot)
    assert "There is no file with rows in older" in atlanta.banner.text.text()
    atlanta.views.go("sources")
    assert nameless(atlanta.sources) == []


def test_further_sheets_of_a_file_are_offered_and_count(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    for number, month in enumerate(("January", "February")):
        sheet = book.active if number == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = month
        sheet.append(["Job Title", "Company", "Date Posted", "SOC Code"])
        for row in range(5 + number):
            sheet.append([f"Nurse {month} {row}", f"Clinic {month} {row}", "2026-01-05", "29-1141"])
    book.save(tmp_path / "two months.xlsx")
    drop(atlanta, tmp_path / "two months.xlsx")
    settle(atlanta, qtbot)
    assert len(atlanta.session.desk.files) == 1
    assert "January" in atlanta.banner.text.text() or "February" in atlanta.banner.text.text()
    assert atlanta.banner.retry.text() == "Count them too"
    qtbot.mouseClick(atlanta.banner.retry, Qt.MouseButton.LeftButton)
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "11"
    one, other = atlanta.session.desk.files
    assert (one.sheet, other.sheet) in {("", "January"), ("", "February")}
    drop(atlanta, tmp_path / "two months.xlsx")
    settle(atlanta, qtbot)
    assert cell(atlanta, "29-1141", "postings_open") == "11"


def test_reading_can_be_stopped(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    drop(atlanta, semicolons(tmp_path / "jobs.csv", 4000))
    qtbot.waitUntil(atlanta.status.cancel.isVisible, timeout=PATIENCE_MS)
    qtbot.mouseClick(atlanta.status.cancel, Qt.MouseButton.LeftButton)
    settle(atlanta, qtbot)
    assert atlanta.session.desk.files == ()


def vague(path: Path) -> Path:
    """Write postings whose titles leave their occupation open."""
    titles = ["Zorbinator"] * 5 + ["Zorbinator II"] * 2 + ["Floozle wrangler"] * 3
    rows = [f"v{n},{title},Firm {n},2026-01-{n + 1:02}" for n, title in enumerate(titles)]
    path.write_text("\n".join(["id,title,employer,posted", *rows, ""]), encoding="utf-8")
    return path


def test_a_reviewed_title_counts(
    open_window: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(tmp_path)
    window.commands.set_areas(["0012060"], False)
    settle(window, qtbot)
    drop(window, vague(tmp_path / "vague.csv"))
    settle(window, qtbot)
    before = int(cell(window, "41-2011", "postings_open"))
    window.views.go("sources")
    assert window.sources.review.isVisible()
    qtbot.mouseClick(window.sources.review, Qt.MouseButton.LeftButton)
    review = window.desk.review_dialog
    assert review is not None
    place = next(n for n, one in enumerate(review.titles) if one.title == "Zorbinator")
    review.table.select(place)
    postings = review.titles[place].postings
    review.other.setCurrentIndex(review.other.findData("41-2011"))
    review.other.activated.emit(review.other.currentIndex())
    settle(window, qtbot)
    assert int(cell(window, "41-2011", "postings_open")) == before + postings
    assert window.session.undo_stack.undoText() == "Code “Zorbinator” as Cashiers"
    assert review.table.texts.index(place, 2).data() == "✓ Cashiers"
    qtbot.keyClick(review.table, Qt.Key.Key_Return)
    assert review.table.currentIndex().row() != place
    qtbot.mouseClick(review.undo, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert int(cell(window, "41-2011", "postings_open")) == before
    window.session.redo()
    settle(window, qtbot)
    review.close()
    window.close()

    again = open_window(tmp_path)
    qtbot.waitUntil(lambda: again.pages_open, timeout=PATIENCE_MS)
    # The matrix is not in view: it is brought up to date in a turn of its own.
    counted = str(before + postings)
    qtbot.waitUntil(lambda: cell(again, "41-2011", "postings_open") == counted, timeout=PATIENCE_MS)
    assert (tmp_path / "data" / "corrections.csv").exists()


def test_candidates_by_their_number(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    titles = ["A job that nobody can code", "Associate", "Specialist III", "Lead"]
    rows = [f"s{n},{title},Firm {n}" for n, title in enumerate(titles)]
    path.write_text("\n".join(["id,title,employer", *rows, ""]), encoding="utf-8")
    drop(atlanta, path)
    settle(atlanta, qtbot)
    atlanta.desk.review()
    review = atlanta.desk.review_dialog
    assert review is not None
    place = next(n for n, one in enumerate(review.titles) if len(one.candidates) > 1)
    review.table.select(place)
    soc = review.titles[place].candidates[1]
    before = int(cell(atlanta, soc, "postings_open"))
    qtbot.keyClick(review.table, Qt.Key.Key_2)
    settle(atlanta, qtbot)
    assert int(cell(atlanta, soc, "postings_open")) == before + review.titles[place].postings
    qtbot.keyClick(review.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(atlanta, qtbot)
    assert atlanta.session.desk.corrections == ()
    review.close()


def test_the_mapping_dialog_is_within_reach(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    drop(atlanta, strange(tmp_path / "stellen.csv", 0))
    dialog = asked(atlanta, qtbot)
    dialog.choose_kind("postings")
    assert nameless(dialog) == []
    chain: dict[QWidget, None] = {}
    widget: QWidget | None = dialog.kinds
    while widget is not None and widget not in chain:
        chain[widget] = None
        widget = widget.nextInFocusChain()
    columns = [line.column for line in dialog.lines.lines.values()]
    assert [one for one in columns if one not in chain] == []
    dialog.reject()


def test_the_mapping_dialog_has_room_for_large_text(
    atlanta: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    atlanta.theme.choose_text(200)
    try:
        drop(atlanta, strange(tmp_path / "stellen.csv", 0))
        dialog = asked(atlanta, qtbot)
        qtbot.waitExposed(dialog)
        dialog.choose_kind("postings")
        told = dialog.told.text()
        assert "SOC or O*NET code" in told, told
        qtbot.waitUntil(dialog.outcome_frame.isVisible)
        inside = dialog.told.parentWidget()
        assert inside is not None
        layout = inside.layout()

        def stacked() -> bool:
            parts = [layout.itemAt(place).widget() for place in range(layout.count())]
            boxes = [one.geometry() for one in parts if one.isVisible()]
            return all(above.bottom() < below.top() for above, below in pairwise(boxes))

        qtbot.waitUntil(stacked, timeout=PATIENCE_MS)
        assert dialog.lines.height() >= 3 * dialog.lines.fontMetrics().height()
        dialog.reject()
    finally:
        atlanta.theme.choose_text(100)


def test_incomes_of_a_file_of_ones_own_show_in_the_matrix_unmarked(
    open_window: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(tmp_path)
    window.commands.set_areas(["0012060"], False)
    settle(window, qtbot)
    path = tmp_path / "incomes.csv"
    path.write_text("soc,title,nonba_income_usd\n29-1141,Nurses,61000\n", encoding="utf-8")
    drop(window, path)
    qtbot.waitUntil(lambda: window.intake.dialog is None and not window.intake.running, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: has_income(window, 61_000), timeout=PATIENCE_MS)
    content = matrix_content(window.session.results.matrix, with_postings=False)
    marks = dict(zip(content.values["soc"], content.marks["nonba_income_usd"], strict=True))
    assert marks["29-1141"] == ""
    assert marks["41-2011"] == "m"
    window.views.go("sources")
    card = window.sources.cards["nonba_wages"]
    assert not any("not used" in one.text() for one in card.findChildren(QLabel))


def has_income(window: MainWindow, income_usd: float) -> bool:
    results = window.session.results
    return results is not None and income_usd in results.frame["nonba_income_usd"]


def test_kept_kinds_say_so_and_stay_with_the_plan(
    open_window: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(tmp_path)
    window.commands.set_areas(["0012060"], False)
    settle(window, qtbot)
    path = tmp_path / "Job Zones.txt"
    path.write_text(
        "O*NET-SOC Code\tTitle\tJob Zone\tDate\tDomain Source\n"
        "29-1141.00\tRegistered Nurses\t4\t07/2025\tAnalyst\n"
        "41-2011.00\tCashiers\t1\t07/2025\tAnalyst\n",
        encoding="utf-8",
    )
    drop(window, path)
    qtbot.waitUntil(
        lambda: window.intake.dialog is not None or not window.intake.running, timeout=PATIENCE_MS
    )
    assert window.intake.dialog is None
    settle(window, qtbot)
    window.views.go("sources")
    card = window.sources.cards["onet"]
    assert any("not used in figures yet" in one.text() for one in card.findChildren(QLabel))
    window.close()
    again = open_window(tmp_path)
    qtbot.waitUntil(lambda: again.session.results is not None, timeout=PATIENCE_MS)
    again.views.go("sources")
    file = again.session.desk.files[0]
    assert file.path == str(path)
    qtbot.waitUntil(lambda: again.session.loaded(file) is not None, timeout=PATIENCE_MS)
