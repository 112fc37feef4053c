"""Troubles met while the cells of a sheet are read, before anybody knows where its headings are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from data.intake.findings import EXAMPLES_SHOWN, FindingLog

WHOLE_FILE = -1
"""Column of a remark that concerns no column."""

ANYWHERE = 0
"""Line of a remark that concerns the whole sheet."""


@dataclass
class _Run:
    lines: list[int] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


class Remarks:
    """Collects remarks by code and column; they become findings once the rows of the table are known."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, int], _Run] = {}

    def add(
        self, code: str, lines: Iterable[int] = (), column: int = WHOLE_FILE, values: Iterable[str] = ()
    ) -> None:
        """Note that rows met a trouble; without lines it concerns the whole sheet or column."""
        run = self._runs.setdefault((code, column), _Run())
        before = len(run.lines)
        run.lines.extend(lines)
        if len(run.lines) == before:
            run.lines.append(ANYWHERE)
        for value in values:
            if len(run.values) >= EXAMPLES_SHOWN:
                break
            run.values.append(value)

    def join(self, others: Remarks) -> None:
        """Take over the remarks of another collection."""
        for (code, column), run in others._runs.items():
            self.add(code, run.lines, column, run.values)

    def clear(self) -> None:
        """Forget everything: the sheet is read again in another way."""
        self._runs.clear()

    def tell(self, log: FindingLog, wanted: Callable[[int], bool], names: dict[int, str]) -> None:
        """Put the remarks on wanted lines into a log of findings, with the names of their columns.

        Parameters
        ----------
        log : FindingLog
            Takes them.
        wanted : callable
            Whether a line belongs to the table.
        names : dict
            Name of each column of the table by its index; remarks on other columns are dropped.
        """
        for (code, column), run in self._runs.items():
            if column != WHOLE_FILE and column not in names:
                continue
            lines = [line for line in run.lines if line != ANYWHERE and wanted(line)]
            if lines or ANYWHERE in run.lines:
                log.add(code, lines, names.get(column, ""), run.values)
