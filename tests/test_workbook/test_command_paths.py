"""``headway paths``: what next, who feeds, and the region, in words, JSON and a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.dictionaries import columns

Run = Callable[..., tuple[int, str, str]]
REGION = ("paths", "--region", "12060", "--date", "2025-06-30")


def test_what_comes_next_in_words(run_command: Run) -> None:
    status, said, err = run_command(*REGION, "--from", "43-4051", "--top", "3")
    assert (status, err) == (0, "")
    lines = said.splitlines()
    first = "From Customer Service Representatives (Origin) in Atlanta, most people first (modelled)"
    assert lines[0] == first
    assert sum(line.count("→") == 2 for line in lines) == 3
    assert "people a year reach the Gateway" in said, "each step is claimed on its own"
    assert "nothing is claimed" in said
    shares = [float(line.split("%")[0]) for line in lines if line.strip()[:1].isdigit() and "%" in line]
    assert sum(shares) == pytest.approx(100, abs=0.5)


def test_nothing_claimed_says_what_would_help(run_command: Run) -> None:
    words = ("--from", "35-3031", "--param", "suppression_min_people=1000")
    status, said, _ = run_command(*REGION, *words)
    assert status == 0
    assert "No path has 1,000 people a year on its first step" in said


def test_who_feeds_an_occupation_as_json_and_as_a_table(run_command: Run, tmp_path: Path) -> None:
    out = tmp_path / "paths.csv"
    words = (
        "--to",
        "Registered Nurses",
        "--by",
        "wage",
        "--json",
        "--out",
        out,
        "--tables",
        tmp_path / "all",
    )
    status, said, _ = run_command(*REGION, *words)
    assert status == 0
    told = json.loads(said, parse_constant=lambda name: pytest.fail(name))
    assert sum(row["share"] for row in told["paths"]) == pytest.approx(1)
    assert told["asked"] == {"from": None, "to": "Registered Nurses", "by": "wage", "top": 20}
    assert list(pd.read_csv(out).columns) == list(columns("paths"))
    assert [path.name for path in (tmp_path / "all").iterdir()] == ["paths.csv"]


def test_the_whole_region(run_command: Run) -> None:
    status, said, _ = run_command(*REGION, "--by", "feasibility", "--top", "2")
    assert status == 0
    assert said.startswith("Out of all Origins in Atlanta, smallest training gap first")
    assert "further paths" in said


def test_an_unpublished_occupation_says_why_nothing_is_known(run_command: Run) -> None:
    status, said, _ = run_command("paths", "--region", "25020", "--from", "29-1141")
    assert status == 0
    assert said.strip()


def test_only_one_side_can_be_asked(run_command: Run) -> None:
    status, _, err = run_command(*REGION, "--from", "35-3031", "--to", "29-1141")
    assert status == 2
    assert "not allowed with" in err
