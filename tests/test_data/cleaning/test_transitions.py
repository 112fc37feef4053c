"""Moves between occupations from tables of every form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.cleaning import transitions
from data.intake.cleaning.census import by_census_code
from data.intake.loaded import Cleaned, Source

Sheet = Callable[..., Source]
EDGES = ("origin", "destination", "people")
RESUMES = ("origin", "destination", "origin_total", "share", "leave_share")


def read(
    sheet: Sheet, names: tuple[str, ...], *rows: tuple[str, ...], notes: dict[str, str] | None = None
) -> tuple[pd.DataFrame, Cleaned, dict[str, int]]:
    fields = {name: name for name in names} if not notes else {"origin": names[0], "destination": names[1]}
    source = sheet("transitions", list(names), rows, fields, notes)
    cleaned = transitions.clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    assert list(cleaned.table.columns) == list(transitions.COLUMNS)
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    return cleaned.table, cleaned, {one.code: one.count for one in source.log.findings()}


def test_a_list_of_edges_adds_up_and_leaves_moves_within_an_occupation_out(sheet: Sheet) -> None:
    table, cleaned, found = read(
        sheet,
        EDGES,
        ("41-2031", "41-1011", "1,200"),
        ("412031", "41-1011.00", "300"),
        ("41-2031", "41-2031", "9000"),
        ("35-3031", "41-2031", "<10"),
        ("35-3031", "41-1011", ""),
        ("35-3031", "43-4051", "0"),
    )
    told = table.set_index(["origin", "destination"])
    assert told.loc[("41-2031", "41-1011"), "people"] == 1500.0
    assert told["mark"].tolist() == ["", "suppressed", "absent", ""]
    assert told.loc[("35-3031", "43-4051"), "people"] == 0.0
    assert told["people"].isna().tolist() == [False, True, True, False]
    assert found == {"moves-added": 2, "move-within-occupation": 1}
    assert cleaned.facts == {"people": 1500.0, "within": 1}


def test_rows_without_a_count_are_one_person_each(sheet: Sheet) -> None:
    table, _, _ = read(sheet, EDGES[:2], ("41-2031", "41-1011"), ("41-2031", "41-1011"))
    assert table["people"].tolist() == [2.0]


@pytest.mark.parametrize(
    ("code", "names", "row"),
    [
        ("code-unknown", EDGES, ("99-9999", "41-1011", "5")),
        ("code-unknown", EDGES, ("41-2031", "41-0000", "5")),
        ("code-unknown", EDGES, ("", "41-1011", "5")),
        ("move-unreadable", EDGES, ("41-2031", "43-4051", "some")),
        ("share-beyond-one", RESUMES, ("41-2031", "43-4051", "100", "5", "0.4")),
    ],
)
def test_rows_that_cannot_be_used_are_set_aside(
    code: str, names: tuple[str, ...], row: tuple[str, ...], sheet: Sheet
) -> None:
    good = ("41-2031", "41-1011", *(["5"] if names is EDGES else ["100", "0.1", "0.4"]))
    _, cleaned, found = read(sheet, names, good, row)
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]
    assert found == {code: 1}


def test_shares_of_resumes_in_codes_of_2010(sheet: Sheet, pack: Any) -> None:
    jobs = pack.occupations().set_index("soc")["employment_2024"]
    table, _, found = read(
        sheet,
        RESUMES,
        ("13-1021", "41-1011", "100", "0.1", "0.2"),
        ("13-1022", "41-1011", "300", "0.2", "0.6"),
        ("13-1022", "43-4051", "300", "0.4", "0.6"),
        ("41-2031", "11-3011", "1000", "0.05", "0.4"),
    )
    told = table.set_index(["origin", "destination"])
    assert told.loc[("13-1020", "41-1011"), "share"] == pytest.approx(0.175)
    assert told.loc[("13-1020", "43-4051"), "share"] == pytest.approx(0.3)
    assert told.loc[("13-1020", "43-4051"), "origin_total"] == 400.0
    assert told.loc[("13-1020", "41-1011"), "leave_share"] == pytest.approx(0.5)
    part = jobs["11-3013"] / (jobs["11-3012"] + jobs["11-3013"])
    assert told.loc[("41-2031", "11-3013"), "share"] == pytest.approx(0.05 * part)
    assert told.loc[("41-2031", "11-3013"), "code_mark"] == "split"
    assert table["people"].isna().all()
    assert found == {"moves-added": 2, "code-shared-out": 1}


def test_a_matrix_of_people_with_census_codes_and_a_total(sheet: Sheet) -> None:
    heads = ("from", "41-1011", "41-2031", "0010", "All")
    rows = [
        ("4700", "5", "7", "0", "12"),
        ("41-2031", "1", "2", "*", "3"),
        ("Total", "6", "9", "0", "15"),
        ("4760", "q", "1", "1", "1"),
        ("43-4051", "", "", "", ""),
    ]
    table, cleaned, found = read(sheet, heads, *rows, notes={"layout": "matrix"})
    told = table.set_index(["origin", "destination"])
    assert told.loc[("41-1011", "41-2031"), "people"] == 7.0
    assert told.loc[("41-2031", "41-1011"), "people"] == 1.0
    assert told.loc[("41-2031", "11-1011"), "mark"] == "suppressed"
    assert len(told) == 3
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [
        [4, "code-unknown"],
        [5, "move-unreadable"],
    ]
    assert found["matrix-column-unknown"] == 2


def test_a_matrix_of_shares(sheet: Sheet) -> None:
    heads = ("from", "41-1011", "41-2031", "43-4051", "35-3031")
    table, _, _ = read(sheet, heads, ("41-2031", "0.5", "0.1", "0.3", "0.1"), notes={"layout": "matrix"})
    assert table["share"].tolist() == [0.5, 0.3, 0.1]
    assert table["people"].isna().all()


def test_titles_are_coded_and_unsure_ones_set_aside(sheet: Sheet) -> None:
    pytest.importorskip("scipy", reason="the title index needs it")
    names = ("origin_title", "destination_title", "people", "region", "sector", "validated")
    table, cleaned, found = read(
        sheet,
        names,
        ("Cashier", "Retail Store Manager", "12", "US", "Retail", "True"),
        ("Cashier", "Retail Store Manager", "3", "US", "Retail", "False"),
        ("Zzyxq", "Retail Store Manager", "3", "US", "Retail", ""),
    )
    assert table[["origin", "destination", "people", "validated", "coded_from"]].to_numpy().tolist() == [
        ["41-2011", "41-1011", 12.0, "yes", "title"],
        ["41-2011", "41-1011", 3.0, "no", "title"],
    ]
    assert ((table["confidence"] > 0.5) & (table["confidence"] <= 1)).all()
    assert cleaned.rejects["code"].tolist() == ["title-not-coded"]
    assert found == {"title-not-coded": 1}


def test_every_census_code_leads_to_occupations_and_the_rest_of_a_group_to_those_not_named(pack: Any) -> None:
    known = by_census_code(pack)
    assert known["4700"] == ("41-1011",)
    assert known["9760"] == tuple(sorted(known["9760"]))
    assert "53-7065" not in known["9760"]
    assert known["3602"] == ("31-1120",)
    assert "9830" not in known
    named = {soc for several in known.values() for soc in several}
    assert len(named & set(pack.occupations()["soc"])) > 0.97 * len(pack.occupations())


cell = st.sampled_from(
    ["", "41-2031", "41-1011", "13-1021", "11-3011", "4700", "5", "0.5", "<10", "*", "x", "Total"]
)


@pytest.mark.parametrize(
    ("names", "notes"),
    [(EDGES, None), (RESUMES, None), (("from", "41-1011", "13-1021", "0010", "x"), {"layout": "matrix"})],
    ids=["edges", "shares", "matrix"],
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_is_lost(names: tuple[str, ...], notes: dict[str, str] | None, data: Any, sheet: Any) -> None:
    # The first code is there, so that the rows are read by code and not by title.
    first = tuple("41-2031" if place < 2 else "" for place in range(len(names)))
    rows = [first, *data.draw(st.lists(st.tuples(*[cell] * len(names)), max_size=8))]
    _, cleaned, _ = read(sheet, names, *rows, notes=notes)
    assert cleaned.rejects["line"].is_unique
