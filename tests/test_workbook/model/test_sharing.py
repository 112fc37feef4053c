"""Which counts of the planner's are withheld when a plan is to be shared, table by table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.intake.unemployment import COLUMNS, UnemployedTable
from workbook.model.local_income import told_income
from workbook.model.localtables import NONBA_WAGES, OUTCOMES, TRANSITIONS, WAGES, LocalTable
from workbook.model.region import region_of
from workbook.model.sharedtotals import counts_of
from workbook.model.sharing import WITHHELD_CODE, shared_files, shared_unemployed
from workbook.model.suppression import bounds
from workbook.model.toldcounts import wholes_of

Row = tuple[str, str, str, str, float]
COOKS, WAITERS, SERVERS = "35-2014", "35-3031", "35-3023"


def told(*rows: Row, earlier: Sequence[Row] = ()) -> UnemployedTable:
    frame, before = (
        pd.DataFrame([(*row[:4], month, row[4]) for row in some], columns=list(COLUMNS))
        for some, month in ((rows, "2025-05"), (earlier, "2025-04"))
    )
    months = pd.concat([before, frame], ignore_index=True) if earlier else frame
    return UnemployedTable(
        frame, len(rows), len(rows), 0, 0, "2025-05", (), "a" * 64, "ours.csv", pd.DataFrame(), months=months
    )


def soc(code: str, people: float) -> Row:
    return (code, "", "", "", people)


def group(code: str, people: float) -> Row:
    return ("", code, "", "", people)


def who(label: str, people: float) -> Row:
    return ("", "", "", label, people)


def total(people: float) -> Row:
    return ("", "", "", "", people)


def withheld(pack: Any, *rows: Row, limit: float = 10) -> list[str]:
    shared = shared_unemployed(pack, told(*rows), limit)
    open_ = shared.rows[shared.rows["unemployed"].isna()]
    return sorted("".join(row[:4]) for row in open_.itertuples(index=False, name=None))


def test_counts_that_stand_alone_give_nothing_back(pack: Any) -> None:
    assert withheld(pack, soc(COOKS, 40), soc(WAITERS, 4)) == [WAITERS]


def test_what_a_group_has_beyond_its_listed_occupations(pack: Any) -> None:
    """A group of 44 with 40 cooks tells that four people did something else."""
    assert withheld(pack, soc(COOKS, 40), group("35", 44)) == [COOKS]
    assert withheld(pack, soc(COOKS, 40), group("35", 52)) == []


def test_a_small_group_is_not_told_by_the_total(pack: Any) -> None:
    rows = (group("35", 6), group("41", 30), group("43", 200), total(236))
    assert withheld(pack, *rows) == ["35", "41"]


def test_groups_of_people_do_not_tell_each_other(pack: Any) -> None:
    rows = (who("sex: female", 6), who("sex: male", 94), total(100))
    assert withheld(pack, *rows) == ["sex: female", "sex: male"]


def test_noughts_and_large_counts_stay(pack: Any) -> None:
    assert withheld(pack, soc(COOKS, 0), soc(WAITERS, 10), group("35", 30), total(500)) == []


def test_where_nothing_is_small_nothing_is_said_to_be_withheld(pack: Any) -> None:
    shared = shared_unemployed(pack, told(soc(COOKS, 40), total(300)), 10)
    assert (shared.withheld, shared.findings) == (None, ())


def test_a_limit_that_the_planner_raised(pack: Any) -> None:
    assert withheld(pack, soc(COOKS, 24), soc(WAITERS, 40), limit=25) == [COOKS]


def test_every_withheld_count_of_a_large_file_is_left_open(pack: Any) -> None:
    """A file by occupation, group, sex and in total: solve for each withheld count and for the rests."""
    occupations = pack.occupations()
    people = np.random.default_rng(7).poisson(np.exp(np.random.default_rng(8).normal(3, 1.5, 831)))
    table = occupations[["soc", "group"]].assign(people=people[: len(occupations)])
    rows = [soc(one.soc, one.people) for one in table.itertuples()]
    rows += [group(name, count) for name, count in table.groupby("group")["people"].sum().items()]
    whole = int(table["people"].sum())
    rows += [who("sex: female", 4), who("sex: male", whole - 4), total(whole)]
    shared = shared_unemployed(pack, told(*rows), 10)
    counts = counts_of(pack, told(*rows).rows)
    open_ = np.zeros(len(counts.table.values), dtype=bool)
    open_[: len(counts.names)] = shared.rows["unemployed"].isna()
    small = counts.table.small(10)
    assert open_[: len(counts.names)][small[: len(counts.names)]].all()
    places = np.flatnonzero(open_)[::6]
    found = bounds(counts.table, open_, places)
    assert (found[:, 1] - found[:, 0] >= 10 - 1e-6).all()
    assert (found[small[places], 0] < 1e-6).all()
    assert open_.sum() < small.sum() + 40, "few more are withheld than have to be"


def test_earlier_months_keep_their_total_alone(pack: Any) -> None:
    table = told(total(300), group("35", 4), earlier=(total(280), group("35", 3)))
    shared = shared_unemployed(pack, table, 10)
    assert wholes_of(pack, shared.months) == (("2025-04", 280.0), ("2025-05", 300.0))
    assert (shared.months[["soc", "group", "industry", "demographic"]] == "").all(axis=None)
    assert (shared.sha256, shared.findings[0].code) == ("", "counts-withheld")


def local(kind: str, rows: pd.DataFrame) -> LocalTable:
    return LocalTable(kind, rows, len(rows), len(rows), 0, (), "b" * 64, f"{kind}.csv")


def test_pairs_of_few_people_leave_no_trace(pack: Any) -> None:
    """The pair counts over its regions, and neither its share nor what left the occupation stays."""
    rows = pd.DataFrame(
        [
            (COOKS, WAITERS, 80.0, 0.9, 500.0),
            (COOKS, SERVERS, 4.0, 0.05, 500.0),
            (COOKS, SERVERS, 3.0, 0.05, 500.0),
            (WAITERS, COOKS, 6.0, 0.5, 90.0),
            (WAITERS, COOKS, 6.0, 0.5, 90.0),
        ],
        columns=["origin", "destination", "people", "share", "origin_total"],
    )
    (shared,) = shared_files(pack, None, [local(TRANSITIONS, rows)], 10).tables
    assert shared.rows["people"].tolist() == [80.0, 6.0, 6.0]
    assert shared.rows["origin_total"].isna().all()
    assert shared.findings[0].count == 1


def test_incomes_of_few_people_are_estimated_instead(pack: Any) -> None:
    socs = np.array(["41-2031", "29-1141", "35-3031"], dtype=object)
    people = [3.0, 40.0, float("nan")]
    rows = pd.DataFrame({"area": "", "soc": socs, "income_usd": [21e3, 61e3, 25e3], "people": people})
    (shared,) = shared_files(pack, None, [local(NONBA_WAGES, rows)], 10).tables
    region = region_of(pack, ("0012060",))
    found = told_income(shared, pack, region, socs)
    assert np.array_equal(found, [float("nan"), 61e3, 25e3], equal_nan=True)
    assert [one.code for one in shared.findings] == [WITHHELD_CODE]
    assert shared.sha256 == ""
    (bare,) = shared_files(pack, None, [local(NONBA_WAGES, rows.head(1))], 10).tables
    assert np.isnan(told_income(bare, pack, region, socs)).all(), "withheld, and no refusal"


def test_outcomes_of_few_people_are_blank(pack: Any) -> None:
    columns = ["title", "completers", "placement_share", "earnings_usd"]
    rows = pd.DataFrame([("A", 6.0, 0.5, 9000.0), ("B", 60.0, 0.7, 8000.0)], columns=columns)
    rows.loc[2] = ("C", np.nan, 0.8, 7000.0)
    (shared,) = shared_files(pack, None, [local(OUTCOMES, rows)], 10).tables
    assert shared.rows["placement_share"].tolist() == pytest.approx([np.nan, 0.7, 0.8], nan_ok=True)
    assert shared.rows["completers"].isna().tolist() == [True, False, True]


def test_tables_that_count_no_people_stay_as_they_are(pack: Any) -> None:
    wages = local(WAGES, pd.DataFrame({"employment": [3.0]}))
    assert shared_files(pack, None, [wages], 10).tables == (wages,)
