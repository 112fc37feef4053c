"""Headings found among titles and rows, and what the columns are then called."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.reading.headingnames import heading_names, unique_names
from data.intake.reading.headings import guess_headings, headings_at, no_headings
from data.intake.reading.tables import Merge, Row


def sheet(*rows: list[str] | str) -> list[Row]:
    """Number rows from 1; a blank text is a blank row."""
    split = [row.split("|") if isinstance(row, str) else row for row in rows]
    width = max(len(row) for row in split)
    return [(line, row + [""] * (width - len(row))) for line, row in enumerate(split, start=1)]


CLAIMS = sheet(
    "Number of Claimants, by Demographic Category",
    "|Week Ending Date",
    "|3/7/20|3/14/20|3/21/20",
    "Sex",
    "Male|5,684|5,531|5,647",
    "Female|3,855|3,825|3,980",
    "INA| -   | -   | -   ",
)
LABOUR = sheet(
    "Labor force data by county",
    "",
    "|State|County||||||Unemploy-",
    "|FIPS|FIPS|||Labor|||ment Rate",
    "LAUS Code|Code|Code|County Name|Period|Force|Employed|Unemployed|(%)",
    "",
    "CN01|01|001|Autauga County, AL|Mar-19|26255|25424|831|3.2",
    "CN02|01|003|Baldwin County, AL|Mar-19|97617|94468|3149|3.2",
)


def test_titles_stand_above_and_sections_below() -> None:
    found = guess_headings(CLAIMS)
    assert (found.first_row, found.last_row, found.first_data_row) == (2, 3, 4)
    assert found.names == (
        "Column 1",
        "Week Ending Date – 3/7/20",
        "Week Ending Date – 3/14/20",
        "Week Ending Date – 3/21/20",
    )
    assert found.confidence > 0.8


@pytest.mark.parametrize("merges", [(), ((1, 1, 1, 4),)])
def test_a_title_is_one_as_well_where_the_table_does_not_begin_in_the_first_column(
    merges: tuple[Merge, ...],
) -> None:
    guess = guess_headings(
        sheet(
            "|Table 1.2 Occupations and their openings",
            "|Title|Code|Employment, 2024|Employment, 2034",
            "|Total|00-0000|169956.1|175167.9",
            "|Management|11-0000|13607.6|14441.0",
        ),
        merges,
    )
    assert (guess.first_row, guess.last_row, guess.first_data_row) == (2, 2, 3)
    assert guess.names == ("Column 1", "Title", "Code", "Employment, 2024", "Employment, 2034")


def test_headings_broken_into_lines_are_one_text() -> None:
    found = guess_headings(LABOUR)
    assert (found.first_row, found.last_row, found.first_data_row) == (3, 5, 7)
    assert found.names == (
        "LAUS Code",
        "State FIPS Code",
        "County FIPS Code",
        "County Name",
        "Period",
        "Labor Force",
        "Employed",
        "Unemployed",
        "Unemployment Rate (%)",
    )


def test_merged_headings_are_carried_right_and_down() -> None:
    rows = sheet(
        "Table 1.1",
        "Title and code||Employment||Median wage",
        "||2016|2026|",
        "All|00-0000|156063.8|167582.3|37690",
        "Managers|11-0000|9533.1|10340.4|102590",
    )
    merges: list[Merge] = [(1, 0, 1, 4), (2, 0, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4)]
    found = guess_headings(rows, merges)
    assert (found.first_row, found.last_row) == (2, 3)
    assert found.names == (
        "Title and code",
        "Title and code (2)",
        "Employment – 2016",
        "Employment – 2026",
        "Median wage",
    )
    assert found.written[1] == "Title and code"


def test_headings_over_several_columns_are_known_without_merges() -> None:
    block = sheet("Occupation||Employment||Change|", "||2016|2026|Number|Percent")
    assert heading_names(block, 6)[0] == (
        "Occupation",
        "Column 2",
        "Employment – 2016",
        "Employment – 2026",
        "Change – Number",
        "Change – Percent",
    )


def test_line_breaks_in_a_heading_become_blanks() -> None:
    assert heading_names([(1, ["Percent of\ntotal", "  Pay "])], 2)[0] == ("Percent of total", "Pay")


def test_years_and_counts_above_figures_are_headings() -> None:
    for heads in ("Area|2019|2020|2021", "Area|1|2|3"):
        found = guess_headings(sheet(heads, "Bibb|1204|1375|1410.5", "Pike|22|31.5|28"))
        assert (found.first_row, found.first_data_row) == (1, 2)
        assert found.names == tuple(heads.split("|"))


def test_a_file_without_headings_has_none() -> None:
    for rows in (
        sheet("13021|Bibb|1204", "13231|Pike|22", "13121|Fulton|5"),
        sheet("GA|Bibb", "GA|Pike", "AL|Lee"),
    ):
        found = guess_headings(rows)
        assert found.first_row is None
        assert found.names[0] == "Column 1"
        assert found.first_data_row == 1
        assert found.confidence < 0.45


def test_words_only_are_less_sure() -> None:
    known = guess_headings(sheet("Title|Employer", "Cook|Diner", "Nurse|Clinic"))
    unknown = guess_headings(sheet("Foo|Bar", "Cook|Diner", "Nurse|Clinic"))
    assert known.first_row == unknown.first_row == 1
    assert known.confidence > unknown.confidence


def test_rows_with_gaps_do_not_pass_for_headings() -> None:
    found = guess_headings(
        sheet(
            "Title|Code|NAICS", "All|TE1000|—", "Self|TE1100|—", "Crops|111000|111000", "Farms|112000|112000"
        )
    )
    assert (found.first_row, found.last_row) == (1, 1)


def test_somebody_may_point_at_the_headings() -> None:
    found = headings_at(CLAIMS, 3, 3)
    assert found.names == ("Column 1", "3/7/20", "3/14/20", "3/21/20")
    assert (found.first_data_row, found.confidence) == (4, 1.0)
    assert no_headings(CLAIMS).names == ("Column 1", "Column 2", "Column 3", "Column 4")


def test_names_are_unique_and_never_blank() -> None:
    names = unique_names(["Pay", "", "pay", "Pay", "Column 2"])
    assert names == ("Pay", "Column 2", "pay (2)", "Pay (3)", "Column 2 (2)")


@given(st.lists(st.sampled_from(["", "a", "A", "a (2)", "Column 1", "Column 3"]), max_size=8))
def test_names_are_unique_whatever_is_written(written: list[str]) -> None:
    names = unique_names(written)
    assert len({name.casefold() for name in names}) == len(written)
    assert all(names)


CELL = st.sampled_from(["", "a", "Total", "1,276", "2019", "3/7/20", "–", "11-1011", "x y z", "5%"])


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=14), st.booleans())
def test_any_rows_get_some_headings(cells: list[list[str]], merged: bool) -> None:
    rows = [(line, row) for line, row in enumerate(cells, start=1)]
    merges: list[Merge] = [(1, 0, 2, 1), (2, 2, 30, 2)] if merged else []
    found = guess_headings(rows, merges)
    assert len(found.names) == (3 if rows else 0)
    assert 0 <= found.confidence <= 1
    if found.first_row is not None and found.last_row is not None:
        assert found.first_row <= found.last_row < found.first_data_row
    assert all(line >= found.first_data_row for line in found.footer_rows) or found.first_row is None


@pytest.mark.parametrize("width", [60, 4096])
def test_wide_sheets_are_weighed_quickly(width: int) -> None:
    rows = [
        (line, [f"{line * place}" if line > 1 else f"h{place}" for place in range(width)])
        for line in range(1, 201)
    ]
    start = time.process_time()
    assert guess_headings(rows).first_row == 1
    assert time.process_time() - start < 2


def test_a_row_with_one_odd_figure_below_it_is_no_heading(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "jobs.csv"
    path.write_text("id,title,soc,employer,area,posted\n1,Cook,35-2014,Acme,12060,2025-03-01\n,,0,,,\n")
    found = read(path)
    assert found.names == ("id", "title", "soc", "employer", "area", "posted")
    assert found.table.rows == 2


def test_a_list_of_titles_without_a_heading_keeps_its_first_line() -> None:
    bare = guess_headings(sheet("Registered Nurse", "Welder", "Job coach", "Line cook"))
    assert (bare.first_row, bare.first_data_row) == (None, 1)
    for heading in ("Job title", "TITLE", "Position", "Occupation code"):
        named = guess_headings(sheet(heading, "Registered Nurse", "Welder", "Line cook"))
        assert (named.first_row, named.names, named.first_data_row) == (1, (heading,), 2)
