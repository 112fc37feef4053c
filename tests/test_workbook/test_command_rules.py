"""``headway rules`` and ``headway plan --rules``: read, copy, edit and use demand rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data.rulesets.reading import FOLDER, shipped

Run = Callable[..., tuple[int, str, str]]
PLAN = ("plan", "--region", "12060", "--date", "2025-06-30")


def test_the_names_and_one_set(run_command: Run, tmp_path: Path) -> None:
    status, said, err = run_command("rules")
    assert (status, err) == (0, "")
    assert [line.split()[0] for line in said.splitlines() if line[:1] != " "] == list(shipped())
    text = (FOLDER / "washington.toml").read_text(encoding="utf-8")
    assert run_command("rules", "washington") == (0, text, "")
    out = tmp_path / "ours.toml"
    assert run_command("rules", "washington", "--out", out)[0] == 0
    assert out.read_text(encoding="utf-8") == text


def test_a_copied_and_edited_set_is_used_in_a_plan(run_command: Run, tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    run_command("rules", "washington", "--out", ours)
    text = ours.read_text(encoding="utf-8").replace('name = "washington"', 'name = "ours"')
    ours.write_text(text.replace("at_least = 0.0008", "at_least = 0.01"), encoding="utf-8")
    words = ("--rules", "washington", "--rules", ours, "--tables", tmp_path / "all")
    status, _, err = run_command(*PLAN, *words)
    assert (status, err) == (0, "")
    told = pd.read_csv(tmp_path / "all" / "opportunity.csv")
    wanted = told[told["result"] == "in demand"].groupby("rule_set").size()
    assert 0 < wanted["ours"] < wanted["washington"]


def test_slips_are_said(run_command: Run, tmp_path: Path) -> None:
    for words, sentence in (
        (("rules", "oregon"), "no shipped rules called “oregon”"),
        ((*PLAN, "--json", "--rules", "oregon"), "There are no rules called “oregon”"),
        ((*PLAN, "--json", "--rules", "washington", "--rules", "washington"), "Two rule sets are called"),
    ):
        status, said, err = run_command(*words)
        assert (status, said) == (1, "")
        assert sentence in err
    assert run_command("rules", "--out", tmp_path / "x.toml")[0] == 2
