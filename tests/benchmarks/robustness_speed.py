"""How long the further questions of one solved region take: scenarios, tornado, firm ranks, reversals.

By hand: ``python -m tests.benchmarks.robustness_speed [REGION]``; the best and the median of ten runs each.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from data.reference.pack import load_pack
from workbook.model.region import plan_for
from workbook.model.reversals import reversals
from workbook.model.robustness import robustness
from workbook.model.run import prepare, solve
from workbook.model.scenarios import scenarios_table
from workbook.model.sectors import sectors
from workbook.model.tornado import tornado

RUNS = 10


def timed(work: Callable[[], object]) -> list[float]:
    """Return the milliseconds of each run."""
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        found.append((time.perf_counter() - start) * 1000)
    return found


def main() -> None:
    """Print one line per question."""
    pack = load_pack()
    plan = plan_for(pack, sys.argv[1] if len(sys.argv) > 1 else "12060")
    prepared = prepare(pack, plan)
    results = solve(prepared, plan)
    questions: dict[str, Callable[[], object]] = {
        "another scenario to new ranks (solve)": lambda: solve(prepared, plan),
        "all scenarios side by side": lambda: scenarios_table(results),
        "tornado": lambda: tornado(results),
        "1,000 weightings to rank intervals": lambda: robustness(results),
        "rank reversals": lambda: reversals(results),
        "sector lens": lambda: sectors(results),
    }
    for name, work in questions.items():
        taken = timed(work)
        print(f"{name:<40} best {min(taken):7.1f} ms   median {statistics.median(taken):7.1f} ms")


if __name__ == "__main__":
    main()
