"""A later turn of the event loop is a later one, whatever timers are due."""

from __future__ import annotations

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.turns import LaterTurn


def test_a_call_comes_in_a_later_turn_and_once(qtbot: QtBot) -> None:
    owner = QObject()
    turns: list[int] = [0]
    calls: list[int] = []
    started: list[int] = []
    dispatcher = QAbstractEventDispatcher.instance()

    def turned() -> None:
        turns[0] += 1

    dispatcher.awake.connect(turned)
    later = LaterTurn(owner, lambda: calls.append(turns[0]))

    def start() -> None:
        started.append(turns[0])
        later.start()
        later.start()

    # Another timer is due in the same turn: a timer without an interval would run in it too.
    QTimer.singleShot(5, owner, start)
    QTimer.singleShot(5, owner, lambda: None)
    qtbot.waitUntil(lambda: bool(calls))
    dispatcher.awake.disconnect(turned)
    assert len(calls) == 1
    assert calls[0] > started[0]
    assert not later.waits


def test_a_call_that_was_stopped_does_not_come(qtbot: QtBot) -> None:
    owner = QObject()
    calls: list[str] = []
    stopped = LaterTurn(owner, lambda: calls.append("stopped"))
    other = LaterTurn(owner, lambda: calls.append("other"))
    stopped.start()
    other.start()
    stopped.stop()
    qtbot.waitUntil(lambda: bool(calls))
    assert calls == ["other"]
