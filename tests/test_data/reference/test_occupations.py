"""The table that joins all national attributes of an occupation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from data.reference.compiling.occupations import COLUMNS, compile_occupations
from data.reference.contract import TABLE_BY_NAME


def test_the_columns_are_those_of_the_contract() -> None:
    assert TABLE_BY_NAME["occupations"].column_names == COLUMNS


def test_every_real_occupation_has_one_full_row(
    real_data: Path, real_occupations: pd.DataFrame, real_aliases: pd.DataFrame
) -> None:
    table = compile_occupations(real_data, real_occupations, real_aliases)
    assert table["soc"].to_list() == sorted(real_occupations["soc"])
    contract = TABLE_BY_NAME["occupations"]
    for column in contract.columns:
        if not column.nullable:
            assert table[column.name].notna().all(), column.name
    may_be_missing = {
        "ai_exposure",
        "ai_applicability",
        *(name for name in COLUMNS if name.endswith("_share")),
    }
    for name in set(COLUMNS) - may_be_missing:
        assert table[name].notna().all(), name


def test_the_row_order_of_the_list_does_not_matter(
    real_data: Path, real_occupations: pd.DataFrame, real_aliases: pd.DataFrame
) -> None:
    upside_down = real_occupations.iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        compile_occupations(real_data, real_occupations, real_aliases),
        compile_occupations(real_data, upside_down, real_aliases),
    )


def test_the_shipped_marks_say_what_is_imputed(pack: Any) -> None:
    occupations = pack.table("occupations")
    assert (occupations["job_zone"].between(1, 5)).all()
    assert set(occupations["job_zone_mark"]) == {"", "imputed: broad group", "imputed: minor group"}
    assert (occupations["onet_mark"] == "").sum() >= 750
    unzoned = occupations[occupations["job_zone_mark"] != ""]
    assert unzoned["title"].str.contains("All Other").all()


def test_every_shipped_occupation_has_the_rate_of_its_group(pack: Any) -> None:
    occupations, rates = pack.table("occupations"), pack.table("unemployment_rates")
    named = occupations.merge(rates, left_on="unemployment_rate_group", right_on="group_title", how="left")
    assert (named["unemployment_rate"] == named["rate"]).all()
    assert all(
        group in groups.split(",") for group, groups in zip(named["group"], named["groups"], strict=True)
    )
