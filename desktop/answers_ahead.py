"""Answers that nobody looks at yet are worked out in a child while the window has nothing else to do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.background import Background
from desktop.children import children
from desktop.found import Found, worked_out
from workbook.model.questions import QUESTIONS

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.model.questions import Question
    from workbook.model.results import Results

REST_MS = 1000
"""Answers are worked out ahead once results have stood for so long."""


def in_child(question: Question, results: Results, cancel: threading.Event | None = None) -> Found:
    """Return the answer to a question: those of the model in a child, which does not hold the window up."""
    if question not in QUESTIONS:
        return worked_out(question, results)
    found: Found = children.ask(partial(worked_out, question, results), cancel=cancel)
    return found


class AnswersAhead(QObject):
    """Keeps answers to the results in force for pages that are turned to later.

    Signals
    -------
    came : ()
        An answer is there, or could not be worked out.
    """

    came = Signal()

    def __init__(self, window: MainWindow, is_answered: Callable[[str], bool]) -> None:
        super().__init__(window)
        self._window, self._is_answered = window, is_answered
        self._background = Background(self)
        self._kept: dict[str, tuple[Results, Found | None]] = {}
        self._under_way: tuple[str, Results] | None = None
        self._cancel = threading.Event()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._work)

    def rest(self) -> None:
        """Work ahead once nothing else has been wanted for a while."""
        if not self._background.busy:
            self._rest.start()

    def has(self, name: str, results: Results) -> bool:
        """Return whether the answer to a question is there."""
        known, found = self._kept.get(name, (None, None))
        return known is results and found is not None

    def take(self, name: str, results: Results) -> Found | None:
        """Hand over the answer to a question; None where there is none to these results."""
        known, found = self._kept.pop(name, (None, None))
        return found if known is results else None

    def is_on(self, name: str, results: Results) -> bool:
        """Return whether the answer to a question is being worked out."""
        return self._under_way is not None and self._under_way == (name, results)

    @property
    def done(self) -> bool:
        """Whether there is nothing to work ahead."""
        return self._next() is None and not self._background.busy

    def close(self) -> None:
        """Call off the answer under way."""
        self._rest.stop()
        self._cancel.set()
        self._background.close()

    def _next(self) -> Question | None:
        results = self._window.session.results
        self._kept = {name: kept for name, kept in self._kept.items() if kept[0] is results}
        wanted = (one for one in QUESTIONS if one.name not in self._kept and not self._is_answered(one.name))
        return None if results is None else next(wanted, None)

    def _work(self) -> None:
        window, results = self._window, self._window.session.results
        if window.commands.trying:
            self._rest.start()
            return
        question = self._next()
        if question is None or results is None or window.session.busy or self._background.busy:
            return
        self._under_way = (question.name, results)
        self._background.run(
            partial(_with_one_to_spare, question, results, self._cancel),
            partial(self._arrived, question.name, results),
            partial(self._stopped, question.name, results),
        )

    def _arrived(self, name: str, results: Results, found: Found | None) -> None:
        self._under_way = None
        self._kept[name] = results, found
        self.came.emit()
        self._work()

    def _stopped(self, name: str, results: Results, _error: BaseException) -> None:
        """Leave it to the page to ask again, and to say what is wrong."""
        self._arrived(name, results, None)


def _with_one_to_spare(question: Question, results: Results, cancel: threading.Event) -> Found:
    """Work out an answer while another child is free for what the window may want meanwhile."""
    children.warm(2)
    return in_child(question, results, cancel)
