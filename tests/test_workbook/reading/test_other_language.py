"""Files written in English are read alike by a program that speaks another language."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from data.language import MARKED, VARIABLE
from tests.test_workbook.filledfunnels import fill, form_in, hiring
from tests.test_workbook.reading.conftest import with_values
from workbook import reviewsheet
from workbook.plan import Plan
from workbook.writing.review import HEADER_ROW, write_review

ROOT = Path(__file__).resolve().parents[3]
READ_ALL = """
import json, pickle, sys
from pathlib import Path
from data.reference.pack import load_pack
from workbook.reading.board import read_board
from workbook.reading.funnel import read_funnel
from workbook.reading.review import read_review

plan, unchanged, changed, funnel, review = map(Path, sys.argv[1:])
pack, plan = load_pack(), pickle.loads(plan.read_bytes())
boards = [read_board(one, plan, pack) for one in (unchanged, changed)]
found, titles = read_funnel(funnel), read_review(review, pack)
print(json.dumps({
    "boards": [
        [[one.kind for one in board.differences], [one.code for one in board.findings]] for board in boards
    ],
    "funnel": [found.cells_accepted, [one.code for one in found.findings], found.funnel.employer],
    "review": [list(map(list, titles.corrections)), [one.code for one in titles.findings]],
}))
"""


@pytest.fixture(scope="module")
def read_elsewhere(
    plan: Plan, pack: Any, board_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """Return what a process that speaks another language reads of the files of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "plan.pickle").write_bytes(pickle.dumps(plan))
    funnel = fill(form_in(folder), folder / "filled.xlsx", hiring())
    given = (
        folder / "plan.pickle",
        board_path,
        with_values(board_path, {"risk_line": 0.55}, folder / "changed.xlsx"),
        funnel,
        _filled_review(pack, folder),
    )
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, *map(str, given)],
        cwd=ROOT,
        env={**os.environ, VARIABLE: MARKED, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _filled_review(pack: Any, folder: Path) -> Path:
    known = {"title": "Clerk", "rows": 1, "soc": "41-2031", "confidence": 0.2}
    frame = pd.DataFrame([{**known, "alternatives": "43-4051", "words": ""}])
    titles = pack.occupations().set_index("soc")["title"].to_dict()
    path = write_review(frame, titles, folder / "review.xlsx", subject="jobs.csv")
    book = openpyxl.load_workbook(path)
    code = reviewsheet.HEADINGS.index(reviewsheet.CODE) + 1
    book[reviewsheet.TITLES].cell(HEADER_ROW + 2, code).value = "43-1011"
    book.save(path)
    return path


def test_a_board_workbook_unchanged_has_no_differences(read_elsewhere: dict[str, Any]) -> None:
    assert read_elsewhere["boards"][0] == [[], []]


def test_what_a_board_changed_is_found(read_elsewhere: dict[str, Any]) -> None:
    differences, findings = read_elsewhere["boards"][1]
    assert len(differences) == 1
    assert findings == []


def test_a_filled_funnel_comes_back(read_elsewhere: dict[str, Any]) -> None:
    assert read_elsewhere["funnel"] == [int(np.isfinite(hiring()).sum()), [], "Piedmont Clinics, Inc."]


def test_a_filled_review_comes_back(read_elsewhere: dict[str, Any]) -> None:
    assert read_elsewhere["review"] == [[["Clerk", "43-1011"]], []]
