"""The two dictionaries: every parameter that can change a number, and every column that shows one."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Parameter:
    """One number that a planner may change, with its bounds.

    ``effect`` is ``live`` when a workbook recomputes everything the number touches, ``solved`` when the
    circular pass of the classes has to be run again by the program.
    """

    name: str
    label: str
    unit: str
    type: str
    default: float
    minimum: float
    maximum: float
    group: str
    effect: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Column:
    """One column of a result table.

    ``kind`` says how the figures came about: ``observed``, ``imputed``, ``modelled``, ``derived`` (computed
    from the others), ``solved`` (by the circular pass) or ``text``.
    """

    table: str
    name: str
    label: str
    unit: str
    type: str
    kind: str
    number_format: str
    meaning: str
    source: str


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def parameters() -> dict[str, Parameter]:
    """Return every parameter by name, in the order in which people read them."""
    found = {}
    for row in _rows("parameters.csv"):
        numbers = {key: float(row.pop(key)) for key in ("default", "minimum", "maximum")}
        found[row["name"]] = Parameter(**row, **numbers)  # type: ignore[arg-type]
    return found


@cache
def columns(table: str = "matrix") -> dict[str, Column]:
    """Return the columns of one result table by name, in table order.

    Raises
    ------
    KeyError
        When the dictionary has no such table.
    """
    found = {row["name"]: Column(**row) for row in _rows("columns.csv") if row["table"] == table}
    if not found:
        raise KeyError(table)
    return found
