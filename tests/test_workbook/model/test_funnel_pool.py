"""Funnels of several employers together: sums by hand, nobody named, nothing small left to work out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.test_workbook.filledfunnels import hiring
from workbook.funnelform import GROUPS, STAGES, places_of
from workbook.model.funnel import Funnel
from workbook.model.funnel_pool import WITHHELD, pooled, pooled_sentences, pooled_steps, taking_part
from workbook.plan import Parameters
from workbook.reading.funnel import FunnelsRead
from workbook.reading.funnelcells import FileRead
from workbook.reading.funneltables import pooled_answer

GIVEN = Parameters.defaults()
LIMIT, LEAST = 10, 3
NAMES = ("Acme Clinics", "Bright Diner", "Corner Mill", "Dale Foods", "East Works")


def funnels(*counts: np.ndarray[Any, Any]) -> list[Funnel]:
    return [Funnel(f"{name}.xlsx", name, counts=one) for name, one in zip(NAMES, counts, strict=False)]


def test_counts_are_added_up_and_small_ones_withheld() -> None:
    found = pooled(funnels(hiring(), hiring(2), hiring(3)), GIVEN)
    assert np.array_equal(found.counts[:, 1:, :4], 6 * hiring()[:, 1:, :4])
    assert set(found.employers.values()) == {3}
    published = found.shown[:, 1:]
    assert not ((published > 0) & (published < LIMIT)).any()
    steps = pooled_steps(found, GIVEN)
    gone = steps["reading"] == WITHHELD
    assert gone.any()
    assert steps.loc[gone, ["entered", "went_on", "rate_share", "impact_ratio", "p_value"]].isna().all().all()
    assert not ((steps["went_on"] > 0) & (steps["went_on"] < LIMIT)).any()
    assert (steps["employers"] == 3).all()
    women = steps[
        (steps["group"] == "Women") & (steps["step"] == "all") & (steps["population"] == "everybody")
    ]
    assert women["entered"].item() == 6 * (170 + 80)
    assert women["went_on"].item() == 6 * (11 + 13)


def test_no_name_of_an_employer_or_a_file_is_left() -> None:
    read = FunnelsRead(tuple(FileRead(one.file, one, ()) for one in funnels(hiring(), hiring(2), hiring(3))))
    answer = pooled_answer(read, GIVEN)
    told = " ".join([answer.sentence, *answer.words, *(one.rows.to_csv() for one in answer.tables)])
    assert not any(name in told for name in NAMES)
    assert answer.words[0] == "3 of 3 employers are added up."
    assert "withheld" in " ".join(answer.words)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_employers_are_not_pooled(count: int) -> None:
    found = pooled(funnels(*[hiring(5)] * count), GIVEN)
    assert not np.isfinite(found.shown[:, 1:]).any()
    assert pooled_steps(found, GIVEN).empty
    assert pooled_sentences(found, pooled_steps(found, GIVEN), GIVEN)[0].startswith("Nothing can be shown")


def test_two_files_of_one_employer_are_one_employer() -> None:
    three = funnels(hiring(), hiring(2), hiring(3))
    again = [Funnel("b.xlsx", "ACME CLINICS, Inc.", counts=hiring()), *three[:2]]
    assert not np.isfinite(pooled(again, GIVEN).shown[:, 1:]).any()


def test_subtracting_one_way_of_counting_from_another_shows_no_employer() -> None:
    """With one employer fewer in the counts by race, the totals would give its counts away."""
    without_race, without_sex = hiring(), hiring(2)
    without_race[0, :, 4:] = np.nan
    without_sex[0, :, 1:4] = np.nan
    for counts in (
        [hiring(), hiring(2), hiring(3), without_race],
        [*[hiring(4)] * 3, without_race, without_sex],
    ):
        parts = taking_part(counts, LEAST)
        sets = [set(members) for members in parts.values() if members]
        assert sets
        for one in sets:
            for other in sets:
                assert len(one - other) not in range(1, LEAST)
    far = taking_part([*[hiring()] * 4, *[without_race] * 3], LEAST)
    assert (len(far[0, "race"]), len(far[0, "total"])) == (4, 7), (
        "three more employers may stand in the total"
    )


def test_a_group_that_one_employer_alone_has_is_withheld_with_another() -> None:
    one = hiring(4)
    place, white = next(n for n, group in enumerate(GROUPS) if group.code == "american_indian"), 5
    one[:, 1:, place], one[:, 1:, white] = 20, one[:, 1:, white] - 20
    found = pooled(funnels(one, hiring(3), hiring(2)), GIVEN)
    assert found.counts[0, 1, place] == 20
    for stage in range(1, len(STAGES)):
        races = [group for group in places_of("race") if GROUPS[group].compared]
        assert found.withheld[0, stage, place]
        assert found.withheld[0, stage, races].sum() >= 2 or found.counts[0, stage, races[-1] + 1] >= LIMIT


def test_groups_left_empty_are_nobody_where_the_others_are_everybody() -> None:
    counts = hiring()
    empty = counts[:, :, 8] == 0
    counts[:, :, 8] = np.where(empty, np.nan, counts[:, :, 8])
    found = pooled(funnels(counts, hiring(2), hiring(3)), GIVEN)
    assert found.employers[0, "race"] == 3
    assert (found.counts[0, 1:, 8] == 0).all()
