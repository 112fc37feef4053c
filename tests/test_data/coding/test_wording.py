"""A title is parted into words that are compared in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.coding.wording import (
    ASIDE,
    DETAIL,
    INVERTED,
    NAME,
    PlaceNames,
    abbreviations,
    folded,
    forms,
    light_words,
    read_known,
    read_title,
    says_little,
    stem,
)

PLACES = PlaceNames(frozenset(("dallas", "salt lake city", "georgia")), frozenset(("tx", "md", "ga")))


def words(title: str) -> list[str]:
    """Return the words of a title in their form for comparison."""
    return list(read_title(title, PLACES).forms)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Bank Teller - Part Time 20 hrs", ["bank", "teller"]),
        ("Welder, $24.50/hr", ["welder"]),
        ("Driver ($1,500 - $2,000 per week)", ["driver"]),
        ("Paramedic 24/48", ["paramedic"]),
        ("Cashier (Store #0042)", ["cashier", "store"]),
        ("Tree planter (SCA code: 08370)", ["tree", "planter"]),
        ("NOW HIRING: Line Cooks!!", ["line", "cook"]),
        ("911 Dispatcher 2", ["911", "dispatcher"]),
        ("Asst. Mgr.", ["assistant", "manager"]),
        ("R.N.", ["registered", "nurse"]),
        ("Secrétaire d’école", ["secretaire", "decole"]),
        ("Foremen & bosses of the crews", ["foreman", "boss", "crew"]),
    ],
)
def test_pay_terms_and_abbreviations(title: str, said: list[str]) -> None:
    assert words(title) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Nurse - Dallas, TX", ["nurse"]),
        ("Nurse - Salt Lake City", ["nurse"]),
        ("Nurse (Dallas TX)", ["nurse"]),
        ("Physician, MD", ["physician", "physician"]),
        ("Georgia Nurse", ["georgia", "nurse"]),
        ("Georgia", ["georgia"]),
    ],
)
def test_a_place_behind_the_title_falls_away(title: str, said: list[str]) -> None:
    assert words(title) == said


def test_where_a_word_stands() -> None:
    read = read_title("Counselor, camp (girls) - summer for teens")
    assert read.forms == ("counselor", "camp", "girl", "summer", "teen")
    assert read.places == (NAME, INVERTED, ASIDE, DETAIL, DETAIL)


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Director of Nursing", ["director"]),
        ("Waiter/Waitress", ["waiter", "waitress"]),
        ("Sales Manager - Cars", ["manager"]),
        ("Cook, short order", ["cook"]),
        ("Registered Nurse II", ["nurse"]),
        ("of the", []),
    ],
)
def test_the_noun_that_names_the_job(title: str, heads: list[str]) -> None:
    read = read_title(title)
    assert [read.forms[head] for head in read.heads] == heads


def test_published_titles_keep_what_looks_like_terms() -> None:
    assert read_known("On Call Nurse (24/7)").forms[:3] == ("call", "nurse")
    assert read_known("Assistant to the Mayor").places == (NAME, DETAIL)
    assert read_title("On call nurse").forms == ("nurse",)


def test_doers_deeds_and_trades_share_a_stem() -> None:
    for family in (
        ("cleaner", "cleaning", "cleaners"),
        ("manager", "management"),
        ("installer", "installation"),
        ("technician", "technical"),
    ):
        assert len({stem(forms(word)[0]) for word in family}) == 1


def test_titles_that_name_no_job() -> None:
    assert all(
        says_little(read_title(title)) for title in ("", "Senior", "Part time", "the", "Job opening", "II")
    )
    assert not says_little(read_title("Senior Cook"))


def test_the_tables_of_words_are_folded_and_without_repeats() -> None:
    table = abbreviations()
    assert all(folded(short) == short and short.isalnum() and full.split() for short, full in table.items())
    assert all(folded(word) == word and " " not in word for word in light_words())


@given(st.text())
def test_any_text_is_parted(title: str) -> None:
    for read in (read_title(title, PLACES), read_known(title)):
        assert len(read.forms) == len(read.written) == len(read.places)
        assert all(0 <= head < len(read.forms) for head in read.heads)
