"""Examples in docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WITH_EXAMPLES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for room in ("data", "workbook")
    for path in sorted((ROOT / room).rglob("*.py"))
    if "    >>> " in path.read_text(encoding="utf-8")
]


def test_there_are_examples() -> None:
    assert {"workbook.plan", "workbook.model.income", "workbook.model.ranks"} <= set(WITH_EXAMPLES)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_come_out_as_written(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = doctest.testmod(importlib.import_module(name))
    assert outcome.attempted > 0
    assert outcome.failed == 0, capsys.readouterr().out
