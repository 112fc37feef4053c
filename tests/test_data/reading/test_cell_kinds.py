"""What a cell looks like."""

from __future__ import annotations

import pytest

from data.intake.reading.cellkinds import CellKind, kind_of


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("", CellKind.BLANK),
        (" \u00a0\n", CellKind.BLANK),
        ("1,276", CellKind.NUMBER),
        ("$18.50", CellKind.NUMBER),
        ("(3.2)", CellKind.NUMBER),
        ("12.5%", CellKind.NUMBER),
        ("1.5e-3", CellKind.NUMBER),
        ("45k", CellKind.NUMBER),
        ("2020", CellKind.YEAR),
        ("3/7/20", CellKind.DATE),
        ("2020-03-07T10:00:00", CellKind.DATE),
        ("Mar-19", CellKind.DATE),
        ("Apr-20 p", CellKind.DATE),
        ("March 7, 2020", CellKind.DATE),
        ("11-1011", CellKind.CODE),
        ("3/15 - 3/21", CellKind.CODE),
        ("–", CellKind.MARK),
        ("**", CellKind.MARK),
        ("N/A", CellKind.MARK),
        ("Total", CellKind.TEXT),
        ("25-34 years", CellKind.TEXT),
        ("1" * 60, CellKind.TEXT),
    ],
)
def test_cells_are_told_apart(cell: str, kind: CellKind) -> None:
    assert kind_of(cell) is kind
