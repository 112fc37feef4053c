"""Places by longitude and latitude: answers as from counting outlines one by one, holes and borders too."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.intake.boundaries.coordinates import place_coordinates
from data.intake.boundaries.placing import NOWHERE, CountyFinder
from data.intake.boundaries.shapes import CountyShapes, shapes_of, table_of

SQUARE = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]], dtype=float)
CORNER = st.tuples(st.integers(-12, 12), st.integers(-12, 12))


def made(**rings: list[Any]) -> CountyShapes:
    """Return made shapes by county: ``made(c13121=[ring, hole])``."""
    given = {name[1:]: [np.asarray(ring, dtype=float) for ring in own] for name, own in rings.items()}
    return shapes_of(table_of(given), "made")


def is_inside(x: float, y: float, ring: Any) -> bool:
    """Count the edges to the east of a place one by one."""
    crossed = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossed += 1
    return crossed % 2 == 1


@settings(max_examples=100)
@given(
    corners=st.lists(CORNER, min_size=3, max_size=9, unique=True),
    places=st.lists(st.tuples(st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)), min_size=1, max_size=30),
)
def test_it_agrees_with_counting_edges_one_by_one(
    corners: list[tuple[int, int]], places: list[tuple[float, float]]
) -> None:
    ring = np.array([*corners, corners[0]], dtype=float) / 10
    x, y = np.array(places).T
    found = CountyFinder(made(c13121=[ring])).find(x, y)
    assert (found == 0).tolist() == [is_inside(*place, ring) for place in places]


def test_a_hole_is_no_part_and_neighbours_share_a_border_without_gap_or_overlap() -> None:
    hole = SQUARE * 0.2 + 0.4
    finder = CountyFinder(made(c13121=[SQUARE, hole], c13089=[SQUARE + np.array([1, 0])], c13067=[hole]))
    assert finder.shapes.counties == ("13067", "13089", "13121")
    x = np.array([0.1, 0.5, 1.0, 1.5, 2.0, -0.1])
    assert finder.find(x, np.full(6, 0.5)).tolist() == [2, 0, 1, 1, NOWHERE, NOWHERE]


def test_what_is_no_place_lies_nowhere() -> None:
    finder = CountyFinder(made(c13121=[SQUARE]))
    strange = np.array([np.nan, np.inf, 1e300, 0.5])
    assert finder.find(strange, strange).tolist() == [NOWHERE] * 3 + [0]
    assert finder.find(np.array([]), np.array([])).tolist() == []


def test_many_places_are_compared_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data.intake.boundaries.placing._MOST_COMPARED", 7)
    spots = np.linspace(0.01, 0.99, 50)
    assert set(CountyFinder(made(c13121=[SQUARE])).find(spots, spots)) == {0}


def test_coordinates_lead_to_areas_and_slips_are_told(pack: Any) -> None:
    shapes = made(c13121=[SQUARE * 0.4 + [-84.6, 33.6]], c13001=[SQUARE * 0.4 + [-82.6, 31.6]])
    spots = pd.DataFrame(
        {
            "latitude": [33.7, -84.4, 33.7, 84.4, 31.7, 51.5],
            "longitude": [-84.4, 33.7, 84.4, 33.7, -82.4, -0.1],
        }
    )
    found = place_coordinates(spots, shapes, pack)
    assert found[["county", "area", "mark"]].to_numpy().tolist() == [
        ["13121", "0012060", ""],
        ["13121", "0012060", "coordinates-swapped"],
        ["13121", "0012060", "coordinates-sign"],
        ["13121", "0012060", "coordinates-swapped"],
        ["13001", "1300000", "place-state-only"],
        ["", "", "coordinates-outside"],
    ]
