"""Unknown words are led back to known ones, or to none."""

from __future__ import annotations

import pytest

from data.intake.coding.spelling import Speller

SPELLER = Speller(
    {
        "gardener": 20,
        "landscaper": 30,
        "tree": 50,
        "planter": 9,
        "house": 40,
        "keeper": 12,
        "cook": 99,
        "book": 5,
    }
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gardener", ("gardener",)),
        ("gardner", ("gardener",)),
        ("gradener", ("gardener",)),
        ("gardeneer", ("gardener",)),
        ("landscaping", ("landscaper",)),
        ("treeplanter", ("tree", "planter")),
        ("houseskeeper", ("house", "keeper")),
        ("cook2", ("cook",)),
        ("nook", ()),
        ("zzzzzzzz", ()),
        ("12", ()),
        ("é", ()),
    ],
)
def test_the_known_words_for_a_word(written: str, meant: tuple[str, ...]) -> None:
    assert SPELLER.known(written) == meant
    assert SPELLER.known(written) == meant
