"""Postings: every row accepted or set aside, coded, put on a year and counted once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.findings import IntakeError
from data.intake.postings import COLUMNS, LAYOUT, PostingsTable, read_postings

HEADER = [
    *("id", "title", "soc", "employer", "area", "posted", "expires"),
    *("wage_low_usd", "wage_high_usd", "wage_period", "education"),
]
GOOD = {
    "id": "1",
    "title": "Store Manager",
    "employer": "Acme",
    "area": "35620",
    "posted": "2025-03-01",
    "expires": "2025-04-01",
    "wage_low_usd": "20",
    "wage_high_usd": "30",
    "wage_period": "hour",
    "education": "high school",
}
Read = Callable[..., PostingsTable]


@pytest.fixture
def read(csv_file: Callable[..., Path], small_pack: Any) -> Read:
    """Read postings of which each differs from a good one as told; ids run from 1."""

    def reading(*differences: dict[str, str]) -> PostingsTable:
        rows = [
            {**GOOD, "id": str(n + 1), "employer": f"Employer {n}", **one}
            for n, one in enumerate(differences)
        ]
        cells = [[row.get(name, "") for name in HEADER] for row in rows]
        return read_postings(csv_file(HEADER, cells), small_pack)

    return reading


def test_the_layout_is_the_documented_one() -> None:
    assert list(LAYOUT.columns) == HEADER


def test_a_good_posting(read: Read) -> None:
    table = read({})
    assert tuple(table.rows.columns) == COLUMNS
    row = table.rows.iloc[0]
    assert (row["id"], row["soc"], row["area"], row["education"]) == (
        "1",
        "43-1011",
        "0035620",
        "high school",
    )
    assert row["wage_annual_usd"] == 25 * 2080
    assert (row["posted"], row["expires"]) == (pd.Timestamp("2025-03-01"), pd.Timestamp("2025-04-01"))
    assert (table.read, table.accepted, table.set_aside, table.repeated, table.findings) == (1, 1, 0, 0, ())


def test_what_a_posting_does_not_state_stays_blank(read: Read) -> None:
    blanks = dict.fromkeys(
        ("employer", "area", "posted", "expires", "wage_low_usd", "wage_high_usd", "education"), ""
    )
    row = read(blanks).rows.iloc[0]
    assert (row["employer"], row["area"], row["education"]) == ("", "", "")
    assert pd.isna(row["posted"])
    assert pd.isna(row["expires"])
    assert pd.isna(row["wage_annual_usd"])


@pytest.mark.parametrize(
    ("code", "difference"),
    [
        ("occupation-not-named", {"title": "", "soc": ""}),
        ("title-not-known", {"title": "Wizard"}),
        ("title-ambiguous", {"title": "Coordinator"}),
        ("code-unknown", {"soc": "99-9999", "title": ""}),
        ("code-unknown", {"soc": "99-9999", "title": "Wizard"}),
        ("code-split", {"soc": "15-1199", "title": ""}),
        ("area-unknown", {"area": "36061"}),
        ("expires-unreadable", {"expires": "soon"}),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_a_finding(
    code: str, difference: dict[str, str], read: Read
) -> None:
    table = read({}, difference)
    assert (table.read, table.accepted, table.set_aside) == (2, 1, 1)
    (finding,) = table.findings
    assert (finding.code, finding.severity, finding.count) == (code, "set aside", 1)
    assert "line 3" in finding.where
    assert table.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]


@pytest.mark.parametrize(
    ("code", "difference", "column"),
    [
        ("posted-unreadable", {"posted": "03/01/2025"}, "posted"),
        ("wage-unreadable", {"wage_high_usd": "35k"}, "wage_annual_usd"),
        ("wage-period-unknown", {"wage_period": ""}, "wage_annual_usd"),
        ("wage-period-unknown", {"wage_period": "fortnight"}, "wage_annual_usd"),
        ("wage-implausible", {"wage_period": "year"}, "wage_annual_usd"),
        ("education-unknown", {"education": "PhD"}, "education"),
    ],
)
def test_a_value_that_cannot_be_used_is_left_blank_with_a_finding(
    code: str, difference: dict[str, str], column: str, read: Read
) -> None:
    table = read(difference)
    assert (table.accepted, table.set_aside) == (1, 0)
    value = table.rows[column].iloc[0]
    assert value == "" or pd.isna(value)
    assert [(one.code, one.severity, one.count) for one in table.findings] == [(code, "left blank", 1)]


def test_a_wrong_code_is_made_good_by_the_title(read: Read) -> None:
    table = read({"soc": "99-9999"})
    assert table.rows["soc"].tolist() == ["43-1011"]
    assert [one.code for one in table.findings] == ["code-unknown-title-used"]


def test_the_code_goes_before_the_title(read: Read) -> None:
    assert read({"soc": "41-1011"}).rows["soc"].tolist() == ["41-1011"]


def test_a_run_of_the_same_trouble_is_one_finding_with_a_count_and_examples(read: Read) -> None:
    (finding,) = read({}, *({"title": f"Wizard of {n:02}x"} for n in range(12))).findings
    assert (finding.count, finding.examples) == (12, ("Wizard of 00x", "Wizard of 01x", "Wizard of 02x"))
    assert "12 rows, lines 3, 4, 5 …" in str(finding)


@pytest.mark.parametrize(
    ("differences", "kept"),
    [
        # The same id: the copy that stays open longest stands, then the one posted last, then the first.
        ([{"id": "7"}, {"id": "7", "expires": "2025-05-01"}], ["Employer 1"]),
        ([{"id": "7", "expires": ""}, {"id": "7", "expires": "2025-05-01"}], ["Employer 0"]),
        ([{"id": "7"}, {"id": "7", "posted": "2025-03-02"}], ["Employer 1"]),
        ([{"id": "7"}, {"id": "7"}], ["Employer 0"]),
        # Other ids: title, employer and area decide, however they are written.
        ([{"employer": "Acme"}, {"employer": "ACME", "title": "STORE-MANAGER"}], ["Acme"]),
        ([{"employer": "Acme"}, {"employer": "Acme", "area": ""}], ["Acme", "Acme"]),
        ([{"employer": "Acme"}, {"employer": "Acme", "title": "Store Manager II"}], ["Acme", "Acme"]),
        # Without an employer nobody can tell two openings from two copies.
        ([{"employer": ""}, {"employer": ""}], ["", ""]),
        ([{"id": "", "employer": "A"}, {"id": "", "employer": "B"}], ["A", "B"]),
    ],
)
def test_copies_count_once(differences: list[dict[str, str]], kept: list[str], read: Read) -> None:
    table = read(*differences)
    assert table.rows["employer"].tolist() == kept
    assert (table.accepted, table.repeated) == (len(differences), len(differences) - len(kept))
    assert [one.code for one in table.findings] == ["repeated-posting"] * (len(kept) < len(differences))


def test_a_file_of_which_no_row_can_be_used_is_refused(read: Read) -> None:
    with pytest.raises(IntakeError, match=r"No row .* All 2 rows were set aside") as trouble:
        read({"title": "Wizard"}, {"title": "Witch"})
    assert "SOC code" in trouble.value.what_to_do


def test_large_files_are_read_in_batches(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    differences = [{"title": "Wizard"} if n % 3 == 2 else {"id": str(n % 5)} for n in range(20)]
    whole = read(*differences)
    monkeypatch.setattr("data.intake.files.LocalFile.batches.__defaults__", (3,))
    pieces = read(*differences)
    pd.testing.assert_frame_equal(whole.rows, pieces.rows)
    pd.testing.assert_frame_equal(whole.rejects, pieces.rejects)
    assert whole.findings == pieces.findings
