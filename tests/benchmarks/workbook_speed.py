"""How long a workbook of 200,000 rows takes from file to table, beside fastexcel alone.

By hand: ``python tests/benchmarks/workbook_speed.py [ROWS] [--pairs N]``. The workbooks are made up and
deleted afterwards: postings of ten columns (texts in the shared table; then the same with texts inside the
cells), and one of times of day, long fractions, truth values, formulas and texts with marks in them. Each
measurement runs in a process of its own, the two in turn, so that ratios hold on a machine that others use
too. “fastexcel” opens the workbook and parses the sheet to text; it puts nothing into a database, tells no
headings and no errors. “Headway” is all of it: the table in DuckDB, every row accounted for, findings.
"""

from __future__ import annotations

import argparse
import datetime as dt
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.queues import Queue
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import fastexcel
import xlsxwriter

from data.intake.reading.rawfile import open_file

CITIES = ("Atlanta, GA", "Macon, GA", "Rome, GA", "Savannah, GA")
KINDS = ("Senior", "Junior", "Lead", "Night", "Retail", "Field")
WORK = ("Cook", "Nurse", "Driver", "Clerk", "Welder", "Teacher", "Sales Associate", "Mechanic")
NOTES = ('said "hi"', "two\nlines", "plain", "R&D")


def make_postings(path: Path, rows: int, *, inside: bool) -> None:
    """Write postings of ten columns; texts stand in the shared table, or inside the cells."""
    chance = random.Random(rows)
    with xlsxwriter.Workbook(path, {"constant_memory": inside}) as workbook:
        sheet = workbook.add_worksheet("Postings")
        date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        names = ["id", "title", "employer", "city", "zip", "posted", "low", "high", "soc", "url"]
        sheet.write_row(0, 0, names)
        for row in range(1, rows + 1):
            sheet.write_string(row, 0, f"P{row:07d}")
            sheet.write_string(row, 1, f"{chance.choice(KINDS)} {chance.choice(WORK)}")
            sheet.write_string(row, 2, f"Employer {chance.randrange(3000)} & Sons")
            sheet.write_string(row, 3, chance.choice(CITIES))
            sheet.write_string(row, 4, f"{chance.randrange(501, 99951):05d}")
            sheet.write_datetime(row, 5, dt.date(2024, 1, 1) + dt.timedelta(chance.randrange(400)), date)
            sheet.write_number(row, 6, round(chance.uniform(10, 50), 2))
            sheet.write_number(row, 7, chance.randrange(20_000, 90_000))
            sheet.write_string(row, 8, f"{chance.randrange(11, 54)}-{chance.randrange(1000, 9999)}")
            sheet.write_string(row, 9, f"https://jobs.example/{row}")


def make_odd_cells(path: Path, rows: int) -> None:
    """Write ten columns of what must be written anew cell by cell."""
    chance = random.Random(rows)
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Odd")
        stamp = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        clock = workbook.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, ["id", "posted", "seen", "from", "x", "y", "z", "open", "note", "double"])
        for row in range(1, rows + 1):
            sheet.write_number(row, 0, row)
            for column in (1, 2):
                moment = dt.datetime(2024, 1, 1) + dt.timedelta(seconds=chance.randrange(40_000_000))
                sheet.write_datetime(row, column, moment, stamp)
            sheet.write_datetime(row, 3, dt.time(chance.randrange(24), chance.randrange(60)), clock)
            sheet.write_number(row, 4, chance.random() * 100)
            sheet.write_number(row, 5, chance.random() * 100)
            sheet.write_number(row, 6, chance.randrange(1000) / 10 * 1.1)
            sheet.write_boolean(row, 7, chance.random() < 0.5)
            sheet.write_string(row, 8, chance.choice(NOTES))
            sheet.write_formula(row, 9, f"=A{row + 1}*2", None, row * 2)


def parser_alone(path: Path) -> str:
    """Parse the first sheet to text."""
    sheet = fastexcel.read_excel(str(path)).load_sheet(0, header_row=None, skip_rows=0, dtypes="string")
    return f"{sheet.height:,} rows"


def headway(path: Path) -> str:
    """Load the first sheet."""
    with open_file(path) as raw:
        return f"{raw.table().read:,} rows"


def _timed(work: Callable[[Path], str], path: Path, told: Queue[tuple[float, str]]) -> None:
    start = time.perf_counter()
    result = work(path)
    told.put((time.perf_counter() - start, result))


def measured(work: Callable[[Path], str], path: Path) -> tuple[float, str]:
    """Run a reader in a new process and return its seconds and what it says."""
    context = multiprocessing.get_context("spawn")
    told: Queue[tuple[float, str]] = context.Queue()
    process = context.Process(target=_timed, args=(work, path, told))
    process.start()
    result = told.get()
    process.join()
    return result


def compare(name: str, path: Path, pairs: int) -> None:
    """Measure both in turn and print the ratios."""
    ratios = []
    print(f"{name} ({path.stat().st_size / 1e6:.0f} MB)")
    for _ in range(pairs):
        (alone, rows), (ours, ours_rows) = measured(parser_alone, path), measured(headway, path)
        if rows != ours_rows:
            sys.exit(f"fastexcel has {rows}, Headway {ours_rows}")
        ratios.append(ours / alone)
        print(f"  fastexcel {alone:5.2f} s, Headway {ours:5.2f} s, ratio {ratios[-1]:.2f}")
    print(f"  median ratio {statistics.median(ratios):.2f} (wanted: at most 1.3)")


def main() -> None:
    """Make the workbooks, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=200_000)
    parser.add_argument("--pairs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shared, inside, odd = (Path(folder) / f"{name}.xlsx" for name in ("shared", "inside", "odd"))
        make_postings(shared, asked.rows, inside=False)
        compare("Postings, texts in the shared table", shared, asked.pairs)
        make_postings(inside, asked.rows, inside=True)
        compare("Postings, texts inside the cells", inside, asked.pairs)
        make_odd_cells(odd, asked.rows)
        compare("Cells that must be written anew", odd, asked.pairs)


if __name__ == "__main__":
    main()
