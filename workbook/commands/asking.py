"""What the commands that ask one question of a region share: its words, solving it, writing its tables."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.commands.plan import FILES
from workbook.commands.progress import ProgressLine
from workbook.commands.reading import rows_told
from workbook.commands.stopping import stoppable
from workbook.errors import PlannerError
from workbook.outfile import check_place, staged_file

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results
    from workbook.model.snapshots import Snapshot
    from workbook.writing.plain import PlainSheet

SUFFIXES = (".csv", ".parquet", ".xlsx")
"""The main table alone, or every table of the answer on a sheet of its own."""


@dataclass(frozen=True)
class Reply:
    """What a question came to: its main table, further tables by name, and the sentences that sum it up.

    ``sheets`` are those of a workbook; without any, each table is a sheet.
    """

    results: Results
    main: pd.DataFrame
    tables: Mapping[str, pd.DataFrame]
    sentences: tuple[str, ...]
    asked: Mapping[str, Any]
    sheets: tuple[PlainSheet, ...] = ()


@contextmanager
def solved(asked: argparse.Namespace) -> Iterator[Results]:
    """Give the results of the region that a command was asked about, with the planner's files in it.

    Raises
    ------
    PlannerError
        When region, parameters or files cannot be used.
    """
    with ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        tell = stack.enter_context(ProgressLine())
        tell("Reading the reference pack")
        from data.reference.pack import load_pack
        from workbook.localfiles import read_local_files
        from workbook.model.region import plan_for
        from workbook.model.run import run
        from workbook.plan import Parameters
        from workbook.scenarios import own_scenarios

        pack = load_pack()
        plan = replace(
            plan_for(pack, asked.region, asked.date),
            parameters=Parameters(dict(asked.param)),
            scenario=asked.scenario,
            scenarios=own_scenarios(asked.scenarios),
        )
        given = {kind: getattr(asked, name) for name, kind in FILES.items()}
        told = rows_told(tell, "Reading your files")
        named = bool(getattr(asked, "employer", ""))
        files = read_local_files(pack, plan.areas, given, told, stop, employers=named)
        months = months_kept(getattr(asked, "months", None))
        if getattr(asked, "shared", False):
            from workbook.model.sharing import shared_files

            limit = plan.parameters["suppression_min_people"]
            kept = shared_files(pack, files.unemployed, files.tables, limit, months)
            files, months = replace(files, unemployed=kept.unemployed, tables=kept.tables), kept.earlier
        yield run(pack, plan, files.postings, files.unemployed, tell, files.tables, months)


def months_kept(plan_file: str | None) -> tuple[Snapshot, ...]:
    """Return the months that a plan file keeps, none where none is named."""
    if plan_file is None:
        return ()
    from workbook.model.snapshot_records import months_of
    from workbook.planfile import load_plan, load_snapshots

    path = Path(plan_file)
    if load_plan(path) is None:
        raise PlannerError(
            f"There is no plan file {path}", "The months are kept in it", "Give the file of headway track"
        )
    return tuple(months_of(load_snapshots(path))[0])


def occupation_at(results: Results, code: str) -> int:
    """Return the place of an occupation that a person named by its code or its title.

    Raises
    ------
    PlannerError
        When the pack has no such occupation (names the nearest).
    """
    from data.intake.occupations import Occupations

    titles = [str(title).casefold() for title in results.frame["title"]]
    if code.strip().casefold() in titles:
        return titles.index(code.strip().casefold())
    occupations = Occupations.of(results.prepared.pack)
    soc, trouble = occupations.by_code(code)
    if not trouble:
        return list(results.frame["soc"]).index(soc)
    near = difflib.get_close_matches(code, occupations.socs, n=3, cutoff=0.6)
    near += [
        str(results.frame["title"][titles.index(one)])
        for one in difflib.get_close_matches(code.casefold(), titles, n=3, cutoff=0.6)
    ]
    raise PlannerError(
        f"“{code}” is not an occupation of the reference pack",
        "An occupation is named by its SOC code, or by its title as the pack has it",
        f"Did you mean {', '.join(near[:3])}" if near else "Look the code up in the regional matrix",
    )


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain records."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def answer(
    asked: argparse.Namespace,
    ask: Callable[[Results], Reply],
    solving: Callable[[], AbstractContextManager[Results]] | None = None,
) -> int:
    """Solve the region, ask the question, write what was asked for and print the answer; status 0.

    Nothing is written before everything is computed. ``solving`` gives the results where they are not those
    of the command's own words.

    Raises
    ------
    PlannerError
        For trouble that the user can mend.
    """
    out = check_place(Path(asked.out), SUFFIXES, "table") if asked.out else None
    with ExitStack() as stack:
        staged = None
        if asked.tables:
            from workbook.tablefiles import staged_tables

            staged = stack.enter_context(staged_tables(Path(asked.tables)))
        reply = ask(stack.enter_context(solved(asked) if solving is None else solving()))
        if staged is not None:
            staged.write(reply.tables)
        if out is not None:
            _write(reply, out)
        written = tuple(staged.publish()) if staged is not None else ()
    if asked.json:
        _print_document(reply, out, written, shared=getattr(asked, "shared", False))
    else:
        print("\n".join([*_written(out, written), *reply.sentences]))
    return 0


def _write(reply: Reply, out: Path) -> None:
    if out.suffix.casefold() == ".xlsx":
        from workbook.writing.plain import described_sheets, write_plain

        sheets = reply.sheets or described_sheets(reply.tables)
        write_plain(reply.results, reply.results.region.name, sheets, out)
        return
    from workbook.onetable import write_one_table

    with staged_file(out, SUFFIXES, "table") as temporary:
        write_one_table(reply.main, temporary)


def _written(out: Path | None, tables: tuple[Path, ...]) -> list[str]:
    said = [f"Table: {out}"] if out is not None else []
    if tables:
        said.append(f"Tables: {len(tables)} CSV files in {tables[0].parent.resolve()}")
    return [*said, ""] if said else []


def _print_document(
    reply: Reply, out: Path | None, tables: tuple[Path, ...], *, shared: bool = False
) -> None:
    import json

    from workbook.commands.document import plain
    from workbook.version import program_version

    results = reply.results
    document = {
        "program": {"name": "Headway", "version": program_version()},
        "region": {"name": results.region.name, "areas": results.region.areas},
        "date": results.plan.as_of.isoformat(),
        "asked": dict(reply.asked),
        "vintages": results.vintages,
        "parameters": {
            "hash": results.parameters.hash,
            "differences": results.parameters.differences(),
        },
        "answer": list(reply.sentences),
        **{name: table.to_dict("records") for name, table in reply.tables.items()},
        "written": {
            "table": out.name if shared and out else out,
            "tables": [table.name for table in tables] if shared else tables,
        },
    }
    print(json.dumps(plain(document), ensure_ascii=False, indent=2, allow_nan=False))
