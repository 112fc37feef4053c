"""The next day: the window comes back as it was left, whatever happened in between."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from desktop.window import MainWindow
from workbook.plan import Plan
from workbook.planfile import save_plan

PATIENCE_MS = 20_000
OpenWindow = Callable[[Path], MainWindow]


def ready(window: MainWindow) -> bool:
    """Return whether results are shown."""
    return window.session.results is not None and not window.session.busy


def test_everything_is_as_it_was_left(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_text("soc,group,period,unemployed\n29-1141,,2026-02,640\n", encoding="utf-8")
    first = open_window(tmp_path)
    first.commands.set_areas(["0012060"], False)
    qtbot.waitUntil(lambda: ready(first), timeout=PATIENCE_MS)
    first.commands.set_parameter("weight_wage_gain", 40)
    first.commands.load_file("unemployed", claims)
    qtbot.waitUntil(
        lambda: first.session.plan is not None and first.session.plan.unemployed_path is not None,
        timeout=PATIENCE_MS,
    )
    first.theme.choose("dark")
    first.matrix.table.show_columns(["employment", "location_quotient"])
    first.views.go("priorities")
    first.resize(1200, 760)
    qtbot.waitUntil(lambda: ready(first), timeout=PATIENCE_MS)
    first.close()

    second = open_window(tmp_path)
    qtbot.waitUntil(lambda: ready(second), timeout=PATIENCE_MS)
    plan = second.session.plan
    assert plan == first.session.plan
    assert plan is not None
    assert plan.parameters["weight_wage_gain"] == 40
    assert not second.session.undo_stack.canUndo()
    assert second.theme.dark
    assert second.stack.currentWidget() is second.priorities
    assert second.priorities.sliders["weight_wage_gain"].value == 40
    assert second.matrix.table.shown_columns() == ["employment", "location_quotient"]
    assert not second.preferences.geometry().isEmpty()
    second.theme.choose("light")


def test_the_plan_is_kept_while_the_window_is_open(atlanta: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(atlanta.plan_file.exists, timeout=PATIENCE_MS)
    atlanta.commands.set_parameter("risk_line", 0.6)
    qtbot.waitUntil(
        lambda: '"risk_line": 0.6' in atlanta.plan_file.read_text(encoding="utf-8"), timeout=PATIENCE_MS
    )


def test_a_file_that_is_gone_is_said(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_text("soc,group,period,unemployed\n29-1141,,2026-02,640\n", encoding="utf-8")
    first = open_window(tmp_path)
    first.commands.set_areas(["0012060"], False)
    first.commands.load_file("unemployed", claims)
    qtbot.waitUntil(
        lambda: first.session.plan is not None and first.session.plan.unemployed_path is not None,
        timeout=PATIENCE_MS,
    )
    first.close()
    claims.unlink()
    second = open_window(tmp_path)
    qtbot.waitUntil(lambda: ready(second), timeout=PATIENCE_MS)
    assert "claims.csv" in second.banner.text.text()
    assert second.session.plan is not None
    assert second.session.plan.unemployed_path is None


def test_a_damaged_plan_does_not_keep_the_window_shut(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.json").write_text('{"format": 1, "areas": [', encoding="utf-8")
    window = open_window(tmp_path)
    assert "saved plan was not opened" in window.banner.text.text()
    window.commands.set_areas(["0012060"], False)
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)


def test_a_plan_of_a_place_that_is_no_more(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    plan = Plan(("9999999",), "Atlantis", datetime.date(2026, 1, 5))
    save_plan(plan, tmp_path / "data" / "plan.json")
    window = open_window(tmp_path)
    assert "Atlantis, was not opened" in window.banner.text.text()
    assert window.stack.currentWidget() is window.start


def test_a_fault_of_ours_is_reported_and_the_plan_stays(
    atlanta: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    plan = atlanta.session.plan
    assert plan is not None
    monkeypatch.setattr("desktop.session.solved", broken)
    atlanta.commands.set_parameter("risk_line", 0.6)
    qtbot.waitUntil(atlanta.banner.isVisible, timeout=PATIENCE_MS)
    assert "Something went wrong inside Headway" in atlanta.banner.text.text()
    reports = list((atlanta.folder / "reports").glob("*.txt"))
    assert len(reports) == 1
    assert "Traceback" in reports[0].read_text(encoding="utf-8")
    monkeypatch.undo()
    qtbot.mouseClick(atlanta.banner.retry, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: atlanta.session.results.plan == atlanta.session.plan, timeout=PATIENCE_MS)
    assert not atlanta.banner.isVisible()
    atlanta.session.undo()
    assert atlanta.session.plan == plan


def test_dark_and_light(atlanta: MainWindow, qtbot: QtBot) -> None:
    for choice in ("dark", "light"):
        atlanta.theme.choose(choice)
        qtbot.waitUntil(lambda: True)
        ground = atlanta.theme.palette.ground.lower()
        image = atlanta.matrix.grab().toImage()
        assert image.pixelColor(image.width() - 4, image.height() - 4).name() == ground
        assert atlanta.actions_by_name[f"theme_{choice}"].isChecked()


def test_late_results_of_an_old_plan_are_dropped(atlanta: MainWindow, qtbot: QtBot) -> None:
    shown: list[float] = []
    atlanta.session.results_changed.connect(
        lambda results: shown.append(results.parameters["weight_wage_gain"])
    )
    for value in range(20, 60):
        atlanta.commands.try_parameter("weight_wage_gain", float(value))
    atlanta.commands.set_parameter("weight_wage_gain", 60)
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == 60, timeout=PATIENCE_MS)
    assert len(shown) < 10, "values passed over by the slider are not all computed"
    assert atlanta.session.undo_stack.count() == 2


def test_the_window_stays_awake_while_it_computes(atlanta: MainWindow, qtbot: QtBot) -> None:
    beats: list[int] = []
    timer = QTimer(atlanta, interval=5)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    atlanta.commands.set_areas(["0600000"], False)
    qtbot.waitUntil(
        lambda: atlanta.session.results is not None and atlanta.session.results.plan == atlanta.session.plan,
        timeout=PATIENCE_MS,
    )
    timer.stop()
    assert len(beats) >= 3


def test_the_panel_catches_up_when_a_slider_rests(atlanta: MainWindow, qtbot: QtBot) -> None:
    atlanta.views.go("priorities")
    atlanta.session.select("29-1141")
    before = atlanta.panel.facts
    atlanta.commands.try_parameter("weight_wage_gain", 60.0)
    qtbot.waitUntil(lambda: ready(atlanta), timeout=PATIENCE_MS)
    assert atlanta.session.results is not None
    assert atlanta.session.results.plan.parameters["weight_wage_gain"] == 60
    assert atlanta.panel.facts is before, "it does not follow while the slider moves"
    atlanta.commands.set_parameter("weight_wage_gain", 60.0)
    qtbot.waitUntil(lambda: atlanta.panel.facts is not before, timeout=PATIENCE_MS)
