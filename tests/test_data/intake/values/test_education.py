"""Education asked, brought to six levels: the least that is enough."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.values.education import LEVELS, level


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("none", "none"),
        ("No formal education required", "none"),
        ("Less than high school", "none"),
        ("High school diploma or GED", "high school"),
        ("HS Diploma", "high school"),
        ("High School Diploma or Equivalency Certificate", "high school"),
        ("Some college", "some college"),
        ("Vocational certificate", "some college"),
        ("Associate's degree", "associate"),
        ("A.A.S. degree", "associate"),
        ("Bachelor’s degree", "bachelor"),
        ("BA/BS", "bachelor"),
        ("4-year degree", "bachelor"),
        ("Master's or PhD", "graduate"),
        ("MBA", "graduate"),
        ("High school diploma required; Bachelor's degree preferred", "high school"),
        ("1. A baccalaureate degree; or 2. A four-year high school diploma and six years", "high school"),
        ('["Bachelor\'s degree", "Associate degree"]', "associate"),
        ("postgraduate degree", "graduate"),
        ("Some college, no degree", "some college"),
        ("Some High School", "none"),
        ("BachelorDegree", "bachelor"),
        ("AA", "associate"),
        ("No", "none"),
    ],
)
def test_the_least_that_is_enough(text: str, expected: str) -> None:
    assert level(text) == (expected, "")


@pytest.mark.parametrize("text", ["", "No Education Listed", "Unspecified", "NaN"])
def test_not_stated(text: str) -> None:
    assert level(text) == ("", "absent")


def test_years_of_school_and_long_texts() -> None:
    assert [level(text, years=True)[0] for text in ("0", "12", "14", "16", "18")] == [
        *("none", "high school", "associate", "bachelor", "graduate"),
    ]
    assert level("Ability to lift boxes", sentences=True) == ("", "absent")
    assert level("Wizardry") == ("", "unreadable")


@given(st.text(max_size=40))
def test_any_text_gives_a_level_or_a_mark(text: str) -> None:
    found, mark = level(text)
    assert (found in LEVELS) != bool(mark)
