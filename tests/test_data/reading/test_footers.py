"""Notes below a table."""

from __future__ import annotations

import pytest

from data.intake.reading.footers import footer_lines
from data.intake.reading.tables import Row

TABLE = [["Cook", "1,204", "18.50", "3"], ["Nurse", "22", "31.00", "4"], ["Clerk", "5", "17.00", "1"]]


def rows(*below: list[str], gap: int = 0) -> list[Row]:
    table = [(line, list(cells)) for line, cells in enumerate(TABLE, start=1)]
    return table + [
        (len(table) + gap + place, cells + [""] * (4 - len(cells)))
        for place, cells in enumerate(below, start=1)
    ]


@pytest.mark.parametrize(
    "note",
    [
        "Source: Bureau of Labor Statistics",
        "SOURCE:  BLS, LAUS",
        "Note: figures are rounded.",
        "Footnotes:",
        "(1) Data cover wage and salary workers",
        "[2] See the definitions",
        "* Not available",
        "p = preliminary.",
        "1/ Excludes the self-employed",
        "Dash indicates that data are not available.",
        "Data are a count of individual intrastate liable claimants only.",
        "Provided by: Department of Labor and Training",
    ],
)
def test_notes_are_known_by_their_words(note: str) -> None:
    assert footer_lines(rows([note])) == (4,)


def test_all_notes_of_a_block_belong_to_it() -> None:
    block = [["Footnotes:"], ["(1) Some text"], ["Source: a survey"]]
    assert footer_lines(rows(*block)) == (4, 5, 6)
    assert footer_lines(
        rows(["p = preliminary.", "", "", "SOURCE:  BLS"], ["Dash indicates", "", "", "June 3, 2020"])
    ) == (4, 5)


def test_an_office_set_apart_by_a_blank_row_is_a_note() -> None:
    assert footer_lines(rows(["Labor Market Information Division"], gap=1)) == (5,)


@pytest.mark.parametrize(
    "row",
    [["Total", "1,231", "", ""], ["Cashiers", "", "", ""], ["", "TOTAL", "", ""], ["Other", "–", "–", "–"]],
)
def test_rows_of_the_table_are_no_notes(row: list[str]) -> None:
    assert footer_lines(rows(row)) == ()


def test_a_list_of_one_column_has_notes_only_by_their_words() -> None:
    titles = [(line, [title]) for line, title in enumerate(["Cook", "Nurse", "Source: survey"], start=1)]
    assert footer_lines(titles) == (3,)
    assert footer_lines([*titles[:2], (5, ["Pastry cook"])]) == ()
