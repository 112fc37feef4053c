"""What a workbook can recompute by itself, and what only the program can: each parameter's promise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.dictionaries import columns, parameters
from workbook.model import measure
from workbook.model.local_postings import PostingCounts
from workbook.model.localtables import LocalTable
from workbook.model.results import Results, recompute_live
from workbook.model.run import prepare, solve

LIVE = [name for name, parameter in parameters().items() if parameter.effect == "live"]
SOLVED = [name for name, parameter in parameters().items() if parameter.effect == "solved"]
ELSEWHERE = [
    name
    for name in SOLVED
    if parameters()[name].group in ("Allocation", "Tracking", "Representation", "Employers")
]
"""Parameters of tables beside matrix, priorities and progressions; those tables have their own tests."""
SOLVED_COLUMNS = [
    "class", "band", "borderline", "overridden", "note", "origin_reach", "springboard_share",
    "inflow_origin_share", "feeder_income_usd", "training_feasibility", "representation_index",
    "posting_wage_usd", "posting_wage_no_degree_usd",
]  # fmt: skip
OTHER_VALUES = {
    "origin_line_2020_usd": 46_000,
    "low_band_line_2020_usd": 33_000,
    "target_line_2020_usd": 50_000,
    "wage_base_median_usd": 45_000,
    "regional_price_parity": 108,
    "nonba_kappa": 0.2,
    "viability_rate_ratio_max": 0.6,
    "availability_open_max": 0.2,
    "availability_contested_max": 0.3,
    "scarce_openings_max": 60,
    "postings_education_min": 1,
    "return_rate": 0.9,
    "risk_line": 0.4,
    "gateway_job_zone_max": 3,
    "suppression_min_people": 25,
}
"""Values that make a difference; the middle between default and a bound for all others."""
OWN_TABLES = {
    "robustness_draws": "robustness",
    "robustness_concentration": "robustness",
    "sector_jobs_share_min": "sectors",
}
"""Parameters that touch one table alone, which no sheet recomputes."""


def other_value(name: str) -> float:
    parameter = parameters()[name]
    if name in OTHER_VALUES:
        return OTHER_VALUES[name]
    if parameter.type == "switch":
        return 1 - parameter.default
    far = parameter.maximum if parameter.default < parameter.maximum else parameter.minimum
    middle = parameter.default + (far - parameter.default) / 2
    return float(round(middle)) if parameter.type == "integer" else middle


@pytest.fixture(scope="session")
def with_postings(pack: Any, atlanta: Results) -> Results:
    """Atlanta with a few postings and loaded moves, so that every parameter has something to act on."""
    rng = np.random.default_rng(3)
    socs = pack.occupations()["soc"].to_numpy()
    moves = pd.DataFrame({"origin": rng.choice(socs, 400), "destination": rng.choice(socs, 400)})
    moves = moves.assign(people=rng.integers(10, 400, 400).astype(float), share=np.nan)
    table = LocalTable("transitions", moves, 400, 400, 0, (), "0" * 64, "moves.csv")
    prepared = prepare(pack, atlanta.plan, tables=(table,))
    count = prepared.national.count
    open_ = rng.integers(0, 60, count).astype(float)
    stated = np.floor(open_ * rng.uniform(0, 1, count))
    no_degree = np.floor(stated * rng.uniform(0, 1, count))
    wages = rng.integers(0, 12, count).astype(float)
    pay = np.where(wages > 0, rng.uniform(25_000, 120_000, count), np.nan)
    counts = PostingCounts(open_, stated, no_degree, pay, wages, pay, np.minimum(wages, 4))
    facts = {
        **prepared.facts,
        "postings_open": open_,
        "postings_stated_education": stated,
        "postings_no_degree": no_degree,
    }
    return solve(replace(prepared, postings=counts, facts=facts), atlanta.plan)


def frames_equal(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other, check_exact=False, rtol=1e-12, atol=0)


def test_nothing_changed_gives_the_same_tables(with_postings: Results) -> None:
    matrix, priorities = recompute_live(with_postings, with_postings.parameters)
    frames_equal(matrix, with_postings.matrix)
    frames_equal(priorities, with_postings.priorities)


@pytest.mark.parametrize("name", LIVE)
def test_a_live_parameter_touches_nothing_that_is_solved(name: str, with_postings: Results) -> None:
    """So the workbook, which keeps what is solved, shows what the program would."""
    plan = with_postings.plan.with_parameter(name, other_value(name))
    again = solve(with_postings.prepared, plan)
    frames_equal(again.matrix[SOLVED_COLUMNS], with_postings.matrix[SOLVED_COLUMNS])
    assert np.array_equal(again.reach, with_postings.reach)
    matrix, priorities = recompute_live(with_postings, plan.parameters)
    frames_equal(matrix, again.matrix)
    by_soc = again.priorities.set_index("soc").loc[priorities["soc"]].reset_index()
    frames_equal(priorities, by_soc)
    assert not (matrix.equals(with_postings.matrix) and priorities.equals(with_postings.priorities)), (
        "the value chosen for this test makes no difference"
    )


@pytest.mark.parametrize("name", SOLVED)
def test_a_solved_parameter_recomputes_the_formulas_and_keeps_the_rest(
    name: str, with_postings: Results
) -> None:
    changed = with_postings.parameters.changed(name, other_value(name))
    matrix, priorities = recompute_live(with_postings, changed)
    frames_equal(matrix[SOLVED_COLUMNS], with_postings.matrix[SOLVED_COLUMNS])
    assert list(priorities["soc"]) == list(with_postings.priorities["soc"])
    solved_columns = [column for column in columns("matrix") if column not in measure.MATRIX_ORDER]
    frames_equal(matrix[solved_columns], with_postings.matrix[solved_columns])


def test_a_higher_origin_line_moves_the_test_and_keeps_the_class(with_postings: Results) -> None:
    changed = with_postings.parameters.changed("origin_line_2020_usd", 60_000)
    matrix, _ = recompute_live(with_postings, changed)
    line = 60_000 * 50_980 / 41_950
    known = matrix["nonba_income_usd"].notna()
    told = matrix.loc[known, "below_origin_line"].astype(bool)
    assert (told == (matrix.loc[known, "nonba_income_usd"] < line)).all()
    assert told.sum() > with_postings.matrix.loc[known, "below_origin_line"].sum()
    assert matrix["class"].equals(with_postings.matrix["class"])


@pytest.mark.parametrize("name", [name for name in SOLVED if name not in ELSEWHERE])
def test_a_solved_parameter_really_needs_the_program(name: str, with_postings: Results) -> None:
    """Something it touches is out of a formula's reach: classes, advertised wages, or the listed paths."""
    plan = with_postings.plan.with_parameter(name, other_value(name))
    again = solve(with_postings.prepared, plan)
    matrix, priorities = recompute_live(with_postings, plan.parameters)
    same = matrix.equals(again.matrix) and len(priorities) == len(again.priorities)
    if name == "suppression_min_people":
        assert same
        assert not again.progressions.equals(with_postings.progressions)
        assert again.progressions["people_first_step"].min() >= 25
    elif name in OWN_TABLES:
        assert same
        assert not getattr(again, OWN_TABLES[name]).equals(getattr(with_postings, OWN_TABLES[name]))
    else:
        assert not same


def test_every_solved_column_is_named_here() -> None:
    """A new column has to say whether a workbook can recompute it."""
    rest = [name for name in columns("matrix") if name not in measure.MATRIX_ORDER]
    facts = {"soc", "title", "family", "employment", "employment_mark", "location_quotient", "job_zone"}
    facts |= {f"wage_p{point}_usd" for point in (10, 25, 50, 75, 90)}
    facts |= {"wage_source", "nonba_income_told_usd"}
    facts |= {"nonba_share", "nonba_mark", "growth_share", "openings_rate", "scenario_factor"}
    facts |= {
        "postings_open",
        "postings_stated_education",
        "postings_no_degree",
        "trend_share",
        "trend_direction",
    }
    facts |= {"unemployed", "unemployed_kind", "automation_risk", "automation_mark", "ai_exposure"}
    facts |= {"ai_applicability", "cross_sector_spread", "group_unemployment_ratio"}
    assert set(rest) == facts | set(SOLVED_COLUMNS)
