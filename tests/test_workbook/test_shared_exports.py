"""``headway plan --shared``: small counts are withheld, and nothing that is exported gives them back."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from workbook.__main__ import main

HEADER = "SOC,Major group,Month,Claimants\n"
OBSERVED, WITHHELD = "observed", "withheld"
COOKS, WAITERS, SERVERS, DISHES = "35-2014", "35-3031", "35-3023", "35-9021"
CLERKS, CASHIERS, SELLERS = "43-4051", "41-2011", "41-2031"
PEOPLE = {COOKS: 40, WAITERS: 4, SERVERS: 60, DISHES: 13, CLERKS: 7, CASHIERS: 55, SELLERS: 0}
GROUPS = {"35": 117, "43": 90, "41": 80}
TOTAL = 500


def claims(people: dict[str, int]) -> str:
    rows = [f"{soc},,2025-05,{count}\n" for soc, count in people.items()]
    rows += [f",{group},2025-05,{count}\n" for group, count in GROUPS.items()]
    return HEADER + "".join([*rows, f",,2025-05,{TOTAL}\n"])


def moves(few: int) -> str:
    rows = f"{WAITERS},{COOKS},80\n{WAITERS},{CASHIERS},{few}\n{COOKS},{WAITERS},30\n"
    return "origin,destination,people\n" + rows


def outcomes(placed: float) -> str:
    return f"program_name,provider,cip_code,completers,placement_rate\nCooking,College,12.0503,6,{placed}\n"


@dataclass(frozen=True)
class Edition:
    """What one run exported: its answer and every file, by name."""

    answer: dict[str, Any]
    files: dict[str, bytes]

    @property
    def matrix(self) -> pd.DataFrame:
        return pd.read_csv(io.BytesIO(self.files["matrix.csv"])).set_index("soc")


def edition(folder: Path, people: dict[str, int], few: int) -> Edition:
    folder.mkdir()
    (folder / "claims.csv").write_text(claims(people), encoding="utf-8")
    (folder / "moves.csv").write_text(moves(few), encoding="utf-8")
    given = ["--unemployed", folder / "claims.csv", "--transitions", folder / "moves.csv"]
    given += ["--package", folder / "t", "--out", folder / "plan.xlsx"]
    words = ("plan", "--region", "25980", "--date", "2025-06-30", "--shared", "--json")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main([*words, *map(str, given)]) == 0
    files = {path.name: path.read_bytes() for path in sorted((folder / "t").iterdir())}
    return Edition(json.loads(said.getvalue()), files | {"plan.xlsx": (folder / "plan.xlsx").read_bytes()})


@pytest.fixture(scope="module")
def two_truths(
    pack: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Edition, Edition, Path]]:
    """Export a region twice, from counts that differ only where they are withheld."""
    folder = tmp_path_factory.mktemp("shared")
    other = PEOPLE | {WAITERS: 6, DISHES: 11, CLERKS: 2}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.reference.pack.load_pack", lambda: pack)
        yield edition(folder / "one", PEOPLE, 3), edition(folder / "two", other, 9), folder


def test_small_counts_and_what_would_give_them_back_are_withheld(two_truths: Any) -> None:
    edition, _, folder = two_truths
    matrix = edition.matrix
    kinds = matrix.loc[list(PEOPLE), "unemployed_kind"]
    assert kinds.to_dict() == {
        COOKS: OBSERVED,
        WAITERS: WITHHELD,
        SERVERS: OBSERVED,
        DISHES: WITHHELD,
        CLERKS: WITHHELD,
        CASHIERS: OBSERVED,
        SELLERS: OBSERVED,
    }, "four waiters, seven clerks, and the dishwashers who with the group's total would give the waiters"
    shown = kinds[kinds == OBSERVED].index
    assert matrix.loc[shown, "unemployed"].to_dict() == {soc: PEOPLE[soc] for soc in shown}
    findings = [one["what"] for one in edition.answer["findings"] if one["code"] == "counts-withheld"]
    assert findings == [
        "2 counts of fewer than 10 people are withheld, and 1 more that would give them back",
        "1 count of fewer than 10 people is withheld",
    ]
    assert edition.answer["files"]["unemployed"]["sha256"] == "", "a checksum would confirm a guess"
    assert edition.answer["written"]["workbook"] == "plan.xlsx"
    assert str(folder) not in json.dumps(edition.answer)


def test_nobody_can_solve_for_a_withheld_count(two_truths: Any) -> None:
    """Given every published count, group and total, each small one may be nought as well as ten."""
    shown = two_truths[0].matrix["unemployed_kind"] == OBSERVED
    for small in (WAITERS, CLERKS):
        group = small[:2]
        inside = [soc for soc in PEOPLE if soc.startswith(group)]
        rest = GROUPS[group] - sum(PEOPLE[soc] for soc in inside if shown[soc])
        hidden = [soc for soc in inside if not shown[soc]]
        columns = len(hidden) + (sum(PEOPLE[soc] for soc in inside) < GROUPS[group])
        goal = np.eye(columns)[hidden.index(small)]
        least, most = (
            sign * linprog(sign * goal, A_eq=[np.ones(columns)], b_eq=[rest], bounds=(0, None)).fun
            for sign in (1, -1)
        )
        assert least == 0
        assert most >= 10, small


def test_two_truths_that_are_published_alike_give_the_same_bytes(two_truths: Any) -> None:
    """No figure, rank, sentence or checksum of the tables or the workbook knows which of them it was.

    Four waiters or six, seven clerks or two, three people who moved or nine.
    """
    one, two, _ = two_truths
    assert one.files.keys() == two.files.keys()
    assert [name for name in one.files if one.files[name] != two.files[name]] == []
    assert {**one.answer, "written": ""} == {**two.answer, "written": ""}
