"""Reads old and binary Excel workbooks for another process: damage that ends this one cannot end that.

Questions come in on standard input and answers go out on standard output, as pickles. It ends when its input
ends. It imports calamine and the standard library alone, so that it starts in a moment, as a script of its
own (`data.intake.reading.apart` starts it).
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

ANSWER, LOCKED, DAMAGED = "answer", "locked", "damaged"

Answer = tuple[str, Any]


class Reader:
    """The workbooks that are open, and the sheet whose rows are asked for."""

    def __init__(self) -> None:
        self._books: dict[str, python_calamine.CalamineWorkbook] = {}
        self._rows: Iterator[list[Any]] = iter(())
        self._place: tuple[str, str] = ("", "")

    def answer(self, question: str, *told: Any) -> Answer:
        """Answer a question; what calamine cannot read is an answer as well."""
        try:
            return ANSWER, getattr(self, question)(*told)
        except python_calamine.PasswordError:
            return LOCKED, None
        except (python_calamine.CalamineError, OSError):
            return DAMAGED, None
        except BaseException as error:
            # What stops a library written in Rust short is no Exception, and is known by its name alone.
            if type(error).__name__ != "PanicException":
                raise
            return DAMAGED, None

    def names(self, path: str) -> list[str]:
        """Open a workbook by what is in it, whatever its name says; return the names of its sheets."""
        content = io.BytesIO(Path(path).read_bytes())
        self._books[path] = python_calamine.CalamineWorkbook.from_filelike(content)
        return self._books[path].sheet_names

    def sheet(self, path: str, name: str) -> tuple[tuple[int, int], list[Any]]:
        """Begin with the rows of a sheet; return where its first cell lies, and its merged cells."""
        if path not in self._books:
            self.names(path)
        sheet = self._books[path].get_sheet_by_name(name)
        self._rows, self._place = iter(sheet.iter_rows()), (path, name)
        return sheet.start or (0, 0), list(sheet.merged_cell_ranges or ())

    def rows(self, path: str, name: str, count: int) -> list[list[Any]]:
        """Return the next rows of the sheet begun with last; none at its end."""
        assert self._place == (path, name)
        return list(islice(self._rows, count))


def main() -> int:
    """Answer until nobody asks any more."""
    # Stopping from the keyboard reaches every process of a command; the one that asks decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever else is printed here goes where errors go.
    os.dup2(2, 1)
    reader = Reader()
    while True:
        try:
            question = pickle.load(sys.stdin.buffer)
        except EOFError:
            return 0
        pickle.dump(reader.answer(*question), answers, protocol=5)
        answers.flush()


if __name__ == "__main__":
    sys.exit(main())
