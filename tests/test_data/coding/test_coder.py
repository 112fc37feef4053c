"""Titles get the occupation that everybody would give them, with a confidence, runners-up and reasons."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.coding.corrections import Corrections

KNOWN = [
    ("Registered Nurse (RN) - Nights - Dallas, TX", "29-1141"),
    ("CNA", "31-1131"),
    ("LPN", "29-2061"),
    ("Landscape laborer II", "37-3011"),
    ("housekeepers", "37-2012"),
    ("Sr. Software Engineer", "15-1252"),
    ("Class B CDL Driver $22/hr", "53-3032"),
    ("Asst. Store Mgr", "41-1011"),
    ("HVAC Tech - Residential", "49-9021"),
    ("Baker, pastry", "51-3011"),
    ("waiter/waitress", "35-3031"),
    ("Electrician's helper", "47-3013"),
    ("roofer-helper", "47-3016"),
    ("School bus driver", "53-3051"),
    ("Nurse, licensed practical", "29-2061"),
    ("electritian", "47-2111"),
    ("forklift operator - 1st shift", "53-7051"),
    ("911 dispatcher", "43-5031"),
    ("Lifeguards (seasonal)", "33-9092"),
    ("Attorney", "23-1011"),
]
GARBAGE = [
    "",
    "   ",
    "---",
    "¿¿",
    "12",
    "the",
    "xqzzt vvbbk",
    "Senior",
    "part time",
    "日本語",
    "💼",
    "\x00",
    "II",
    "$20/hr",
]


@pytest.mark.parametrize(("title", "soc"), KNOWN)
def test_plain_titles(coder: Any, title: str, soc: str) -> None:
    coded = coder.code([title])
    assert coded.soc == (soc,)
    assert coded.confidence[0] > 0.3
    assert coded.words[0]


@pytest.mark.parametrize("title", GARBAGE)
def test_what_names_no_job_gets_no_code(coder: Any, title: str) -> None:
    coded = coder.code([title])
    assert (coded.soc, coded.confidence[0], coded.alternatives, coded.words) == (("",), 0.0, ((),), ((),))


def test_the_same_title_gets_the_same_code_in_any_company(coder: Any) -> None:
    titles = [title for title, _ in KNOWN] + GARBAGE
    together = coder.code(titles * 3)
    alone = [coder.code([title]) for title in titles]
    assert together.soc == tuple(one.soc[0] for one in alone) * 3
    assert together.confidence.tolist() == [one.confidence[0] for one in alone] * 3
    assert together.alternatives == tuple(one.alternatives[0] for one in alone) * 3
    assert together.words == tuple(one.words[0] for one in alone) * 3
    assert coder.code(titles[::-1]).soc == together.soc[: len(titles)][::-1]


def test_more_titles_than_are_worked_on_at_once(coder: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    titles = [title for title, _ in KNOWN]
    whole = coder.code(titles)
    monkeypatch.setattr("data.intake.coding.coder._AT_ONCE", 7)
    assert coder.code(titles).soc == whole.soc


def test_the_words_that_decided_are_the_titles_own(coder: Any) -> None:
    coded = coder.code(["Dental Hygienist - Tuesdays - Smile Corp", "RN"])
    assert coded.words == (("dental", "hygienist"), ("rn",))


def test_more_evidence_gives_more_confidence(coder: Any) -> None:
    clear, open_ = coder.code(["Dental Hygienist", "Assembly project lead worker"]).confidence
    assert clear > 0.8 > 0.5 > open_


def test_corrections_hold_for_all_equal_titles(coder: Any) -> None:
    corrected = coder.with_corrections(Corrections([("Crew Member", "41-2031"), ("Cook", "99-9999")]))
    titles = ["crew member", "Crew-Member", "CREW MEMBER!", "Crew Members", "Cook"]
    coded = corrected.code(titles)
    plain = coder.code(titles)
    assert coded.soc[:3] == ("41-2031",) * 3
    assert coded.confidence[:3].tolist() == [1.0] * 3
    assert coded.soc[3:] == plain.soc[3:], "an equal title only, and only codes that the pack has"
    assert plain.soc[0] != "41-2031"
    assert corrected.corrections.soc("Crew member") == "41-2031"


def test_as_a_table(coder: Any) -> None:
    frame = coder.code(["Attorney", "-"]).frame()
    assert list(frame.columns) == ["title", "soc", "confidence", "alternatives", "words"]
    assert frame.loc[0, "soc"] == "23-1011"
    assert 1 <= len(frame.loc[0, "alternatives"].split(";")) <= 3
    assert frame.loc[1, ["soc", "alternatives", "words"]].tolist() == ["", "", ""]


def test_absent_titles(coder: Any) -> None:
    coded = coder.code([None, float("nan"), "Attorney"])
    assert coded.soc == ("", "", "23-1011")
    assert coder.code([]).frame().empty


def test_one_title_asked_alone(coder: Any) -> None:
    assert coder.soc("attorney") == "23-1011"
    assert coder.soc("Lead Production Associate Utility") == ""
    assert coder.soc("xqzzt vvbbk") is None


def test_an_index_lives_as_long_as_its_pack() -> None:
    pytest.importorskip("scipy.sparse")
    from data.intake.coding.coder import TitleCoder
    from data.reference.pack import load_pack

    pack = load_pack()
    first, second = TitleCoder.load(pack), TitleCoder.load(pack)
    assert first.reference is second.reference
    kept = weakref.ref(first.reference)
    del first, second, pack
    gc.collect()
    assert kept() is None


WORDS = st.sampled_from(
    [
        "sr",
        "nurse",
        "cook,",
        "-",
        "/",
        "(night)",
        "helper",
        "of",
        "driver",
        "mgr",
        "ii",
        "&",
        "911",
        "ß",
        "\u0301",
    ]
)


@given(st.lists(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), max_size=5))
def test_any_text_is_coded(coder: Any, titles: list[str]) -> None:
    coded = coder.code(titles)
    assert len(coded.soc) == len(coded.alternatives) == len(coded.words) == len(titles)
    assert np.all((coded.confidence >= 0) & (coded.confidence <= 1))
    for soc, confidence, others in zip(coded.soc, coded.confidence, coded.alternatives, strict=True):
        assert len({soc, *others}) == 1 + len(others) <= 4
        assert (soc == "") == (confidence == 0.0)
