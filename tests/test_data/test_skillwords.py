"""Every skill and field of knowledge has plain words."""

from __future__ import annotations

from typing import Any

from data.skillwords import in_plain_words, skill_words


def test_every_element_of_the_pack_has_words_of_its_own(pack: Any) -> None:
    elements = set(pack.table("elements")["element"])
    assert set(skill_words()) == elements
    words = list(skill_words().values())
    assert len(set(words)) == len(words), "two elements cannot be told apart"
    assert all(word and word == word.strip() and not word.endswith(".") for word in words)


def test_an_unknown_element_keeps_its_name_and_none_comes_twice() -> None:
    assert in_plain_words(["Speaking", "Juggling", "Speaking"]) == ("explaining things to people", "Juggling")
