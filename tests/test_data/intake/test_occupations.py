"""Codes as files write them, and the occupations of the pack they lead to."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from data.intake.occupations import Occupations, major_group, written_out
from data.intake.values.places import Gazetteer
from data.reference.pack import load_pack


def test_codes_are_written_out() -> None:
    for written in ("431011", "43-1011", "43-1011.00", "431011.0"):
        assert written_out(written) == "43-1011"
    for wrong in ("43-101", "43 1011", "Clerk", "", "143-1011"):
        assert written_out(wrong) is None
    assert [major_group(text) for text in ("41", "41-0000", "410000", "41.0", "ina", "4", "Sales")] == [
        "41",
        "41",
        "41",
        "41",
        "ina",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("43-1011", ("43-1011", "")),
        ("13-1021", ("13-1020", "")),  # one of the codes that OEWS keeps together
        ("15-1132", ("15-1252", "")),  # 2010 code with one successor
        ("15-1199", ("", "code-split")),
        ("99-9999", ("", "code-unknown")),
        ("43-0000", ("", "code-unknown")),
        ("Clerk", ("", "code-unknown")),
    ],
)
def test_every_code_leads_to_an_occupation_of_the_pack_or_says_why_not(
    code: str, answer: tuple[str, str], small_pack: Any
) -> None:
    assert Occupations.of(small_pack).by_code(code) == answer


@pytest.mark.parametrize(
    ("title", "answer"),
    [
        ("STORE MANAGER", ("43-1011", "")),
        ("Software Engineer II", ("15-1252", "")),
        ("Coordinator", ("", "title-ambiguous")),
        ("Wizard", ("", "title-not-known")),
    ],
)
def test_every_title_is_looked_up_exactly_or_says_why_not(
    title: str, answer: tuple[str, str], small_pack: Any
) -> None:
    assert Occupations.of(small_pack).by_title(title) == answer


def test_the_titles_of_a_pack_are_indexed_once_and_not_kept_longer() -> None:
    pack = load_pack()
    known, places = Occupations.of(pack), Gazetteer.of(pack)
    assert known.by_title("Registered nurses") == ("29-1141", "")
    assert Occupations.of(pack).titles is known.titles
    assert Gazetteer.of(pack) is places
    kept = weakref.ref(known), weakref.ref(places)
    del known, places, pack
    gc.collect()
    assert [one() for one in kept] == [None, None]
