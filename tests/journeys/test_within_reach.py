"""Everyone can use the window: names for screen readers, the keyboard reaches everything, no text is cut."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QSlider,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.actions import GUIDE_ACTIONS
from desktop.charts.canvas import Canvas
from desktop.controls.labels import ElidedLabel
from desktop.dialogs.day import DayDialog
from desktop.dialogs.override import OverrideDialog
from desktop.look import sizes
from desktop.navigation import PAGES
from desktop.page_area import PageArea
from desktop.window import MainWindow

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSlider,
    QTextBrowser,
    Canvas,
)
INNER = (QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView)
"""Controls whose own parts (the line edit of a number box) need no name of their own."""


def controls(root: QWidget) -> list[QWidget]:
    """Return every control of ours below a widget."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), INNER) or widget.objectName().startswith("qt_")
        in_popup = widget.window() is not root.window()
        if isinstance(widget, CONTROLS) and not inner and not in_popup:
            found.append(widget)
    return found


def open_everything(window: MainWindow) -> list[QWidget]:
    """Open every dialog and return the windows there are."""
    window.views.parameters()
    window.views.findings()
    window.help.guide()
    window.help.open_glossary()
    for name in GUIDE_ACTIONS:
        window.help.guide_for(name)
    window.desk.review()
    override = OverrideDialog("29-1141", "Registered Nurses", "Gateway", "", window)
    override.show()
    day = DayDialog(datetime.date(2026, 1, 5), window)
    day.show()
    assert day.day() == datetime.date(2026, 1, 5)
    dialogs = [
        one
        for one in QApplication.topLevelWidgets()
        if one.isVisible() and one.isWindow() and one is not window
    ]
    return [window, *dialogs]


def test_every_control_has_a_name(atlanta: MainWindow) -> None:
    nameless = []
    for root in open_everything(atlanta):
        for widget in controls(root):
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name).strip():
                nameless.append(
                    f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"
                )
    assert nameless == []


def test_roles_tell_what_controls_are(atlanta: MainWindow) -> None:
    roles = {
        atlanta.matrix.chips.chips["Gateway"]: QAccessible.Role.CheckBox,
        atlanta.matrix.table: QAccessible.Role.Table,
        atlanta.priorities.sliders["weight_wage_gain"].slider: QAccessible.Role.Slider,
        atlanta.top_bar.search: QAccessible.Role.EditableText,
    }
    for widget, role in roles.items():
        assert QAccessible.queryAccessibleInterface(widget).role() == role


def test_tab_reaches_every_control_that_takes_the_keyboard(atlanta: MainWindow, qtbot: QtBot) -> None:
    pages = atlanta.navigation.buttons.values()
    for page, *_ in PAGES:
        turned_to(atlanta, qtbot, page)
        chain: dict[QWidget, None] = {}
        widget: QWidget | None = atlanta.top_bar.region.entry
        while widget is not None and widget not in chain:
            chain[widget] = None
            widget = widget.nextInFocusChain()
        wanted = [
            one
            for one in controls(atlanta)
            if one.isVisible()
            and one.isEnabled()
            # Of the pages Tab comes to the one chosen, the arrows to the others.
            and (one.focusPolicy() & Qt.FocusPolicy.TabFocus or one in pages)
        ]
        assert len(wanted) > 15, page
        order = list(chain)
        shown = atlanta.views.page()
        middle = atlanta.sources.add if shown is None else shown.table
        parts = (atlanta.top_bar.search, middle, atlanta.status.export)
        assert sorted(parts, key=order.index) == list(parts), f"{page}: from the top to the bottom"
        assert [one for one in wanted if one not in chain] == [], page


@pytest.fixture
def usual_text() -> Iterator[None]:
    """Go back to text of the usual size after the test."""
    yield
    sizes.set_percent(100)


def turned_to(window: MainWindow, qtbot: QtBot, page: str) -> None:
    """Turn to a page and wait until it shows a table, where it has one."""
    window.views.go(page)
    qtbot.waitUntil(
        lambda: page not in window.answers.pages or window.views.page().table is not None, timeout=20_000
    )


@pytest.mark.parametrize(
    ("size", "percent"),
    [((1024, 700), 100), ((1440, 900), 100), ((1280, 800), 150), ((1280, 800), 200), ((1024, 700), 200)],
)
def test_no_text_is_cut(
    atlanta: MainWindow, qtbot: QtBot, size: tuple[int, int], percent: int, usual_text: None
) -> None:
    atlanta.theme.choose_text(percent)
    atlanta.resize(*size)
    qtbot.waitUntil(lambda: atlanta.width() == size[0])
    atlanta.session.select("29-2061")
    for page, *_ in PAGES:
        turned_to(atlanta, qtbot, page)
        qtbot.waitUntil(lambda: nothing_is_cut(atlanta, page), timeout=5_000)  # noqa: B023


def nothing_is_cut(window: MainWindow, page: str) -> None:
    """Fail with what is cut on a page, if anything is."""
    assert (page, cut_texts(window)) == (page, [])


def cut_texts(window: MainWindow) -> list[tuple[str, int]]:
    """Return the labels and buttons that are narrower or lower than their text."""
    cut = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QScrollArea) and widget.widget().width() > widget.viewport().width():
            cut.append((widget.accessibleName(), widget.widget().width()))
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()):
                cut.append((widget.text(), widget.height()))
        elif isinstance(widget, QLabel | QAbstractButton) and widget.width() < widget.sizeHint().width():
            cut.append((widget.accessibleName() or widget.text(), widget.width()))
    return cut


def test_a_page_that_fits_has_no_scroll_bar(atlanta: MainWindow, qtbot: QtBot) -> None:
    atlanta.resize(1350, 720)
    bar = atlanta.findChild(PageArea).verticalScrollBar()
    for name in ("changes", "employers", "compare", "sources"):
        atlanta.views.go(name)
        qtbot.waitUntil(lambda: bar.maximum() == 0, timeout=5_000)


def test_pictures_are_told_in_words(atlanta: MainWindow) -> None:
    overview, bars = atlanta.matrix.overview, atlanta.priorities.bars
    overview.grab()
    bars.grab()
    assert "Gateway" in overview.accessibleDescription()
    assert "points" in bars.accessibleDescription()
