"""Loaded counts of people out of work: of the region, once, of one measure, by month."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.intake.loaded import Loaded
from data.intake.loading import load
from workbook.errors import PlannerError
from workbook.loadedcounts import unemployed_table

ATLANTA, GEORGIA, RHODE_ISLAND, NATION = "0012060", "1300000", "4400000", "0000000"
HEAD = "soc,group,period,unemployed"
LAUS = (
    "LAUS Code,Area,Period,Unemployed",
    'MT1312060000000,"Atlanta-Sandy Springs-Roswell, GA",2026-02,9000',
)
CLAIMS = ("soc major group,week ending,initial claims", *(f"{one},2026-02-07,50" for one in (35, 41, 47)))


@pytest.fixture
def taken(pack: Any, tmp_path: Path) -> Any:
    """Return a function that loads lines as a file of people out of work."""

    def take(name: str, *lines: str) -> Loaded:
        path = tmp_path / name
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return load(path, pack, "unemployment")

    return take


def codes(table: Any) -> list[str]:
    return [one.code for one in table.findings]


def test_every_way_of_counting_is_kept(taken: Any) -> None:
    file = taken(
        "all.csv",
        "soc,group,industry,demographic,period,unemployed",
        *("35-3031,,,,2026-02,90", ",35,,,2026-02,200", ",,23,,2026-02,70", ",,,Female,2026-02,400"),
        ",,,,2026-02,900",
    )
    rows = unemployed_table([file], [ATLANTA]).rows
    assert len(rows) == 5
    assert set(rows["industry"]) == {"", "23"}
    assert (rows["demographic"] != "").sum() == 1


def test_earlier_months_are_kept_beside_the_latest(taken: Any) -> None:
    file = taken("m.csv", HEAD, ",35,2026-01,500", ",35,2026-02,450", ",41,2026-02,100")
    table = unemployed_table([file], [ATLANTA])
    assert table.rows["unemployed"].tolist() == [450, 100]
    assert table.months.groupby("period")["unemployed"].sum().to_dict() == {"2026-01": 500, "2026-02": 550}
    assert table.earlier == 1


def test_a_file_of_another_state_is_left_out_and_said(pack: Any, taken: Any) -> None:
    ours = taken("ours.csv", HEAD, ",35,2026-02,500")
    theirs = taken("Rhode Island claims.csv", HEAD, ",35,2026-02,7777", ",41,2026-02,8888")
    table = unemployed_table([ours, theirs], [ATLANTA], pack)
    assert table.rows["unemployed"].tolist() == [500]
    (found,) = [one for one in table.findings if one.code == "counts-of-another-state"]
    assert found.file == "Rhode Island claims.csv"
    assert "2 figures of RI were left out" in found.what
    assert unemployed_table([theirs], [RHODE_ISLAND], pack).rows["unemployed"].sum() == 7777 + 8888


@pytest.mark.parametrize("area", [ATLANTA, GEORGIA, NATION])
def test_with_nothing_but_another_state_the_file_is_refused_and_says_which(
    area: str, pack: Any, taken: Any
) -> None:
    with pytest.raises(PlannerError, match="By its name it is about RI"):
        unemployed_table([taken("RI claims.csv", HEAD, ",35,2026-02,7777")], [area], pack)


def test_rows_that_name_the_region_count_whatever_the_file_is_called(pack: Any, taken: Any) -> None:
    file = taken("RI claims.csv", f"{HEAD},area", ",35,2026-02,600,12060", ",35,2026-02,700,44")
    assert unemployed_table([file], [ATLANTA], pack).rows["unemployed"].tolist() == [600]


def test_a_file_named_for_the_whole_state_counts_and_says_so(pack: Any, taken: Any) -> None:
    file = taken("Georgia claims.csv", HEAD, ",35,2026-02,600")
    assert codes(unemployed_table([file], [ATLANTA], pack))[-1:] == ["counts-perhaps-of-the-state"]
    assert "counts-perhaps-of-the-state" not in codes(unemployed_table([file], [GEORGIA], pack))


def test_figures_that_name_the_region_go_before_more_that_name_none(taken: Any) -> None:
    """Survey of the county against claims without a place, which have more rows."""
    survey, claims = taken("survey.csv", *LAUS), taken("claims.csv", *CLAIMS)
    assert set(survey.rows()["measure"]) == {"unemployed"}
    assert set(claims.rows()["measure"]) == {"initial claims"}
    table = unemployed_table([survey, claims], [ATLANTA])
    assert table.rows["unemployed"].tolist() == [9000]
    (found,) = [one for one in table.findings if one.code == "counts-of-another-measure"]
    assert found.file == "claims.csv"
    assert "3 figures of initial claims were left out" in found.what


def test_figures_that_do_not_say_what_they_count_go_with_those_that_do(taken: Any) -> None:
    table = unemployed_table(
        [taken("survey.csv", *LAUS), taken("ours.csv", HEAD, ",35,2026-02,600")], [ATLANTA]
    )
    assert sorted(table.rows["unemployed"]) == [600, 9000]
    (found,) = [one for one in table.findings if one.code == "measure-not-stated"]
    assert (found.file, found.count) == ("ours.csv", 1)
    assert "taken as unemployed" in found.what


def test_the_same_people_with_and_without_a_place_count_once(taken: Any) -> None:
    named = taken("named.csv", f"{HEAD},area", ",35,2026-02,600,12060")
    placeless = taken("placeless.csv", HEAD, ",35,2026-02,650", ",41,2026-02,90")
    table = unemployed_table([named, placeless], [ATLANTA])
    assert sorted(table.rows["unemployed"]) == [90, 600]
    (found,) = [one for one in table.findings if one.code == "counts-without-place"]
    assert found.count == 1


def test_counties_are_not_added_to_their_own_area(taken: Any) -> None:
    rows = (",,2026-02,1000,12060", ",,2026-02,300,13121", ",,2026-02,200,13089")
    table = unemployed_table([taken("c.csv", f"{HEAD},area", *rows)], [ATLANTA])
    assert table.rows["unemployed"].tolist() == [1000]
    assert unemployed_table([taken("d.csv", f"{HEAD},area", *rows[1:])], [ATLANTA]).rows[
        "unemployed"
    ].tolist() == [500]


def test_a_withheld_part_leaves_the_sum_not_known(taken: Any) -> None:
    """Two counties, one withheld: their sum is not the figure of the one that is there."""
    rows = (",35,2026-02,300,13121", ",35,2026-02,*,13089", ",41,2026-02,40,13121")
    table = unemployed_table([taken("c.csv", f"{HEAD},area", *rows)], [ATLANTA]).rows.set_index("group")
    assert table["unemployed"].isna().to_dict() == {"35": True, "41": False}


def test_only_withheld_figures_are_no_figures(taken: Any) -> None:
    file = taken("c.csv", HEAD, ",35,2026-02,*", ",41,2026-02,*")
    with pytest.raises(PlannerError, match="no number of people out of work"):
        unemployed_table([file], [ATLANTA])


def test_figures_of_some_areas_only_are_said(taken: Any) -> None:
    file = taken("one.csv", f"{HEAD},area", ",35,2026-02,600,12060")
    (found,) = [
        one
        for one in unemployed_table([file], [ATLANTA, "0010500"]).findings
        if one.code == "counts-of-part-of-the-region"
    ]
    assert found.what == "The figures cover 1 of the 2 areas of the region"
    assert "0010500" in found.why
    assert "counts-of-part-of-the-region" not in codes(unemployed_table([file], [ATLANTA]))
    state = taken("state.csv", f"{HEAD},area", ",35,2026-02,300,13121", ",35,2026-02,200,13089")
    assert "counts-of-part-of-the-region" not in codes(unemployed_table([state], [GEORGIA]))
