"""The program as it is started: from the command line to the last window closed."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.__main__ import main
from desktop.window import MainWindow
from tests.journeys.conftest import PATIENCE_MS


@pytest.fixture
def started(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[MainWindow]]:
    """Collect the windows the program makes, and put back what it changes for the whole process."""
    windows: list[MainWindow] = []
    make = app.make_window

    def kept(*folders):  # type: ignore[no-untyped-def]
        window, background = make(*folders)
        windows.append(window)
        return window, background

    monkeypatch.setattr(app, "make_window", kept)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield windows
    gc.unfreeze()
    gc.enable()
    for window in windows:
        window.deleteLater()


def test_the_program_opens_its_window_and_ends_with_it(started: list[MainWindow]) -> None:
    def close_when_ready() -> None:
        if started[0].session.pack is None:
            QTimer.singleShot(20, close_when_ready)
            return
        assert gc.isenabled()
        assert started[0].start.isVisible()
        QApplication.closeAllWindows()

    QTimer.singleShot(20, close_when_ready)
    assert main([]) == 0
    assert not started[0].isVisible()


def test_a_fault_in_the_window_becomes_a_banner(
    started: list[MainWindow], capsys: pytest.CaptureFixture[str]
) -> None:
    def look() -> None:
        window = started[0]
        if window.session.pack is None:
            QTimer.singleShot(20, look)
            return
        sys.excepthook(ValueError, ValueError("a slot went wrong"), None)
        said.append(window.banner.text.text())
        QApplication.closeAllWindows()

    said: list[str] = []
    QTimer.singleShot(20, look)
    assert main([]) == 0
    assert "Something went wrong inside Headway (ValueError)" in said[0]
    assert "a slot went wrong" in capsys.readouterr().err


def test_a_closed_window_lets_go_of_its_results(qapp: QApplication, tmp_path: Path) -> None:
    assert app.make_application() is qapp
    window, background = app.make_window(tmp_path / "config", tmp_path / "data")
    kept = weakref.ref(window), weakref.ref(window.session)
    window.close()
    background.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    del window, background
    gc.collect()
    assert [one() for one in kept] == [None, None]


def test_a_plan_handed_over_by_the_desktop_opens(
    atlanta: MainWindow, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    atlanta.plans.save_in(tmp_path / "first.headway")
    atlanta.plans.new()
    qtbot.waitUntil(lambda: atlanta.session.results is None, timeout=PATIENCE_MS)
    assert isinstance(qapp, app.Application)
    qapp.file_opened.connect(atlanta.plans.open)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "first.headway")))
    qapp.file_opened.disconnect(atlanta.plans.open)
    qtbot.waitUntil(lambda: atlanta.session.results is not None, timeout=PATIENCE_MS)
    assert atlanta.plan_file == tmp_path / "first.headway"


def test_plan_files_are_made_known_from_the_menu(window: MainWindow, home: Path) -> None:
    window.actions_by_name["double_click"].trigger()
    assert "double-click" in window.banner.text.text()
    assert (home / "data" / "applications" / "headway.desktop").is_file()
