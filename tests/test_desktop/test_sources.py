"""The files on the desk: added, replaced, taken away, agreeing with the plan, kept for another day."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from data.intake.cleaning.periods import period_said
from data.intake.mapping import mapping_of
from desktop.pages.source_card import age_words
from desktop.pages.sources import headline_words
from desktop.title_list import OpenTitle, like
from workbook.desk import Desk, SourceFile, desk_from_record, desk_to_record
from workbook.plan import Plan

ONE, OTHER = SourceFile("postings", "/a/one.csv"), SourceFile("postings", "/a/other.csv")
CLAIMS = SourceFile("unemployment", "/a/claims.csv")


@pytest.fixture
def plan() -> Plan:
    """Return a plan without files."""
    return Plan(("0012060",), "Atlanta", datetime.date(2026, 1, 5))


def test_files_of_a_kind_lie_side_by_side_and_each_once() -> None:
    desk = Desk().with_file(ONE).with_file(CLAIMS).with_file(OTHER)
    assert desk.of("postings") == (ONE, OTHER)
    again = SourceFile("postings", ONE.path, state=(1, 2))
    assert desk.with_file(again).files == (again, CLAIMS, OTHER)
    assert desk.with_file(again, instead=OTHER).files == (again, CLAIMS)
    third = SourceFile("postings", "/a/third.csv")
    assert desk.with_file(third, instead=ONE).of("postings") == (third, OTHER)
    assert desk.only(third).files == (CLAIMS, third)
    assert desk.without_file(ONE).of("postings") == (OTHER,)
    assert desk.without("postings").files == (CLAIMS,)


def test_desk_and_plan_name_the_same_files(plan: Plan) -> None:
    desk = Desk((ONE, OTHER, CLAIMS, SourceFile("wages", "/a/w.csv")))
    named = desk.plan_with(plan)
    assert (named.postings_path, named.unemployed_path) == (ONE.path, CLAIMS.path)
    assert desk.agreeing_with(named) == desk
    assert desk.agreeing_with(plan).files == (SourceFile("wages", "/a/w.csv"),)
    assert Desk().agreeing_with(named).of("unemployment") == (CLAIMS,)
    assert desk.agreeing_with(None).files == ()


def test_a_desk_comes_back_as_it_was() -> None:
    told, further = {"date_order": "day-first"}, {"title": ("Role", "Post")}
    mapping = mapping_of("postings", {"title": "Job"}, "Chosen before", told, otherwise=further)
    file = SourceFile("postings", "/a/x.csv", mapping, "Sheet1", (4, 4), "Job postings", "You chose")
    desk = Desk((file, CLAIMS), (("Crew", "35-3023"),))
    back = desk_from_record(desk_to_record(desk))
    assert back.corrections == desk.corrections
    assert back.files[1] == CLAIMS
    assert back.files[0].key == file.key
    assert back.files[0].mapping is not None
    assert back.files[0].mapping.otherwise == further
    assert back.files[0].why == "You chose"


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        {"files": "no", "corrections": "no"},
        {"files": [{"kind": "holiday", "path": "x"}]},
        {"files": [{"kind": "postings"}]},
        {"files": [{"kind": "postings", "path": "x", "columns": {"beach": "b"}, "notes": {}}]},
    ],
)
def test_a_damaged_record_gives_an_empty_desk(record: object) -> None:
    assert desk_from_record(record) == Desk()


def test_a_file_mended_in_place_is_another_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title\nClerk\n", encoding="utf-8")
    before = SourceFile("postings", str(path)).as_it_is()
    path.write_text("title\nClerk of court\n", encoding="utf-8")
    assert before.as_it_is().key != before.key
    path.unlink()
    assert before.as_it_is().state == ()


def test_corrections_are_added_replaced_and_withdrawn() -> None:
    desk = Desk().with_corrections([("Crew", "35-3023"), ("Lead", "11-1021")])
    desk = desk.with_corrections([("Crew", "41-2011")])
    assert dict(desk.corrections) == {"Lead": "11-1021", "Crew": "41-2011"}
    assert dict(desk.without_correction("Lead").corrections) == {"Crew": "41-2011"}


def test_age_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x", encoding="utf-8")
    moment = datetime.datetime(2026, 3, 1, 12).timestamp()
    os.utime(path, (moment, moment))
    file = SourceFile("wages", str(path)).as_it_is()
    assert age_words(file, datetime.date(2026, 3, 1)) == "Saved 1 Mar 2026, today"
    assert age_words(file, datetime.date(2026, 3, 13)) == "Saved 1 Mar 2026, 12 days ago"
    assert age_words(ONE, datetime.date(2026, 3, 13)) == ""


def test_the_sentence_of_the_page() -> None:
    assert "No file of yours" in headline_words(Desk(), 0, 0)
    assert headline_words(Desk((ONE,)), 2, 1).endswith("2 job titles leave the occupation open.")
    assert "not used in figures yet" in headline_words(Desk((SourceFile("onet", "o.csv"),)), 0, 1)
    kept = SourceFile("onet", "o.csv")
    assert "; 1 of them counts in the figures" in headline_words(Desk((ONE, kept)), 0, 0)
    assert "; all of them count in the figures" in headline_words(Desk((ONE, CLAIMS)), 0, 0)


def test_titles_like_one_another() -> None:
    crew = OpenTitle("Crew Member", 3, ("35-3023",), 0.4, "crew")
    night = OpenTitle("Night Crew", 1, ("35-3023",), 0.3, "crew")
    deck = OpenTitle("Deck Crew", 1, ("53-5011",), 0.3, "crew")
    wordless = OpenTitle("Ninja", 1, (), 0.0, "")
    titles = [crew, night, deck, wordless]
    assert like(crew, titles) == [night]
    assert like(wordless, titles) == []


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-02", "Feb 2026"),
        ("2026-02-07", "Week of 7 Feb 2026"),
        ("--04-17", "Week of 17 Apr, year not stated"),
        ("--04", "Apr, year not stated"),
    ],
)
def test_a_period_is_said_in_words(period: str, said: str) -> None:
    assert period_said(period) == said
