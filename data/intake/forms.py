"""Whether values have the form of a field: days look like days, codes like codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.intake.values import SUPPRESSED, TOP_CODED, codes, dates, numbers, says_nothing

_LOOKED_AT = 60


def form_share(type_: str, name: str, values: Sequence[str]) -> float | None:
    """Return the share of values that have the form of a field; None where any text will do.

    Parameters
    ----------
    type_, name : str
        Type and name of the field.
    values : sequence of str
        Values of a column; those that say nothing are not looked at.
    """
    test = _TESTS.get(name) or _TESTS_BY_TYPE.get(type_)
    if test is None:
        return None
    stated = list(dict.fromkeys(text for text in values if not says_nothing(text)))[:_LOOKED_AT]
    if not stated:
        return None
    return sum(test(text) for text in stated) / len(stated)


def is_number(text: str) -> bool:
    """Return whether a cell is a number or a publisher's mark in place of one."""
    read = numbers.number(text, negatives=True)
    return read.value is not None or read.mark in (SUPPRESSED, TOP_CODED)


def is_day(text: str) -> bool:
    """Return whether a cell is a day; one whose order is not known is one too."""
    read = dates.day(text)
    return read.day is not None or read.mark == dates.AMBIGUOUS


def is_month(text: str) -> bool:
    """Return whether a cell is a month, one without its year too, or a day of one."""
    return dates.month(text) is not None or bool(dates.month_number(text)) or is_day(text)


def is_words(text: str) -> bool:
    """Return whether a cell is more than a number."""
    return any(letter.isalpha() for letter in text)


def is_series(text: str) -> bool:
    """Return whether a cell begins with a federal series, as “1035 - Public Affairs” does."""
    bare = text.strip().strip("[]\"'")
    return bare[:4].isdigit() and (len(bare) == 4 or not bare[4].isdigit())


def is_soc(text: str) -> bool:
    """Return whether a cell is a SOC or O*NET code."""
    return bool(codes.soc(text))


_TESTS: dict[str, Callable[[str], bool]] = {
    "soc": is_soc,
    "origin": lambda text: is_soc(text) or codes.bare_figures(text).isdigit(),
    "destination": lambda text: is_soc(text) or codes.bare_figures(text).isdigit(),
    "series": is_series,
    "cip": lambda text: bool(codes.cip(text)),
    "zip": lambda text: bool(codes.zip_code(text)),
    "title": is_words,
    "employer": is_words,
    "place": lambda text: is_words(text) or bool(codes.zip_code(text)),
    "city": is_words,
}
_TESTS_BY_TYPE: dict[str, Callable[[str], bool]] = {
    "number": is_number,
    "count": is_number,
    "money": is_number,
    "share": is_number,
    "day": is_day,
    "month": is_month,
}
