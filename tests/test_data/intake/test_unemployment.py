"""Counts of unemployed people: occupation, major group or region, the latest month."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.intake.findings import IntakeError
from data.intake.unemployment import LAYOUT, UnemployedTable, read_unemployed

HEADER = ["soc", "group", "period", "unemployed"]
Read = Callable[..., UnemployedTable]


@pytest.fixture
def read(csv_file: Callable[..., Path], small_pack: Any) -> Read:
    def reading(*rows: tuple[str, str, str, str]) -> UnemployedTable:
        return read_unemployed(csv_file(HEADER, rows), small_pack)

    return reading


def test_the_layout_is_the_documented_one() -> None:
    assert list(LAYOUT.columns) == HEADER


@pytest.mark.parametrize(
    ("soc", "group", "soc_read", "group_read"),
    [
        ("43-1011", "", "43-1011", ""),
        ("431011", "43", "43-1011", ""),
        ("43-1011.00", "", "43-1011", ""),
        ("15-1132", "", "15-1252", ""),
        ("43-0000", "", "", "43"),
        ("", "43", "", "43"),
        ("", "43-0000", "", "43"),
        ("43-0000", "43", "", "43"),
        ("", "ina", "", "ina"),
        ("", "INA", "", "ina"),
        ("", "55", "", "55"),
        ("", "", "", ""),
        ("00-0000", "", "", ""),
        ("", "00", "", ""),
    ],
)
def test_what_a_row_may_name(soc: str, group: str, soc_read: str, group_read: str, read: Read) -> None:
    row = read((soc, group, "2025-02", "1,276")).rows.iloc[0]
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
        ("group-unknown", ("", "Sales", "2025-02", "5")),
        ("group-contradicts-code", ("43-1011", "41", "2025-02", "5")),
        ("group-contradicts-code", ("43-0000", "41", "2025-02", "5")),
        ("period-unreadable", ("43-5061", "", "Feb-25", "5")),
        ("period-unreadable", ("43-5061", "", "", "5")),
        ("unemployed-not-a-number", ("43-5061", "", "2025-02", "*")),
        ("unemployed-not-a-number", ("43-5061", "", "2025-02", "")),
        ("unemployed-not-a-number", ("43-5061", "", "2025-02", "-5")),
        ("unemployed-repeated", ("431011", "", "2025-02", "5")),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_a_finding(
    code: str, row: tuple[str, str, str, str], read: Read
) -> None:
    table = read(("43-1011", "", "2025-02", "10"), row)
    assert (table.read, table.accepted, table.set_aside) == (2, 1, 1)
    assert table.rows["unemployed"].tolist() == [10.0]
    (finding,) = table.findings
    assert (finding.code, finding.severity, finding.where) == (code, "set aside", "line 3")
    assert table.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]


def test_zero_is_a_figure(read: Read) -> None:
    assert read(("43-1011", "", "2025-02", "0")).rows["unemployed"].tolist() == [0.0]


def test_codes_that_the_pack_keeps_together_add_up(read: Read) -> None:
    table = read(("13-1021", "", "2025-02", "3"), ("13-1022", "", "2025-02", "4"))
    assert table.rows[["soc", "unemployed"]].to_numpy().tolist() == [["13-1020", 7.0]]
    assert table.findings == ()


def test_only_the_latest_month_is_used(read: Read) -> None:
    table = read(
        ("43-1011", "", "2025-01", "9"), ("43-1011", "", "2025-02", "10"), ("", "41", "2024-12", "8")
    )
    assert table.rows[["soc", "period", "unemployed"]].to_numpy().tolist() == [["43-1011", "2025-02", 10.0]]
    assert (table.period, table.read, table.accepted, table.earlier) == ("2025-02", 3, 3, 2)
    assert [(one.code, one.severity, one.count) for one in table.findings] == [("earlier-period", "note", 2)]


def test_a_file_of_which_no_row_can_be_used_is_refused(read: Read) -> None:
    with pytest.raises(IntakeError, match=r"No row .* first reason: .* not a month"):
        read(("43-1011", "", "February", "9"))
