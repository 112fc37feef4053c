"""Employment projections in three editions of the workbook, checked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.intake.loading import load


@pytest.mark.parametrize(
    ("years", "sheet", "read", "jobs", "exits", "nonba", "openings"),
    [
        ("2024-34", "Table 1.2", 1_113, (1_432_600, 1_360_300, -0.05), (0.038, 0.057, 79_000), None, 125_100),
        ("2022-32", "Table 1.7", 1_113, (1_405_800, 1_311_800, -0.067), None, 72.8 / 100.1, 123_700),
        (
            "2016-26",
            "Table 1.7",
            1_091,
            (1_532_400, 1_590_100, 0.038),
            (0.037, 0.067, 105_100),
            73.7 / 100.0,
            168_500,
        ),
    ],
)
def test_supervisors_of_retail_sales(
    years: str,
    sheet: str,
    read: int,
    jobs: Any,
    exits: Any,
    nonba: Any,
    openings: int,
    real_data: Path,
    pack: Any,
) -> None:
    loaded = load(real_data / f"projections/occupation-{years}.xlsx", pack)
    assert (loaded.kind, loaded.sheet, loaded.read) == ("projections", sheet, read)
    assert loaded.accepted + loaded.set_aside == loaded.read
    assert set(loaded.rejects["value"]) <= {"11-1031", "45-3031"}
    assert (loaded.facts["base_year"], loaded.facts["projected_year"]) == (years[:4], f"20{years[-2:]}")
    table = loaded.rows()
    one = table[(table["soc"] == "41-1011") & (table["level"] == "detailed")].iloc[0]
    assert (one["employment_base"], one["employment_projected"], one["growth_share"]) == jobs
    assert one["openings_year"] == openings
    assert (one["education"], one["experience"], one["training"]) == (
        *("High school diploma or equivalent", "Less than 5 years"),
        "None",
    )
    assert one["area"] == "0000000"
    if exits:
        assert (one["exit_rate"], one["transfer_rate"], one["transfers_year"]) == exits
    if nonba:
        assert one["nonba_share"] == pytest.approx(nonba, abs=1e-6)


def test_software_developers_of_2016_go_through_the_crosswalk(real_data: Path, pack: Any) -> None:
    table = load(real_data / "projections/occupation-2016-26.xlsx", pack).rows()
    developers = table[table["soc"] == "15-1252"].iloc[0]
    # Applications 831.3 and systems software 425.0 thousand; both are developers and quality analysts today.
    jobs = pack.occupations().set_index("soc")["employment_2024"]
    part = jobs["15-1252"] / (jobs["15-1252"] + jobs["15-1253"])
    assert developers["employment_base"] == pytest.approx((831_300 + 425_000) * part)
    assert developers["code_mark"] == "combined"
    # Nobody gets lost on the way: all jobs but those of 55.5 thousand legislators, as far as rounding goes.
    detailed = table[table["level"] == "detailed"]
    assert detailed["employment_base"].sum() == pytest.approx(156_063_800 - 55_500, rel=2e-4)
    nurses = table[table["soc"] == "29-1141"].iloc[0]
    assert (nurses["employment_base"], nurses["code_mark"]) == (2_955_200, "")


def test_the_total_of_2024(real_data: Path, pack: Any) -> None:
    table = load(real_data / "projections/occupation-2024-34.xlsx", pack).rows()
    total = table[table["level"] == "total"].iloc[0]
    assert (total["employment_base"], total["openings_year"], total["growth_share"]) == (
        169_956_100,
        18_863_300,
        0.031,
    )
    assert table["soc"].str.fullmatch(r"[0-9]{2}-[0-9]{4}").all()
