"""O*NET's finer codes, what it leaves out, and the tables made of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.reference.compiling import onet
from data.reference.compiling.imputing import fill_from_kin

RATING_HEADER = [
    "O*NET-SOC Code",
    "Element ID",
    "Scale ID",
    "Data Value",
    "Recommend Suppress",
    "Not Relevant",
]
SKILL, KNOWLEDGE = "2.A.1.b", "2.C.1.e"


def _ratings(element: str, *rated: tuple[str, float, float, str]) -> list[list[Any]]:
    rows: list[list[Any]] = [RATING_HEADER]
    for code, importance, level, not_relevant in rated:
        rows.append([code, element, "IM", importance, "Y", ""])
        rows.append([code, element, "LV", level, "Y", not_relevant])
    return rows


@pytest.fixture
def tiny_folder(tmp_path: Path, write_book: Callable[..., None]) -> Path:
    """Four rated O*NET codes, and links from an unrated one."""
    rated = [("11-1011.00", 4.0, 5.0, "N"), ("11-1011.03", 2.0, 1.0, "N")]
    rated += [("11-1021.01", 2.0, 3.0, "N"), ("11-1021.02", 3.0, 4.0, "N"), ("31-1121.00", 1.2, 0.6, "Y")]
    write_book(onet.FOLDER / "Skills.xlsx", {"Skills": _ratings(SKILL, *rated)})
    write_book(onet.FOLDER / "Knowledge.xlsx", {"Knowledge": _ratings(KNOWLEDGE, *rated)})
    header = ["O*NET-SOC Code", "Related O*NET-SOC Code", "Relatedness Tier"]
    links = [
        ["11-9051.00", "31-1121.00", "Primary-Long"],
        ["11-9051.00", "11-1011.00", "Supplemental"],
        ["11-1011.00", "11-1021.01", "Supplemental"],
        ["11-1011.03", "11-1021.02", "Primary-Short"],
        ["11-1011.03", "11-1011.00", "Primary-Short"],
        ["11-1011.00", "55-3016.00", "Primary-Short"],
    ]
    write_book(onet.FOLDER / "Related Occupations.xlsx", {"Related": [header, *links]})
    zones = [["O*NET-SOC Code", "Job Zone"], ["11-1011.00", 5], ["11-1011.03", 4]]
    zones += [["11-1021.01", 4], ["11-1021.02", 3], ["31-1121.00", 2]]
    write_book(onet.FOLDER / "Job Zones.xlsx", {"Job Zones": zones})
    return tmp_path


@pytest.fixture
def socs(occupations_named: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return occupations_named("11-1011", "11-1021", "11-1029", "11-9051", "31-1120")


@pytest.fixture
def codes(same_codes: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return same_codes(
        "11-1011", "11-1021", "11-1029", "11-9051", "31-1120", "31-1121=31-1120", "31-1122=31-1120"
    )


def _importance(scores: pd.DataFrame) -> dict[str, float]:
    return scores[scores["element_id"] == SKILL].set_index("soc")["importance"].to_dict()


def test_the_code_that_ends_in_00_speaks_alone(
    tiny_folder: Path, socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    assert _importance(onet.compile_element_scores(tiny_folder, socs, codes))["11-1011"] == 4.0


def test_without_it_the_finer_codes_are_averaged(
    tiny_folder: Path, socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    assert _importance(onet.compile_element_scores(tiny_folder, socs, codes))["11-1021"] == 2.5


def test_a_rating_recommended_for_suppression_is_kept_and_an_irrelevant_level_is_zero(
    tiny_folder: Path, socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    scores = onet.compile_element_scores(tiny_folder, socs, codes).set_index(["soc", "element_id"])
    assert scores.loc[("31-1120", SKILL), "importance"] == 1.2
    assert scores.loc[("31-1120", SKILL), "level"] == 0.0


def test_an_unrated_occupation_borrows_from_related_ones_before_its_kin(
    tiny_folder: Path, socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    importance = _importance(onet.compile_element_scores(tiny_folder, socs, codes))
    marks = onet.rating_marks(tiny_folder, socs, codes)
    assert importance["11-9051"] == 1.2
    assert importance["11-1029"] == 2.5
    assert marks.to_dict() == {
        "11-1011": "",
        "11-1021": "",
        "11-1029": "imputed: broad group",
        "11-9051": "imputed: related occupations",
        "31-1120": "",
    }


def test_job_zones_round_and_a_half_goes_down(
    tiny_folder: Path, socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    zones = onet.compile_job_zones(tiny_folder, socs, codes).set_index("soc")
    assert zones["job_zone"].to_dict() == {
        "11-1011": 5, "11-1021": 3, "11-1029": 3, "11-9051": 4, "31-1120": 2,
    }  # fmt: skip
    assert zones.loc["11-9051", "job_zone_mark"] == "imputed: major group"


def test_related_takes_the_strongest_tier_and_never_itself(
    tiny_folder: Path, socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    related = onet.compile_related(tiny_folder, socs, codes)
    assert related.to_dict("split")["data"] == [
        ["11-1011", "11-1021", 3],
        ["11-9051", "11-1011", 1],
        ["11-9051", "31-1120", 2],
    ]


def test_technologies_keep_what_is_hot_or_in_demand(
    tmp_path: Path, write_book: Callable[..., None], socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    header = ["O*NET-SOC Code", "Example", "Commodity Title", "Hot Technology", "In Demand"]
    used = [
        ["11-1011.00", "Spreadsheet", "Office", "Y", "N"],
        ["11-1011.03", "Spreadsheet", "Office", "Y", "Y"],
        ["11-1011.00", "Abacus", "Counting", "N", "N"],
        ["55-3016.00", "Radio", "Signals", "Y", "Y"],
    ]
    write_book(onet.FOLDER / "Technology Skills.xlsx", {"Technology Skills": [header, *used]})
    found = onet.compile_technologies(tmp_path, socs, codes)
    assert found.to_dict("records") == [
        {"soc": "11-1011", "technology": "Spreadsheet", "category": "Office", "hot": True, "in_demand": True}
    ]


def test_titles_are_kept_once_whatever_their_case_with_their_best_source(
    tmp_path: Path, write_book: Callable[..., None], socs: pd.DataFrame, codes: pd.DataFrame
) -> None:
    write_book(
        onet.FOLDER / "Occupation Data.xlsx",
        {
            "o": [
                ["O*NET-SOC Code", "Title"],
                ["31-1121.00", "Home Health Aides"],
                ["31-1122.00", "Personal Care Aides"],
            ]
        },
    )
    write_book(
        onet.FOLDER / "Sample of Reported Titles.xlsx",
        {"r": [["O*NET-SOC Code", "Title", "Reported Job Title"], ["31-1121.00", "x", "Caregiver"]]},
    )
    write_book(
        onet.FOLDER / "Alternate Titles.xlsx",
        {
            "a": [
                ["O*NET-SOC Code", "Title", "Alternate Title", "Short Title"],
                ["31-1122.00", "x", "CAREGIVER", ""],
                ["31-1122.00", "x", "Home  Attendant", "HA"],
                ["31-1122.00", "x", "home health aides", "n/a"],
            ]
        },
    )
    titles = onet.compile_titles(tmp_path, socs, codes)
    assert titles[titles["soc"] == "31-1120"][["title", "source"]].to_dict("split")["data"] == [
        ["Caregiver", "reported"],
        ["HA", "short"],
        ["Home Attendant", "alternate"],
        ["Home Health Aides", "occupation"],
        ["Occupation 31-1120", "occupation"],
        ["Personal Care Aides", "occupation"],
    ]


def test_an_element_without_a_tag_is_refused(tiny_folder: Path) -> None:
    with pytest.raises(ValueError, match="disagree on the elements"):
        onet.compile_elements(tiny_folder)


def test_kin_are_asked_from_near_to_far_and_nothing_is_invented() -> None:
    known = pd.DataFrame({"x": [1.0, 3.0, 8.0]}, ["11-1011", "11-1021", "11-9051"])
    rows, marks = fill_from_kin(known, ["11-1019", "11-1099", "11-2011", "13-1011"])
    assert rows["x"].tolist()[:3] == [1.0, 2.0, 4.0]
    assert rows["x"].isna().tolist() == [False, False, False, True]
    assert marks.tolist() == [
        "imputed: broad group", "imputed: minor group", "imputed: major group", "not known",
    ]  # fmt: skip


def test_the_shipped_elements_are_all_of_onets_skills_and_knowledge(pack: Any) -> None:
    elements = pack.table("elements")
    assert elements["kind"].value_counts().to_dict() == {"skill": 35, "knowledge": 33}
    assert set(elements["tag"]) == {"interpersonal", "cognitive", "technical"}
    interpersonal = set(elements.loc[elements["tag"] == "interpersonal", "element"])
    assert interpersonal >= {
        "Active Listening", "Speaking", "Social Perceptiveness", "Coordination", "Persuasion", "Negotiation",
        "Instructing", "Service Orientation", "Management of Personnel Resources",
        "Customer and Personal Service",
    }  # fmt: skip


def test_the_shipped_scores_are_complete_and_within_their_scales(pack: Any) -> None:
    scores, occupations = pack.table("element_scores"), pack.table("occupations")
    assert len(scores) == len(occupations) * 68
    assert set(scores["soc"]) == set(occupations["soc"])
    assert scores["importance"].between(1, 5).all()
    assert scores["level"].between(0, 7).all()


def test_the_shipped_links_titles_and_technologies_name_known_occupations(pack: Any) -> None:
    socs = set(pack.table("occupations")["soc"])
    related, titles, technologies = pack.table("related"), pack.table("titles"), pack.table("technologies")
    assert set(related["soc"]) | set(related["related_soc"]) <= socs
    assert (related["soc"] != related["related_soc"]).all()
    assert set(related["tier"]) == {1, 2, 3}
    assert set(titles["soc"]) == socs
    assert not titles.assign(folded=titles["title"].str.casefold()).duplicated(["soc", "folded"]).any()
    assert set(technologies["soc"]) <= socs
    assert (technologies["hot"] | technologies["in_demand"]).all()


def test_the_real_elements_match_the_tag_table_by_name(real_data: Path) -> None:
    elements = onet.compile_elements(real_data).set_index("element_id")["element"].to_dict()
    for workbook in ("Skills", "Knowledge"):
        table = onet.read_rows(real_data / onet.FOLDER / f"{workbook}.xlsx")
        assert {str(row[2]): str(row[3]) for row in table[1:]}.items() <= elements.items()
