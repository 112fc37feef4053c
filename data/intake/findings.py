"""What was met in a planner's file, in words: findings that never stop the rest, and errors that do."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.language import say

SET_ASIDE = "set aside"
LEFT_BLANK = "left blank"
NOTE = "note"
SEVERITIES = (SET_ASIDE, LEFT_BLANK, NOTE)
SEVERITY_WORDS = {SET_ASIDE: say("set aside"), LEFT_BLANK: say("left blank"), NOTE: say("note")}
"""What a person reads for each of them."""

EXAMPLES_SHOWN = 3
_LONGEST_EXAMPLE = 40


class IntakeError(Exception):
    """A file cannot be taken in at all; the three sentences say what, why and what to do.

    Parameters
    ----------
    what, why, what_to_do : str
        Sentences without their full stops.
    """

    def __init__(self, what: str, why: str, what_to_do: str) -> None:
        self.what, self.why, self.what_to_do = what, why, what_to_do
        super().__init__(f"{what}. {why}. {what_to_do}.")

    def __reduce__(self) -> tuple[object, ...]:
        """Make it again from its sentences: it may be told in another process than it was met."""
        return IntakeError, (self.what, self.why, self.what_to_do)


@dataclass(frozen=True)
class Finding:
    """One kind of trouble in one place of one file: what it is, why it matters, what to do.

    A run of the same trouble is one finding: `count` rows, a few of them named in `where` and `examples`.

    Attributes
    ----------
    code : str
        Short name of the kind of trouble; never changes.
    severity : str
        ``set aside`` (the row is not used), ``left blank`` (the row is used without this value) or ``note``.
    file, where : str
        Name of the file, and the place in it: lines as a text editor counts them, and the column.
    what, why, what_to_do : str
        Sentences without their full stops.
    count : int
        Rows (or columns) concerned.
    examples : tuple of str
        A few of the values, as they stand in the file.
    column : str
        The column that `where` names, blank when it names none.
    lines : tuple of int
        The lines that `where` names.
    """

    code: str
    severity: str
    file: str
    where: str
    what: str
    why: str
    what_to_do: str
    count: int = 1
    examples: tuple[str, ...] = ()
    column: str = ""
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.where) if part)
        return f"{place}: {self.what}. {self.why}. {self.what_to_do}."


@dataclass(frozen=True)
class Kind:
    """One entry of the catalogue of findings (`finding_codes.csv`)."""

    code: str
    severity: str
    what: str
    why: str
    what_to_do: str


@cache
def kinds() -> dict[str, Kind]:
    """Return the catalogue of findings by code, in the order in which findings are listed."""
    return kinds_of(Path(__file__).with_name("finding_codes.csv"))


def kinds_of(catalogue: Path) -> dict[str, Kind]:
    """Return a catalogue of findings by code, its sentences in the language of this process."""
    with catalogue.open(encoding="utf-8", newline="") as lines:
        return {
            row["code"]: Kind(
                row["code"], row["severity"], say(row["what"]), say(row["why"]), say(row["what_to_do"])
            )
            for row in csv.DictReader(lines)
        }


class FindingLog:
    """Collects troubles of one file while it is read and turns each run of them into one finding."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._met: dict[tuple[str, str], tuple[list[int], dict[str, None]]] = {}
        self._beyond: dict[tuple[str, str], int] = {}

    def add(self, code: str, lines: Iterable[int] = (), column: str = "", values: Iterable[str] = ()) -> None:
        """Note that rows met a trouble.

        Parameters
        ----------
        code : str
            A code of the catalogue.
        lines : iterable of int
            Lines of the file where the rows begin, one per row; empty for a trouble of the whole column.
        column : str
            Column concerned, if one.
        values : iterable of str
            Values as they stand in the file, for the examples.

        Raises
        ------
        KeyError
            When the catalogue has no such code.
        """
        known = kinds()[code].code
        at, seen = self._met.setdefault((known, column), ([], {}))
        at.extend(lines)
        for value in values:
            if len(seen) >= EXAMPLES_SHOWN:
                break
            if value.strip():
                seen.setdefault(_short(value))

    def tally(
        self, code: str, count: int, lines: Iterable[int], column: str = "", values: Iterable[str] = ()
    ) -> None:
        """Note that many rows met a trouble of which only the first few lines are named.

        Parameters
        ----------
        code, column, values
            As in `add`.
        count : int
            Rows concerned.
        lines : iterable of int
            Some of their lines, the first ones.
        """
        first = list(lines)
        self.add(code, first, column, values)
        self._beyond[code, column] = self._beyond.get((code, column), 0) + max(0, count - len(first))

    def findings(self) -> tuple[Finding, ...]:
        """Return what was met: rows set aside first, then values left blank, then notes."""
        order = {code: place for place, code in enumerate(kinds())}
        found = [
            self._finding(code, column, at, tuple(seen)) for (code, column), (at, seen) in self._met.items()
        ]
        return tuple(
            sorted(found, key=lambda one: (SEVERITIES.index(one.severity), order[one.code], one.where))
        )

    def _finding(self, code: str, column: str, at: list[int], examples: tuple[str, ...]) -> Finding:
        kind = kinds()[code]
        beyond = self._beyond.get((code, column), 0)
        count = max(1, len(at) + beyond)
        quoted = ", ".join(f"“{example}”" for example in examples)
        what = f"{kind.what} ({quoted})" if quoted else kind.what
        where = "; ".join(
            part
            for part in (say("column {column}", column=column) if column else "", _rows(sorted(at), beyond))
            if part
        )
        return Finding(
            code,
            kind.severity,
            self.file,
            where,
            what,
            kind.why,
            kind.what_to_do,
            count,
            examples,
            column,
            tuple(sorted(at)[:EXAMPLES_SHOWN]),
        )


def _rows(lines: list[int], beyond: int = 0) -> str:
    if not lines:
        return ""
    if len(lines) == 1 and not beyond:
        return say("line {line}", line=lines[0])
    shown = ", ".join(str(line) for line in lines[:EXAMPLES_SHOWN])
    if len(lines) + beyond > EXAMPLES_SHOWN:
        shown += " …"
    return say("{count} rows, lines {lines}", count=f"{len(lines) + beyond:,}", lines=shown)


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= _LONGEST_EXAMPLE else text[: _LONGEST_EXAMPLE - 1] + "…"
