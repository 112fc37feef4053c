"""Counts the moves between the jobs of people, each job held as two whole numbers.

A row is `person`, 64 bits that stand for the person, and `job`, from the left: education level, first day,
last day, spelling of the occupation's code (see `rows.sql`). For sorting, the jobs become words of another
kind: number of the person, first day, days from the last day to 65,535, occupation. So a person's jobs sort
by first day, then the last to end first. Sorting whole numbers that hold everything is the fastest way known
here to put them in order: nothing has to be looked up or carried along.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]

CODE_BITS = 10
DAY_BITS = 16
LAST_SHIFT = CODE_BITS
FIRST_SHIFT = LAST_SHIFT + DAY_BITS
PERSON_SHIFT = FIRST_SHIFT + DAY_BITS
"""Places of the parts of a word for sorting, from the right; the occupation stands in the last bits."""
SPELLING_BITS = 16
MOST_OCCUPATIONS = 1 << CODE_BITS
GOES_ON = (1 << DAY_BITS) - 1
"""Last day of a job that goes on."""
DAY_ZERO = np.datetime64("1922-01-01", "D")
LATEST_DAY = int((np.datetime64("2100-12-31", "D") - DAY_ZERO).astype(int))
DEGREE, NO_DEGREE, NOT_STATED = 2, 1, 0
MOST_JOBS = 1_000
"""A person with more rows than this is none."""
MOST_ROWS = (1 << (64 - PERSON_SHIFT)) - 1
"""Rows that can be counted at once: their people are numbered in the bits above the first day."""


@dataclass(frozen=True)
class Rules:
    """What counts as a move.

    Attributes
    ----------
    occupations : int
        How many there are.
    occupation : ndarray
        uint16: number of the occupation by spelling of its code.
    latest_start : ndarray
        int32 of shape (65536,): by last day of a job, the last day on which the next may begin.
    keep_not_stated : bool
        Whether people whose education is nowhere stated count.
    """

    occupations: int
    occupation: npt.NDArray[np.uint16]
    latest_start: Days
    keep_not_stated: bool = True

    def __post_init__(self) -> None:
        if self.occupations > MOST_OCCUPATIONS:
            raise ValueError(f"{self.occupations} occupations are more than {MOST_OCCUPATIONS}")


def latest_starts(months: int) -> Days:
    """For every day since 1922 the same day of the month so many months later, or that month's last day.

    Returns
    -------
    ndarray
        int32 of shape (65536,), days since 1922; for `GOES_ON` itself, since a later job takes its place.

    >>> table = latest_starts(12)
    >>> DAY_ZERO + int(table[int((np.datetime64("2016-02-29") - DAY_ZERO).astype(int))])
    np.datetime64('2017-02-28')
    """
    day = DAY_ZERO + np.arange(GOES_ON + 1)
    month = day.astype("datetime64[M]")
    then = month + months
    last = (then + 1).astype("datetime64[D]") - 1
    found = np.minimum(then.astype("datetime64[D]") + (day - month.astype("datetime64[D]")), last)
    days: Days = np.minimum((found - DAY_ZERO).astype(np.int64), GOES_ON).astype(np.int32)
    days[GOES_ON] = GOES_ON
    return days


@dataclass
class Tally:
    """Counts of some of the people; tallies of different people add up.

    Attributes
    ----------
    moves, people : ndarray
        int64 of shape (occupations²,), origin × occupations + destination: steps, and people who made one at
        least once.
    rows : int
        Rows of all of them.
    crowds, crowded : int
        Numbers that stand for too many rows to be a person, and their rows.
    persons, degree_persons, not_stated_persons : int
        People, of them with a degree, and with education nowhere stated.
    degree_jobs, not_stated_jobs : int
        Rows of those.
    counted_persons, same_day, same_occupation, too_late : int
        People who count; their jobs beside another of the same first day; steps that are no moves.
    first_move, last_move : int
        Days on which the earliest and the latest destination began.
    """

    moves: Counts
    people: Counts
    rows: int = 0
    crowds: int = 0
    crowded: int = 0
    persons: int = 0
    degree_persons: int = 0
    not_stated_persons: int = 0
    degree_jobs: int = 0
    not_stated_jobs: int = 0
    counted_persons: int = 0
    same_day: int = 0
    same_occupation: int = 0
    too_late: int = 0
    first_move: int = GOES_ON
    last_move: int = -1

    @classmethod
    def empty(cls, occupations: int) -> Tally:
        """A tally of nobody."""
        return cls(np.zeros(occupations**2, np.int64), np.zeros(occupations**2, np.int64))

    def add(self, other: Tally) -> None:
        """Take in the counts of other people."""
        first, last = min(self.first_move, other.first_move), max(self.last_move, other.last_move)
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        self.first_move, self.last_move = first, last


def count_moves(person: Words, job: Words, rules: Rules, known_bits: int = 0) -> Tally:
    """Count the moves of people all of whose rows are here.

    Parameters
    ----------
    person, job : ndarray
        uint64 of shape (rows,), in any order; at most `MOST_ROWS`.
    known_bits : int
        Upper bits of `person` that are the same in all rows.
    """
    if len(person) > MOST_ROWS:
        raise ValueError(f"{len(person):,} rows are more than {MOST_ROWS:,}")
    tally = Tally.empty(rules.occupations)
    tally.rows = len(person)
    if len(person) == 0:
        return tally
    job, number = _by_person(person, job, known_bits)
    _steps(_in_order(_who_count(job, number, rules, tally), tally), rules, tally)
    return tally


def _by_person(person: Words, job: Words, known_bits: int) -> tuple[Words, Counts]:
    """Put the rows of each person together: the jobs, and the number of the person from 0.

    One word holds the upper bits of the person and the place of the row: sorting it needs no second array.
    Where two people share those bits, their rows are put right afterwards.
    """
    low = np.uint64((1 << max(1, (len(person) - 1).bit_length())) - 1)
    word = person << np.uint64(known_bits)
    word &= ~low
    word |= np.arange(len(person), dtype=np.uint64)
    word.sort()
    order = (word & low).astype(np.int64)
    word &= ~low
    person = person[order]
    mixed = (word[1:] == word[:-1]) & (person[1:] != person[:-1])
    if mixed.any():
        places = np.flatnonzero(np.isin(word, word[1:][mixed]))
        again = places[np.lexsort((person[places], word[places]))]
        order[places], person[places] = order[again], person[again]
    new = np.empty(len(person), bool)
    new[0] = True
    np.not_equal(person[1:], person[:-1], out=new[1:])
    return job[order], np.cumsum(new, dtype=np.int64) - 1


def _who_count(job: Words, number: Counts, rules: Rules, tally: Tally) -> Words:
    """Note who is left out and return the rows of the others as words that sort by person, then by job."""
    persons = int(number[-1]) + 1
    rows = np.bincount(number, minlength=persons)
    level = (job >> np.uint64(SPELLING_BITS + 2 * DAY_BITS)).astype(np.uint8)
    degree, stated, crowd = np.zeros(persons, bool), np.zeros(persons, bool), rows > MOST_JOBS
    degree[number[level == DEGREE]] = True
    stated[number[level != NOT_STATED]] = True
    degree &= ~crowd
    silent = ~stated & ~crowd
    tally.crowds, tally.crowded = int(crowd.sum()), int(rows[crowd].sum())
    tally.persons = persons - tally.crowds
    tally.degree_persons, tally.degree_jobs = int(degree.sum()), int(rows[degree].sum())
    tally.not_stated_persons, tally.not_stated_jobs = int(silent.sum()), int(rows[silent].sum())
    out = crowd | degree if rules.keep_not_stated else crowd | degree | silent
    tally.counted_persons = persons - int(out.sum())
    # A person of one row makes no step.
    out |= rows == 1
    kept = ~out[number]
    return _words(number[kept].view(np.uint64), job[kept], rules)


def _words(number: Words, job: Words, rules: Rules) -> Words:
    """Words that sort by person, first day, last day from the latest, and occupation."""
    word = number << np.uint64(PERSON_SHIFT)
    word |= (job >> np.uint64(SPELLING_BITS + DAY_BITS)).astype(np.uint16).astype(np.uint64) << np.uint64(
        FIRST_SHIFT
    )
    last = GOES_ON - (job >> np.uint64(SPELLING_BITS)).astype(np.uint16)
    word |= last.astype(np.uint64) << np.uint64(LAST_SHIFT)
    word |= rules.occupation[job.astype(np.uint16)].astype(np.uint64)
    return word


def _in_order(word: Words, tally: Tally) -> Words:
    """Sort people's jobs and keep the first of those that begin on the same day: the one that ends last."""
    word.sort()
    begins = word >> np.uint64(FIRST_SHIFT)
    kept = np.ones(len(word), bool)
    np.not_equal(begins[1:], begins[:-1], out=kept[1:])
    tally.same_day = len(word) - int(kept.sum())
    return word[kept]


def _steps(word: Words, rules: Rules, tally: Tally) -> None:
    number = word >> np.uint64(PERSON_SHIFT)
    step = number[1:] == number[:-1]
    code = (word & np.uint64(MOST_OCCUPATIONS - 1)).astype(np.int32)
    first = (word >> np.uint64(FIRST_SHIFT)).astype(np.uint16)
    last = GOES_ON - (word >> np.uint64(LAST_SHIFT)).astype(np.uint16)
    other = step & (code[1:] != code[:-1])
    move = other & (first[1:] <= rules.latest_start[last[:-1]])
    tally.same_occupation = int(step.sum()) - int(other.sum())
    tally.too_late = int(other.sum()) - int(move.sum())
    pair = (code[:-1] * np.int32(rules.occupations) + code[1:])[move]
    if len(pair) == 0:
        return
    begun = first[1:][move]
    tally.first_move, tally.last_move = int(begun.min()), int(begun.max())
    cells = rules.occupations**2
    tally.moves = np.bincount(pair, minlength=cells)
    # Who makes the same move again is one person all the same.
    made = (number[:-1][move] << np.uint64(2 * CODE_BITS)) | pair.astype(np.uint64)
    made.sort()
    again = made[1:][made[1:] == made[:-1]] & np.uint64((1 << 2 * CODE_BITS) - 1)
    tally.people = tally.moves - np.bincount(again.astype(np.int64), minlength=cells)
