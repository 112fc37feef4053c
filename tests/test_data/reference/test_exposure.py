"""Automation risk and exposure to artificial intelligence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.reference.compiling import exposure
from data.reference.compiling.aliases import SOC_2010_TO_2018


@pytest.fixture
def tiny_folder(tmp_path: Path, write_lines: Callable[..., None]) -> Path:
    """A split, a merger, a code of SOC 2000, a broad group, and one code nobody can place."""
    soc = [["SOCCode2010", "SOCTitle2010", "SOCCode2018", "SOCTitle2018"]]
    soc += [[old, "t", new, "t"] for old, new in (
        ("15-1132", "15-1252"), ("15-1133", "15-1252"), ("13-1111", "13-1111"), ("13-1111", "13-1082"),
        ("29-1141", "29-1141"), ("29-1061", "29-1211"), ("29-1062", "29-1215"), ("31-1011", "31-1121"),
    )]  # fmt: skip
    write_lines(SOC_2010_TO_2018, soc)
    study = [["Rank", "Probability", "Label", "SOC code", "Occupation"]]
    study += [[1, risk, "", code, "t"] for code, risk in (
        ("15-1132", 0.1), ("15-1133", 0.3), ("13-1111", 0.5), ("29-1111", 0.01), ("29-1060", 0.004),
        ("31-1011", 0.4), ("99-9999", 0.9),
    )]  # fmt: skip
    write_lines(exposure.FREY_OSBORNE, study)
    return tmp_path


@pytest.fixture
def risks(
    tiny_folder: Path,
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> pd.DataFrame:
    own = ["13-1082", "13-1111", "15-1252", "15-1299", "15-2031", "29-1141", "29-1211"]
    socs = occupations_named(*own, "31-1120", "53-3032")
    codes = same_codes(*own, "31-1121=31-1120")
    return exposure.compile_automation(tiny_folder, socs, codes).set_index("soc")


def test_old_codes_follow_splits_and_mergers(risks: pd.DataFrame) -> None:
    assert risks.loc["15-1252", "automation_risk"] == pytest.approx(0.2)
    assert risks.loc["13-1111", "automation_risk"] == 0.5
    assert risks.loc["13-1082", "automation_risk"] == 0.5
    assert risks.loc["31-1120", "automation_risk"] == 0.4


def test_a_code_outside_soc_2010_is_placed_by_the_kept_table(risks: pd.DataFrame) -> None:
    assert risks.loc["29-1141", "automation_risk"] == 0.01
    assert risks.loc["29-1211", "automation_risk"] == 0.004


def test_a_missing_risk_is_the_mean_of_the_minor_then_the_major_group(risks: pd.DataFrame) -> None:
    assert risks.loc["15-1299"].to_list() == [0.2, "imputed: minor group"]
    assert risks.loc["15-2031"].to_list() == [0.2, "imputed: major group"]
    assert risks.loc["53-3032", "automation_mark"] == "not known"
    assert pd.isna(risks.loc["53-3032", "automation_risk"])


def test_a_code_nobody_can_place_is_named(tiny_folder: Path) -> None:
    assert exposure.unmapped_codes(tiny_folder) == ["99-9999"]


def test_ai_figures_are_averaged_and_never_imputed(
    tmp_path: Path,
    write_lines: Callable[..., None],
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> None:
    header = ["O*NET-SOC Code", "Title", "human_rating_beta"]
    rated = [["31-1121.00", "a", 0.2], ["31-1121.01", "b", 0.4], ["31-1122.00", "c", 0.7]]
    write_lines(exposure.ELOUNDOU, [header, *rated])
    write_lines(exposure.MICROSOFT, [["SOC Code", "title", "ai_applicability_score"], ["31-1120", "a", 0.25]])
    socs = occupations_named("31-1120", "31-1131")
    codes = same_codes("31-1120", "31-1121=31-1120", "31-1122=31-1120")
    figures = exposure.compile_ai(tmp_path, socs, codes).set_index("soc")
    assert figures.loc["31-1120"].to_list() == [0.5, 0.25]
    assert figures.loc["31-1131"].isna().all()


def test_all_codes_of_the_real_study_are_placed(real_data: Path) -> None:
    assert exposure.unmapped_codes(real_data) == []


def test_the_shipped_risks_are_the_studys_own_figures(pack: Any) -> None:
    """Frey and Osborne 2013, appendix: electricians 0.15, cashiers 0.97, registered nurses 0.009."""
    occupations = pack.table("occupations").set_index("soc")
    assert occupations["automation_risk"].between(0, 1).all()
    assert (occupations["automation_mark"] == "").mean() > 0.9
    for soc, risk in (("47-2111", 0.15), ("41-2011", 0.97), ("29-1141", 0.009)):
        assert occupations.loc[soc, "automation_risk"] == risk
        assert occupations.loc[soc, "automation_mark"] == ""


def test_the_shipped_ai_figures_miss_only_residual_occupations(pack: Any) -> None:
    occupations = pack.table("occupations")
    for name in ("ai_exposure", "ai_applicability"):
        missing = occupations[occupations[name].isna()]
        assert len(missing) <= 47
        assert missing["title"].str.contains("All Other").all()
