"""The ranges of the first ranks, worked out beside the window while the priorities are in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.background import Background
from workbook.model.pictures.firmness import rank_spans

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.model.pictures.firmness import RankSpan
    from workbook.model.results import Results


class RankSpans(QObject):
    """Follows the results in force, also while a weight is being tried; late ranges are dropped."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._shown: Results | None = None

    @property
    def are_shown(self) -> bool:
        """Whether the ranges shown belong to the results in force."""
        return self._shown is not None and self._shown is self._window.session.results

    def refresh(self) -> None:
        """Work the ranges out, unless they are shown, nobody looks, or others are under way."""
        window, results = self._window, self._window.session.results
        looking = window.stack.currentWidget() is window.priorities
        if results is None or not looking or self.are_shown or self._background.busy:
            return
        self._background.run(
            partial(rank_spans, results), partial(self._arrived, results), partial(self._stopped, results)
        )

    def close(self) -> None:
        """Wait for the ranges under way and forget them."""
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
