"""How long the matrices of all areas of the pack take, without workbooks. By hand:

python -m tests.benchmarks.all_areas [PROCESSES]
"""

from __future__ import annotations

import datetime
import os
import platform
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from data.reference.pack import Pack, load_pack
from workbook.model.region import plan_for
from workbook.model.run import run

DAY = datetime.date(2025, 6, 30)


@cache
def pack() -> Pack:
    """Return the reference pack, opened once in each process."""
    return load_pack()


def matrix_rows(code: str) -> int:
    """Compute the matrix and the priorities of one area; return the rows of the matrix."""
    results = run(pack(), plan_for(pack(), code, DAY))
    assert results.priorities is not None
    return len(results.matrix)


def main(processes: str = "") -> None:
    """Measure and print."""
    codes = pack().areas()["code"].tolist()
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, {len(codes)} areas")
    for workers in sorted({1, int(processes or os.cpu_count() or 1)}):
        start = time.perf_counter()
        if workers == 1:
            rows = sum(map(matrix_rows, codes))
        else:
            with ProcessPoolExecutor(workers) as pool:
                rows = sum(pool.map(matrix_rows, codes, chunksize=16))
        seconds = time.perf_counter() - start
        each = seconds / len(codes) * 1000
        print(f"  processes {workers}: {seconds:.1f} s, {each:.0f} ms an area, {rows:,} rows")
    print(f"  most memory of one process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
