"""A dozen occupations of Atlanta, every column of the matrix, as they were looked at by a person.

``atlanta.csv`` is written only by hand, after reading what changed and why::

    python tests/golden/test_atlanta.py

and says which pack it was computed with.
"""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any

import pytest

from data.dictionaries import columns
from data.reference.pack import load_pack
from workbook.model.region import plan_for
from workbook.model.run import run

FILE = Path(__file__).with_name("atlanta.csv")
SOCS = (
    "11-1021", "13-1071", "29-1141", "29-2061", "35-3031", "41-1011", "41-2031", "43-3031", "43-5061",
    "47-2111", "49-2022", "53-3032",
)  # fmt: skip
FLAGS = {"": None, "yes": True, "no": False}


def computed(pack: Any) -> list[dict[str, Any]]:
    """Return the rows of the matrix with plain values; NaN is None."""
    matrix = run(pack, plan_for(pack, "12060", datetime.date(2025, 6, 30))).matrix.set_index(
        "soc", drop=False
    )
    rows = matrix.loc[list(SOCS)].to_dict("records")
    return [{name: None if value != value else value for name, value in row.items()} for row in rows]


def write() -> None:
    """Write the file anew."""
    pack = load_pack()
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["pack", *columns("matrix")])
        for row in computed(pack):
            cells = [row[name] for name in columns("matrix")]
            writer.writerow([pack.version, *(_text(cell) for cell in cells)])


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else repr(float(cell)) if not isinstance(cell, str) else cell


def test_matrix_is_the_one_that_was_looked_at(pack: Any) -> None:
    with FILE.open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines))
    found = computed(pack)
    assert [row["soc"] for row in expected] == list(SOCS)
    assert list(expected[0]) == ["pack", *columns("matrix")]
    wrong = []
    for row, now in zip(expected, found, strict=True):
        for name, column in columns("matrix").items():
            text, value = row[name], now[name]
            if column.type == "number":
                same = (value is None) == (text == "")
                same = same and (value is None or value == pytest.approx(float(text), rel=1e-9, abs=1e-12))
            else:
                same = value == (FLAGS[text] if column.type == "flag" else text)
            if not same:
                wrong.append(f"{row['soc']} {name}: {text} is now {value}")
    assert wrong == [], f"atlanta.csv was written with pack {expected[0]['pack']}, this is {pack.version}"


if __name__ == "__main__":
    write()
