"""``headway code-titles``: a row for every row, the review sheet and its way back."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from workbook import reviewsheet
from workbook.writing.review import HEADER_ROW

TITLES = ["Cashier", "Zzqx", "=Registered Nurse", "Cashier", "", "Clerk"]


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(run_command: Said) -> Said:
    """Run the command and return its status and what it printed to output and error."""
    return partial(run_command, "code-titles")


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """Some titles with a code beside them that must not be looked at."""
    path = tmp_path / "jobs.csv"
    rows = "".join(f"{number},{title},29-1141\n" for number, title in enumerate(TITLES))
    path.write_text(f"number,Job Title,accepted_soc6\n{rows}", encoding="utf-8")
    return path


def coded(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype={"title": str, "soc": str, "alternatives": str}, keep_default_na=False)


def test_a_row_for_every_row_in_their_order(said: Said, jobs: Path, tmp_path: Path) -> None:
    status, out, err = said(jobs, "--column", "Job Title", "--out", tmp_path / "c.csv")
    assert (status, err) == (0, "")
    table = coded(tmp_path / "c.csv")
    assert list(table) == ["title", "soc", "confidence", "alternatives"]
    assert table["title"].tolist() == ["Cashier", "Zzqx", "'=Registered Nurse", "Cashier", "", "Clerk"]
    assert table["soc"].tolist()[:5] == ["41-2011", "", "29-1141", "41-2011", ""]
    assert table["confidence"].between(0, 1).all()
    assert table["confidence"].tolist()[1] == 0
    assert all(len(one.split(";")) <= 3 for one in table["alternatives"])
    assert "6 rows, 4 distinct titles" in out


@pytest.mark.parametrize("name", ["job_title", "2", " Job Title "])
def test_the_column_by_another_writing_or_its_number(
    name: str, said: Said, jobs: Path, tmp_path: Path
) -> None:
    assert said(jobs, "--column", name, "--out", tmp_path / "c.csv")[0] == 0
    assert coded(tmp_path / "c.csv")["soc"].tolist()[0] == "41-2011"


def test_codes_beside_the_titles_change_nothing(said: Said, jobs: Path, tmp_path: Path) -> None:
    said(jobs, "--column", "Job Title", "--out", tmp_path / "one.csv")
    (tmp_path / "bare.csv").write_text("Job Title\n" + "\n".join(TITLES[:4]) + "\n", encoding="utf-8")
    said(tmp_path / "bare.csv", "--column", "Job Title", "--out", tmp_path / "two.csv")
    assert coded(tmp_path / "one.csv").head(4).equals(coded(tmp_path / "two.csv"))


def test_what_else_the_file_says_counts(said: Said, tmp_path: Path) -> None:
    rows = "title,employer,industry\nAide,St Mary Hospital,62\nAide,Oak Elementary School,61\n"
    (tmp_path / "j.csv").write_text(rows + "Nurse,,\n", encoding="utf-8")
    assert said(tmp_path / "j.csv", "--column", "title", "--out", tmp_path / "c.csv")[0] == 0
    table = coded(tmp_path / "c.csv")
    # Rows that do not agree say nothing of their title: it has one code.
    assert table["soc"][0] == table["soc"][1]


def test_the_review_goes_out_and_comes_back(said: Said, jobs: Path, tmp_path: Path) -> None:
    words = (jobs, "--column", "Job Title", "--out", tmp_path / "c.csv")
    status, out, _ = said(*words, "--review", tmp_path / "r.xlsx")
    assert status == 0
    assert f"Review: {tmp_path / 'r.xlsx'}" in out
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet = book[reviewsheet.TITLES]
    column = {cell.value: cell.column for cell in sheet[HEADER_ROW + 1]}
    row = {sheet.cell(at, 1).value: at for at in range(HEADER_ROW + 2, sheet.max_row + 1)}
    assert set(row) == set(TITLES) - {""}
    sheet.cell(row["Zzqx"], column[reviewsheet.CODE]).value = "51-2028"
    sheet.cell(row["Clerk"], column[reviewsheet.CODE]).value = "99-9999"
    book.save(tmp_path / "r.xlsx")
    status, out, _ = said(*words, "--apply", tmp_path / "r.xlsx")
    assert status == 0
    assert "r.xlsx: 1 of 4 titles decided by hand" in out
    assert "99-9999" in out
    table = coded(tmp_path / "c.csv")
    assert table.loc[table["title"] == "Zzqx", ["soc", "confidence"]].to_numpy().tolist() == [["51-2028", 1]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--column", "Titel", "--out", "c.csv"], "has no column “Titel”. Its columns are “number”"),
        (["--column", "9", "--out", "c.csv"], "has no column “9”"),
        (["--column", "Job Title", "--out", "c.parquet"], "does not end in .csv"),
        (["--column", "Job Title", "--out", "c.csv", "--review", "r.csv"], "The review r.csv"),
        (["--column", "Job Title", "--out", "c.csv", "--apply", "jobs.csv"], "no Excel workbook"),
        (["--column", "Job Title", "--out", "c.csv", "--sheet", "June"], "has no sheet “June”"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    words: list[str],
    sentence: str,
    said: Said,
    jobs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said("jobs.csv", *words)
    assert (status, out) == (1, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert os.listdir(tmp_path) == ["jobs.csv"]


@pytest.mark.parametrize(
    "words", [["j.csv"], ["j.csv", "--column", "a"], ["--column", "a", "--out", "c.csv"]]
)
def test_wrong_use_has_status_2(words: list[str], said: Said) -> None:
    status, out, err = said(*words)
    assert (status, out) == (2, "")
    assert "usage: headway code-titles" in err
