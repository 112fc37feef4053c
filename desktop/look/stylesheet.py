"""One stylesheet for the whole window, filled with the colours of a palette."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from string import Template

from desktop.look.palette import Palette

ICONS = Path(__file__).parent / "icons"

SHEET = Template("""
QWidget { color: $ink; font-size: 13px; }
QMainWindow, QDialog, #centre, QStackedWidget { background: $ground; }
QToolTip { background: $raised; color: $ink; border: 1px solid $edge; padding: 6px; }

#topBar, #statusStrip, #navigation, #pageList { background: $panel; }
#topBar { border-bottom: 1px solid $hairline; }
#statusStrip { border-top: 1px solid $hairline; }
#navigation { border-right: 1px solid $hairline; }
#occupationPanel { background: $panel; border-left: 1px solid $hairline; }
#occupationPanel QWidget#panelBody { background: $panel; }

QLabel[voice="title"] { font-size: 22px; font-weight: 600; }
QLabel[voice="heading"] { font-size: 16px; font-weight: 600; }
QLabel[voice="section"] { font-size: 13px; font-weight: 600; }
QLabel[voice="quiet"], QCheckBox[voice="quiet"] { color: $secondary; }
QLabel[voice="small"] { color: $secondary; font-size: 11px; }
QLabel[voice="small due"] { color: $caution; font-size: 11px; }
QLabel[voice="small old"] { color: $warning; font-size: 11px; }

QMenuBar { background: $panel; padding: 2px 8px; }
QMenuBar::item { padding: 4px 10px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 3px; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $secondary; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 5px; }

QPushButton, QToolButton {
    background: $raised; border: 1px solid $edge; border-radius: 4px; padding: 4px 12px; min-height: 20px;
}
QToolButton { padding: 4px 8px; }
QPushButton, QToolButton { icon-size: 16px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:disabled, QToolButton:disabled {
    color: $secondary; border-color: $hairline; background: transparent;
}
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QToolButton:focus { padding: 3px 7px; }
QPushButton[role="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[role="primary"]:hover { border-color: $ink; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $hairline; color: $secondary; border-color: $hairline; }
QPushButton[role="link"] {
    background: transparent; border: 1px solid transparent; color: $accent; padding: 4px 6px;
    text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 2px solid $accent; padding: 3px 5px; }
QPushButton[role="link"]:disabled { color: $secondary; }
QToolButton[role="plain"] { background: transparent; border: 1px solid transparent; padding: 4px; }
QToolButton[role="plain"]:hover { background: $hover; }
QToolButton[role="plain"]:focus { border: 2px solid $accent; padding: 3px; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: none; width: 0; }

QToolButton[role="page"] {
    background: transparent; border: none; border-left: 3px solid transparent; border-radius: 0;
    padding: 8px 12px; text-align: left; color: $secondary;
}
QToolButton[role="page"]:hover { background: $hover; color: $ink; }
QToolButton[role="page"]:checked { border-left: 3px solid $accent; color: $ink; background: $selection; }
QToolButton[role="page"]:focus {
    border: 2px solid $accent; border-left: 3px solid $accent; padding: 6px 10px 6px 12px;
}

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit {
    background: $ground; border: 1px solid $edge; border-radius: 4px; padding: 3px 8px; min-height: 22px;
    selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $secondary;
}
QAbstractSpinBox { padding: 3px 4px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus {
    border: 2px solid $accent; padding: 2px 7px;
}
QAbstractSpinBox:focus { padding: 2px 3px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; padding: 0 6px; min-height: 0; background: transparent;
}
QLineEdit QToolButton, QLineEdit QToolButton:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QLineEdit:disabled, QAbstractSpinBox:disabled { color: $secondary; border-color: $hairline; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 10px; height: 10px; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $edge; selection-background-color: $selection;
    selection-color: $ink; outline: none;
}
#regionField { background: $ground; border: 1px solid $edge; border-radius: 4px; }
#regionField:focus { border: 2px solid $accent; }
#regionField QLineEdit { border: none; background: transparent; padding: 2px 4px; }
#regionField QLineEdit:focus { border: none; }
QFrame#findBar { background: $panel; border: 1px solid $edge; border-radius: 4px; }
QFrame#findBar QLabel { background: transparent; }
QFrame[role="token"] { background: $accent_fill; border-radius: 4px; }
QFrame[role="token"] QToolButton {
    border: 1px solid transparent; background: transparent; padding: 0; min-height: 16px;
}
QFrame[role="token"] QToolButton:hover { background: $hover; }
QFrame[role="token"] QToolButton:focus { border: 2px solid $accent; }
QListView#suggestions { background: $raised; border: 1px solid $edge; outline: none; }
QListView#suggestions::item { padding: 5px 8px; }
QListView#suggestions::item:selected { background: $selection; color: $ink; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator {
    width: 16px; height: 16px; border: 1px solid $edge; border-radius: 3px; background: $ground;
}
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $accent; }

QTableView { background: $ground; border: none; outline: none; gridline-color: $hairline; }
QTableView QTableCornerButton::section { background: $ground; border: none; }
QTableView#frozenColumns { border-right: 1px solid $hairline; }
#figureFrame { border: 1px solid $hairline; border-radius: 4px; background: $ground; }
#figureFrame[active="true"] { border: 1px solid $accent; }
#sourceCard { border: 1px solid $hairline; border-radius: 4px; background: $panel; }
QListWidget, QUndoView {
    background: $ground; border: 1px solid $hairline; border-radius: 4px; outline: none;
}
QListWidget:focus, QUndoView:focus { border: 1px solid $accent; }
QListWidget::item, QUndoView::item { padding: 6px 8px; border-bottom: 1px solid $hairline; }
QListWidget::item:selected, QUndoView::item:selected { background: $selection; color: $ink; }
QHeaderView::section {
    background: $panel; color: $ink; border: none; border-bottom: 1px solid $edge; padding: 5px 6px;
    font-weight: 600;
}
QHeaderView::section:vertical { border-bottom: 1px solid $hairline; color: $secondary; font-weight: 400; }
QPushButton[role="choice"] { text-align: left; }
QSplitter::handle { background: $hairline; height: 1px; }
#picture { border: 1px solid $hairline; border-radius: 4px; background: $ground; }
QHeaderView { background: $ground; border: none; }

QScrollArea { background: transparent; border: none; }
#occupationPanel QScrollArea { border: 1px solid transparent; }
#occupationPanel QScrollArea:focus { border-color: $accent; }
QSlider::groove:horizontal { height: 4px; background: $hairline; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal {
    background: $raised; border: 2px solid $accent; width: 12px; height: 12px; margin: -6px 0;
    border-radius: 7px;
}
QSlider::handle:horizontal:hover { background: $accent_fill; }
QSlider:focus { background: $accent_fill; border-radius: 4px; }
QProgressBar { border: none; background: $hairline; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QFrame[role="banner"] { background: $warning_fill; border: none; border-bottom: 1px solid $warning; }
QFrame[role="banner"][tone="notice"] { background: $accent_fill; border-bottom: 1px solid $accent; }
QFrame[role="banner"] QLabel { background: transparent; }
QFrame[role="line"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
#tour { background: $raised; border: 1px solid $accent; border-radius: 6px; }
#tour QLabel { background: transparent; }
#tourRing { background: transparent; border: 3px solid $accent; border-radius: 6px; }
QDialog QListWidget, QDialog QTextBrowser {
    background: $ground; border: 1px solid $hairline; border-radius: 4px;
}
QDialog QListWidget:focus, QDialog QTextBrowser:focus { border-color: $accent; }
""")


STAYING = Template("""
QLineEdit QToolButton { icon-size: 16px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-width: 32px; min-height: 32px; }
QScrollBar::handle:hover { background: $secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")
"""What the pointer takes hold of beside the text, and what Qt keeps small: it does not grow."""

DECLARATION = re.compile(r"([a-z-]+):([^;{}]*);")
LENGTH = re.compile(r"(-?\d+)px")
GROWING = (
    "font-size",
    "icon-size",
    "width",
    "height",
    "min-width",
    "min-height",
    "max-height",
    "border-radius",
)
"""What grows with the text; lines and the room around words stay as they are."""

HEADING = 16
"""Font size [pixels] from which on text is a heading."""

LINE, WORDLESS = 2, 20
"""Lengths up to the first, in pixels, are lines; room from the second on is for a tick or an arrow."""


def stylesheet(palette: Palette, scale: float = 1.0) -> str:
    """Return the stylesheet of a palette for text so many times its usual size."""
    tokens = {key: value for key, value in asdict(palette).items() if isinstance(value, str)}
    pictures = {name: (ICONS / f"{name}-{palette.name}.svg").as_posix() for name in ("tick", "arrow")}
    usual = SHEET.substitute(tokens, **pictures)
    grown = usual if scale == 1 else DECLARATION.sub(lambda found: _grown(found, scale), usual)
    return grown + STAYING.substitute(tokens)


def heading_scale(scale: float) -> float:
    """Return how much larger headings are, which stand out without growing as much as the text."""
    return 1 + (scale - 1) * 0.6


def _grown(found: re.Match[str], scale: float) -> str:
    """Return a declaration with its lengths as they are beside text of this scale."""

    def length(one: re.Match[str]) -> str:
        pixels = int(one[1])
        grows = found[1] in GROWING or pixels >= WORDLESS or pixels < 0
        times = heading_scale(scale) if found[1] == "font-size" and pixels >= HEADING else scale
        return f"{round(pixels * times) if grows and abs(pixels) > LINE else pixels}px"

    return f"{found[1]}:{LENGTH.sub(length, found[2])};"
