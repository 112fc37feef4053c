"""``headway load``: the clean table, the rows to mend, the recipe; whole files or none."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data import engine
from workbook.writing.rejects import OURS, ROWS

HEADER = "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education"
GOOD = "1,=Retail supervisor,41-1011,Acme,12060,2025-03-01,2025-07-31,20,30,hour,none"
BAD = "2,Cook,35-2014,Acme,12060,2025-03-01,some day,20,30,hour,none"
UNEMPLOYED = 'soc,group,period,unemployed\n41-1011,,2025-05,"1,234"\n,43,2025-05,9\n,,2025-05,50000\n'


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(run_command: Said) -> Said:
    """Run the command and return its status and what it printed to output and error."""
    return partial(run_command, "load")


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    """A postings file with a usable row and one to mend."""
    path = tmp_path / "p.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n{BAD}\n", encoding="utf-8")
    return path


def test_the_table_has_the_documented_columns(said: Said, postings: Path, tmp_path: Path) -> None:
    status, out, err = said(postings, "--as", "postings", "--out", tmp_path / "t.csv")
    assert (status, err) == (0, "")
    assert out.splitlines()[:2] == [
        f"Table: {tmp_path / 't.csv'}",
        "p.csv: Job postings; 2 rows read, 1 accepted, 1 set aside",
    ]
    table = pd.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
    (row,) = table.to_dict("records")
    wanted = {
        "line": "2",
        "id": "1",
        "title": "'=Retail supervisor",
        "soc": "41-1011",
        "coded_by": "code",
        "area": "0012060",
        "posted": "2025-03-01",
        "wage_annual_usd": "52000",
        "education": "none",
    }
    assert {name: row[name] for name in wanted} == wanted
    assert sorted(os.listdir(tmp_path)) == ["p.csv", "t.csv"]


def test_a_text_like_a_formula_comes_back_from_the_programs_own_table(
    said: Said, postings: Path, tmp_path: Path
) -> None:
    """Marked by an apostrophe in CSV, and the text itself once the table is loaded again."""
    assert said(postings, "--as", "postings", "--out", tmp_path / "t.csv")[0] == 0
    assert said(tmp_path / "t.csv", "--as", "postings", "--out", tmp_path / "again.parquet")[0] == 0
    with engine.connect() as connection:
        found = connection.read_parquet(str(tmp_path / "again.parquet"))
        assert found.project("title").fetchall() == [("=Retail supervisor",)]


def test_parquet_keeps_days_numbers_and_texts(said: Said, postings: Path, tmp_path: Path) -> None:
    assert said(postings, "--as", "postings", "--out", tmp_path / "t.parquet")[0] == 0
    with engine.connect() as connection:
        found = connection.read_parquet(str(tmp_path / "t.parquet"))
        types = dict(zip(found.columns, map(str, found.types), strict=True))
        assert found.project("title, posted, wage_annual_usd").fetchall()[0][0] == "=Retail supervisor"
    assert [types[name] for name in ("soc", "posted", "wage_annual_usd")] == ["VARCHAR", "DATE", "DOUBLE"]
    assert "wage_trouble" not in types


def test_unemployment_is_one_row_per_occupation_or_group_and_period(said: Said, tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text(UNEMPLOYED, encoding="utf-8")
    assert said(tmp_path / "u.csv", "--as", "unemployment", "--out", tmp_path / "t.csv")[0] == 0
    table = pd.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
    names = ["soc", "group", "industry", "period", "unemployed"]
    assert table[names].to_numpy().tolist() == [
        ["41-1011", "", "", "2025-05", "1234"],
        ["", "43", "", "2025-05", "9"],
        ["", "", "", "2025-05", "50000"],
    ]


def test_rows_set_aside_are_mended_and_loaded_again(said: Said, postings: Path, tmp_path: Path) -> None:
    words = ("--as", "postings", "--out", tmp_path / "t.csv")
    assert said(postings, *words, "--rejects", tmp_path / "r.xlsx")[0] == 0
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet = book[ROWS]
    headings = [cell.value for cell in sheet[1]]
    assert headings == [*OURS, *HEADER.split(",")]
    sheet.cell(2, headings.index("expires") + 1).value = "2025-09-30"
    book.save(tmp_path / "r.xlsx")
    status, out, _ = said(tmp_path / "r.xlsx", "--as", "postings", "--out", tmp_path / "second.csv")
    assert status == 0
    assert "1 rows read, 1 accepted, 0 set aside" in out
    row = pd.read_csv(tmp_path / "second.csv", dtype=str).iloc[0]
    assert row[["id", "soc", "expires"]].tolist() == ["2", "35-2014", "2025-09-30"]


def test_no_usable_row_writes_no_table_but_the_rows(said: Said, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text(f"{HEADER}\n{BAD}\n", encoding="utf-8")
    words = ("--as", "postings", "--out", tmp_path / "t.csv", "--rejects", tmp_path / "r.xlsx")
    status, out, err = said(tmp_path / "p.csv", *words)
    assert (status, out) == (1, "")
    assert err.startswith("headway: No row of p.csv can be used.")
    assert sorted(os.listdir(tmp_path)) == ["p.csv", "r.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")[ROWS].cell(2, len(OURS) + 2).value == "Cook"


def test_a_recipe_does_the_next_file(said: Said, tmp_path: Path) -> None:
    recipe = tmp_path / "ours.headway-recipe.json"
    (tmp_path / "may.csv").write_text("Job Title,SOC Code,Note\nCook,35-2014,x\n", encoding="utf-8")
    (tmp_path / "june.csv").write_text("Job Title,Occ. code,Note\nCook,35-2014,y\n", encoding="utf-8")
    words = ("--as", "postings", "--out", tmp_path / "t.csv")
    status, out, _ = said(tmp_path / "may.csv", *words, "--save-recipe", recipe)
    assert status == 0
    assert f"Recipe: {recipe}" in out
    status, out, _ = said(tmp_path / "june.csv", *words, "--recipe", recipe)
    assert status == 0
    assert "A column of the recipe has another heading now" in out
    assert pd.read_csv(tmp_path / "t.csv")["soc"].tolist() == ["35-2014"]


def test_job_histories_do_not_leave_as_rows(said: Said, tmp_path: Path) -> None:
    status, out, err = said(tmp_path / "h.csv", "--as", "histories", "--out", tmp_path / "t.csv")
    assert (status, out) == (1, "")
    assert "headway transitions h.csv" in err
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    "words",
    [
        ["p.csv"],
        ["p.csv", "--out", "t.csv"],
        ["p.csv", "--as", "postings"],
        ["p.csv", "--as", "letters", "--out", "t.csv"],
    ],
)
def test_wrong_use_has_status_2(words: list[str], said: Said) -> None:
    status, out, err = said(*words)
    assert (status, out) == (2, "")
    assert "usage: headway load" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--out", "t.xlsx"], "does not end in .parquet or .csv"),
        (["--out", "none/t.csv"], "There is no folder"),
        (["--out", "t.csv", "--rejects", "r.csv"], "does not end in .xlsx"),
        (["--out", "t.csv", "--save-recipe", "r.txt"], "does not end in .json"),
        (["--out", "t.csv", "--recipe", "p.csv"], "The recipe p.csv cannot be used"),
        (["--out", "t.csv", "--as", "unemployment"], "cannot be taken as"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    words: list[str],
    sentence: str,
    said: Said,
    postings: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said("p.csv", "--as", "postings", *words)
    assert (status, out) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert os.listdir(tmp_path) == ["p.csv"]


def test_stopping_leaves_nothing(
    said: Said, postings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbook.writing.rejects.write_rejects", interrupted)
    words = ("--as", "postings", "--out", tmp_path / "t.csv", "--rejects", tmp_path / "r.xlsx")
    status, out, err = said(postings, *words)
    assert (status, out) == (130, "")
    assert "Stopped" in err
    assert os.listdir(tmp_path) == ["p.csv"]
