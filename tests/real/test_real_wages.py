"""Wages in the files that planners download, checked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.loading import load


@pytest.mark.parametrize("name", ["national_M2021_dl.xlsx", "national_May2021_dl.csv"])
def test_oews_of_the_nation_2021(name: str, real_data: Path, pack: Any) -> None:
    loaded = load(real_data / "oews" / name, pack)
    assert (loaded.kind, loaded.preset, loaded.read, loaded.set_aside) == ("wages", "wages_oews", 1_403, 1)
    assert loaded.rejects["value"].tolist() == ["11-1031"]
    table = loaded.rows()
    assert table["level"].value_counts().to_dict() == {
        "detailed": 830,
        "broad": 455,
        "minor": 94,
        "major": 22,
        "total": 1,
    }
    known = table[table["level"] == "detailed"].set_index("soc")
    supervisors = known.loc["41-1011"]
    assert supervisors["employment"] == 1_143_260
    assert [supervisors[f"wage_p{at}_usd"] for at in (10, 25, 50, 75, 90)] == [
        29_000,
        33_520,
        39_230,
        52_070,
        73_160,
    ]
    assert (supervisors["wage_mean_usd"], supervisors["employment_rse_pct"], supervisors["wage_mark"]) == (
        46_890,
        0.4,
        "",
    )
    # Cardiologists: p10 printed, the others at or above the cap of 208,000.
    doctors = known.loc["29-1212"]
    assert (doctors["wage_p10_usd"], doctors["wage_p50_usd"], doctors["wage_mark"]) == (
        165_610,
        208_000,
        "top-coded",
    )
    actors = known.loc["27-2011"]
    assert actors["wage_mark"] == "hourly-or-annual"
    assert pd.isna(actors["wage_p50_usd"])
    assert (known.loc["31-1120", "employment"], known.loc["31-1120", "wage_p50_usd"]) == (3_366_480, 29_430)
    total = table[table["level"] == "total"].iloc[0]
    assert (total["area"], total["employment"], total["wage_p50_usd"]) == ("0000000", 140_886_310, 45_760)


def test_new_york_state_and_its_own_regions(real_data: Path, pack: Any) -> None:
    loaded = load(real_data / "oews/oews-newyork.csv", pack)
    assert (loaded.preset, loaded.read, loaded.set_aside) == ("wages_new_york", 7_010, 10)
    table = loaded.rows()
    state = table[table["area"] == "3600000"].set_index("soc")
    assert len(state) == 804
    assert state.loc["00-0000", "employment"] == 9_108_930
    assert state.loc["11-1011", ["employment", "wage_p50_usd", "wage_mean_usd"]].tolist() == [
        4_910,
        233_777,
        330_808,
    ]
    assert state.loc["41-1011", ["wage_entry_usd", "wage_experienced_usd"]].tolist() == [37_378, 70_232]
    assert pd.isna(state.loc["11-9013", "employment"])
    assert state.loc["11-9013", "employment_mark"] == "absent"
    regions = table[table["area"] == ""]
    assert regions["area_title"].nunique() == 10
    assert "Western New York" in set(regions["area_title"])
