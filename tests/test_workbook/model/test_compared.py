"""Two sides compared: right by hand, the same after a swap, nothing where nothing differs."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.dictionaries import columns
from workbook.model.comparable import reasons
from workbook.model.compared import ANOTHER_PLACE, ANYTHING, Comparison
from workbook.model.comparing import compared, nothing_chosen
from workbook.model.pictures.beside import beside
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.model.side import FIGURES, Side, labels_of, side_of, side_of_month, traits_of
from workbook.model.snapshots import snapshot_of
from workbook.plan import Override

NAN = float("nan")
SolvedFor = Callable[[str], Results]


def made(place: str, lines: list[tuple[object, ...]], **more: object) -> Side:
    """Return a side: soc, class, rank, wage, openings, reach of each occupation."""
    rows = pd.DataFrame(
        lines, columns=["soc", "class", "rank", "wage_p50_usd", "openings_12m", "origin_reach"]
    )
    rows = rows.assign(
        title="Title " + rows["soc"],
        family="Family",
        wage_source="region",
        unemployed_kind="imputed",
        accessible_openings=rows["openings_12m"] / 2,
        seekers_per_opening=1.0,
        listed=True,
    )
    given = {"region": place, "day": datetime.date(2026, 1, 5), "scenario": "Baseline", **more}
    return Side(place=place, rows=rows, **given)  # type: ignore[arg-type]


@pytest.fixture
def by_hand() -> Comparison:
    left = made(
        "Here",
        [
            ("11-1", "Target", NAN, 90_000.0, 10.0, 0.0),
            ("29-1", "Gateway", 1.0, 50_000.0, 100.0, 40.0),
            ("35-1", "Origin", NAN, 20_000.0, 300.0, 5.0),
            ("47-1", "Gateway", 2.0, 40_000.0, 50.0, 20.0),
        ],
    )
    right = made(
        "There",
        [
            ("29-1", "Gateway", 3.0, 55_000.0, 80.0, 40.0),
            ("35-1", "Origin", NAN, 20_000.0, 300.0, 5.0),
            ("43-1", "Gateway", 2.0, 45_000.0, 30.0, NAN),
            ("47-1", "Gateway", 1.0, 40_000.0, 50.0, 20.0),
        ],
    )
    return Comparison(left, right)


def test_a_case_worked_by_hand(by_hand: Comparison) -> None:
    table = by_hand.table.set_index("soc")
    assert list(table.index) == ["29-1", "47-1", "43-1", "11-1", "35-1"], "the best rank of either side first"
    assert table.loc["29-1", "rank_move"] == -2
    assert table.loc["47-1", "rank_move"] == 1
    assert table.loc["29-1", "more_wage_p50_usd"] == 5_000
    assert table.loc["29-1", "more_openings_12m"] == -20
    assert table.loc["43-1", "left_class"] == ""
    assert np.isnan(table.loc["43-1", "more_openings_12m"]), "what one side does not know has no difference"
    assert list(by_hand.rows(ANYTHING)["soc"]) == ["29-1", "47-1", "43-1", "11-1"]
    assert list(table["differs"]) == ["rank, figures", "rank", "class, rank, figures", "class, figures", ""]
    assert list(by_hand.rows(ANOTHER_PLACE)["soc"]) == ["29-1", "47-1", "43-1", "11-1"]
    totals = by_hand.totals.set_index("measure")
    assert totals.loc["Gateways with openings", ["left", "right", "more"]].tolist() == [2, 3, 1]
    assert totals.loc["Openings", "more"] == 0
    assert by_hand.sentence == (
        "There has 1 more Gateway open than Here (3 against 2); 2 of the first 3 priorities are the same. "
        "Furthest apart is Title 29-1: place 1 in Here, 3 in There."
    )


def swapped(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it would be with the sides swapped."""
    turned = table.rename(
        columns=lambda name: (
            name.replace("left", "?").replace("right", "left").replace("?", "right")
            if name.startswith(("left", "right"))
            else name
        )
    )
    for name in turned.columns:
        if name.startswith("more") or name == "rank_move":
            turned[name] = 0 - turned[name]
    return turned[table.columns]


def test_swapped_sides_say_the_same_turned_round(results_of: SolvedFor) -> None:
    left, right = side_of(results_of("12060")), side_of(results_of("25020"))
    there, back = Comparison(left, right), Comparison(right, left)
    pd.testing.assert_frame_equal(back.table, swapped(there.table))
    pd.testing.assert_frame_equal(back.totals, swapped(there.totals))
    assert list(back.moved["soc"]) == list(there.moved["soc"])
    assert len(reasons(back)) == len(reasons(there))
    one, other = beside(there), beside(back)
    assert one is not None
    assert other is not None
    assert [pair.soc for pair in one.ranks] == [pair.soc for pair in other.ranks]
    assert back.labels == there.labels[::-1]


def test_equal_plans_differ_in_nothing(atlanta: Results) -> None:
    found = Comparison(side_of(atlanta), side_of(atlanta, "again"))
    assert found.rows(ANYTHING).empty
    differences = found.table.filter(regex="^more_|rank_move")
    assert np.nansum(np.abs(differences.to_numpy(dtype=float))) == 0
    assert np.nansum(np.abs(found.totals["more"])) == 0
    assert reasons(found).empty
    assert found.sentence == "Atlanta, open plan and Atlanta, again agree in every figure that is compared."
    assert beside(found) is None
    assert not len(compared(found, ANYTHING).tables[0].rows)


def test_a_month_kept_is_compared_in_what_it_holds(atlanta: Results) -> None:
    now = side_of(atlanta)
    month = replace(snapshot_of(atlanta), as_of=datetime.date(2025, 5, 31))
    found = Comparison(side_of_month(month, now), now)
    assert found.rows(ANYTHING).empty, "the same figures, rounded to seven digits, do not differ"
    assert found.lacking == set(FIGURES) - {"openings_12m", "seekers_per_opening"}
    assert found.table["left_wage_p50_usd"].isna().all()
    assert found.labels == ("Atlanta, May 2025", "Atlanta, June 2025")
    told = reasons(found)
    assert "not kept" in set(told["left"])
    assert "Day" in set(told["subject"])


def test_reasons_name_parameters_classes_scenarios_and_size(results_of: SolvedFor) -> None:
    base, small = results_of("12060"), results_of("25020")
    plan = base.plan.with_parameter("risk_line", 0.6).with_override(Override("29-1141", "Target", "why"))
    plan = replace(plan, scenario="slow_recovery")
    other = side_of(solve(base.prepared, plan))
    found = Comparison(side_of(base), other)
    told = reasons(found).set_index("subject")
    assert told.loc["Scenario", "left"] == "Baseline"
    assert told.loc["Classes set by hand", ["left", "right"]].tolist() == ["0", "1"]
    assert "0.6" in set(told["right"])
    assert found.labels[1].startswith("Atlanta, ")
    apart = reasons(Comparison(side_of(base), side_of(small)))
    assert {"Size", "Occupations with national wages"} <= set(apart["subject"])
    assert apart["means"].str.endswith(".").all()


def test_the_answer_names_the_sides(by_hand: Comparison) -> None:
    answer = compared(by_hand)
    occupations, totals, comparable = answer.tables
    assert occupations.columns["left_rank"].label == "Rank Here"
    assert occupations.columns["right_rank"].label == "Rank There"
    assert occupations.columns["rank_move"].label == columns("compared")["rank_move"].label
    assert totals.columns["right"].label == "There"
    assert comparable.lacking
    assert answer.sentence.startswith("There has 1 more Gateway")
    assert len(answer.words) == len(comparable.rows)
    assert len(compared(by_hand, ANYTHING).tables[0].rows) == 4
    assert nothing_chosen().tables[0].lacking


def test_sides_are_told_apart_by_what_differs(by_hand: Comparison) -> None:
    left = by_hand.left
    assert labels_of(left, replace(left, scenario="Recession")) == ("Here, baseline", "Here, recession")
    assert labels_of(left, replace(left, file="Other")) == ("Here, open plan", "Here, Other")
    assert traits_of(left, replace(left, scenario="Recession")) == ("baseline", "recession")
    assert traits_of(left, replace(left, place="There")) == ("Here", "There")
    assert labels_of(left, left) == ("Here, left", "Here, right")
