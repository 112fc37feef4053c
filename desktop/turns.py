"""Work dealt out to turns of the event loop, so that none of them is long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal


class LaterTurn(QObject):
    """Calls once for each start, in a later turn of the event loop than the one that started it.

    A timer alone is not enough: it may run in the very turn that started it, if others are due. From the
    timer a queued call goes round the loop once, and whatever a person did meanwhile comes first.

    Parameters
    ----------
    owner : QObject
        What this ends with.
    call : callable
        Called without arguments.
    """

    _round = Signal()

    def __init__(self, owner: QObject, call: Callable[[], object]) -> None:
        super().__init__(owner)
        self._call = call
        self._wanted = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._round)
        self._round.connect(self._now, Qt.ConnectionType.QueuedConnection)

    @property
    def waits(self) -> bool:
        """Whether the call is still to come."""
        return self._wanted

    def start(self) -> None:
        """Call in a later turn; once, however often it is started before."""
        if not self._wanted:
            self._wanted = True
            self._timer.start()

    def stop(self) -> None:
        """Do not call."""
        self._wanted = False
        self._timer.stop()

    def _now(self) -> None:
        if self._wanted:
            self._wanted = False
            self._call()
