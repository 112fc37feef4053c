"""A reference pack of a few rows, so that reading a file costs milliseconds."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

TABLES = {
    "occupations": pd.DataFrame(
        {"soc": ["13-1020", "15-1252", "41-1011", "43-1011", "43-5061"]}, dtype="str"
    ),
    "soc_aliases": pd.DataFrame(
        [("13-1020", "13-1020"), ("13-1021", "13-1020"), ("13-1022", "13-1020"), ("43-1011", "43-1011")],
        columns=["code", "soc"],
        dtype="str",
    ),
    "soc2010": pd.DataFrame(
        [("15-1132", "15-1252"), ("15-1199", "15-1252"), ("15-1199", "43-5061")],
        columns=["soc2010", "soc"],
        dtype="str",
    ),
    "titles": pd.DataFrame(
        [
            ("41-1011", "Retail Sales Supervisor", "occupation"),
            ("41-1011", "Store Manager", "alternate"),
            ("43-1011", "Store Manager", "occupation"),
            ("43-1011", "Office Supervisor", "alternate"),
            ("43-1011", "Office Supervisor.", "reported"),
            ("43-5061", "Office-Supervisor", "alternate"),
            ("13-1020", "Coordinator", "alternate"),
            ("43-5061", "Coordinator", "alternate"),
            ("15-1252", "Software Engineer", "alternate"),
        ],
        columns=["soc", "title", "source"],
        dtype="str",
    ),
    "areas": pd.DataFrame(
        [
            ("0035620", "35620", "metro", "New York-Newark-Jersey City, NY-NJ"),
            ("1300000", "13", "state", "Georgia"),
        ],
        columns=["area", "code", "kind", "title"],
        dtype="str",
    ),
}


class SmallPack:
    """Answers as the reference pack does."""

    def table(self, name: str) -> pd.DataFrame:
        return TABLES[name]


@pytest.fixture(scope="session")
def small_pack() -> Any:
    return SmallPack()


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Write rows of cells to a CSV file and return its path."""

    def write(header: Sequence[str], rows: Iterable[Sequence[str]], name: str = "local.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write
