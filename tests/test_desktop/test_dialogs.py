"""Dialogs at every text size: nothing lies over anything else, and none has room that nothing needs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from data.intake.findings import Finding
from desktop.dialogs.day import DayDialog
from desktop.dialogs.employer import EmployerDialog
from desktop.dialogs.export import ExportChoice, ExportDialog
from desktop.dialogs.findings import FindingsDialog
from desktop.dialogs.history import HistoryDialog
from desktop.dialogs.override import OverrideDialog
from desktop.dialogs.preferences import CHOICES, PreferencesDialog
from desktop.dialogs.snug import SnugDialog
from desktop.dialogs.title_review import TitleReviewDialog
from desktop.look.theme import Theme
from desktop.title_list import OpenTitle
from workbook.desk import Desk

NURSE = "29-1141"
SNUG: dict[str, Callable[[], SnugDialog]] = {
    "day": lambda: DayDialog(datetime.date(2026, 1, 5)),
    "export": lambda: ExportDialog(ExportChoice(), 10),
    "employer": lambda: EmployerDialog(["Registered Nurses"], 0, "Atlanta, GA"),
    "override": lambda: OverrideDialog(NURSE, "Registered Nurses", "Gateway"),
    "preferences": lambda: PreferencesDialog({name: choices[0][0] for name, choices in CHOICES.items()}),
}
FINDINGS = [
    Finding(
        "wage-absurd",
        "left blank",
        "jobs.csv",
        "line 2",
        "The wage is absurd",
        "Nobody pays this",
        "Correct it",
    ),
    Finding(
        "date-unreadable",
        "left blank",
        "jobs.csv",
        "line 3",
        "The day is no date",
        "It says “soon”",
        "Write it",
    ),
    Finding(
        "title-open", "note", "jobs.csv", "line 4", "The title is open", "It fits three jobs", "Choose one"
    ),
]


@pytest.fixture
def sized(theme: Theme) -> Iterator[Theme]:
    """Return a theme whose text is of the usual size again after the test."""
    yield theme
    theme.choose_text(100)


def shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    """Show a dialog and wait for its window."""
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def overlapping(root: QWidget) -> list[tuple[str, str]]:
    """Return the pairs of parts, of those laid out beside each other, of which one lies over the other."""
    parts = [one for one in root.children() if isinstance(one, QWidget) and one.isVisible()]
    return [
        (type(one).__name__, type(other).__name__)
        for place, one in enumerate(parts)
        for other in parts[place + 1 :]
        if one.geometry().intersects(other.geometry())
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("name", SNUG)
def test_a_dialog_is_as_high_as_its_words(qtbot: QtBot, sized: Theme, name: str, percent: int) -> None:
    sized.choose_text(percent)
    dialog = shown(qtbot, SNUG[name]())
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())
    assert overlapping(dialog) == []
    dialog.resize(dialog.width() + 200, dialog.height())
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())


def test_a_finding_is_found_and_copied(qtbot: QtBot, theme: Theme) -> None:
    dialog = FindingsDialog(theme)
    dialog.show_findings(FINDINGS)
    shown(qtbot, dialog)
    found = dialog.list
    assert found.hasFocus()
    qtbot.keyClick(found, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = found.finding
    assert bar.isVisible()
    qtbot.keyClicks(bar.field, "soon jobs")
    assert (found.currentRow(), bar.count.text()) == (1, "1 of 1")
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert dialog.isVisible()
    qtbot.keyClick(found, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert (
        QGuiApplication.clipboard().text().startswith("The day is no date\nleft blank · jobs.csv, line 3\n")
    )
    found.copy(everything=True)
    assert QGuiApplication.clipboard().text().count("jobs.csv") == len(FINDINGS)


def test_a_long_finding_takes_the_lines_that_it_needs(qtbot: QtBot, sized: Theme) -> None:
    dialog = FindingsDialog(sized)
    dialog.show_findings(FINDINGS)
    shown(qtbot, dialog)
    before = dialog.list.visualItemRect(dialog.list.item(0)).height()
    sized.choose_text(200)
    qtbot.waitUntil(lambda: dialog.list.visualItemRect(dialog.list.item(0)).height() > before * 1.5)
    assert dialog.list.visualItemRect(dialog.list.item(0)).width() <= dialog.list.viewport().width()


def test_a_step_of_the_history_has_room_around_it_and_is_never_cut(qtbot: QtBot, sized: Theme) -> None:
    stack = QUndoStack()
    for sentence in ("Choose Atlanta", "Set a parameter with a very long name to another number " * 3):
        stack.push(QUndoCommand(sentence))
    parent = QWidget()
    qtbot.addWidget(parent)
    sized.changed.emit()
    dialog = HistoryDialog(stack, parent)
    shown(qtbot, dialog)
    heights = [
        dialog.view.visualRect(dialog.view.model().index(row, 0)).height() for row in range(stack.count() + 1)
    ]
    line = dialog.view.fontMetrics().height()
    assert heights[1] >= line + 10
    assert heights[2] >= 2 * line
    assert dialog.view.horizontalScrollBar().maximum() == 0


def test_a_candidate_is_named_in_full_where_there_is_room(qtbot: QtBot, sized: Theme) -> None:
    sized.choose_text(200)
    dialog = TitleReviewDialog({"53-7065": "Stockers and Order Fillers"}, sized)
    shown(qtbot, dialog)
    dialog.show_titles([OpenTitle("Associate II", 3, ("53-7065",), 0.4, "associate")], Desk(), "")
    assert dialog.candidates[0].text() == "1   53-7065 Stockers and Order Fillers"
