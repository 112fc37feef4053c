"""Places of every form lead to the areas of the pack, or say why not."""

from __future__ import annotations

from typing import Any

import pytest

from data.intake.values.places import Gazetteer

ATLANTA, NEW_YORK, GEORGIA = "0012060", "0035620", "1300000"


@pytest.fixture(scope="module")
def gazetteer(pack: Any) -> Gazetteer:
    return Gazetteer.of(pack)


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
        ({"place": "Decatur, GA"}, ATLANTA, ""),
        ({"city": "Marietta", "state": "Georgia"}, ATLANTA, ""),
        ({"place": "Marietta, GA 30060 (Downtown area)"}, ATLANTA, ""),
        ({"place": "Hybrid work in Atlanta, GA"}, ATLANTA, ""),
        ({"place": "Remote in Georgia"}, GEORGIA, ""),
        ({"place": "Decatur GA"}, ATLANTA, ""),
        ({"place": "US-GA-Atlanta"}, ATLANTA, ""),
        ({"place": "Atlanta, Georgia, United States"}, ATLANTA, ""),
        ({"place": "Washington DC, District of Columbia"}, "0047900", ""),
        ({"place": "Greater Atlanta Area"}, ATLANTA, ""),
        ({"place": "Atlanta Metropolitan Area"}, ATLANTA, ""),
        ({"place": "New York City Metropolitan Area"}, NEW_YORK, ""),
        ({"place": "Decatur, DeKalb County"}, ATLANTA, ""),
        ({"place": "Brooklyn, NY"}, NEW_YORK, ""),
        ({"place": "Ellijay, GA"}, GEORGIA, "place-state-only"),
        ({"place": "Multiple Locations"}, "", "absent"),
        ({"place": "United States"}, "", "absent"),
        ({"place": "Anywhere in the U.S. (remote job)"}, "", ""),
        ({"city": "Decatur; Marietta", "state": "GA; GA"}, ATLANTA, ""),
        ({"city": "Decatur; Brooklyn", "state": "GA; NY"}, ATLANTA, "place-several"),
        ({"place": "Atlanta, Georgia; Washington, District of Columbia"}, ATLANTA, "place-several"),
        ({"place": "Nowhere At All; Atlanta, GA"}, ATLANTA, "place-several"),
        ({}, "", "absent"),
    ],
)
def test_where_it_is(told: dict[str, str], area: str, mark: str, gazetteer: Gazetteer) -> None:
    found = gazetteer.place(told)
    assert (found.area, found.mark) == (area, mark)


@pytest.mark.parametrize(
    ("text", "remote"),
    [("Remote", True), ("Remote in Georgia", True), ("Anywhere", True), ("Atlanta, GA", False)],
)
def test_work_from_anywhere_is_told_apart(text: str, remote: bool, gazetteer: Gazetteer) -> None:
    assert (gazetteer.place({"place": text}).how == "remote") is remote
