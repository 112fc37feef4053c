"""What the tests of single parts share: the results of one real region, and a theme."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import make_application
from desktop.look.theme import Theme


@pytest.fixture(scope="session")
def results(pack: Any) -> Any:
    """Return the results of Atlanta as shipped."""
    from workbook.model.region import plan_for
    from workbook.model.run import run

    return run(pack, plan_for(pack, "12060", datetime.date(2026, 1, 5)))


@pytest.fixture(autouse=True)
def emptied_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing on the clipboard: that of the offscreen platform would end the process badly."""
    yield
    QGuiApplication.clipboard().clear()


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    """Return the light theme."""
    make_application()
    return Theme("light")
