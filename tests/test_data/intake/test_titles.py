"""Titles are compared in one form and looked up exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.titles import TitleIndex, normalised, without_level


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("STORE MANAGER", "store manager"),
        ("  Store   Manager ", "store manager"),
        ("Store-Manager/Buyer", "store manager buyer"),
        ("Driver's Helper", "drivers helper"),
        ("R&D Technician", "r and d technician"),
        ("Chargé d'affaires", "charge daffaires"),
        ("C++ Developer", "c developer"),
        ("", ""),
        ("---", ""),
    ],
)
def test_titles_that_differ_in_writing_only_are_equal(written: str, form: str) -> None:
    assert normalised(written) == form


@given(st.text())
def test_normalising_twice_changes_nothing(title: str) -> None:
    assert normalised(normalised(title)) == normalised(title)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("accountant ii", "accountant"),
        ("civil engineer 2", "civil engineer"),
        ("clerk level 3", "clerk"),
        ("technician lvl iv", "technician"),
        ("operator 911", "operator 911"),
        ("ii", "ii"),
        ("level 2", "level"),
        ("teacher", "teacher"),
    ],
)
def test_a_level_at_the_end_is_dropped(title: str, plain: str) -> None:
    assert without_level(title) == plain


INDEX = TitleIndex(
    [
        ("11-1111", "Manager", "occupation"),
        ("22-2222", "Manager", "alternate"),
        ("33-3333", "Clerk", "alternate"),
        ("33-3333", "clerk", "reported"),
        ("44-4444", "CLERK", "short"),
        ("55-5555", "Aide", "alternate"),
        ("66-6666", "Aide", "reported"),
        ("77-7777", "Aide II", "alternate"),
    ]
)


@pytest.mark.parametrize(
    ("title", "soc"),
    [
        ("MANAGER", "11-1111"),  # the occupation's own title
        ("Clerk", "33-3333"),  # two sources against one
        ("Aide", ""),  # one against one
        ("Aide II", "77-7777"),  # known with its level
        ("Clerk III", "33-3333"),  # known without its level
        ("Pilot", None),
        ("", None),
    ],
)
def test_a_title_belongs_to_the_occupation_that_owns_it_or_that_most_sources_name(
    title: str, soc: str | None
) -> None:
    assert INDEX.soc(title) == soc
