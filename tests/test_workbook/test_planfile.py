"""The plan on the disk: comes back as it was, is written in one step, is refused in words when damaged."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dictionaries import parameters
from data.scenarios import INDUSTRIES
from workbook.errors import PlannerError
from workbook.plan import CLASSES, Override, Parameters, Plan
from workbook.planfile import load_plan, load_snapshots, plan_from_record, plan_to_record, save_plan
from workbook.scenarios import Multiplier, Scenario, key_of, shipped

TEXT = st.text(min_size=1).filter(str.strip)
NUMBERS = [
    one for one in parameters().values() if one.type == "number" and not one.name.startswith("weight_")
]

SCENARIOS = st.builds(
    Scenario,
    TEXT.filter(lambda name: key_of(name) not in ("", "baseline")),
    TEXT,
    st.lists(
        st.builds(Multiplier, st.just("industry"), st.sampled_from(INDUSTRIES), st.floats(0, 10), TEXT, TEXT),
        max_size=3,
        unique_by=lambda one: one.code,
    ).map(tuple),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw any plan that a person could come to."""
    changed = draw(st.lists(st.sampled_from(NUMBERS), unique_by=lambda one: one.name, max_size=4))
    values = {one.name: draw(st.floats(one.minimum, one.maximum)) for one in changed}
    overrides = draw(st.lists(st.builds(Override, TEXT, st.sampled_from(CLASSES), TEXT), max_size=3))
    return Plan(
        areas=tuple(draw(st.lists(TEXT, min_size=1, max_size=3))),
        region_name=draw(TEXT),
        as_of=draw(st.dates(datetime.date(2000, 1, 1))),
        parameters=Parameters(values),
        overrides=tuple(overrides),
        postings_path=draw(st.none() | TEXT),
        unemployed_path=draw(st.none() | TEXT),
        scenario=draw(st.sampled_from(shipped())).name,
        scenarios=tuple(draw(st.lists(SCENARIOS, max_size=2, unique_by=lambda one: key_of(one.name)))),
    )


@given(plans())
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    assert plan_from_record(json.loads(json.dumps(plan_to_record(plan)))) == plan


def test_a_plan_of_before_there_were_scenarios_is_at_the_baseline() -> None:
    record = plan_to_record(Plan(("0012060",), "Atlanta", datetime.date(2026, 1, 5)))
    del record["scenario"], record["scenarios"]
    plan = plan_from_record(record)
    assert (plan.scenario, plan.scenarios) == ("baseline", ())


def test_a_multiplier_out_of_bounds_in_the_file_is_refused_in_words() -> None:
    record = plan_to_record(Plan(("0012060",), "Atlanta", datetime.date(2026, 1, 5)))
    record["scenarios"] = [["Mine", "", [["industry", "23", 11, "", ""]]]]
    with pytest.raises(PlannerError, match="0 to 10"):
        plan_from_record(record)
    record["scenarios"] = [["Mine"]]
    with pytest.raises(PlannerError, match="damaged"):
        plan_from_record(record)


def test_saving_replaces_in_one_step(tmp_path: Path) -> None:
    place = tmp_path / "new folder" / "plan.json"
    first = Plan(("0012060",), "Atlanta", datetime.date(2026, 1, 5))
    save_plan(first, place)
    save_plan(first.with_parameter("risk_line", 0.6), place)
    loaded = load_plan(place)
    assert loaded is not None
    assert loaded.parameters["risk_line"] == 0.6
    assert [path.name for path in place.parent.iterdir()] == ["plan.json"]


def test_no_plan_is_no_trouble(tmp_path: Path) -> None:
    assert load_plan(tmp_path / "plan.json") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 99}',
        '{"format": 1}',
        '{"format": 1, "areas": ["1"], "region_name": "x", "as_of": "soon", "parameters": {}, "overrides": []'
        ', "postings_path": null, "unemployed_path": null}',
        '{"format": 1, "areas": ["1"], "region_name": "x", "as_of": "2026-01-05", "parameters": {"risk": 1},'
        ' "overrides": [], "postings_path": null, "unemployed_path": null}',
    ],
)
def test_a_damaged_plan_is_refused_in_words(tmp_path: Path, text: str) -> None:
    place = tmp_path / "plan.json"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(PlannerError):
        load_plan(place)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(PlannerError, match="could not be saved"):
        save_plan(Plan(("1",), "x", datetime.date(2026, 1, 5)), tmp_path / "file" / "plan.json")


def test_months_tracked_stay_with_the_plan(tmp_path: Path) -> None:
    place, plan = tmp_path / "plan.json", Plan(("1",), "x", datetime.date(2026, 1, 5))
    save_plan(plan, place, snapshots=[{"month": "2026-01"}])
    save_plan(plan.with_parameter("risk_line", 0.6), place)
    assert load_snapshots(place) == ({"month": "2026-01"},)
    save_plan(None, place)
    assert load_plan(place) is None
    assert load_snapshots(place) == ({"month": "2026-01"},)
    save_plan(plan, place, snapshots=[])
    assert load_snapshots(place) == ()
    save_plan(None, place)
    assert not place.exists()


def test_own_rules_stay_with_the_plan_as_they_were_written(tmp_path: Path) -> None:
    from data.rulesets.reading import shipped

    place, rules = tmp_path / "plan.json", (shipped()["washington"], shipped()["massachusetts"])
    plan = Plan(("1",), "x", datetime.date(2026, 1, 5), rule_sets=rules)
    save_plan(plan, place)
    kept = load_plan(place)
    assert kept is not None
    assert kept.rule_sets == rules
    damaged = place.read_text(encoding="utf-8").replace("at_least = 50", "at_leest = 50")
    place.write_text(damaged, encoding="utf-8")
    with pytest.raises(PlannerError, match="not opened"):
        load_plan(place)
