"""The real window with the real pack and model, opened for a person's task and closed after it.

The pack is read once for all windows; the program that reads it itself is started by `test_program`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.app import make_application, make_window
from desktop.window import MainWindow

PATIENCE_MS = 20_000
OpenWindow = Callable[[Path], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, one_pack: None) -> Iterator[OpenWindow]:
    """Open the window over a folder that stands for the person's computer; close it at the end."""
    opened = []

    def open_over(folder: Path) -> MainWindow:
        make_application()
        window, background = make_window(folder / "config", folder / "data")
        opened.append((window, background))
        window.show()
        window.open()
        qtbot.waitUntil(lambda: window.session.pack is not None, timeout=PATIENCE_MS)
        return window

    yield open_over
    # The clipboard of the offscreen platform brings the process down at its end if a picture is left on it.
    QGuiApplication.clipboard().clear()
    for window, background in opened:
        window.close()
        background.close()
        window.deleteLater()
        # Now, not when the next test waits: a window holds the tables of its results.
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(open_window: OpenWindow, tmp_path: Path) -> MainWindow:
    """Return the window as it is on its first day."""
    return open_window(tmp_path / "computer")


@pytest.fixture
def atlanta(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """Return the window with Atlanta open."""
    window.commands.set_areas(["0012060"], False)
    qtbot.waitUntil(lambda: window.session.results is not None, timeout=PATIENCE_MS)
    return window
