"""Reading the OEWS database: what is suppressed, absent, top-coded or paid by the hour."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.reference.compiling import oews

Cells = dict[str, dict[str, str]]


@pytest.fixture
def write_survey(tmp_path: Path) -> Callable[[Cells], Path]:
    """Return a function that writes a survey of the given cells (key: item to text) into an input folder."""

    def write(cells: Cells) -> Path:
        path = tmp_path / "oews" / "oews-2025.sqlite"
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as survey:
            items = [f"{face}{item:02d}" for face in "vf" for item in range(1, 18)]
            survey.execute(
                f"CREATE TABLE cell (key TEXT PRIMARY KEY, {', '.join(f'{i} TEXT' for i in items)})"
            )
            survey.execute("CREATE TABLE area (area_code, areatype_code, state_code, area_name)")
            survey.execute("CREATE TABLE industry (industry_code, industry_name, display_level)")
            survey.execute("CREATE TABLE occupation (occupation_code, occupation_name, display_level)")
            areas = [
                ("0000000", "N", "00", "National"),
                ("1300000", "S", "13", "Georgia"),
                ("0012060", "M", "13", "Atlanta-Sandy Springs-Roswell, GA"),
                ("1300001", "M", "13", "North Georgia nonmetropolitan area"),
            ]
            industries = [
                ("000000", "Cross-Industry", 0),
                ("31--34", "Sectors 31, 32, and 33 - Manufacturing", 2),
                ("99-100", "Sector 99 - Government", 2),
                ("999101", "Federal Government, including the U.S. Postal Service", 2),
                ("311000", "Food Manufacturing", 3),
                ("311100", "Animal Food Manufacturing", 4),
            ]
            occupations = [
                ("000000", "All Occupations", 0),
                ("410000", "Sales and Related Occupations", 0),
                ("411000", "Supervisors of Sales Workers", 1),
                ("411010", "First-Line Supervisors of Sales Workers", 2),
                ("411011", "First-Line Supervisors of Retail Sales Workers", 3),
                ("412031", "Retail Salespersons", 3),
            ]
            survey.executemany("INSERT INTO area VALUES (?, ?, ?, ?)", areas)
            survey.executemany("INSERT INTO industry VALUES (?, ?, ?)", industries)
            survey.executemany("INSERT INTO occupation VALUES (?, ?, ?)", occupations)
            for key, given in cells.items():
                places = ", ".join("?" * (len(given) + 1))
                survey.execute(
                    f"INSERT INTO cell (key, {', '.join(given)}) VALUES ({places})", [key, *given.values()]
                )
            survey.commit()
        return tmp_path

    return write


@pytest.fixture
def open_cells(write_survey: Callable[[Cells], Path]) -> Iterator[Callable[[Cells], sqlite3.Connection]]:
    """Return a function that opens a survey of the given cells."""
    opened = []

    def open_them(cells: Cells) -> sqlite3.Connection:
        manager = oews.open_survey(write_survey(cells))
        opened.append(manager)
        return manager.__enter__()

    yield open_them
    for manager in opened:
        manager.__exit__(None, None, None)


def _published(**changed: str) -> dict[str, str]:
    wages = dict(
        zip(("v11", "v12", "v13", "v14", "v15"), ("30000", "35000", "40000", "50000", "60000"), strict=True)
    )
    return {"v01": "1230", "v02": "4.5", "v04": "43210", "v17": "1.05", **wages, **changed}


def _blank(note: str, *items: str) -> dict[str, str]:
    return {**{f"v{item}": "-" for item in items}, **{f"f{item}": note for item in items}}


WAGE_ITEMS = ("04", "11", "12", "13", "14", "15")


def _wages(survey: sqlite3.Connection) -> pd.DataFrame:
    return oews.compile_wages(survey).set_index(["area", "soc"])


def test_a_published_cell_is_read_as_it_stands(open_cells: Callable[[Cells], sqlite3.Connection]) -> None:
    wages = _wages(open_cells({"OEUM0012060000000411011": _published()}))
    row = wages.loc[("0012060", "41-1011")]
    assert row["employment"] == 1230
    assert row["employment_rse_pct"] == 4.5
    assert row[["wage_p10_usd", "wage_p50_usd", "wage_p90_usd"]].tolist() == [30_000, 40_000, 60_000]
    assert row["wage_mean_usd"] == 43_210
    assert row["location_quotient"] == 1.05
    assert (row["employment_mark"], row["wage_mark"]) == ("", "")


def test_suppressed_absent_and_zero_are_three_things(
    open_cells: Callable[[Cells], sqlite3.Connection],
) -> None:
    wages = _wages(
        open_cells(
            {
                "OEUM0012060000000411011": _published(**_blank("8", "01", "02", "17")),
                "OEUM1300001000000411011": _published(v01="0"),
            }
        )
    )
    suppressed = wages.loc[("0012060", "41-1011")]
    assert np.isnan(suppressed["employment"])
    assert suppressed["employment_mark"] == "suppressed"
    assert suppressed["wage_p50_usd"] == 40_000
    zero = wages.loc[("1300001", "41-1011")]
    assert (zero["employment"], zero["employment_mark"]) == (0, "")
    assert ("1300000", "41-1011") not in wages.index


def test_footnotes_on_wages_become_marks(open_cells: Callable[[Cells], sqlite3.Connection]) -> None:
    wages = _wages(
        open_cells(
            {
                "OEUM0012060000000411011": _published(**_blank("8", *WAGE_ITEMS)),
                "OEUM0012060000000412031": _published(**_blank("4", *WAGE_ITEMS)),
                "OEUM1300001000000411011": _published(**_blank("5", *WAGE_ITEMS)),
            }
        )
    )
    assert wages["wage_mark"].to_dict() == {
        ("0012060", "41-1011"): "suppressed",
        ("0012060", "41-2031"): "hourly-or-annual",
        ("1300001", "41-1011"): "top-coded",
    }
    columns = [
        "wage_p10_usd",
        "wage_p25_usd",
        "wage_p50_usd",
        "wage_p75_usd",
        "wage_p90_usd",
        "wage_mean_usd",
    ]
    assert wages.loc[("0012060", "41-1011"), columns].isna().all()
    assert wages.loc[("0012060", "41-2031"), columns].isna().all()
    assert (wages.loc[("1300001", "41-1011"), columns] == oews.TOP_CODE_USD).all()


@pytest.mark.parametrize(("p75", "bound"), [("150000", 239_200), ("524650", 524_650)])
def test_a_top_coded_percentile_is_never_below_the_one_before(
    open_cells: Callable[[Cells], sqlite3.Connection], p75: str, bound: int
) -> None:
    row = _wages(open_cells({"OEUM0012060000000411011": _published(v14=p75, **_blank("5", "15"))})).iloc[0]
    assert row["wage_mark"] == "top-coded"
    assert row["wage_p75_usd"] == int(p75)
    assert row["wage_p90_usd"] == bound


def test_groups_and_detailed_occupations_are_kept_and_levels_between_left_out(
    open_cells: Callable[[Cells], sqlite3.Connection],
) -> None:
    codes = ("000000", "410000", "411000", "411010", "411011")
    survey = open_cells({f"OEUN0000000000000{code}": _published() for code in codes})
    assert oews.compile_wages(survey)["soc"].tolist() == ["00-0000", "41-0000", "41-1011"]
    assert oews.read_detailed_occupations(survey)["soc"].tolist() == ["41-1011", "41-2031"]
    assert set(oews.read_detailed_occupations(survey)["group_title"]) == {"Sales and Related Occupations"}


def test_a_figure_that_is_no_number_stops_the_compilation(
    open_cells: Callable[[Cells], sqlite3.Connection],
) -> None:
    survey = open_cells({"OEUM0012060000000411011": _published(v13="about 40,000")})
    with pytest.raises(ValueError, match="about 40,000"):
        oews.compile_wages(survey)


def test_areas_have_the_code_people_type(open_cells: Callable[[Cells], sqlite3.Connection]) -> None:
    areas = oews.compile_areas(open_cells({})).set_index("area")
    assert areas["code"].to_dict() == {
        "0000000": "US",
        "1300000": "13",
        "0012060": "12060",
        "1300001": "1300001",
    }
    assert areas["kind"].to_dict() == {
        "0000000": "national",
        "1300000": "state",
        "0012060": "metro",
        "1300001": "nonmetro",
    }
    assert areas.loc["0012060", "state_abbr"] == "GA"


def test_staffing_is_by_sector_and_three_digit_industry(
    open_cells: Callable[[Cells], sqlite3.Connection],
) -> None:
    survey = open_cells(
        {
            "OEUN000000031--34411011": {"v01": "10"},
            "OEUN000000099-100411011": {"v01": "-", "f01": "8"},
            "OEUN0000000999101411011": {"v01": "20"},
            "OEUN0000000311000411011": {"v01": "30"},
            "OEUN0000000311100411011": {"v01": "40"},
            "OEUN0000000311000410000": {"v01": "50"},
            "OEUN0000000311000000000": {"v01": "60"},
            "OEUN0000000000000411011": {"v01": "70"},
        }
    )
    staffing = oews.compile_staffing(survey).set_index(["soc", "industry"]).sort_index()
    assert staffing["employment"].dropna().to_dict() == {
        ("00-0000", "311"): 60,
        ("41-1011", "31-33"): 10,
        ("41-1011", "311"): 30,
    }
    assert staffing.loc[("41-1011", "99"), "mark"] == "suppressed"
    assert oews.compile_industries(survey)["title"].tolist() == [
        "Manufacturing",
        "Government",
        "Food Manufacturing",
    ]


def test_the_packed_database_is_read_too(write_survey: Callable[[Cells], Path]) -> None:
    folder = write_survey({"OEUM0012060000000411011": _published()})
    plain = folder / "oews" / "oews-2025.sqlite"
    (folder / "oews" / "oews-2025.sqlite.gz").write_bytes(gzip.compress(plain.read_bytes()))
    plain.unlink()
    with oews.open_survey(folder) as survey:
        assert len(oews.compile_wages(survey)) == 1


def test_a_missing_database_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"oews-2025\.sqlite\.gz"), oews.open_survey(tmp_path):
        pass
