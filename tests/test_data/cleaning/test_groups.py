"""What tables call groups of people."""

from __future__ import annotations

import pytest

from data.intake.cleaning import groups


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("11-Management Occupations", "11"),
        ("45 -Farming, Fishing and Hunting Occupations", "45"),
        ("55- Military Occupations", "55"),
        ("Arts, Design, Entertainment Sport & Media", "27"),
        ("Office & Admin. Support", "43"),
        ("Education, training, and library occupations", "25"),
        ("Educational Instruction and Library Occupations", "25"),
        ("Service occupations", "31+33+35+37+39"),
        ("Natural resources, construction, and maintenance occupations", "45+47+49"),
        ("INA", "ina"),
        ("UN", "ina"),
        ("35", "35"),
        ("36", ""),
        ("41-2031", ""),
        ("Wizards", ""),
    ],
)
def test_major_groups_by_code_and_by_name(text: str, group: str) -> None:
    assert groups.major_group(text) == group


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("48-49-Transportation & Warehousing ", "48-49"),
        ("31-33 Manufacturing ", "31-33"),
        ("92  State & Local Government Not Elsewhere Classified", "92"),
        ("99 Unknown", "ina"),
        ("99", "ina"),
        ("UN", "ina"),
        ("Admin & Support/Waste Mgmt/Remedial Services", "56"),
        ("Other Services (Except Public Admin)", "81"),
        ("33", "31-33"),
        ("45", "44-45"),
        ("236", "236"),
        ("17", ""),
        ("Wizardry", ""),
    ],
)
def test_industries_by_code_and_by_name(text: str, industry: str) -> None:
    assert groups.industry(text) == industry


def test_every_name_of_the_tables_leads_to_its_own_code() -> None:
    for column, read in (("group", groups.major_group), ("industry", groups.industry)):
        for row in groups._rows(column):
            assert read(row["name"]) == row[column], row
