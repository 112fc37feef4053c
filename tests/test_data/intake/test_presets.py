"""Layouts that we ship are known by their headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from data.intake.kinds import kinds
from data.intake.presets import presets
from data.intake.reading.tables import HeaderGuess, Preview, RawColumn
from data.intake.recognising import Recognised, recognise

HEADERS = {
    "headway_postings": "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,education",
    "lightcast": "ID,POSTED,EXPIRED,TITLE_RAW,COMPANY_NAME,COMPANY_IS_STAFFING,MIN_EDULEVELS_NAME,"
    "SALARY_FROM,SALARY_TO,COUNTY,MSA,MSA_NAME,ONET_2019,REMOTE_TYPE_NAME",
    "burning_glass": "BGTJobId,JobDate,CleanTitle,CanonTitle,SOC,ONET,Employer,FIPS,Lat,Lon,BestFitMSA,Edu",
    "schema_org": "@type,title,datePosted,validThrough,hiringOrganization.name,baseSalary.value.unitText,"
    "jobLocation.address.addressLocality,jobLocation.address.addressRegion,baseSalary.value.minValue",
    "usajobs": "control_number,position_title,agency,occupation_series,open_date,close_date,usajobs_url",
    "nyc_jobs": "Job ID,Civil Service Title,Agency,Posting Type,Salary Range From,Salary Range To",
    "state_job_bank": "Job Order Number,Job Title,Employer,City,State,Zip,O*NET Code,Minimum Salary",
}


def preview(headings: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Preview:
    guess = HeaderGuess(1, 1, tuple(headings), 2, (), 1.0, "", tuple(headings))
    cells = [list(headings), *[list(row) for row in rows]]
    return Preview("file", cells, tuple(range(1, len(cells) + 1)), guess, True)


def best(headings: str) -> Recognised:
    return recognise([preview(headings.split(","))])[0]


@pytest.mark.parametrize("name", HEADERS)
def test_a_layout_is_recognised(name: str) -> None:
    found = best(HEADERS[name])
    assert (found.kind, found.preset) == ("postings", name)
    assert found.confidence > 0.8
    assert not found.mapping.missing()


@pytest.mark.parametrize("name", HEADERS)
def test_headings_in_another_order_and_writing_are_the_same_layout(name: str) -> None:
    other = ",".join(reversed(HEADERS[name].upper().split(",")))
    assert best(other).preset == name


@pytest.mark.parametrize("name", presets())
def test_presets_are_whole(name: str) -> None:
    preset = presets()[name]
    assert set(preset.columns) <= set(kinds()[preset.kind].fields)
    assert preset.must
    assert preset.title


def test_vendors_full_lists_of_columns(real_data: Path) -> None:
    folder = real_data / "postings"
    for file, name in (
        ("lightcast_us_postings_csv_columns.txt", "lightcast"),
        ("burning_glass_main_tsv_columns.txt", "burning_glass"),
    ):
        lines = (folder / file).read_text(encoding="utf-8").splitlines()
        found = recognise([preview([line for line in lines if line and not line.startswith("#")])])[0]
        assert found.preset == name
        assert {"id", "title", "soc", "employer", "posted", "wage_low_usd"} <= set(found.mapping.columns)


def test_an_unknown_layout_is_told_by_its_columns() -> None:
    rows = [["Cook", "Acme", "Atlanta, GA", "$15/hr", "2025-03-01"]]
    found = recognise([preview(["Position", "Organization", "Job Location", "Pay", "Opened On"], rows)])[0]
    assert (found.kind, found.preset) == ("postings", "")
    assert found.confidence < 0.8


def test_a_kind_that_a_person_names_always_has_an_answer() -> None:
    found = recognise([preview(["x", "y"])], "postings")
    assert [one.kind for one in found] == ["postings"]
    assert found[0].mapping.missing()


def test_the_better_sheet_comes_first() -> None:
    notes = preview(["About this file"])
    assert recognise([notes, preview(HEADERS["usajobs"].split(","))])[0].preset == "usajobs"


def test_columns_are_named_as_the_reader_names_them() -> None:
    columns = (RawColumn(0, "Title (2)", "Title"), RawColumn(1, "Job ID", "Job ID"))
    assert presets()["headway_postings"].mapping(columns).column("title") == "Title (2)"


@pytest.mark.parametrize(
    "heading",
    ["nonba_income_usd", "Median wage of workers without a bachelor's degree"],
)
def test_a_table_of_wages_without_a_degree_is_known_by_its_heading(heading: str) -> None:
    preset = presets()["nonba_wages_headway"]
    assert preset.likelihood(["SOC", "Occupation", heading, "Sample"], "") > 0.8


def test_headings_of_any_table_tell_of_no_kind() -> None:
    names = ("id", "name", "description", "url")
    rows = [list(names), ["1", "A foundation", "It gives", "http://example.org"]]
    guess = HeaderGuess(1, 1, names, 2, (), 1.0, "", names)
    found = recognise([Preview("list.csv", rows, (1, 2), guess, complete=True)])
    assert [one.kind for one in found if one.confidence >= 0.5] == []
