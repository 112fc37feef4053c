"""One line on standard error that says what is being done, when somebody watches."""

from __future__ import annotations

import sys
from types import TracebackType

_WIDTH = 70


class ProgressLine:
    """Shows the present step on a terminal and clears the line at the end; silent elsewhere."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._shown = False

    def __call__(self, sentence: str, share: float | None = None) -> None:
        """Show a step; `share` (0–1) of it is done."""
        if not self._watched:
            return
        done = "" if share is None else f" {share:.0%}"
        text = f"{sentence} …{done}"[:_WIDTH]
        print(f"\r{text:<{_WIDTH}}", end="", file=sys.stderr, flush=True)
        self._shown = True

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print(f"\r{'':<{_WIDTH}}\r", end="", file=sys.stderr, flush=True)
