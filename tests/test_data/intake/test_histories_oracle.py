"""The counting of histories against a slow and plain one, whatever the jobs of people are."""

from __future__ import annotations

import calendar
import csv
import datetime
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import engine
from data.intake.findings import IntakeError
from data.intake.histories import Histories, read_histories
from data.intake.histories import moves as counting

SOCS = ("13-1020", "15-1252", "41-1011", "43-1011", "43-5061")
Job = tuple[str, str, datetime.date, datetime.date | None, str]
"""Person, occupation, first day, last day (None: it goes on), education."""


@dataclass
class Plain:
    """What the slow counting finds."""

    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    movers: defaultdict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    same_day: int = 0
    same_occupation: int = 0
    too_late: int = 0
    people: int = 0
    with_degree: int = 0


def months_later(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def plainly(jobs: Iterable[Job], months: int) -> Plain:
    """Count as the rules say, person by person and day by day."""
    found = Plain()
    by_person: dict[str, list[Job]] = {}
    for job in jobs:
        by_person.setdefault(job[0], []).append(job)
    for person, rows in by_person.items():
        if any("achelor" in job[4] for job in rows):
            found.with_degree += 1
            continue
        found.people += 1
        days: dict[datetime.date, list[Job]] = {}
        for job in rows:
            days.setdefault(job[2], []).append(job)
        order = []
        for _, begun in sorted(days.items()):
            latest = max(job[3] or datetime.date.max for job in begun)
            order.append(min((j for j in begun if (j[3] or datetime.date.max) == latest), key=lambda j: j[1]))
            found.same_day += len(begun) - 1
        for before, after in itertools.pairwise(order):
            if before[1] == after[1]:
                found.same_occupation += 1
            elif before[3] is not None and after[2] > months_later(before[3], months):
                found.too_late += 1
            else:
                found.moves[before[1], after[1]] += 1
                found.movers[before[1], after[1]].add(person)
    return found


def agree(histories: Histories, jobs: list[Job], months: int) -> None:
    found, counts = plainly(jobs, months), histories.counts
    for o, origin in enumerate(histories.socs):
        for d, destination in enumerate(histories.socs):
            assert histories.moves[o, d] == found.moves[origin, destination]
            assert histories.people[o, d] == len(found.movers[origin, destination])
    assert (counts.same_day, counts.same_occupation, counts.too_late) == (
        found.same_day,
        found.same_occupation,
        found.too_late,
    )
    assert (counts.people_counted, counts.people_with_degree) == (found.people, found.with_degree)
    assert counts.read == counts.accepted + counts.set_aside == len(jobs)
    assert counts.accepted == counts.jobs_with_degree + counts.jobs_left_out + counts.same_day + counts.jobs
    assert counts.jobs - counts.people_counted == counts.moves + counts.same_occupation + counts.too_late


def write(path: Path, jobs: list[Job]) -> Path:
    """Write jobs as Parquet with types, or as text."""
    with engine.connect(threads=1) as connection:
        connection.execute(
            "CREATE TABLE jobs"
            " (person_id VARCHAR, soc VARCHAR, start_date DATE, end_date DATE, education VARCHAR)"
        )
        if jobs:
            connection.executemany("INSERT INTO jobs VALUES (?, ?, ?, ?, nullif(?, ''))", jobs)
        form = "(FORMAT parquet)" if path.suffix == ".parquet" else "(FORMAT csv, HEADER true)"
        connection.execute(f"COPY jobs TO '{path}' {form}")
    return path


DAY = st.dates(datetime.date(2015, 1, 1), datetime.date(2018, 12, 31))
LENGTH = st.none() | st.sampled_from([0, 30, 365, 366, 400, 800])


@st.composite
def job(draw: st.DrawFn) -> Job:
    start, length = draw(DAY | st.sampled_from([datetime.date(2016, 2, 29)])), draw(LENGTH)
    return (
        draw(st.sampled_from("ABC")),
        draw(st.sampled_from(SOCS)),
        start,
        None if length is None else start + datetime.timedelta(days=length),
        draw(st.sampled_from(["", "", "High school", "Bachelor's degree"])),
    )


JOBS = st.lists(job(), min_size=1, max_size=14)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(jobs=JOBS, months=st.sampled_from([0, 1, 12, 24]))
@pytest.mark.parametrize("name", ["jobs.parquet", "jobs.csv"])
def test_any_jobs_are_counted_as_the_plain_way_counts_them(
    jobs: list[Job], months: int, name: str, tmp_path: Path, small_pack: Any
) -> None:
    path = write(tmp_path / name, jobs)
    agree(read_histories(path, small_pack, months=months, temp_folder=tmp_path / "room"), jobs, months)
    assert list((tmp_path / "room").iterdir()) == []


CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ROW = st.tuples(
    st.sampled_from(["1", "2", " 1", ""]) | CELL,
    st.sampled_from(["43-1011", "151132", "15-1199", "99-9999", ""]) | CELL,
    st.sampled_from(["2025-03-01", "2025-02-30", "Mar 2025", "2025", "0001-01-01", ""]) | CELL,
    st.sampled_from(["2025-04-01", "present", "31/12/2025", "9999-12-31", "infinity", ""]) | CELL,
    st.sampled_from(["none", "BA", "16", ""]) | CELL,
)
HEADER = ("person", "soc", "start", "end", "education")


def check_nothing_lost(path: Path, pack: Any, rows: int | None) -> None:
    room = path.parent / "room"
    refused, counts = "", None
    try:
        counts = read_histories(path, pack, temp_folder=room).counts
    except IntakeError as error:
        refused = str(error)
    assert list(room.iterdir()) == []
    if counts is None:
        assert rows is None or rows == 0 or f"All {rows} rows" in refused
    else:
        assert counts.accepted + counts.set_aside == counts.read
        assert rows is None or rows == counts.read
        assert sum(counts.set_aside_by_reason.values()) == counts.set_aside


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(ROW, max_size=8), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_no_row_of_any_text_is_lost(
    rows: list[tuple[str, ...]], quoting: Literal[0, 1], tmp_path: Path, small_pack: Any
) -> None:
    path = tmp_path / "jobs.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=quoting).writerows([HEADER, *rows])
    check_nothing_lost(path, small_pack, len(rows))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rest=st.binary(max_size=200), good_rows=st.integers(0, 3))
def test_files_of_any_bytes_are_read_or_refused(
    rest: bytes, good_rows: int, tmp_path: Path, small_pack: Any
) -> None:
    path = tmp_path / "jobs.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\n" + b"1,43-1011,2025-01-01,,\n" * good_rows + rest)
    check_nothing_lost(path, small_pack, None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.integers(1, 12), place=st.integers(0, 10_000))
def test_a_stray_quotation_mark_never_swallows_a_line(
    rows: int, place: int, tmp_path: Path, small_pack: Any
) -> None:
    body = "".join(f"p{n},43-1011,2025-01-01,,\n" for n in range(rows))
    place %= len(body)
    path = tmp_path / "jobs.csv"
    path.write_text(f'{",".join(HEADER)}\n{body[:place]}"{body[place:]}', encoding="utf-8", newline="")
    counts = read_histories(path, small_pack).counts if rows > 1 else None
    if counts is not None:
        assert counts.read == rows
        assert counts.set_aside <= 1


RULES = counting.Rules(len(SOCS), np.arange(len(SOCS), dtype=np.uint16), counting.latest_starts(12))


def as_words(jobs: list[Job], person_of: dict[str, int]) -> tuple[counting.Words, counting.Words]:
    """The rows as the SQL gives them, with numbers of people that the test chooses."""
    day = counting.DAY_ZERO.astype(datetime.date)
    rows = [
        (2 if "achelor" in education else 1 if education else 0) << 48
        | (start - day).days << 32
        | (counting.GOES_ON if end is None else (end - day).days) << 16
        | SOCS.index(soc)
        for _, soc, start, end, education in jobs
    ]
    return np.array([person_of[job[0]] for job in jobs], np.uint64), np.array(rows, np.uint64)


@settings(max_examples=300)
@given(jobs=JOBS, numbers=st.lists(st.integers(0, 2**64 - 1), min_size=3, max_size=3, unique=True))
def test_people_are_told_apart_by_every_bit(jobs: list[Job], numbers: list[int]) -> None:
    """Numbers that share their upper bits, as sorting sees them, are still different people."""
    for persons in (numbers, [1, 2, 3], [2**63, 2**63 + 1, 2**63 + 2]):
        tally = counting.count_moves(*as_words(jobs, dict(zip("ABC", persons, strict=True))), RULES)
        found = plainly(jobs, 12)
        assert tally.moves.sum() == found.moves.total()
        assert tally.people.sum() == sum(map(len, found.movers.values()))
        assert tally.persons == len({job[0] for job in jobs})
        assert tally.same_day == found.same_day


@given(day=st.dates(datetime.date(1922, 1, 1), datetime.date(2090, 12, 31)), months=st.integers(0, 120))
def test_months_end_on_the_same_day_or_the_last_one(day: datetime.date, months: int) -> None:
    zero = counting.DAY_ZERO.astype(datetime.date)
    latest = int(counting.latest_starts(months)[(day - zero).days])
    assert zero + datetime.timedelta(days=latest) == months_later(day, months)
