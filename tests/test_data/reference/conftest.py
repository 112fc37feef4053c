"""Tiny official files made by hand, and the real list of occupations where it is present."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data.reference.compiling import oews as survey_reading
from data.reference.compiling.aliases import compile_aliases

Rows = Sequence[Sequence[Any]]


@pytest.fixture
def write_book(tmp_path: Path) -> Callable[[Path, dict[str, Rows]], None]:
    """Return a function that writes a workbook of the given sheets into the test's own input folder."""

    def write(place: Path, sheets: dict[str, Rows]) -> None:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        book.save(tmp_path / place)

    return write


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[[Path, Rows], None]:
    """Return a function that writes a CSV file into the test's own input folder."""

    def write(place: Path, rows: Rows) -> None:
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / place).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows(rows)

    return write


@pytest.fixture
def occupations_named() -> Callable[..., pd.DataFrame]:
    """Return a function that makes a list of published occupations from their codes."""

    def name(*socs: str) -> pd.DataFrame:
        rows = [(soc, f"Occupation {soc}", soc[:2], f"Group {soc[:2]} Occupations") for soc in socs]
        return pd.DataFrame(rows, columns=["soc", "title", "group", "group_title"], dtype="str")

    return name


@pytest.fixture
def same_codes() -> Callable[..., pd.DataFrame]:
    """Return a function that makes an alias table: a code is itself, `old=new` maps one to another."""

    def map_codes(*codes: str) -> pd.DataFrame:
        rows = []
        for code in codes:
            old, _, new = code.partition("=")
            rows.append((old, new or old, "combined" if new else "same code"))
        return pd.DataFrame(rows, columns=["code", "soc", "reason"], dtype="str")

    return map_codes


@pytest.fixture(scope="session")
def real_occupations(real_data: Path) -> pd.DataFrame:
    """Return the detailed occupations of the real survey."""
    with survey_reading.open_survey(real_data) as survey:
        return survey_reading.read_detailed_occupations(survey)


@pytest.fixture(scope="session")
def real_aliases(real_data: Path, real_occupations: pd.DataFrame) -> pd.DataFrame:
    """Return the aliases compiled from the real files."""
    return compile_aliases(real_data, real_occupations)
