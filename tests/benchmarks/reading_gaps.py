"""How long the window stands still while files are read beside it. By hand:

    python -m tests.benchmarks.reading_gaps [--switch-ms 1.0]

A timer of 5 ms notes the longest moments between two of its calls while a made file of 200,000 postings, a
made workbook of 60,000 rows and a made file of 3,000 uncoded titles are dropped one after another, each read
to the end and counted. Beside each stands what the window's own process worked in it (all its threads, at
most the moment itself): the rest of the moment the machine gave to others. The window is off the screen.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import xlsxwriter
from PySide6.QtCore import QEventLoop, QTimer

from data.reference.pack import FOLDER
from desktop.app import make_application, make_window

sys.path.insert(0, str(Path(__file__).resolve().parent))

from postings_maker import make_postings

PATIENCE_MS = 120_000


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    loop, often, late = QEventLoop(), QTimer(), QTimer(singleShot=True)
    often.timeout.connect(lambda: loop.quit() if condition() else None)
    late.timeout.connect(loop.quit)
    often.start(20)
    late.start(PATIENCE_MS)
    loop.exec()


def made_files(folder: Path) -> list[Path]:
    """Make the files."""
    tables = FOLDER / "tables"
    large = folder / "made-up-200000.csv"
    make_postings(large, 200_000, titles=tables / "titles.parquet", areas=tables / "areas.parquet")
    book = folder / "made-up-60000.xlsx"
    with xlsxwriter.Workbook(book, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["Job Title", "SOC Code", "Employer", "Date Posted", "Pay", "Education"])
        for row in range(60_000):
            cells = [f"Registered Nurse {row % 900}", "29-1141", f"Made-up Hospital {row}", "2026-10-01"]
            sheet.write_row(row + 1, 0, [*cells, 30 + row % 20, "Associate degree"])
    titles = folder / "made-up-titles.csv"
    words = ("Lead", "Junior", "Night", "Senior", "Assistant", "Regional")
    jobs = ("Clerk", "Driver", "Welder", "Analyst", "Cook", "Nurse", "Teller", "Planner")
    lines = ["Job Title,Employer,Date Posted"]
    lines += [
        f"{words[n % 6]} {jobs[n % 8]} Unit {n},Made-up Employer {n},2026-10-{n % 28 + 1:02}"
        for n in range(3_000)
    ]
    titles.write_text("\n".join(lines))
    return [large, book, titles]


def main() -> None:
    """Open Atlanta, drop the files, print the longest gap of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--switch-ms", type=float, help="another switch interval of Python's threads")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = made_files(folder)
        make_application()
        window, background = make_window(folder / "config", folder / "data")
        if asked.switch_ms:
            sys.setswitchinterval(asked.switch_ms / 1000)
        window.show()
        window.open()
        until(lambda: window.session.pack is not None)
        window.commands.set_areas(["0012060"], False)
        until(lambda: window.session.results is not None and not window.session.busy)
        gaps: list[tuple[float, float]] = []
        last = [time.perf_counter(), time.process_time()]

        def tick() -> None:
            now = [time.perf_counter(), time.process_time()]
            gap = now[0] - last[0]
            gaps.append((gap, min(gap, now[1] - last[1])))
            last[:] = now

        timer = QTimer()
        timer.timeout.connect(tick)
        timer.start(5)
        for file in files:
            until(lambda: not window.intake.running and not window.session.busy)
            gaps.clear()
            last[:] = [time.perf_counter(), time.process_time()]
            begun = last[0]
            window.commands.take_dropped([file])
            until(lambda: not window.intake.running and not window.session.busy)
            told = " ".join(f"{1000 * gap:.0f} ({1000 * own:.0f})" for gap, own in sorted(gaps)[:-5:-1])
            busiest = " ".join(f"{1000 * own:.0f}" for own in sorted(own for _, own in gaps)[:-5:-1])
            taken = time.perf_counter() - begun
            print(f"{file.name:22s} {taken:5.1f} s, longest {told} ms, busiest {busiest} ms", flush=True)
        timer.stop()
        window.close()
        background.close()


if __name__ == "__main__":
    main()
