"""From other publishers' codes to the survey's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.reference.compiling import aliases
from data.reference.compiling.sheets import read_rows, text

AGGREGATES = {
    "13-1020", "13-2020", "21-1018", "25-2052", "25-9045", "29-2010",
    "31-1120", "39-7010", "47-4090", "51-2028", "51-2090", "53-1047",
}  # fmt: skip


@pytest.fixture
def tiny_folder(tmp_path: Path, write_book: Callable[..., None], write_lines: Callable[..., None]) -> Path:
    """Two home-care occupations in SOC and O*NET, their aggregate in the projections, and a legislator."""
    header = ["title", "code", "Occupation type"]
    lines = [["table"], header, ["All", "31-0000", "Summary"], ["Aides", "31-1120", "Line item"]]
    write_book(aliases.PROJECTIONS_2024, {"Table 1.10": lines})
    write_book(
        aliases.PROJECTIONS_2022, {"Table 5.3": [["table"], ["t", "c"], ["All", "00-0000"], ["footnote", ""]]}
    )
    onet = [
        ["O*NET-SOC Code", "Title"],
        ["31-1121.00", "Home Health Aides"],
        ["11-1011.03", "Sustainability"],
    ]
    write_book(aliases.ONET_OCCUPATIONS, {"Occupation Data": onet})
    soc = [["SOCCode2010", "SOCTitle2010", "SOCCode2018", "SOCTitle2018"]]
    soc += [
        ["31-1011", "a", "31-1121", "a"],
        ["39-9021", "b", "31-1122", "b"],
        ["11-1031", "c", "11-1031", "c"],
    ]
    write_lines(aliases.SOC_2010_TO_2018, soc)
    return tmp_path


def test_members_lead_to_their_aggregate_and_codes_lead_to_themselves(
    tiny_folder: Path, occupations_named: Callable[..., pd.DataFrame]
) -> None:
    found = aliases.compile_aliases(tiny_folder, occupations_named("11-1011", "31-1120"))
    assert dict(zip(found["code"], found["soc"], strict=True)) == {
        "11-1011": "11-1011",
        "31-1120": "31-1120",
        "31-1121": "31-1120",
        "31-1122": "31-1120",
    }
    assert aliases.crosswalked_socs(found) == {"31-1120"}
    reasons = found.set_index("code")["reason"]
    assert reasons["11-1011"] == aliases.SAME_CODE
    assert "Home Health and Personal Care Aides" in reasons["31-1121"]


def test_a_code_the_survey_does_not_cover_is_named_not_guessed(
    tiny_folder: Path, occupations_named: Callable[..., pd.DataFrame]
) -> None:
    assert aliases.uncovered_codes(tiny_folder, occupations_named("11-1011", "31-1120")) == ["11-1031"]


def test_an_aggregate_the_survey_does_not_publish_takes_nothing(
    tiny_folder: Path, occupations_named: Callable[..., pd.DataFrame]
) -> None:
    found = aliases.compile_aliases(tiny_folder, occupations_named("31-1121", "31-1122"))
    assert dict(zip(found["code"], found["soc"], strict=True)) == {"31-1121": "31-1121", "31-1122": "31-1122"}


def test_the_kept_table_names_every_aggregate_with_at_least_two_members() -> None:
    members: dict[str, list[str]] = {}
    for member, targets in aliases.aggregate_members().items():
        for soc, _ in targets:
            members.setdefault(soc, []).append(member)
    assert set(members) == AGGREGATES
    assert all(len(codes) >= 2 for codes in members.values())
    assert not AGGREGATES & set(aliases.aggregate_members())


def test_every_published_occupation_is_reached_and_the_rest_is_known(
    real_data: Path, real_occupations: pd.DataFrame, real_aliases: pd.DataFrame
) -> None:
    assert set(real_aliases["soc"]) == set(real_occupations["soc"])
    assert real_aliases["code"].is_unique
    assert aliases.crosswalked_socs(real_aliases) == AGGREGATES
    left = aliases.uncovered_codes(real_data, real_occupations)
    assert [code for code in left if not code.startswith("55-")] == ["11-1031", "45-3031"]


def test_each_alias_agrees_with_the_publishers_own_crosswalk(
    real_data: Path, real_aliases: pd.DataFrame
) -> None:
    """BLS maps O*NET codes to its projections, whose codes are those of the survey."""
    targets = aliases.socs_of(real_aliases)
    for row in read_rows(real_data / "crosswalks" / "nem-onet-to-soc-crosswalk.xlsx")[5:]:
        onet, projected = text(row[1]), text(row[3])
        if projected[2:3] == "-" and projected not in {"11-1031", "45-3031"}:
            assert targets[onet[:7]] == [projected], onet


def test_the_shipped_aliases_cover_every_occupation(pack: Any) -> None:
    shipped = pack.table("soc_aliases")
    occupations = pack.table("occupations")
    assert set(shipped["soc"]) == set(occupations["soc"])
    assert set(occupations.loc[occupations["crosswalked"], "soc"]) == AGGREGATES
