"""Loaded moves lean on the modelled ones by how many people were counted (transitions_shrinkage)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.model.local_moves import blended, told_weight, with_moves
from workbook.model.localtables import LocalTable
from workbook.model.national import National, national
from workbook.model.progressions import transitions_table
from workbook.model.region import plan_for
from workbook.model.run import prepare, solve

WAITERS, SALES, SERVICE, CASHIERS = "35-3031", "41-2031", "43-4051", "41-2011"
NAN = float("nan")


def table(*rows: tuple[str, str, float, float]) -> LocalTable:
    frame = pd.DataFrame(rows, columns=["origin", "destination", "people", "share"])
    return LocalTable("transitions", frame, len(rows), len(rows), 0, (), "0" * 64, "moves.csv")


@pytest.fixture(scope="module")
def told(pack: Any) -> National:
    """Waiters told by 300 people, sales by 50, cashiers by shares alone."""
    rows = (
        (WAITERS, SALES, 225.0, NAN),
        (WAITERS, SERVICE, 75.0, NAN),
        (SALES, SERVICE, 50.0, NAN),
        (CASHIERS, SALES, NAN, 0.2),
    )
    return with_moves(national(pack), table(*rows))


def place(everywhere: National, soc: str) -> int:
    return int(np.flatnonzero(everywhere.texts["soc"] == soc)[0])


def test_shares_are_blended_by_people_as_the_formula_says(pack: Any, told: National) -> None:
    """Of waiters: (300 × 0.75 + 100 × modelled) ÷ 400 go to sales."""
    modelled, found = national(pack), blended(told, 100)
    o, d = place(told, WAITERS), place(told, SALES)
    leaving = modelled.moves[o].sum()
    expected = (300 * 0.75 + 100 * modelled.moves[o, d] / leaving) / 400
    assert found.moves[o, d] / leaving == pytest.approx(expected)
    assert found.moves_weight is not None
    assert found.moves_weight[[o, d, place(told, CASHIERS)]].tolist() == pytest.approx([0.75, 1 / 3, 1])


def test_without_shrinkage_the_told_shares_stand_alone(pack: Any, told: National) -> None:
    found, o = blended(told, 0), place(told, WAITERS)
    assert np.count_nonzero(found.moves[o]) == 2
    assert np.array_equal(found.moves, told.moves)
    assert "blended" not in found.moves_source


def test_shares_without_people_count_as_fully_told(pack: Any, told: National) -> None:
    found, o = blended(told, 100_000), place(told, CASHIERS)
    assert np.count_nonzero(found.moves[o]) == 1
    assert found.moves[o].sum() == pytest.approx(national(pack).moves[o].sum())


@settings(max_examples=20)
@given(shrinkage=st.floats(0, 100_000), more=st.floats(0, 1_000))
def test_movers_stay_and_a_larger_shrinkage_never_tells_more(
    pack: Any, told: National, shrinkage: float, more: float
) -> None:
    modelled, found = national(pack), blended(told, shrinkage)
    assert found.moves.sum(axis=1) == pytest.approx(modelled.moves.sum(axis=1))
    assert (found.moves >= 0).all()
    others = found.moves_weight == 0
    assert np.array_equal(found.moves[others], modelled.moves[others])
    people = np.array([10.0, 500.0, np.inf])
    assert (told_weight(people, shrinkage + more) <= told_weight(people, shrinkage)).all()


def test_blending_again_begins_with_what_was_loaded(told: National) -> None:
    assert np.array_equal(blended(blended(told, 700), 30).moves, blended(told, 30).moves)


def test_nothing_loaded_is_nothing_blended(pack: Any) -> None:
    assert blended(national(pack), 100) is national(pack)


def test_a_changed_shrinkage_needs_no_new_preparation_and_every_view_says_so(pack: Any) -> None:
    plan = plan_for(pack, "25980")
    prepared = prepare(pack, plan, tables=(table((WAITERS, SALES, 300.0, NAN), (SALES, SERVICE, 50.0, NAN)),))
    leaning = solve(prepared, plan)
    alone = solve(prepared, plan_for(pack, "25980").with_parameter("transitions_shrinkage", 0))
    said = "loaded from moves.csv for 2 occupations, modelled by Headway for the other 828"
    assert leaning.vintages["Transitions"] == (
        f"{said}; blended by people counted (shrinkage 100, the loaded weigh 33% to 75%)"
    )
    assert alone.vintages["Transitions"] == said
    kinds = [transitions_table(one.prepared.national).set_index("origin")["kind"] for one in (leaning, alone)]
    assert set(kinds[0].loc[[WAITERS]]) == {"blended"}
    assert set(kinds[1].loc[[WAITERS]]) == {"loaded"}
    assert not np.array_equal(leaning.frame["springboard_share"], alone.frame["springboard_share"])
    assert "by the loaded moves, blended with modelled ones" in leaning.headline
