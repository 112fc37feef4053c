"""Tables of claims in layouts that other states use: written for these tests, the figures are made up."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.intake.loading import NothingUsableError, load
from data.reference.pack import Pack

TITLED_WEEKS = """\
Initial claims by industry,,,,,,
Washington State,,,,,,
NAICS,Industry,Week 10 (3/1 - 3/7),Week 11 (3/8 - 3/14),% change,Total
23,Construction,"1,003","1,405",40%,"2,408"
44-45,Retail Trade,601,902,50%,"1,503"
99,Unclassified,12,33,175%,45
,Total,"1,616","2,340",45%,"3,956"
"""
COUNTY_WEEKS = """\
Initial claims by county of residence
County,3/14/2020,3/21/2020
Barnstable,120,"4,210"
Essex,431,"12,004"
Out of state,80,"2,003"
Total,631,"18,217"
"""
RECORDS_WITH_TOTALS = """\
Week Ending,NAICS Sector,NAICS Title,Initial Claims,Percent of Total
03/14/2020,23,Construction,1201,26.1%
03/14/2020,72,Accommodation and Food Services,3400,73.9%
03/14/2020,00,Total,4601,100%
03/21/2020,23,Construction,11010,10.2%
"""
CODED_OCCUPATIONS = """\
SOC,Occupation Title,2020-03-14,2020-03-21
11-0000,Management Occupations,310,4010
35-3031,Waiters and Waitresses,711,38100
,Total,1021,42110
"""
LIST_WITH_SHARES = """\
Unemployment insurance applications since March 16 by occupation,,
Occupational group,Count,Share
Food Preparation and Serving Related Occupations,"71,302",64.0%
Sales and Related Occupations,"40,101",36.0%
Unknown/Missing,7,0.0%
Total,"111,410",100.0%
"""
WEEKS_DOWN = """\
Week Ending,Under 22,22-24,65 and over,Total
3/7/2020,210,301,301,812
3/14/2020,300,402,*,1035
"""
PERIOD_IN_TITLE = """\
"Initial Claims by Industry, Week Ending April 4, 2020",,
,,
Industry,Claims,% of Total
Accommodation and Food Services,"40,311",81.2%
Retail Trade,"9,312",18.8%
"""
BLOCKS = """\
Initial claims March 2020,
Gender,Claims
Male,"31,402"
Female,"40,011"
,
Age,Claims
Under 25,"15,002"
25-34,"20,111"
"""
SHORT_DATES = """\
"Initial claims, weeks ending",,
Industry,3/14,3/21
Accommodation & Food Services,150,"8,120"
Grand Total,356,"12,680"
"""
CATEGORIES = """\
week_ending,category,subcategory,claims
2020-03-21,Gender,Male,1200
2020-03-21,Industry,Construction,700
2020-03-21,Occupation,Sales and Related,1900
2020-03-21,Total,Total,2700
"""
YEAR_AND_MONTH = """\
Area,Year,Month,Labor Force,Employment,Unemployment,Unemployment Rate
Georgia,2020,1,5180000,5010000,170000,3.3
Georgia,2020,April,4900000,4300000,600100,12.2
"""
TWO_MEASURES = """\
Industry,Initial Claims,,Continued Claims,
,3/21/2020,3/28/2020,3/21/2020,3/28/2020
Construction,100,200,50,60
Retail Trade,300,400,70,80
"""
DAYS_WITHOUT_YEAR = """\
Age Group,Mar 21 Claims,Mar 21 %,Mar 28 Claims,Mar 28 %
16-24,100,10%,200,11%
25-54,700,70%,1300,70%
"""
COUNTY_AND_INDUSTRY = """\
Maine initial claims by county and industry,,,
County,Industry,4/4/2020,4/11/2020
Cumberland,Retail Trade,900,800
Cumberland,Construction,300,200
Aroostook,Retail Trade,90,80
"""

EXPECTED = [
    ("titled weeks", TITLED_WEEKS, 4, 0, ("industry", "44-45", "--03-14", 902.0)),
    ("titled weeks", TITLED_WEEKS, 4, 0, ("industry", "", "--03-14", 2340.0)),
    ("counties by week", COUNTY_WEEKS, 3, 1, ("county", "25009", "2020-03-21", 12004.0)),
    ("counties by week", COUNTY_WEEKS, 3, 1, ("area", "2500000", "2020-03-21", 18217.0)),
    ("records with totals", RECORDS_WITH_TOTALS, 4, 0, ("industry", "", "2020-03-14", 4601.0)),
    ("records with totals", RECORDS_WITH_TOTALS, 4, 0, ("industry", "72", "2020-03-14", 3400.0)),
    ("coded occupations", CODED_OCCUPATIONS, 3, 0, ("group", "11", "2020-03-21", 4010.0)),
    ("coded occupations", CODED_OCCUPATIONS, 3, 0, ("soc", "35-3031", "2020-03-14", 711.0)),
    ("list with shares", LIST_WITH_SHARES, 4, 0, ("group", "35", "", 71302.0)),
    ("list with shares", LIST_WITH_SHARES, 4, 0, ("group", "ina", "", 7.0)),
    ("weeks down the side", WEEKS_DOWN, 2, 0, ("demographic", "age: 22-24", "2020-03-14", 402.0)),
    ("period in the title", PERIOD_IN_TITLE, 2, 0, ("industry", "72", "2020-04-04", 40311.0)),
    ("blocks", BLOCKS, 5, 0, ("demographic", "sex: Female", "2020-03", 40011.0)),
    ("blocks", BLOCKS, 5, 0, ("demographic", "age: 25-34", "2020-03", 20111.0)),
    ("days without a year", SHORT_DATES, 2, 0, ("industry", "72", "--03-21", 8120.0)),
    ("categories", CATEGORIES, 4, 0, ("group", "41", "2020-03", 1900.0)),
    ("categories", CATEGORIES, 4, 0, ("demographic", "sex: Male", "2020-03", 1200.0)),
    ("year and month apart", YEAR_AND_MONTH, 2, 0, ("area", "1300000", "2020-04", 600100.0)),
    ("two measures", TWO_MEASURES, 2, 0, ("measure", "continued claims", "2020-03-28", 60.0)),
    ("two measures", TWO_MEASURES, 2, 0, ("measure", "initial claims", "2020-03-28", 200.0)),
    ("month and day", DAYS_WITHOUT_YEAR, 2, 0, ("demographic", "age: 25-54", "--03-28", 1300.0)),
    ("county and industry", COUNTY_AND_INDUSTRY, 3, 0, ("county", "23003", "2020-04-11", 80.0)),
    ("one total", "Month,Unemployed\n2026-03,52311\n", 1, 0, ("industry", "", "2026-03", 52311.0)),
]


@pytest.mark.parametrize(("name", "text", "accepted", "aside", "figure"), EXPECTED)
def test_layouts(
    name: str,
    text: str,
    accepted: int,
    aside: int,
    figure: tuple[str, str, str, float],
    tmp_path: Path,
    pack: Pack,
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    loaded = load(path, pack)
    assert loaded.kind == "unemployment"
    assert (loaded.accepted, loaded.set_aside) == (accepted, aside)
    rows = loaded.rows()
    column, told, period, people = figure
    others = [one for one in ("soc", "group", "industry", "demographic") if one != column]
    found = rows[(rows[column] == told) & (rows["period"] == period)]
    if column not in ("area", "county", "measure"):
        found = found[(found[others] == "").all(axis=1)]
    assert people in found["unemployed"].tolist()
    assert not found.duplicated([*others, column, "area", "county", "period", "measure"]).any()


def test_a_withheld_figure_is_not_zero(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "weeks.csv"
    path.write_text(WEEKS_DOWN, encoding="utf-8")
    rows = load(path, pack).rows()
    withheld = rows[rows["mark"] == "suppressed"]
    assert withheld["demographic"].tolist() == ["age: 65 and over"]
    assert withheld["unemployed"].isna().all()


def test_counties_that_several_states_have_are_not_guessed(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "counties.csv"
    path.write_text("County,Week Ending,Initial Claims\nFulton County,3/21/2020,1200\n", encoding="utf-8")
    with pytest.raises(NothingUsableError) as refused:
        load(path, pack)
    assert [one.code for one in refused.value.findings] == ["area-unknown"]
    titled = tmp_path / "georgia counties.csv"
    titled.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert load(titled, pack).rows()["county"].tolist() == ["13121"]


def test_of_several_sheets_the_one_by_occupation_is_taken(tmp_path: Path, pack: Pack) -> None:
    book = openpyxl.Workbook()
    weeks = ["2020-03-21", "2020-03-28"]
    age = book.worksheets[0]
    age.title = "Age"
    for row in (["Initial claims"], ["Age", *weeks], ["22-24", 3, 4], ["25-34", 5, 6], ["Total", 8, 10]):
        age.append(row)
    jobs = book.create_sheet("Occupation")
    for row in (["Occupation", *weeks], ["41-0000 Sales and Related Occupations", 5, 7], ["Total", 8, 10]):
        jobs.append(row)
    book.save(tmp_path / "claims.xlsx")
    loaded = load(tmp_path / "claims.xlsx", pack)
    assert loaded.sheet == "Occupation"
    assert loaded.rows()[["group", "unemployed"]].to_numpy().tolist() == [
        ["41", 5.0],
        ["41", 7.0],
        ["", 8.0],
        ["", 10.0],
    ]


def test_a_state_total_is_not_added_to_its_counties() -> None:
    from data.intake.cleaning.counts import of_areas

    table = pd.DataFrame({"area": ["0012700", "2500000"], "county": ["25001", ""]})
    assert of_areas(table, ["2500000"]).tolist() == [False, True]
    assert of_areas(table[:1], ["2500000"]).tolist() == [True]
