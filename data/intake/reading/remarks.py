"""Troubles met while the cells of a sheet are read, before anybody knows where its headings are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import numpy as np

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

    def tell(
        self, log: FindingLog, names: dict[int, str], first_line: int = ANYWHERE, gone: Collection[int] = ()
    ) -> None:
        """Put the remarks on the rows of a table into a log of findings, with the names of their columns.

        Parameters
        ----------
        log : FindingLog
            Takes them.
        names : dict
            Name of each column of the table by its index; remarks on other columns are dropped.
        first_line : int
            Line with which the table begins.
        gone : collection of int
            Lines below that are no rows of it.
        """
        for (code, column), run in self._runs.items():
            if column != WHOLE_FILE and column not in names:
                continue
            lines = np.array(run.lines, np.int64)
            of_table = lines[(lines != ANYWHERE) & (lines >= first_line) & ~np.isin(lines, list(gone))]
            if len(of_table) or ANYWHERE in run.lines:
                first = np.sort(of_table)[:EXAMPLES_SHOWN].tolist()
                log.tally(code, len(of_table), first, names.get(column, ""), run.values)
