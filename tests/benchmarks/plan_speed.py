"""How long ``headway plan`` takes for one metro, against what nobody could do without. By hand:

    python -m tests.benchmarks.plan_speed [REGION] [ROUNDS]

Five processes a round, one after the other: the command from start to finished workbook; XlsxWriter alone
writing the same cells, once as plain values and once with their formulas (its import, its writing, its
closing; not the loading of the cells; no formats, tables or charts); a bare interpreter with pandas;
and the program writing the workbook of a plan that is already solved, measured in itself. A ratio is the
command ÷ (XlsxWriter + interpreter with pandas), or the writing ÷ XlsxWriter, of the same round; all look for
garbage as seldom as the command does (Linux, macOS).
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
import warnings
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

WRITE_SAME_CELLS = """
import gc, marshal, sys, time
sheets = marshal.load(open(sys.argv[1], "rb"))
gc.set_threshold(100_000, 50, 50)
start = time.perf_counter()
import xlsxwriter
book = xlsxwriter.Workbook(sys.argv[2], {"in_memory": True})
for name, cells in sheets:
    sheet = book.add_worksheet(name)
    for row, column, value, formula in cells:
        if formula and sys.argv[3] == "formulas":
            sheet.write_formula(row, column, formula, None, value)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)
book.close()
print(time.perf_counter() - start)
"""

WRITE_SOLVED = """
import datetime, gc, sys, time
gc.set_threshold(100_000, 50, 50)
from data.reference.pack import load_pack
from workbook.model.region import plan_for
from workbook.model.run import run
from workbook.writing.export import workbook_bytes
pack = load_pack()
results = run(pack, plan_for(pack, sys.argv[1], datetime.date(2025, 6, 30)))
workbook_bytes(results)
start = time.perf_counter()
workbook_bytes(results)
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


Sheets = list[tuple[str, list[tuple[int, int, object, str]]]]


def cells_of(workbook: Path) -> Sheets:
    """Return row, column, value and formula of all cells of a workbook, sheet by sheet; dates as text."""
    import openpyxl

    warnings.simplefilter("ignore")  # openpyxl names what it does not read: conditional formats, charts
    values, formulas = (openpyxl.load_workbook(workbook, data_only=only) for only in (True, False))
    sheets: Sheets = []
    for sheet in values:
        cells = []
        for shown, written in zip(sheet.iter_rows(), formulas[sheet.title].iter_rows(), strict=True):
            for cell, source in zip(shown, written, strict=True):
                formula = source.value if source.data_type == "f" else ""
                value = "" if cell.value is None else cell.value
                if formula or value != "":
                    plain = value if isinstance(value, (bool, int, float, str)) else str(value)
                    cells.append((cell.row - 1, cell.column - 1, plain, str(formula)))
        sheets.append((sheet.title, cells))
    return sheets


def main(region: str = "12060", rounds: str = "5") -> None:
    """Measure and print."""
    median = statistics.median
    with tempfile.TemporaryDirectory() as folder:
        workbook, cells, other = (Path(folder) / name for name in ("plan.xlsx", "cells", "other.xlsx"))
        plan = ("-m", "workbook", "plan", "--region", region, "--out", str(workbook))
        timed(*plan)
        sheets = cells_of(workbook)
        with cells.open("wb") as file:
            marshal.dump(sheets, file)
        write = ("-c", WRITE_SAME_CELLS, str(cells), str(other))
        runs, starts, writing = [], [], []
        alone: dict[str, list[float]] = {"values": [], "formulas": []}
        for _ in range(int(rounds)):
            runs.append(timed(*plan))
            for kind, times in alone.items():
                times.append(float(timed(*write, kind).printed))
            starts.append(timed("-c", "import pandas").seconds)
            writing.append(float(timed("-c", WRITE_SOLVED, region).printed))
        size_kb = workbook.stat().st_size / 1024
    count = sum(len(found) for _, found in sheets)
    print(f"headway plan --region {region}: {len(sheets)} sheets, {count:,} cells, {size_kb:,.0f} KB")
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, median of {rounds} rounds")
    seconds, peak_mb = median(run.seconds for run in runs), max(run.peak_mb for run in runs)
    print(f"  command, start to finished workbook  {seconds:6.2f} s  (goal: under 4)")
    print(f"  interpreter with pandas              {median(starts):6.2f} s")
    for kind, times in alone.items():
        ratio = median(
            run.seconds / (took + start) for run, took, start in zip(runs, times, starts, strict=True)
        )
        print(f"  XlsxWriter alone, {kind:<18} {median(times):6.2f} s  ratio {ratio:.2f} (goal: at most 1.5)")
    ratio = median(took / plain for took, plain in zip(writing, alone["values"], strict=True))
    print(
        f"  writing a solved plan                {median(writing):6.2f} s  ratio {ratio:.2f} to plain values"
    )
    print(f"  most memory                          {peak_mb:6.0f} MB (goal: at most 500)")


if __name__ == "__main__":
    main(*sys.argv[1:])
