"""What people type into the input cells of a workbook, as the number that they mean."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from data.dictionaries import Parameter
from data.intake.values.numbers import number
from data.language import say
from workbook.reading.boardcells import Cell

_DECIMAL_COMMA = re.compile(r"[-−–+]?\d+,\d{1,2}(?:\s*%)?")
_YES = frozenset(("yes", "on", "true", "1"))
_NO = frozenset(("no", "off", "false", "0"))


@dataclass(frozen=True)
class Typed:
    """A number that was typed.

    Attributes
    ----------
    value : float or None
        None where nobody can tell.
    remarks : tuple of str
        What a reader should know of how it was read, in sentences.
    why, what_to_do : str
        Why it cannot be read; blank when it can.
    """

    value: float | None
    remarks: tuple[str, ...] = ()
    why: str = ""
    what_to_do: str = ""


def typed_number(cell: Cell, known: Parameter | None = None, exported: float | None = None) -> Typed:
    """Read the number of an input cell.

    A share may be typed as 0.25, 25 % or 25; a switch as 1, 0, yes or no. Where a formula was typed, its last
    result counts.

    Parameters
    ----------
    known : Parameter, optional
        What the cell is for; None for a plain number.
    exported : float, optional
        What the cell held when it was exported: the same number is taken as it is, however it is shown.
    """
    trouble = _not_a_value(cell)
    if trouble is not None:
        return trouble
    said = (say("A formula was typed there; its last result counts"),) if cell.formula else ()
    if isinstance(cell.value, bool):
        return Typed(float(cell.value), said)
    if isinstance(cell.value, float):
        if exported is not None and same(cell.value, exported):
            return Typed(exported, said)
        if cell.look.date:
            do = say("Type the number again and give the cell a number format")
            return Typed(None, said, say("It became a date, so nobody can tell which number was meant"), do)
        return _as_meant(cell.value, cell.look.percent, f"{cell.value:,.10g}", known, said)
    return _from_text(str(cell.value).strip(), known, said)


def _not_a_value(cell: Cell) -> Typed | None:
    if cell.error:
        return Typed(
            None,
            (),
            say("The cell shows the error {error}", error=cell.value),
            say("Mend the formula or type a number"),
        )
    if cell.value is None and cell.formula:
        do = say("Open the workbook in Excel or LibreOffice, save it, and read it again")
        return Typed(None, (), say("A formula stands there that was never computed"), do)
    if cell.value is None or not cell.text:
        return Typed(
            None, (), say("The cell is blank"), say("Type a number; the plan keeps its own until then")
        )
    return None


def _from_text(text: str, known: Parameter | None, said: tuple[str, ...]) -> Typed:
    word = text.casefold()
    if known is not None and known.type == "switch" and word in _YES | _NO:
        return Typed(
            1.0 if word in _YES else 0.0,
            (*said, say("“{text}” was read as {value}", text=text, value=f"{word in _YES:d}")),
        )
    plain = text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text
    read = number(plain, negatives=True)
    if read.value is None or read.mark or read.footnote:
        return Typed(
            None,
            said,
            say("“{text}” is not a number", text=text),
            say("Type a number; the plan keeps its own until then"),
        )
    if plain != text:
        said = (*said, say("The comma in “{text}” was read as a decimal point", text=text))
    return _as_meant(read.value, read.percent, text, known, said)


def _as_meant(
    value: float, percent: bool, shown: str, known: Parameter | None, said: tuple[str, ...]
) -> Typed:
    """Return a number as it is meant: 25 for a share is a quarter, 25 % for a weight of points is 25."""
    if known is None:
        return Typed(value, said)
    if is_share(known):
        usable = known.minimum <= value <= known.maximum
        if not usable and not percent and known.minimum <= value / 100 <= known.maximum:
            return Typed(
                value / 100,
                (*said, say("“{text}” was read as {value} %", text=shown, value=f"{value:,.10g}")),
            )
        return Typed(value, said)
    if percent and abs(value) <= 1 and known.type == "number":
        meant = value * 100
        if known.minimum <= meant <= known.maximum and known.maximum > 1:
            return Typed(
                meant,
                (
                    *said,
                    say("{percent} % was read as {value}", percent=f"{meant:,.10g}", value=f"{meant:,.10g}"),
                ),
            )
    return Typed(value, said)


def is_share(known: Parameter) -> bool:
    """Return whether a parameter is a part of a whole, from 0 to 1."""
    return known.type == "number" and known.maximum <= 1


def same(one: float, other: float) -> bool:
    """Return whether two numbers are the same to the digits that a spreadsheet keeps."""
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
