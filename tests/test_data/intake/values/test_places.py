"""Places of every form lead to the areas of the pack, or say why not."""

from __future__ import annotations

from typing import Any

import pytest

from data.intake.values.places import Gazetteer

ATLANTA, NEW_YORK, GEORGIA = "0012060", "0035620", "1300000"


@pytest.fixture(scope="module")
def gazetteer(pack: Any) -> Gazetteer:
    return Gazetteer(pack)


@pytest.mark.parametrize(
    ("told", "area", "mark"),
    [
        ({"area": "12060"}, ATLANTA, ""),
        ({"area": "0012060"}, ATLANTA, ""),
        ({"area": "12060.0"}, ATLANTA, ""),
        ({"area": "Atlanta-Sandy Springs-Alpharetta, GA Metropolitan Statistical Area"}, ATLANTA, ""),
        ({"area": "13"}, GEORGIA, ""),
        ({"area": "36061"}, "", "area-unknown"),
        ({"county": "13121"}, ATLANTA, ""),
        ({"county": "Fulton County, GA"}, ATLANTA, ""),
        ({"county": "Fulton", "state": "Georgia"}, ATLANTA, ""),
        ({"zip": "30303-1234"}, ATLANTA, ""),
        ({"zip": "501"}, NEW_YORK, ""),
        ({"city": "atlanta", "state": "GA"}, ATLANTA, ""),
        ({"city": "Atlanta, GA"}, ATLANTA, ""),
        ({"place": "Atlanta, GA, USA"}, ATLANTA, ""),
        ({"place": "110 William St, New York, NY 10038"}, NEW_YORK, ""),
        ({"place": "Georgia"}, GEORGIA, ""),
        ({"state": "ga"}, GEORGIA, ""),
        ({"city": "Nowhere", "state": "GA"}, GEORGIA, "place-state-only"),
        ({"place": "London, UK"}, "", "place-unknown"),
        ({"place": "Remote"}, "", ""),
        ({"place": ""}, "", "absent"),
        ({}, "", "absent"),
    ],
)
def test_where_it_is(told: dict[str, str], area: str, mark: str, gazetteer: Gazetteer) -> None:
    found = gazetteer.place(told)
    assert (found.area, found.mark) == (area, mark)
