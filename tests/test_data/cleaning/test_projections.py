"""Projections of BLS and of states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.cleaning import projections
from data.intake.loaded import Cleaned, Source
from data.intake.mapping import mapping_of

Sheet = Callable[..., Source]
HEADS = [
    "2024 National Employment Matrix code",
    "Occupation type",
    "Employment, 2024",
    "Employment, 2034",
    "Employment change, percent, 2024–34",
    "Occupational openings, 2024–34 annual average",
    "Typical education needed for entry",
]
FIELDS = dict(
    zip(
        [
            "soc",
            "level",
            "employment_base",
            "employment_projected",
            "growth_share",
            "openings_year",
            "education",
        ],
        HEADS,
        strict=True,
    )
)
NOTES = {"unit": "thousands", "area": "US"}


def read(sheet: Sheet, *rows: tuple[str, ...]) -> tuple[pd.DataFrame, Cleaned, dict[str, int]]:
    source = sheet("projections", HEADS, rows, FIELDS, NOTES)
    cleaned = projections.clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    return cleaned.table, cleaned, {one.code: one.count for one in source.log.findings()}


def test_thousands_and_percents_become_jobs_and_shares(sheet: Sheet) -> None:
    table, cleaned, found = read(sheet, ("41-1011", "Line item", "1432.6", "1360.3", "-5.0", "125.1", "—"))
    assert list(table.columns) == list(projections.COLUMNS)
    first = table.iloc[0]
    assert (first["area"], first["base_year"], first["projected_year"]) == ("0000000", "2024", "2034")
    assert (first["employment_base"], first["employment_projected"]) == (1_432_600.0, 1_360_300.0)
    assert (first["growth_share"], first["openings_year"], first["education"]) == (-0.05, 125_100.0, "")
    assert cleaned.facts == {"base_year": "2024", "projected_year": "2034"}
    assert found == {}


def test_absent_withheld_and_zero(sheet: Sheet) -> None:
    table, _, _ = read(sheet, ("41-1011", "", "–", "1", "1", "0", ""), ("41-2031", "", "*", "1", "1", "", ""))
    assert table["mark"].tolist() == ["absent", "suppressed"]
    assert table["openings_year"].fillna(-1).tolist() == [0.0, -1.0]


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("code-unknown", ("Total claims", "", "1", "1", "1", "1", "")),
        ("projection-unreadable", ("41-2031", "", "many", "1", "1", "1", "")),
        ("projection-repeated", ("411011", "", "2", "1", "1", "1", "")),
    ],
)
def test_rows_that_cannot_be_used_are_set_aside(code: str, row: tuple[str, ...], sheet: Sheet) -> None:
    _, cleaned, found = read(sheet, ("41-1011", "", "1", "1", "1", "1", ""), row)
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]
    assert found == {code: 1}


def test_codes_of_2010_are_shared_out_and_put_together(sheet: Sheet, pack: Any) -> None:
    table, _, found = read(
        sheet,
        ("13-1021", "", "100", "110", "10", "5", ""),
        ("13-1022", "", "300", "300", "0", "5", ""),
        ("11-3011", "", "281.7", "310", "10.1", "26.2", ""),
        ("31-1120", "Summary", "1", "1", "1", "1", ""),
    )
    table = table.set_index("soc")
    assert table.loc[
        "13-1020", ["employment_base", "openings_year", "growth_share", "code_mark"]
    ].tolist() == [400_000.0, 10_000.0, 0.025, "combined"]
    parts = table.loc[["11-3012", "11-3013"]]
    assert parts["employment_base"].sum() == pytest.approx(281_700)
    assert set(parts["code_mark"]) == {"split"}
    assert table.loc["31-1120", "level"] == "broad"
    assert found == {"code-shared-out": 1} or found == {}


def test_other_sheets_of_the_workbook_are_joined(sheet: Sheet) -> None:
    source = sheet(
        "projections", HEADS, [("41-1011", "", "1432.6", "1360.3", "-5.0", "125.1", "")], FIELDS, NOTES
    )
    heads = [
        "2022 National Employment Matrix code",
        "Less than high school diploma",
        "High school diploma or equivalent",
        "Some college, no degree",
        "Associate's degree",
        "Bachelor's degree",
        "Master's degree",
        "Doctoral or professional degree",
    ]
    place = projections.shape_of(heads)
    frame = pd.DataFrame([("41-1011", "5.0", "28.0", "23.0", "10.0", "26.0", "7.0", "1.0")])

    class Attainment(Source):
        def frame(self) -> pd.DataFrame:
            names = {position: name for name, position in place.items()}
            return frame.rename(columns=names).assign(line=3).astype(dict.fromkeys(place, "str"))

    kept = {name: heads[position] for name, position in place.items()}
    columns = tuple(
        replace(source.raw.columns[0], index=at, name=head, written_as=head) for at, head in enumerate(heads)
    )
    other = Attainment(
        **{
            **vars(source),
            "raw": replace(source.raw, sheet="Table 5.3", columns=columns),
            "mapping": mapping_of("projections", kept, ""),
        }
    )

    def others() -> Iterator[Source]:
        yield other

    joined = replace(source, others=others)
    table = projections.clean(joined).table
    assert isinstance(table, pd.DataFrame)
    assert table["nonba_share"].tolist() == [0.66]
    assert table["bachelor_share"].tolist() == [0.26]
    assert [one.code for one in joined.log.findings()] == ["sheet-joined"]


def test_state_projections_name_their_state_and_years(sheet: Sheet) -> None:
    fields = {
        "area": "Area",
        "soc": "OccCode",
        "employment_base": "Base",
        "growth_share": "PercentChange",
        "base_year": "BaseYear",
        "projected_year": "ProjYear",
    }
    rows = [
        ("Georgia", "41-1011", "32,000", "4.2", "2022", "2032"),
        ("Nowhere", "41-1011", "1", "1", "2022", "2032"),
    ]
    source = sheet("projections", list(fields.values()), rows, fields)
    cleaned = projections.clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    assert cleaned.table.loc[0, ["area", "base_year", "employment_base", "growth_share"]].tolist() == [
        "1300000",
        "2022",
        32_000.0,
        0.042,
    ]
    assert cleaned.rejects["code"].tolist() == ["area-unknown"]


def test_the_columns_of_every_edition_are_found() -> None:
    heads = [
        "2016 National Employment Matrix title and code",
        "",
        "Occupation\ntype",
        "Employment – 2016",
        "Employment – 2026",
        "Employment Change, 2016-26 – Number",
        "Employment Change, 2016-26 – Percent",
    ]
    heads += [
        "Occupational separations rate, 2016-26 annual average – Labor force exits",
        "Occupational separations rate, 2016-26 annual average – Occupational transfers",
        "Occupational separations, 2016-26 annual average – Labor force exits",
    ]
    assert projections.shape_of(heads) == {
        "title": 0,
        "soc": 1,
        "level": 2,
        "employment_base": 3,
        "employment_projected": 4,
        "growth_share": 6,
        "exit_rate": 7,
        "transfer_rate": 8,
        "exits_year": 9,
    }


cell = st.sampled_from(
    [
        "",
        "41-1011",
        "13-1021",
        "13-1022",
        "11-3011",
        "00-0000",
        "Summary",
        "5",
        "1,200.5",
        "-3.2",
        "—",
        "*",
        ">=$239,200",
        "x",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[cell] * len(HEADS)), max_size=8))
def test_no_row_is_lost(rows: list[tuple[str, ...]], sheet: Any) -> None:
    _, cleaned, _ = read(sheet, *rows)
    assert cleaned.rejects["line"].is_unique
