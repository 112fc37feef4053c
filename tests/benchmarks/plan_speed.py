"""How long ``headway plan`` takes for one metro, against what nobody could do without. By hand:

    python tests/benchmarks/plan_speed.py [REGION] [ROUNDS]

Three processes a round, one after the other: the command from start to finished workbook; XlsxWriter alone
writing the same cells as plain values (its import, its writing, its closing; not the loading of the cells);
a bare interpreter that imports pandas. The ratio is the command ÷ (XlsxWriter + interpreter with pandas), of
the same round.
"""

from __future__ import annotations

import marshal
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

WRITE_SAME_CELLS = """
import marshal, sys, time
sheets = marshal.load(open(sys.argv[1], "rb"))
start = time.perf_counter()
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"in_memory": True})
for name, cells in sheets:
    sheet = book.add_worksheet(name)
    for row, column, value in cells:
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)
book.close()
print(time.perf_counter() - start)
"""


@dataclass(frozen=True)
class Run:
    """One process from start to end: wall time [s], most memory [MB], what it printed."""

    seconds: float
    peak_mb: float
    printed: str


def timed(*words: str) -> Run:
    """Run Python with these words, alone, and measure it."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 2**20, printed)


def cells_of(workbook: Path) -> list[tuple[str, list[tuple[int, int, object]]]]:
    """Return the values of all cells of a workbook, sheet by sheet; dates as text."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(workbook)
    sheets = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells = [
            (row, column, value if isinstance(value, (bool, int, float, str)) else str(value))
            for row, values in enumerate(rows)
            for column, value in enumerate(values)
            if value != ""
        ]
        sheets.append((name, cells))
    return sheets


def main(region: str = "12060", rounds: str = "5") -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        workbook, cells, plain = (Path(folder) / name for name in ("plan.xlsx", "cells", "plain.xlsx"))
        plan = ("-m", "workbook", "plan", "--region", region, "--out", str(workbook))
        timed(*plan)
        sheets = cells_of(workbook)
        with cells.open("wb") as file:
            marshal.dump(sheets, file)
        plans, writes, starts = [], [], []
        for _ in range(int(rounds)):
            plans.append(timed(*plan))
            writes.append(float(timed("-c", WRITE_SAME_CELLS, str(cells), str(plain)).printed))
            starts.append(timed("-c", "import pandas").seconds)
        size_kb = workbook.stat().st_size / 1024
    ratios = [run.seconds / (write + start) for run, write, start in zip(plans, writes, starts, strict=True)]
    median = statistics.median
    count = sum(len(values) for _, values in sheets)
    print(f"headway plan --region {region}: {len(sheets)} sheets, {count:,} cells, {size_kb:,.0f} KB")
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, median of {rounds} rounds")
    print(f"  command, start to finished workbook   {median(run.seconds for run in plans):6.2f} s")
    print(f"  XlsxWriter alone, same cells          {median(writes):6.2f} s")
    print(f"  interpreter with pandas               {median(starts):6.2f} s")
    print(f"  ratio                                 {median(ratios):6.2f}   (goal: at most 1.5)")
    peak_mb = max(run.peak_mb for run in plans)
    print(f"  most memory                           {peak_mb:6.0f} MB (goal: at most 500)")


if __name__ == "__main__":
    main(*sys.argv[1:])
