"""What a person said the code of a title is: remembered, and applied to every equal title."""

from __future__ import annotations

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.intake.titles import normalised
from data.language import say

HEADER = ("title", "soc")
_SOC = re.compile(r"[0-9]{2}-[0-9]{4}")


class CorrectionsError(ValueError):
    """A file of corrections cannot be read: which line, and what is wrong with it."""


class Corrections:
    """Titles and the codes that a person gave them.

    Titles that differ only in letter case, marks and blanks are equal; of equal ones the last counts.

    Parameters
    ----------
    given : iterable of (title, soc)
        Titles as written, in the order in which they were given. Those without a letter or figure are left
        out.
    """

    def __init__(self, given: Iterable[tuple[str, str]] = ()) -> None:
        self._by_key: dict[str, tuple[str, str]] = {}
        for title, soc in given:
            key = normalised(title)
            if key:
                self._by_key.pop(key, None)
                self._by_key[key] = (" ".join(title.split()), soc)

    def __len__(self) -> int:
        """How many different titles have a code."""
        return len(self._by_key)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Title and code, in the order in which they were given."""
        return iter(self._by_key.values())

    def __eq__(self, other: object) -> bool:
        """Tell whether the same titles have the same codes."""
        return isinstance(other, Corrections) and self._socs() == other._socs()

    __hash__ = None  # type: ignore[assignment]

    def soc(self, title: str) -> str | None:
        """Return the code given for a title or an equal one; None when nobody gave one."""
        found = self._by_key.get(normalised(title)) if self._by_key else None
        return found[1] if found else None

    def corrected(self, title: str, soc: str) -> Corrections:
        """Return these corrections and one more, which replaces an earlier one of an equal title."""
        return Corrections([*self, (title, soc)])

    def withdrawn(self, title: str) -> Corrections:
        """Return these corrections without that of a title and its equals."""
        key = normalised(title)
        return Corrections((one, soc) for one, soc in self if normalised(one) != key)

    def write(self, path: Path) -> None:
        """Write the corrections as CSV (`title`, `soc`), whole or not at all.

        Raises
        ------
        OSError
            If the file cannot be written; an earlier one is then untouched.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with open(handle, "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(HEADER)
                writer.writerows(self)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def _socs(self) -> dict[str, str]:
        return {key: soc for key, (_, soc) in self._by_key.items()}


def read_corrections(path: Path) -> Corrections:
    """Read corrections from CSV; a file that is not there holds none.

    Raises
    ------
    CorrectionsError
        If the headings are not `title` and `soc`, or a line lacks a title or a SOC code ("43-4051").
    """
    if not path.is_file():
        return Corrections()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return Corrections(_rows(csv.DictReader(file), path.name))
    except (UnicodeDecodeError, csv.Error) as trouble:
        raise CorrectionsError(say("{file} is not a CSV file of corrections", file=path.name)) from trouble


def _rows(reader: csv.DictReader[str], name: str) -> list[tuple[str, str]]:
    if not set(HEADER) <= set(reader.fieldnames or ()):
        raise CorrectionsError(say("{file}: the headings must be title and soc", file=name))
    rows = [(row["title"] or "", (row["soc"] or "").strip()) for row in reader]
    for number, (title, soc) in enumerate(rows, start=1):
        if not normalised(title) or not _SOC.fullmatch(soc):
            raise CorrectionsError(
                say(
                    "{file}: correction {number} needs a title and a code such as 43-4051",
                    file=name,
                    number=number,
                )
            )
    return rows
