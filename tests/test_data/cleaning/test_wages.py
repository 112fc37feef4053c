"""Wages by area and occupation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.cleaning import nonba_wages, wages
from data.intake.loaded import Cleaned, Source

Sheet = Callable[..., Source]
HEADS = [
    "AREA",
    "AREA_TITLE",
    "OCC_CODE",
    "O_GROUP",
    "TOT_EMP",
    "A_PCT10",
    "A_MEDIAN",
    "A_PCT90",
    "NAICS",
    "HOURLY",
    "OWN_CODE",
]
FIELDS = dict(
    zip(
        [
            "area",
            "area_title",
            "soc",
            "level",
            "employment",
            "wage_p10_usd",
            "wage_p50_usd",
            "wage_p90_usd",
            "industry",
            "hourly",
            "ownership",
        ],
        HEADS,
        strict=True,
    )
)


def row(**told: str) -> tuple[str, ...]:
    usual = {
        "area": "12060",
        "soc": "41-1011",
        "level": "detailed",
        "employment": "20,200",
        "industry": "000000",
    }
    wage = {"wage_p10_usd": "30,000", "wage_p50_usd": "48,300", "wage_p90_usd": "80,000"}
    return tuple({**usual, **wage, **told}.get(name, "") for name in FIELDS)


def read(sheet: Sheet, *rows: tuple[str, ...]) -> tuple[pd.DataFrame, Cleaned, dict[str, int]]:
    source = sheet("wages", HEADS, rows, FIELDS)
    cleaned = wages.clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    return cleaned.table, cleaned, {one.code: one.count for one in source.log.findings()}


def test_a_row_of_a_metropolitan_area(sheet: Sheet) -> None:
    table, _, found = read(sheet, row())
    assert list(table.columns) == list(wages.COLUMNS)
    first = table.iloc[0]
    assert (first["area"], first["soc"], first["employment"], first["wage_p50_usd"]) == (
        "0012060",
        "41-1011",
        20_200.0,
        48_300.0,
    )
    assert (first["wage_mark"], first["employment_mark"], first["level"], first["code_mark"]) == (
        "",
        "",
        "detailed",
        "",
    )
    assert found == {}


def test_withheld_top_coded_hourly_and_absent_are_told_apart(sheet: Sheet) -> None:
    table, _, _ = read(
        sheet,
        row(employment="**"),
        row(soc="29-1212", wage_p90_usd="#", wage_p50_usd="207,000"),
        row(soc="27-2011", wage_p10_usd="*", wage_p50_usd="*", wage_p90_usd="*", hourly="TRUE"),
        row(soc="27-2012", wage_p10_usd="*", wage_p50_usd="*", wage_p90_usd="*"),
        row(soc="41-2031", wage_p10_usd=""),
    )
    table = table.set_index("soc")
    assert table["employment_mark"].to_dict()["41-1011"] == "suppressed"
    assert table["employment"].isna().to_dict()["41-1011"]
    assert table["wage_mark"].tolist() == ["", "top-coded", "hourly-or-annual", "suppressed", "absent"]
    assert table.loc["29-1212", "wage_p90_usd"] == 208_000.0
    assert pd.isna(table.loc["27-2011", "wage_p50_usd"])


@pytest.mark.parametrize(
    ("printed", "cap"), [("150,000", 187_200), ("200,000", 208_000), ("230,000", 239_200)]
)
def test_the_cap_is_the_least_that_fits_the_wages_printed(printed: str, cap: int, sheet: Sheet) -> None:
    table, _, _ = read(sheet, row(wage_p50_usd=printed, wage_p90_usd="#"))
    assert table["wage_p90_usd"].tolist() == [cap]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("code-unknown", {"soc": "99-9999"}),
        ("code-unknown", {"soc": "Clerk"}),
        ("row-of-one-industry", {"industry": "722500"}),
        ("row-of-one-industry", {"industry": "31-33", "ownership": "5"}),
        ("row-of-one-ownership", {"industry": "000001"}),
        ("row-of-one-ownership", {"ownership": "5"}),
        ("wage-unreadable-row", {"wage_p50_usd": "a lot"}),
        ("wage-unreadable-row", {"employment": "-5"}),
        (
            "wage-figures-missing",
            {"employment": "", "wage_p10_usd": "", "wage_p50_usd": "", "wage_p90_usd": ""},
        ),
    ],
)
def test_rows_that_cannot_be_used_are_set_aside(code: str, told: dict[str, str], sheet: Sheet) -> None:
    table, cleaned, found = read(sheet, row(), row(**{"soc": "41-2031", **told}))
    assert len(table) == 1
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]
    assert found == {code: 1}


@pytest.mark.parametrize("told", ["", "1235", "0", "Total, all ownerships"])
def test_rows_of_all_employers_together_are_taken(told: str, sheet: Sheet) -> None:
    table, _, found = read(sheet, row(ownership=told), row(soc="41-2031", ownership="1235"))
    assert (len(table), found) == (2, {})


@pytest.mark.parametrize(
    ("industries", "owners", "told"),
    [
        (("11", "31-33"), ("1235", "1235"), "natsector: sectors"),
        (("113000", "115000"), ("5", "5"), "nat3d: industries of 3 figures"),
        (("113300", "115000"), ("", ""), "nat4d: industries of 4 figures"),
        (("113310", "4230A1"), ("5", "5"), "nat5d_6d: industries of 5 and 6 figures"),
        (("611000", "611000"), ("3", "5"), "nat3d_owner: by ownership"),
        (("000001", "000000"), ("5", "123"), "by ownership"),
    ],
)
def test_a_file_of_single_industries_says_what_it_is(
    industries: tuple[str, str], owners: tuple[str, str], told: str, sheet: Sheet
) -> None:
    rows = [row(industry=one, ownership=owner) for one, owner in zip(industries, owners, strict=True)]
    table, cleaned, found = read(sheet, *rows, row(soc="99-9999"))
    assert table.empty
    assert found == {"wages-by-industry": 2, "code-unknown": 1}
    assert cleaned.rejects["value"].tolist()[:2] == [told, told]


def test_a_file_of_the_industries_of_a_state_is_none_of_the_nation(sheet: Sheet) -> None:
    table, cleaned, _ = read(sheet, row(industry="722500", area="13", area_title="Georgia"))
    assert table.empty
    assert cleaned.rejects["value"].tolist() == ["industries of 4 figures"]


def test_a_row_that_repeats_another_is_set_aside(sheet: Sheet) -> None:
    _, cleaned, found = read(sheet, row(), row(wage_p50_usd="50,000"))
    assert cleaned.rejects["code"].tolist() == ["wage-repeated"]
    assert found == {"wage-repeated": 1}


def test_groups_stay_and_a_broad_line_does_not_repeat_the_occupation_of_its_code(sheet: Sheet) -> None:
    table, _, _ = read(
        sheet,
        row(soc="00-0000", level="total"),
        row(soc="31-0000", level="major"),
        row(soc="31-1120", level="broad"),
        row(soc="31-1120", level="detailed"),
        row(soc="41-1010", level=""),
    )
    assert table[["soc", "level"]].to_numpy().tolist() == [
        ["00-0000", "total"],
        ["31-0000", "major"],
        ["31-1120", "broad"],
        ["31-1120", "detailed"],
        ["41-1010", "broad"],
    ]


def test_codes_of_2010_go_through_the_crosswalk(sheet: Sheet, pack: Any) -> None:
    jobs = pack.occupations().set_index("soc")["employment_2024"]
    table, _, found = read(
        sheet,
        row(soc="13-1021", employment="100", wage_p50_usd="40,000"),
        row(soc="13-1022", employment="300", wage_p50_usd="60,000"),
        row(soc="11-3011", employment="1,000"),
    )
    table = table.set_index("soc")
    assert table.loc["13-1020", ["employment", "wage_p50_usd", "code_mark"]].tolist() == [
        400.0,
        55_000.0,
        "combined",
    ]
    parts = jobs[["11-3012", "11-3013"]] / jobs[["11-3012", "11-3013"]].sum() * 1_000
    assert table.loc[["11-3012", "11-3013"], "employment"].tolist() == pytest.approx(parts.tolist())
    assert table.loc["11-3013", ["wage_p50_usd", "code_mark"]].tolist() == [48_300.0, "split"]
    assert found == {"code-shared-out": 1}
    withheld, _, _ = read(sheet, row(soc="13-1021", employment="**"), row(soc="13-1022", employment="300"))
    assert withheld["employment_mark"].tolist() == ["suppressed"]
    assert withheld["employment"].isna().all()


@pytest.mark.parametrize(
    ("area", "title", "found"),
    [
        ("99", "U.S.", "0000000"),
        ("1", "Alabama", "0100000"),
        ("36", "New York State", "3600000"),
        ("10", "Western New York", ""),
        ("7", "New York City", ""),
        ("12060", "Atlanta-Sandy Springs-Alpharetta, GA", "0012060"),
        ("1300001", "", "1300001"),
        ("13", "", "1300000"),
    ],
)
def test_states_own_regions_are_not_taken_for_states(area: str, title: str, found: str, sheet: Sheet) -> None:
    table, _, findings = read(sheet, row(area=area, area_title=title))
    if area == "13":
        found = ""
        assert findings == {} or "area-not-in-pack" in findings
        assert table["area"].tolist()[0] in ("", "1300000")
        return
    assert table["area"].tolist() == [found]
    assert findings == ({} if found else {"area-not-in-pack": 1})


def test_incomes_without_a_degree_by_soc_and_by_census_code(sheet: Sheet) -> None:
    fields = {name: name for name in ("area", "soc", "income_usd", "people")}
    rows = [
        ("12060", "41-1011", "$45,000", "120"),
        ("", "4700", "38000", ""),
        ("GA", "15-1199", "*", ""),
        ("", "41-2031", "38", ""),
    ]
    rows += [
        ("nowhere", "41-2031", "38,000", ""),
        ("", "41-1011", "39,000", ""),
        ("", "wizard", "39,000", ""),
        ("", "43-1011", "good", ""),
    ]
    source = sheet("nonba_wages", list(fields), rows, fields)
    cleaned = nonba_wages.clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    table = cleaned.table
    assert table[["area", "soc", "income_usd"]].head(2).to_numpy().tolist() == [
        ["0012060", "41-1011", 45_000.0],
        ["", "41-1011", 38_000.0],
    ]
    assert set(table["income_mark"].iloc[2:]) == {"suppressed"}
    assert set(table["code_mark"].iloc[2:]) == {"split"}
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [
        [5, "income-implausible"],
        [6, "area-unknown"],
        [7, "wage-repeated"],
        [8, "code-unknown"],
        [9, "wage-unreadable-row"],
    ]
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)


cell = st.sampled_from(
    [
        "",
        "12060",
        "41-1011",
        "13-1021",
        "11-3011",
        "31-1120",
        "broad",
        "5",
        "48,300",
        "*",
        "**",
        "#",
        "–",
        "x",
        "-5",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[cell] * len(HEADS)), max_size=8))
def test_no_row_is_lost(rows: list[tuple[str, ...]], sheet: Any) -> None:
    _, cleaned, _ = read(sheet, *rows)
    assert cleaned.rejects["line"].is_unique


@pytest.mark.parametrize(
    ("jobs", "note", "area"),
    [("144,733,270", "", "0000000"), ("9,108,930", "", ""), ("9,108,930", "NY", "3600000")],
)
def test_a_file_that_names_no_area(jobs: str, note: str, area: str, sheet: Sheet) -> None:
    fields = {"soc": "occ_code", "employment": "tot_emp", "wage_p50_usd": "a_median"}
    rows = [("00-0000", jobs, "37,690"), ("41-1011", "1,200", "38,550")]
    notes = {"area": note} if note else {}
    table = wages.clean(sheet("wages", list(fields.values()), rows, fields, notes)).table
    assert isinstance(table, pd.DataFrame)
    assert table["area"].tolist() == [area, area]
