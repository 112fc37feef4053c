"""The region field: suggestions as a proper model, tokens, adding and removing areas."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.controls.region_field import RegionField, short_title
from desktop.controls.suggestions import SuggestionModel
from desktop.look.theme import Theme
from desktop.regions import suggestions


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, pack: Any) -> RegionField:
    """Return a field over the pack's areas."""
    made = RegionField(theme)
    qtbot.addWidget(made)
    made.set_finder(lambda text: suggestions(pack, text))
    made.show()
    return made


def test_the_model_keeps_qts_rules(qtbot: QtBot, pack: Any) -> None:
    model = SuggestionModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.offer(suggestions(pack, "alb"))
    assert model.rowCount() > 2
    model.offer(())
    assert model.rowCount() == 0
    assert tester.model() is model


@pytest.mark.parametrize(
    ("typed", "first"),
    [("atlanta", "0012060"), ("12060", "0012060"), ("GA", "1300000"), ("atlnta", "0012060")],
)
def test_typing_finds_areas(field: RegionField, qtbot: QtBot, typed: str, first: str) -> None:
    qtbot.keyClicks(field.entry, typed)
    assert field.model.suggestions[0].area == first


def test_a_choice_replaces_and_after_add_it_joins(field: RegionField, qtbot: QtBot) -> None:
    field.show_region([("0012060", "Atlanta-Sandy Springs-Roswell, GA")])
    qtbot.keyClicks(field.entry, "denver")
    with qtbot.waitSignal(field.areas_chosen) as chosen:
        qtbot.keyClick(field.entry, Qt.Key.Key_Return)
    assert chosen.args == [["0019740"], False]
    qtbot.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    assert field.entry.placeholderText() == "Add an area…"
    qtbot.keyClicks(field.entry, "denver")
    with qtbot.waitSignal(field.areas_chosen) as chosen:
        qtbot.keyClick(field.entry, Qt.Key.Key_Return)
    assert chosen.args == [["0012060", "0019740"], True]


def test_a_token_can_be_removed(field: RegionField, qtbot: QtBot) -> None:
    field.show_region(
        [("0012060", "Atlanta-Sandy Springs-Roswell, GA"), ("0019740", "Denver-Aurora-Centennial, CO")]
    )
    button = next(
        one for one in field.findChildren(QToolButton) if one.accessibleName().startswith("Remove Atlanta")
    )
    with qtbot.waitSignal(field.areas_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == [["0019740"], True]


def test_short_titles() -> None:
    assert short_title("Minneapolis-St. Paul-Bloomington, MN-WI") == "Minneapolis, MN"
    assert short_title("Georgia") == "Georgia"
