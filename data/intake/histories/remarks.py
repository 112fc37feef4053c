"""What reading job histories met: the counts, the findings, and the result put together."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from data.intake.findings import EXAMPLES_SHOWN, SET_ASIDE, Finding, IntakeError, Kind, kinds_of
from data.intake.histories.counts import Histories, HistoryCounts
from data.intake.histories.moves import DAY_ZERO, Counts, Rules, Tally
from data.intake.histories.spreading import Taken
from data.language import say, say_count

_LONGEST_EXAMPLE = 40


@cache
def kinds() -> Mapping[str, Kind]:
    """The catalogue of findings about histories, by code, in the order in which they are listed."""
    return kinds_of(Path(__file__).with_name("finding_codes.csv"))


class Remarks:
    """Collects what was met while histories are read.

    Parameters
    ----------
    file : str
        Name of the file or folder.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.set_aside: Counter[str] = Counter()
        self._met: dict[str, Finding] = {}

    def add(self, code: str, count: int, examples: Sequence[str] = (), lines: Sequence[int] = ()) -> None:
        """Note a trouble of some rows, the first on these lines; none is noted where the count is 0."""
        if count == 0:
            return
        kind = kinds()[code]
        shown = tuple(_short(example) for example in examples[:EXAMPLES_SHOWN])
        quoted = ", ".join(f"“{example}”" for example in shown)
        rows = say_count("{count} row", "{count} rows", count, count=f"{count:,}")
        if lines:
            first = say("first on line {lines}", lines=", ".join(map(str, lines)))
            rows = f"{rows}, {first}"
        self._met[code] = Finding(
            code=code,
            severity=kind.severity,
            file=self.file,
            where=rows,
            what=f"{kind.what} ({quoted})" if quoted else kind.what,
            why=kind.why,
            what_to_do=kind.what_to_do,
            count=count,
            examples=shown,
            lines=tuple(lines),
        )
        if kind.severity == SET_ASIDE:
            self.set_aside[code] += count

    def rows(self, taken: Taken) -> None:
        """Note the rows that are set aside while they are read."""
        for code, count in taken.aside.items():
            self.add(code, count, taken.examples(code))
        rows: Counter[str] = Counter()
        lines: dict[str, list[int]] = {}
        for source in taken.malformed:
            rows.update(source.rows)
            for code, first in source.lines.items():
                lines.setdefault(code, []).extend(first)
        for code, count in rows.items():
            self.add(code, count, lines=sorted(lines.get(code, ()))[:EXAMPLES_SHOWN])

    def people(self, tally: Tally, *, education: bool, kept: bool) -> None:
        """Note what was met when the jobs of each person stood together."""
        self.add("person-crowded", tally.crowded)
        self.add("degree-left-out", tally.degree_jobs)
        if education:
            self.add(
                "education-not-stated" if kept else "education-not-stated-left-out", tally.not_stated_jobs
            )
        self.add("begun-the-same-day", tally.same_day)

    def findings(self) -> tuple[Finding, ...]:
        """What was met, in the order of the catalogue: rows set aside first."""
        return tuple(self._met[code] for code in kinds() if code in self._met)


def histories(
    remarks: Remarks,
    socs: tuple[str, ...],
    months: int,
    read: int,
    tally: Tally,
    rules: Rules,
    *,
    education: bool,
) -> Histories:
    """Put the result together.

    Parameters
    ----------
    read : int
        Rows of the files, those that are not well formed included.
    education : bool
        Whether any file says what education people have.

    Raises
    ------
    IntakeError
        When no row can be used.
    """
    if tally.rows + sum(remarks.set_aside.values()) != read:
        raise RuntimeError(f"{read:,} rows were read and {tally.rows:,} counted")
    left_out = 0 if rules.keep_not_stated else tally.not_stated_jobs
    remarks.people(tally, education=education, kept=rules.keep_not_stated)
    found = remarks.findings()
    set_aside = sum(remarks.set_aside.values())
    if read == set_aside:
        raise _nothing_usable(remarks.file, read, found)
    accepted = read - set_aside
    counts = HistoryCounts(
        read=read,
        accepted=accepted,
        set_aside=set_aside,
        set_aside_by_reason=dict(sorted(remarks.set_aside.items())),
        people=tally.persons,
        people_with_degree=tally.degree_persons,
        jobs_with_degree=tally.degree_jobs,
        people_not_stated=tally.not_stated_persons,
        jobs_left_out=left_out,
        people_counted=tally.counted_persons,
        same_day=tally.same_day,
        jobs=accepted - tally.degree_jobs - left_out - tally.same_day,
        moves=int(tally.moves.sum()),
        same_occupation=tally.same_occupation,
        too_late=tally.too_late,
    )
    moves, people = _matrix(tally.moves, len(socs)), _matrix(tally.people, len(socs))
    first, last = (_date(tally.first_move), _date(tally.last_move)) if counts.moves else (None, None)
    return Histories(socs, moves, people, months, counts, first, last, found, remarks.file)


def _matrix(counts: Counts, size: int) -> Counts:
    matrix = counts.reshape(size, size)
    matrix.flags.writeable = False
    return matrix


def _nothing_usable(file: str, read: int, found: Sequence[Finding]) -> IntakeError:
    first = next((one for one in found if one.severity == SET_ASIDE), None)
    what = say("No row of {file} can be used", file=file)
    if first is None:
        return IntakeError(what, say("It has no rows"), say("Check that it is the file you mean"))
    why = say(
        "All {count} rows were set aside; the first reason: {reason}", count=f"{read:,}", reason=first.what
    )
    return IntakeError(what, why, first.what_to_do)


def _date(day: int) -> datetime.date:
    date: datetime.date = (DAY_ZERO + np.timedelta64(day, "D")).astype(datetime.date)
    return date


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= _LONGEST_EXAMPLE else text[: _LONGEST_EXAMPLE - 1] + "…"
