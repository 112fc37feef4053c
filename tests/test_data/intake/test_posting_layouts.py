"""Posting files of many sources come to the same table: files made by us in the sources' own layouts."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.loading import load

FOLDER = Path(__file__).with_name("layouts")
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
TEXTS = ("id", "title", "soc", "employer", "area", "education", "experience", "industry")
NUMBERS = {"low": "wage_low_usd", "high": "wage_high_usd", "annual": "wage_annual_usd"}


def test_every_made_file_is_expected_to_come_to_something() -> None:
    made = {path.name for path in FOLDER.iterdir()} - {"README.md", "expected.toml"}
    assert made == set(EXPECTED)
    assert len(made) >= 20


@pytest.mark.parametrize("name", EXPECTED)
def test_a_layout_comes_to_the_table_of_the_program(name: str, pack: Any, tmp_path: Path) -> None:
    told = EXPECTED[name]
    wanted = EXPECTED[told["like"]] if "like" in told else told
    text = (FOLDER / name).read_bytes().decode("utf-8")
    (tmp_path / name).write_bytes(text.encode(told.get("encoding", "utf-8")))
    loaded = load(tmp_path / name, pack)
    assert (loaded.kind, loaded.preset) == ("postings", wanted.get("preset", ""))
    aside = wanted.get("set_aside", 0)
    assert (loaded.read, loaded.accepted, loaded.set_aside) == (wanted["read"], wanted["read"] - aside, aside)
    assert set(wanted.get("findings", ())) <= {one.code for one in loaded.findings}
    rows = [as_told(row) for row in loaded.rows().to_dict("records")]
    assert rows == [in_full(one) for one in wanted["postings"]]


def as_told(row: dict[Any, Any]) -> dict[str, Any]:
    """Return a clean row in the words of `expected.toml`."""
    told: dict[str, Any] = {name: row[name] for name in TEXTS}
    told |= {name: None if pd.isna(row[own]) else round(row[own], 2) for name, own in NUMBERS.items()}
    told |= {name: None if pd.isna(row[name]) else row[name].date() for name in ("posted", "expires")}
    told |= {"period": row["wage_period"], "openings": row["openings"]}
    return told | {name: bool(row[name]) for name in ("remote", "staffing")}


def in_full(one: dict[str, Any]) -> dict[str, Any]:
    """Return an expected posting with what it leaves out."""
    blank: dict[str, Any] = dict.fromkeys((*TEXTS, "period"), "")
    blank |= dict.fromkeys((*NUMBERS, "posted", "expires"))
    return blank | {"openings": 1, "remote": False, "staffing": False} | one


def test_further_sheets_of_the_same_rows_are_told_of(pack: Any, tmp_path: Path) -> None:
    text = (FOLDER / "state_job_bank.csv").read_text(encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as both:
        both.writestr("january.csv", text)
        both.writestr("february.csv", text.replace("GA123", "GA777"))
        both.writestr("about.txt", "Two months of job orders\nAsk the desk for more\n")
    first = load(tmp_path / "two.zip", pack)
    told = [one for one in first.findings if one.code == "sheets-alike"]
    assert [one.code for one in told] == ["sheets-alike"]
    assert "february.csv" in " ".join(told[0].examples)
    second = load(tmp_path / "two.zip", pack, sheet="february.csv")
    assert second.rows()["id"].str.startswith("GA777").all()
    assert "sheets-alike" not in {one.code for one in second.findings}
