"""Stopping from the keyboard while long work runs, also in other threads: nothing of it is left behind."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Give an event that is set when somebody wants the command to stop.

    Raises
    ------
    KeyboardInterrupt
        At the end of work that was stopped, whatever it raised on its way out.
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def told(number: int, frame: FrameType | None) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    except Exception as left:
        # A statement of the database that is stopped says so in errors of its own.
        if stop.is_set():
            raise KeyboardInterrupt from left
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
