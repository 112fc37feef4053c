"""Whatever stands in a file: no crash, and accepted + set aside = read."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.findings import SET_ASIDE, IntakeError
from data.intake.loaded import Loaded
from data.intake.loading import NothingUsableError, load

POSTINGS = "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education"

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
POSTING = st.tuples(
    st.sampled_from(["1", "2", ""]) | ANY_TEXT,
    st.sampled_from(["Registered Nurse", "Coordinator", "Xqzzt", ""]) | ANY_TEXT,
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
EACH_OF_MANY = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
GOOD = "1,Registered Nurse,29-1141,,,,,,,,\n"


def taken_in(path: Path, pack: Any) -> Loaded | IntakeError:
    try:
        return load(path, pack, "postings")
    except IntakeError as refused:
        return refused


def check_nothing_lost(loaded: Loaded) -> None:
    assert loaded.accepted + loaded.set_aside == loaded.read
    assert len(loaded.rejects) == loaded.set_aside
    assert sum(one.count for one in loaded.findings if one.severity == SET_ASIDE) == loaded.set_aside
    rows = loaded.rows()
    assert len(rows) == loaded.accepted - loaded.repeated == loaded.distinct
    assert rows["wage_annual_usd"].dropna().between(5_000, 2_000_000).all()


def as_csv(header: str, rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue()


@EACH_OF_MANY
@given(rows=st.lists(POSTING, min_size=1, max_size=8))
def test_postings_of_any_text(rows: list[tuple[str, ...]], tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "postings.csv"
    path.write_text(as_csv(POSTINGS, rows), encoding="utf-8", newline="")
    loaded = taken_in(path, pack)
    if isinstance(loaded, NothingUsableError):
        assert len(loaded.rejects) <= len(rows)
    elif isinstance(loaded, Loaded):
        check_nothing_lost(loaded)


@EACH_OF_MANY
@given(rest=st.binary(max_size=200), good_rows=st.integers(0, 3))
def test_files_of_any_bytes(rest: bytes, good_rows: int, tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "local.csv"
    path.write_bytes(POSTINGS.encode() + b"\n" + GOOD.encode() * good_rows + rest)
    loaded = taken_in(path, pack)
    if isinstance(loaded, IntakeError):
        assert all((loaded.what, loaded.why, loaded.what_to_do))
    else:
        check_nothing_lost(loaded)


@EACH_OF_MANY
@given(rows=st.integers(3, 12), place=st.integers(0, 10_000))
def test_a_stray_quotation_mark_never_swallows_a_line(
    rows: int, place: int, tmp_path: Path, pack: Any
) -> None:
    body = "".join(f"{n},Registered Nurse,29-1141,Acme {n},,,,,,,\n" for n in range(rows))
    place %= len(body)
    path = tmp_path / "postings.csv"
    path.write_text(f'{POSTINGS}\n{body[:place]}"{body[place:]}', encoding="utf-8", newline="")
    loaded = taken_in(path, pack)
    assert isinstance(loaded, Loaded)
    assert loaded.read == rows
    assert loaded.set_aside <= 1
    check_nothing_lost(loaded)
