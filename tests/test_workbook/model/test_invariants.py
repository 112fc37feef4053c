"""What must hold in every region, whatever its figures are.

The classes are derived again here from the rows of the trace alone, and the figures of the trace from the
moves between occupations; nothing of the solver is used.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.dictionaries import columns
from workbook.model.results import Results

ORIGINS = ("Origin", "Mid-wage Origin")
GOOD = ("Gateway", "Historical Adjacency", "Mid-wage Origin")
COMPARE = {"<": np.less, "≤": np.less_equal, ">": np.greater, "≥": np.greater_equal}


def classes_told_by(trace: pd.DataFrame) -> pd.Series[str]:
    """Derive the class of each occupation from its rows of the trace: passed tests and precedence."""
    passed = trace.groupby(["soc", "class_tested"])["passed"].all().unstack()
    told = pd.Series("Not classified", index=passed.index)
    told[passed["Origin"]] = "Origin"
    told[passed["Origin"] & passed["Mid-wage Origin"]] = "Mid-wage Origin"
    told[passed["Target"]] = "Target"
    told[passed["Historical Adjacency"]] = "Historical Adjacency"
    told[passed["Gateway"]] = "Gateway"
    return told


def moves_of(results: Results) -> Any:
    """Moves a year of people without a four-year degree: T · nonBA(o) · min(1, nonBA(d) ÷ 0.5)."""
    pack = results.prepared.pack
    share = pack.occupations()["nonba_share"].to_numpy(dtype=float)
    return pack.transitions() * share[:, None] * np.minimum(1.0, share / 0.5)[None, :]


def groups_without_claims(results: Results) -> set[str]:
    """Major groups in which every state of the region reports that nobody claims benefits."""
    claims = results.prepared.pack.table("claims")
    claims = claims[claims["state"].isin(results.region.states)]
    latest = claims[claims["month"] == claims.groupby("state")["month"].transform("max")]
    people = latest.groupby("group")["insured_unemployed"].sum()
    return set(people.index[people == 0])


def test_every_trace_explains_its_class(results: Results) -> None:
    told = classes_told_by(results.trace)
    shown = results.classes.set_index("soc")["class"]
    assert told[shown.index][told[shown.index] != shown].to_dict() == {}


def test_each_row_of_the_trace_says_what_it_compares(results: Results) -> None:
    trace = results.trace
    assert list(trace.columns) == list(columns("trace"))
    for sign, rows in trace.groupby("comparison"):
        held = COMPARE[str(sign)](rows["value"].to_numpy(), rows["threshold"].to_numpy())
        assert np.array_equal(rows["passed"], held)
        away = rows["value"] - rows["threshold"]
        pd.testing.assert_series_equal(
            rows["distance"], away if sign in ">≥" else -away, check_names=False, check_exact=True
        )
    known = trace[trace["value"].notna()]
    assert (known["distance"] >= 0)[known["passed"]].all()
    assert (known["distance"] <= 0)[~known["passed"]].all()


def test_the_figures_of_the_trace_follow_from_classes_and_moves(results: Results) -> None:
    moves, classes = moves_of(results), results.frame["class"].astype(str)
    wide = results.trace.pivot(index="soc", columns="test", values=["value", "passed"])
    passed = results.trace.groupby(["soc", "class_tested"])["passed"].all().unstack()
    gateways, targets = passed["Gateway"].to_numpy(), passed["Target"].to_numpy()
    with np.errstate(invalid="ignore"):
        inflow = moves[np.isin(classes, ORIGINS)].sum(axis=0) / moves.sum(axis=0)
        outflow = moves[:, targets].sum(axis=1) / moves.sum(axis=1)
    expected = {
        "gateway_inflow": inflow,
        "gateway_outflow": outflow,
        "origin_path": moves[:, gateways | targets].max(axis=1),
        "target_fed": moves[gateways].max(axis=0),
    }
    for test, figures in expected.items():
        told = wide["value"][test].to_numpy(dtype=float)
        assert np.allclose(told, figures, rtol=1e-9, atol=1e-12, equal_nan=True), test


def test_classes_stand_on_the_right_side_of_their_lines(results: Results) -> None:
    matrix, given, lines = results.matrix, results.parameters, results.lines
    of = {name: matrix[matrix["class"] == name] for name in set(matrix["class"])}
    assert set(of) >= {"Origin", "Mid-wage Origin", "Gateway", "Target", "Historical Adjacency"}
    origins = matrix[matrix["class"].isin(ORIGINS)]
    assert (origins["nonba_income_usd"] < lines.origin_usd).all()
    assert (origins["nonba_share"] >= 0.5).all()
    assert (of["Origin"]["nonba_income_usd"] < lines.low_band_usd).all()
    assert (of["Mid-wage Origin"]["nonba_income_usd"] >= lines.low_band_usd).all()
    gateways = of["Gateway"]
    assert (gateways["inflow_origin_share"] > given["inflow_share_min"]).all()
    assert (gateways["springboard_share"] > given["outflow_share_min"]).all()
    assert (gateways["nonba_income_usd"] >= lines.origin_usd).all()
    assert (gateways["job_zone"] < 5).all()
    assert (gateways["nonba_share"] >= 0.25).all()
    targets = of["Target"]
    assert (targets["nonba_income_usd"] > lines.target_usd).all()
    assert (targets["automation_risk"] < given["risk_line"]).all()
    assert (targets["nonba_share"] >= 0.10).all()
    assert (targets["growth_share"] >= given["target_growth_min"]).all()
    dead_ends = of["Historical Adjacency"]
    assert (dead_ends["springboard_share"] <= given["outflow_share_min"]).all()
    assert (dead_ends["inflow_origin_share"] > given["inflow_share_min"]).all()


def test_bands_belong_to_origins(results: Results) -> None:
    bands = results.classes.groupby("class")["band"].unique().map(list).to_dict()
    expected = {"Origin": ["low"], "Mid-wage Origin": ["mid"]}
    assert bands == {name: expected.get(name, [""]) for name in bands}


def test_nothing_is_borderline_or_set_by_hand_in_a_plan_as_shipped(results: Results) -> None:
    assert results.classified.passes < 20
    assert not results.classes[["borderline", "overridden"]].any(axis=None)


def test_shares_and_percentiles_are_bounded(results: Results) -> None:
    matrix, ranked = results.matrix, results.priorities
    shares = [
        "nonba_share", "accessible_share", "springboard_share", "inflow_origin_share", "unemployment_rate",
        "automation_risk", "ai_exposure", "ai_applicability", "cross_sector_spread", "representation_index",
        "training_feasibility",
    ]  # fmt: skip
    for name in shares:
        assert matrix[name].dropna().between(0, 1).all(), name
    points = ranked[[name for name in ranked if name.startswith("pct_")] + ["score"]]
    assert ((points >= 0) & (points <= 100) | points.isna()).all(axis=None)
    counts = [
        "employment", "location_quotient", "openings_12m", "accessible_openings", "unemployed",
        "seekers_per_opening", "net_openings", "origin_reach",
    ]  # fmt: skip
    assert not (matrix[counts] < 0).any(axis=None)
    assert not (matrix["net_openings"] > matrix["accessible_openings"]).any()
    assert not (matrix["accessible_openings"] > matrix["openings_12m"]).any()


def test_columns_are_those_of_the_dictionary_and_never_infinite(results: Results) -> None:
    for name, table in results.tables().items():
        assert list(table.columns) == list(columns(name)), name
        for column in columns(name).values():
            if column.type == "number":
                assert not np.isinf(table[column.name].to_numpy(dtype=float)).any(), (name, column.name)
    assert results.matrix["soc"].is_monotonic_increasing
    assert results.matrix["soc"].is_unique


def test_what_is_not_published_is_blank_and_never_zero(results: Results) -> None:
    matrix = results.matrix
    hidden = matrix[matrix["employment_mark"].isin(["suppressed", "absent"])]
    rest = [
        "employment", "location_quotient", "openings_12m", "accessible_openings", "unemployed",
        "seekers_per_opening", "net_openings", "unemployment_rate",
    ]  # fmt: skip
    assert hidden[rest].isna().all(axis=None)
    assert (hidden["availability"] == "").all()
    assert (hidden["unemployed_kind"] == "").all()
    assert not hidden["viable"].any()
    published = matrix[~matrix["employment_mark"].isin(["suppressed", "absent"])]
    assert (published["employment"] > 0).all()
    assert set(matrix.loc[matrix["unemployed"] == 0, "soc"].str[:2]) <= groups_without_claims(results)
    assert matrix.loc[matrix["wage_source"] == "", "nonba_income_usd"].isna().all()
    postings = [name for name in matrix if name.startswith("posting")]
    assert matrix[[*postings, "trend_share"]].isna().all(axis=None), "there is no postings file"


def test_reach_distributes_the_unemployed_of_origins(results: Results) -> None:
    matrix, reach = results.matrix, results.reach
    leaving = np.where(matrix["class"].isin(ORIGINS), matrix["unemployed"].fillna(0), 0.0)
    assert np.allclose(reach.sum(axis=1), leaving, rtol=1e-9)
    assert (reach >= 0).all()
    assert (np.diag(reach) == 0).all()
    if not leaving.any():
        assert matrix[["origin_reach", "feeder_income_usd", "training_feasibility"]].isna().all(axis=None)
        return
    assert np.allclose(matrix["origin_reach"], reach.sum(axis=0), rtol=1e-9)
    assert np.isclose(matrix["origin_reach"].sum(), leaving.sum())


def test_feeding_income_is_a_mean_of_origins(results: Results) -> None:
    matrix = results.matrix
    incomes = matrix.loc[matrix["class"].isin(ORIGINS), "nonba_income_usd"]
    fed = matrix.dropna(subset=["feeder_income_usd"])
    assert fed["feeder_income_usd"].between(incomes.min(), incomes.max()).all()
    gain = matrix["nonba_income_usd"] - matrix["feeder_income_usd"]
    pd.testing.assert_series_equal(matrix["wage_gain_usd"], gain, check_names=False)


def test_unemployed_add_up_to_the_source_less_unpublished_occupations(results: Results) -> None:
    """In each group the claims spread over the group's jobs: one rate for all its published occupations."""
    people, matrix, jobs = results.prepared.unemployed, results.matrix, results.prepared.jobs
    rate = matrix["unemployed"] / matrix["employment"]
    group = matrix["soc"].str[:2]
    spread = rate.groupby(group).agg(["min", "max"]).dropna()
    assert np.allclose(spread["min"], spread["max"], rtol=1e-9)
    shown = matrix["unemployed"].groupby(group).sum(min_count=1).dropna()
    published = matrix["employment"].groupby(group).sum()
    hidden = {
        name: spread["min"][name] * max(0.0, jobs.group_jobs.get(name, 0.0) - published[name])
        for name in shown.index
    }
    if results.region.titles == ("Guam",):
        assert shown.empty
        assert np.isnan(people.total)
        return
    mute = set(jobs.group_jobs) - set(shown.index)
    rest = people.total - shown.sum() - sum(hidden.values())
    assert rest == pytest.approx(0, abs=1e-6 * people.total) or (mute and 0 < rest < 0.1 * people.total)


def test_priorities_hold_the_good_jobs_candidates_first_in_rank_order(results: Results) -> None:
    matrix, ranked = results.matrix.set_index("soc"), results.priorities
    assert set(ranked["soc"]) == set(matrix.index[matrix["class"].isin(GOOD)])
    candidates = ranked[ranked["candidate"].astype(bool)]
    assert list(ranked["soc"][: len(candidates)]) == list(candidates["soc"])
    assert list(candidates["rank"]) == list(range(1, len(candidates) + 1))
    assert candidates["score"].is_monotonic_decreasing
    rest = ranked[~ranked["candidate"].astype(bool)]
    assert rest["soc"].is_monotonic_increasing
    blank = [name for name in rest if name not in ("soc", "title", "class", "candidate")]
    assert rest[blank].isna().all(axis=None)
    same = matrix.loc[candidates["soc"]]
    for name in ("accessible_openings", "wage_gain_usd", "origin_reach", "seekers_per_opening"):
        assert np.array_equal(same[name], candidates[name], equal_nan=True), name


def test_viable_jobs_have_openings_and_no_high_unemployment(results: Results) -> None:
    matrix, given = results.matrix, results.given
    viable = matrix[matrix["viable"].astype(bool)]
    assert viable["class"].isin(GOOD).all()
    assert (viable["openings_12m"] > 0).all()
    assert not (viable["unemployment_ratio"] > 1.5).any()
    people, jobs = results.prepared.unemployed.total, results.prepared.jobs.total_jobs
    assert np.isclose(given["regional_claim_rate"], people / (people + jobs), equal_nan=True)


def test_location_quotients_are_the_published_ones(atlanta: Results) -> None:
    """As far as figures rounded to ten jobs, and quotients to hundredths, can agree."""
    pack = atlanta.prepared.pack
    local, nation = (pack.wages((area,)).set_index("soc") for area in ("0012060", "0000000"))
    local_total, national_total = (table["employment"]["00-0000"] for table in (local, nation))
    matrix = atlanta.matrix.set_index("soc").dropna(subset=["location_quotient"])
    published = local["location_quotient"][matrix.index]
    jobs, national_jobs = matrix["employment"], nation["employment"][matrix.index]
    low = (jobs - 5) / (local_total + 5) / ((national_jobs + 5) / (national_total - 5))
    high = (jobs + 5) / (local_total - 5) / ((national_jobs - 5) / (national_total + 5))
    assert published.notna().sum() > 600
    known = published.notna()
    assert (published[known] > low[known] - 0.0051).all()
    assert (published[known] < high[known] + 0.0051).all()
    assert matrix["location_quotient"].between(low, high).all()
