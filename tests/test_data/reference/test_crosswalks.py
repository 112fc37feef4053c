"""Programmes and SOC 2010 codes, joined to the survey's codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data.reference.compiling import crosswalks


def test_programmes_follow_combined_codes_and_drop_the_unmatched(
    tmp_path: Path,
    write_lines: Callable[..., None],
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> None:
    write_lines(
        Path(crosswalks.PROGRAMMES_FILE),
        [
            ["SOC2018Code", "SOC2018Title", "CIP2020Code", "CIP2020Title"],
            ["11-1011", "Chief Executives", "44.0401", "Public Administration."],
            ["31-1121", "Home Health Aides", "51.2602", "Home Health Aide/Home Attendant."],
            ["31-1122", "Personal Care Aides", "51.2602", "Home Health Aide/Home Attendant."],
            ["55-1011", "Air Crew Officers", "29.0301", "Maritime Operations."],
            ["99-9999", "NO MATCH", "53.0203", "Certificate of IEP Completion Program."],
        ],
    )
    oews = occupations_named("11-1011", "31-1120")
    aliases = same_codes("11-1011", "31-1121=31-1120", "31-1122=31-1120")
    programmes = crosswalks.compile_programmes(tmp_path, oews, aliases)
    assert programmes.to_numpy().tolist() == [
        ["11-1011", "44.0401", "Public Administration"],
        ["31-1120", "51.2602", "Home Health Aide/Home Attendant"],
    ]


def test_soc2010_codes_split_and_merge(
    tmp_path: Path,
    write_lines: Callable[..., None],
    occupations_named: Callable[..., pd.DataFrame],
    same_codes: Callable[..., pd.DataFrame],
) -> None:
    write_lines(
        Path(crosswalks.SOC2010_FILE),
        [
            ["SOCCode2010", "SOCTitle2010", "SOCCode2018", "SOCTitle2018"],
            ["15-1131", "Computer Programmers", "15-1251", "Computer Programmers"],
            ["15-1131", "Computer Programmers", "15-1252", "Software Developers"],
            ["15-1132", "Software Developers, Applications", "15-1252", "Software Developers"],
            ["39-9021", "Personal Care Aides", "31-1122", "Personal Care Aides"],
            ["55-3016", "Infantry", "55-3016", "Infantry"],
        ],
    )
    oews = occupations_named("15-1251", "15-1252", "31-1120")
    codes = crosswalks.compile_soc2010(tmp_path, oews, same_codes("31-1122=31-1120"))
    assert sorted(codes.to_numpy().tolist()) == [
        ["15-1131", "15-1251"],
        ["15-1131", "15-1252"],
        ["15-1132", "15-1252"],
        ["39-9021", "31-1120"],
    ]
