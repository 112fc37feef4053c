"""Insured unemployed by state and group: months kept, zeros, and reports that lump the groups together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.reference.compiling import claims

GROUP_COLUMNS = tuple(claims._GROUP_OF_COLUMN)


def _report(state: str, month: str, **persons: int) -> list[str]:
    return [state, month, *(str(persons.get(column, 0)) for column in GROUP_COLUMNS)]


@pytest.fixture
def compile_reports(tmp_path: Path, write_lines: Callable[..., None]) -> Callable[..., pd.DataFrame]:
    """Return a function that compiles the given reports."""

    def compile_them(*reports: list[str]) -> pd.DataFrame:
        header = ["state", "report_for_period_ending", *GROUP_COLUMNS]
        write_lines(Path(claims.FILE), [header, *reports])
        return claims.compile_claims(tmp_path)

    return compile_them


def test_the_last_24_months_are_kept(compile_reports: Callable[..., pd.DataFrame]) -> None:
    months = ["2023-02-28", "2023-03-31", "2025-01-31", "2025-02-28"]
    kept = compile_reports(*(_report("GA", month, occ_sales=5) for month in months))
    assert sorted(set(kept["month"].dt.strftime("%Y-%m-%d"))) == ["2023-03-31", "2025-01-31", "2025-02-28"]


def test_every_group_and_those_without_one_have_a_row(compile_reports: Callable[..., pd.DataFrame]) -> None:
    kept = compile_reports(_report("GA", "2025-02-28", occ_sales=5, occ_military=2, occ_ina=7))
    persons = kept.set_index("group")["insured_unemployed"]
    assert len(persons) == 24
    assert (persons["41"], persons["55"], persons["ina"], persons["11"]) == (5, 2, 7, 0)


def test_a_state_that_has_not_reported_has_no_row(compile_reports: Callable[..., pd.DataFrame]) -> None:
    kept = compile_reports(_report("GA", "2025-01-31"), _report("AL", "2025-02-28"))
    latest = kept.groupby("state")["month"].max().dt.strftime("%Y-%m-%d")
    assert latest.to_dict() == {"AL": "2025-02-28", "GA": "2025-01-31"}


def test_a_report_that_lumps_groups_together_is_marked(compile_reports: Callable[..., pd.DataFrame]) -> None:
    spread = dict.fromkeys(GROUP_COLUMNS, 100)
    kept = compile_reports(
        _report("CA", "2025-02-28", occ_computer_math=1200, occ_sales=690, occ_production=1140),
        _report("NY", "2025-02-28", **spread),
        _report("VT", "2025-02-28", occ_ina=2500),
        _report("VI", "2025-02-28", occ_ina=67, occ_production=30),
    )
    assert kept.groupby("state")["mark"].unique().map(list).to_dict() == {
        "CA": ["bundled"],
        "NY": [""],
        "VI": [""],
        "VT": [""],
    }
