"""Postings counted by hand: what is open on which day, in which region, and what it asks and offers."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data import engine
from data.intake.loaded import Loaded
from data.intake.mapping import mapping_of
from data.intake.postings import COLUMNS, PostingsTable
from workbook.model.local_postings import NO_DEGREE, PostingCounts, count_postings
from workbook.model.region import plan_for, region_of
from workbook.model.results import Results
from workbook.model.run import prepare, solve

WAITERS, SALES = "35-3031", "41-2031"
ATLANTA, CHATTANOOGA, NORTH_GEORGIA, GEORGIA = "0012060", "0016860", "1300001", "1300000"
DAY = datetime.date(2025, 6, 30)
NAN = float("nan")

Row = dict[str, Any]
Count = Callable[..., PostingCounts]


def postings_table(*rows: Row) -> PostingsTable:
    """Make the table of a file; what a row does not say is blank."""
    blank = {"soc": WAITERS, "area": "", "posted": "2025-06-30", "expires": None, "wage_annual_usd": NAN}
    frame = pd.DataFrame([{"education": "", "employer": "", **blank, **row} for row in rows])
    frame = frame.assign(id=[str(place) for place in range(len(frame))], title="Waiter")
    for name in ("posted", "expires"):
        frame[name] = pd.to_datetime(frame[name])
    count = len(frame)
    return PostingsTable(
        frame[list(COLUMNS)], count, count, 0, 0, (), "0" * 64, "postings.csv", pd.DataFrame()
    )


@pytest.fixture
def count(country: Any) -> Count:
    def counting(*rows: Row, areas: tuple[str, ...] = (ATLANTA,), as_of: Any = DAY) -> PostingCounts:
        return count_postings(country, region_of(country, areas), postings_table(*rows), as_of)

    return counting


def of(values: Any, soc: str = WAITERS) -> float:
    socs = ["35-2014", "35-3031", "41-1011", "41-2031", "47-2061"]
    return float(values[socs.index(soc)])


def test_a_table_in_a_file_counts_as_one_in_memory(country: Any, tmp_path: Path) -> None:
    """Loaded postings, those without an occupation among them, are counted where they lie."""
    rows: list[Row] = [
        {"area": ATLANTA, "education": "none", "wage_annual_usd": 30_000.0},
        {"area": ATLANTA, "education": "bachelor", "wage_annual_usd": 50_000.0, "soc": SALES},
        {"area": CHATTANOOGA},
        {"area": ATLANTA, "expires": "2020-01-01"},
        {"education": "high school", "posted": "2025-06-01"},
    ]
    table = postings_table(*rows)
    path = tmp_path / "postings.parquet"
    uncoded = table.rows.iloc[[0]].assign(soc="")
    with engine.connect() as connection:
        connection.register("frame", pd.concat([table.rows, uncoded]))
        connection.execute(f"COPY (SELECT * FROM frame) TO '{path}' (FORMAT parquet)")
    loaded = Loaded(
        "postings", "x", "", "", path, 6, 6, 0, 0, (), pd.DataFrame(), mapping_of("postings", {}, "")
    )
    region = region_of(country, (ATLANTA,))
    one, other = (count_postings(country, region, each, DAY) for each in (table, loaded))
    for name in PostingCounts.__dataclass_fields__:
        np.testing.assert_equal(getattr(other, name), getattr(one, name), err_msg=name)


def test_without_a_file_every_figure_is_blank(country: Any) -> None:
    counts = count_postings(country, region_of(country, (ATLANTA,)), None, DAY)
    for values in (counts.open_, counts.stated_education, counts.no_degree, counts.wage_usd, counts.wages):
        assert np.isnan(values).all()
    assert counts.snapshot is None


def test_with_a_file_no_posting_is_a_zero_and_no_wage_a_blank(count: Count) -> None:
    counts = count({})
    assert list(counts.open_) == [0, 1, 0, 0, 0]
    assert list(counts.stated_education) == list(counts.no_degree) == [0] * 5
    assert np.isnan(counts.wage_usd).all()
    assert list(counts.wages) == [0] * 5


@pytest.mark.parametrize(
    ("expires", "open_"), [(None, 1), ("2025-06-30", 1), ("2025-07-01", 1), ("2025-06-29", 0)]
)
def test_a_posting_is_open_through_its_last_day(expires: str | None, open_: int, count: Count) -> None:
    counts = count({"expires": expires})
    assert of(counts.open_) == open_
    assert counts.closed == 1 - open_


def test_an_old_file_is_counted_on_the_day_of_its_newest_posting(count: Count) -> None:
    """So a file of 2019 is not empty only because everything in it has expired since."""
    rows = [
        {"posted": "2019-03-01", "expires": "2019-03-20"},
        {"posted": "2019-03-15", "expires": "2019-04-01"},
        {"posted": "2019-02-01", "expires": "2019-03-14"},
    ]
    counts = count(*rows)
    assert counts.snapshot == datetime.date(2019, 3, 15)
    assert (of(counts.open_), counts.closed) == (2, 1)


def test_a_posting_of_tomorrow_does_not_move_the_day(count: Count) -> None:
    counts = count({"posted": "2026-01-01"}, {"expires": "2025-07-15"})
    assert counts.snapshot == DAY
    assert of(counts.open_) == 2


def test_without_any_day_of_posting_the_plan_s_day_counts(count: Count) -> None:
    counts = count({"posted": None, "expires": "2025-06-29"}, {"posted": None})
    assert counts.snapshot == DAY
    assert (of(counts.open_), counts.closed) == (1, 1)


@pytest.mark.parametrize(
    ("areas", "inside"),
    [
        ((ATLANTA,), {"", ATLANTA}),
        ((ATLANTA, CHATTANOOGA), {"", ATLANTA, CHATTANOOGA}),
        ((GEORGIA,), {"", ATLANTA, NORTH_GEORGIA, GEORGIA}),
        (("4700000",), {"", CHATTANOOGA, "4700000"}),
        (("0000000",), {"", ATLANTA, CHATTANOOGA, NORTH_GEORGIA, GEORGIA, "4700000"}),
    ],
    ids=["metro", "two metros", "state", "state of a shared metro", "nation"],
)
def test_postings_of_other_regions_are_left_out_and_counted(
    areas: tuple[str, ...], inside: set[str], count: Count
) -> None:
    """A metro area that two states share counts in the first of them."""
    everywhere = ["", ATLANTA, CHATTANOOGA, NORTH_GEORGIA, GEORGIA, "4700000"]
    for area in everywhere:
        counts = count({"area": area}, areas=areas)
        assert (of(counts.open_), counts.outside) == ((1, 0) if area in inside else (0, 1)), area


def test_what_postings_ask_for(count: Count) -> None:
    stated = ["none", "high school", "some college", "associate", "bachelor", "graduate"]
    counts = count(*({"education": education} for education in [*stated, "", ""]))
    assert (of(counts.open_), of(counts.stated_education), of(counts.no_degree)) == (8, 6, 4)
    assert tuple(stated[:4]) == NO_DEGREE


def test_medians_of_what_postings_offer_with_and_without_a_degree(count: Count) -> None:
    rows = [{"wage_annual_usd": pay, "education": "none"} for pay in (30_000, 32_000, 50_000)]
    rows += [{"wage_annual_usd": 90_000, "education": "bachelor"}, {"wage_annual_usd": 40_000}, {}]
    rows += [{"wage_annual_usd": 1e6, "expires": "2020-01-01"}, {"wage_annual_usd": 20_000, "soc": SALES}]
    counts = count(*rows)
    assert (of(counts.wage_usd), of(counts.wages)) == (40_000, 5)
    assert (of(counts.wage_no_degree_usd), of(counts.wages_no_degree)) == (32_000, 3)
    assert (of(counts.wage_usd, SALES), of(counts.wages, SALES)) == (20_000, 1)
    assert np.isnan(of(counts.wage_no_degree_usd, SALES))


@pytest.fixture(scope="session")
def with_file(pack: Any, atlanta: Results) -> Results:
    """Atlanta with 25 waiters' postings of whom 20 state an education, and 4 of salespersons."""
    rows: list[Row] = [
        {"education": "none" if place < 15 else "bachelor", "wage_annual_usd": 30_000 + 100 * place}
        for place in range(20)
    ]
    rows += [{} for _ in range(5)]
    rows += [{"soc": SALES, "education": "none", "wage_annual_usd": 28_000} for _ in range(4)]
    prepared = prepare(pack, atlanta.plan, postings_table(*rows))
    return solve(prepared, atlanta.plan)


def test_postings_flow_into_the_matrix(with_file: Results, atlanta: Results) -> None:
    matrix = with_file.matrix.set_index("soc")
    waiters, sales = matrix.loc[WAITERS], matrix.loc[SALES]
    assert (waiters["postings_open"], waiters["postings_stated_education"]) == (25, 20)
    assert waiters["postings_no_degree"] == 15
    assert waiters["accessible_share"] == 0.75
    assert waiters["accessible_openings"] == pytest.approx(0.75 * waiters["openings_12m"])
    assert waiters["posting_wage_usd"] == 30_950
    assert waiters["posting_wage_no_degree_usd"] == 30_700
    assert sales["accessible_share"] == sales["nonba_share"], "four postings are too few to go by"
    assert (matrix["postings_open"].drop([WAITERS, SALES]) == 0).all()
    assert with_file.matrix["class"].equals(atlanta.matrix["class"])
    assert with_file.vintages["Postings"] == "local file, as of 30 June 2025"
    assert "Postings" not in atlanta.vintages


def test_a_median_of_fewer_than_five_wages_is_withheld(with_file: Results) -> None:
    matrix = with_file.matrix.set_index("soc")
    assert np.isnan(matrix.loc[SALES, "posting_wage_usd"])
    lower = solve(with_file.prepared, with_file.plan.with_parameter("posting_wages_min", 4))
    assert lower.matrix.set_index("soc").loc[SALES, "posting_wage_usd"] == 28_000
    higher = solve(with_file.prepared, with_file.plan.with_parameter("posting_wages_min", 16))
    waiters = higher.matrix.set_index("soc").loc[WAITERS]
    assert waiters["posting_wage_usd"] == 30_950
    assert np.isnan(waiters["posting_wage_no_degree_usd"]), "15 of the wages ask for no degree"


def test_a_file_for_one_region_says_nothing_of_another(pack: Any) -> None:
    plan = plan_for(pack, "10500", DAY)
    counts = prepare(pack, plan, postings_table({"area": ATLANTA}, {"area": ATLANTA}, {})).postings
    assert (np.nansum(counts.open_), counts.outside) == (1, 2)


def test_what_is_left_out_or_old_is_said(pack: Any, atlanta: Results) -> None:
    def codes(*rows: Row) -> dict[str, str]:
        solved = solve(prepare(pack, atlanta.plan, postings_table(*rows)), atlanta.plan)
        return {found.code: found.what for found in solved.findings if found.code.startswith("postings")}

    assert codes({}, {"posted": "2025-06-01"}) == {}
    assert codes({"area": "0035620"}, {"area": "0010500"}, {}) == {
        "postings-outside": "2 postings of the file lie outside Atlanta"
    }
    assert codes({"posted": "2025-05-30"}) == {}
    assert codes({"posted": "2019-03-15"}) == {
        "postings-old": "Postings are counted as of 15 March 2019, the newest day of the file"
    }
