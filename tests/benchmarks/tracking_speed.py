"""How long 24 months of a region take: solving each, reading their records, changes, series and triggers.

Run by hand from the root of the repository::

    python tests/benchmarks/tracking_speed.py
"""

from __future__ import annotations

import datetime
import json
import time
from dataclasses import replace

from data.reference.pack import load_pack
from workbook.model.region import plan_for
from workbook.model.run import prepare, solve
from workbook.model.snapshot_records import from_record, to_record
from workbook.model.snapshots import snapshot_of
from workbook.model.tracking import track

MONTHS = 24


def main() -> None:
    """Time each part for a few regions and print the times."""
    pack = load_pack()
    for region in ("12060", "35620", "13", "US"):
        plan = plan_for(pack, region, datetime.date(2025, 6, 30))
        prepared = prepare(pack, plan)
        solve(prepared, plan)
        begin = time.perf_counter()
        records = []
        for place in range(MONTHS):
            month = f"{2023 + (place + 6) // 12}-{(place + 6) % 12 + 1:02}"
            changed = plan.with_parameter("weight_wage_gain", 10 + place)
            records.append(to_record(replace(snapshot_of(solve(prepared, changed)), month=month)))
        solved = time.perf_counter()
        results = solve(prepared, plan)
        read = time.perf_counter()
        found = track(results, [from_record(one) for one in records])
        end = time.perf_counter()
        size = max(len(json.dumps(one)) for one in records)
        print(
            f"{plan.region_name:<42} {MONTHS} months solved and kept {solved - begin:5.2f} s; read and "
            f"compared {end - read:5.2f} s ({len(found.series):,} rows of series, {len(found.changes):,} "
            f"changes); largest record {size / 1000:.1f} kB"
        )


if __name__ == "__main__":
    main()
