"""Every parameter and every column says what it is, in which unit, and where it comes from."""

from __future__ import annotations

import csv
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAME = re.compile(r"[a-z][a-z0-9_]*")


def rows(file: str) -> list[dict[str, str]]:
    with (ROOT / "data" / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PARAMETERS = rows("parameters.csv")
COLUMNS = rows("columns.csv")


def test_every_field_that_explains_is_filled() -> None:
    wanted = [(PARAMETERS, ("label", "unit", "type", "group", "meaning", "source"))]
    wanted += [(COLUMNS, ("label", "type", "kind", "meaning", "source"))]
    empty = [
        (row["name"], field)
        for table, fields in wanted
        for row in table
        for field in fields
        if not row[field]
    ]
    assert empty == []


def test_every_number_has_a_unit() -> None:
    """Ranks are places in an order and have none."""
    numbers = [row for row in COLUMNS if row["type"] == "number" and row["name"] != "rank"]
    assert [(row["table"], row["name"]) for row in numbers if not row["unit"].strip()] == []


def test_parameter_defaults_lie_in_their_bounds() -> None:
    for row in PARAMETERS:
        lowest, default, highest = (float(row[field]) for field in ("minimum", "default", "maximum"))
        assert lowest <= default <= highest, row["name"]
        assert lowest < highest, row["name"]


def test_types_are_known() -> None:
    assert {row["type"] for row in PARAMETERS} <= {"number", "integer", "switch"}
    assert {row["type"] for row in COLUMNS} <= {"number", "text", "flag"}


def test_meanings_are_sentences() -> None:
    assert [row["name"] for row in (*PARAMETERS, *COLUMNS) if not row["meaning"].endswith(".")] == []


def test_names_are_well_formed_and_unique() -> None:
    names = [row["name"] for row in PARAMETERS]
    columns = [(row["table"], row["name"]) for row in COLUMNS]
    assert [name for name in (*names, *(name for _, name in columns)) if not NAME.fullmatch(name)] == []
    assert len(set(names)) == len(names)
    assert len(set(columns)) == len(columns)


def test_unit_in_the_name_is_the_unit() -> None:
    """A name that ends in ``_usd``, ``_share`` or ``_12m`` is counted in just that."""
    endings = (("_usd", "USD"), ("_share", "share"), ("_12m", "per year"))
    wrong = [
        (row["name"], row["unit"])
        for row in (*PARAMETERS, *COLUMNS)
        for ending, word in endings
        if row["name"].endswith(ending) and row["type"] == "number" and word not in row["unit"]
    ]
    assert wrong == []
