"""Old and binary Excel workbooks read in a process of its own: a damaged one may stop calamine, and with it
the process that it runs in, which no handler of errors can prevent.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from data.intake.reading import refusals
from data.intake.reading.apartchild import ANSWER, LOCKED
from data.intake.reading.tables import Merge

WORD = "read-apart"
"""First word of the command line by which the program, frozen, calls itself for this."""

_SCRIPT = Path(__file__).with_name("apartchild.py")
_ROWS_AT_ONCE = 1_000
_WITHOUT_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_GONE = (EOFError, OSError, pickle.UnpicklingError)
"""What asking a process that has ended, perhaps in the middle of its answer, makes raise."""


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORD]
    # -P: nothing that lies beside the script is taken for a module of the standard library.
    return [sys.executable, "-P", str(_SCRIPT)]


class Apart:
    """The process beside this one that reads workbooks: started when it is needed, and again when it is gone.

    To be used in a ``with`` statement: leaving it ends the process.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pid(self) -> int:
        """Process id, 0 where none runs."""
        return 0 if self._process is None else self._process.pid

    def close(self) -> None:
        """End the process; it holds nothing that anybody needs."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            assert stream is not None
            try:
                stream.close()
            except OSError:
                # What it was still to be asked, it need not know any more.
                continue

    def ask(self, question: str, *told: Any, file: str, kind: str) -> Any:
        """Ask the process and return its answer.

        Parameters
        ----------
        question, told
            A method of `data.intake.reading.apartchild.Reader`, and its arguments.
        file, kind : str
            The file's name and what it is, for the words of a refusal.

        Raises
        ------
        IntakeError
            When the workbook is locked with a password or damaged; also when reading it ended the process.
        """
        try:
            process = self._running()
        except OSError as error:
            raise refusals.unreadable(Path(file), error) from error
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump((question, *told), process.stdin)
            process.stdin.flush()
            said, answer = pickle.load(process.stdout)
        except _GONE as error:
            self.close()
            raise refusals.damaged(file, kind) from error
        if said == ANSWER:
            return answer
        raise refusals.locked_with_password(file) if said == LOCKED else refusals.damaged(file, kind)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                _command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_WITHOUT_CONSOLE,
            )
        return self._process


class ApartBook:
    """One workbook, read by the process beside this one.

    Attributes
    ----------
    names : tuple of str
        Names of its sheets.

    Raises
    ------
    IntakeError
        When it is locked with a password or damaged.
    """

    def __init__(self, apart: Apart, path: Path, name: str, kind: str) -> None:
        self._apart, self._path, self._words = apart, str(path), {"file": name, "kind": kind}
        self.names: tuple[str, ...] = tuple(apart.ask("names", self._path, **self._words))

    def sheet(self, name: str) -> tuple[int, tuple[Merge, ...], Iterator[list[Any]]]:
        """Return the first column of a sheet, its merged cells, and its rows.

        Rows are those of the sheet begun with last: one sheet is read after the other.

        Raises
        ------
        IntakeError
            When it is damaged, also while its rows are read.
        """
        (_, left), merged = self._apart.ask("sheet", self._path, name, **self._words)
        merges = tuple((top + 1, first, bottom + 1, last) for (top, first), (bottom, last) in merged)
        return left, merges, self._rows(name)

    def _rows(self, name: str) -> Iterator[list[Any]]:
        while found := self._apart.ask("rows", self._path, name, _ROWS_AT_ONCE, **self._words):
            yield from found
