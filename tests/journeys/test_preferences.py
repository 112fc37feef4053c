"""Preferences: seen at once where they can be, taken back by Cancel, kept, and never in a number."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from data import figures, language
from desktop.controls.number_box import NumberBox
from desktop.dialogs.preferences import CHOICES, PreferencesDialog
from desktop.exporting import plain_environment
from desktop.look import sizes
from desktop.speaking import AS_SYSTEM, days_of, numbers_of
from desktop.tables.clipboard import copied
from desktop.window import MainWindow
from tests.conftest import ROOT
from tests.journeys.conftest import OpenWindow

COUNTED = """
import datetime, hashlib, json
from data.language import spoken
from data.reference.pack import load_pack
from workbook.model.region import plan_for
from workbook.model.run import run
from workbook.planfile import plan_to_record

pack = load_pack()
results = run(pack, plan_for(pack, "12060", datetime.date(2026, 1, 5)))
numbers = results.matrix.select_dtypes("number")
record = json.dumps(plan_to_record(results.plan), sort_keys=True, default=str)
digest = hashlib.sha256(record.encode() + numbers.to_numpy().tobytes()).hexdigest()
print(digest, len(numbers.columns), spoken())
"""


@pytest.fixture(autouse=True)
def usual_text() -> object:
    """Go back to text of the usual size after each test."""
    yield
    sizes.set_percent(100)


def opened(window: MainWindow) -> PreferencesDialog:
    """Open the preferences as a person does."""
    window.actions_by_name["preferences"].trigger()
    dialog = window.choices.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def choose(dialog: PreferencesDialog, name: str, value: str | int) -> None:
    """Choose a value in a box."""
    box = dialog.boxes[name]
    box.setCurrentIndex(box.findData(value))


def test_theme_and_text_are_seen_at_once_and_taken_back(window: MainWindow) -> None:
    was = window.theme.choice, window.theme.font().pixelSize()
    dialog = opened(window)
    choose(dialog, "theme", "dark")
    choose(dialog, "text_size", 150)
    assert window.theme.dark
    assert window.theme.font().pixelSize() == 20
    dialog.reject()
    assert (window.theme.choice, window.theme.font().pixelSize()) == was


def test_what_is_kept_holds_the_next_day(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(tmp_path)
    dialog = opened(window)
    for name, value in (("theme", "dark"), ("text_size", 125), ("language", "es"), ("numbers", "swiss")):
        choose(dialog, name, value)
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    window.close()
    again = open_window(tmp_path)
    assert again.theme.dark
    assert again.theme.font().pixelSize() == 16
    kept = [opened(again).values()[name] for name in CHOICES]
    assert kept == ["dark", 125, "es", "swiss", AS_SYSTEM]


def test_a_new_language_offers_to_start_again(window: MainWindow) -> None:
    dialog = opened(window)
    assert not dialog.restart.isEnabled()
    choose(dialog, "theme", "dark")
    assert not dialog.restart.isEnabled()
    choose(dialog, "language", "es")
    assert dialog.restart.isEnabled()
    dialog.restart.click()
    assert window.choices.starts_again
    assert not window.isVisible()
    assert window.preferences.get("language", "") == "es"


def test_keys_make_the_text_larger_and_smaller(window: MainWindow) -> None:
    actions = window.actions_by_name
    actions["text_larger"].trigger()
    assert sizes.scale() == 1.25
    for _ in range(9):
        actions["text_larger"].trigger()
    assert sizes.scale() == 2.0
    actions["text_smaller"].trigger()
    assert (sizes.scale(), window.preferences.get("text_size", 0)) == (1.75, 175)
    actions["text_usual"].trigger()
    assert sizes.scale() * 100 == sizes.system_percent()


def test_the_system_finds_the_preferences_in_its_own_menu(window: MainWindow) -> None:
    assert window.actions_by_name["preferences"].menuRole() == QAction.MenuRole.PreferencesRole


def test_every_box_has_a_name_and_says_what_it_is_for(window: MainWindow) -> None:
    dialog = opened(window)
    assert set(dialog.boxes) == set(CHOICES)
    for box in dialog.boxes.values():
        assert box.accessibleName()
        assert box.toolTip()


def test_as_the_computer_means_its_own_forms() -> None:
    german, french, swiss = QLocale("de_DE"), QLocale("fr_FR"), QLocale("de_CH")
    assert [numbers_of(AS_SYSTEM, one) for one in (german, french, swiss, QLocale("en_US"))] == [
        *("continental", "spaced", "swiss", "us"),
    ]
    assert days_of(AS_SYSTEM, QLocale("en_US")) == "month_first"
    assert days_of(AS_SYSTEM, german) == "words"
    assert (numbers_of("swiss", german), days_of("iso", german)) == ("swiss", "iso")


def test_what_is_typed_and_copied_in_another_form(
    atlanta: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = copied_matrix(atlanta)
    monkeypatch.setenv(figures.NUMBERS, "continental")
    box = NumberBox(0, 5_000_000, 3)
    qtbot.addWidget(box)
    box.setValue(1250000.5)
    assert box.text() == "1.250.000,5"
    box.selectAll()
    qtbot.keyClicks(box, "2.500,25")
    box.interpretText()
    assert box.value() == 2500.25
    model = atlanta.matrix.model
    shown = str(model.index(model.row_of("29-1141"), model.column_of("employment")).data())
    assert re.fullmatch(r"\d{1,3}(\.\d{3})+", shown), shown
    assert copied_matrix(atlanta) == plain


def copied_matrix(window: MainWindow) -> str:
    """Return the first rows of the matrix as they are pasted."""
    table, content = window.matrix.table, window.matrix.model.content
    assert content is not None
    return copied(content, range(20), table.visible_columns()).text()


def test_no_preference_changes_a_number_or_the_plan() -> None:
    told = set()
    for forms in ({}, {language.VARIABLE: "es", figures.NUMBERS: "continental", figures.DAYS: "iso"}):
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **forms}
        done = subprocess.run(
            [sys.executable, "-c", COUNTED], env=environment, check=True, capture_output=True, text=True
        )
        digest, columns, spoken = done.stdout.split()
        assert int(columns) > 30
        assert spoken == forms.get(language.VARIABLE, "en")
        told.add(digest)
    assert len(told) == 1


def test_no_preference_reaches_what_writes_files(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (language.VARIABLE, figures.NUMBERS, figures.DAYS):
        monkeypatch.setenv(name, "es")
    assert plain_environment().value(language.VARIABLE) == "en"
    assert not plain_environment().contains(figures.NUMBERS)
    assert not plain_environment().contains(figures.DAYS)
