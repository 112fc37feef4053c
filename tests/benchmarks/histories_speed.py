"""How long job histories take to count, against a bare DuckDB window query over the same file.

    python tests/benchmarks/histories_speed.py FILE [--rounds 2] [--memory-mb 1536]

Both use two threads and take turns in one process (ours, bare, ours, bare …), so that a busy machine slows
both; processor seconds are given beside seconds for the same reason. Peak memory is that of a process of its
own for each. The bare query only puts every person's jobs in order and counts the pairs within 365 days: it
neither reads codes and days with care, nor looks at education, nor accounts for any row. `histories_maker.py`
makes files.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from data import engine
from data.intake.histories import read_histories
from data.reference.pack import Pack, load_pack

THREADS = 2
TYPES = "{person_id: 'BIGINT', soc: 'VARCHAR', start_date: 'DATE', end_date: 'DATE', education: 'VARCHAR'}"


def ours(file: Path, memory_mb: int, pack: Pack) -> str:
    """Count the histories as the program does."""
    counts = read_histories(file, pack, threads=THREADS).counts
    return f"{counts.read:,} rows, {counts.people:,} people, {counts.moves:,} moves"


def bare(file: Path, memory_mb: int, pack: Pack) -> str:
    """Count the pairs of consecutive jobs with one window and one group."""
    scan = f"'{file}'"
    if file.suffix == ".csv":
        scan = f"read_csv('{file}', header = true, auto_detect = false, columns = {TYPES})"
    query = f"""
        SELECT count(*), sum(n) FROM (
            SELECT origin, destination, count(*) AS n FROM (
                SELECT lag(soc) OVER jobs AS origin, soc AS destination,
                       start_date - lag(end_date) OVER jobs AS gap
                FROM {scan}
                WINDOW jobs AS (PARTITION BY person_id ORDER BY start_date))
            WHERE origin <> destination AND gap <= 365 GROUP BY ALL)"""
    with (
        tempfile.TemporaryDirectory() as room,
        engine.connect(memory_limit_mb=memory_mb, temp_folder=Path(room), threads=THREADS) as connection,
    ):
        found = connection.execute(query).fetchone()
    return f"{found[0]:,} pairs, {found[1]:,} moves" if found else ""


WAYS: dict[str, Callable[[Path, int, Pack], str]] = {"ours": ours, "bare": bare}


def processor_s() -> float:
    """Seconds of all threads of this process, in the program and in the system for it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def in_turns(file: Path, memory_mb: int, rounds: int) -> None:
    """Print each run, and the medians."""
    pack = load_pack()
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    processor: dict[str, list[float]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way, run in WAYS.items():
            began, before = time.perf_counter(), processor_s()
            said = run(file, memory_mb, pack)
            seconds[way].append(time.perf_counter() - began)
            processor[way].append(processor_s() - before)
            took, used, load = seconds[way][-1], processor[way][-1], os.getloadavg()[0]
            print(f"{way}: {took:.1f} s, processor {used:.1f} s, load {load:.1f}; {said}", flush=True)
    ratios = [a / b for a, b in zip(seconds["ours"], seconds["bare"], strict=True)]
    used = [a / b for a, b in zip(processor["ours"], processor["bare"], strict=True)]
    print(f"ours ÷ bare, median of pairs: {median(ratios):.2f} in seconds, {median(used):.2f} of processor")


def peak_mb(way: str, file: Path, memory_mb: int) -> float:
    """Peak memory of a process that counts once."""
    command = [sys.executable, __file__, str(file), "--once", way, "--memory-mb", str(memory_mb)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--memory-mb", type=int, default=engine.MEMORY_LIMIT_MB, help="limit of the bare query"
    )
    parser.add_argument("--once", choices=WAYS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        WAYS[asked.once](asked.file, asked.memory_mb, load_pack())
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    # First, while this process is small: a new process takes over the peak of the one that starts it.
    for way in WAYS:
        print(f"{way}: peak memory {peak_mb(way, asked.file, asked.memory_mb):,.0f} MB", flush=True)
    in_turns(asked.file, asked.memory_mb, asked.rounds)


if __name__ == "__main__":
    main()
