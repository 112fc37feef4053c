"""Compiling the pack: the same bytes again, a contract that is kept, a plain word when files are missing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import engine
from data.reference import compile as compiling
from data.reference.contract import TABLE_BY_NAME, TABLES
from data.reference.pack import FOLDER, load_pack

INDUSTRIES = TABLE_BY_NAME["industries"]


@pytest.fixture(scope="module")
def compiled_again(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole pack, compiled from the official files into a folder of its own."""
    out = tmp_path_factory.mktemp("pack")
    assert compiling.main([str(real_data), "--out", str(out)]) == 0
    return out


@pytest.mark.parametrize("name", [table.name for table in TABLES if table.name != "transitions"])
def test_compiling_again_gives_the_same_bytes(compiled_again: Path, name: str) -> None:
    again = compiled_again / "tables" / f"{name}.parquet"
    assert again.read_bytes() == (FOLDER / "tables" / f"{name}.parquet").read_bytes()


def test_compiling_again_gives_the_same_transitions(compiled_again: Path) -> None:
    # The model's matrix products may differ in the last digit between processors, so that a figure may land
    # on the other side of a rounding: a thousandth of a person is let pass, nothing more.
    again = load_pack(compiled_again).table("transitions")
    shipped = load_pack().table("transitions")
    assert again[["origin", "destination"]].equals(shipped[["origin", "destination"]])
    assert (again["people_milli"] - shipped["people_milli"]).abs().max() <= 1


def test_compiling_again_gives_the_same_sources(compiled_again: Path) -> None:
    again = tomllib.loads((compiled_again / "sources.toml").read_text(encoding="utf-8"))
    shipped = tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8"))
    for described in (again, shipped):
        for record in described["table"]:
            if record["name"] == "transitions":
                record["sha256"] = ""
    assert again == shipped


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    frame = load_pack().table("staffing").sample(frac=1.0, random_state=7)
    with engine.connect(threads=1) as connection:
        for name in ("one", "two"):
            compiling.write_table(connection, TABLE_BY_NAME["staffing"], frame, tmp_path / f"{name}.parquet")
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    shipped = FOLDER / "tables" / "staffing.parquet"
    assert (tmp_path / "one.parquet").read_bytes() == shipped.read_bytes()


def _industries(**changed: list[object]) -> pd.DataFrame:
    return pd.DataFrame(
        {"industry": ["11", "21"], "level": [2, 2], "title": ["Farming", "Mining"], **changed}
    )


def test_a_table_true_to_its_contract_passes() -> None:
    compiling.check_table(INDUSTRIES, _industries())


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (_industries().drop(columns="title"), "Table industries: columns differ from the contract in title"),
        (_industries(extra=[1, 2]), "Table industries: columns differ from the contract in extra"),
        (_industries(title=["Farming", None]), "Table industries: title is empty in 1 rows"),
        (_industries(level=[2, 2.5]), "Table industries: level holds fractions"),
        (_industries(industry=["11", "11"]), r"Table industries: 1 rows are there twice, such as \['11'\]"),
    ],
)
def test_a_table_that_breaks_its_contract_is_named(frame: pd.DataFrame, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        compiling.check_table(INDUSTRIES, frame)


def test_absent_text_and_counts_stay_absent_and_empty_text_stays_empty(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    counties = pd.DataFrame(
        {
            "county": ["13121", "46017"],
            "county_title": ["Fulton County", ""],
            "state_abbr": ["GA", "SD"],
            "cbsa": ["12060", None],
            "area": ["0012060", None],
        }
    )
    with engine.connect(threads=1) as connection:
        path = tmp_path / "tables" / "counties.parquet"
        compiling.write_table(connection, TABLE_BY_NAME["counties"], counties, path)
    read = load_pack(tmp_path).table("counties")
    assert read["cbsa"].isna().tolist() == [False, True]
    assert read["county_title"].tolist() == ["Fulton County", ""]


def test_a_broken_table_leaves_the_pack_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_tables(folder: Path) -> Iterator[tuple[str, pd.DataFrame]]:
        yield "industries", _industries()
        yield "areas", _industries()

    monkeypatch.setattr(compiling, "compile_tables", compile_tables)
    (tmp_path / "tables").mkdir()
    old = tmp_path / "tables" / "industries.parquet"
    old.write_bytes(b"the pack so far")
    with pytest.raises(ValueError, match="Table areas"):
        compiling.compile_pack(tmp_path, tmp_path)
    assert old.read_bytes() == b"the pack so far"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_missing_files_are_said_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiling.main([str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The pack was not compiled: No OEWS database in ")
    assert "Traceback" not in said
