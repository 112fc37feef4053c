"""How long a large file of postings takes from CSV to counts and medians, beside a bare scan and pandas.

By hand: ``python tests/benchmarks/postings_speed.py [ROWS] [--pairs N]``. The postings are made up
(postings_maker.py) and deleted afterwards. Each measurement runs in a process of its own, the three in turn,
so that the ratios hold on a machine that others use too; they are given by the clock and by processor time,
of which the latter moves less with what else the machine does. “Bare” is DuckDB's own scan of the columns it
needs: it groups by area and code as they stand in the file and takes medians of the lower pay; it cleans
nothing, places nothing and knows no copies.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.queues import Queue
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from postings_maker import HEADER, make_postings

from data import engine
from data.intake.loaded import Options
from data.intake.loading import load
from data.reference.pack import FOLDER, load_pack

THREADS = 2


def bare(path: Path) -> str:
    """Scan and group, nothing else."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in HEADER)
    options = f"header=true, auto_detect=false, delim=',', quote='\"', escape='\"', columns={{{columns}}}"
    with engine.connect(threads=THREADS) as connection:
        rows = connection.execute(
            "SELECT area, soc, count(*), median(try_cast(wage_low_usd AS DOUBLE)) "
            f"FROM read_csv('{path}', {options}) GROUP BY ALL"
        ).fetchall()
    return f"{len(rows):,} groups"


def pandas_reader(path: Path) -> str:
    """Read the file with pandas and do nothing with it."""
    import pandas as pd

    return f"{len(pd.read_csv(path)):,} rows"


def headway(path: Path) -> str:
    """Load the file, then count openings and take median pay by area and occupation."""
    with tempfile.TemporaryDirectory() as folder:
        options = Options(folder=Path(folder), figures_only=True, threads=THREADS)
        loaded = load(path, load_pack(), "postings", options=options)
        with engine.connect(threads=THREADS) as connection:
            rows = connection.execute(
                f"SELECT area, soc, count(*), median(wage_annual_usd) FROM '{loaded.table}' GROUP BY ALL"
            ).fetchall()
    told = f"{loaded.read:,} read, {loaded.set_aside:,} set aside, {loaded.repeated:,} copies"
    return f"{told}, {len(rows):,} groups"


class Measured(NamedTuple):
    """One measurement: seconds by the clock and of the processors, most memory [MB], what came out."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    said: str


def measured(work: Callable[[Path], str], path: Path) -> Measured:
    """Run one measurement in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer: Queue[Measured] = context.Queue()
    process = context.Process(target=_run, args=(work, path, answer))
    process.start()
    found = answer.get()
    process.join()
    return found


def _run(work: Callable[[Path], str], path: Path, answer: Queue[Measured]) -> None:
    start, busy = time.perf_counter(), time.process_time()
    said = work(path)
    answer.put(Measured(time.perf_counter() - start, time.process_time() - busy, _peak_mb(), said))


def _peak_mb() -> float:
    """Return the most memory this process ever held; what its parent held is not counted (Linux)."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0]) / 1024


def main() -> None:
    """Make the file, measure in turn, print medians and every ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=3)
    asked = parser.parse_args()
    tables = FOLDER / "tables"
    works = (bare, pandas_reader, headway)
    found: dict[str, list[Measured]] = {work.__name__: [] for work in works}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up-postings.csv"
        names = ("titles", "areas")
        size = make_postings(path, asked.rows, **{name: tables / f"{name}.parquet" for name in names})
        print(f"{asked.rows:,} made-up postings, {size / 1e6:,.0f} MB, {THREADS} threads, {_load()}")
        for _ in range(asked.pairs):
            for work in works:
                one = measured(work, path)
                found[work.__name__].append(one)
                print(
                    f"  {work.__name__:14s} {one.seconds:7.2f} s  "
                    f"{one.processor_seconds:7.2f} s of processors  {one.peak_mb:7,.0f} MB  {one.said}",
                    flush=True,
                )
    for place, told in enumerate(("by the clock", "of processors")):
        ours, scan, reader = (
            statistics.median(one[place] for one in found[work.__name__])
            for work in (headway, bare, pandas_reader)
        )
        print(f"{told:14s} headway ÷ bare {ours / scan:.2f}   headway ÷ pandas {ours / reader:.2f}")
    print(_load())


def _load() -> str:
    """Return how busy the machine is."""
    return f"load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
