"""Actions as records: no key means two things, every action says what it is for."""

from __future__ import annotations

from collections import Counter

from desktop.actions import RECORDS


def test_no_key_means_two_things() -> None:
    keys = Counter(key for record in RECORDS for key in record.keys)
    assert {key for key, times in keys.items() if times > 1} == set()


def test_no_letter_of_a_menu_stands_for_two_actions() -> None:
    for menu in {record.menu for record in RECORDS}:
        letters = Counter(
            record.text[record.text.index("&") + 1].casefold()
            for record in RECORDS
            if record.menu == menu and "&" in record.text
        )
        assert {letter for letter, times in letters.items() if times > 1} == set(), menu


def test_every_action_says_what_it_is_for() -> None:
    assert len({record.name for record in RECORDS}) == len(RECORDS)
    assert all(record.tip and record.tip != record.text for record in RECORDS)
