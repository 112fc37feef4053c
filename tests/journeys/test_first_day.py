"""A planner's first day: from typing a region to a workbook on the disk."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider
from pytestqt.qtbot import QtBot

from desktop.dialogs.export import ExportDialog
from desktop.export_wishes import ExportChoice
from desktop.tables.columns_button import ColumnsButton
from desktop.tables.figure_table import FigureTable
from desktop.window import MainWindow

PATIENCE_MS = 20_000
LEFT = Qt.MouseButton.LeftButton


def settled(window: MainWindow) -> bool:
    """Return whether the results shown are those of the plan in force."""
    session = window.session
    return not session.busy and session.results is not None and session.results.plan == session.plan


def type_region(window: MainWindow, qtbot: QtBot, text: str) -> None:
    """Type a region and take the first suggestion."""
    entry = window.top_bar.region.entry
    qtbot.mouseClick(entry, LEFT)
    qtbot.keyClicks(entry, text)
    assert window.top_bar.region.model.rowCount() > 0
    qtbot.keyClick(entry, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)


def click_heading(table: FigureTable, qtbot: QtBot, column: str) -> None:
    """Click a heading, scrolled into view if need be."""
    place = table.model().column_of(column)
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    heading = table.horizontalHeader()
    x = heading.sectionViewportPosition(place) + 20
    if x < table.horizontalHeader().sectionSize(0) + table.horizontalHeader().sectionSize(1):
        table.horizontalScrollBar().setValue(0)
        x = heading.sectionViewportPosition(place) + 20
    qtbot.mouseClick(heading.viewport(), LEFT, pos=QPoint(x, 20))


def drag(slider: QSlider, qtbot: QtBot, value: int) -> None:
    """Drag a slider's handle to a value in several steps, as a hand does."""
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    style = slider.style()
    parts = QStyle.ComplexControl.CC_Slider, option
    handle = style.subControlRect(*parts, QStyle.SubControl.SC_SliderHandle, slider)
    groove = style.subControlRect(*parts, QStyle.SubControl.SC_SliderGroove, slider)
    start = handle.center()
    span = groove.width() - handle.width()
    end = groove.left() + handle.width() // 2 + round(span * value / slider.maximum())
    qtbot.mousePress(slider, LEFT, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(slider, QPoint(start.x() + (end - start.x()) * step // 5, start.y()))
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(end, start.y()))


def test_from_a_region_to_a_workbook(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    assert window.stack.currentWidget() is window.start
    type_region(window, qtbot, "atlanta")
    assert "Atlanta" in window.windowTitle()
    page = window.matrix
    assert window.stack.currentWidget() is page
    assert page.model.rowCount() > 600
    assert "Atlanta" in page.headline.text()

    qtbot.mouseClick(page.chips.chips["Gateway"], LEFT)
    classes = {page.model.index(row, 0).data() for row in range(page.model.rowCount())}
    assert classes == {"Gateway"}

    click_heading(page.table, qtbot, "wage_p50_usd")
    wage = page.model.columns[page.model.column_of("wage_p50_usd")].name
    rows = page.model.order
    wages = [float(page.model.content.values[wage][row]) for row in rows]  # type: ignore[union-attr]
    known = [value for value in wages if value == value]
    assert known == sorted(known, reverse=True)
    assert known[0] > known[-1]

    row = page.model.row_of("29-2061")
    page.table.scrollTo(page.model.index(row, 1))
    cell = page.table.visualRect(page.model.index(row, page.model.column_of("employment")))
    qtbot.mouseClick(page.table.viewport(), LEFT, pos=cell.center())
    assert window.session.selection == "29-2061"
    assert window.panel.isVisible()
    assert "utflow to Targets" in window.panel.trace_text()
    assert window.panel.facts is not None
    assert window.panel.facts.class_name == "Gateway"

    window.actions_by_name["priorities"].trigger()
    assert window.stack.currentWidget() is window.priorities
    before = window.priorities.order()
    assert len(before) > 50
    drag(window.priorities.sliders["weight_wage_gain"].slider, qtbot, 90)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)
    assert window.session.plan is not None
    assert window.session.plan.parameters["weight_wage_gain"] > 60
    assert window.session.undo_stack.count() == 2, "the whole drag is one step"
    assert window.session.undo_stack.undoText().startswith("Set wage gain weight to ")
    assert window.priorities.order() != before

    window.actions_by_name["undo"].trigger()
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)
    assert window.priorities.order() == before
    assert window.priorities.sliders["weight_wage_gain"].value == 15

    place = tmp_path / "atlanta.xlsx"
    window.exports.choose_what = ExportChoice
    window.exports.choose_file = lambda *_: (str(place), "")
    with qtbot.waitSignal(window.export.finished, timeout=60_000):
        qtbot.mouseClick(window.status.export, LEFT)
        assert window.status.cancel.isVisible()
    assert window.status.folder.isVisible()
    book = load_workbook(place, read_only=True)
    assert "Priorities" in book.sheetnames
    book.close()


def test_a_suggestion_is_taken_with_the_arrow_keys(window: MainWindow, qtbot: QtBot) -> None:
    entry = window.top_bar.region.entry
    qtbot.mouseClick(entry, LEFT)
    qtbot.keyClicks(entry, "albany")
    model = window.top_bar.region.model
    second = model.suggestions[1]
    popup = window.top_bar.region.popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)
    assert window.session.plan is not None
    assert window.session.plan.areas == (second.area,)


def test_an_example_of_the_start_page(window: MainWindow, qtbot: QtBot) -> None:
    window.start.example_chosen.emit("08")
    qtbot.waitUntil(lambda: settled(window), timeout=PATIENCE_MS)
    assert window.session.plan is not None
    assert window.session.plan.region_name == "Colorado"


def test_two_areas_and_back_to_one(atlanta: MainWindow, qtbot: QtBot) -> None:
    single = atlanta.session.results
    assert single is not None
    region = atlanta.top_bar.region
    qtbot.mouseClick(region.add_button, LEFT)
    type_region(atlanta, qtbot, "athens-clarke")
    plan = atlanta.session.plan
    assert plan is not None
    assert len(plan.areas) == 2
    both = atlanta.session.results
    assert both is not None
    assert both.matrix["employment"].sum() > single.matrix["employment"].sum()

    qtbot.keyClick(region.entry, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: settled(atlanta), timeout=PATIENCE_MS)
    assert atlanta.session.plan is not None
    assert atlanta.session.plan.areas == ("0012060",)

    type_region(atlanta, qtbot, "denver")
    assert atlanta.session.plan.areas == ("0019740",), "a choice without “Add” takes the region's place"


def test_search_filter_and_family(atlanta: MainWindow, qtbot: QtBot) -> None:
    page = atlanta.matrix
    everything = page.model.rowCount()
    atlanta.actions_by_name["find"].trigger()
    qtbot.keyClicks(atlanta.top_bar.search, "nurs regist")
    titles = [page.model.index(row, 1).data() for row in range(page.model.rowCount())]
    assert titles == ["Registered Nurses"]
    qtbot.keyClick(atlanta.top_bar.search, Qt.Key.Key_Escape)
    assert page.model.rowCount() == everything

    page.families.setCurrentIndex(page.families.findText("Construction and Extraction Occupations"))
    socs = {page.model.key_at(row)[:2] for row in range(page.model.rowCount())}
    assert socs == {"47"}
    page.families.setCurrentIndex(0)
    page.in_region.setChecked(False)
    assert page.model.rowCount() == 830


def test_columns_and_sorting_from_the_menu(atlanta: MainWindow, qtbot: QtBot) -> None:
    page = atlanta.matrix
    button = next(one for one in page.findChildren(ColumnsButton))
    button.fill()
    menus = {action.text(): action.menu() for action in button.menu().actions() if action.menu()}
    quotient = next(one for one in menus["Jobs and wages"].actions() if one.text() == "Location quotient")
    assert not quotient.isChecked()
    quotient.trigger()
    assert "location_quotient" in page.table.shown_columns()
    button.fill()
    menus = {action.text(): action.menu() for action in button.menu().actions() if action.menu()}
    next(one for one in menus["Sort by"].actions() if one.text() == "Location quotient").trigger()
    assert page.model.sorted_by == (page.model.column_of("location_quotient"), True)

    views = page.views
    views.fill()
    named = {action.text(): action for action in views.menu().actions()}
    named["By family and class"].trigger()
    columns = page.model.columns
    heads = [name for row in range(page.model.rowCount()) if (name := page.model.head_at(row))]
    rows = [page.model.order[row] for row in range(page.model.rowCount()) if not page.model.head_at(row)]
    shown = [[str(page.model.content.values[name][row]) for row in rows] for name in ("family", "class")]
    assert heads == list(dict.fromkeys(shown[0])), "each family has a head, in the same order"
    assert shown[0] == sorted(shown[0], key=str.casefold)
    first = [name for family, name in zip(*shown, strict=True) if family == shown[0][0]]
    assert [columns[place].name for place, _ in page.model.sorting][:1] == ["class"]
    order = ["Origin", "Mid-wage Origin", "Gateway", "Target", "Historical Adjacency", "Not classified"]
    assert first == sorted(first, key=order.index), "within a family the classes stand together"
    page.chips.only("Gateway")
    assert page.count.text().startswith(f"{page.model.occupations_shown:,} of")
    page.groups.choose("class")
    page.table.show_columns(["automation_risk"])
    views.ask_name = lambda: "Robots"
    views.keep()
    named["As it opens"].trigger()
    assert "employment" in page.table.shown_columns()
    assert page.groups.column() == ""
    views.fill()
    next(action for action in views.menu().actions() if action.text() == "Robots").trigger()
    assert page.table.shown_columns() == ["automation_risk"]
    assert page.chips.wanted() == {"Gateway"}
    assert page.model.grouping == "class"
    assert set(atlanta.preferences.get("views", {})) == {"Robots"}
    views.forget("Robots")
    assert atlanta.preferences.get("views", {}) == {}


def test_the_picture_folds_to_its_title(atlanta: MainWindow, qtbot: QtBot) -> None:
    atlanta.resize(1440, 900)
    assert not atlanta.matrix.picture.is_folded
    atlanta.actions_by_name["picture"].trigger()
    assert atlanta.matrix.picture.is_folded
    atlanta.actions_by_name["picture"].trigger()
    assert not atlanta.matrix.picture.is_folded


def test_a_class_set_by_hand(atlanta: MainWindow, qtbot: QtBot) -> None:
    from workbook.plan import Override

    plan = atlanta.session.plan
    assert plan is not None
    changed = plan.with_override(Override("29-1141", "Target", "the hospital asks for a degree"))
    atlanta.session.change("Set Registered Nurses to Target", changed)
    qtbot.waitUntil(lambda: settled(atlanta), timeout=PATIENCE_MS)
    atlanta.session.select("29-1141")
    assert atlanta.panel.facts is not None
    assert atlanta.panel.facts.class_name == "Target"
    assert "class set by hand" in atlanta.panel.facts.flags
    model = atlanta.matrix.model
    said = model.index(model.row_of("29-1141"), 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "the planner set this class" in said
    menu = atlanta.commands.menu_for("29-1141")
    assert "Leave the class to the rules" in [action.text() for action in menu.actions()]
    menu.deleteLater()
    atlanta.commands.clear_override("29-1141")
    qtbot.waitUntil(lambda: settled(atlanta), timeout=PATIENCE_MS)
    assert atlanta.panel.facts.class_name == "Gateway"


def test_slides_to_be_passed_on(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Chosen in the dialog with its own controls: slides, and without small counts."""
    said: list[str] = []

    def chosen() -> ExportChoice:
        dialog = ExportDialog(ExportChoice(), 10, atlanta)
        qtbot.addWidget(dialog)
        dialog.form.setCurrentText("Slides (.pptx)")
        dialog.shared.click()
        said.append(dialog.about.text())
        return dialog.choice()

    atlanta.exports.choose_what = chosen
    atlanta.exports.choose_file = lambda *_: (str(tmp_path / "atlanta"), "")
    with qtbot.waitSignal(atlanta.export.finished, timeout=60_000):
        qtbot.mouseClick(atlanta.status.export, LEFT)
    assert said[0].startswith("The answers as slides")
    assert atlanta.status.doing.text() == "atlanta.pptx is written, small counts withheld"
    with ZipFile(tmp_path / "atlanta.pptx") as parts:
        slides = [name for name in parts.namelist() if fnmatch(name, "ppt/slides/slide*.xml")]
        assert len(slides) == 5, "no month is kept, so nothing can have changed"
        assert b"registered nurses" in b"".join(map(parts.read, slides)).lower()


def test_nothing_is_written_when_the_dialog_is_left(atlanta: MainWindow, qtbot: QtBot) -> None:
    atlanta.exports.choose_what = lambda: None
    qtbot.mouseClick(atlanta.status.export, LEFT)
    assert not atlanta.export.running
    assert atlanta.status.export.isEnabled()


def test_a_cancelled_export_leaves_nothing(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    place = tmp_path / "out" / "atlanta.xlsx"
    place.parent.mkdir()
    atlanta.exports.write(place)
    with qtbot.waitSignal(atlanta.export.cancelled, timeout=PATIENCE_MS):
        qtbot.mouseClick(atlanta.status.cancel, LEFT)
    assert list(place.parent.iterdir()) == []
    assert atlanta.status.export.isEnabled()


def test_an_export_that_cannot_be_written(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(atlanta.export.failed, timeout=60_000):
        atlanta.exports.write(tmp_path / "nowhere" / "atlanta.xlsx")
    assert atlanta.banner.isVisible()
    assert "no folder" in atlanta.banner.text.text()
    assert atlanta.banner.retry.isVisible()
