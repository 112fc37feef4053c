"""``headway check``: JSON either way, status 1 when nothing can be used, never a crash."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.test_data.reading.test_xls import whole_claims

POSTINGS = (
    "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education\n"
    "1,Retail supervisor,41-1011,Acme,12060,2025-03-01,2025-07-31,20,30,hour,none\n"
    "2,,,Acme,12060,2025-03-01,,20,30,hour,none\n"
    "3,Retail supervisor,41-1011,Beta,12060,2025-03-01,some day,20,30,hour,none\n"
)
HISTORIES = (
    "person,soc,start,end\n"
    "1,41-2031,2018-01-01,2019-03-01\n1,43-4051,2019-04-01,\n2,99-9999,2018-01-01,2019-03-01\n"
)
KEYS = ["recognised_as", "rows_read", "accepted", "set_aside", "findings"]
FINDING = {"code", "severity", "file", "where", "what", "why", "what_to_do", "count", "examples"}

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(run_command: Said) -> Said:
    """Run the command and return its status and what it printed to output and error."""
    return partial(run_command, "check")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_that_can_be_used(said: Said, tmp_path: Path) -> None:
    status, out, err = said(written(tmp_path / "p.csv", POSTINGS), "--json")
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert list(answer) == KEYS
    assert [answer[key] for key in KEYS[:4]] == ["postings", 3, 1, 2]
    assert all(set(one) >= FINDING for one in answer["findings"])
    assert {one["code"] for one in answer["findings"]} == {"occupation-not-named", "expires-unreadable"}
    assert os.listdir(tmp_path) == ["p.csv"]


def test_the_same_in_words(said: Said, tmp_path: Path) -> None:
    status, out, err = said(written(tmp_path / "p.csv", POSTINGS))
    assert (status, err) == (0, "")
    assert out.splitlines()[0].startswith("p.csv: Job postings")
    assert out.splitlines()[1] == "3 rows read, 1 accepted, 2 set aside"
    assert "set aside: p.csv, line 3: The row names no occupation" in out


def test_no_row_that_can_be_used(said: Said, tmp_path: Path) -> None:
    header, _, second, third, _ = POSTINGS.split("\n")
    path = written(tmp_path / "p.csv", "\n".join([header, second, third]) + "\n")
    status, out, err = said(path, "--json")
    answer = json.loads(out)
    assert (status, err) == (1, "")
    assert [answer[key] for key in KEYS[:4]] == ["postings", 2, 0, 2]
    assert answer["findings"][0]["code"] == "file-refused"
    status, out, err = said(path)
    assert status == 1
    assert err.startswith("headway: No row of p.csv can be used.")
    assert err.count("\n") == 1
    assert "2 rows read, 0 accepted, 2 set aside" in out


@pytest.mark.parametrize("kind", [None, "postings"])
def test_a_file_of_no_known_kind_has_all_its_rows_set_aside(
    kind: str | None, said: Said, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("colour,shape\nred,round\nblue,square\n")
    status, out, err = said(path, "--json", *(["--as", kind] if kind else []))
    answer = json.loads(out)
    assert (status, err) == (1, "")
    assert [answer[key] for key in KEYS[:4]] == [None, 2, 0, 2]
    (finding,) = answer["findings"]
    assert ("is of no kind" if kind is None else "cannot be taken as") in finding["what"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", None, "There is no file"),
        ("empty.csv", b"", "is empty"),
        ("broken.xlsx", b"PK\x03\x04 nothing", "broken.xlsx"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(
    name: str, content: bytes | None, words: str, said: Said, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    status, out, err = said(tmp_path / name, "--json")
    answer = json.loads(out)
    assert (status, err) == (1, "")
    assert [answer[key] for key in KEYS[:4]] == [None, 0, 0, 0]
    (finding,) = answer["findings"]
    assert words in f"{finding['what']}. {finding['why']}"
    status, out, err = said(tmp_path / name)
    assert (status, out) == (1, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_kind_that_it_cannot_be(said: Said, tmp_path: Path) -> None:
    status, out, _ = said(written(tmp_path / "p.csv", POSTINGS), "--as", "wages", "--json")
    answer = json.loads(out)
    assert status == 1
    assert answer["accepted"] == 0


def test_job_histories_are_counted(said: Said, tmp_path: Path) -> None:
    path = written(tmp_path / "h.csv", HISTORIES)
    for words in ((), ("--as", "histories")):
        status, out, _ = said(path, "--json", *words)
        answer = json.loads(out)
        assert status == 0
        assert [answer[key] for key in KEYS[:4]] == ["histories", 3, 2, 1]


def test_a_recipe_says_which_column_is_which(said: Said, tmp_path: Path) -> None:
    path = written(tmp_path / "p.csv", "a,b\nCashier,35-3031\nWaiter,41-2031\n")
    recipe = written(
        tmp_path / "r.json",
        json.dumps(
            {
                "headway_recipe": 1,
                "name": "ours",
                "kind": "postings",
                "headings": ["a", "b"],
                "columns": {"title": "a", "soc": "b"},
                "notes": {},
            }
        ),
    )
    assert said(path, "--json")[0] == 1
    status, out, _ = said(path, "--recipe", recipe, "--json")
    assert status == 0
    assert [json.loads(out)[key] for key in KEYS[:4]] == ["postings", 2, 2, 0]
    assert "Job postings, by ours" in said(path, "--recipe", recipe)[1]


def test_a_recipe_that_is_none_is_refused_as_json_too(said: Said, tmp_path: Path) -> None:
    path = written(tmp_path / "p.csv", POSTINGS)
    status, out, err = said(path, "--recipe", path, "--json")
    assert (status, err) == (1, "")
    assert "cannot be used" in json.loads(out)["findings"][0]["what"]


@pytest.mark.parametrize("words", [[], ["p.csv", "--as", "letters"], ["p.csv", "--jsn"]])
def test_wrong_use_has_status_2(words: list[str], said: Said) -> None:
    status, out, err = said(*words)
    assert (status, out) == (2, "")
    assert "usage: headway" in err


OEWS = "NAICS,NAICS_TITLE,OCC_CODE,OCC_TITLE,OCC_GROUP,TOT_EMP,EMP_PRSE,A_MEAN,A_PCT10,A_MEDIAN,A_PCT90\n"


def test_wages_by_industry_are_named_and_not_taken_for_the_regions(said: Said, tmp_path: Path) -> None:
    rows = [f"{one},Some,41-1011,Supervisors,detailed,2000,1.1,50000,30000,48000,80000" for one in (11, 21)]
    unknown = "11,Some,99-9999,Others,detailed,2000,1.1,50000,30000,48000,80000"
    path = written(tmp_path / "natsector_M2018_dl.csv", OEWS + "\n".join([*rows, unknown, ""]))
    status, out, _ = said(path, "--json")
    answer = json.loads(out)
    assert (status, [answer[key] for key in KEYS[:4]]) == (1, ["wages", 3, 0, 3])
    refused, _, told = answer["findings"]
    assert refused["code"] == "file-refused"
    assert "“natsector: sectors”" in refused["why"]
    assert "MSA for metropolitan areas" in refused["what_to_do"]
    assert (told["code"], told["count"]) == ("wages-by-industry", 2)
    written(path, path.read_text() + rows[0].replace("11,Some", "000000,Cross-industry") + "\n")
    status, out, _ = said(path, "--json")
    assert (status, [json.loads(out)[key] for key in KEYS[:4]]) == (0, ["wages", 4, 1, 3])


def test_a_workbook_that_stops_its_reader_is_a_finding(said: Said, tmp_path: Path) -> None:
    raw = bytearray(whole_claims())
    raw[5354] = 0
    path = tmp_path / "claims.xls"
    path.write_bytes(bytes(raw))
    status, out, err = said(path, "--json")
    assert (status, err) == (1, "")
    assert [one["code"] for one in json.loads(out)["findings"]] == ["file-refused"]
    assert "is damaged" in json.loads(out)["findings"][0]["what"]
