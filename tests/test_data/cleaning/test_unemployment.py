"""People out of work: the documented layout and the layouts of statistics."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.cleaning import counts, unemployment
from data.intake.cleaning.counts import of_areas
from data.intake.loaded import Cleaned, Source

Sheet = Callable[..., Source]
HEADER = ["soc", "group", "period", "unemployed"]
TIDY = {name: name for name in HEADER}
GRID = {"layout": "grid"}


def tidy(sheet: Sheet, *rows: tuple[str, ...], notes: dict[str, str] | None = None) -> tuple[Cleaned, Source]:
    source = sheet("unemployment", HEADER, rows, TIDY, notes)
    return unemployment.clean(source), source


def codes(source: Source) -> dict[str, int]:
    return {one.code: one.count for one in source.log.findings()}


def table(cleaned: Cleaned) -> pd.DataFrame:
    assert isinstance(cleaned.table, pd.DataFrame)
    assert list(cleaned.table.columns) == list(counts.COLUMNS)
    return cleaned.table


@pytest.mark.parametrize(
    ("soc", "group", "soc_read", "group_read"),
    [
        ("43-1011", "", "43-1011", ""),
        ("431011", "43", "43-1011", ""),
        ("43-1011.00", "", "43-1011", ""),
        ("11-9061", "", "11-9171", ""),
        ("43-0000", "", "", "43"),
        ("", "43", "", "43"),
        ("", "43-0000", "", "43"),
        ("43-0000", "43", "", "43"),
        ("", "Sales and related", "", "41"),
        ("", "INA", "", "ina"),
        ("", "55", "", "55"),
        ("", "", "", ""),
        ("00-0000", "", "", ""),
        ("", "00", "", ""),
    ],
)
def test_what_a_row_may_name(soc: str, group: str, soc_read: str, group_read: str, sheet: Sheet) -> None:
    row = table(tidy(sheet, (soc, group, "2025-02", "1,276"))[0]).iloc[0]
    assert (row["soc"], row["group"], row["period"], row["unemployed"]) == (
        soc_read,
        group_read,
        "2025-02",
        1276.0,
    )


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("code-unknown", ("99-9999", "", "2025-02", "5")),
        ("code-unknown", ("99-0000", "", "2025-02", "5")),
        ("code-split", ("15-1199", "", "2025-02", "5")),
        ("group-unknown", ("", "99", "2025-02", "5")),
        ("group-unknown", ("", "Wizards", "2025-02", "5")),
        ("group-contradicts-code", ("43-1011", "41", "2025-02", "5")),
        ("group-contradicts-code", ("43-0000", "41", "2025-02", "5")),
        ("period-unreadable", ("43-5061", "", "soon", "5")),
        ("period-unreadable", ("43-5061", "", "", "5")),
        ("unemployed-not-a-number", ("43-5061", "", "2025-02", "many")),
        ("unemployed-not-a-number", ("43-5061", "", "2025-02", "-5")),
        ("unemployed-repeated", ("431011", "", "2025-02", "5")),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_a_finding(
    code: str, row: tuple[str, ...], sheet: Sheet
) -> None:
    cleaned, source = tidy(sheet, ("43-1011", "", "2025-02", "10"), row)
    assert (cleaned.accepted, len(cleaned.rejects)) == (1, 1)
    assert table(cleaned)["unemployed"].tolist() == [10.0]
    (finding,) = source.log.findings()
    assert (finding.code, finding.severity, finding.where) == (code, "set aside", "line 3")
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]
    assert finding.what
    assert finding.why
    assert finding.what_to_do


def test_zero_withheld_and_absent_are_three_things(sheet: Sheet) -> None:
    cleaned, source = tidy(
        sheet, ("43-1011", "", "2025-02", "0"), ("", "41", "2025-02", "*"), ("", "35", "2025-02", "–")
    )
    found = table(cleaned)
    assert cleaned.accepted == 3
    assert found["mark"].tolist() == ["", "suppressed", "absent"]
    assert found["unemployed"].fillna(-1).tolist() == [0.0, -1.0, -1.0]
    assert codes(source) == {"unemployed-suppressed": 1, "unemployed-absent": 1}


def test_codes_that_the_pack_keeps_together_add_up(sheet: Sheet) -> None:
    cleaned, source = tidy(sheet, ("13-1021", "", "2025-02", "3"), ("13-1022", "", "2025-02", "4"))
    assert table(cleaned)[["soc", "unemployed"]].to_numpy().tolist() == [["13-1020", 7.0]]
    assert codes(source) == {}
    partly, _ = tidy(sheet, ("13-1021", "", "2025-02", "3"), ("13-1022", "", "2025-02", "*"))
    assert table(partly)["mark"].tolist() == ["suppressed"]
    assert table(partly)["unemployed"].isna().all()


def test_every_month_is_kept_and_the_latest_is_told(sheet: Sheet) -> None:
    cleaned, _ = tidy(sheet, ("43-1011", "", "2025-01", "9"), ("43-1011", "", "Feb-25", "10"))
    assert table(cleaned)["period"].tolist() == ["2025-01", "2025-02"]
    assert cleaned.facts["period"] == "2025-02"


def test_counties_come_with_their_area_and_one_without_belongs_to_its_state(sheet: Sheet) -> None:
    rows = [
        ("CN1312100000000", "Apr-20 p", "74,110"),
        ("CN0100500000000", "Apr-20 p", "1,000"),
        ("CN7214500000000", "Apr-20 p", "–"),
        ("XX", "Apr-20 p", "5"),
    ]
    columns = {"area": "LAUS Code", "period": "Period", "unemployed": "Unemployed"}
    source = sheet("unemployment", list(columns.values()), rows, columns, {"measure": "unemployed"})
    cleaned = unemployment.clean(source)
    found = table(cleaned)
    assert found[["area", "county", "period", "mark"]].to_numpy().tolist() == [
        ["0012060", "13121", "2020-04", ""],
        ["", "01005", "2020-04", ""],
        [found["area"].iloc[2], "72145", "2020-04", "absent"],
    ]
    assert codes(source) == {"area-unknown": 1, "unemployed-absent": 1}
    assert of_areas(found, ["0012060"]).tolist() == [True, False, False]
    assert of_areas(found, ["0100000"]).tolist() == [False, True, False]


@pytest.mark.parametrize("heads", ["renamed", "raw"])
def test_eta_203_by_names_and_by_numbers(heads: str, sheet: Sheet) -> None:
    names = {
        "renamed": [
            "state",
            "report_for_period_ending",
            "sex_male",
            "sex_female",
            "ind_construction",
            "occ_sales",
            "occ_ina",
        ],
        "raw": ["st", "rptdate", "c2", "c3", "c52", "c85", "c93"],
    }[heads]
    rows = [
        ("GA", "1/31/2025", "3", "4", "7", "5", "2"),
        ("GA", "12/31/2024", "1", "2", "9", "5", "2"),
        ("ZZ", "1/31/2025", *"11111"),
    ]
    columns = {"area": names[0], "period": names[1], "unemployed": names[-1]}
    source = sheet("unemployment", names, rows, columns, {"layout": "eta203", "date_order": "month-first"})
    cleaned = unemployment.clean(source)
    found = table(cleaned).set_index(["period", "demographic", "industry", "group"])["unemployed"]
    assert found["2025-01", "sex: female", "", ""] == 4
    assert found["2025-01", "", "23", ""] == 7
    assert found["2025-01", "", "", "41"] == 5
    assert found["2025-01", "", "", "ina"] == 2
    assert set(table(cleaned)["area"]) == {"1300000"}
    assert (cleaned.accepted, cleaned.facts["period"]) == (2, "2025-01")
    assert codes(source) == {"area-unknown": 1, "counts-not-by-occupation": 2, "dimensions-disagree": 1}


def test_weeks_across_the_top_and_blocks_down_the_side(sheet: Sheet) -> None:
    heads = ["", "Week ending March 7, 2020", "Week ending March 14, 2020"]
    rows = [
        ("Total", "12", "1,030"),
        ("Gender", "", ""),
        ("1 - Male", "5", "30"),
        ("2 - Female", "7", " -   "),
        ("Occupation", "", ""),
        ("35-Food Preparation", "8", "(1)"),
        ("Unknown", "4", "1,000"),
        ("Wizards", "1", "1"),
        ("", "1", "2"),
        ("Industry", "", ""),
        ("44-45 Retail Trade", "6", "x y"),
    ]
    source = sheet("unemployment", heads, rows, {"unemployed": heads[1]}, GRID)
    cleaned = unemployment.clean(source)
    found = table(cleaned).set_index(["period", "demographic", "group"])
    assert found.loc[("2020-03-14", "", ""), "unemployed"] == 1030
    assert found.loc[("2020-03-14", "sex: Female", ""), "unemployed"] == 0
    assert found.loc[("2020-03-07", "", "ina"), "unemployed"] == 4
    assert found.loc[("2020-03-14", "", "35"), "mark"] == "suppressed"
    assert dict(cleaned.rejects[["line", "code"]].to_numpy().tolist()) == {
        9: "group-unknown",
        10: "label-missing",
        12: "unemployed-not-a-number",
    }
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    assert cleaned.facts["weekly"]


def test_counts_beside_shares_and_the_shares_again_below(sheet: Sheet) -> None:
    heads = ["", "Week 3", "3/15 - 3/21", "", "Week 4", "3/22 - 3/28"]
    rows = [
        ("", "Claims", "Percentage of initial claims", "", "Claims", "Percentage of initial claims"),
        ("16-24", "7901", "0.177", "", "18216", "0.167"),
        ("OTHER", "109", "0.002", "", "604", "0.005"),
        ("", "3/15 - 3/21", "3/22 - 3/28"),
        ("16-24", "17.7%", "16.7%"),
    ]
    source = sheet("unemployment", heads, rows, {"unemployed": "Week 3"}, GRID)
    cleaned = unemployment.clean(source)
    assert table(cleaned)[["demographic", "period", "unemployed"]].to_numpy().tolist() == [
        ["age: 16-24", "--03-21", 7901.0],
        ["age: 16-24", "--03-28", 18216.0],
        ["age: OTHER", "--03-21", 109.0],
        ["age: OTHER", "--03-28", 604.0],
    ]
    assert codes(source) == {"shares-not-counts": 1, "year-not-stated": 2, "counts-not-by-occupation": 2}
    told = sheet("unemployment", heads, rows, {"unemployed": "Week 3"}, {**GRID, "year": "2020"})
    assert set(table(unemployment.clean(told))["period"]) == {"2020-03-21", "2020-03-28"}


def test_a_name_that_stands_twice_counts_twice_where_the_total_says_so(sheet: Sheet) -> None:
    heads = ["", "3/7/20", "3/14/20"]
    rows = [
        ("Total", "10", "10"),
        ("Race", "", ""),
        ("Unknown", "3", "3"),
        ("White", "5", "5"),
        ("Unknown", "2", "2"),
    ]
    source = sheet("unemployment", heads, rows, {"unemployed": "3/7/20"}, GRID)
    found = table(unemployment.clean(source)).set_index(["demographic", "period"])["unemployed"]
    assert found["race: Unknown", "2020-03-07"] == 5
    assert codes(source)["repeats-add-up"] == 2


def test_cps_groups_in_thousands(sheet: Sheet) -> None:
    heads = ["Occupation", "Employed June 2025", "Unemployed June 2024", "Unemployed June 2025"]
    rows = [
        ("Total, 16 years and over(1)", "9", "7233", "7460"),
        ("Service occupations", "9", "5", "–"),
        ("Wizards", "1", "1", "1"),
    ]
    source = sheet("unemployment", heads, rows, {"unemployed": heads[3]}, {"layout": "cps"})
    cleaned = unemployment.clean(source)
    found = table(cleaned)
    assert found["unemployed"].tolist()[:2] == [7_233_000.0, 7_460_000.0]
    assert found["group"].tolist() == ["", "", "31+33+35+37+39", "31+33+35+37+39"]
    assert set(found["area"]) == {"0000000"}
    assert codes(source) == {"group-unknown": 1, "unemployed-absent": 1, "groups-together": 1}


def test_columns_in_pairs(sheet: Sheet) -> None:
    heads = ["p_date", "statewideIC", "NA2", "IndustryIC", "soc2", "occupationIC"]
    rows = [
        ("4-Mar-20", "12", "", "", "", ""),
        ("4-Mar-20", "", "31", "5", "", ""),
        ("4-Mar-20", "", "32", "7", "", ""),
        ("4-Mar-20", "", "", "", "35", "9"),
        ("4-Mar-20", "", "", "", "36", "9"),
        ("soon", "1", "", "", "", ""),
        ("4-Mar-20", "", "", "", "", ""),
    ]
    notes = {
        "layout": "pairs",
        "pairs": "statewideIC: total; IndustryIC: industry NA2; occupationIC: occupation soc2",
    }
    source = sheet("unemployment", heads, rows, {"period": "p_date", "unemployed": "statewideIC"}, notes)
    cleaned = unemployment.clean(source)
    assert table(cleaned)[["group", "industry", "unemployed"]].to_numpy().tolist() == [
        ["", "", 12.0],
        ["", "31-33", 12.0],
        ["35", "", 9.0],
    ]
    assert cleaned.rejects["code"].tolist() == [
        "group-unknown",
        "period-unreadable",
        "unemployed-not-a-number",
    ]
    assert cleaned.accepted == 4


def test_industry_rows_and_a_total_without_month(sheet: Sheet) -> None:
    columns = {"industry": "naics", "unemployed": "claims"}
    rows = [("722511", "5"), ("Retail trade", "4"), ("Total", "20"), ("Wizardry", "1")]
    source = sheet("unemployment", ["naics", "claims"], rows, columns)
    cleaned = unemployment.clean(source)
    assert table(cleaned)[["industry", "period", "unemployed"]].to_numpy().tolist() == [
        ["722511", "", 5.0],
        ["44-45", "", 4.0],
        ["", "", 20.0],
    ]
    assert codes(source) == {"industry-unknown": 1, "counts-not-by-occupation": 2, "period-not-stated": 3}


def test_days_that_can_be_read_either_way_are_asked_about(sheet: Sheet) -> None:
    cleaned, source = tidy(sheet, ("", "41", "3/4/2025", "5"))
    assert codes(source) == {"period-unreadable": 1, "date-order-ambiguous": 1}
    assert cleaned.accepted == 0
    told, _ = tidy(sheet, ("", "41", "3/4/2025", "5"), notes={"date_order": "month-first"})
    assert table(told)["period"].tolist() == ["2025-03"]


cell = st.sampled_from(
    [
        "",
        "41",
        "43-1011",
        "431011",
        "00",
        "ina",
        "Total",
        "2025-01",
        "2025-02",
        "Feb-25",
        "5",
        "1,276",
        "*",
        "–",
        "x",
        "-5",
        "3/7/20",
        "17.7%",
        "Gender",
        "Male",
        " -   ",
    ]
)


@pytest.mark.parametrize("notes", [{}, GRID, {"layout": "cps"}], ids=["tidy", "grid", "cps"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(cell, cell, cell, cell), max_size=8))
def test_no_row_is_lost(notes: dict[str, str], rows: list[tuple[str, ...]], sheet: Any) -> None:
    heads = HEADER if not notes else ["Occupation", "Unemployed June 2024", "", "Unemployed June 2025"]
    columns = TIDY if not notes else {"unemployed": heads[1]}
    cleaned = unemployment.clean(sheet("unemployment", heads, rows, columns, notes))
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    assert cleaned.rejects["line"].is_unique
