"""Scenarios as a planner writes them: shipped and own, validated in words, kept by the plan."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.scenarios import CODES, GROUPS, INDUSTRIES, scenario_rows, sector_rows
from workbook.errors import PlannerError
from workbook.plan import Plan
from workbook.scenarios import Multiplier, Scenario, all_scenarios, read_scenarios, scenario_of, shipped

PLAN = Plan(("0012060",), "Atlanta", datetime.date(2025, 6, 30))
WORKS = Scenario("Bridge works", "Bridge works", (Multiplier("industry", "23", 1.3, "Two bridges"),))
HEADER = "scenario,title,by,code,factor,reason,source\n"


def test_the_five_scenarios_ship_with_reasons_and_sources() -> None:
    names = [one.name for one in shipped()]
    assert names == [
        "baseline",
        "slow_recovery",
        "fast_recovery",
        "infrastructure_programme",
        "health_growth",
    ]
    for row in scenario_rows():
        assert row.reason.endswith("."), row
        assert row.source, row
    assert {row.source for row in scenario_rows() if row.scenario != "baseline"} == {"Headway assumption"}
    assert [one.factor for one in shipped()[0].multipliers] == [1.0]


def test_industries_and_groups_are_those_of_the_pack(pack: Any) -> None:
    industries = pack.table("industries")
    assert set(INDUSTRIES) == set(industries.loc[industries["level"] == 2, "industry"])
    assert set(GROUPS) == set(pack.occupations()["group"])


def test_sectors_name_known_industries_and_groups() -> None:
    assert [row for row in sector_rows() if row.code not in CODES[row.by]] == []
    assert list(dict.fromkeys(row.sector for row in sector_rows())) == [
        "healthcare", "industrials", "digital", "business_legal",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["slow_recovery", "Slow recovery", " SLOW-RECOVERY "])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert replace(PLAN, scenario=typed).scenario == "slow_recovery"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(PlannerError, match="The nearest is “slow_recovery”"):
        replace(PLAN, scenario="slow recover")


@pytest.mark.parametrize("factor", [-0.1, 10.1, float("nan"), float("inf"), "much", None])
def test_a_multiplier_is_a_number_from_0_to_10(factor: Any) -> None:
    with pytest.raises(PlannerError, match="from 0 to 10"):
        Multiplier("industry", "23", factor)


@pytest.mark.parametrize("factor", [0, 10, "1.5"])
def test_both_bounds_are_allowed(factor: Any) -> None:
    assert Multiplier("group", "47", factor).factor == float(factor)


def test_codes_are_known_and_parts_of_a_sector_mean_the_sector() -> None:
    assert Multiplier("industry", "32", 1).code == "31-33"
    assert Multiplier("group", "47-0000", 1).code == "47"
    for by, code in (("industry", "40"), ("group", "12"), ("all", "23"), ("county", "13121")):
        with pytest.raises(PlannerError):
            Multiplier(by, code, 1)


def test_a_scenario_needs_a_name_and_tells_each_thing_once() -> None:
    with pytest.raises(PlannerError, match="no name"):
        Scenario(" ", "", ())
    with pytest.raises(PlannerError, match="twice"):
        Scenario("mine", "", (Multiplier("industry", "31", 1.1), Multiplier("industry", "33", 1.2)))
    assert Scenario(" mine ", "", ()).title == "mine"


def test_names_are_unique_and_the_baseline_stays() -> None:
    with pytest.raises(PlannerError, match="two scenarios"):
        replace(PLAN, scenarios=(WORKS, replace(WORKS, name="bridge-WORKS")))
    with pytest.raises(PlannerError, match="baseline cannot be changed"):
        replace(PLAN, scenarios=(replace(WORKS, name="Baseline"),))


def test_an_own_scenario_is_added_and_one_of_a_shipped_name_takes_its_place() -> None:
    plan = PLAN.with_scenario(WORKS)
    assert [one.name for one in all_scenarios(plan.scenarios)][-1] == "Bridge works"
    assert replace(plan, scenario="bridge works").chosen_scenario == WORKS
    mine = replace(WORKS, name="Health growth", title="Our health growth")
    edited = plan.with_scenario(mine)
    assert len(all_scenarios(edited.scenarios)) == 6
    assert scenario_of("health_growth", edited.scenarios) == mine
    again = edited.with_scenario(replace(mine, name="health_growth"))
    assert len(again.scenarios) == 2
    assert len({plan, edited, again}) == 3


def test_without_a_scenario_what_ships_is_used() -> None:
    mine = replace(WORKS, name="health_growth")
    plan = replace(PLAN, scenarios=(WORKS, mine), scenario="bridge works")
    assert plan.without_scenario("Bridge works").scenario == "baseline"
    assert (
        replace(plan, scenario="health growth").without_scenario("health growth").scenario == "health_growth"
    )
    assert PLAN.without_scenario("never there") == PLAN


def test_scenarios_of_a_file_are_read_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(
        "\ufeff"
        + HEADER
        + "Port closes,,industry,48-49,0.7,Fewer ships,Port authority\nClinic,New clinic,group,31,1.2,,\n"
        "port closes,,industry,42,0.9,,\n",
        encoding="utf-8",
    )
    port, clinic = read_scenarios(file)
    assert (port.name, [one.code for one in port.multipliers]) == ("Port closes", ["48-49", "42"])
    assert (clinic.title, clinic.multipliers[0].source) == ("New clinic", "the planner")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no column scenario, by, factor"),
        ("scenario,by\nx,all\n", "no column factor"),
        (HEADER + "x,,industry,23,lots,,\n", "Line 2: “lots” is not a multiplier"),
        (HEADER + "x,,industry,23,1,,\nx,,industry,999,1,,\n", "Line 3: “999” is not an industry"),
        (HEADER + "baseline,,all,,1.2,,\n", "baseline cannot be changed"),
        (HEADER + ",,all,,1.2,,\n", "no name"),
        (HEADER + "x,,all,,1,,\nX,,all,,2,,\n", "tells all twice"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "ours.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PlannerError, match=told):
        read_scenarios(file)


def test_no_file_and_no_text_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=r"were not read\. No such file"):
        read_scenarios(tmp_path / "nowhere.csv")
    (tmp_path / "picture.csv").write_bytes(b"scenario,by,factor\n\xff\xfe\x00")
    with pytest.raises(PlannerError, match="not a CSV file in UTF-8"):
        read_scenarios(tmp_path / "picture.csv")
