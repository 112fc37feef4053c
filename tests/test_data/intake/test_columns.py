"""The columns of clean tables are those that the dictionary describes, and each says its unit."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from data.intake.boundaries.shapes import COLUMNS as BOUNDARIES
from data.intake.cleaning import (
    counts,
    nonba_wages,
    onet,
    outcomes,
    posting_index,
    posting_rows,
    postings,
    programmes,
    projections,
    transitions,
    wages,
)
from data.intake.histories.counts import COLUMNS as MOVES
from data.intake.kinds import kinds

FILE = Path(postings.__file__).parent.parent / "columns.csv"
GIVEN = {
    "postings": (*postings.COLUMNS, *posting_rows.EXTRA),
    "unemployment": counts.COLUMNS,
    "wages": wages.COLUMNS,
    "nonba_wages": nonba_wages.COLUMNS,
    "projections": projections.COLUMNS,
    "onet": onet.COLUMNS,
    "programmes": programmes.COLUMNS,
    "outcomes": outcomes.COLUMNS,
    "transitions": transitions.COLUMNS,
    "posting_index": posting_index.COLUMNS,
    "histories": MOVES,
    "boundaries": BOUNDARIES,
}
with FILE.open(encoding="utf-8", newline="") as lines:
    DESCRIBED = list(csv.DictReader(lines))


def test_every_kind_is_described() -> None:
    assert set(GIVEN) == set(kinds())


@pytest.mark.parametrize("kind", GIVEN)
def test_what_is_described_is_what_is_given(kind: str) -> None:
    assert tuple(row["column"] for row in DESCRIBED if row["kind"] == kind) == tuple(GIVEN[kind])


def test_every_column_says_what_it_is_and_in_which_unit() -> None:
    for row in DESCRIBED:
        assert row["type"] in ("text", "number", "flag"), row
        assert row["meaning"].endswith("."), row
        assert row["unit"] or row["type"] != "number" or row["column"] == "line", row
        assert ("USD" in row["unit"]) == (row["type"] == "number" and row["column"].endswith("_usd")), row
