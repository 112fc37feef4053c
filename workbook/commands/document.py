"""The answer as a JSON document, for other programs."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.plan import CLASSES
from workbook.version import program_version

if TYPE_CHECKING:
    from data.intake.postings import PostingsTable
    from data.intake.unemployment import UnemployedTable
    from workbook.commands.plan import Answer
    from workbook.model.localtables import LocalTable
    from workbook.model.results import Results
    from workbook.model.unemployed import Unemployed


def document(answer: Answer, top: int) -> dict[str, Any]:
    """Return the answer as plain values: a figure that is not known is null.

    Parameters
    ----------
    answer : Answer
        What the run came to.
    top : int
        Most priorities to list.
    """
    results = answer.results
    return {
        name: plain(value)
        for name, value in {
            "program": {"name": "Headway", "version": program_version()},
            "region": {
                "name": results.region.name,
                "kind": results.region.kind,
                "areas": results.region.areas,
                "states": results.region.states,
            },
            "date": results.plan.as_of.isoformat(),
            "headline": results.headline,
            "vintages": results.vintages,
            "pack": results.prepared.pack.version,
            "parameters": {
                "hash": results.parameters.hash,
                "differences": results.parameters.differences(),
            },
            "scenario": {
                "name": results.plan.scenario,
                "title": results.plan.chosen_scenario.title,
            },
            "overrides": [
                {"soc": one.soc, "class": one.class_name, "reason": one.reason}
                for one in results.plan.overrides
            ],
            "classes": class_shares(results),
            "priorities": _priorities(results, top),
            "allocation": _allocation(results) if answer.allocated else None,
            "coverage": results.coverage.to_dict("records"),
            "unemployed": _unemployed(results.prepared.unemployed),
            "files": _local_files(answer),
            "findings": [
                {
                    name: getattr(one, name)
                    for name in ("code", "severity", "file", "where", "what", "why", "what_to_do", "count")
                }
                for one in results.findings
            ],
            "shared": answer.shared,
            "written": _written(answer),
        }.items()
    }


def _written(answer: Answer) -> dict[str, Any]:
    """Return where the files are; of an edition to be shared only their names."""
    if not answer.shared:
        return {"workbook": answer.workbook, "tables": answer.tables, "package": answer.package}
    tables, package = ([file.name for file in files] for files in (answer.tables, answer.package))
    return {
        "workbook": answer.workbook.name if answer.workbook else None,
        "tables": tables,
        "package": package,
    }


def _allocation(results: Results) -> dict[str, Any]:
    from workbook.model.allocation_words import headline, sentences

    found = results.allocation
    tables = {name: table.to_dict("records") for name, table in found.tables().items()}
    return {"answer": [headline(found), *sentences(found)], **found.totals, **tables}


def class_shares(results: Results) -> dict[str, dict[str, float]]:
    """Return per class the occupations, the published jobs and their share of all published jobs (0–1)."""
    classes, jobs = results.classes["class"], results.matrix["employment"]
    published = float(jobs.sum())
    found = {}
    for name in CLASSES:
        own = float(jobs[classes == name].sum())
        share = own / published if published > 0 else math.nan
        found[name] = {
            "occupations": int((classes == name).sum()),
            "employment": own,
            "employment_share": share,
        }
    return found


def ranked(results: Results, top: int) -> pd.DataFrame:
    """Return the first `top` ranked priorities."""
    table = results.priorities
    return table[table["rank"].notna()].head(top)


def _priorities(results: Results, top: int) -> list[dict[str, Any]]:
    table = ranked(results, top)
    return [
        {**dict(zip(table.columns, row, strict=True)), "why": results.strengths(row[0])}
        for row in table.itertuples(index=False, name=None)
    ]


def _unemployed(people: Unemployed) -> dict[str, Any]:
    """Return what the figures of people out of work rest on, how they met their totals, and each month's."""
    fit = people.fit
    return {
        "source": people.source,
        "total": people.total,
        "imputed_share": people.imputed_share,
        "unknown_share": people.unknown_share,
        "fit": None if fit is None else dataclasses.asdict(fit) | {"by": list(fit.by)},
        "months": [{"month": month, "unemployed": count} for month, count in people.series],
    }


def _local_files(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = {}
    files = answer.files
    if files.postings is not None:
        counts = answer.results.prepared.postings
        found["postings"] = {
            **_counts(files.postings),
            "distinct": distinct_postings(files.postings),
            "uncoded": distinct_postings(files.postings) - len(files.postings.rows),
            "outside_region": counts.outside,
            "closed": counts.closed,
            "open": open_postings(answer),
        }
    if files.unemployed is not None:
        found["unemployed"] = {**_counts(files.unemployed), "period": files.unemployed.period}
    return found | {table.kind: _counts(table) for table in files.tables}


def open_postings(answer: Answer) -> int:
    """Return how many distinct postings are open in the region."""
    return int(np.nansum(answer.results.prepared.postings.open_))


def distinct_postings(table: PostingsTable) -> int:
    """Return how many different postings a file has, those without an occupation too."""
    return table.accepted - table.repeated


def _counts(table: PostingsTable | UnemployedTable | LocalTable) -> dict[str, Any]:
    return {name: getattr(table, name) for name in ("name", "sha256", "read", "accepted", "set_aside")}


def plain(value: Any) -> Any:
    """Turn numpy values, paths and tuples into what JSON knows; not a number becomes null."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or value is pd.NA or isinstance(value, (str, bool, int)):
        return None if value is pd.NA else value
    return str(value)
