"""Measures computed by hand: incomes, openings, competition, labels, percentiles, scores."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from data.dictionaries import columns, parameters
from workbook.model import measure
from workbook.model.measure import CRITERIA
from workbook.model.ranks import mean_ranks, percentile_ranks
from workbook.plan import Parameters

NAN = float("nan")
Array = Any


def one(name: str, facts: dict[str, Any], **changes: float) -> Any:
    """Compute one matrix column for one occupation."""
    frame = {key: np.array([value]) for key, value in {"nonba_income_told_usd": NAN, **facts}.items()}
    given = {**Parameters.defaults(), **changes}
    measure.compute("matrix", frame, given, (name,))
    return frame[name][0]


WAGES = {
    "wage_p10_usd": 20_000.0,
    "wage_p25_usd": 30_000.0,
    "wage_p50_usd": 50_000.0,
}


@pytest.mark.parametrize(
    ("kappa", "nonba_share", "income"),
    [
        (0, 0.3, 50_000),  # the plain median, whoever works there
        (0.5, 1.0, 50_000),  # nobody has a degree: again the median
        (0.5, 0.6, 42_000),  # quantile 0.4: 30,000 + 20,000 × 0.15 ÷ 0.25
        (0.5, 0.0, 30_000),  # quantile 0.25
        (1, 0.5, 30_000),  # quantile 0.25
        (1, 0.4, 26_666.666666666668),  # quantile 0.2: 20,000 + 10,000 × 0.1 ÷ 0.15
        (1, 0.2, 20_000),  # quantile 0.1
        (1, 0.05, 20_000),  # quantile 0.025: below the lowest published one
        (1, 0.0, 20_000),
        (0.5, NAN, NAN),
    ],
)
def test_nonba_income_is_the_wage_at_its_quantile(kappa: float, nonba_share: float, income: float) -> None:
    found = one("nonba_income_usd", {**WAGES, "nonba_share": nonba_share}, nonba_kappa=kappa)
    assert found == pytest.approx(income, nan_ok=True)


@pytest.mark.parametrize("wages", [WAGES, dict.fromkeys(WAGES, NAN)])
def test_an_income_that_a_table_tells_goes_before_the_estimate(wages: dict[str, float]) -> None:
    facts = {**wages, "nonba_share": 0.5, "nonba_income_told_usd": 31_500.0}
    assert one("nonba_income_usd", facts) == 31_500


@pytest.mark.parametrize("missing", WAGES)
def test_nonba_income_needs_the_three_lower_percentiles(missing: str) -> None:
    facts = {**WAGES, missing: NAN, "nonba_share": 0.5}
    assert np.isnan(one("nonba_income_usd", facts))


@drawn(
    wages=st.lists(st.floats(10_000, 200_000), min_size=3, max_size=3).map(sorted),
    share=st.floats(0, 1),
    kappas=st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted),
)
def test_nonba_income_falls_with_kappa_and_never_leaves_the_lower_half(
    wages: list[float], share: float, kappas: list[float]
) -> None:
    facts = {**dict(zip(WAGES, wages, strict=True)), "nonba_share": share}
    less, more = (one("nonba_income_usd", facts, nonba_kappa=kappa) for kappa in kappas)
    slack = 1e-6
    assert wages[0] - slack <= more <= less + slack <= wages[2] + 2 * slack


@pytest.mark.parametrize(
    ("employment", "rate", "factor", "openings"),
    [(1_000.0, 0.12, 1.0, 120.0), (1_000.0, 0.12, 1.25, 150.0), (NAN, 0.12, 1.0, NAN), (50.0, NAN, 1.0, NAN)],
)
def test_openings_are_jobs_times_the_national_rate(
    employment: float, rate: float, factor: float, openings: float
) -> None:
    facts = {"employment": employment, "openings_rate": rate, "scenario_factor": factor}
    assert one("openings_12m", facts) == pytest.approx(openings, nan_ok=True)


@pytest.mark.parametrize(
    ("stated", "no_degree", "share"),
    [
        (NAN, NAN, 0.7),  # no file
        (0.0, 0.0, 0.7),
        (19.0, 19.0, 0.7),  # too few
        (20.0, 5.0, 0.25),
        (20.0, 0.0, 0.0),
        (40.0, 40.0, 1.0),
    ],
)
def test_accessible_share_takes_postings_where_enough_state_an_education(
    stated: float, no_degree: float, share: float
) -> None:
    facts = {"postings_stated_education": stated, "postings_no_degree": no_degree, "nonba_share": 0.7}
    assert one("accessible_share", facts) == share


@pytest.mark.parametrize(
    ("unemployed", "openings", "seekers"),
    [(50.0, 100.0, 0.5), (0.0, 100.0, 0.0), (5.0, 0.0, NAN), (NAN, 100.0, NAN), (5.0, NAN, NAN)],
)
def test_seekers_per_opening_is_blank_without_openings(
    unemployed: float, openings: float, seekers: float
) -> None:
    facts = {"unemployed": unemployed, "openings_12m": openings}
    assert one("seekers_per_opening", facts) == pytest.approx(seekers, nan_ok=True)


@pytest.mark.parametrize(
    ("seekers", "return_rate", "net"),
    [
        (0.0, 0.5, 80.0),
        (0.5, 0.5, 60.0),  # a quarter goes to those who had the work before
        (2.0, 0.5, 0.0),
        (9.0, 0.5, 0.0),  # never below zero
        (9.0, 0.0, 80.0),
        (NAN, 0.5, NAN),
    ],
)
def test_net_openings_leave_room_for_the_unemployed_of_the_occupation(
    seekers: float, return_rate: float, net: float
) -> None:
    facts = {"accessible_openings": 80.0, "seekers_per_opening": seekers}
    assert one("net_openings", facts, return_rate=return_rate) == pytest.approx(net, nan_ok=True)


@pytest.mark.parametrize(
    ("seekers", "openings", "label"),
    [
        (0.0, 100.0, "Open"),
        (0.999, 100.0, "Open"),
        (1.0, 100.0, "Contested"),
        (2.0, 100.0, "Contested"),
        (2.001, 100.0, "Crowded"),
        (0.5, 10.0, "Open"),
        (0.5, 9.99, "Scarce"),
        (5.0, 9.99, "Scarce"),
        (NAN, 0.0, "Scarce"),
        (NAN, 100.0, ""),  # openings, but nobody counted the unemployed
        (NAN, NAN, ""),
    ],
)
def test_availability_from_both_sides_of_each_limit(seekers: float, openings: float, label: str) -> None:
    assert one("availability", {"seekers_per_opening": seekers, "openings_12m": openings}) == label


@pytest.mark.parametrize(
    ("class_name", "openings", "rate", "viable"),
    [
        ("Gateway", 5.0, 0.0300, True),
        ("Gateway", 5.0, 0.0301, False),
        ("Gateway", 5.0, NAN, True),
        ("Gateway", 0.0, 0.01, False),
        ("Gateway", NAN, 0.01, False),
        ("Historical Adjacency", 5.0, 0.01, True),
        ("Mid-wage Origin", 5.0, 0.01, True),
        ("Origin", 5.0, 0.01, False),
        ("Target", 5.0, 0.01, False),
        ("Not classified", 5.0, 0.01, False),
    ],
)
def test_viable_is_a_good_job_with_openings_and_no_high_unemployment(
    class_name: str, openings: float, rate: float, viable: bool
) -> None:
    facts = {"class": class_name, "openings_12m": openings, "unemployment_ratio": rate / 0.02}
    assert one("viable", facts) is viable


def test_where_nobody_is_counted_no_job_is_too_crowded() -> None:
    facts = {"class": "Gateway", "openings_12m": 5.0, "unemployment_ratio": NAN}
    assert one("viable", facts) is True


@pytest.mark.parametrize(
    ("kind", "rate", "regional", "ratio"),
    [
        ("observed", 0.03, 0.02, 1.5),
        ("imputed", 0.03, 0.02, 1.1),
        ("observed", NAN, 0.02, 1.1),
        ("observed", 0.03, NAN, 1.1),
    ],
)
def test_only_counted_people_speak_for_their_own_occupation(
    kind: str, rate: float, regional: float, ratio: float
) -> None:
    facts = {"unemployed_kind": kind, "unemployment_rate": rate, "group_unemployment_ratio": 1.1}
    assert one("unemployment_ratio", facts, regional_claim_rate=regional) == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("column", "line", "figure", "told"),
    [
        ("below_origin_line", "nonba_income_usd", 41_999.0, True),
        ("below_origin_line", "nonba_income_usd", 42_000.0, False),
        ("below_origin_line", "nonba_income_usd", NAN, None),
        ("above_target_line", "nonba_income_usd", 42_000.0, False),
        ("above_target_line", "nonba_income_usd", 42_000.5, True),
        ("low_risk", "automation_risk", 0.7, False),
        ("low_risk", "automation_risk", 0.69, True),
        ("low_risk", "automation_risk", NAN, None),
    ],
)
def test_line_tests_are_blank_where_the_figure_is(column: str, line: str, figure: float, told: Any) -> None:
    assert one(column, {line: figure}, origin_line_usd=42_000, target_line_usd=42_000) is told


def test_the_occupation_s_own_rate_counts_its_people_at_work_and_out_of_it() -> None:
    assert one("unemployment_rate", {"employment": 900.0, "unemployed": 100.0}) == 0.1
    assert np.isnan(one("unemployment_rate", {"employment": NAN, "unemployed": 100.0}))


@pytest.mark.parametrize(
    ("values", "up", "down"),
    [
        ([1, 5, 9], [0, 50, 100], [100, 50, 0]),
        ([3, 3, 3], [50, 50, 50], [50, 50, 50]),
        ([1, 2, 2, 4], [0, 50, 50, 100], [100, 50, 50, 0]),
        ([2, 2, 4, 8, 9], [12.5, 12.5, 50, 75, 100], [87.5, 87.5, 50, 25, 0]),
        ([7], [50], [50]),
        ([NAN, 7, NAN], [NAN, 50, NAN], [NAN, 50, NAN]),
        ([5, NAN, 1], [100, NAN, 0], [0, NAN, 100]),
        ([NAN], [NAN], [NAN]),
    ],
)
def test_percentile_ranks_share_the_mean_of_ties(
    values: list[float], up: list[float], down: list[float]
) -> None:
    array = np.array(values, dtype=float)
    assert percentile_ranks(array, "up") == pytest.approx(np.array(up, dtype=float), nan_ok=True)
    assert percentile_ranks(array, "down") == pytest.approx(np.array(down, dtype=float), nan_ok=True)


@drawn(st.lists(st.one_of(st.integers(-5, 5).map(float), st.just(NAN)), max_size=30))
def test_percentile_ranks_are_what_counting_gives(values: list[float]) -> None:
    known = [value for value in values if value == value]
    for value, rank, points in zip(
        values, mean_ranks(np.array(values)), percentile_ranks(np.array(values)), strict=True
    ):
        if value != value:
            assert np.isnan(rank)
            assert np.isnan(points)
            continue
        less, ties = sum(other < value for other in known), known.count(value)
        assert rank == less + (ties + 1) / 2
        counted = (less + (ties - 1) / 2) / (len(known) - 1) * 100 if len(known) > 1 else 50
        assert points == pytest.approx(counted)


POINTS = st.one_of(st.floats(0, 100), st.just(NAN))
WEIGHTS = [weight for _, weight, _ in CRITERIA.values()]


def score(points: list[float], weights: list[float]) -> float:
    frame: dict[str, Array] = {"soc": np.array(["11-1011"], dtype=object)}
    frame |= {f"pct_{name}": np.array([value]) for name, value in zip(CRITERIA, points, strict=True)}
    measure.compute("priorities", frame, dict(zip(WEIGHTS, weights, strict=True)), ("score",))
    return float(frame["score"][0])


def test_score_is_the_weighted_mean_of_what_is_known() -> None:
    shipped = [20, 15, 20, 15, 10, 10, 5, 5]
    assert [parameters()[name].default for name in WEIGHTS] == shipped
    assert sum(shipped) == 100
    assert score([100, 0, 50, 20, 10, 90, 40, 80], shipped) == pytest.approx(49.0)
    assert score([100, NAN, 50, NAN, NAN, NAN, NAN, NAN], shipped) == pytest.approx(75.0)
    assert np.isnan(score([NAN] * 8, shipped))
    assert np.isnan(score([NAN, *[80] * 7], [1, *[0] * 7])), "the only criterion that counts is missing"


@drawn(
    points=st.lists(POINTS, min_size=8, max_size=8),
    weights=st.lists(st.integers(0, 100).map(float), min_size=8, max_size=8).filter(any),
    place=st.integers(0, 7),
    gain=st.floats(0, 100),
)
def test_score_stays_within_bounds_and_never_falls_when_a_part_rises(
    points: list[float], weights: list[float], place: int, gain: float
) -> None:
    before = score(points, weights)
    known = [p for p, weight in zip(points, weights, strict=True) if p == p and weight]
    assert np.isnan(before) == (not known)
    if known:
        assert min(known) - 1e-8 <= before <= max(known) + 1e-8
        assert score(points, [2 * weight for weight in weights]) == before
    if points[place] == points[place]:
        raised = [*points[:place], min(100.0, points[place] + gain), *points[place + 1 :]]
        assert known == [] or score(raised, weights) >= before


def test_every_computed_column_has_both_faces_and_every_number_a_unit() -> None:
    for table, measures in (
        ("matrix", measure.MATRIX_MEASURES),
        ("priorities", measure.PRIORITY_MEASURES),
    ):
        assert [found.name for found in measures] == list(columns(table))
        for found in measures:
            assert (found.compute is None) == (found.formula is None), found.name
            assert found.column.unit or found.column.type != "number" or found.name == "rank", found.name
    derived = {name for name, column in columns("matrix").items() if column.kind == "solved"}
    assert not derived & set(measure.MATRIX_ORDER), "what the program solves has no formula"


def test_measures_are_computed_after_what_they_rest_on() -> None:
    """Each formula names only facts, solved columns, and measures that come before it."""
    for order, measures in (
        (measure.MATRIX_ORDER, {found.name: found for found in measure.MATRIX_MEASURES}),
        (measure.PRIORITY_ORDER, {found.name: found for found in measure.PRIORITY_MEASURES}),
    ):
        for place, name in enumerate(order):
            formula = measures[name].formula or ""
            later = [other for other in order[place:] if f"[{other}]" in formula]
            assert later == [], name


def test_formulas_name_only_columns_and_parameters_that_exist() -> None:
    computed = {"origin_line_usd", "low_band_line_usd", "target_line_usd", "regional_claim_rate"}
    for table, measures in (
        ("matrix", measure.MATRIX_MEASURES),
        ("priorities", measure.PRIORITY_MEASURES),
    ):
        for found in measures:
            formula = found.formula or ""
            assert set(re.findall(r"\[+(\w+)\]+", formula)) <= set(columns(table)), found.name
            assert set(re.findall(r"\{(\w+)\}", formula)) <= set(parameters()) | computed, found.name
            assert set(re.findall(r"<([a-z_0-9]+)>", formula)) <= set(columns("matrix")), found.name
