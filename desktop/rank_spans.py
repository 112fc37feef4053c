"""The ranges of the first ranks, worked out beside the window while the priorities are in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.background import Background
from desktop.children import children
from workbook.model.pictures.firmness import rank_spans

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.model.pictures.firmness import RankSpan
    from workbook.model.results import Results

REST_MS = 120
"""Ranges wait until results have come to rest, so that they never slow down a slider that moves."""


class RankSpans(QObject):
    """Follows the results in force, also of a weight that is being tried; late ranges are dropped."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._shown: Results | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._work)

    @property
    def are_shown(self) -> bool:
        """Whether the ranges shown belong to the results in force."""
        return self._shown is not None and self._shown is self._window.session.results

    def refresh(self) -> None:
        """Work the ranges out once the results rest, unless they are shown or nobody looks."""
        window, results = self._window, self._window.session.results
        looking = window.stack.currentWidget() is window.priorities
        if results is not None and looking and not self.are_shown and not self._background.busy:
            self._rest.start()

    def _work(self) -> None:
        results = self._window.session.results
        if results is None or self._background.busy:
            return
        self._background.run(
            partial(children.ask, partial(rank_spans, results)),
            partial(self._arrived, results),
            partial(self._stopped, results),
        )

    def close(self) -> None:
        """Wait for the ranges under way and forget them."""
        self._rest.stop()
        self._background.close()

    def _arrived(self, results: Results, spans: tuple[RankSpan, ...]) -> None:
        self._shown = results
        if self.are_shown:
            self._window.priorities.bars.show_spans(spans)
        self.refresh()

    def _stopped(self, results: Results, error: BaseException) -> None:
        """Leave the bars without ranges, and say why."""
        self._shown = results
        self._window.priorities.bars.show_spans(())
        self._window.trouble(error, again=None)
