"""Files of a plan: one read lean and several read whole count alike; later figures go before earlier ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.intake.loading import load
from workbook.errors import PlannerError
from workbook.loadedfiles import postings_table
from workbook.localfiles import read_local_files
from workbook.model.local_postings import count_postings
from workbook.model.region import plan_for, region_of

HEADER = "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education\n"
ROWS = (
    "1,Retail supervisor,41-1011,Acme,12060,2025-03-01,2025-07-31,20,30,hour,none\n"
    "1,Retail supervisor,41-1011,Acme,12060,2025-03-01,2025-07-31,20,30,hour,none\n"
    "2,Cook,35-2014,Beta,35620,2025-03-01,,15,,hour,high school\n"
    "3,Cook,35-2014,Gamma,,2025-03-01,2025-03-31,20,30,hour,bachelor\n"
    "4,Cook,35-2014,Delta,,2025-06-30,,31000,33000,year,\n"
    "5,Zzqx,,Delta,,,,,,,\n"
    "6,,,Delta,,,,,,,\n"
)


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    path = tmp_path / "p.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


def test_one_file_read_lean_counts_as_one_read_whole(pack: Any, postings: Path) -> None:
    plan = plan_for(pack, "12060", pd.Timestamp("2025-06-30").date())
    lean = read_local_files(pack, plan.areas, {"postings": [str(postings)]}).postings
    whole = postings_table([load(postings, pack, "postings")], {})
    assert lean is not None
    for name in ("name", "sha256", "read", "accepted", "set_aside", "repeated"):
        assert getattr(lean, name) == getattr(whole, name), name
    met = [[(one.code, one.count) for one in table.findings] for table in (lean, whole)]
    assert met[0] == met[1]
    assert len(lean.rows) == len(whole.rows) == 4
    region = region_of(pack, plan.areas)
    one, two = (count_postings(pack, region, table, plan.as_of) for table in (lean, whole))
    for name in ("open_", "stated_education", "no_degree", "wage_usd", "wages", "wage_no_degree_usd"):
        assert np.array_equal(getattr(one, name), getattr(two, name), equal_nan=True), name
    assert (one.snapshot, one.outside, one.closed) == (two.snapshot, two.outside, two.closed)
    assert np.nansum(one.open_) == 2


def test_no_files_at_all(pack: Any) -> None:
    found = read_local_files(pack, ("0012060",), {"postings": [], "wages": []})
    assert (found.postings, found.unemployed, found.tables) == (None, None, ())


def test_the_wages_of_a_later_file_go_before_those_of_an_earlier_one(pack: Any, tmp_path: Path) -> None:
    header = "AREA,AREA_TITLE,OCC_CODE,OCC_TITLE,TOT_EMP,A_MEDIAN\n"
    title = '12060,"Atlanta-Sandy Springs-Roswell, GA"'
    for name, jobs in (("old.csv", 100), ("new.csv", 200)):
        rows = f"{title},41-1011,Supervisors,{jobs},40000\n"
        more = f"{title},35-2014,Cooks,50,30000\n" if name == "old.csv" else ""
        (tmp_path / name).write_text(header + rows + more, encoding="utf-8")
    given = {"wages": [str(tmp_path / "old.csv"), str(tmp_path / "new.csv")]}
    (table,) = read_local_files(pack, ("0012060",), given).tables
    assert table.name == "old.csv, new.csv"
    assert (table.read, table.accepted) == (3, 3)
    assert table.rows.set_index("soc")["employment"].to_dict() == {"41-1011": 200, "35-2014": 50}


def test_a_file_that_is_not_there_is_a_sentence(pack: Any, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="There is no file"):
        read_local_files(pack, ("0012060",), {"programmes": [str(tmp_path / "none.csv")]})
