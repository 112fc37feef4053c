"""``headway transitions``: the table, what is said of it, what is refused, and stopping half-way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import engine

ROOT = Path(__file__).resolve().parents[2]
SOCS = ("41-2031", "35-3031", "43-4051")


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(run_command: Said) -> Said:
    """Run the command and return its status and what it printed to output and error."""
    return partial(run_command, "transitions")


def histories(path: Path, moves: dict[tuple[str, str], int], column: str = "soc") -> Path:
    """Write two jobs for every person of these moves, and one row that nobody can use."""
    rows = [f"person,{column},start,end"]
    pairs = [pair for pair, count in moves.items() for _ in range(count)]
    for person, (origin, destination) in enumerate(pairs):
        rows += [f"{person},{origin},2018-01-01,2019-03-01", f"{person},{destination},2019-04-01,"]
    path.write_text("\n".join([*rows, "x,,2018-01-01,"]) + "\n", encoding="utf-8")
    return path


def test_the_table_and_what_is_said_of_it(said: Said, tmp_path: Path) -> None:
    moves = {("41-2031", "43-4051"): 30, ("41-2031", "35-3031"): 10, ("35-3031", "43-4051"): 9}
    source = histories(tmp_path / "h.csv", moves)
    status, out, err = said(source, "--out", tmp_path / "t.csv")
    assert (status, err) == (0, "")
    table = pd.read_csv(tmp_path / "t.csv")
    assert table.to_numpy().tolist() == [
        ["41-2031", "35-3031", 10, 10, 0.25, "observed"],
        ["41-2031", "43-4051", 30, 30, 0.75, "observed"],
    ]
    assert out.splitlines()[:3] == [
        f"Transitions: {tmp_path / 't.csv'}",
        "h.csv: 99 rows read, 98 accepted, 1 set aside",
        "49 people counted, 49 moves between occupations within 12 months",
    ]
    assert "1 pairs of fewer than 10 people withheld" in out
    assert "set aside: h.csv" in out
    assert sorted(os.listdir(tmp_path)) == ["h.csv", "t.csv"]


def test_parquet_by_the_ending_of_the_name(said: Said, tmp_path: Path) -> None:
    source = histories(tmp_path / "h.csv", {("41-2031", "43-4051"): 12})
    assert said(source, "--out", tmp_path / "t.parquet")[0] == 0
    with engine.connect() as connection:
        rows = connection.read_parquet(str(tmp_path / "t.parquet")).fetchall()
    assert rows == [("41-2031", "43-4051", 12, 12, 1.0, "observed")]


def test_titles_are_coded_where_there_are_no_codes(said: Said, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    source = histories(tmp_path / "h.csv", {("Cashier", "Registered nurse"): 11}, "job_title")
    assert said(source, "--out", tmp_path / "t.csv")[0] == 0
    assert pd.read_csv(tmp_path / "t.csv")[["origin", "destination"]].to_numpy().tolist() == [
        ["41-2011", "29-1141"]
    ]


def test_the_columns_and_the_gap_can_be_told(said: Said, tmp_path: Path) -> None:
    source = histories(tmp_path / "h.csv", {("41-2031", "43-4051"): 12}, "what")
    assert said(source, "--out", tmp_path / "t.csv")[0] == 1
    words = ("--out", tmp_path / "t.csv", "--column", "soc=what")
    assert "12 moves" in said(source, *words)[1]
    assert "0 moves" in said(source, *words, "--months", "0")[1]


@pytest.mark.parametrize(
    "words",
    [
        ["h.csv"],
        ["--out", "t.csv"],
        ["h.csv", "--out", "t.csv", "--months", "700"],
        ["h.csv", "--out", "t.csv", "--column", "soc"],
        ["h.csv", "--out", "t.csv", "--day-first", "--month-first"],
    ],
)
def test_wrong_use_has_status_2(words: list[str], said: Said) -> None:
    status, out, err = said(*words)
    assert (status, out) == (2, "")
    assert "usage: headway transitions" in err


@pytest.mark.parametrize(
    ("source", "out", "sentence"),
    [
        ("none.csv", "t.csv", "There is no file"),
        ("empty.csv", "t.csv", "empty.csv"),
        ("h.csv", "t.xlsx", "does not end in .csv or .parquet"),
        ("h.csv", "none/t.csv", "There is no folder"),
        ("other.csv", "t.csv", "no column for"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    source: str, out: str, sentence: str, said: Said, tmp_path: Path
) -> None:
    histories(tmp_path / "h.csv", {("41-2031", "43-4051"): 2})
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    before = sorted(os.listdir(tmp_path))
    status, printed, err = said(tmp_path / source, "--out", tmp_path / out)
    assert (status, printed) == (1, "")
    assert sentence in err
    assert err.startswith("headway: ")
    assert err.count("\n") == 1
    assert sorted(os.listdir(tmp_path)) == before


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Histories of a million people: some seconds of work."""
    people, random = 1_000_000, np.random.default_rng(5)
    first = pd.DataFrame(
        {
            "person": np.arange(people),
            "soc": np.array(SOCS)[random.integers(0, 3, people)],
            "start": np.datetime64("2010-01-01") + random.integers(0, 2000, people),
        }
    )
    first["end"] = first["start"] + np.timedelta64(400, "D")
    second = first.assign(
        soc=np.array(SOCS)[random.integers(0, 3, people)], start=first["end"] + np.timedelta64(20, "D")
    )
    second["end"] = second["start"] + np.timedelta64(300, "D")
    path = tmp_path_factory.mktemp("many") / "h.parquet"
    with engine.connect() as connection:
        connection.register("jobs", pd.concat([first, second]))
        connection.execute(
            "COPY (SELECT person, CAST(soc AS VARCHAR) AS soc, CAST(start AS DATE) AS start, "
            f'CAST("end" AS DATE) AS "end" FROM jobs) TO \'{path.as_posix()}\' (FORMAT parquet)'
        )
    return path


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_nothing_behind(told: signal.Signals, many: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    words = ["transitions", str(many), "--out", str(tmp_path / "t.csv")]
    environment = {**os.environ, "TMPDIR": str(room)}
    with subprocess.Popen(
        [sys.executable, "-m", "workbook", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        patience = time.monotonic() + 60
        # Python itself tries the folder out with a file of another name, which a signal may leave behind.
        while not any(room.glob("headway-*")) and process.poll() is None and time.monotonic() < patience:
            time.sleep(0.005)
        process.send_signal(told)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().startswith("headway: Stopped")
    assert os.listdir(tmp_path) == ["room"]
    assert os.listdir(room) == []
