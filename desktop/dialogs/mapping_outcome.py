"""What would come of a mapping: the first rows as they would be read, in words and as texts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.intake.findings import IntakeError
from data.intake.kinds import kinds
from data.intake.loaded import Loaded
from data.intake.reading.tables import HeaderGuess
from data.language import say
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
    ambiguous = next((one for one in answer.findings if one.code == AMBIGUOUS), None)
    table = answer.rows().head(SHOWN_ROWS)
    names = [name for name in table.columns if name not in INNER and _says_something(table[name])]
    labels = {one.name: say(one.label) for one in kinds()[answer.kind].fields.values()}
    return Outcome(
        _used(answer),
        True,
        tuple(labels.get(name, name.replace("_", " ")) for name in names),
        tuple(tuple(map(text_of, row)) for row in table[names].itertuples(index=False, name=None)),
        frozenset(
            place for place, name in enumerate(names) if pd.api.types.is_numeric_dtype(table[name].dtype)
        ),
        "" if ambiguous is None else next(iter(ambiguous.examples), say("a date")),
    )


def _used(answer: Loaded) -> str:
    """Return how many of the rows looked at can be used, and why the others cannot."""
    reason = answer.findings[0].what if answer.set_aside else ""
    return say(
        "Of the first {read} rows {accepted} can be used, {aside} would be set aside ({reason}). "
        "They would be read so:"
        if answer.set_aside
        else "Of the first {read} rows {accepted} can be used. They would be read so:",
        read=f"{answer.read:,}",
        accepted=f"{answer.accepted:,}",
        aside=f"{answer.set_aside:,}",
        reason=f"{reason[:1].lower()}{reason[1:]}",
    )


def text_of(value: object) -> str:
    """Return a clean value as it is read; nothing as a blank.

    >>> text_of(float("nan")), text_of(41600.0), text_of(True), text_of("a")
    ('', '41,600', 'yes', 'a')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return say("yes") if value else say("no")
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
        return say(
            "{name} is like a file you loaded before, but not the same. {asks}.",
            name=name,
            asks=". ".join(look.asks),
        )
    if look.mapping is None or not look.mapping.columns:
        return say("{name} was not recognised. Say what it is about, and which column tells what.", name=name)
    return say(
        "{why}, but that is not sure enough to load {name} without a look. Check the columns.",
        why=look.why,
        name=name,
    )


def where_words(guess: HeaderGuess) -> str:
    """Return where the headings are taken to be."""
    if guess.first_row is None:
        return say("No row looks like headings")
    if guess.last_row in (None, guess.first_row):
        return say("Headings in row {first_row}", first_row=guess.first_row)
    return say(
        "Headings in rows {first_row} to {last_row}", first_row=guess.first_row, last_row=guess.last_row
    )
