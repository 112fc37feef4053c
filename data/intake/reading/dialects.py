"""What separates the cells of a text file, and whether quotation marks mean anything in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from data.intake.reading.records import ONE_COLUMN, Dialect, RecordReader

_DELIMITERS = {"\t": 0.003, "|": 0.002, ";": 0.001, ",": 0.0}
"""Separators, and how much rather each is one than a mark in the texts where both are possible."""
_SEPARATOR_LINE = re.compile(rb'"?sep=(.)"?\n')
_ROWS_LOOKED_AT = 400
_MOST_PROSE_SHARE = 0.9


@dataclass(frozen=True)
class _Trial:
    """How the head of a file looks under one dialect."""

    dialect: Dialect
    width: int
    agreeing_share: float
    split_share: float
    broken: int
    quoted: int

    @property
    def worth(self) -> float:
        return self.agreeing_share + min(self.width, 20) / 200 + _DELIMITERS.get(self.dialect.delimiter, 0.0)

    @property
    def plausible(self) -> bool:
        return self.width > 1 and (self.agreeing_share >= 0.35 or self.split_share >= 0.7)


def told_by(head: bytes, *, whole: bool, suffix: str = "") -> Dialect:
    """Tell the separators of a text file from its beginning.

    Parameters
    ----------
    head : bytes
        First bytes of the file as plain UTF-8.
    whole : bool
        Whether they are all of it; otherwise the last, incomplete line is not looked at.
    suffix : str
        Ending of the file's name: ``.tsv`` settles what the content leaves open.

    Returns
    -------
    Dialect
        With `ONE_COLUMN` as its separator where nothing separates cells.
    """
    sample = head if whole else head[: head.rfind(b"\n") + 1] or head
    named = _SEPARATOR_LINE.match(sample)
    if named:
        return _quoting(sample, named.group(1).decode())
    trials = [_tried(sample, Dialect(mark)) for mark in _DELIMITERS if mark.encode() in sample]
    trials = [one for one in trials if one.plausible and not _is_prose(one, sample)]
    if not trials:
        return _quoting(sample, ONE_COLUMN)
    favoured = "\t" if suffix.lower() in (".tsv", ".tab") else ""
    best = max(trials, key=lambda one: one.worth + 0.1 * (one.dialect.delimiter == favoured))
    return _quoting(sample, best.dialect.delimiter)


def _quoting(sample: bytes, delimiter: str) -> Dialect:
    """Tell how quotation marks are used, once the separator is known."""
    usual = _tried(sample, Dialect(delimiter))
    if usual.quoted and b'\\"' in sample:
        backslash = _tried(sample, Dialect(delimiter, escape="\\"))
        if backslash.broken < usual.broken:
            return backslash.dialect
    if usual.broken >= 2 and usual.broken > 0.5 * usual.quoted:
        return Dialect(delimiter, quoted=False)
    return usual.dialect


def _tried(sample: bytes, dialect: Dialect) -> _Trial:
    widths: list[int] = []
    broken = quoted = 0
    reader = RecordReader([sample], dialect)
    for record in reader:
        if not record.raw.strip():
            continue
        widths.append(len(reader.cells(record)))
        if b'"' in record.raw:
            quoted += 1
            broken += record.broken
        if len(widths) >= _ROWS_LOOKED_AT:
            break
    several = Counter(width for width in widths if width > 1)
    if not several:
        return _Trial(dialect, 1, 0.0, 0.0, broken, quoted)
    width, agreeing = max(several.items(), key=lambda item: (item[1], item[0]))
    return _Trial(dialect, width, agreeing / len(widths), several.total() / len(widths), broken, quoted)


def _is_prose(trial: _Trial, sample: bytes) -> bool:
    """Tell a list of texts with commas in them from two columns: a blank after every comma, many without."""
    if trial.dialect.delimiter != "," or trial.width != 2 or trial.agreeing_share > _MOST_PROSE_SHARE:
        return False
    return sample.count(b", ") >= 0.9 * sample.count(b",")
