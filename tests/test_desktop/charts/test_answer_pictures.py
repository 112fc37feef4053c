"""The pictures of the answers draw every mark of their descriptions, in both themes and as SVG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.budget import BudgetPicture
from desktop.charts.firmness import FirmnessPicture
from desktop.charts.heat import HeatPicture
from desktop.charts.parity import ParityPicture
from desktop.charts.sector_bars import SectorPicture
from desktop.charts.taking import svg_of
from desktop.look.theme import Theme
from workbook.model.pictures.budget import budget_curve
from workbook.model.pictures.firmness import firmness
from workbook.model.pictures.heat import gap_map
from workbook.model.pictures.parity import parity
from workbook.model.pictures.sector_bars import sector_bars

Shown = Callable[[type[AnswerPicture[Any]], Any], Any]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Shown:
    """Return a function that shows a picture of a description in a window of its own."""

    def show(kind: type[AnswerPicture[Any]], description: Any) -> Any:
        made = kind(theme)  # type: ignore[call-arg]
        qtbot.addWidget(made)
        made.resize(960, 320)
        made.show_picture(description)
        made.show()
        made.grab()
        return made

    return show


CASES = {
    "firmness": (FirmnessPicture, firmness, "Registered Nurses"),
    "map of gaps": (HeatPicture, gap_map, "Coordination"),
    "dumbbells": (ParityPicture, parity, "Hispanic or Latino"),
    "sectors": (SectorPicture, sector_bars, "Business and legal"),
    "budget": (BudgetPicture, budget_curve, "$1,500,000"),
}


@pytest.mark.parametrize("case", CASES)
def test_labels_are_text_and_marks_speak(shown: Shown, results: Any, theme: Theme, case: str) -> None:
    kind, described, label = CASES[case]
    picture = shown(kind, described(results))
    assert label in svg_of(picture).decode()
    assert picture.title in svg_of(picture).decode()
    assert picture.accessibleName() == picture.title
    assert "\n".join(picture.picture.words()) in picture.accessibleDescription()
    stops = [spot for spot in picture.spots if spot.stop]
    assert len(stops) >= 4
    assert all(spot.says for spot in stops)
    assert all(picture.rect().contains(spot.box.center().toPoint()) for spot in stops)
    light = picture.grab().toImage()
    theme.choose("dark")
    assert picture.grab().toImage() != light
    theme.choose("light")


def test_a_cell_chooses_its_gateway_and_the_arrows_go_from_cell_to_cell(
    shown: Shown, results: Any, qtbot: QtBot
) -> None:
    picture = shown(HeatPicture, gap_map(results))
    (first, _), (second, _) = picture.picture.gateways[:2]
    with qtbot.waitSignal(picture.occupation_chosen) as chosen:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture.spots[0].box.center().toPoint())
    assert chosen.args == [first]
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert picture.current.key == second
    below = picture.current.box.top()
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert (picture.current.key, picture.current.box.top() > below) == (second, True)
    assert picture.accessibleDescription() == picture.current.says


def test_a_group_shows_its_gateways_and_a_gateway_is_chosen(shown: Shown, results: Any, qtbot: QtBot) -> None:
    picture = shown(ParityPicture, parity(results))
    group = picture.picture.groups[1].group
    spot = next(one for one in picture.spots if one.says.startswith(f"{group}:"))
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())
    picture.grab()
    expected = picture.picture.gateways[group][0].soc
    spot = next(one for one in picture.spots if one.key)
    assert spot.key == expected
    with qtbot.waitSignal(picture.occupation_chosen) as chosen:
        qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=spot.box.center().toPoint())
    assert chosen.args == [expected]


def test_the_handle_sets_a_round_budget_where_it_is_let_go(shown: Shown, results: Any, qtbot: QtBot) -> None:
    picture = shown(BudgetPicture, budget_curve(results))
    grip = QPoint(round(picture.x(picture.budget)), round(picture.y.start) - 8)
    to = QPoint(round(picture.x(1_600_000)), grip.y())
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(picture, to)
    assert picture.budget == 1_600_000
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert picture.budget == 1_000_000
    qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=grip)
    qtbot.mouseMove(picture, to)
    with qtbot.waitSignal(picture.budget_decided) as decided:
        qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=to)
    assert decided.args == [1_600_000]
    qtbot.keyClick(picture, Qt.Key.Key_Home)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    with qtbot.waitSignal(picture.budget_decided) as decided:
        qtbot.keyClick(picture, Qt.Key.Key_Return)
    assert decided.args == [100_000]
