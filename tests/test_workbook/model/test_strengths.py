"""Strengths: what carries over, which kind it is, and how that stands beside the study."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from workbook.model.results import Results
from workbook.model.strengths import (
    STUDY_GATEWAYS,
    STUDY_INTERPERSONAL,
    TAGS,
    leaning,
    leaning_sentences,
    shares_by_tag,
    strength_of,
)

KINDS = np.array([TAGS[place % 3] for place in range(12)], dtype=object)


@given(arrays(float, (3, 12), elements=st.floats(0, 5)), st.integers(1, 12))
def test_the_parts_of_the_kinds_add_up_to_one(values: Any, counted: int) -> None:
    shares = shares_by_tag(values, KINDS, counted)
    something = (values > 0).any(axis=1)
    assert np.allclose(shares[something].sum(axis=1), 1)
    assert np.isnan(shares[~something]).all()
    leans = leaning(shares)
    assert (leans[~something] == "").all()
    for row, tag in zip(shares[something], leans[something], strict=True):
        assert row[TAGS.index(tag)] == row.max()


def test_more_strength_of_a_kind_never_makes_its_part_smaller(atlanta: Results) -> None:
    values = np.tile(np.linspace(1, 2, 12), (1, 1))
    before = shares_by_tag(values, KINDS, 12)[0]
    values[0, 0] += 1
    after = shares_by_tag(values, KINDS, 12)[0]
    assert after[0] > before[0]
    assert (after[1:] < before[1:]).all()


def test_strength_of_a_pair_element_by_element(atlanta: Results) -> None:
    pack, everywhere = atlanta.prepared.pack, atlanta.prepared.national
    socs = list(atlanta.frame["soc"])
    o, d = socs.index("35-3031"), socs.index("29-2061")
    level, importance = pack.element_matrix("level"), pack.element_matrix("importance")
    told = strength_of(everywhere, o, d)
    for element in range(level.shape[1]):
        held = 1.0 if level[d, element] == 0 else min(1.0, level[o, element] / level[d, element])
        expected = min(importance[o, element], importance[d, element]) * held
        assert told[element] == pytest.approx(expected)
    several = strength_of(everywhere, np.array([o, d]), d)
    assert several[0] == pytest.approx(told)
    assert several[1] == pytest.approx(importance[d]), "who does the work already brings all of it"


def test_gateways_lean_on_interpersonal_strengths_about_as_often_as_in_the_study(results_of: Any) -> None:
    """53 of 77 Gateways: Unlocking experience-based job progressions, 2021; the nation here, all of them."""
    nation: Results = results_of("US")
    readings = nation.training.readings
    used = readings[readings["in_use"]].iloc[0]
    assert len(readings[readings["in_use"]]) == 1
    assert used["study_share"] == STUDY_INTERPERSONAL / STUDY_GATEWAYS
    assert used["interpersonal_gateways"] == (nation.training.gateways["leans_on"] == "interpersonal").sum()
    assert used["interpersonal_share"] == pytest.approx(used["study_share"], abs=0.06)
    study = used["study_share"] * used["gateways"]
    assert used["difference_gateways"] == pytest.approx(used["interpersonal_gateways"] - study)


def test_the_sentences_name_where_we_differ() -> None:
    told = pd.DataFrame(
        {"title": ["A", "B", "C"], "leans_on": ["interpersonal", "cognitive", "technical"], "people": 1.0}
    )
    said = leaning_sentences(told)
    assert said[0].startswith("In 1 of 3 open Gateways (33%)")
    assert said[1].endswith("majority: B.")
    assert said[2].endswith("majority: C.")
    assert leaning_sentences(told[:0]) == ["No Gateway of the region has both openings and people in reach."]
