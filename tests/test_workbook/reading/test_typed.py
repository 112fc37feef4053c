"""What people type into a cell is read as the number they mean, and said where it is not obvious."""

from __future__ import annotations

from typing import Any

import pytest

from data.dictionaries import parameters
from workbook.reading.boardcells import Cell, Look
from workbook.reading.typed import typed_number

PERCENT = Look(percent=True)


@pytest.mark.parametrize(
    ("name", "cell", "value", "said"),
    [
        ("risk_line", Cell(0.65), 0.65, ""),
        ("risk_line", Cell(0.65, look=PERCENT), 0.65, ""),
        ("risk_line", Cell(65.0), 0.65, "“65” was read as 65 %"),
        ("risk_line", Cell("65 %"), 0.65, ""),
        ("risk_line", Cell("0,65"), 0.65, "decimal point"),
        ("target_growth_min", Cell(-5.0), -0.05, "“-5” was read as -5 %"),
        ("weight_wage_gain", Cell(25.0), 25, ""),
        ("weight_wage_gain", Cell("25 %"), 25, "25 % was read as 25"),
        ("weight_wage_gain", Cell(0.25, look=PERCENT), 25, "25 % was read as 25"),
        ("weight_wage_gain", Cell(0.25), 0.25, ""),
        ("regional_price_parity", Cell(0.97, look=PERCENT), 97, "97 % was read as 97"),
        ("budget_usd", Cell("$1,500,000"), 1_500_000, ""),
        ("rebase_wage_lines", Cell(False), 0, ""),
        ("rebase_wage_lines", Cell("Yes"), 1, "“Yes” was read as 1"),
        ("risk_line", Cell(0.3, formula=True), 0.3, "A formula was typed there"),
    ],
)
def test_what_is_meant(name: str, cell: Cell, value: float, said: str) -> None:
    typed = typed_number(cell, parameters()[name], 0.5)
    assert typed.value == pytest.approx(value)
    assert bool(typed.remarks) == bool(said)
    assert said in " ".join(typed.remarks)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (Cell(None), "blank"),
        (Cell("   "), "blank"),
        (Cell("a lot"), "not a number"),
        (Cell("#DIV/0!", error=True), "error"),
        (Cell(None, formula=True), "never computed"),
        (Cell(45000.0, look=Look(date=True)), "date"),
    ],
)
def test_what_nobody_can_tell(cell: Cell, why: str) -> None:
    typed: Any = typed_number(cell, parameters()["risk_line"], 0.5)
    assert typed.value is None
    assert why in typed.why
    assert typed.what_to_do


def test_a_number_that_was_not_changed_is_taken_as_it_is() -> None:
    """However it is shown: a share of 0.5 in a cell of another format is no fifty percent of anything."""
    typed = typed_number(Cell(0.5, look=PERCENT), parameters()["weight_wage_gain"], 0.5)
    assert (typed.value, typed.remarks) == (0.5, ())
