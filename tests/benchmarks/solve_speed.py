"""How long one change of a parameter takes to new classes and ranks, one region. By hand:

python -m tests.benchmarks.solve_speed [CHANGES]
"""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import sys
import time

from data.reference.pack import load_pack
from workbook.model.region import plan_for
from workbook.model.run import prepare, solve

REGIONS = ("12060", "35620", "13", "US")
CHANGES = (
    ("weight_wage_gain", 0, 100),
    ("risk_line", 0.5, 0.9),
    ("origin_line_2020_usd", 38_000, 46_000),
    ("inflow_share_min", 0.2, 0.5),
    ("availability_open_max", 0.5, 1.5),
)


def main(changes: str = "200") -> None:
    """Measure and print."""
    pack = load_pack()
    count = int(changes)
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, {count} changes a region")
    for region in REGIONS:
        plan = plan_for(pack, region, datetime.date(2025, 6, 30))
        start = time.perf_counter()
        prepared = prepare(pack, plan)
        preparing = time.perf_counter() - start
        solve(prepared, plan)
        times = []
        for number in range(count):
            name, low, high = CHANGES[number % len(CHANGES)]
            changed = plan.with_parameter(name, low + (high - low) * number / count)
            start = time.perf_counter()
            results = solve(prepared, changed)
            assert results.priorities["rank"].notna().any()
            times.append((time.perf_counter() - start) * 1000)
        middle, late = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(
            f"  {plan.region_name:<40} prepare {preparing * 1000:5.0f} ms   "
            f"change to ranks: median {middle:5.1f} ms, 95th of 100 {late:5.1f} ms (goal: 30)"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
