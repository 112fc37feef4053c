"""Whatever stands in a file: no crash, and accepted + set aside = read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.findings import SET_ASIDE, IntakeError
from data.intake.postings import PostingsTable, read_postings
from data.intake.unemployment import UnemployedTable, read_unemployed

POSTINGS = "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education"
UNEMPLOYED = "soc,group,period,unemployed"

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
POSTING = st.tuples(
    st.sampled_from(["1", "2", ""]) | ANY_TEXT,
    st.sampled_from(["Store Manager", "Coordinator", "Software Engineer II", ""]) | ANY_TEXT,
    st.sampled_from(["43-1011", "151132", "15-1199", "99-9999", ""]) | ANY_TEXT,
    st.sampled_from(["Acme", ""]) | ANY_TEXT,
    st.sampled_from(["35620", "13", ""]) | ANY_TEXT,
    st.sampled_from(["2025-03-01", "2025-02-30", ""]) | ANY_TEXT,
    st.sampled_from(["2025-04-01", "0001-01-01", "9999-12-31", ""]) | ANY_TEXT,
    st.sampled_from(["20", "0", "65,000", "1e9", ""]) | ANY_TEXT,
    st.sampled_from(["30", "9" * 400, ""]) | ANY_TEXT,
    st.sampled_from(["hour", "Year", ""]) | ANY_TEXT,
    st.sampled_from(["none", "Bachelor", ""]) | ANY_TEXT,
)
COUNT = st.tuples(
    st.sampled_from(["43-1011", "13-1021", "13-1022", "43-0000", "00-0000", ""]) | ANY_TEXT,
    st.sampled_from(["43", "ina", "55", ""]) | ANY_TEXT,
    st.sampled_from(["2025-02", "2025-01", "2025-00", ""]) | ANY_TEXT,
    st.sampled_from(["0", "1,276", "12.5", "*", ""]) | ANY_TEXT,
)
EACH_OF_MANY = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


Table = PostingsTable | UnemployedTable


def taken_in(read: Callable[[Path, Any], Table], path: Path, pack: Any) -> Table | IntakeError:
    try:
        return read(path, pack)
    except IntakeError as refused:
        return refused


def check_nothing_lost(table: Table) -> None:
    assert table.accepted + table.set_aside == table.read
    assert len(table.rejects) == table.set_aside
    assert sum(one.count for one in table.findings if one.severity == SET_ASIDE) == table.set_aside
    if isinstance(table, PostingsTable):
        assert len(table.rows) == table.accepted - table.repeated
        assert not table.rows["soc"].isin([""]).any()
        wages = table.rows["wage_annual_usd"].dropna()
        assert wages.between(5_000, 2_000_000).all()
    else:
        assert (table.rows["unemployed"] >= 0).all()
        assert not table.rows.duplicated(["soc", "group"]).any()


def as_csv(header: str, rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue()


@EACH_OF_MANY
@given(rows=st.lists(POSTING, max_size=8))
def test_postings_of_any_text(rows: list[tuple[str, ...]], tmp_path: Path, small_pack: Any) -> None:
    path = tmp_path / "postings.csv"
    path.write_text(as_csv(POSTINGS, rows), encoding="utf-8", newline="")
    written = sum(any(cell.strip() for cell in row) for row in rows)
    table = taken_in(read_postings, path, small_pack)
    if isinstance(table, IntakeError):
        assert written == 0 or f"All {written} rows" in str(table)
    else:
        assert table.read == written
        check_nothing_lost(table)


@EACH_OF_MANY
@given(rows=st.lists(COUNT, max_size=8))
def test_counts_of_any_text(rows: list[tuple[str, ...]], tmp_path: Path, small_pack: Any) -> None:
    path = tmp_path / "unemployed.csv"
    path.write_text(as_csv(UNEMPLOYED, rows), encoding="utf-8", newline="")
    written = sum(any(cell.strip() for cell in row) for row in rows)
    table = taken_in(read_unemployed, path, small_pack)
    if isinstance(table, IntakeError):
        assert written == 0 or f"All {written} rows" in str(table)
    else:
        assert table.read == written
        check_nothing_lost(table)


@EACH_OF_MANY
@given(rest=st.binary(max_size=200), good_rows=st.integers(0, 3))
@pytest.mark.parametrize("header", [POSTINGS, UNEMPLOYED])
def test_files_of_any_bytes(
    header: str, rest: bytes, good_rows: int, tmp_path: Path, small_pack: Any
) -> None:
    good = {POSTINGS: "1,Store Manager,,,,,,,,,\n", UNEMPLOYED: "43-1011,,2025-02,5\n"}[header]
    path = tmp_path / "local.csv"
    path.write_bytes(header.encode() + b"\n" + good.encode() * good_rows + rest)
    read = read_postings if header == POSTINGS else read_unemployed
    table = taken_in(read, path, small_pack)
    if isinstance(table, IntakeError):
        assert all((table.what, table.why, table.what_to_do))
    else:
        check_nothing_lost(table)


@EACH_OF_MANY
@given(rows=st.integers(1, 12), place=st.integers(0, 10_000))
def test_a_stray_quotation_mark_never_swallows_a_line(
    rows: int, place: int, tmp_path: Path, small_pack: Any
) -> None:
    body = "".join(f"{n},Store Manager,,Acme {n},,,,,,,\n" for n in range(rows))
    place %= len(body)
    path = tmp_path / "postings.csv"
    path.write_text(f'{POSTINGS}\n{body[:place]}"{body[place:]}', encoding="utf-8", newline="")
    table = taken_in(read_postings, path, small_pack)
    if isinstance(table, IntakeError):
        assert rows == 1
    else:
        assert table.read == rows
        assert table.set_aside <= 1
        check_nothing_lost(table)
