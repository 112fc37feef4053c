"""Long reads can be watched and called off: progress goes out, cancelling comes in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import duckdb

Progress = Callable[[int, float | None], None]
"""Called with the rows read so far and the share of the work done (0–1, or None where nobody can tell).

It may be called from another thread than the one that reads; it must return quickly.
"""

_LOOK_EVERY_S = 0.05


class ReadingCancelledError(Exception):
    """The reading was called off; nothing of it is left behind."""


class Watch:
    """What a long read tells and asks: how far it is, and whether it should stop.

    Parameters
    ----------
    progress : Progress, optional
        Told how far the reading is.
    cancel : threading.Event, optional
        Set by somebody who no longer wants the result.
    """

    def __init__(self, progress: Progress | None = None, cancel: threading.Event | None = None) -> None:
        self.progress, self.cancel = progress, cancel
        self.rows = 0

    def check(self) -> None:
        """Raise ReadingCancelledError when the reading was called off."""
        if self.cancel is not None and self.cancel.is_set():
            raise ReadingCancelledError("the reading was called off")

    def tell(self, rows: int, share: float | None = None) -> None:
        """Say how far the reading is, and stop it when it was called off."""
        self.check()
        self.rows = rows
        if self.progress is not None:
            self.progress(rows, share)

    @contextmanager
    def over(self, connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
        """Watch statements of a connection: tell their progress, interrupt them when called off.

        Raises
        ------
        ReadingCancelledError
            When the statement was interrupted for that reason.
        """
        self.check()
        if self.progress is None and self.cancel is None:
            yield
            return
        done = threading.Event()
        watcher = threading.Thread(target=self._look, args=(connection, done), name="reading-watch")
        watcher.start()
        try:
            yield
        except duckdb.InterruptException as error:
            self.check()
            raise error
        finally:
            done.set()
            watcher.join()
        self.check()

    def _look(self, connection: duckdb.DuckDBPyConnection, done: threading.Event) -> None:
        while not done.wait(_LOOK_EVERY_S):
            if self.cancel is not None and self.cancel.is_set():
                connection.interrupt()
                continue
            if self.progress is not None:
                share = connection.query_progress()
                self.progress(self.rows, share / 100 if share >= 0 else None)
