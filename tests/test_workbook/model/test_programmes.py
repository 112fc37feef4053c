"""Programmes matched to Gateways, their outcomes, and the training gap in seats."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.dictionaries import columns
from workbook.model.localtables import LocalTable
from workbook.model.programmes import own_programmes, people_seated, seats_by_occupation
from workbook.model.results import Results
from workbook.model.run import run

NAN = float("nan")
CODES = ("A", "B", "C")


def leading(*seats_to: tuple[float, str]) -> pd.DataFrame:
    """Return programmes with their seats and the occupations they lead to."""
    rows = [(row, soc, seats) for row, (seats, socs) in enumerate(seats_to) for soc in socs]
    return pd.DataFrame(rows, columns=["row", "soc", "seats"])


def test_a_seat_is_used_once_whichever_gateway_it_leads_to() -> None:
    assert people_seated({"A": 10, "B": 10}, leading((12, "AB"))) == pytest.approx(12)
    assert people_seated({"A": 10, "B": 10}, leading((12, "AB"), (5, "A"))) == pytest.approx(17)
    assert people_seated({"A": 10, "B": 10}, leading((50, "A"), (NAN, "B"))) == pytest.approx(10)
    assert people_seated({"A": 10}, leading((50, "C"))) == 0
    assert people_seated({"A": 10}, leading()) == 0


def by_trying(people: dict[str, int], programmes: list[tuple[int, str]]) -> int:
    """Return the most people seated by trying every way to fill every seat."""
    seats = [socs for count, socs in programmes for _ in range(count)]
    best = 0
    for chosen in product(*([*socs, ""] for socs in seats)):
        best = max(best, sum(min(chosen.count(soc), count) for soc, count in people.items()))
    return best


@settings(max_examples=25)
@given(
    st.fixed_dictionaries({soc: st.integers(0, 3) for soc in CODES}),
    st.lists(st.tuples(st.integers(1, 2), st.sampled_from(["A", "B", "AB", "BC", "ABC"])), max_size=3),
)
def test_people_seated_is_what_trying_everything_finds(
    people: dict[str, int], programmes: list[tuple[int, str]]
) -> None:
    told = people_seated({soc: float(count) for soc, count in people.items()}, leading(*programmes))
    assert told == pytest.approx(by_trying(people, programmes), abs=1e-7)


def test_seats_not_stated_are_not_nought() -> None:
    programmes = pd.DataFrame(
        {"soc": ["A", "A", "B"], "seats": [5.0, NAN, NAN], "cost_usd": [100.0, 300.0, NAN], "weeks": 4.0}
    )
    told = seats_by_occupation(programmes, CODES)
    assert told["programmes"].tolist() == [2, 1, 0]
    assert told["programmes_with_seats"].tolist() == [1, 0, 0]
    assert told["seats"][0] == 5
    assert told["seats"][1:].isna().all()
    assert told["cost_min_usd"][0] == 100
    assert told["cost_median_usd"][0] == 200


def table(kind: str, rows: pd.DataFrame) -> LocalTable:
    return LocalTable(kind, rows, len(rows), len(rows), 0, (), "0" * 64, f"{kind}.csv")


@pytest.fixture(scope="module")
def listed(pack: Any, atlanta: Results) -> Results:
    """Atlanta with a list of three programmes for its first two Gateways, and outcomes of two kinds."""
    first, second = atlanta.training.gateways["soc"][:2]
    field = pack.table("programmes").query("soc == @second")["cip"].iloc[0]
    programmes = pd.DataFrame(
        {
            "id": ["1", "2", "3"],
            "soc": [first, second, ""],
            "cip": [field, field, field],
            "title": ["One", "Two", "Three"],
            "provider": ["Here", "There", "Elsewhere"],
            "credential": ["Certificate", "", ""],
            "licence": "",
            "cost_usd": [1000.0, 500.0, NAN],
            "weeks": [10.0, NAN, 4.0],
            "seats": [3.0, 4.0, NAN],
        }
    )
    outcomes = pd.DataFrame(
        {
            "id": ["1", "", ""],
            "provider": ["Here", "There", "Far away"],
            "title": "",
            "cip": ["", field, field],
            "completers": [10.0, 10.0, 30.0],
            "placement_share": [0.5, 0.6, 0.8],
            "earnings_usd": [9000.0, 8000.0, NAN],
        }
    )
    tables = (table("programmes", programmes), table("outcomes", outcomes))
    return run(pack, atlanta.plan, tables=tables)


def test_outcomes_come_from_the_closest_match(listed: Results) -> None:
    told = listed.training.own_programmes
    assert list(listed.training.tables()["training_programmes"].columns) == list(
        columns("training_programmes")
    )
    of = {str(row["programme"]): row for row in told.to_dict("records")}
    assert of["One"]["outcome_of"] == "the programme"
    assert of["One"]["placement_share"] == 0.5
    assert of["Two"]["outcome_of"] == "its provider in this field"
    assert of["Two"]["placement_share"] == pytest.approx(0.6)
    assert of["Three"]["outcome_of"] == "its field"
    assert of["Three"]["placement_share"] == pytest.approx((0.6 * 10 + 0.8 * 30) / 40)
    assert of["Three"]["earnings_usd"] == 8000


def test_the_training_gap_is_people_less_seats(listed: Results) -> None:
    gateways = listed.training.gateways.set_index("soc")
    first, second = listed.training.gateways["soc"][:2]
    assert gateways.loc[first, "seats"] == 3
    assert gateways.loc[second, "seats"] == 4
    assert gateways.loc[first, "training_gap_people"] == pytest.approx(gateways.loc[first, "people"] - 3)
    reached = set(listed.training.own_programmes["soc"])
    none = gateways[~gateways.index.isin(reached)]
    assert (none["seats"] == 0).all(), "no programme leads there: no seats"
    assert np.allclose(none["training_gap_people"], none["people"])
    region = listed.training.region.set_index("measure")["value"]
    assert region["seats"] == 7
    assert region["people_seated"] == pytest.approx(7)
    assert region["training_gap_people"] == pytest.approx(region["people"] - 7)
    assert region["people"] == pytest.approx(gateways["people"].sum())


def test_without_a_list_the_gap_in_seats_is_blank(results: Results) -> None:
    assert results.training.gateways[["programmes", "seats", "training_gap_people"]].isna().all(axis=None)
    region = results.training.region.set_index("measure")["value"]
    assert region[["programmes", "seats", "people_seated", "training_gap_people"]].isna().all()
    assert region["open_gateways"] == len(results.training.gateways)
    leans = [region[f"leans_on_{tag}"] for tag in ("interpersonal", "cognitive", "technical")]
    assert sum(leans) == region["open_gateways"]
    assert own_programmes(results, np.array([0])).empty


def test_seats_that_no_programme_states_leave_the_gap_of_the_region_blank(listed: Results) -> None:
    from dataclasses import replace

    from workbook.model.run import solve

    own = listed.prepared.tables[0]
    unstated = replace(own, rows=own.rows.assign(seats=NAN))
    prepared = replace(listed.prepared, tables=(unstated,))
    told = solve(prepared, listed.plan).training.region.set_index("measure")
    assert told.loc[["seats", "people_seated", "training_gap_people"], "value"].isna().all()
    assert told.loc["programmes", "value"] == 3
    assert told.loc["seats", "note"] == "No programme states its seats"
    some = listed.training.region.set_index("measure").loc["seats", "note"]
    assert some == "Stated by 2 of them; the others may have more, so the gap is at most this"
