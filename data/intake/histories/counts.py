"""The transition table that job histories give, and how it may be shared."""

from __future__ import annotations

import datetime
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from data import engine
from data.intake.findings import Finding

KIND = "observed"
MIN_PEOPLE = 10
COLUMNS = ("origin", "destination", "people", "moves", "share", "kind")

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True)
class HistoryCounts:
    """What became of every row and every step; all of it adds up.

    ``read = accepted + set_aside``, ``accepted = jobs_with_degree + jobs_left_out + same_day + jobs`` and
    ``jobs − people_counted = moves + same_occupation + too_late``.

    Attributes
    ----------
    read, accepted, set_aside : int
        Rows of the files.
    set_aside_by_reason : mapping of str to int
        Rows by code of the finding.
    people : int
        People in the accepted rows.
    people_with_degree, jobs_with_degree : int
        People with a bachelor's degree or more, and their rows: left out.
    people_not_stated, jobs_left_out : int
        People whose education is nowhere stated, and their rows if they were left out, else 0.
    people_counted : int
        People whose jobs were put in order.
    same_day : int
        Rows beside another job that the person began on the same day.
    jobs : int
        Jobs put in order.
    moves, same_occupation, too_late : int
        Steps from one job to the next: moves, steps within an occupation, and steps after too long a gap.
    """

    read: int
    accepted: int
    set_aside: int
    set_aside_by_reason: Mapping[str, int]
    people: int
    people_with_degree: int
    jobs_with_degree: int
    people_not_stated: int
    jobs_left_out: int
    people_counted: int
    same_day: int
    jobs: int
    moves: int
    same_occupation: int
    too_late: int


@dataclass(frozen=True)
class Withheld:
    """What a shared table leaves out.

    Attributes
    ----------
    min_people : int
        Cells of fewer people than this are left out.
    cells_shown, cells_withheld : int
        Pairs of occupations. A cell that is left out cannot be told from an empty one.
    people_shown, people_withheld : int
        People-moves of those cells; a person counts once in each cell.
    """

    min_people: int
    cells_shown: int
    cells_withheld: int
    people_shown: int
    people_withheld: int


@dataclass(frozen=True)
class Histories:
    """Who moved where. No row of a person is in it.

    Attributes
    ----------
    socs : tuple of str
        The occupations of the reference pack: order of both matrices.
    moves, people : ndarray
        int64 of shape (occupations, occupations), row = origin, column = destination, zero on the diagonal,
        read-only: moves counted, and people who made the move at least once.
    months : int
        Longest gap between two jobs.
    counts : HistoryCounts
        What became of every row.
    first_move, last_move : datetime.date or None
        Days on which the first and the last of the moves ended in a new job.
    findings : tuple of Finding
        What was met.
    name : str
        The file or folder.
    """

    socs: tuple[str, ...]
    moves: Matrix
    people: Matrix
    months: int
    counts: HistoryCounts
    first_move: datetime.date | None
    last_move: datetime.date | None
    findings: tuple[Finding, ...]
    name: str

    def shares(self) -> npt.NDArray[np.float64]:
        """Share of the people who leave an origin that each destination takes (0–1; NaN where nobody leaves).

        Returns
        -------
        ndarray
            float64 of shape (occupations, occupations). For use inside the program: a shared file has the
            shares of `table`.
        """
        leaving = self.people.sum(axis=1, keepdims=True).astype(np.float64)
        leaving[leaving == 0] = np.nan
        shares: npt.NDArray[np.float64] = self.people / leaving
        return shares

    def totals(self, min_people: int = 0) -> pd.DataFrame:
        """People and moves into and out of each occupation.

        Parameters
        ----------
        min_people : int
            Cells of fewer people do not enter the totals, so that these and the shared cells do not give
            back what was withheld.

        Returns
        -------
        DataFrame
            One row per occupation with any: ``soc, people_in, people_out, moves_in, moves_out``.
        """
        shown = self.people >= max(1, min_people)
        people, moves = np.where(shown, self.people, 0), np.where(shown, self.moves, 0)
        totals = pd.DataFrame(
            {
                "soc": pd.Series(self.socs, dtype="str"),
                "people_in": people.sum(axis=0),
                "people_out": people.sum(axis=1),
                "moves_in": moves.sum(axis=0),
                "moves_out": moves.sum(axis=1),
            }
        )
        return totals[(totals["moves_in"] > 0) | (totals["moves_out"] > 0)].reset_index(drop=True)

    def table(self, min_people: int = MIN_PEOPLE) -> pd.DataFrame:
        """The transition table as it may be shared.

        Parameters
        ----------
        min_people : int
            Cells of fewer people are left out.

        Returns
        -------
        DataFrame
            One row per origin and destination, in that order: ``origin, destination, people`` (people who
            made the move at least once), ``moves, share`` (of the people *shown* from the same origin, 0–1,
            so that no share leads to a total that holds the withheld cells), ``kind`` ("observed").
        """
        origin, destination = np.nonzero(self.people >= max(1, min_people))
        people = self.people[origin, destination]
        leaving = np.bincount(origin, weights=people, minlength=len(self.socs))
        socs = np.array(self.socs, dtype=object)
        return pd.DataFrame(
            {
                "origin": pd.Series(socs[origin], dtype="str"),
                "destination": pd.Series(socs[destination], dtype="str"),
                "people": people,
                "moves": self.moves[origin, destination],
                "share": np.round(people / leaving[origin], 6),
                "kind": pd.Series([KIND] * len(people), dtype="str"),
            },
            columns=list(COLUMNS),
        )

    def withheld(self, min_people: int = MIN_PEOPLE) -> Withheld:
        """Count what `table` leaves out."""
        shown = self.people >= max(1, min_people)
        people_shown = int(self.people[shown].sum())
        return Withheld(
            min_people,
            int(shown.sum()),
            int((self.people > 0).sum()) - int(shown.sum()),
            people_shown,
            int(self.people.sum()) - people_shown,
        )

    def write_transitions(self, path: str | Path, min_people: int = MIN_PEOPLE) -> Withheld:
        """Write the table to share, as CSV or, where the name ends so, as Parquet; all of it or nothing.

        Raises
        ------
        ValueError
            If the name ends in neither .csv nor .parquet.
        OSError
            If the file cannot be written.
        """
        target = Path(path)
        suffix = target.suffix.casefold()
        if suffix not in (".csv", ".parquet"):
            raise ValueError(f"A transition table is written to .csv or .parquet, not to {target.name}")
        table = self.table(min_people)
        unfinished = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
        try:
            if suffix == ".csv":
                table.to_csv(unfinished, index=False, lineterminator="\n")
            else:
                _write_parquet(table, unfinished)
            os.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
        return self.withheld(min_people)


def _write_parquet(table: pd.DataFrame, target: Path) -> None:
    target.touch()
    name = str(target).replace("'", "''")
    with engine.connect(threads=1) as connection:
        connection.register("transitions", table)
        connection.execute(
            "COPY (SELECT CAST(origin AS VARCHAR) AS origin, CAST(destination AS VARCHAR) AS destination,"
            f" people, moves, share, CAST(kind AS VARCHAR) AS kind FROM transitions) TO '{name}'"
            " (FORMAT parquet, COMPRESSION zstd)"
        )
