"""Columns are proposed for fields by their headings and by what their values look like."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.intake.kinds import kinds
from data.intake.mapping import mapping_of, propose
from data.intake.reading.tables import RawColumn


def columns(*headings: str) -> tuple[RawColumn, ...]:
    return tuple(RawColumn(place, heading, heading) for place, heading in enumerate(headings))


def proposed(samples: dict[str, Sequence[str]], kind: str = "postings") -> dict[str, str]:
    return propose(kind, columns(*samples), samples).columns


def test_known_headings_in_any_writing() -> None:
    found = proposed(
        {
            "JOB_ID": ["1"],
            "JobTitle": ["Cook"],
            "Company Name": ["Acme"],
            "date posted": ["2025-03-01"],
            "Closing Date": ["2025-04-01"],
            "Min. Salary": ["20"],
            "ONET Code": ["35-2014.00"],
            "Zip": ["30303"],
        }
    )
    assert found == {
        "id": "JOB_ID",
        "title": "JobTitle",
        "employer": "Company Name",
        "posted": "date posted",
        "expires": "Closing Date",
        "wage_low_usd": "Min. Salary",
        "soc": "ONET Code",
        "zip": "Zip",
    }


def test_values_that_do_not_look_so_make_a_heading_doubtful() -> None:
    looks = propose("postings", columns("Date"), {"Date": ["3/29/2025", "3/30/2025"]})
    does_not = propose("postings", columns("Date"), {"Date": ["blue", "green"]})
    sure = {one.field: one.confidence for one in looks.fields}["posted"]
    doubtful = {one.field: one.confidence for one in does_not.fields}["posted"]
    assert sure > 0.9 > 0.5 > doubtful


def test_a_column_tells_one_field_only() -> None:
    found = proposed({"Salary": ["$18.50/hr"], "Title": ["Cook"]})
    assert len(set(found.values())) == len(found)


def test_a_choice_by_hand_is_sure_and_can_be_taken_back() -> None:
    mapping = mapping_of("postings", {"title": "What"}, "why")
    chosen = mapping.with_column("employer", "Who")
    assert chosen.column("employer") == "Who"
    assert mapping.column("employer") is None, "the old one is as it was"
    assert chosen.with_column("employer", None) == mapping.with_column("employer", None)
    with pytest.raises(KeyError):
        mapping.with_column("no such field", "Who")


def test_notes_on_values_are_kept_beside_the_columns() -> None:
    mapping = mapping_of("postings", {"title": "What"}, "why").with_note("date_order", "day-first")
    assert mapping.notes == {"date_order": "day-first"}
    assert mapping.with_note("date_order", "").notes == {}


def test_what_must_be_there() -> None:
    assert mapping_of("postings", {"id": "x"}, "").missing() == ("title or soc or series",)
    assert mapping_of("postings", {"soc": "x"}, "").missing() == ()


@pytest.mark.parametrize("kind", kinds())
def test_our_own_names_are_found(kind: str) -> None:
    names = list(kinds()[kind].fields)
    assert propose(kind, columns(*names), {}).columns == dict(zip(names, names, strict=True))
