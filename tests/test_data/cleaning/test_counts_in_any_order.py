"""Counts whose columns somebody moved: read as before, or refused, never taken for something else."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from data.intake.findings import IntakeError
from data.intake.loaded import Loaded
from data.intake.loading import load

CPS = [
    [
        "Occupation",
        "Employed June 2024",
        "Employed June 2025",
        "Unemployed June 2024",
        "Unemployed June 2025",
    ],
    ["Total, 16 years and over(1)", "161774", "163883", "7233", "7460"],
    ["Management occupations", "19000", "19200", "469", "494"],
    ["Sales and related occupations", "14111", "14317", "666", "732"],
    ["Construction and extraction occupations", "8600", "8700", "70", "62"],
]
WEEKS = [
    ["Profile of initial claims filed", "", ""],
    ["Group", "Week ending March 7", "Week ending March 14"],
    ["Total", "22,928", "24,089"],
    ["Male", "12,357", "11,544"],
    ["Female", "10,571", "12,545"],
    ["Under 25", "22,870", "11,023"],
    ["25-34", "15,609", "12,856"],
]


def loaded(rows: Sequence[Sequence[str]], folder: Path, pack: Any) -> Loaded:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return load(path, pack)


def told(found: Loaded) -> list[list[object]]:
    names = ["soc", "group", "demographic", "period", "area", "unemployed"]
    return sorted(found.rows()[names].astype(str).to_numpy().tolist())


def moved(rows: list[list[str]], order: Sequence[int]) -> list[list[str]]:
    return [[row[place] if place >= 0 else "" for place in order] for row in rows]


@pytest.mark.parametrize("order", [(-1, 0, 1, 2, 3, 4), (4, 1, 0, 3, 2), (2, 1, 4, 3, 0)])
def test_a_table_of_the_population_survey_is_read_wherever_its_occupations_stand(
    order: Sequence[int], tmp_path: Path, pack: Any
) -> None:
    whole = loaded(CPS, tmp_path, pack)
    assert whole.preset == "unemployment_cps"
    assert told(loaded(moved(CPS, order), tmp_path, pack)) == told(whole)
    assert whole.rows()["unemployed"].max() == 7_460_000


def test_people_at_work_are_not_counted_as_out_of_work(tmp_path: Path, pack: Any) -> None:
    names = ["Industry", "Total", "Construction", "Retail trade", "Finance and insurance"]
    rows = [[name, *row[1:]] for name, row in zip(names, CPS, strict=True)]
    found = loaded(rows, tmp_path, pack)
    assert found.preset == "unemployment_grid"
    assert found.rows()["unemployed"].max() == 7_460


@pytest.mark.parametrize("order", [(1, 2, 0), (2, 0, 1)])
def test_figures_are_never_taken_for_ages(order: Sequence[int], tmp_path: Path, pack: Any) -> None:
    groups = {"", "sex: Male", "sex: Female", "age: Under 25", "age: 25-34"}
    assert {one[2] for one in told(loaded(WEEKS, tmp_path, pack))} == groups
    with pytest.raises(IntakeError, match="no kind that is known"):
        loaded(moved(WEEKS, order), tmp_path, pack)
