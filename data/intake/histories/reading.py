"""Reads job histories of any size in two passes: rows into partitions of people, partitions into counts."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from data import engine
from data.intake.findings import IntakeError
from data.intake.histories import columns as layout
from data.intake.histories.counting import count_people
from data.intake.histories.counts import Histories
from data.intake.histories.moves import Rules, latest_starts
from data.intake.histories.partitions import Partitions
from data.intake.histories.query import Codes, known_codes, prepare
from data.intake.histories.remarks import Remarks, histories
from data.intake.histories.sources import found_files, sources
from data.intake.histories.spreading import Found, Spreading, Taken, workroom
from data.intake.occupations import Occupations
from data.intake.reading.progress import Progress, Watch
from data.language import say

if TYPE_CHECKING:
    from data.reference.pack import Pack

MONTHS = 12
MOST_MONTHS = 600
MEMORY_LIMIT_MB = 1_000
"""Ceiling of DuckDB while rows are read; counting takes about 100 bytes for each row of a partition."""
_READING_SHARE = 0.7


def read_histories(
    path: str | Path,
    pack: Pack,
    *,
    columns: Mapping[str, str] | None = None,
    months: int = MONTHS,
    code_of: Mapping[str, str] | None = None,
    day_first: bool | None = None,
    keep_education_not_stated: bool = True,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    threads: int | None = None,
    memory_limit_mb: int = MEMORY_LIMIT_MB,
    temp_folder: Path | None = None,
) -> Histories:
    """Count who moved from which occupation to which; what a move is, `data.intake.histories` says.

    Parameters
    ----------
    path
        A Parquet, CSV or TSV file (text also packed with gzip), or a folder: one row per person and job.
    columns
        Names of columns by field (person, soc, title, start, end, education) that are not the usual ones.
    months
        Longest gap between two jobs, in calendar months.
    code_of
        SOC code by job title (`distinct_titles` lists them), for rows without a known code.
    day_first
        Whether 03/04/2019 is the third of April; needed only where the file does not show it.
    keep_education_not_stated
        Whether people whose education is nowhere stated count.
    progress, cancel
        Told the rows read and the share of the work done, perhaps from another thread; set to call it off.
    threads, memory_limit_mb
        By default one thread less than the processors; ceiling of DuckDB, in megabytes.
    temp_folder
        Where about 16 bytes a row lie meanwhile, by default the system's; no person is named and none stays.

    Raises
    ------
    IntakeError
        When the files cannot be read, lack a column, may be read in two ways, or no row can be used.
    ReadingCancelledError
        When the reading was called off; nothing of it is left behind.
    ValueError
        If `months` is negative or above 600.
    """
    if not 0 <= months <= MOST_MONTHS:
        raise ValueError(f"months must be 0 to {MOST_MONTHS}, not {months}")
    asked = _Asked(Path(path), columns or {}, code_of, day_first, keep_education_not_stated)
    workers = threads if threads is not None else max(1, (os.cpu_count() or 2) - 1)
    return _counted(
        asked, pack, months, _Work(progress or _quiet, cancel, workers, memory_limit_mb, temp_folder)
    )


def distinct_titles(
    path: str | Path, *, columns: Mapping[str, str] | None = None, cancel: threading.Event | None = None
) -> pd.DataFrame:
    """List the job titles of a history, so that they can be coded once each.

    Parameters
    ----------
    path, columns, cancel
        As for `read_histories`.

    Returns
    -------
    DataFrame
        One row per title as it stands, without blanks around it: ``title``, ``rows``; most frequent first.

    Raises
    ------
    IntakeError
        When the files cannot be read or have no column of titles.
    """
    with workroom(None) as room, engine.connect(temp_folder=room) as connection:
        found = _found(connection, Path(path), columns or {}, Remarks(Path(path).name), titles=True)
        if not any(layout.TITLE in names for _, names in found):
            raise IntakeError(
                say("{file} has no column of job titles", file=Path(path).name),
                say("Only titles need coding"),
                say("Read it as it is"),
            )
        titles = " UNION ALL ".join(
            f"SELECT trim(CAST({source.column(names[layout.TITLE])} AS VARCHAR), ' \"') AS title"
            f" FROM {source.relation()} AS source"
            for source, names in found
            if layout.TITLE in names
        )
        with Watch(None, cancel).over(connection):
            return connection.execute(
                f"SELECT title, count(*) AS rows FROM ({titles}) WHERE title <> '' GROUP BY title"
                " ORDER BY rows DESC, title"
            ).df()


@dataclass(frozen=True)
class _Asked:
    """What is read, and how it is understood: see `read_histories`."""

    path: Path
    columns: Mapping[str, str]
    code_of: Mapping[str, str] | None
    day_first: bool | None
    keep_not_stated: bool


@dataclass(frozen=True)
class _Work:
    """How the work is done: see `read_histories`."""

    progress: Progress
    cancel: threading.Event | None
    threads: int
    memory_limit_mb: int
    temp_folder: Path | None


def _quiet(rows: int, share: float | None) -> None:
    """Tell nobody."""


def _counted(asked: _Asked, pack: Pack, months: int, work: _Work) -> Histories:
    remarks = Remarks(asked.path.name)
    occupations = Occupations.of(pack)
    codes = known_codes(occupations)
    rules = Rules(len(codes.socs), codes.occupation, latest_starts(months), asked.keep_not_stated)
    with workroom(work.temp_folder) as room:
        with engine.connect(
            memory_limit_mb=work.memory_limit_mb, temp_folder=room, threads=work.threads
        ) as connection:
            prepare(connection, codes, occupations, asked.code_of)
            found = _found(connection, asked.path, asked.columns, remarks, titles=asked.code_of is not None)
            education = any(layout.EDUCATION in names for _, names in found)
            _check_education(remarks, education=education, needed=not asked.keep_not_stated)
            taken, partitions = _spread(connection, found, asked, codes, work, room)
        remarks.rows(taken)
        tally = count_people(
            partitions,
            rules,
            threads=work.threads,
            progress=lambda _, share: work.progress(
                taken.read, _READING_SHARE + (share or 0.0) * (1 - _READING_SHARE)
            ),
            cancel=work.cancel,
        )
    return histories(remarks, codes.socs, months, taken.read, tally, rules, education=education)


def _spread(
    connection: duckdb.DuckDBPyConnection,
    found: list[Found],
    asked: _Asked,
    codes: Codes,
    work: _Work,
    room: Path,
) -> tuple[Taken, Partitions]:
    return Spreading(
        connection,
        room,
        first_split=len(codes.occupation),
        titles=asked.code_of is not None,
        day_first=asked.day_first,
        progress=lambda rows, share: work.progress(rows, (share or 0.0) * _READING_SHARE),
        cancel=work.cancel,
    ).spread(found)


def _found(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    asked: Mapping[str, str],
    remarks: Remarks,
    *,
    titles: bool,
) -> list[Found]:
    files, others = found_files(path)
    remarks.add("file-ignored", len(others), [file.name for file in others])
    return [
        (source, layout.chosen(source.header, asked, source.files[0].name, titles=titles))
        for source in sources(files, connection)
    ]


def _check_education(remarks: Remarks, *, education: bool, needed: bool) -> None:
    if education:
        return
    if needed:
        raise IntakeError(
            say("{file} has no column of education", file=remarks.file),
            say("People whose education is not stated were to be left out, and that is everybody"),
            say("Keep such people, or say which column holds the education"),
        )
    remarks.add("education-not-a-column", 1)
