"""The headless command inside this process: statuses, sentences, what is printed and what is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from workbook.commands.progress import ProgressLine

POSTINGS = "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education"

TRANSITIONS = ["origin", "destination", "people", "people_nonba", "kind"]


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(run_command: Said) -> Said:
    """Run a command and return its status and what it printed to output and error."""
    return run_command


def test_areas_lists_all_areas(said: Said) -> None:
    status, out, err = said("areas")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert len(lines) == 583
    assert lines[0].split() == ["US", "national", "National"]


def test_areas_puts_the_best_match_first(said: Said) -> None:
    status, out, _ = said("areas", "atlanta")
    assert status == 0
    assert out.splitlines()[0] == "12060  metro     Atlanta-Sandy Springs-Roswell, GA"
    assert len(said("areas", "new", "york")[1].splitlines()) > 1


def test_areas_without_a_match_suggests_the_nearest(said: Said) -> None:
    status, out, err = said("areas", "Atlantq")
    assert (status, out) == (1, "")
    assert "Atlanta-Sandy Springs-Roswell, GA (12060)" in err


def test_no_words_at_all_show_the_help_and_how_to_open_the_window(said: Said) -> None:
    status, out, err = said()
    assert (status, out) == (2, "")
    assert "usage: headway" in err
    assert "opens the window" in err


@pytest.mark.parametrize("words", [["--help"], ["plan", "--help"], ["areas", "--help"]])
def test_help(words: list[str], said: Said) -> None:
    status, out, err = said(*words)
    assert (status, err) == (0, "")
    assert out.startswith("usage: headway")


def test_version(said: Said) -> None:
    status, out, _ = said("--version")
    assert status == 0
    assert re.fullmatch(r"headway \S+\n", out)


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["plan"],
        ["plan", "--region", "12060"],
        ["plan", "--region", "12060", "--json", "--with-transitions"],
        ["plan", "--region", "12060", "--json", "--colour", "red"],
        ["plan", "--reg", "12060", "--json"],
        ["plan", "--region", "12060", "--json", "--param", "risk_line"],
        ["plan", "--region", "12060", "--json", "--param", "=3"],
        ["plan", "--region", "12060", "--json", "--override", "41-1011=Gateway"],
        ["plan", "--region", "12060", "--json", "--date", "31.3.2025"],
        ["plan", "--region", "12060", "--json", "--top", "0"],
        ["plan", "--region", "12060", "--json", "--top", "many"],
    ],
)
def test_wrong_use_has_status_2(words: list[str], said: Said) -> None:
    status, out, err = said(*words)
    assert (status, out) == (2, "")
    assert "usage: headway" in err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--region", "Atlantq"], r"“Atlantq” is not an area .* Did you mean 12060 Atlanta"),
        (["--region", "Springfield"], r"“Springfield” can mean several areas\. .*44180 Springfield, MO"),
        (["--region", ""], r"No region was named"),
        (["--region", "12060,Nowhereville"], r"“Nowhereville” is not an area"),
        (["--region", "12060", "--param", "risk_lines=0.6"], r"no parameter “risk_lines”\. .*“risk_line”"),
        (["--region", "12060", "--param", "risk_line=high"], r"“high” is not a number .* from 0 to 1"),
        (["--region", "12060", "--param", "risk_line=7"], r"out of bounds .* nearest that can be used is 1"),
        (["--region", "12060", "--override", "41-1011=Door:x"], r"no class “Door”"),
        (["--region", "12060", "--override", "41-1011=Gateway: "], r"override of 41-1011 has no reason"),
        (
            ["--region", "12060", "--override", "41-1010=Gateway:x"],
            r"“41-1010” is not .* Did you mean .*41-1011",
        ),
        (["--region", "12060", "--postings", "no.csv"], r"no\.csv cannot be read\. There is no file"),
        (["--region", "12060", "--unemployed", "."], r"cannot be read\. .* is a folder"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence_with_status_1(
    words: list[str], sentence: str, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = said("plan", *words, "--tables", "tables", "--out", "plan.xlsx")
    assert (status, out) == (1, "")
    assert re.search(sentence, err), err
    assert err.startswith("headway: ")
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        (POSTINGS + "\n", "has no rows"),
        ("job,pay\n1,2\n", "cannot be taken as job postings. No column tells"),
        (POSTINGS + "\n1,,,,,,,,,,\n", "No row of local.csv can be used"),
    ],
)
def test_postings_that_cannot_be_used_are_refused(
    content: str, sentence: str, said: Said, tmp_path: Path
) -> None:
    path = tmp_path / "local.csv"
    path.write_text(content, encoding="utf-8")
    status, out, err = said("plan", "--region", "12060", "--postings", path, "--json")
    assert (status, out) == (1, "")
    assert sentence in err


@pytest.mark.parametrize(
    ("out", "sentence"),
    [
        ("missing/plan.xlsx", "There is no folder"),
        ("plan.csv", "does not end in .xlsx"),
        ("taken.xlsx", "A folder has this name"),
        ("open.xlsx", "open in another program"),
    ],
)
def test_a_workbook_that_cannot_be_written_is_refused_before_any_work(
    out: str, sentence: str, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken.xlsx").mkdir()
    (tmp_path / "~$open.xlsx").write_bytes(b"")
    monkeypatch.setattr("workbook.model.run.run", lambda *given: pytest.fail("computed in vain"))
    before = sorted(tmp_path.iterdir())
    status, printed, err = said("plan", "--region", "12060", "--out", tmp_path / out)
    assert (status, printed) == (1, "")
    assert sentence in err
    assert sorted(tmp_path.iterdir()) == before


def test_tables_where_a_file_stands_are_refused(said: Said, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    status, _, err = said("plan", "--region", "12060", "--tables", tmp_path / "taken")
    assert status == 1
    assert "a file where the folder should be" in err


def test_stopping_leaves_nothing_half_written(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbook.writing.export.write_workbook", interrupted)
    words = ("plan", "--region", "12060", "--tables", tmp_path / "new", "--out", tmp_path / "plan.xlsx")
    status, out, err = said(*words)
    assert (status, out) == (130, "")
    assert "Stopped" in err
    assert list(tmp_path.iterdir()) == []


def test_a_bug_of_ours_is_not_dressed_up(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("workbook.model.run.run", broken)
    with pytest.raises(ZeroDivisionError):
        said("plan", "--region", "12060", "--json")


def test_the_answer_in_text(said: Said, tmp_path: Path) -> None:
    status, out, err = said("plan", "--region", "Atlanta", "--out", tmp_path / "a.xlsx", "--top", "3")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == f"Workbook: {tmp_path / 'a.xlsx'}"
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"
    assert "Atlanta-Sandy Springs-Roswell, GA: " in out
    assert re.search(r"Top 3 of \d+ good, viable jobs", out)
    assert [line.split()[0] for line in out.splitlines() if "  score " in line] == ["1", "2", "3"]
    assert "imputed by occupation" in out
    assert "modelled transitions" in out


def test_the_answer_as_json(said: Said, tmp_path: Path) -> None:
    words = ["plan", "--region", "13", "--json", "--tables", tmp_path, "--param", "risk_line=0.6"]
    words += ["--override", "411011=Target:the board knows better", "--date", "2025-06-30", "--top", "7"]
    status, out, err = said(*words)
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["region"]["name"] == "Georgia"
    assert answer["date"] == "2025-06-30"
    assert answer["parameters"]["differences"] == {"risk_line": 0.6}
    assert re.fullmatch(r"[0-9a-f]{12}", answer["parameters"]["hash"])
    assert answer["overrides"] == [{"soc": "41-1011", "class": "Target", "reason": "the board knows better"}]
    assert [one["rank"] for one in answer["priorities"]] == [1, 2, 3, 4, 5, 6, 7]
    assert all(one["why"] for one in answer["priorities"][:3])
    assert sum(one["employment_share"] for one in answer["classes"].values()) == pytest.approx(1)
    assert answer["coverage"][0]["measure"] == "Employment"
    assert answer["written"]["workbook"] is None
    assert sorted(answer["written"]["tables"]) == sorted(str(path) for path in tmp_path.iterdir())
    classes = pd.read_csv(tmp_path / "classes.csv", dtype=str).set_index("soc")
    assert classes.loc["41-1011", ["class", "overridden"]].tolist() == ["Target", "true"]


def test_the_tables_are_the_documented_ones_and_the_same_bytes_twice(said: Said, tmp_path: Path) -> None:
    from data.dictionaries import columns

    for folder in ("one", "two"):
        words = ["plan", "--region", "12060", "--tables", tmp_path / folder, "--with-transitions"]
        assert said(*words, "--date", "2025-06-30")[0] == 0
    names = sorted(
        [
            *("classes", "coverage", "matrix", "priorities", "progressions", "paths", "trace", "transitions"),
            *("training_gaps", "training_gateways", "training_region", "training_unlocks"),
            *("training_technologies", "training_programmes", "strength_readings"),
            *("representation", "representation_gateways", "opportunity", "opportunity_classes"),
            *("scenarios", "tornado", "robustness", "reversals", "sectors"),
        ]
    )
    assert sorted(path.stem for path in (tmp_path / "one").iterdir()) == names
    for name in names:
        written = (tmp_path / "one" / f"{name}.csv").read_bytes()
        assert written == (tmp_path / "two" / f"{name}.csv").read_bytes()
        header = written.partition(b"\n")[0].decode().split(",")
        known = TRANSITIONS if name == "transitions" else list(columns(name))
        assert header == known, name


def test_local_files_are_counted_in_the_answer(said: Said, tmp_path: Path) -> None:
    postings, unemployed = tmp_path / "postings.csv", tmp_path / "unemployed.csv"
    postings.write_text(
        f"{POSTINGS}\n"
        "1,Retail supervisor,41-1011,Acme,12060,2025-03-01,2025-07-31,20,30,hour,none\n"
        "1,Retail supervisor,41-1011,Acme,12060,2025-03-01,2025-07-31,20,30,hour,none\n"
        "2,Retail supervisor,41-1011,Beta,35620,2025-03-01,,20,30,hour,bachelor\n"
        "3,Retail supervisor,41-1011,Gamma,,2025-03-01,2025-03-31,20,30,hour,\n"
        "4,Retail supervisor,41-1011,Delta,,2025-06-30,,20,30,hour,\n"
        "5,Wizard,,Delta,,2025-06-30,,20,30,hour,\n",
        encoding="utf-8",
    )
    unemployed.write_text(
        "soc,group,period,unemployed\n41-1011,,2025-05,1234\n,41,2025-05,9999\n", encoding="utf-8"
    )
    words = ["plan", "--region", "12060", "--json", "--date", "2025-06-30", "--tables", tmp_path / "t"]
    status, out, _ = said(*words, "--postings", postings, "--unemployed", unemployed)
    assert status == 0
    files = json.loads(out)["files"]
    assert {name: files["postings"][name] for name in ("read", "accepted", "set_aside", "distinct")} == {
        "read": 6,
        "accepted": 6,
        "set_aside": 0,
        "distinct": 5,
    }
    assert files["postings"]["uncoded"] == 1
    assert [files["postings"][name] for name in ("outside_region", "closed", "open")] == [1, 1, 2]
    assert (files["unemployed"]["read"], files["unemployed"]["period"]) == (2, "2025-05")
    row = pd.read_csv(tmp_path / "t" / "matrix.csv").set_index("soc").loc["41-1011"]
    assert (row["unemployed"], row["unemployed_kind"], row["postings_open"]) == (1234, "observed", 2)
    codes = {one["code"] for one in json.loads(out)["findings"]}
    assert {"title-uncertain", "repeated-posting"} <= codes


def test_progress_shows_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with ProgressLine() as tell:
        tell("Reading", 0.5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with ProgressLine() as tell:
        tell("Reading", 0.5)
    shown = capsys.readouterr().err
    assert shown.startswith("\rReading … 50%")
    assert shown.endswith(" \r")
