"""The text size: what goes with it, what stays, and what is told again when it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.charts.class_overview import ClassOverview
from desktop.controls.two_rows import TwoRows
from desktop.controls.weight_slider import HANDLE
from desktop.look import sizes
from desktop.look.palette import LIGHT
from desktop.look.stylesheet import stylesheet
from desktop.look.theme import Theme
from desktop.tables.cells import ROW_HEIGHT
from desktop.tables.text_table import TextTable


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    """Return a theme with text of twice the usual size, and go back to the usual one afterwards."""
    theme.choose_text(200)
    yield theme
    theme.choose_text(100)


def test_fonts_and_kept_sizes_follow_the_text_size_at_once(qtbot: QtBot, theme: Theme) -> None:
    field = QWidget()
    qtbot.addWidget(field)
    sizes.keep(field, "setFixedWidth", 120)
    sizes.keep(field, "setMinimumHeight", 30)
    theme.choose_text(150)
    try:
        assert theme.font().pixelSize() == round(13 * 1.5)
        assert (field.width(), field.minimumHeight()) == (180, 45)
    finally:
        theme.choose_text(100)
    assert (field.width(), field.minimumHeight()) == (120, 30)


def test_text_no_larger_than_known_is_the_computers() -> None:
    assert sizes.system_percent() in sizes.STEPS


def test_lines_of_the_stylesheet_stay_thin_and_scroll_bars_narrow() -> None:
    usual, doubled = stylesheet(LIGHT), stylesheet(LIGHT, 2.0)
    assert "font-size: 13px" in usual
    assert "font-size: 26px" in doubled
    borders = re.compile(r"border[a-z-]*: (\d+)px solid")
    assert borders.findall(usual) == borders.findall(doubled)
    assert "QScrollBar:vertical { background: transparent; width: 12px" in doubled


def test_a_stylesheet_at_the_usual_size_is_as_written() -> None:
    assert stylesheet(LIGHT) == stylesheet(LIGHT, 1.0)
    assert "min-height: 22px" in stylesheet(LIGHT)


@pytest.mark.parametrize("percent", sizes.STEPS)
def test_the_handle_of_a_slider_is_round_at_every_size(percent: int) -> None:
    rule = re.search(r"QSlider::handle:horizontal \{([^}]*)\}", stylesheet(LIGHT, percent / 100))
    groove = re.search(r"QSlider::groove:horizontal \{ height: (\d+)px", stylesheet(LIGHT, percent / 100))
    assert rule is not None
    assert groove is not None
    told = {name: int(size) for name, size in re.findall(r"([a-z-]+): (-?\d+)px", rule[1])}
    # As high as the groove and what it stands out; Qt draws corners that are too round as edges.
    high, wide = int(groove[1]) - 2 * told["margin"], told["width"] + 2 * told["border"]
    assert 2 * told["border-radius"] <= min(high, wide)
    assert high <= round(HANDLE * percent / 100), "it is not cut above and below"


def test_no_dialog_is_larger_than_its_screen(qtbot: QtBot, large: Theme) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    sizes.keep(dialog, "setMinimumSize", 1000, 700)
    room = dialog.screen().availableSize()
    assert dialog.minimumWidth() <= room.width()
    assert dialog.minimumHeight() <= room.height()


def test_rows_of_a_table_grow(qtbot: QtBot, large: Theme) -> None:
    table = TextTable(large, "Rows")
    qtbot.addWidget(table)
    assert table.verticalHeader().defaultSectionSize() == 2 * ROW_HEIGHT


def test_a_picture_is_drawn_on_a_grid_that_grows_with_the_text(qtbot: QtBot, large: Theme) -> None:
    picture = ClassOverview(large)
    qtbot.addWidget(picture)
    picture.resize(800, 600)
    assert (picture.area().width(), picture.area().height()) == (400, 300)
    picture.title = "A takeaway of the picture that is much too long to stand in one line of it, really"
    picture.grab()
    picture.spot(picture.area(), "everything")
    assert picture.spot_at(QPointF(399, 299)) is not None
    with sizes.usual():
        assert picture.area().width() == 800


def test_two_rows_break_where_one_is_too_short(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = TwoRows(page)
    row.first.addWidget(QLabel("the filters of a page"))
    row.second.addWidget(QLabel("and what can be done about it"))
    needed = row.sizeHint().width()
    row.resize(needed + 20, 30)
    page.show()
    assert not row.is_broken
    row.resize(needed - 20, 60)
    assert row.is_broken
    assert row.minimumSizeHint().width() < needed
