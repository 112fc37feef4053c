"""The three plain package names mean our own folders, whatever else is installed."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["desktop", "workbook", "data"])
def test_package_name_resolves_to_our_folder(name: str) -> None:
    found = importlib.import_module(name).__file__
    assert found is not None
    assert Path(found).resolve() == ROOT / name / "__init__.py"


def test_names_resolve_from_elsewhere_too(tmp_path: Path) -> None:
    code = (
        "import desktop, workbook, data; print(desktop.__file__, workbook.__file__, data.__file__, sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    if done.returncode and "ModuleNotFoundError" in done.stderr:
        pytest.skip("the project is not installed in this environment (build/dev.py installs it)")
    assert [Path(line).parent.parent for line in done.stdout.split()] == [ROOT] * 3


def test_build_is_no_package() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_project_cannot_be_uploaded() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "Private :: Do Not Upload" in project["classifiers"]
