"""``headway regions``: every region of a state, or of the nation, in one workbook."""

from __future__ import annotations

import argparse
import datetime
from pathlib import Path

from workbook.commands.progress import ProgressLine
from workbook.commands.stopping import stoppable
from workbook.outfile import check_place


def write_every_region(asked: argparse.Namespace) -> int:
    """Solve every region, write the workbook and say where it stands; status 0.

    Raises
    ------
    PlannerError
        When a state, parameter or scenario is not known, or the file cannot be written.
    """
    out = check_place(Path(asked.out))
    with stoppable(), ProgressLine() as tell:
        tell("Reading the reference pack")
        from data.reference.pack import load_pack
        from workbook.model.everyregion import solve_every
        from workbook.plan import Parameters, Plan
        from workbook.scenarios import own_scenarios

        plan = Plan(
            ("0000000",),
            "every region",
            asked.date or datetime.date.today(),
            Parameters(dict(asked.param)),
            scenario=asked.scenario,
            scenarios=own_scenarios(asked.scenarios),
        )
        found = solve_every(load_pack(), asked.state, plan, tell)
        from workbook.writing.regions import write_regions

        out = write_regions(found, out, tell)
    print(f"Workbook: {out} ({len(found.regions):,} regions, {len(found.columns['soc']):,} rows)")
    return 0
