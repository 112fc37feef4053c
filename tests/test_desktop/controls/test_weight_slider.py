"""A weight is tried while it moves and decided once at the end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from data.dictionaries import parameters
from desktop.controls.number_box import NumberBox
from desktop.controls.weight_slider import WeightSlider
from desktop.look.theme import Theme

NAME = "weight_wage_gain"


@pytest.fixture
def slider(qtbot: QtBot, theme: Theme) -> WeightSlider:
    """Return the slider of the wage gain."""
    made = WeightSlider(parameters()[NAME], "Wage gain")
    qtbot.addWidget(made)
    made.show()
    return made


def test_keys_are_tried_at_once_and_decided_together(slider: WeightSlider, qtbot: QtBot) -> None:
    tried: list[float] = []
    decided: list[float] = []
    slider.tried.connect(lambda name, value: tried.append(value))
    slider.decided.connect(lambda name, value: decided.append(value))
    for _ in range(3):
        qtbot.keyClick(slider.slider, Qt.Key.Key_Right)
    assert tried == [16, 17, 18]
    assert decided == []
    qtbot.waitUntil(lambda: decided == [18])
    assert slider.box.text() == "18"


def test_a_number_typed_is_decided_with_enter(slider: WeightSlider, qtbot: QtBot) -> None:
    slider.box.selectAll()
    qtbot.keyClicks(slider.box, "22.5")
    with qtbot.waitSignal(slider.decided) as decided:
        qtbot.keyClick(slider.box, Qt.Key.Key_Return)
    assert decided.args == [NAME, 22.5]


def test_a_value_shown_from_outside_tells_nobody(slider: WeightSlider, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(slider.tried), qtbot.assertNotEmitted(slider.decided):
        slider.show_value(70)
    assert (slider.value, slider.slider.value()) == (70, 70)


def test_number_boxes_write_numbers_as_people_do(qtbot: QtBot, theme: Theme) -> None:
    box = NumberBox(0, 200_000, 3)
    qtbot.addWidget(box)
    box.setValue(42000)
    assert box.text() == "42,000"
    box.selectAll()
    qtbot.keyClicks(box, "51,041.5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 51041.5
    box.selectAll()
    qtbot.keyClicks(box, "999999999")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() <= 200_000
