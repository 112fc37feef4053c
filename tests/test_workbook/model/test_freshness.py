"""How fresh the facts are: by the publishers' calendars, on a day."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from data.reference.pack import Pack, Source
from workbook.model.freshness import DUE, FRESH, OLD, freshness, headline

OEWS = Source("oews", "BLS", "OEWS", "May 2025", "", "", "2026-11-22", "", "")


@pytest.mark.parametrize(
    ("day", "age", "state"),
    [
        (datetime.date(2026, 5, 1), 12, FRESH),
        (datetime.date(2027, 5, 31), 24, FRESH),
        (datetime.date(2027, 6, 1), 25, DUE),
        (datetime.date(2028, 5, 1), 36, DUE),
        (datetime.date(2028, 6, 1), 37, OLD),
    ],
)
def test_a_yearly_source_is_due_when_the_next_one_is_out(day: datetime.date, age: int, state: str) -> None:
    (told,) = freshness([OEWS], day)
    assert (told.age_months, told.state, told.vintage) == (age, state, "May 2025")
    assert bool(told.what_to_do) is (state != FRESH)


def test_claims_of_the_year_before_last_are_old(pack: Pack) -> None:
    told = {one.name: one for one in freshness(pack.sources(), datetime.date(2026, 11, 26))}
    claims = told["People out of work (claims by state, ETA 203)"]
    assert (claims.vintage, claims.age_months, claims.state) == ("February 2025", 21, OLD)
    assert told["Jobs and wages (OEWS)"].state == FRESH
    assert len(told) == 5
    assert headline(list(told.values())) == "Old by now: People out of work (claims by state, ETA 203)."


def test_a_source_without_a_month_is_left_out() -> None:
    assert freshness([replace(OEWS, vintage="")], datetime.date(2026, 1, 1)) == ()
    assert "latest edition" in headline([])
