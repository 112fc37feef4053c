"""What would come of a mapping: the first rows as they would be read, in words and as texts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.intake.findings import IntakeError
from data.intake.kinds import kinds
from data.intake.loaded import Loaded
from data.intake.reading.tables import HeaderGuess
from desktop.recognising import Look

SHOWN_ROWS = 12
AMBIGUOUS = "date-order-ambiguous"
INNER = frozenset({"line", "coded_by", "confidence", "written"})


@dataclass(frozen=True)
class Outcome:
    """A sentence, a few clean rows, whether the file can be loaded so, and a date that reads two ways."""

    text: str
    usable: bool
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    right: frozenset[int] = frozenset()
    ambiguous: str = ""


def outcome_of(answer: object) -> Outcome:
    """Return what an answer of the loading says.

    Raises
    ------
    Exception
        The answer itself, when it is a fault of the program.
    """
    if isinstance(answer, IntakeError):
        return Outcome(f"{answer.what}. {answer.why}. {answer.what_to_do}.", False)
    if isinstance(answer, BaseException):
        raise answer
    assert isinstance(answer, Loaded)
    said = f"Of the first {answer.read:,} rows {answer.accepted:,} can be used"
    if answer.set_aside:
        worst = answer.findings[0]
        said += f", {answer.set_aside:,} would be set aside ({worst.what[:1].lower()}{worst.what[1:]})"
    ambiguous = next((one for one in answer.findings if one.code == AMBIGUOUS), None)
    table = answer.rows().head(SHOWN_ROWS)
    names = [name for name in table.columns if name not in INNER and _says_something(table[name])]
    labels = {one.name: one.label for one in kinds()[answer.kind].fields.values()}
    return Outcome(
        f"{said}. They would be read so:",
        True,
        tuple(labels.get(name, name.replace("_", " ")) for name in names),
        tuple(tuple(map(text_of, row)) for row in table[names].itertuples(index=False, name=None)),
        frozenset(
            place for place, name in enumerate(names) if pd.api.types.is_numeric_dtype(table[name].dtype)
        ),
        "" if ambiguous is None else next(iter(ambiguous.examples), "a date"),
    )


def text_of(value: object) -> str:
    """Return a clean value as it is read; nothing as a blank.

    >>> text_of(float("nan")), text_of(41600.0), text_of(True), text_of("a")
    ('', '41,600', 'yes', 'a')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value is pd.NaT or value != value:
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _says_something(column: pd.Series) -> bool:
    if column.dtype == bool:
        return bool(column.any())
    return bool((column.notna() & (column.astype("str") != "")).any())


def lead_words(look: Look) -> str:
    """Return why the dialog asks."""
    name = look.path.name
    if look.asks:
        return f"{name} is like a file you loaded before, but not the same. {'. '.join(look.asks)}."
    if look.mapping is None:
        return f"{name} was not recognised. Say what it is about, and which column tells what."
    return f"{look.why}, but that is not sure enough to load {name} without a look. Check the columns."


def where_words(guess: HeaderGuess) -> str:
    """Return where the headings are taken to be."""
    if guess.first_row is None:
        return "No row looks like headings"
    if guess.last_row in (None, guess.first_row):
        return f"Headings in row {guess.first_row}"
    return f"Headings in rows {guess.first_row} to {guess.last_row}"
