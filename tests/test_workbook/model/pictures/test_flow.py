"""The flow shows the steps that the listed paths are made of, whole and from one place."""

from __future__ import annotations

import numpy as np
import pytest

from workbook.model.paths import region_paths
from workbook.model.pictures.flow import GATEWAY, ORIGIN, TARGET, Flow, flow
from workbook.model.results import Results


def drawn(results: Results) -> Flow:
    found = flow(results)
    assert found is not None
    return found


def test_the_flow_carries_the_people_of_all_listed_paths(atlanta: Results) -> None:
    shown = drawn(atlanta)
    table = region_paths(atlanta, listed=10**9)
    listed = table[table["kind"] == "path"]
    assert shown.onward.sum() == pytest.approx(listed["people"].sum())
    steps = listed.drop_duplicates(["origin_soc", "gateway_soc"])
    assert shown.first.sum() == pytest.approx(steps["people_first_step"].sum())
    for people in shown.people:
        assert (np.diff(people) <= 1e-9).all(), "the most people come first"


def test_a_place_in_focus_has_its_own_paths_alone(atlanta: Results) -> None:
    shown, listed = drawn(atlanta), region_paths(atlanta, listed=10**9)
    for number, key in ((ORIGIN, "origin_soc"), (GATEWAY, "gateway_soc"), (TARGET, "target_soc")):
        soc = shown.columns[number][-1].soc
        one = shown.focused(soc)
        own = listed[listed[key] == soc]
        assert [place.soc for place in one.columns[number]] == [soc]
        assert one.onward.sum() == pytest.approx(own["people"].sum())
        assert one.title.startswith(shown.columns[number][-1].title)
        assert one.place_of(soc) == (number, 0)
    assert shown.focused("99-9999") is shown
    assert shown.focused("") is shown


def test_small_places_are_put_together_and_nobody_is_lost(atlanta: Results) -> None:
    shown = drawn(atlanta)
    few = shown.at_most(5)
    assert [len(column) for column in few.columns] == [5, 5, 5]
    assert few.first.sum() == pytest.approx(shown.first.sum())
    assert few.onward.sum() == pytest.approx(shown.onward.sum())
    assert few.columns[TARGET][-1].title == f"{len(shown.columns[TARGET]) - 4} further Targets"
    assert shown.words()[0].endswith(" people a year")


def test_where_no_step_can_be_claimed_there_is_no_picture(results: Results) -> None:
    table = region_paths(results)
    assert (flow(results) is None) == (not len(table) or not (table["kind"] == "path").any())
