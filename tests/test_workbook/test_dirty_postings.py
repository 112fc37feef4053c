"""A file as dirty as they come says the same whichever way it is read: whole, lean, or where it lies."""

from __future__ import annotations

import csv
import datetime
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.loading import load
from data.intake.postings import PostingsTable
from data.intake.reading.textfiles import TextSheet
from workbook.loadedfiles import postings_table
from workbook.localfiles import read_local_files
from workbook.model.local_postings import count_postings
from workbook.model.region import region_of

ATLANTA = ("0012060",)
TODAY = datetime.date(2025, 6, 30)
HEADS = (
    *("Job ID", "Job Title", "SOC Code", "Company", "Location", "Date Posted", "Closing Date"),
    *("Salary", "Education", "Remote"),
)
Cells = tuple[str, ...]
POOLS: tuple[Cells, ...] = (
    ("1", "2", "3", "A-17", "", "N/A", "0", " 4 "),
    (
        "Cook",
        "COOK ",
        "Registered Nurse (Nights)",
        "Cashier - $500 bonus",
        "Zzqx",
        "",
        "Store Manager II",
        "nan",
    ),
    ("35-2014", "352014", "29-1141.00", "41-2011", "99-9999", "junk", "", "NULL"),
    (
        "Acme",
        "ACME, Inc.",
        "The Acme Company",
        "Adecco Staffing",
        "Beta LLC",
        "Beta",
        "",
        "-",
        " nan",
        "NULL",
    ),
    ("Atlanta, GA", "30303", "Atlanta", "Decatur, Georgia", "New York, NY", "13121", "Remote", "Nowhere", ""),
    ("2025-06-01", "6/2/2025", "Jun 3, 2025", "2025-06-04T08:30:00Z", "soon", "", "2025-01-02", "45809"),
    ("2025-07-31", "", "never", "2025-02-30", "7/1/2025", "2025-06-15", "open until filled"),
    (
        *(
            "$18.50/hr",
            "45k–60k",
            "$3,200 monthly",
            "DOE",
            "Competitive",
            "$20 - $25 an hour",
            "1",
            "0",
            "-5",
        ),
        *("999999999", "60,000 - 45,000", "£30,000", "up to $25 an hour", "52000", "", "$150 per day"),
    ),
    ("High school diploma", "Bachelor's degree", "None", "", "GED or equivalent", "some letters", "PhD"),
    ("Yes", "No", "", "true", "0"),
)
ROW = st.tuples(*(st.sampled_from(pool) for pool in POOLS))
TOLD = ["soc", "area", "posted", "expires", "wage_annual_usd", "education"]
COOK, LAST = ("Cook", "35-2014"), "2025-07-31"
COUNTS = ("open_", "stated_education", "no_degree", "wage_usd", "wages", "wage_no_degree_usd")


def written(rows: Sequence[Cells], folder: Path) -> Path:
    path = folder / "dirty.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


def drawn(count: int, seed: int) -> list[Cells]:
    """Return dirty rows, every tenth of them again, perhaps at another place in the file."""
    chosen = random.Random(seed)
    rows = [tuple(chosen.choice(pool) for pool in POOLS) for _ in range(count)]
    rows += [row for place, row in enumerate(rows) if place % 10 == 0]
    chosen.shuffle(rows)
    return rows


def said(table: PostingsTable) -> dict[str, Any]:
    """Return all that a plan takes from postings."""
    rows = table.rows[TOLD].astype({"soc": "str", "area": "str", "education": "str"})
    wages = rows.groupby(["soc", "education"])["wage_annual_usd"].agg(["size", "count", "median"])
    return {
        **{name: getattr(table, name) for name in ("read", "accepted", "set_aside", "repeated")},
        "findings": [(one.code, one.column, one.count, one.lines) for one in table.findings],
        "aside": table.rejects[["line", "code", "value"]].to_numpy().tolist(),
        "rows": sorted(map(str, rows.itertuples(index=False, name=None))),
        "wages": wages.round(6).reset_index().astype(str).to_numpy().tolist(),
    }


def every_way(path: Path, pack: Any) -> dict[str, PostingsTable]:
    """Read a file whole and lean, from memory and scanned where it lies."""
    found = {}
    for place, in_memory_bytes in (("memory", 1 << 20), ("scanned", 0)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(TextSheet.__init__, "__defaults__", (in_memory_bytes,))
            lean = read_local_files(pack, ATLANTA, {"postings": [str(path)]}).postings
            assert lean is not None
            found[f"lean, {place}"] = lean
            found[f"whole, {place}"] = postings_table([load(path, pack, "postings")], {})
    return found


def test_a_large_dirty_file_says_the_same_in_every_way(tmp_path: Path, pack: Any) -> None:
    rows = drawn(600, seed=20250630)
    tables = every_way(written(rows, tmp_path), pack)
    first, *others = ((name, said(table)) for name, table in tables.items())
    assert first[1]["read"] == len(rows)
    assert first[1]["accepted"] + first[1]["set_aside"] == len(rows)
    assert 0 < first[1]["repeated"] < first[1]["accepted"]
    assert len(first[1]["findings"]) > 8
    for name, one in others:
        for told, value in one.items():
            assert value == first[1][told], f"{told}: {name} against {first[0]}"
    region = region_of(pack, ATLANTA)
    counted = [count_postings(pack, region, table, TODAY) for table in tables.values()]
    for name in COUNTS:
        for one in counted[1:]:
            assert np.array_equal(getattr(one, name), getattr(counted[0], name), equal_nan=True), name
    assert np.nansum(counted[0].open_) > 20
    assert np.isfinite(counted[0].wage_usd).any()


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(ROW, min_size=1, max_size=20))
def test_any_dirty_rows_say_the_same_in_every_way(rows: list[Cells], tmp_path: Path, pack: Any) -> None:
    good = ("G-1", "Cook", "35-2014", "Gamma", "Atlanta, GA", "2025-06-01", "", "$20/hr", "", "")
    tables = every_way(written([*rows, good], tmp_path), pack)
    first, *others = map(said, tables.values())
    assert all(one == first for one in others)


def test_it_says_what_was_worked_out_by_hand(tmp_path: Path, pack: Any) -> None:
    """Six cooks of Atlanta stay: three of Acme are one, another is in New York, two rows are set aside."""
    rows: list[Cells] = [
        ("1", *COOK, "Acme", "Atlanta, GA", "2025-06-01", LAST, "$18.50/hr", "High school diploma", ""),
        ("1", *COOK, "Acme", "Atlanta, GA", "2025-06-01", LAST, "$18.50/hr", "High school diploma", ""),
        ("2", *COOK, "Adecco Staffing", "30303", "6/13/2025", LAST, "45k–60k", "None", ""),
        ("3", *COOK, "Beta", "Decatur, Georgia", "Jun 3, 2025", LAST, "$3,200 monthly", "", "Yes"),
        ("4", *COOK, "Gamma", "Marietta, GA", "2025-06-04T08:30:00Z", LAST, "60,000 - 45,000", "GED", ""),
        ("5", *COOK, "Delta", "Atlanta, GA", "", LAST, "DOE", "Bachelor's degree", ""),
        ("6", *COOK, "Eta", "Atlanta, GA", "2025-06-05", LAST, "999999999", "", ""),
        ("7", *COOK, "Acme, Inc.", "Atlanta, GA", "2025-06-20", LAST, "$18.50/hr", "", ""),
        ("8", *COOK, "Acme", "New York, NY", "2025-06-01", LAST, "$30/hr", "", ""),
        ("9", "nan", "", "Acme", "Atlanta, GA", "2025-06-01", LAST, "$30/hr", "", ""),
        ("10", *COOK, "Theta", "Atlanta, GA", "2025-06-01", "soon", "$30/hr", "", ""),
    ]
    for name, table in every_way(written(rows, tmp_path), pack).items():
        assert (table.read, table.accepted, table.set_aside, table.repeated) == (11, 9, 2, 2), name
        here = table.rows[table.rows["area"].astype("str") == "0012060"]
        pay = here["wage_annual_usd"].dropna()
        assert sorted(pay) == [38_400.0, 38_480.0, 52_500.0, 52_500.0], name
        assert (len(here), pay.median()) == (6, 45_490.0), name
        assert pd.Series(table.rejects["code"]).tolist() == ["occupation-not-named", "expires-unreadable"]
