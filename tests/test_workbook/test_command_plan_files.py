"""``headway plan`` with files of the planner's: any layout that is known, several of a kind, refusals."""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from workbook.__main__ import main
from workbook.model.region import plan_for
from workbook.model.run import run

REGION = ("plan", "--region", "12060", "--date", "2025-06-30")
VENDOR = "Job Title,SOC Code,Company Name,Date Posted,Posting Location\n"
SUPERVISORS, CLERKS, SERVICE = "41-1011", "43-1011", "43-4051"

pytestmark = pytest.mark.usefixtures("one_pack")


@pytest.fixture
def planned(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., tuple[Any, pd.DataFrame]]:
    """Make a plan with files and return its answer and its matrix by occupation."""

    def make(*words: object) -> tuple[Any, pd.DataFrame]:
        given = [*REGION, "--json", "--tables", str(tmp_path / "t")]
        assert main([*given, *map(str, words)]) == 0
        answer = json.loads(capsys.readouterr().out)
        return answer, pd.read_csv(tmp_path / "t" / "matrix.csv").set_index("soc")

    return make


Planned = Callable[..., tuple[Any, pd.DataFrame]]


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_several_postings_files_of_other_layouts_count_together(planned: Planned, tmp_path: Path) -> None:
    row = f"Shift lead,{SUPERVISORS},Acme,2025-06-01,Atlanta GA\n"
    one = written(
        tmp_path / "one.csv", VENDOR + row + f"Shift lead,{SUPERVISORS},Beta,2025-06-01,Atlanta GA\n"
    )
    two = written(tmp_path / "two.tsv", (VENDOR + row).replace(",", "\t"))
    answer, matrix = planned("--postings", one, "--postings", two)
    files = answer["files"]["postings"]
    assert [files[name] for name in ("name", "read", "accepted", "distinct", "open")] == [
        "one.csv, two.tsv",
        3,
        3,
        2,
        2,
    ]
    assert matrix.loc[SUPERVISORS, "postings_open"] == 2


def test_unemployment_of_two_files(planned: Planned, tmp_path: Path) -> None:
    header = "Occupation code,Month,Claimants\n"
    one = written(tmp_path / "one.csv", f"{header}{SUPERVISORS},May 2025,100\n{SERVICE},May 2025,7\n")
    two = written(tmp_path / "two.csv", f"{header}{SUPERVISORS},May 2025,120\n")
    answer, matrix = planned("--unemployed", one, "--unemployed", two)
    assert answer["files"]["unemployed"]["period"] == "2025-05"
    assert matrix.loc[[SUPERVISORS, SERVICE], "unemployed"].tolist() == [120, 7]


def test_the_moves_that_histories_gave(
    planned: Planned, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["person,soc,start,end"]
    for person in range(40):
        to = SERVICE if person % 4 else CLERKS
        rows += [f"{person},{SUPERVISORS},2018-01-01,2019-03-01", f"{person},{to},2019-04-01,"]
    histories = written(tmp_path / "h.csv", "\n".join(rows) + "\n")
    assert main(["transitions", str(histories), "--out", str(tmp_path / "moves.csv")]) == 0
    capsys.readouterr()
    answer, _ = planned("--transitions", tmp_path / "moves.csv", "--with-transitions")
    assert answer["vintages"]["Transitions"].startswith("loaded from moves.csv for 1 occupations")
    assert answer["files"]["transitions"]["accepted"] == 2
    table = pd.read_csv(tmp_path / "t" / "transitions.csv")
    ours = table[table["origin"] == SUPERVISORS].set_index("destination")
    assert set(ours["kind"]) == {"blended"}
    told = 0.75 * 40 / (40 + 100)
    assert told < ours.loc[SERVICE, "people"] / ours["people"].sum() < told + 100 / (40 + 100)
    assert "moves-partly-loaded" in {one["code"] for one in answer["findings"]}


def test_what_the_moves_are_is_said_in_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = written(
        tmp_path / "m.csv", f"origin,destination,people\n{SUPERVISORS},{SERVICE},50\n{CLERKS},{SERVICE},3\n"
    )
    assert main([*REGION, "--tables", str(tmp_path / "t"), "--transitions", str(table)]) == 0
    out = capsys.readouterr().out
    assert "rest on transitions loaded from m.csv for 1 occupations, modelled by Headway for the other" in out
    assert "m.csv: 2 rows read, 2 accepted, 0 set aside; moves between occupations" in out


def test_wages_in_the_place_of_those_shipped(planned: Planned, tmp_path: Path) -> None:
    header = "AREA,AREA_TITLE,OCC_CODE,OCC_TITLE,TOT_EMP,A_MEAN,A_PCT10,A_PCT25,A_MEDIAN,A_PCT75,A_PCT90\n"
    name = '12060,"Atlanta-Sandy Springs-Roswell, GA"'
    wages = written(
        tmp_path / "w.csv",
        f"{header}{name},00-0000,All Occupations,2700000,60000,25000,30000,45000,70000,100000\n"
        f'{name},{SUPERVISORS},Supervisors,"12,345",50000,31000,37000,44444,60000,80000\n',
    )
    answer, matrix = planned("--wages", wages)
    assert matrix.loc[SUPERVISORS, ["employment", "wage_p50_usd"]].tolist() == [12345, 44444]
    assert answer["vintages"]["Jobs and wages"].startswith("w.csv for its areas, else OEWS")


def test_programmes_stand_in_the_workbook(
    pack: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    field = run(pack, plan_for(pack, "12060")).training.programmes["cip"].iloc[0]
    programmes = written(
        tmp_path / "p.csv",
        "Program Name,Provider,CIP Code,Total Cost,Length in weeks\n"
        f"Office basics,County College,{field},900,12\n",
    )
    words = [*REGION, "--programmes", str(programmes), "--out", str(tmp_path / "plan.xlsx")]
    assert main(words) == 0
    assert "p.csv: 1 rows read, 1 accepted, 0 set aside; training programmes" in capsys.readouterr().out
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(tmp_path / "plan.xlsx", read_only=True)
    found = [str(value) for row in book["Training detail"].iter_rows(values_only=True) for value in row]
    book.close()
    assert "Office basics (County College, $900, 12 weeks)" in found


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--unemployed", "cannot be taken as people out of work"),
        ("--transitions", "cannot be taken as moves between occupations"),
        ("--programmes", "cannot be taken as training programmes"),
        ("--wages", "cannot be taken as wages and employment"),
        ("--postings", "cannot be taken as job postings"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    option: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "x.csv", "colour,shape\nred,round\nblue,square\n")
    assert main([*REGION, option, str(path), "--out", str(tmp_path / "plan.xlsx")]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert sentence in said.err
    assert os.listdir(tmp_path) == ["x.csv"]
