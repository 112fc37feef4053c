"""How long a workbook of 320,000 rows × 25 columns takes, against XlsxWriter in the same run. By hand:

    python -m tests.benchmarks.long_table_speed [ROWS] [ROUNDS]

Both write the same cells, made up: 8 columns of texts and 17 of numbers, a tenth of them blank, with the same
formats, a table, filters and colours of classes. XlsxWriter writes them one by one (its
``constant_memory`` refuses tables). Each writer runs in a process of its own, one after the other, and
prints its seconds (Linux, macOS).
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.plan_speed import timed

COLUMNS, TEXTS, BLANK = 25, 8, 0.1


def columns_of(rows: int) -> list[object]:
    """Return the made-up columns: texts by place in a list, and numbers with blanks."""
    from workbook.writing.manyrows import ManyColumn

    draw = np.random.default_rng(7)
    found: list[object] = []
    for at in range(TEXTS):
        words = tuple(f"Text {at} number {number}" for number in range((6, 583, 830, 830, 22, 5, 4, 2)[at]))
        found.append(ManyColumn(draw.integers(0, len(words), rows), words))
    for _ in range(COLUMNS - TEXTS):
        values = np.round(draw.lognormal(6, 2, rows), 2)
        found.append(ManyColumn(np.where(draw.random(rows) < BLANK, np.nan, values)))
    return found


def write_ours(path: Path, rows: int) -> None:
    """Write the table as the program does."""
    from workbook.writing.manyrows import SAMPLE_ROWS, LongTable, fill

    columns = columns_of(rows)
    content = _with_library(columns, SAMPLE_ROWS)
    with path.open("wb") as file:
        fill(content, LongTable("Long", "Occupations", "xl/worksheets/sheet1.xml", 8, tuple(columns)), file)  # type: ignore[arg-type]


def write_theirs(path: Path, rows: int) -> None:
    """Write every cell with the library."""
    path.write_bytes(_with_library(columns_of(rows), rows))


def _with_library(columns: list[object], rows: int) -> bytes:
    import io

    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Occupations")
    text, figure = book.add_format({"indent": 1}), book.add_format({"num_format": "#,##0.0", "bottom": 1})
    headers = [{"header": f"Column {at}"} for at in range(COLUMNS)]
    sheet.add_table(7, 0, 7 + rows, COLUMNS - 1, {"columns": headers, "style": None, "name": "Long"})
    for at, column in enumerate(columns):
        values = column.values[:rows].tolist()  # type: ignore[attr-defined]
        words = column.texts  # type: ignore[attr-defined]
        for row, value in enumerate(values, 8):
            if words:
                sheet.write_string(row, at, words[value], text)
            elif value == value:
                sheet.write_number(row, at, value, figure)
            else:
                sheet.write_blank(row, at, None, figure)
    blue = book.add_format({"bg_color": "#CFE3F5"})
    rule = {"type": "cell", "criteria": "==", "value": '"Text 0 number 1"', "format": blue}
    sheet.conditional_format(8, 0, 7 + rows, 0, rule)
    sheet.freeze_panes(8, 2)
    book.close()
    return content.getvalue()


def main(rows: str = "320000", rounds: str = "3") -> None:
    """Measure and print."""
    ours: list[tuple[float, ...]] = []
    theirs: list[tuple[float, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.xlsx"
        for _ in range(int(rounds)):
            for name, found in (("ours", ours), ("theirs", theirs)):
                run = timed("-m", __spec__.name, name, str(path), rows)
                wall, processor = map(float, run.printed.split())
                found.append((wall, processor, run.peak_mb, path.stat().st_size / 2**20))
    for name, found in (("Headway", ours), ("XlsxWriter", theirs)):
        wall, processor, peak, size = (statistics.median(part) for part in zip(*found, strict=True))
        told = f"{wall:6.1f} s, {processor:6.1f} s of processor time"
        print(f"{name:<12} {told}  {peak:6.0f} MB most memory  {size:5.1f} MB file")
    for at, what in enumerate(("seconds", "processor time")):
        ratio = statistics.median(b[at] / a[at] for a, b in zip(ours, theirs, strict=True))
        print(f"{int(rows):,} rows × {COLUMNS} columns: {ratio:.1f} times as fast in {what} (goal: 6)")


if __name__ == "__main__":
    if sys.argv[1:2] in (["ours"], ["theirs"]):
        start = time.perf_counter()
        (write_ours if sys.argv[1] == "ours" else write_theirs)(Path(sys.argv[2]), int(sys.argv[3]))
        print(time.perf_counter() - start, time.process_time())
    else:
        main(*sys.argv[1:])
