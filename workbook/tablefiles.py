"""Result tables as CSV files: UTF-8, columns named as in the dictionary, same results, same bytes.

A number is written with every digit it has, a whole one without a decimal point; a blank is an empty cell;
a flag is ``true`` or ``false``; a line ends with a line feed. A text that a spreadsheet would take for a
formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return) is preceded by an apostrophe;
numbers never are.
"""

from __future__ import annotations

import csv
import datetime
import errno
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from data.formulatext import guarded
from data.language import say_waiting
from workbook.errors import PlannerError

_EXACT_WHOLE_NUMBERS = 2.0**53


def cell_text(value: object) -> str:
    """Write one cell.

    >>> cell_text(0.1), cell_text(20200.0), cell_text(float("nan")), cell_text(True), cell_text("=1+1")
    ('0.1', '20200', '', 'true', "'=1+1")
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (float, np.floating)):
        return _number_text(float(value))
    if isinstance(value, (list, tuple)):
        return guarded("; ".join(str(part) for part in value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return guarded(str(value))


def _number_text(number: float) -> str:
    if number != number:
        return ""
    if number.is_integer() and abs(number) < _EXACT_WHOLE_NUMBERS:
        return str(int(number))
    return repr(number)


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write one table to one file, in its own order of rows and columns."""
    columns = [_column_texts(table[name]) for name in table.columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows(zip(*columns, strict=True))


def _column_texts(column: pd.Series) -> list[str]:
    return [cell_text(value) for value in column.tolist()]


class StagedTables:
    """Tables that are written but not yet in their place."""

    def __init__(self, folder: Path, staging: Path) -> None:
        self._folder, self._staging = folder, staging
        self._names: list[str] = []

    def write(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write every table to the staging folder; raises `PlannerError` as `staged_tables`."""
        for name, table in tables.items():
            self.put(f"{name}.csv", partial(write_table, table))

    def put(self, name: str, write: Callable[[Path], object]) -> None:
        """Have a file of any name written to the staging folder; raises `PlannerError` likewise."""
        with _trouble_in_words(self._folder):
            write(self.place(name))
            self._names.append(name)

    def place(self, name: str) -> Path:
        """Return where a file of this name is staged."""
        return self._staging / name

    def publish(self) -> list[Path]:
        """Move every table to its place, all or none; files of other names stay as they are.

        Raises `PlannerError` as `staged_tables`.
        """
        replaced = self._staging / "replaced"
        moved: list[str] = []
        with _trouble_in_words(self._folder):
            replaced.mkdir()
            for name in self._names:
                if (self._folder / name).is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
            try:
                for name in self._names:
                    moved.append(name)
                    if (self._folder / name).exists():
                        os.replace(self._folder / name, replaced / name)
                    os.replace(self._staging / name, self._folder / name)
            except BaseException:
                for name in moved:
                    self._put_back(name, replaced / name)
                raise
        return [self._folder / name for name in self._names]

    def _put_back(self, name: str, earlier: Path) -> None:
        published = not (self._staging / name).exists()
        if earlier.exists():
            os.replace(earlier, self._folder / name)
        elif published:
            (self._folder / name).unlink(missing_ok=True)


@contextmanager
def staged_tables(folder: Path) -> Iterator[StagedTables]:
    """Give a place to write tables that leaves nothing behind unless they are published.

    Parameters
    ----------
    folder : Path
        Where the tables will stand; it and its parents are created, and removed again when nothing is
        published.

    Raises
    ------
    PlannerError
        When the folder cannot be made or written: a file of that name, no permission, a full disk, a table
        that is open in another program.
    """
    created = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    # Named before it is made: whoever stops the program in between leaves nothing unnamed behind.
    staging = folder / f".headway-tables-{uuid.uuid4().hex}"
    try:
        with _trouble_in_words(folder):
            folder.mkdir(parents=True, exist_ok=True)
            staging.mkdir(mode=0o700)
        yield StagedTables(folder, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        for parent in created:
            if parent.is_dir() and not any(parent.iterdir()):
                parent.rmdir()


@contextmanager
def _trouble_in_words(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _explained(folder, error) from error


def _explained(folder: Path, error: OSError) -> PlannerError:
    what = say_waiting("The tables were not written to {folder}", folder=folder)
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return PlannerError(
            what,
            say_waiting("There is a file where the folder should be"),
            say_waiting("Choose another folder"),
        )
    if isinstance(error, IsADirectoryError):
        return PlannerError(
            what, say_waiting("A folder there has the name of a table"), say_waiting("Choose another folder")
        )
    if error.errno == errno.ENOSPC:
        return PlannerError(
            what, say_waiting("The disk is full"), say_waiting("Make room or choose a folder on another disk")
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return PlannerError(
            what,
            say_waiting("This account may not write there, or one of the tables is open in another program"),
            say_waiting("Close the tables or choose another folder"),
        )
    return PlannerError(
        what,
        say_waiting("The system says: {reason}", reason=error.strerror or error),
        say_waiting("Choose another folder"),
    )
