"""The documented layout of counts, from files: whatever stands there, no row is lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.checking import check
from data.intake.findings import SET_ASIDE, IntakeError
from data.intake.kinds import kinds
from data.intake.loading import load
from data.intake.presets import presets

HEADER = ["soc", "group", "period", "unemployed"]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
COUNT = st.tuples(
    st.sampled_from(["43-1011", "13-1021", "13-1022", "43-0000", "00-0000", ""]) | ANY_TEXT,
    st.sampled_from(["43", "ina", "55", ""]) | ANY_TEXT,
    st.sampled_from(["2025-02", "2025-01", "2025-00", ""]) | ANY_TEXT,
    st.sampled_from(["0", "1,276", "12.5", "*", ""]) | ANY_TEXT,
)
MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def written(path: Path, rows: list[tuple[str, ...]]) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADER, *rows])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def test_the_documented_layout_is_a_preset(tmp_path: Path, pack: Any) -> None:
    loaded = load(written(tmp_path / "counts.csv", [("43-1011", "", "2025-02", "1,276")]), pack)
    assert (loaded.kind, loaded.preset, loaded.period) == ("unemployment", "unemployment_headway", "2025-02")
    assert loaded.rows()[["soc", "unemployed"]].to_numpy().tolist() == [["43-1011", 1276.0]]
    assert list(presets()["unemployment_headway"].columns) == list(kinds()["unemployment"].fields)


def test_a_file_of_which_no_row_can_be_used_is_refused(tmp_path: Path, pack: Any) -> None:
    path = written(tmp_path / "counts.csv", [("43-1011", "", "soon", "9")])
    with pytest.raises(IntakeError, match=r"No row .* first reason: .* not a month"):
        load(path, pack)
    found = check(path, pack)
    assert (found.recognised_as, found.rows_read, found.set_aside, found.usable) == (
        "unemployment",
        1,
        1,
        False,
    )


@MANY
@given(rows=st.lists(COUNT, max_size=8))
def test_counts_of_any_text(rows: list[tuple[str, ...]], tmp_path: Path, pack: Any) -> None:
    path = written(tmp_path / "counts.csv", [("43-1011", "", "2025-02", "5"), *rows])
    loaded = load(path, pack, "unemployment")
    assert loaded.accepted + loaded.set_aside == loaded.read <= len(rows) + 1
    assert len(loaded.rejects) == loaded.set_aside
    assert sum(one.count for one in loaded.findings if one.severity == SET_ASIDE) == loaded.set_aside
    table = loaded.rows()
    assert not (table["unemployed"] < 0).any()
    assert (table["unemployed"].isna() == (table["mark"] != "")).all()


@MANY
@given(rest=st.binary(max_size=200), good_rows=st.integers(0, 3))
def test_files_of_any_bytes(rest: bytes, good_rows: int, tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "counts.csv"
    path.write_bytes(",".join(HEADER).encode() + b"\n" + b"43-1011,,2025-02,5\n" * good_rows + rest)
    found = check(path, pack, "unemployment")
    assert found.accepted + found.set_aside == found.rows_read
    assert found.usable == (found.refusal is None)
    if found.refusal is not None:
        assert all((found.refusal.what, found.refusal.why, found.refusal.what_to_do))
