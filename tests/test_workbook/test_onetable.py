"""One table to CSV or Parquet: digits, blanks, days, and no text that could be a formula."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formulatext import unguarded
from workbook.onetable import write_one_table

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@pytest.fixture
def table() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "soc": pd.Series(["41-2031", "", "=1+1"], dtype="str"),
            "people": [1234.0, np.nan, 0.1],
            "seen": pd.to_datetime(["2025-03-31", None, "2024-02-29"]).astype("datetime64[s]"),
            "flag": [True, False, True],
            "count": [1, -2, 3],
        }
    )


def test_csv_says_everything_plainly(table: pd.DataFrame, tmp_path: Path) -> None:
    assert write_one_table(table, tmp_path / "t.csv", without=["count", "nothing"]) == 3
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == (
        "soc,people,seen,flag\n41-2031,1234,2025-03-31,true\n,,,false\n'=1+1,0.1,2024-02-29,true\n"
    )


def test_parquet_keeps_types_and_texts(table: pd.DataFrame, tmp_path: Path) -> None:
    write_one_table(table, tmp_path / "t.parquet")
    with duckdb.connect() as connection:
        found = connection.read_parquet(str(tmp_path / "t.parquet"))
        assert [str(kind) for kind in found.types] == ["VARCHAR", "DOUBLE", "DATE", "BOOLEAN", "BIGINT"]
        assert [row[0] for row in found.fetchall()] == ["41-2031", "", "=1+1"]


def test_a_parquet_file_becomes_the_same_csv(table: pd.DataFrame, tmp_path: Path) -> None:
    write_one_table(table, tmp_path / "it's.parquet")
    write_one_table(tmp_path / "it's.parquet", tmp_path / "two.csv")
    write_one_table(table, tmp_path / "one.csv")
    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_no_text_begins_like_a_formula_and_none_is_lost(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("one") / "t.csv"
    write_one_table(pd.DataFrame({"text": pd.Series(texts, dtype="str"), "end": 1}), path)
    with path.open(encoding="utf-8", newline="") as file:
        read = [row["text"] for row in csv.DictReader(file)]
    assert [unguarded(text) for text in read] == texts
    assert not any(text.startswith(tuple("=+-@\t\r")) for text in read)
