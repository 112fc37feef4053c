"""``headway gaps``: a region, from one occupation, to one, and a pair."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.dictionaries import columns

Run = Callable[..., tuple[int, str, str]]
REGION = ("gaps", "--region", "12060", "--date", "2025-06-30")


def test_a_region_in_words_and_in_tables(run_command: Run, tmp_path: Path) -> None:
    out = tmp_path / "gateways.csv"
    status, said, err = run_command(*REGION, "--out", out, "--tables", tmp_path / "all")
    assert (status, err) == (0, "")
    assert "the study found 53 of 77 (69%)" in said
    assert "One skill unlocks" in said
    assert said.index("brings") < said.index("learns"), "strengths come before gaps"
    assert "--programmes FILE" in said
    written = sorted(path.stem for path in (tmp_path / "all").iterdir())
    assert "training_gateways" in written
    for name in written:
        assert list(pd.read_csv(tmp_path / "all" / f"{name}.csv").columns) == list(columns(name)), name
    assert list(pd.read_csv(out).columns) == list(columns("training_gateways"))


def test_a_pair_as_json_has_no_figure_that_is_not_one(run_command: Run) -> None:
    words = ("--from", "Waiters and Waitresses", "--to", "29-2061", "--json")
    status, said, _ = run_command(*REGION, *words)
    assert status == 0
    told = json.loads(said, parse_constant=lambda name: pytest.fail(name))
    assert told["training_pairs"][0]["origin_soc"] == "35-3031"
    assert [row["rank"] for row in told["pair_elements"][:3]] == [1, 2, 3]
    assert told["training_programmes"] == []
    assert told["asked"] == {"from": "Waiters and Waitresses", "to": "29-2061"}


def test_from_and_to(run_command: Run, tmp_path: Path) -> None:
    status, said, _ = run_command(*REGION, "--from", "35-3031")
    assert status == 0
    assert said.startswith("From Waiters and Waitresses in Atlanta:")
    programmes = tmp_path / "list.csv"
    programmes.write_text(
        "programme,provider,cip,cost,seats,weeks\nPractical nursing,County College,51.3901,9000,25,48\n",
        encoding="utf-8",
    )
    status, said, err = run_command(*REGION, "--to", "29-2061", "--programmes", programmes)
    assert (status, err) == (0, "")
    assert "Practical nursing: County College, $9,000, 48 weeks, 25 seats" in said


def test_a_report_on_the_form_keeps_the_columns_that_a_state_adds(run_command: Run, tmp_path: Path) -> None:
    """Form ETA-9171 has no seats; a state's own column of them is read beside it."""
    programmes = tmp_path / "etpl.csv"
    programmes.write_text(
        "Program Name,Provider Name,CIP Code,Total Cost,Program Length (weeks),Seats\n"
        "Practical nursing,County College,51.3901,9000,48,25\n",
        encoding="utf-8",
    )
    status, said, err = run_command(*REGION, "--to", "29-2061", "--programmes", programmes)
    assert (status, err) == (0, "")
    assert "Practical nursing: County College, $9,000, 48 weeks, 25 seats" in said


def test_a_list_that_states_no_seats_says_so(run_command: Run, tmp_path: Path) -> None:
    programmes = tmp_path / "list.csv"
    for seats, sentence in (("", "None of 1 programme states its seats"), ("25", "25 seats")):
        programmes.write_text(
            f"programme,provider,cip,cost,seats,weeks\nPractical nursing,College,51.3901,9000,{seats},48\n",
            encoding="utf-8",
        )
        status, said, err = run_command(*REGION, "--programmes", programmes)
        assert (status, err) == (0, "")
        assert sentence in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "35-3031", "--to", "35-3031"), "Both occupations are the same"),
        (("--from", "Waiter and Waitress"), "Did you mean Waiters and Waitresses"),
        (("--to", "99-9999"), "is not an occupation"),
    ],
)
def test_what_cannot_be_asked_is_said(run_command: Run, words: tuple[str, ...], sentence: str) -> None:
    status, said, err = run_command(*REGION, *words)
    assert (status, said) == (1, "")
    assert sentence in err
