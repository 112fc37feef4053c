"""Compile the reference pack from official files: `python -m data.reference.compile FOLDER [--out DIR]`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

from data import engine
from data.reference.compiling import (
    aliases,
    claims,
    crosswalks,
    demographics,
    flows,
    geography,
    occupations,
    oews,
    onet,
    transitions,
)
from data.reference.contract import COUNT, TABLE_BY_NAME, Table

HERE = Path(__file__).parent
PUBLISHERS_FILE = HERE / "compiling" / "publishers.toml"
_CHUNK_BYTES = 1 << 20


def compile_pack(folder: Path, out: Path) -> None:
    """Compile every table of the pack and the record of its sources; the same files give the same bytes.

    Parameters
    ----------
    folder : Path
        The official files, in the layout that `compiling/publishers.toml` names.
    out : Path
        Where `tables/<name>.parquet` and `sources.toml` go; what is there stays until everything is compiled.

    Raises
    ------
    FileNotFoundError
        If an official file is missing.
    ValueError
        If a compiled table breaks its contract: a column missing, a value absent where none may be, a row
        twice.
    """
    (out / "tables").mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".compiling-", dir=out) as workplace:
        room = Path(workplace)
        (room / "tables").mkdir()
        rows: dict[str, int] = {}
        with engine.connect(threads=1) as connection:
            for name, frame in compile_tables(folder):
                write_table(connection, TABLE_BY_NAME[name], frame, room / "tables" / f"{name}.parquet")
                rows[name] = len(frame)
        write_sources(folder, room, rows)
        for finished in [*sorted((room / "tables").iterdir()), room / "sources.toml"]:
            finished.replace(out / finished.relative_to(room))


def compile_tables(folder: Path) -> Iterator[tuple[str, pd.DataFrame]]:
    """Compile the tables one after the other, each as soon as what it stands on is there: name and rows."""
    with oews.open_survey(folder) as survey:
        areas = oews.compile_areas(survey)
        detailed = oews.read_detailed_occupations(survey)
        yield "areas", areas
        yield "wages", oews.compile_wages(survey)
        yield "staffing", oews.compile_staffing(survey)
        yield "industries", oews.compile_industries(survey)
    yield "claims", claims.compile_claims(folder)
    yield "counties", geography.compile_counties(folder, areas)
    yield "zips", geography.compile_zips(folder)
    yield "cities", geography.compile_cities(folder)

    soc_aliases = aliases.compile_aliases(folder, detailed)
    yield "soc_aliases", soc_aliases
    yield "programmes", crosswalks.compile_programmes(folder, detailed, soc_aliases)
    yield "soc2010", crosswalks.compile_soc2010(folder, detailed, soc_aliases)
    yield "unemployment_rates", demographics.compile_unemployment_rates(folder)
    yield "elements", onet.compile_elements(folder)
    yield "technologies", onet.compile_technologies(folder, detailed, soc_aliases)
    yield "titles", onet.compile_titles(folder, detailed, soc_aliases)

    occupation_rows = occupations.compile_occupations(folder, detailed, soc_aliases)
    element_scores = onet.compile_element_scores(folder, detailed, soc_aliases)
    related = onet.compile_related(folder, detailed, soc_aliases)
    group_flows = flows.compile_group_flows(folder)
    yield "occupations", occupation_rows
    yield "element_scores", element_scores
    yield "related", related
    yield "group_flows", group_flows
    yield (
        "transitions",
        transitions.compile_transitions(occupation_rows, element_scores, related, group_flows),
    )


def write_table(connection: duckdb.DuckDBPyConnection, table: Table, frame: pd.DataFrame, path: Path) -> None:
    """Check a compiled table against its contract and write it as Parquet, rows in the contract's order."""
    check_table(table, frame)
    columns = ", ".join(
        f'CAST("{column.name}" AS {column.sql_type}) AS "{column.name}"' for column in table.columns
    )
    order = ", ".join(f'"{name}"' for name in table.order)
    connection.register("compiled", frame)
    connection.execute(
        f"""COPY (SELECT {columns} FROM compiled ORDER BY {order}) TO '{_quoted(path)}'
        (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE {table.rows_per_group})"""
    )
    connection.unregister("compiled")


def check_table(table: Table, frame: pd.DataFrame) -> None:
    """Raise ValueError, naming table and column, where a compiled table breaks its contract."""
    if set(frame.columns) != set(table.column_names):
        difference = sorted(set(frame.columns) ^ set(table.column_names))
        raise ValueError(f"Table {table.name}: columns differ from the contract in {', '.join(difference)}")
    for column in table.columns:
        values = frame[column.name]
        if not column.nullable and values.isna().any():
            raise ValueError(f"Table {table.name}: {column.name} is empty in {int(values.isna().sum())} rows")
        if column.sql_type == COUNT and not (values.dropna() % 1 == 0).all():
            raise ValueError(f"Table {table.name}: {column.name} holds fractions, whole numbers are due")
    twice = frame.duplicated(list(table.key))
    if twice.any():
        example = frame.loc[twice, list(table.key)].iloc[0].to_list()
        raise ValueError(f"Table {table.name}: {int(twice.sum())} rows are there twice, such as {example}")


def write_sources(folder: Path, out: Path, rows: Mapping[str, int]) -> None:
    """Write `sources.toml`: what is known of every official file and table, with checksums and row counts."""
    described = tomllib.loads(PUBLISHERS_FILE.read_text(encoding="utf-8"))
    parts = ["# Written by data/reference/compile.py from compiling/publishers.toml.\n"]
    for source in described["source"]:
        parts.append(_toml_record("source", {**source, "sha256": sha256_of(folder / source["file"])}))
    for table in described["table"]:
        name = table["name"]
        checksum = sha256_of(out / "tables" / f"{name}.parquet")
        counted = {"name": name, "sources": table["sources"], "rows": rows[name], "sha256": checksum}
        parts.append(_toml_record("table", {**counted, "note": table["note"]}))
    (out / "sources.toml").write_text("\n".join(parts), encoding="utf-8", newline="\n")


def sha256_of(path: Path) -> str:
    """Checksum of a file, as 64 hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _toml_record(kind: str, fields: Mapping[str, Any]) -> str:
    # A JSON string, list of strings or whole number is also valid TOML.
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return "\n".join([f"[[{kind}]]", *lines, ""])


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m data.reference.compile", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the official files")
    parser.add_argument(
        "--out", type=Path, default=HERE, help="where the pack goes (default: the program's own)"
    )
    chosen = parser.parse_args(arguments)
    try:
        compile_pack(chosen.folder, chosen.out)
    except FileNotFoundError as missing:
        print(f"The pack was not compiled: {missing}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
