"""How long the coach pages of all Origins of a region take, as a PDF and as a workbook. By hand:

    python -m tests.benchmarks.coach_speed [REGION] [ROUNDS]

Each run is a process from its start to the finished file: reference pack, model, pages. Processor time counts
where other programs work on the machine (Linux, macOS).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def timed(region: str, place: Path) -> tuple[float, float, float]:
    """Write the pages once; return wall and processor time [s] and most memory [MB]."""
    words = ["-m", "desktop", "coach", "--region", region, "--all", "--out", str(place)]
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return (
        time.perf_counter() - start,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * unit / 2**20,
    )


def main(region: str = "12060", rounds: str = "3") -> None:
    """Print medians of the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        for ending in ("pdf", "xlsx"):
            place = Path(folder) / f"pages.{ending}"
            found = [timed(region, place) for _ in range(int(rounds))]
            wall, processor, memory = (statistics.median(column) for column in zip(*found, strict=True))
            size = place.stat().st_size / 1e6
            print(
                f"{ending}: {wall:.1f} s, {processor:.1f} s of processor time, {memory:.0f} MB; {size:.1f} MB"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
