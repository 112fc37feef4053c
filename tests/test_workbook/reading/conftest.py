"""The inputs of a board workbook, written small, and ways to fill them in as a board does."""

from __future__ import annotations

import dataclasses
import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from workbook.boardentries import Note, Programme
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run
from workbook.plan import Override, Plan
from workbook.reading.board import BoardReading, read_board
from workbook.writing.export import named_values, stamp_of
from workbook.writing.layout import Book
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS
from workbook.writing.sheets import (
    assumptions,
    identity,
    matrix,
    multipliers,
    overrides,
    priorities,
    programmes,
)
from workbook.writing.styles import FONT, Styles

DAY = datetime.date(2026, 11, 22)
NURSE, PRACTICAL_NURSE, MANAGER = "29-1141", "29-2061", "11-1021"
Read = Callable[..., BoardReading]


@pytest.fixture(scope="session")
def board_results(pack: Any) -> Results:
    """Results of a small area whose plan holds one of everything that a board can change."""
    plan = plan_for(pack, "25980", DAY).with_parameter("risk_line", 0.6)
    plan = plan.with_override(Override(PRACTICAL_NURSE, "Target", "The college has a bridge"))
    plan = plan.with_note(Note(NURSE, "Ask the hospital")).with_note(Note("risk_line", "=1+1, says a member"))
    entered = Programme(PRACTICAL_NURSE, "Bridge", "Savannah Tech", "certificate", 3500, 40, 24)
    other = Programme("53-3032", "Truck licence", weeks=6)
    return run(pack, dataclasses.replace(plan, programmes=(entered, other)))


@pytest.fixture(scope="session")
def plan(board_results: Results) -> Plan:
    """The plan that was exported."""
    return board_results.plan


@pytest.fixture(scope="session")
def board_path(board_results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with the sheets that hold inputs, as the program writes them, for fewer occupations."""
    content = io.BytesIO()
    few = dataclasses.replace(board_results)
    matrix_rows = board_results.matrix
    kept = (matrix_rows["class"] == "Gateway") | matrix_rows["soc"].isin([NURSE, MANAGER])
    few.__dict__["matrix"] = matrix_rows[kept].reset_index(drop=True)
    workbook = Workbook(
        content, {"in_memory": True, "default_format_properties": FONT, **CONSTRUCTOR_OPTIONS}
    )
    book = Book(workbook, Styles(workbook), few, stamp_of(board_results))
    assumptions.write(book, named_values(board_results), "The assumptions.")
    matrix.write(book, "The matrix.")
    priorities.write(book, "The priorities.")
    for sheet in (multipliers, programmes, overrides, identity):
        sheet.write(book)
    workbook.close()
    path = tmp_path_factory.mktemp("board") / "board.xlsx"
    path.write_bytes(content.getvalue())
    return path


@pytest.fixture(scope="session")
def read(pack: Any, plan: Plan) -> Read:
    """Return a function that reads a workbook for the plan exported, or another one."""

    def read_it(path: Path, against: Plan | None = plan) -> BoardReading:
        return read_board(path, against, pack)

    return read_it


def opened(path: Path) -> Any:
    """Open a workbook as another program would that writes it anew."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def places(sheet: Any, header_row: int, key: str) -> dict[str, int]:
    """Return the row of every key of a table."""
    column = heading(sheet, header_row, key)
    return {
        str(sheet.cell(row, column).value): row
        for row in range(header_row + 1, sheet.max_row + 1)
        if sheet.cell(row, column).value is not None
    }


def heading(sheet: Any, header_row: int, name: str) -> int:
    """Return the column (from 1) of a heading."""
    return int(next(cell.column for cell in sheet[header_row] if cell.value == name))


def with_parts(path: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Copy a workbook part by part; a part for which ``change`` gives None is left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = change(item.filename, old.read(item.filename))
            if content is not None:
                new.writestr(item.filename, content)
    return target


def with_values(path: Path, values: Mapping[str, float], target: Path) -> Path:
    """Copy a workbook with other numbers in the named cells of Assumptions."""
    with zipfile.ZipFile(path) as archive:
        names = archive.read("xl/workbook.xml").decode()
    sheets = re.findall(r'<sheet name="([^"]*)"', names)
    ours = f"xl/worksheets/sheet{sheets.index('Assumptions') + 1}.xml"
    cells = {}
    for name, value in values.items():
        found = re.search(rf'<definedName name="{name}">Assumptions!\$([A-Z]+)\$(\d+)<', names)
        assert found, name
        cells[f"{found[1]}{found[2]}"] = value

    def change(part: str, content: bytes) -> bytes:
        if part != ours:
            return content
        text = content.decode()
        for cell, value in cells.items():
            pattern = rf'(<c r="{cell}"[^>]*><v>)[^<]*(</v></c>)'
            text, count = re.subn(pattern, rf"\g<1>{float(value)!r}\g<2>", text)
            assert count == 1, cell
        return text.encode()

    return with_parts(path, target, change)
