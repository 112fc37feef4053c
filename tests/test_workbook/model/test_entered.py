"""Programmes entered by hand count like those of a list, and stand in for the list's own."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pandas as pd
import pytest

from workbook.boardentries import Programme
from workbook.model.entered import NAME, with_entered
from workbook.model.localtables import PROGRAMMES, LocalTable
from workbook.model.region import plan_for
from workbook.model.run import run

BRIDGE = Programme("29-2061", "Bridge", "College", cost_usd=3500, seats=24)


def listed() -> LocalTable:
    rows = pd.DataFrame(
        {
            "id": ["1", "2"],
            "soc": ["29-2061", "53-3032"],
            "title": ["BRIDGE", "Truck licence"],
            "provider": ["college", "School"],
            "cost_usd": [9000.0, 1500.0],
            "url": ["x", "y"],
        }
    )
    return LocalTable(PROGRAMMES, rows, 2, 2, 0, (), "abc", "list.csv")


def test_without_any_the_tables_stay_as_they_are() -> None:
    tables = (listed(),)
    assert with_entered(tables, ()) is tables


def test_one_that_the_list_has_as_well_counts_as_it_was_entered() -> None:
    (both,) = with_entered((listed(),), (BRIDGE,))
    assert sorted(both.rows["title"]) == ["Bridge", "Truck licence"]
    assert both.rows.set_index("title")["cost_usd"].to_dict() == {"Bridge": 3500, "Truck licence": 1500}
    assert (both.read, both.name) == (3, f"list.csv, {NAME}")
    assert both.sha256 != listed().sha256


def test_they_close_a_training_gap(pack: Any) -> None:
    plan = plan_for(pack, "25980", datetime.date(2026, 1, 5))
    before = run(pack, plan).training.gateways.set_index("soc")
    soc = next(iter(before.index))
    seats = Programme(soc, "New course", seats=3)
    results = run(pack, dataclasses.replace(plan, programmes=(seats,)))
    after = results.training.gateways.set_index("soc")
    assert after.loc[soc, "seats"] == 3
    missing = max(0.0, float(after.loc[soc, "people"]) - 3)
    assert after.loc[soc, "training_gap_people"] == pytest.approx(missing)
    assert results.training.own_programmes["programme"].tolist() == ["New course"]
