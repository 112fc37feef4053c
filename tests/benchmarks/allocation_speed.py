"""How long an allocation takes as the number of moves grows, with and without programmes. By hand:

python -m tests.benchmarks.allocation_speed [REGION]
"""

from __future__ import annotations

import datetime
import os
import platform
import sys
import time
from dataclasses import replace

import numpy as np
import pandas as pd

from data.reference.pack import load_pack
from workbook.model.allocation import allocate
from workbook.model.localtables import PROGRAMMES, LocalTable
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run, solve

SHARES = (0.01, 0.005, 0.001, 0.0004)
BUDGETS = (1e5, 1e6, 1e7)
PROGRAMMES_MADE = 3000


def main(region: str = "US") -> None:
    """Measure and print."""
    results = run(load_pack(), plan_for(load_pack(), region, datetime.date(2025, 6, 30)))
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, {region}")
    for prepared, what in (
        (results.prepared, "assumed"),
        (_taught(results), f"{PROGRAMMES_MADE} programmes"),
    ):
        for share in SHARES:
            for budget in BUDGETS:
                plan = results.plan.with_parameter("move_share_min", share).with_parameter(
                    "budget_usd", budget
                )
                found = solve(prepared, plan)
                start = time.perf_counter()
                made = allocate(found)
                once = time.perf_counter() - start
                assert made.feasible
                parity = made.changed(floors={"black_share": 1.05, "women_share": 1.05})
                assert len(made.moved)
                whole = time.perf_counter() - start
                assert len(made.curve)
                curve = time.perf_counter() - start - whole
                print(
                    f"  {what:<16} {made.moves.count:>6} moves ${budget:>12,.0f}: {once:5.2f} s, with floors "
                    f"{whole:5.2f} s, curve {curve:5.2f} s; parity costs {parity.equity_cost_share:.1%}"
                )


def _taught(results: Results) -> object:
    """Return the region with a made list of programmes, all with seats."""
    rng = np.random.default_rng(7)
    socs = results.priorities["soc"].to_numpy()
    rows = pd.DataFrame({"soc": rng.choice(socs, PROGRAMMES_MADE)})
    rows["cip"], rows["provider"] = "", "College"
    rows["title"] = [f"Programme {number}" for number in range(PROGRAMMES_MADE)]
    rows["cost_usd"] = rng.lognormal(8.3, 0.8, PROGRAMMES_MADE).round()
    rows["weeks"], rows["seats"] = 20.0, rng.integers(5, 60, PROGRAMMES_MADE).astype(float)
    table = LocalTable(PROGRAMMES, rows, len(rows), len(rows), 0, (), "0" * 64, "made.csv")
    return replace(results.prepared, tables=(table,))


if __name__ == "__main__":
    main(*sys.argv[1:])
