"""PySide6 6.12.0 drops a reference of None at every void call on Python 3.11 and aborts after thousands."""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 20_000


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_void_calls_keep_the_references_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("Gateway")
    lost = before - sys.getrefcount(None)
    assert abs(lost) < CALLS // 20, f"PySide6 {PySide6.__version__} lost {lost} references of None"
