"""How our modules are cut and named: one subject, a readable length, a name that says the subject."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 320
LONGEST_FUNCTION = 60
VAGUE_NAMES = frozenset(("common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"))
ROOMS = ("desktop", "workbook", "data", "build")


@cache
def trees() -> dict[str, ast.Module]:
    """Return the syntax tree of each of our modules, by its path in the repository."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"), path)
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def places(kind: type[ast.AST] | tuple[type[ast.AST], ...]) -> Iterator[tuple[str, Any]]:
    """Yield ``file:line`` and node for every node of a kind in our modules."""
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{name}:{getattr(node, 'lineno', 0)}", node


def test_modules_are_short_enough_to_read() -> None:
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in trees()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_functions_are_short_enough_to_read() -> None:
    lengths = {
        f"{place} {node.name}": node.end_lineno - node.lineno + 1
        for place, node in places((ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_modules_are_named_after_their_subject() -> None:
    words = {name: set(re.split(r"[/_.]", name)) for name in trees()}
    assert [name for name in trees() if words[name] & VAGUE_NAMES] == []


def test_modules_say_what_they_are_for() -> None:
    assert [name for name, tree in trees().items() if not ast.get_docstring(tree)] == []


def test_imports_are_absolute_and_named() -> None:
    imports = list(places(ast.ImportFrom))
    assert [place for place, node in imports if node.level] == [], "relative imports"
    assert [place for place, node in imports if node.names[0].name == "*"] == [], "star imports"


def test_no_handler_swallows_everything() -> None:
    """A handler for every error may only be one that does something with it."""
    swallowing = [
        place
        for place, node in places(ast.ExceptHandler)
        if (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
    ]
    assert swallowing == []


def test_qt_events_are_not_pumped() -> None:
    calls = [place for place, node in places(ast.Call) if ast.unparse(node.func).endswith("processEvents")]
    assert calls == []
