"""First pass: every row becomes two numbers in the partition of its person, who is named no more."""

from __future__ import annotations

import math
import secrets
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data.intake.findings import EXAMPLES_SHOWN, IntakeError
from data.intake.histories.columns import PERSON
from data.intake.histories.malformed import QUOTES_BROKEN, Malformed, malformed_rows
from data.intake.histories.partitions import BYTES_A_ROW, Partitions
from data.intake.histories.query import TROUBLES, Salt, is_whole_number, learn, rows_query
from data.intake.histories.sources import Source, holds_quotes
from data.intake.reading.progress import Progress, Watch
from data.language import say

PARTITION_ROWS = 1_000_000
_MOST_BITS = 8
CHUNK_VECTORS = 250
_BUFFER = "32MB"
_FOLDER = "headway-histories-"
FORGOTTEN_S = 86_400
_MOST_TEXTS = 500_000
_ASIDE = 0x7F
_TEXT_BYTES = 14

Found = tuple[Source, Mapping[str, str]]
"""Files, and the names of their columns by field."""


@contextmanager
def workroom(parent: Path | None) -> Iterator[Path]:
    """A folder for what does not fit into memory, gone when the work is over, however it ends.

    What a run left that was killed outright (nothing but salted numbers) is removed by a later one.
    """
    room = Path(tempfile.gettempdir()) if parent is None else parent
    room.mkdir(parents=True, exist_ok=True)
    for old in room.glob(f"{_FOLDER}*"):
        if old.is_dir() and time.time() - old.stat().st_mtime > FORGOTTEN_S:
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_FOLDER, dir=room) as folder:
        yield Path(folder)


@dataclass
class Taken:
    """What became of the rows of some files.

    Attributes
    ----------
    rows : int
        Well-formed rows.
    aside : Counter of str
        Of them, those set aside, by code of the finding.
    texts : Counter of (int, int)
        The texts that stood in the way, as in `rows.sql`, and in how many rows.
    malformed : list of Malformed
        Rows that are not well formed, by source.
    """

    rows: int = 0
    aside: Counter[str] = field(default_factory=Counter)
    texts: Counter[tuple[int, int]] = field(default_factory=Counter)
    malformed: list[Malformed] = field(default_factory=list)

    @property
    def read(self) -> int:
        """All rows of the files."""
        return self.rows + sum(sum(one.rows.values()) for one in self.malformed)

    @property
    def usable(self) -> int:
        """Rows that are not set aside."""
        return self.rows - self.aside.total()

    def examples(self, code: str) -> tuple[str, ...]:
        """The texts that most often stood in the way."""
        trouble = TROUBLES.index(code) + 1
        met = [(-rows, person, job) for (person, job), rows in self.texts.items() if person >> 56 == trouble]
        shown = (_text(person, job) for _, person, job in sorted(met))
        return tuple(text for text in shown if text)[:EXAMPLES_SHOWN]

    def add(self, chunk: pd.DataFrame, partitions: Partitions) -> None:
        """Take rows in: into their partitions, or aside."""
        person, job = chunk["person"].to_numpy(), chunk["job"].to_numpy().view(np.uint64)
        aside = job >> np.uint64(56) == _ASIDE
        self.rows += len(job)
        if aside.any():
            for trouble, rows in enumerate(np.bincount((person[aside] >> np.uint64(56)).astype(np.int64))):
                if rows:
                    self.aside[TROUBLES[trouble - 1]] += int(rows)
            for text, rows in chunk[aside].groupby(["person", "job"]).size().items():
                if text in self.texts or len(self.texts) < _MOST_TEXTS:
                    self.texts[text] += int(rows)
            person, job = person[~aside], job[~aside]
        partitions.add(person, job)


def _text(person: int, job: int) -> str:
    letters = (
        ((person & (1 << 56) - 1) << 56 | job & (1 << 56) - 1).to_bytes(_TEXT_BYTES, "big").rstrip(b"\0")
    )
    text = letters.decode("utf-8", errors="ignore")
    return f"{text}…" if len(letters) == _TEXT_BYTES else text


@dataclass(frozen=True)
class Spreading:
    """How files are read.

    Attributes
    ----------
    connection : duckdb.DuckDBPyConnection
        Prepared by `query.prepare`.
    room : Path
        Folder for what does not fit into memory.
    first_split : int
        Place of the first spelling that stands for several occupations.
    titles : bool
        Whether titles are coded.
    day_first : bool or None
        Whether the day comes first in 03/04/2019; None if the file must show it.
    progress : Progress
        Told rows read, and the share of this pass that is done.
    cancel : threading.Event or None
        Set to call the reading off.
    """

    connection: duckdb.DuckDBPyConnection
    room: Path
    first_split: int
    titles: bool
    day_first: bool | None
    progress: Progress
    cancel: threading.Event | None

    def spread(self, found: Sequence[Found]) -> tuple[Taken, Partitions]:
        """Read every file once and spread its rows over partitions of people.

        Raises
        ------
        IntakeError
            When a file turns out to be damaged, or the disk has too little room.
        ReadingCancelledError
            When the reading was called off.
        """
        taken, partitions = self._all(found, self.room / "first")
        if not _quotes_doubtful(found, taken):
            return taken, partitions
        # Nobody can tell from the beginning of a file what its quotation marks mean further down. The better
        # reading wins: with them as marks around a text, or as letters like others.
        other = [(replace(source, quoted=not source.quoted), columns) for source, columns in found]
        again = self._all(other, self.room / "again")
        return again if again[0].usable > taken.usable else (taken, partitions)

    def _all(self, found: Sequence[Found], folder: Path) -> tuple[Taken, Partitions]:
        expected = max(1, sum(source.rows for source, _ in found))
        _check_disk(self.room, expected)
        folder.mkdir()
        bits = min(_MOST_BITS, max(0, math.ceil(math.log2(expected / PARTITION_ROWS))))
        whole = all(is_whole_number(source.type_of(columns[PERSON])) for source, columns in found)
        salt = Salt(secrets.randbits(63), whole)
        self.connection.execute(f"SET streaming_buffer_size = '{_BUFFER}'")
        taken, partitions = Taken(), Partitions(folder, bits)
        for one in found:
            try:
                with Watch(None, self.cancel).over(self.connection):
                    self._one(one, salt, taken, partitions, expected)
            except duckdb.InterruptException:
                raise
            except duckdb.Error as error:
                raise _damaged(one[0], error) from error
        return taken, partitions

    def _one(self, found: Found, salt: Salt, taken: Taken, partitions: Partitions, expected: int) -> None:
        source, columns = found
        slashes = learn(self.connection, source, columns, self.day_first)
        query = rows_query(source, columns, salt, slashes, first_split=self.first_split, titles=self.titles)
        before = taken.rows
        self.connection.execute(query)
        while len(chunk := self.connection.fetch_df_chunk(CHUNK_VECTORS)):
            taken.add(chunk, partitions)
            self.progress(taken.rows, min(1.0, taken.rows / expected))
        if source.text:
            taken.malformed.append(malformed_rows(self.connection, source, taken.rows - before))


def _quotes_doubtful(found: Sequence[Found], taken: Taken) -> bool:
    """Whether rows were set aside because quotation marks were minded, or perhaps because they were not."""
    if any(source.quoted for source, _ in found):
        return any(QUOTES_BROKEN in one.rows for one in taken.malformed)
    if taken.usable == taken.read:
        return False
    return any(holds_quotes(file) for source, _ in found if source.text for file in source.files)


def _check_disk(room: Path, rows: int) -> None:
    needed, free = rows * BYTES_A_ROW, shutil.disk_usage(room).free
    if free < needed:
        raise IntakeError(
            say("The histories do not fit on the disk while they are counted"),
            say(
                "They need {needed} GB in {folder}, where {free} GB are free",
                needed=f"{needed / 1e9:.1f}",
                folder=room.parent,
                free=f"{free / 1e9:.1f}",
            ),
            say("Free some space, or choose a temporary folder on another disk"),
        )


def _damaged(source: Source, error: duckdb.Error) -> IntakeError:
    first, more = source.files[0].name, len(source.files) - 1
    names = say("{file} and {count} more", file=first, count=more) if more else first
    return IntakeError(
        say("{file} cannot be read to the end", file=names),
        str(error).splitlines()[0].rstrip("."),
        say("Write the file again, or look at the place that is named"),
    )
