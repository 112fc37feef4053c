"""Months tracked: kept small, compared honestly, their changes split into parts that add up."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.postings import COLUMNS, PostingsTable
from workbook.errors import PlannerError
from workbook.model.decomposition import CAUSES, parts_of, steps_between
from workbook.model.panel import breaks_between, panel_of
from workbook.model.results import Results
from workbook.model.run import prepare, run, solve
from workbook.model.snapshot_records import from_record, to_record
from workbook.model.snapshots import (
    FIGURES,
    Snapshot,
    SnapshotSource,
    month_in,
    snapshot_of,
)
from workbook.model.tracking import track
from workbook.model.trend import series
from workbook.model.triggers import triggers
from workbook.plan import CLASSES, Override, Parameters
from workbook.scenarios import Multiplier, Scenario, scenario_of

COUNT = 3
SOCS = np.array(["11-1011", "35-3031", "47-2061"])
TITLES = {"11-1011": "Chief Executives", "35-3031": "Waiters", "47-2061": "Laborers"}
VENDOR = SnapshotSource("postings", "jobs.csv", "a" * 64, "lightcast", "open postings", "2025-06")
NUMBERS = st.one_of(st.just(float("nan")), st.integers(-1000, 1000).map(float))


def month(name: str, sources: Sequence[SnapshotSource] = (VENDOR,), **figures: Sequence[float]) -> Snapshot:
    """Return a month of three occupations; figures not given are not known."""
    blank = np.full(COUNT, np.nan)
    return Snapshot(
        month=name,
        as_of=datetime.date.fromisoformat(f"{name}-28"),
        areas=("0012060",),
        region_name="Atlanta",
        parameters={},
        overrides=(),
        scenario=scenario_of("baseline"),
        pack="p",
        program="1",
        sources=tuple(sources),
        soc=SOCS,
        classes=np.array([3, 0, 2], dtype=np.int8),
        figures={one: np.array(figures.get(one, blank), dtype=float) for one in FIGURES},
    )


def found_in(*months: Snapshot, **changed: float) -> pd.DataFrame:
    """Return the triggers of the last of some months."""
    return triggers(panel_of(months), months[-1], TITLES, Parameters(changed))


def postings_of(pack: Any, counts: dict[str, int], layout: str = "lightcast", day: str = "2025-06-30") -> Any:
    """Return a table with so many open postings of each occupation."""
    socs = [soc for soc, count in counts.items() for _ in range(count)]
    rows = pd.DataFrame({name: pd.Series([""] * len(socs), dtype="str") for name in COLUMNS})
    rows["soc"] = socs
    rows["posted"], rows["expires"] = pd.Timestamp(day), pd.NaT
    rows["wage_annual_usd"] = np.nan
    empty = pd.DataFrame({"line": []})
    sha = f"{layout}{day}{counts}"
    return PostingsTable(rows, len(rows), len(rows), 0, 0, (), sha, "jobs.csv", empty, layout)


def test_a_month_comes_back_as_it_was_and_is_small(atlanta: Results) -> None:
    overrides = (Override("35-3031", "Gateway", "Because"),)
    scenario = Scenario("own", "Own", (Multiplier("industry", "23", 1.2),))
    told = {"overrides": overrides, "scenario": scenario, "parameters": {"risk_line": 0.6}}
    kept = replace(snapshot_of(atlanta), **told)
    text = json.dumps(to_record(kept), allow_nan=False)
    assert len(text) < 40_000
    back = from_record(json.loads(text))
    for name in ("month", "as_of", "areas", "region_name", "parameters", "overrides", "scenario", "sources"):
        assert getattr(back, name) == getattr(kept, name)
    assert (back.soc == kept.soc).all()
    assert (back.classes == kept.classes).all()
    for name in FIGURES:
        np.testing.assert_array_equal(back.figures[name], kept.figures[name])


@given(
    st.lists(st.floats(width=32, allow_infinity=False), min_size=COUNT, max_size=COUNT),
    st.lists(st.integers(-1, len(CLASSES) - 1), min_size=COUNT, max_size=COUNT),
)
def test_any_month_comes_back_as_it_was(figures: list[float], classes: list[int]) -> None:
    one = replace(month("2025-01", score=figures), classes=np.array(classes, dtype=np.int8))
    back = from_record(json.loads(json.dumps(to_record(one))))
    np.testing.assert_array_equal(back.figures["score"], one.figures["score"])
    np.testing.assert_array_equal(back.classes, one.classes)


@pytest.mark.parametrize(
    "damage",
    [{"packed": "AAAA"}, {"month": "soon"}, {"occupations": 2}, {"areas": None}, {"sources": [{"a": 1}]}],
)
def test_a_damaged_month_is_refused_in_words(damage: dict[str, Any]) -> None:
    with pytest.raises(PlannerError, match="was not read"):
        from_record(to_record(month("2025-01")) | damage)


@given(st.lists(st.lists(NUMBERS, min_size=COUNT, max_size=COUNT), min_size=2, max_size=6))
def test_parts_add_up_whatever_lies_between(states: list[list[float]]) -> None:
    before, *after = (np.array(one) for one in states)
    total = np.sum(parts_of(before, after), axis=0)
    np.testing.assert_array_equal(total, after[-1] - before)


def check_adds_up(changes: pd.DataFrame) -> None:
    moved = changes[changes["subject"].isin(("rank", "openings_12m", "postings_open", "seekers_per_opening"))]
    assert len(moved) > 10
    parts = moved[[f"part_{cause}" for cause in CAUSES]]
    assert parts.notna().all(axis=None)
    np.testing.assert_allclose(parts.sum(axis=1), moved["change"], rtol=0, atol=1e-9)
    np.testing.assert_array_equal(moved["after"] - moved["before"], moved["change"])


def test_a_change_of_data_parameters_and_overrides_is_split_exactly(pack: Any, atlanta: Results) -> None:
    plan = atlanta.plan
    first = run(pack, plan, postings_of(pack, {"35-3031": 40, "43-4051": 30}))
    before = from_record(to_record(snapshot_of(first)))
    works = Scenario("works", "", (Multiplier("industry", "23", 1.5),))
    decided = plan.with_parameter("weight_wage_gain", 40).with_scenario(works)
    changed = replace(
        decided.with_override(Override("41-1011", "Target", "Known")),
        as_of=datetime.date(2025, 7, 31),
        scenario="works",
    )
    second = run(pack, changed, postings_of(pack, {"35-3031": 10, "43-4051": 60}, day="2025-07-31"))
    found = track(second, [before])
    assert [step.cause for step in found.steps] == ["data", "parameters", "scenario", "overrides"]
    assert found.steps[-1].after is found.now
    check_adds_up(found.changes)
    assert found.changed_parameters == {"weight_wage_gain": (15.0, 40.0)}
    rows = found.changes.set_index(["subject", "soc"])
    postings = rows.loc[("postings_open", "35-3031")]
    assert (postings["change"], postings["part_data"], postings["cause"]) == (-30, -30, "new data")
    assert rows.loc[("class", "41-1011"), "cause"] == "classes set by hand"
    assert (rows.loc["rank", "part_parameters"] != 0).any()
    openings = rows.loc["openings_12m"]
    np.testing.assert_array_equal(openings["part_scenario"], openings["change"])
    assert (openings["change"] > 0).all()
    trend = second.frame["trend_share"]
    assert np.isnan(trend).all()
    again = solve(second.prepared, changed, [before])
    assert again.tracking.changes.equals(found.changes)
    assert set(again.tracking.tables()) <= set(again.tables())
    assert "changes" not in second.tables()
    place = list(again.frame["soc"]).index("35-3031")
    assert again.frame["trend_share"][place] == pytest.approx(-0.75)


def test_nothing_changed_is_said_by_no_row(atlanta: Results) -> None:
    later = replace(atlanta.plan, as_of=datetime.date(2025, 7, 31))
    found = track(solve(atlanta.prepared, later), [snapshot_of(atlanta)])
    assert (found.changes["change"].fillna(0) == 0).all()
    assert set(found.changes["soc"]) <= {""}


def test_pack_and_data_are_told_apart_only_where_the_files_are_there(pack: Any, atlanta: Results) -> None:
    plan, files = atlanta.plan, postings_of(pack, {"35-3031": 40})
    old = prepare(pack, plan, files)
    before = replace(snapshot_of(solve(old, plan)), pack="another")
    later = replace(plan, as_of=datetime.date(2025, 7, 31), parameters=Parameters({"risk_line": 0.6}))
    newer = run(pack, later, postings_of(pack, {"35-3031": 20}, day="2025-07-31"))
    now = snapshot_of(newer)
    gone = steps_between(before, newer, now, lambda snapshot: None)
    assert [step.cause for step in gone] == ["data_or_pack", "parameters"]
    there = steps_between(before, newer, now, lambda snapshot: old)
    assert [step.cause for step in there] == ["pack", "data", "parameters"]
    check_adds_up(track(newer, [before], earlier=lambda snapshot: old).changes)
    same = run(pack, replace(plan, parameters=Parameters({"risk_line": 0.6})), files)
    alone = steps_between(before, same, snapshot_of(same), None)
    assert [step.cause for step in alone] == ["pack", "parameters"]


def test_another_vendor_is_a_marker_and_nothing_is_compared_across_it(pack: Any, atlanta: Results) -> None:
    plan = atlanta.plan
    before = snapshot_of(run(pack, plan, postings_of(pack, {"35-3031": 40})))
    later = replace(plan, as_of=datetime.date(2025, 7, 31))
    second = run(pack, later, postings_of(pack, {"35-3031": 4}, "nlx_feed", "2025-07-31"), earlier=[before])
    assert np.isnan(second.frame["trend_share"]).all()
    found = track(second, [before])
    assert "postings_open" not in set(found.changes["subject"])
    (note,) = found.changes.loc[found.changes["subject"] == "break", "note"]
    assert "from lightcast to nlx_feed" in note
    assert "no change is computed across it" in note
    assert found.series["trend_share"].isna().all()
    assert set(found.series["break"]) == {"", note}


def test_another_measure_of_unemployment_breaks_its_own_series_only() -> None:
    claims = SnapshotSource("unemployment", "c.csv", "b", "unemployment_headway", "claimants")
    before, after = month("2025-01", (VENDOR, claims)), month("2025-02", (VENDOR, claims))
    assert breaks_between(before, after) == ()
    counted = replace(claims, measure="unemployed")
    (found,) = breaks_between(before, replace(after, sources=(VENDOR, counted)))
    assert found.figures == ("seekers_per_opening",)
    assert breaks_between(before, replace(after, sources=(claims,))) == ()
    calm = {"rank": (1, 2, 3), "seekers_per_opening": (1.9, 1.9, 1.9)}
    worse = calm | {"seekers_per_opening": (2.1, 2.1, 2.1)}
    jump = [month("2025-01", (claims,), **calm), month("2025-02", (counted,), **worse)]
    assert found_in(*jump).empty


def test_months_of_another_region_are_left_out(atlanta: Results) -> None:
    other = replace(snapshot_of(atlanta), month="2025-01", areas=("0035620",))
    found = track(atlanta, [other, replace(other, areas=atlanta.plan.areas, month="2025-09")])
    assert found.before is None
    assert found.panel.months == ("2025-06",)
    assert found.changes.empty


def falling(*counts: int, **told: Any) -> list[Snapshot]:
    """Return months from January on with so many open postings of waiters."""
    return [
        month(f"2025-{place + 1:02}", postings_open=(np.nan, count, np.nan), **told)
        for place, count in enumerate(counts)
    ]


def test_postings_that_fall_three_months_running() -> None:
    found = found_in(*falling(1000, 799, 638, 509))
    assert list(found["soc"]) == ["", "35-3031"]
    assert found["evidence"].tolist() == ["Open postings 1,000, 799, 638, 509"] * 2
    assert "fell by more than 20% in each of 3 months running" in found["sentence"][1]
    assert found_in(*falling(125, 100, 80, 64)).empty, "a fall of just a fifth is on the line"
    assert found_in(*falling(1000, 799, 700, 509)).empty
    assert found_in(*falling(1000, 799, 638)).empty, "two falls are not three"
    assert found_in(*falling(19, 15, 10, 4)).empty, "small numbers jump"
    assert len(found_in(*falling(20, 15, 10, 4))) == 2
    assert len(found_in(*falling(1000, 799), trigger_postings_months=1)) == 2
    gap = falling(1000, 799, 638, 509)
    gap[-1] = replace(gap[-1], month="2025-05")
    assert found_in(*gap).empty
    broken = falling(1000, 799, 638, 509)
    broken[:2] = [replace(one, sources=(replace(VENDOR, layout="nlx_feed"),)) for one in broken[:2]]
    assert found_in(*broken).empty


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(2.0, 2.01, "rose above 2"), (2.01, 2.0, "fell to or below 2"), (1.0, 2.0, ""), (2.5, 3.0, "")],
)
def test_seekers_per_opening_that_cross_a_line(before: float, now: float, said: str) -> None:
    months = [
        month(name, rank=(np.nan, 1, np.nan), seekers_per_opening=(value, value, np.nan))
        for name, value in (("2025-01", before), ("2025-02", now))
    ]
    found = found_in(*months)
    assert list(found["soc"]) == (["35-3031"] if said else []), "only ranked occupations"
    assert all(said in sentence for sentence in found["sentence"])
    assert found_in(*months[1:]).empty


def test_automation_risk_among_the_first_ranks() -> None:
    one = month("2025-01", rank=(20, 1, 21), automation_risk=(0.7, 0.69, 0.9))
    assert list(found_in(one)["soc"]) == ["11-1011"], "at the line the risk does not count as low"
    assert list(found_in(one, trigger_top_ranks=21)["soc"]) == ["11-1011", "47-2061"]


def test_a_source_that_is_too_old() -> None:
    old = replace(VENDOR, dated="2023-07")
    assert found_in(month("2025-01", (old, replace(VENDOR, dated="")))).empty, "eighteen months"
    found = found_in(month("2025-02", (old,)))
    assert (found["value"][0], found["line"][0], found["unit"][0]) == (19, 18, "months")
    assert "tells of July 2023, 19 months ago" in found["sentence"][0]


def test_a_series_has_a_row_per_month_and_occupation_and_its_direction() -> None:
    table = series(panel_of(falling(100, 120, 130, 90)), "Atlanta", TITLES, 0.05)
    assert len(table) == 4 * (COUNT + 1)
    waiters = table[table["soc"] == "35-3031"]
    assert waiters["trend_share"].round(3).tolist()[1:] == [0.2, 0.083, -0.308]
    assert waiters["trend_3m_share"].dropna().round(3).tolist() == [-0.1]
    assert waiters["trend_direction"].tolist() == ["", "", "", "falling"]
    calm = series(panel_of(falling(100, 1, 1, 105)), "Atlanta", TITLES, 0.05)
    assert calm["trend_direction"].iloc[-2] == "level"


def test_an_occupation_that_a_pack_lacks_is_new_or_gone() -> None:
    first = month("2025-01", rank=(1, 2, 3))
    cut = {name: values[:2] for name, values in first.figures.items()}
    second = replace(first, month="2025-02", soc=SOCS[:2], classes=first.classes[:2], figures=cut)
    panel = panel_of([second, first])
    assert panel.months == ("2025-01", "2025-02")
    assert panel.classes[1].tolist() == [3, 0, -1]
    assert np.isnan(panel.figures["rank"][1][2])


def test_vintages_in_words_are_months() -> None:
    assert month_in("2022 annual averages") == "2022-12"
    assert month_in("codes") == ""
