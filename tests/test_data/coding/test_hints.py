"""What else a file says moves a code the way it should, and no further."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.coding.hints import Hints, education_step


def place(coder: Any, title: str, soc: str, **hint: object) -> float:
    """Return how far an occupation's score, with hints, lies above that of the best other one."""
    from data.intake.coding.wording import read_title

    reference = coder.reference
    rows = reference.known.features([read_title(title, reference.places)])
    evidence = reference.known.evidence(rows, 1)
    scores = np.log(evidence.votes + 1e-9) + evidence.words + reference.prior
    hints = Hints(**{name: [value] for name, value in hint.items()})  # type: ignore[arg-type]
    scores = (scores + reference.hint_book(coder._pack).scores(hints, np.array([0])))[0]
    own = reference.socs.index(soc)
    return float(scores[own] - np.delete(scores, own).max())


@pytest.mark.parametrize(
    ("title", "soc", "towards", "away"),
    [
        ("Cook", "35-2012", {"industry": "Hospitals"}, {"industry": "722511"}),
        ("Laborer", "47-2061", {"industry": "Construction"}, {"industry": "Warehousing"}),
        ("Laborer", "47-2061", {"employer": "Miller Roofing & Sons"}, {"employer": "Grand Hotel"}),
        ("Teacher", "25-2021", {"employer": "Fulton County School District"}, {"employer": "Grand Hotel"}),
        ("Pilot", "53-2011", {"wage_annual_usd": 230_000.0}, {"wage_annual_usd": 55_000.0}),
        ("Nurse", "29-2061", {"wage_annual_usd": 58_000.0}, {"wage_annual_usd": 110_000.0}),
        ("Accounting", "43-3031", {"education": "High school"}, {"education": "Bachelor's degree"}),
        ("Developer", "15-1254", {"skills": "JavaScript; CSS; websites"}, {"skills": "land, apartments"}),
        ("Operator", "53-7051", {"skills": "forklift, pallet jack"}, {"skills": "lathe, milling"}),
        ("Manager", "11-3031", {"code": "11-3031.00"}, {"code": "11-3121.00"}),
    ],
)
def test_a_hint_moves_towards_what_it_speaks_for(
    coder: Any, title: str, soc: str, towards: dict[str, object], away: dict[str, object]
) -> None:
    assert place(coder, title, soc, **towards) > place(coder, title, soc) - 1e-9
    assert place(coder, title, soc, **towards) > place(coder, title, soc, **away)


def test_hints_part_what_a_title_leaves_open(coder: Any) -> None:
    coded = coder.code(["Cook"] * 3, Hints(industry=["622", "", "Restaurants"]))
    assert coded.soc[0] == "35-2012"
    assert coded.soc[1:] == ("35-2014", "35-2014")
    assert coded.confidence[2] > coded.confidence[1]


@pytest.mark.parametrize(
    "hint",
    [
        {"industry": "Restaurants"},
        {"employer": "City Hospital"},
        {"wage_annual_usd": 1_000_000.0},
        {"wage_annual_usd": 1.0},
        {"education": "doctoral degree"},
        {"skills": "cooking, cash register"},
    ],
)
def test_no_hint_but_a_code_overrules_a_clear_title(coder: Any, hint: dict[str, object]) -> None:
    hints = Hints(**{name: [value] for name, value in hint.items()})  # type: ignore[arg-type]
    assert coder.code(["Electrician"], hints).soc == ("47-2111",)


@pytest.mark.parametrize(
    ("code", "soc"),
    [
        ("15-1252", "15-1252"),
        ("15-1252.00", "15-1252"),
        ("151252", "15-1252"),
        ("15-1132", "15-1252"),
        ("25", "25-9045"),
        ("25-0000", "25-9045"),
        ("31-1122", "31-1120"),
    ],
)
def test_a_stated_code_decides_an_open_title(coder: Any, code: str, soc: str) -> None:
    title = {"15": "Developer", "25": "Assistant", "31": "Aide"}[soc[:2]]
    assert coder.code([title], Hints(code=[code])).soc == (soc,)


@pytest.mark.parametrize(
    "hint",
    [
        {"industry": None},
        {"industry": "zzz"},
        {"employer": ""},
        {"wage_annual_usd": None},
        {"wage_annual_usd": math.nan},
        {"wage_annual_usd": 0.0},
        {"wage_annual_usd": math.inf},
        {"education": "see description"},
        {"skills": "  "},
        {"code": "n/a"},
        {"code": "99-9999"},
        {"code": float("nan")},
    ],
)
def test_a_hint_that_says_nothing_changes_nothing(coder: Any, hint: dict[str, object]) -> None:
    plain = coder.code(["Cook"])
    hints = Hints(**{name: [value] for name, value in hint.items()})  # type: ignore[arg-type]
    coded = coder.code(["Cook"], hints)
    assert (coded.soc, coded.alternatives, coded.confidence.tolist()) == (
        plain.soc,
        plain.alternatives,
        plain.confidence.tolist(),
    )


def test_a_hint_invents_no_code(coder: Any) -> None:
    assert coder.code(["---"], Hints(code=["15-1252"], industry=["622"])).soc == ("",)


def test_hints_of_another_length_are_refused(coder: Any) -> None:
    with pytest.raises(ValueError, match="2 hints of employer for 1 titles"):
        coder.code(["Cook"], Hints(employer=["a", "b"]))


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("722511", "722"),
        ("NAICS 62 - Health Care", "62"),
        ("31-33", "31-33"),
        ("44-45", "44-45"),
        ("92", "99"),
        ("Food Services and Drinking Places", "722"),
        ("Construction of Buildings", "236"),
        ("Rail Transportation", "482"),
        ("", ""),
        ("Miscellaneous", ""),
    ],
)
def test_industries_are_read_from_text(coder: Any, text: str, industry: str) -> None:
    assert coder.reference.hint_book(coder._pack)._industries.of_text(text) == industry


def test_every_industry_of_the_word_list_is_in_the_pack(coder: Any, pack: Any) -> None:
    from data.intake.coding.industries import _industry_words

    _, meant = _industry_words()
    assert set(meant.values()) <= set(pack.table("industries")["industry"])


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("None", 0.0),
        ("hs", 1.0),
        ("GED", 1.0),
        ("some college", 2.0),
        ("Associate degree", 3.0),
        ("BA/BS", 4.0),
        ("bachelor+", 4.0),
        ("Master's preferred", 5.0),
        ("PhD", 6.0),
        ("High school, Bachelor's preferred", 1.0),
        ("friendly", None),
    ],
)
def test_education_is_read_from_text(text: str, step: float | None) -> None:
    assert education_step(text) == step


@given(
    st.lists(
        st.tuples(st.text(), st.text(), st.one_of(st.none(), st.floats()), st.text(), st.text(), st.text()),
        min_size=1,
        max_size=3,
    )
)
def test_any_hints_are_taken(coder: Any, rows: list[tuple[Any, ...]]) -> None:
    employer, industry, wage, education, skills, code = (list(column) for column in zip(*rows, strict=True))
    coded = coder.code(
        ["Cook"] * len(rows),
        Hints(
            employer=employer,
            industry=industry,
            wage_annual_usd=wage,
            education=education,
            skills=skills,
            code=code,
        ),
    )
    assert all(0 < confidence <= 1 for confidence in coded.confidence)
