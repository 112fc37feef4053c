"""The result tables as a data package: CSV and Parquet files, and a ``datapackage.json`` that describes them.

The description follows the Data Package standard, version 2.0 (Open Knowledge Foundation, 2024;
https://datapackage.org). Version 2 and not 1, since it is the one that is maintained and since it says what a
plan needs to say: the version of each source and what a blank stands for. What version 1 knows is written as
version 1 has it, so that its readers find names, paths, fields and checksums where they look for them.

The same results give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from data.dictionaries import Column, columns
from data.intake.postings import PostingsTable
from workbook.onetable import write_one_table
from workbook.tablefiles import cell_text, staged_tables, write_table
from workbook.version import program_version

if TYPE_CHECKING:
    from workbook.model.results import Results

DESCRIPTION = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
FORMATS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
TYPES = {"text": "string", "number": "number", "flag": "boolean"}
KEYS = {
    "matrix": ["soc"],
    "priorities": ["soc"],
    "classes": ["soc"],
    "transitions": ["origin", "destination"],
    "coverage": ["measure"],
    "sectors": ["sector"],
}
"""Columns that name a row, of tables in which they always do."""

LICENCES = {
    "CC BY 4.0": {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    },
    "MIT": {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"},
}
"""Licences of sources that have a name of their own; the others are told in words beside their source."""

BLANKS = (
    "A blank is a figure that is not known: suppressed by its publisher, absent, or not told by a file; "
    "columns that end in _mark or _kind say which. A blank is never zero."
)
GUARD = "A text that a spreadsheet would take for a formula is preceded by an apostrophe in CSV."


def write_package(
    results: Results, folder: Path, *, shared: bool = False, budget: bool = False, transitions: bool = False
) -> tuple[Path, ...]:
    """Write the package of a plan's results and return its files, the description last.

    Parameters
    ----------
    results : Results
        The answer of one plan.
    folder : Path
        Made if need be; files of other names stay as they are.
    shared : bool
        Whether the results are of an edition to be shared: the description says so.
    budget, transitions : bool
        Whether the allocation of a budget and the moves between occupations are among the tables.

    Raises
    ------
    PlannerError
        When the folder cannot be made or written; nothing half-written is left.
    """
    tables = results.tables(transitions=transitions)
    if budget:
        tables |= results.allocation.tables()
    with staged_tables(folder) as staged:
        resources = []
        for name, table in tables.items():
            for ending in FORMATS:
                file = f"{name}.{ending}"
                staged.put(file, partial(_write, table, name))
                resources.append(_resource(name, ending, table, staged.place(file)))
        described = _described(results, resources, shared=shared)
        text = json.dumps(described, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        staged.put(DESCRIPTION, lambda path: path.write_text(text, encoding="utf-8", newline="\n"))
        return tuple(staged.publish())


def _write(table: pd.DataFrame, name: str, path: Path) -> None:
    if path.suffix == ".csv":
        write_table(table, path)
    else:
        write_one_table(_typed(table, columns(name)), path)


def _typed(table: pd.DataFrame, described: Mapping[str, Column]) -> pd.DataFrame:
    """Return a table with one type a column, as its dictionary has it."""
    found: dict[str, pd.Series[Any]] = {}
    for name in table.columns:
        kind, values = described[str(name)].type, table[name]
        if kind == "number":
            found[str(name)] = values.astype("float64")
        elif kind == "flag":
            found[str(name)] = pd.Series(values.to_numpy(dtype=object), dtype="boolean")
        else:
            # As CSV has them, but for the mark of formulas, which Parquet does not need.
            found[str(name)] = pd.Series([_text(value) for value in values.tolist()], dtype="str")
    return pd.DataFrame({name: column.reset_index(drop=True) for name, column in found.items()})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else cell_text(value)


def _resource(name: str, ending: str, table: pd.DataFrame, file: Path) -> dict[str, Any]:
    content = file.read_bytes()
    described = columns(name)
    schema: dict[str, Any] = {
        "$schema": TABLE_SCHEMA,
        "fields": [_field(described[str(column)]) for column in table.columns],
        "missingValues": [""],
    }
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    resource: dict[str, Any] = {
        "name": name if ending == "csv" else f"{name}-{ending}",
        "type": "table",
        "path": file.name,
        "title": name.replace("_", " ").capitalize(),
        "format": ending,
        "mediatype": FORMATS[ending],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }
    if ending == "csv":
        resource |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "header": True}}
    return resource | {"rows": len(table)}


def _field(column: Column) -> dict[str, Any]:
    """Return a column as the standard describes a field, with unit, kind and source of the dictionary."""
    found: dict[str, Any] = {
        "name": column.name,
        "type": TYPES[column.type],
        "title": column.label,
        "description": column.meaning,
    }
    if column.type == "flag":
        found |= {"trueValues": ["true"], "falseValues": ["false"]}
    told = {
        "unit": column.unit,
        "kind": column.kind if column.kind != "text" else "",
        "source": column.source,
    }
    return found | {name: text for name, text in told.items() if text}


def _described(results: Results, resources: list[dict[str, Any]], *, shared: bool) -> dict[str, Any]:
    plan = results.plan
    licences = {source.licence for source in results.prepared.pack.sources()}
    return {
        "$schema": PROFILE,
        "name": f"headway-{'-'.join(plan.areas)}",
        "title": f"Job progressions plan for {results.region.name}",
        "description": f"{results.headline} {BLANKS} {GUARD}",
        "version": plan.as_of.isoformat(),
        "created": f"{plan.as_of.isoformat()}T00:00:00Z",
        "program": f"Headway {program_version()}".strip(),
        "edition": "to be shared: small counts withheld" if shared else "the planner’s own",
        "region": {"areas": list(results.region.areas), "name": results.region.name},
        "parametersHash": results.parameters.hash,
        "parametersChanged": results.parameters.differences(),
        "scenario": plan.chosen_scenario.title,
        "vintages": results.vintages,
        "licenses": [LICENCES[name] for name in sorted(licences & LICENCES.keys())],
        "sources": _sources(results),
        "resources": resources,
    }


def _sources(results: Results) -> list[dict[str, str]]:
    """Return the planner's own files, then every official file, with licence and attribution."""
    own = [
        {
            "title": file.name,
            "publisher": "the planner’s own file",
            "usedFor": "postings" if isinstance(file, PostingsTable) else getattr(file, "kind", "unemployed"),
            "hash": f"sha256:{file.sha256}" if file.sha256 else "",
        }
        for file in results.prepared.files
    ]
    official = [
        {
            "title": source.title,
            "publisher": source.publisher,
            "version": source.vintage,
            "licence": source.licence,
            "attribution": source.attribution,
            "hash": f"sha256:{source.sha256}",
        }
        for source in results.prepared.pack.sources()
    ]
    return [{name: text for name, text in one.items() if text} for one in (*own, *official)]
