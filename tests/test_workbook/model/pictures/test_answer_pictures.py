"""Each picture says what the tables of its answer say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from workbook.model.pictures.budget import budget_curve
from workbook.model.pictures.firmness import firmness
from workbook.model.pictures.heat import gap_map
from workbook.model.pictures.parity import parity
from workbook.model.pictures.sector_bars import sector_bars
from workbook.model.questions import QUESTIONS
from workbook.model.results import Results


def test_every_picture_names_a_table_of_its_answer(atlanta: Results) -> None:
    for question in QUESTIONS:
        picture = question.picture(atlanta)
        if picture is not None:
            assert picture.table in {shown.label for shown in question.answer(atlanta).tables}
            assert picture.title
            assert picture.subtitle
            assert len(picture.words()) > 1
            assert not picture.shows("")


def test_the_budget_curve_passes_through_the_answer(atlanta: Results) -> None:
    curve = budget_curve(atlanta)
    assert curve is not None
    assert curve.people_at(curve.budget) == pytest.approx(atlanta.allocation.people)
    assert curve.gain_at(curve.budget) == pytest.approx(atlanta.allocation.wage_gain_usd)
    half = (curve.budgets[3] + curve.budgets[4]) / 2
    assert curve.people_at(half) == pytest.approx((curve.people[3] + curve.people[4]) / 2)
    assert curve.rounded(1_234_567) == 1_250_000
    assert curve.rounded(9e9) == curve.budgets[-1] == 2 * curve.budget
    assert curve.rounded(-5) == 0


def test_the_curve_bends_where_the_budget_is_no_longer_spent(results_of: Any) -> None:
    small = results_of("25020")
    curve, found = budget_curve(small), small.allocation
    if curve is None or found.budget_price > 0:
        pytest.skip("the budget is spent in the smallest area")
    assert curve.people_at(found.cost_usd) == pytest.approx(found.people)
    assert curve.people_at(curve.budgets[-1]) == pytest.approx(found.people)
    assert curve.people_at(found.cost_usd / 2) < found.people


def test_groups_furthest_below_parity_come_first_and_gateways_by_who_is_missing(atlanta: Results) -> None:
    shown = parity(atlanta)
    assert shown is not None
    table = atlanta.representation.set_index(["class", "group"])
    index = [one.share / one.origin_share for one in shown.groups]
    assert index == sorted(index)
    for one in shown.groups:
        assert one.missing == pytest.approx(table.at[("Gateway", one.group), "people_gap"])
        missing = [gateway.missing for gateway in shown.gateways[one.group]]
        assert missing == sorted(missing, reverse=True)
    assert shown.shows("29-1141")
    assert "parity would take about" in shown.words()[0]


def test_the_map_holds_every_open_gateway_and_its_gaps(atlanta: Results) -> None:
    shown = gap_map(atlanta)
    assert shown is not None
    assert [soc for soc, _ in shown.gateways] == list(atlanta.training.gateways["soc"])
    table = atlanta.training.elements.set_index(["soc", "element"])["gap"]
    for row, column in ((0, 0), (3, 7), (13, 81)):
        wanted = table.at[(shown.gateways[column][0], shown.elements[row].name)]
        assert shown.gaps[row, column] == pytest.approx(wanted)
    weights = np.nan_to_num(shown.gaps) @ shown.people
    assert (np.diff(weights) <= 1e-9).all()
    assert f"gap {shown.most:.1f}" in shown.words()[0]


def test_ranks_lie_in_their_spans_and_movers_come_in_order(atlanta: Results) -> None:
    shown = firmness(atlanta)
    assert shown is not None
    assert [one.rank for one in shown.spans] == list(range(1, len(shown.spans) + 1))
    assert all(1 <= one.low <= one.high for one in shown.spans)
    most = [one.most for one in shown.movers]
    assert most == sorted(most, reverse=True)
    assert all(one > 0 for one in most)
    assert shown.words()[0].startswith("1. ")


def test_sectors_come_by_good_openings(atlanta: Results) -> None:
    shown = sector_bars(atlanta)
    assert shown is not None
    good = [one.good for one in shown.bars]
    assert good == sorted(good, reverse=True)
    assert all(one.good <= one.openings for one in shown.bars)
    assert sum(one.openings for one in shown.bars) == pytest.approx(
        atlanta.sectors.loc[atlanta.sectors["sector"] != "all", "openings_12m"].sum()
    )
