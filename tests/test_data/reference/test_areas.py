"""Finding areas: what people type, what is ambiguous, what is unknown."""

from __future__ import annotations

import contextlib
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference.areas import AmbiguousArea, UnknownArea, find_areas, resolve_area, split_region
from data.reference.pack import load_pack

# Titles change with the survey's vintage: tests take the codes, and whatever title belongs to them.
KNOWN = load_pack().areas()
TITLES = KNOWN["title"].tolist()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12060", "12060"),
        ("0012060", "12060"),
        (" 12060 ", "12060"),
        ("atlanta", "12060"),
        ("ATLANTA", "12060"),
        ("Atlanta, GA", "12060"),
        ("Atlanta, Georgia", "12060"),
        ("Georgia", "13"),
        ("GA", "13"),
        ("ga", "13"),
        ("13", "13"),
        ("1300000", "13"),
        ("1300001", "1300001"),
        ("US", "US"),
        ("national", "US"),
        ("United States", "US"),
        ("0000000", "US"),
        ("DC", "11"),
        ("Washington", "53"),
        ("Washington, DC", "47900"),
        ("New York", "36"),
        ("New York, NY", "35620"),
        ("Newark, NJ", "35620"),
        ("Vancouver, WA", "38900"),
        ("Portland, Maine", "38860"),
        ("Saint Louis", "41180"),
        ("st louis", "41180"),
        ("Mayagüez", "32420"),
        ("coeur d'alene", "17660"),
        ("Kansas City, KS", "28140"),
        ("Charlotte", "16740"),
        ("north georgia", "1300001"),
        ("Nueva York", "36"),
        ("nueva york, ny", "35620"),
        ("Filadelfia", "37980"),
        ("Filadelfia, Pensilvania", "37980"),
        ("Carolina del Norte", "37"),
        ("Virginia Occidental", "54"),
        ("Nuevo México", "35"),
        ("Hawái", "15"),
        ("Tejas", "48"),
        ("Nueva Orleans", "35380"),
        ("San Luis", "42020"),
        ("San Luis, MO", "41180"),
        ("Estados Unidos", "US"),
    ],
)
def test_resolves(text: str, code: str) -> None:
    assert resolve_area(KNOWN, text).code == code


@pytest.mark.parametrize("column", ["area", "code", "title"])
def test_every_area_resolves_by_its_own_names(column: str) -> None:
    resolved = [resolve_area(KNOWN, text).area for text in KNOWN[column]]
    assert resolved == KNOWN["area"].tolist()


@pytest.mark.parametrize("text", ["Albany", "Springfield", "Portland", "Columbus"])
def test_a_name_that_several_cities_share_is_ambiguous(text: str) -> None:
    with pytest.raises(AmbiguousArea) as raised:
        resolve_area(KNOWN, text)
    assert len(raised.value.choices) > 1
    assert all(choice.cities[0] == text.casefold() for choice in raised.value.choices)
    assert str(raised.value).startswith(f'"{text}" may be ')
    assert all(choice.code in str(raised.value) for choice in raised.value.choices)


def test_many_choices_are_counted_not_listed() -> None:
    with pytest.raises(AmbiguousArea, match=r"or one of \d+ more\. Write the whole name or the code\.$"):
        resolve_area(KNOWN, "nonmetropolitan")


@pytest.mark.parametrize(("text", "nearest"), [("Atlnta", "12060"), ("12061", "12060"), ("Georga", "13")])
def test_a_slip_is_answered_with_the_nearest(text: str, nearest: str) -> None:
    with pytest.raises(UnknownArea) as raised:
        resolve_area(KNOWN, text)
    assert raised.value.suggestions[0].code == nearest
    assert f'No area is called "{text}". Did you mean ' in str(raised.value)
    assert find_areas(KNOWN, text)[0].code == nearest


def test_nonsense_has_no_suggestions() -> None:
    with pytest.raises(UnknownArea, match=r'^No area is called "qqqqq"\.$'):
        resolve_area(KNOWN, "qqqqq")
    assert find_areas(KNOWN, "qqqqq") == []


@pytest.mark.parametrize("text", ["", "  ", ",", "..."])
def test_an_empty_text_names_nothing(text: str) -> None:
    with pytest.raises(UnknownArea, match=r"^No area is named\.$"):
        resolve_area(KNOWN, text)


def test_trouble_with_a_name_is_a_value_error() -> None:
    assert issubclass(UnknownArea, ValueError)
    assert issubclass(AmbiguousArea, ValueError)


def test_an_empty_search_lists_everything_the_nation_first() -> None:
    everything = find_areas(KNOWN, "")
    assert len(everything) == len(KNOWN)
    assert everything[0].code == "US"
    assert [area.kind for area in everything[1:55]] == ["state"] * 54


def test_search_ranks_code_name_city_beginning_words_and_inside() -> None:
    made = pd.DataFrame(
        [
            ("0010500", "10500", "metro", "13", "GA", "Albany, GA"),
            ("0010580", "10580", "metro", "36", "NY", "Albany-Schenectady-Troy, NY"),
            ("0099990", "99990", "metro", "36", "NY", "New Albany, NY"),
            ("0099980", "99980", "metro", "36", "NY", "Kalbany, NY"),
            ("3600000", "36", "state", "36", "NY", "New York"),
        ],
        columns=["area", "code", "kind", "state", "state_abbr", "title"],
    )
    assert [area.code for area in find_areas(made, "albany")] == ["10500", "10580", "99990", "99980"]
    assert [area.code for area in find_areas(made, "Albany, NY")] == ["10580", "99990", "99980"]
    assert [area.code for area in find_areas(made, "ny")] == ["36", "10580", "99980", "99990", "10500"]
    assert [area.code for area in find_areas(made, "36")] == ["36"]
    assert [area.code for area in find_areas(made, "albany", limit=2)] == ["10500", "10580"]


def test_a_spanish_name_is_found_while_it_is_typed() -> None:
    assert find_areas(KNOWN, "nueva y")[0].title == "New York"
    assert find_areas(KNOWN, "carolina del n")[0].title == "North Carolina"
    assert find_areas(KNOWN, "pensilv")[0].title == "Pennsylvania"
    assert find_areas(KNOWN, "estados u")[0].code == find_areas(KNOWN, "united s")[0].code == "US"
    assert find_areas(KNOWN, "Pensilvannia")[0].title == "Pennsylvania"
    assert {area.state_abbr for area in find_areas(KNOWN, "luisiana") if area.kind == "nonmetro"} == {"LA"}
    assert find_areas(KNOWN, "new york") == find_areas(KNOWN, "nueva york")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12060,13", ["12060", "13"]),
        ("Albany, GA", ["Albany, GA"]),
        ("Albany, GA, Athens", ["Albany, GA", "Athens"]),
        ("Albany,GA,Columbus,GA,13", ["Albany, GA", "Columbus, GA", "13"]),
        ("Atlanta, GA; 12060", ["Atlanta, GA", "12060"]),
        ("12060, GA", ["12060", "GA"]),
        ("GA, 12060", ["GA", "12060"]),
        ("Georgia, Alabama", ["Georgia", "Alabama"]),
        ("New York, New Jersey", ["New York", "New Jersey"]),
        ("New York, NJ", ["New York, NJ"]),
        ("Atlanta, Nowhere", ["Atlanta", "Nowhere"]),
        ("Athens", ["Athens"]),
        ("", []),
        (" , ;", []),
    ],
)
def test_regions_are_split_at_the_right_commas(text: str, parts: list[str]) -> None:
    assert split_region(KNOWN, text) == parts


@given(st.lists(st.sampled_from(TITLES), min_size=1, max_size=4), st.sampled_from([", ", ",", ";", " ; "]))
def test_titles_written_one_after_the_other_come_apart_again(titles: list[str], between: str) -> None:
    split = split_region(KNOWN, between.join(titles))
    assert [resolve_area(KNOWN, text).title for text in split] == titles


@given(st.text(max_size=30))
def test_any_text_is_found_or_refused(text: str) -> None:
    found = find_areas(KNOWN, text, limit=5)
    assert len(found) <= 5
    with contextlib.suppress(UnknownArea, AmbiguousArea):
        assert resolve_area(KNOWN, text) == find_areas(KNOWN, text)[0] or len(find_areas(KNOWN, text)) > 1
    for part in split_region(KNOWN, text):
        assert part.strip() == part != ""


def test_the_pack_fixture_knows_the_same_areas(pack: Any) -> None:
    assert pack.areas().equals(KNOWN)
