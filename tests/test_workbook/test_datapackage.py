"""The data package of a plan: checked by hand against the profile, file by file and column by column."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from data.dictionaries import columns
from data.formulatext import unguarded
from workbook.datapackage import write_package
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
V2_PACKAGE = {
    "$schema",
    "name",
    "title",
    "description",
    "version",
    "created",
    "licenses",
    "sources",
    "resources",
}
V2_RESOURCE = {"name", "type", "path", "format", "mediatype", "bytes", "hash", "schema"}
V2_TYPES = {"string", "number", "boolean", "integer"}


@pytest.fixture(scope="module")
def results(pack: Any) -> Results:
    from datetime import date

    plan = plan_for(pack, "25980", date(2025, 6, 30)).with_parameter("budget_usd", 100_000)
    return run(pack, plan)


@pytest.fixture(scope="module")
def package(results: Results, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    folder = tmp_path_factory.mktemp("package") / "of plan"
    write_package(results, folder, budget=True)
    return folder, json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def test_the_description_has_what_the_profile_asks_for(package: Any) -> None:
    _, described = package
    assert described.keys() >= V2_PACKAGE
    assert NAME.fullmatch(described["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", described["created"])
    for licence in described["licenses"]:
        assert licence["name"] or licence["path"]
    for source in described["sources"]:
        assert source["title"]
    official = [one for one in described["sources"] if one["publisher"] != "the planner’s own file"]
    assert all(one["version"] and one["licence"] and one["attribution"] for one in official)
    names = [one["name"] for one in described["resources"]]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(name) for name in names)


def test_every_file_is_described_and_is_as_described(package: Any) -> None:
    folder, described = package
    assert {path.name for path in folder.iterdir()} == {
        "datapackage.json",
        *(one["path"] for one in described["resources"]),
    }
    for one in described["resources"]:
        assert one.keys() >= V2_RESOURCE
        assert one["type"] == "table"
        assert "/" not in one["path"], "paths are names beside the description"
        content = (folder / one["path"]).read_bytes()
        assert one["bytes"] == len(content)
        assert one["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    kinds = {Path(one["path"]).stem: set() for one in described["resources"]}
    for one in described["resources"]:
        kinds[Path(one["path"]).stem].add(one["format"])
    assert all(found == {"csv", "parquet"} for found in kinds.values())
    assert {"matrix", "priorities", "allocation", "budget_curve"} <= kinds.keys()


def test_every_column_has_its_type_its_unit_and_its_meaning(package: Any) -> None:
    _, described = package
    for one in described["resources"]:
        known = columns(Path(one["path"]).stem)
        for field in one["schema"]["fields"]:
            column = known[field["name"]]
            assert field["type"] in V2_TYPES
            assert field["description"] == column.meaning
            assert field.get("unit", "") == column.unit
            assert field["title"] == column.label


def test_every_cell_is_of_the_type_that_is_stated(package: Any) -> None:
    """As a reader of the standard takes it: blank is missing, numbers are numbers, flags true or false."""
    folder, described = package
    for one in described["resources"]:
        if one["format"] != "csv":
            continue
        fields = one["schema"]["fields"]
        with (folder / one["path"]).open(encoding=one["encoding"], newline="") as file:
            header, *rows = list(csv.reader(file, delimiter=one["dialect"]["delimiter"]))
        assert header == [field["name"] for field in fields]
        assert len(rows) == one["rows"]
        for place, field in enumerate(fields):
            cells = {row[place] for row in rows} - set(one["schema"]["missingValues"])
            if field["type"] == "number":
                assert all(float(cell) is not None for cell in cells)
            elif field["type"] == "boolean":
                assert cells <= {*field["trueValues"], *field["falseValues"]}
        if keys := one["schema"].get("primaryKey"):
            named = [tuple(row[header.index(key)] for key in keys) for row in rows]
            assert len(set(named)) == len(named), one["name"]


def test_parquet_says_the_same_as_csv(package: Any) -> None:
    """Texts without the mark of formulas, numbers to the last digit."""
    folder, described = package
    types = {"string": "VARCHAR", "number": "DOUBLE", "boolean": "BOOLEAN"}
    with duckdb.connect() as connection:
        for one in described["resources"]:
            if one["format"] != "parquet":
                continue
            found = connection.read_parquet(str(folder / one["path"]))
            fields = one["schema"]["fields"]
            assert list(map(str, found.types)) == [types[field["type"]] for field in fields], one["path"]
            assert found.count("*").fetchall() == [(one["rows"],)]
        for name in ("matrix", "sectors", "training_gateways"):
            binary = connection.read_parquet(str(folder / f"{name}.parquet")).df()
            text = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
            for column, record in columns(name).items():
                if record.type == "number":
                    numbers = pd.to_numeric(text[column]).astype(float)
                    assert numbers.equals(binary[column].astype(float)), column
                elif record.type == "text":
                    assert text[column].map(unguarded).tolist() == binary[column].tolist(), column


def test_the_same_results_give_the_same_bytes(package: Any, results: Results, tmp_path: Path) -> None:
    folder, _ = package
    write_package(results, tmp_path / "again", budget=True)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name
