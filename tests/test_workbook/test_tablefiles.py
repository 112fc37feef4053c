"""Result tables as CSV: exact figures, safe text, all tables or none."""

from __future__ import annotations

import csv
import datetime
import errno
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import PlannerError
from workbook.tablefiles import StagedTables, cell_text, staged_tables, write_table

TABLE = pd.DataFrame(
    {
        "soc": pd.Series(["11-1011", "41-1011"], dtype="str"),
        "title": ["Café, “bar”", '=HYPERLINK("x")'],
        "employment": [20200.0, np.nan],
        "share": [1 / 3, -0.5],
        "flag": [True, False],
        "count": [1, 2],
    }
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (1 / 3, "0.3333333333333333"),
        (20200.0, "20200"),
        (-5.0, "-5"),
        (-0.25, "-0.25"),
        (1e300, "1e+300"),
        (np.float64(2.5), "2.5"),
        (np.int64(7), "7"),
        (True, "true"),
        (np.bool_(False), "false"),
        (float("nan"), ""),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        ("", ""),
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("a=b", "a=b"),
        (["Speaking", "Writing"], "Speaking; Writing"),
        (datetime.date(2025, 3, 31), "2025-03-31"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_figure_is_read_back_exactly(number: float) -> None:
    assert float(cell_text(number)) == number


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    assert not cell_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_table_is_written_to_the_letter_twice(tmp_path: Path) -> None:
    write_table(TABLE, tmp_path / "a.csv")
    write_table(TABLE, tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        "soc,title,employment,share,flag,count\n"
        '11-1011,"Café, “bar”",20200,0.3333333333333333,true,1\n'
        '41-1011,"\'=HYPERLINK(""x"")",,-0.5,false,2\n'
    )
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["title"] == "Café, “bar”"


def test_tables_take_their_place_together(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    with staged_tables(folder) as staged:
        staged.write({"a": TABLE, "b": TABLE})
        assert not list(folder.glob("*.csv"))
        assert staged.publish() == [folder / "a.csv", folder / "b.csv"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "b.csv"]


def test_files_of_other_names_stay(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    with staged_tables(tmp_path) as staged:
        staged.write({"a": TABLE})
        staged.publish()
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").startswith("soc,")


def write_and_publish(folder: Path, *names: str) -> None:
    with staged_tables(folder) as staged:
        staged.write(dict.fromkeys(names, TABLE))
        staged.publish()


def test_an_interruption_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: StagedTables) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(StagedTables, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_and_publish(tmp_path / "new" / "tables", "a")
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_cannot_be_replaced_puts_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows when one of the tables is open in Excel."""
    (tmp_path / "a.csv").write_text("old a", encoding="utf-8")
    (tmp_path / "c.csv").write_text("old c", encoding="utf-8")
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(source) == tmp_path / "c.csv":
            raise PermissionError(errno.EACCES, "open elsewhere")
        real(source, target)

    monkeypatch.setattr("workbook.tablefiles.os.replace", replace)
    with pytest.raises(PlannerError, match="open in another program"):
        write_and_publish(tmp_path, "a", "b", "c")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {
        "a.csv": "old a",
        "c.csv": "old c",
    }


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(table: pd.DataFrame, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("workbook.tablefiles.write_table", full)
    with pytest.raises(PlannerError, match="The disk is full"):
        write_and_publish(tmp_path / "new", "a")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "deeper"):
        with pytest.raises(PlannerError, match="a file where the folder should be"):
            write_and_publish(folder, "a")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_folder_with_the_name_of_a_table_is_kept(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(PlannerError, match="name of a table"):
        write_and_publish(tmp_path, "a", "b")
    assert [path.name for path in tmp_path.iterdir()] == ["b.csv"]
