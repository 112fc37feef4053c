"""The import contracts of pyproject.toml bite: each forbidden import, tried in a small house, breaks one."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = shutil.which("lint-imports", path=sysconfig.get_path("scripts"))
ROOMS = (
    "desktop/__init__.py",
    "workbook/__init__.py",
    "workbook/__main__.py",
    "workbook/errors.py",
    "workbook/plan.py",
    "workbook/model/__init__.py",
    "workbook/model/run.py",
    "workbook/writing/__init__.py",
    "workbook/writing/export.py",
    "workbook/reading/__init__.py",
    "data/__init__.py",
)


def lint(house: Path, additions: dict[str, str]) -> str:
    """Build an empty house with a few imports in it; return what the linter says."""
    shutil.copy(ROOT / "pyproject.toml", house)
    for name in ROOMS:
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        (house / name).write_text(additions.get(name, ""), encoding="utf-8")
    assert LINTER is not None, "import-linter is not installed"
    done = subprocess.run(
        [LINTER, "--no-cache"], cwd=house, capture_output=True, text=True, encoding="utf-8", check=False
    )
    return done.stdout + done.stderr


def test_a_well_built_house_keeps_every_contract(tmp_path: Path) -> None:
    said = lint(
        tmp_path,
        {
            "desktop/__init__.py": "import PySide6\nimport workbook.plan\nimport data\n",
            "workbook/__main__.py": "import workbook.writing.export\nimport workbook.model.run\n",
            "workbook/writing/__init__.py": "import openpyxl\n",
            "workbook/writing/export.py": "import xlsxwriter\nimport workbook.model.run\n",
            "workbook/reading/__init__.py": "import openpyxl\nimport workbook.plan\n",
            "workbook/model/run.py": "import workbook.plan\nimport data\nimport pandas\n",
        },
    )
    assert " 0 broken" in said, said


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("workbook/model/run.py", "import desktop"),
        ("data/__init__.py", "import workbook.plan"),
        ("workbook/model/run.py", "import workbook.writing.export"),
        ("workbook/plan.py", "import workbook.model.run"),
        ("workbook/writing/export.py", "import workbook.reading"),
        ("workbook/model/run.py", "from PySide6.QtCore import QObject"),
        ("workbook/model/run.py", "import xlsxwriter"),
        ("workbook/__main__.py", "import openpyxl"),
        ("desktop/__init__.py", "import xlsxwriter"),
        ("data/__init__.py", "import openpyxl"),
        ("workbook/model/run.py", "import pptx"),
        ("workbook/writing/export.py", "import urllib.request"),
        ("desktop/__init__.py", "import socket"),
        ("data/__init__.py", "def fetch():\n    import http.client\n"),
    ],
    ids=lambda part: part.replace("/", ".").split("\n")[0],
)
def test_a_forbidden_import_breaks_one_contract(tmp_path: Path, room: str, line: str) -> None:
    said = lint(tmp_path, {room: line + "\n"})
    assert " 1 broken" in said, said
