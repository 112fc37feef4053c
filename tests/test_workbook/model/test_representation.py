"""Representation by class and Gateway: parity, people missing, margins that say what is too close to call."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dictionaries import columns
from workbook.model.representation import (
    Z_90,
    _share,
    _survey,
    reading_of,
    representation,
    sampling_variance,
)
from workbook.model.results import Results
from workbook.model.run import solve


@given(st.floats(0, 1), st.floats(50_000, 5e6), st.floats(1.1, 10))
def test_a_larger_base_has_a_smaller_margin(share: float, base: float, times: float) -> None:
    small = float(sampling_variance(np.array(share), np.array(base), 2500.0))
    large = float(sampling_variance(np.array(share), np.array(base * times), 2500.0))
    assert 0 < large < small


def test_the_variance_is_that_of_a_simple_random_sample_where_it_is_large() -> None:
    """√(p·(1 − p) ÷ n); half of 1,000 interviewed: 1.58 percentage points."""
    told = sampling_variance(np.array(0.5), np.array(2_500_000.0), 2500.0)
    assert np.sqrt(told) == pytest.approx(0.0158, abs=1e-4)


@given(st.floats(0.01, 3), st.floats(0, 1))
def test_a_reading_needs_to_be_further_from_parity_than_the_margin(parity: float, margin: float) -> None:
    told = reading_of(parity, margin)
    assert (told == "too close to say") == (abs(parity - 1) <= margin)
    assert reading_of(1.0, margin) == "too close to say"


def test_equal_shares_everywhere_are_parity(atlanta: Results) -> None:
    from dataclasses import replace

    facts = dict(atlanta.prepared.national.facts)
    for name in ("women_share", "black_share", "asian_share", "hispanic_share"):
        facts[name] = np.where(np.isfinite(facts[name]), 0.25, np.nan)
    equal = replace(atlanta.prepared.national, facts=facts)
    same = replace(atlanta, prepared=replace(atlanta.prepared, national=equal))
    for table in (representation(same), same.representation_gateways):
        known = table[table["share"].notna()]
        assert len(known)
        assert np.allclose(known["parity_index"], 1)
        assert np.allclose(known["people_gap"], 0, atol=1e-6)
        assert set(known["reading"]) == {"too close to say"}


def test_gateways_add_up_to_their_class(results: Results) -> None:
    gateways, classes = results.representation_gateways, results.representation
    assert list(gateways.columns) == list(columns("representation_gateways"))
    whole = classes[classes["class"] == "Gateway"].set_index("group")
    for group, rows in gateways.groupby("group"):
        known = rows[rows["share"].notna()]
        if known.empty:
            continue
        share = (known["share"] * known["employment"]).sum() / known["employment"].sum()
        assert share == pytest.approx(whole.loc[group, "share"])
        assert rows["employment"].sum() == pytest.approx(whole.loc[group, "employment"])
        assert np.allclose(known["origin_share"], whole.loc[group, "origin_share"])
        gap = np.maximum(0, known["origin_share"] - known["share"]) * known["employment"]
        assert np.allclose(known["people_gap"], gap)
    assert gateways["employment"].is_monotonic_decreasing
    small = gateways[gateways["mark"] == "small base"]
    assert small["share"].isna().all()
    assert set(small["reading"]) <= {"no published share"}


def test_the_margin_of_one_gateway_by_hand(atlanta: Results) -> None:
    row = atlanta.representation_gateways.query("soc == '29-1141' and group == 'Black'").iloc[0]
    count = row["base_people"] / 2500
    near = (row["share"] * count + 2) / (count + 4)
    assert row["margin_share"] == pytest.approx(Z_90 * np.sqrt(near * (1 - near) / (count + 4)))


def test_occupations_of_one_survey_occupation_share_its_sample(atlanta: Results) -> None:
    """Their margins do not shrink by being added: of one CPS occupation the class has its very margin."""
    occupations = atlanta.prepared.pack.occupations()
    shares = [name for name in occupations if name.endswith("_share") and name.split("_")[0] in GROUPS]
    shared = occupations[occupations["representation_mark"] == "broader CPS occupation"]
    key = ["representation_base", *shares]
    survey = _survey(atlanta)
    here = shared[survey.jobs[shared.index] > 0].dropna(subset=shares)
    several = next(rows for _, rows in here.groupby(key) if len(rows) > 2)
    members = occupations["soc"].isin(several["soc"]).to_numpy()
    _, _, variance = _share(survey, 0, members)
    assert variance == pytest.approx(survey.variance[0][members][0])


GROUPS = ("women", "black", "asian", "hispanic")


def test_more_people_behind_an_interview_widen_the_margins(atlanta: Results) -> None:
    wider = solve(atlanta.prepared, atlanta.plan.with_parameter("cps_persons_per_interview", 10_000))
    before: Any = atlanta.representation["margin_share"]
    assert (wider.representation["margin_share"] > before).all()
    assert wider.representation["share"].equals(atlanta.representation["share"])
