"""Openings, separations, preparation and education from the projections."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.reference.compiling import projections
from data.reference.compiling.aliases import PROJECTIONS_2022, PROJECTIONS_2024

HEADER_110 = [
    "2024 title", "2024 code", "Occupation type", "Employment, 2024", "Employment, 2034",
    "Employment change, numeric, 2024–34", "Employment change, percent, 2024–34",
    "Labor force exit rate, 2024–34", "Occupational transfer rate, 2024–34", "Total separations rate",
    "Labor force exits, 2024–34", "Occupational transfers, 2024–34", "Total separations",
    "Occupational openings, 2024–34",
]  # fmt: skip
HEADER_12 = [
    "2024 title", "2024 code", "Occupation type", "Typical education needed for entry",
    "Work experience in a related occupation", "Typical on-the-job training needed",
]  # fmt: skip


@pytest.fixture
def tiny_folder(tmp_path: Path, write_book: Callable[..., None]) -> Path:
    """A summary line, a single line, and two lines of one aggregate."""
    separations = [
        ["Table 1.10 (thousands)"],
        HEADER_110,
        ["  All", "31-0000", "Summary", 111.0, 134, 23, 20.7, 5, 5, 10, 5, 5, 10, 12],
        ["    Aides", "31-1131", "Line item", 100.5, 90.5, -10, -10.0, 4.0, 6.0, 10.0, 4.1, 6.2, 10.3, 9.3],
        ["    Home", "31-1121", "Line item", 10.0, 12.0, 2, 20.0, 5.0, 5.0, 10.0, 0.6, 0.5, 1.1, 1.3],
        ["    Care", "31-1122", "Line item", 30.0, 28.0, -2, -6.7, 5.0, 5.0, 10.0, 1.4, 1.5, 2.9, 2.7],
        ["Source: an office"] + [""] * 13,
    ]
    preparation = [
        ["Table 1.2"],
        HEADER_12,
        ["Aides", "31-1131", "Line item", "Postsecondary nondegree award", "—", "None"],
        ["Home", "31-1121", "Line item", "High school diploma or equivalent", "None", "None"],
        ["Care", "31-1122", "Line item", "No formal educational credential", "None", "Short-term"],
    ]
    write_book(PROJECTIONS_2024, {"Table 1.10": separations, "Table 1.2": preparation})
    education = [
        ["Table 5.3"],
        ["title", "code"],
        ["Aides(1)", "31-1131", 10.0, 40.0, 20.0, 10.0, 15.0, 4.0, 1.0],
        ["Home", "31-1121", 10.0, 30.0, 20.0, 10.0, 25.0, 4.0, 1.0],
        ["Care", "31-1122", 20.0, 40.0, 20.1, 20.0, 0.0, 0.0, 0.0],
        ["Footnotes:", "", "", "", "", "", "", "", ""],
    ]
    write_book(PROJECTIONS_2022, {"Table 5.3": education})
    return tmp_path


@pytest.fixture
def compiled(
    tiny_folder: Path,
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> pd.DataFrame:
    socs = occupations_named("31-1120", "31-1131", "31-1133")
    codes = same_codes("31-1120", "31-1131", "31-1121=31-1120", "31-1122=31-1120", "31-1133")
    return projections.compile_projections(tiny_folder, socs, codes).set_index("soc")


def test_thousands_become_persons_and_percents_become_shares(compiled: pd.DataFrame) -> None:
    aides = compiled.loc["31-1131"]
    assert aides["employment_2024"] == 100_500
    assert aides["transfers_year"] == 6_200
    assert aides["openings_year"] == 9_300
    assert aides["growth_share"] == -0.10
    assert aides["exit_rate"] == 0.04
    assert aides["transfer_rate"] == 0.06
    assert aides["openings_rate"] == pytest.approx(9_300 / 100_500, abs=1e-6)
    assert aides["projections_mark"] == ""


def test_a_dash_is_an_absent_word(compiled: pd.DataFrame) -> None:
    assert compiled.loc["31-1131", "entry_education"] == "Postsecondary nondegree award"
    assert pd.isna(compiled.loc["31-1131", "experience"])


def test_several_lines_are_summed_and_their_rates_recomputed(compiled: pd.DataFrame) -> None:
    both = compiled.loc["31-1120"]
    assert both["employment_2024"] == 40_000
    assert both["growth_share"] == 0.0
    assert both["exit_rate"] == pytest.approx(2_000 / 40_000)
    assert both["transfer_rate"] == pytest.approx(2_000 / 40_000)
    assert both["openings_rate"] == pytest.approx(4_000 / 40_000)
    assert both["entry_education"] == "No formal educational credential"
    assert both["projections_mark"] == "combined: 31-1121 + 31-1122"


def test_a_missing_occupation_has_rates_of_its_kin_but_no_counts(compiled: pd.DataFrame) -> None:
    missing = compiled.loc["31-1133"]
    assert missing["projections_mark"] == "imputed: minor group"
    assert pd.isna(missing["employment_2024"])
    assert missing["exit_rate"] == pytest.approx(0.045)


def test_education_is_the_sum_below_a_bachelors_degree(
    tiny_folder: Path,
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> None:
    socs = occupations_named("31-1120", "31-1131", "31-9099", "33-1011")
    codes = same_codes("31-1131", "31-1121=31-1120", "31-1122=31-1120")
    shares = projections.compile_education(tiny_folder, socs, codes).set_index("soc")
    assert shares.loc["31-1131", "nonba_share"] == 0.80
    assert shares.loc["31-1120", "nonba_share"] == pytest.approx((0.70 + 1.0) / 2)
    assert shares.loc["31-9099", "nonba_mark"] == "imputed: major group"
    assert shares.loc["33-1011", "nonba_mark"] == "not known"
    assert pd.isna(shares.loc["33-1011", "nonba_share"])


def test_a_column_that_is_gone_is_said_so(
    tmp_path: Path,
    write_book: Callable[..., None],
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> None:
    write_book(
        PROJECTIONS_2024, {"Table 1.10": [["Table"], HEADER_110[:5]], "Table 1.2": [["Table"], HEADER_12]}
    )
    with pytest.raises(ValueError, match="0 columns that begin with"):
        projections.compile_projections(tmp_path, occupations_named("31-1131"), same_codes("31-1131"))


def test_the_real_projections_and_education_need_no_imputation(
    real_data: Path, real_occupations: pd.DataFrame, real_aliases: pd.DataFrame
) -> None:
    table = projections.compile_projections(real_data, real_occupations, real_aliases)
    education = projections.compile_education(real_data, real_occupations, real_aliases)
    assert (table["projections_mark"] == "").all()
    assert (education["nonba_mark"] == "").all()


def test_the_real_lines_add_up_to_the_published_total(
    real_data: Path, real_occupations: pd.DataFrame, real_aliases: pd.DataFrame
) -> None:
    """Table 1.10 row 3: 169,956.1 thousand jobs, 10,187.1 thousand transfers, 18,863.3 thousand openings."""
    table = projections.compile_projections(real_data, real_occupations, real_aliases)
    assert table["employment_2024"].sum() == pytest.approx(169_956_100, rel=1e-3)
    assert table["transfers_year"].sum() == pytest.approx(10_187_100, rel=1e-3)
    assert table["openings_year"].sum() == pytest.approx(18_863_300, rel=1e-3)


def test_the_shipped_figures_are_complete_and_plausible(pack: Any) -> None:
    occupations = pack.table("occupations")
    for name in ("nonba_share", "openings_rate", "exit_rate", "transfer_rate"):
        assert occupations[name].between(0, 1).all(), name
    assert (occupations["employment_2024"] > 0).all()
    assert occupations["growth_share"].between(-1, 1).all()
    assert occupations["entry_education"].notna().all()
