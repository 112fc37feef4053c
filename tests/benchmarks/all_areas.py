"""How long the matrices and priorities of all areas of the pack take, without workbooks. By hand:

    python -m tests.benchmarks.all_areas [PROCESSES]

Without a number: once in one process, once in as many as there are processors (Linux, macOS).
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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.reference.pack import Pack

DAY = datetime.date(2025, 6, 30)


@cache
def pack() -> Pack:
    """Return the reference pack, opened once in each process."""
    from data.reference.pack import load_pack

    return load_pack()


def matrix_rows(area: tuple[str, str]) -> int:
    """Compute the matrix and the priorities of one area (code, title); return the rows of the matrix."""
    from workbook.model.run import run
    from workbook.plan import Plan

    code, title = area
    results = run(pack(), Plan((code,), title, DAY))
    assert results.priorities is not None
    return len(results.matrix)


def main(processes: str = "") -> None:
    """Measure and print."""
    # As the command does: before numpy is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    table = pack().areas()
    areas = list(zip(table["area"], table["title"], strict=True))
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, {len(areas)} areas")
    for workers in [int(processes)] if processes else sorted({1, os.cpu_count() or 1}):
        start = time.perf_counter()
        if workers == 1:
            rows = sum(map(matrix_rows, areas))
        else:
            with ProcessPoolExecutor(workers) as pool:
                rows = sum(pool.map(matrix_rows, areas, chunksize=16))
        seconds = time.perf_counter() - start
        each = seconds / len(areas) * 1000
        print(f"  processes {workers}: {seconds:.1f} s, {each:.0f} ms an area, {rows:,} rows")
    unit = 1 if sys.platform == "darwin" else 1024
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
    print(f"  most memory of the first process: {peak_mb:.0f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
