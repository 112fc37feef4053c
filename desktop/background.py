"""Work off the window's thread: one function runs elsewhere, its answer comes back as a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot


class _Job:
    """One thing to do: a plain object, since a pool keeps every `QRunnable` that is not its own to delete."""

    def __init__(self, work: Callable[[], Any], voice: Background) -> None:
        self.work, self.voice = work, voice
        self.done: Callable[[Any], None]
        self.failed: Callable[[BaseException], None]

    def run(self) -> None:
        """Do the work; whatever it raises is handed over as an answer of the other kind."""
        try:
            answer = self.work()
        except BaseException as error:
            self.voice.answered.emit(self, None, error)
        else:
            self.voice.answered.emit(self, answer, None)


class Background(QObject):
    """A queue beside the window: jobs run one after the other, in the order given."""

    answered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[_Job] = set()
        self.answered.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        """Run ``work`` elsewhere; then call ``done`` with its answer, or ``failed`` with what it raised."""
        job = _Job(work, self)
        job.done, job.failed = done, failed
        self._jobs.add(job)
        self._pool.start(job.run)

    @property
    def busy(self) -> bool:
        """Whether a job is waiting or running."""
        return bool(self._jobs)

    def close(self) -> None:
        """Wait for the running job and forget the answers of all."""
        self._pool.clear()
        self._pool.waitForDone()
        self._jobs.clear()

    @Slot(object, object, object)
    def _finish(self, job: _Job, answer: Any, error: BaseException | None) -> None:
        if job not in self._jobs:
            return
        self._jobs.discard(job)
        if error is None:
            job.done(answer)
        else:
            job.failed(error)
