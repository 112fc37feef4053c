"""Figures published by BLS and O*NET, read off their workbooks by eye, against the shipped pack.

Each case names the workbook's table and its row. Never rewritten by a tool: a difference is a
finding about the pack, or a new vintage.
"""

from __future__ import annotations

from typing import Any

import pytest

# U.S. Bureau of Labor Statistics, Employment Projections 2024–34, Table 1.10 (thousands):
# row, code, employment 2024, employment 2034, exits %, transfers %, transfers, openings
TABLE_1_10 = [
    (7, "11-1021", 3712.9, 3876.8, 2.3, 5.4, 204.5, 308.7),
    (56, "13-1020", 522.2, 552.3, 3.9, 5.2, 28.1, 52.2),
    (110, "15-1252", 1693.8, 1961.4, 1.7, 3.2, 57.7, 115.2),
    (355, "25-9045", 1422.8, 1401.7, 5.8, 6.5, 91.2, 170.4),
    (438, "29-1141", 3391.0, 3557.1, 2.8, 2.1, 74.6, 189.1),
    (501, "31-1120", 4347.7, 5087.5, 8.6, 6.1, 288.0, 765.8),
    (576, "35-3031", 2329.7, 2313.5, 8.2, 11.5, 267.1, 456.7),
    (652, "41-2011", 3157.2, 2843.6, 9.8, 9.4, 280.6, 542.6),
    (700, "43-4051", 2814.0, 2660.3, 5.6, 7.4, 202.9, 341.7),
    (790, "47-2111", 818.7, 896.1, 3.2, 5.4, 46.2, 81.0),
    (921, "51-2090", 1467.1, 1465.9, 4.3, 6.3, 93.1, 156.3),
    (1065, "53-3032", 2235.1, 2324.4, 4.4, 5.6, 128.3, 237.6),
]

# The same, Table 1.2: row, code, change 2024–34 %, entry education, experience, training
TABLE_1_2 = [
    (438, "29-1141", 4.9, "Bachelor's degree", "None", "None"),
    (501, "31-1120", 17.0, "High school diploma or equivalent", "None", "Short-term on-the-job training"),
    (517, "31-9092", 12.5, "Postsecondary nondegree award", "None", "None"),
    (648, "41-1011", -5.0, "High school diploma or equivalent", "Less than 5 years", "None"),
    (735, "43-9022", -36.1, "High school diploma or equivalent", "None", "Short-term on-the-job training"),
    (790, "47-2111", 9.5, "High school diploma or equivalent", "None", "Apprenticeship"),
    (899, "49-9081", 49.9, "Postsecondary nondegree award", "None", "Long-term on-the-job training"),
]

# BLS, Employment Projections 2022–32, Table 5.3 (percent): row, code, less than high school,
# high school, some college, associate's
TABLE_5_3 = [
    (84, "15-1252", 0.5, 1.8, 7.0, 4.1),
    (329, "29-1141", 0.5, 1.0, 3.9, 28.2),
    (380, "31-1120", 17.2, 35.3, 24.6, 9.5),
    (390, "31-9092", 2.0, 20.1, 38.1, 24.6),
    (410, "33-3051", 0.9, 12.5, 29.1, 17.0),
    (432, "35-3031", 12.9, 34.1, 27.5, 9.2),
    (480, "41-1011", 5.7, 28.9, 27.9, 10.3),
    (518, "43-4051", 4.1, 26.6, 29.7, 12.0),
    (587, "47-2111", 8.1, 38.0, 30.3, 15.7),
    (795, "53-3032", 15.2, 47.4, 22.8, 6.8),
]

# U.S. Department of Labor, O*NET 29.3, Job Zones: row, code, zone
JOB_ZONES = [
    (4, "11-1021", 4),
    (403, "29-1141", 4),
    (481, "31-9092", 3),
    (526, "35-3031", 2),
    (606, "43-4051", 2),
    (673, "47-2111", 3),
    (885, "53-3032", 2),
]

# O*NET 29.3, Skills: row of the importance, code, element, importance, level
SKILLS = [
    (26324, "29-1141", "Active Listening", 4.0, 4.25),
    (26372, "29-1141", "Troubleshooting", 1.88, 1.38),
    (44244, "47-2111", "Active Listening", 3.38, 3.12),
    (44292, "47-2111", "Troubleshooting", 4.0, 4.0),
]


@pytest.fixture(scope="module")
def occupations(pack: Any) -> Any:
    return pack.table("occupations").set_index("soc")


@pytest.mark.parametrize("case", TABLE_1_10, ids=lambda case: f"row {case[0]} {case[1]}")
def test_separations_and_openings(occupations: Any, case: tuple[Any, ...]) -> None:
    _, soc, jobs_2024, jobs_2034, exits, transfers, moved, openings = case
    row = occupations.loc[soc]
    assert row["employment_2024"] == round(jobs_2024 * 1000)
    assert row["employment_2034"] == round(jobs_2034 * 1000)
    assert row["exit_rate"] == pytest.approx(exits / 100, abs=1e-9)
    assert row["transfer_rate"] == pytest.approx(transfers / 100, abs=1e-9)
    assert row["transfers_year"] == round(moved * 1000)
    assert row["openings_year"] == round(openings * 1000)
    assert row["openings_rate"] == pytest.approx(openings / jobs_2024, abs=1e-6)


@pytest.mark.parametrize("case", TABLE_1_2, ids=lambda case: f"row {case[0]} {case[1]}")
def test_growth_and_preparation(occupations: Any, case: tuple[Any, ...]) -> None:
    _, soc, growth, education, experience, training = case
    row = occupations.loc[soc]
    assert row["growth_share"] == pytest.approx(growth / 100, abs=1e-9)
    assert (row["entry_education"], row["experience"], row["training"]) == (education, experience, training)


@pytest.mark.parametrize("case", TABLE_5_3, ids=lambda case: f"row {case[0]} {case[1]}")
def test_share_without_a_bachelors_degree(occupations: Any, case: tuple[Any, ...]) -> None:
    _, soc, *percents = case
    assert occupations.loc[soc, "nonba_share"] == pytest.approx(sum(percents) / 100, abs=1e-9)


@pytest.mark.parametrize("case", JOB_ZONES, ids=lambda case: f"row {case[0]} {case[1]}")
def test_job_zone(occupations: Any, case: tuple[int, str, int]) -> None:
    _, soc, zone = case
    assert occupations.loc[soc, "job_zone"] == zone
    assert occupations.loc[soc, "job_zone_mark"] == ""


@pytest.mark.parametrize("case", SKILLS, ids=lambda case: f"row {case[0]} {case[1]}")
def test_importance_and_level_of_a_skill(pack: Any, case: tuple[Any, ...]) -> None:
    _, soc, element, importance, level = case
    scores = pack.table("element_scores").merge(pack.table("elements"), on="element_id")
    row = scores[(scores["soc"] == soc) & (scores["element"] == element)].iloc[0]
    assert (row["importance"], row["level"]) == (importance, level)


def test_unemployment_rates(pack: Any) -> None:
    """BLS, The Employment Situation, June 2025, Table A-13: total, service, transportation."""
    rates = pack.table("unemployment_rates").set_index("group_title")
    for title, employed, unemployed, percent in (
        ("Total, 16 years and over", 163_883, 7_460, 4.4),
        ("Service occupations", 28_438, 1_480, 4.9),
        ("Transportation and material moving occupations", 11_619, 730, 5.9),
    ):
        row = rates.loc[title]
        assert (row["employed_k"], row["unemployed_k"]) == (employed, unemployed)
        assert row["rate"] == pytest.approx(percent / 100, abs=1e-9)
