"""``headway plan``: from a region and local files to a workbook, CSV tables and a printed answer."""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.commands.progress import ProgressLine
from workbook.commands.reading import rows_told
from workbook.commands.stopping import stoppable
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from workbook.localfiles import LocalFiles
    from workbook.model.results import Results
    from workbook.plan import Override, Plan


FILES = {
    "transitions": "transitions",
    "wages": "wages",
    "nonba_wages": "nonba_wages",
    "projections": "projections",
    "programmes": "programmes",
    "outcomes": "outcomes",
    "postings": "postings",
    "unemployed": "unemployment",
    "boundaries": "boundaries",
}
"""Options that take files of the planner's, and the kind of file each takes."""


@dataclass(frozen=True)
class Answer:
    """What one run came to: the results, the local files behind them, and the files it wrote.

    ``allocated`` says that a budget was asked about, ``shared`` that it is to be passed on.
    """

    results: Results
    files: LocalFiles
    workbook: Path | None
    tables: tuple[Path, ...]
    allocated: bool = False
    shared: bool = False
    package: tuple[Path, ...] = ()


def make_plan(asked: argparse.Namespace) -> int:
    """Compute, write and print what was asked for.

    Nothing is written before everything is computed; tables and workbook take their places at the end.

    Returns
    -------
    int
        Exit status, always 0; wrong use ends the program with status 2.

    Raises
    ------
    PlannerError
        For trouble that the user can mend.
    """
    if not (asked.out or asked.tables or asked.package or asked.json):
        asked.wrong_use("nothing to do: give --out FILE.xlsx, --tables FOLDER, --package FOLDER or --json")
    if asked.with_transitions and not (asked.tables or asked.package):
        asked.wrong_use("--with-transitions needs --tables FOLDER or --package FOLDER")
    answer = _computed(asked)
    if asked.json:
        from workbook.commands.document import document

        print(json.dumps(document(answer, asked.top), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        from workbook.commands.answer import lines

        print("\n".join(lines(answer, asked.top)))
    return 0


def _computed(asked: argparse.Namespace) -> Answer:
    out = Path(asked.out) if asked.out else None
    if out is not None:
        from workbook.writing.saving import check_place

        check_place(out)
    with ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        staged = None
        if asked.tables:
            from workbook.tablefiles import staged_tables

            staged = stack.enter_context(staged_tables(Path(asked.tables)))
        tell = stack.enter_context(ProgressLine())
        tell("Reading the reference pack")
        from data.reference.pack import load_pack
        from workbook.localfiles import read_local_files
        from workbook.model.run import run

        pack = load_pack()
        plan = _plan(asked, pack)
        given = {kind: getattr(asked, name) for name, kind in FILES.items()}
        if any(given.values()):
            tell("Reading your files")
        files = read_local_files(pack, plan.areas, given, rows_told(tell, "Reading your files"), stop)
        if asked.shared:
            files = _shared(pack, files, plan)
        results = run(pack, plan, files.postings, files.unemployed, tell, files.tables)
        packaged: tuple[Path, ...] = ()
        if asked.package:
            tell("Writing the data package")
            packaged = _packaged(asked, results)
        if staged is not None:
            tell("Writing the tables")
            staged.write(results.tables(transitions=asked.with_transitions))
            if asked.budget is not None:
                staged.write(results.allocation.tables())
        if out is not None:
            tell("Writing the workbook")
            from workbook.writing.export import write_workbook

            out = write_workbook(results, out, tell)
        published = tuple(staged.publish()) if staged is not None else ()
    return Answer(results, files, out, published, asked.budget is not None, asked.shared, packaged)


def _packaged(asked: argparse.Namespace, results: Results) -> tuple[Path, ...]:
    from workbook.datapackage import write_package

    return write_package(
        results,
        Path(asked.package),
        shared=asked.shared,
        budget=asked.budget is not None,
        transitions=asked.with_transitions,
    )


def _shared(pack: Pack, files: LocalFiles, plan: Plan) -> LocalFiles:
    """Return the files without the counts that may not be shared; everything is computed from these."""
    from workbook.model.sharing import shared_files

    limit = plan.parameters["suppression_min_people"]
    kept = shared_files(pack, files.unemployed, files.tables, limit)
    return replace(files, unemployed=kept.unemployed, tables=kept.tables)


def _plan(asked: argparse.Namespace, pack: Pack) -> Plan:
    from workbook.commands.rules import rule_sets
    from workbook.model.region import plan_for
    from workbook.plan import Parameters
    from workbook.scenarios import own_scenarios

    plan = replace(
        plan_for(pack, asked.region, asked.date),
        parameters=Parameters(dict([*asked.param, *_budget(asked)])),
        postings_path=next(iter(asked.postings), None),
        unemployed_path=next(iter(asked.unemployed), None),
        rule_sets=rule_sets(asked.rules),
        scenario=asked.scenario,
        scenarios=own_scenarios(asked.scenarios),
    )
    for override in _overrides(asked.override, pack):
        plan = plan.with_override(override)
    return plan


def _budget(asked: argparse.Namespace) -> list[tuple[str, str]]:
    return [] if asked.budget is None else [("budget_usd", asked.budget)]


def _overrides(given: Sequence[tuple[str, str, str]], pack: Pack) -> list[Override]:
    if not given:
        return []
    from data.intake.occupations import Occupations
    from workbook.plan import Override

    occupations = Occupations.of(pack)
    found = []
    for code, class_name, reason in given:
        soc, trouble = occupations.by_code(code)
        if trouble:
            near = difflib.get_close_matches(code, occupations.socs, n=3, cutoff=0.6)
            raise PlannerError(
                f"“{code}” is not an occupation of the reference pack",
                "An override names one detailed occupation by its SOC code",
                f"Did you mean {', '.join(near)}" if near else "Look the code up in the regional matrix",
            )
        found.append(Override(soc, class_name, reason))
    return found
