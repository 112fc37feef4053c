"""Everything works with no network: nothing in the sources reaches for it, and a whole plan runs without."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]
NETWORK_MODULES = frozenset(
    module
    for contract in CONTRACTS
    if contract["name"] == "No network anywhere"
    for module in contract["forbidden_modules"]
)
# QtNetwork also holds the local socket by which a second start finds the first window.
LOCAL_QT_NAMES = frozenset(("QLocalServer", "QLocalSocket"))

REFUSING = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        sys.stderr.write("NETWORK USED: " + event + "\\n")
        sys.stderr.flush()
        import os
        os._exit(97)

sys.addaudithook(refuse)
"""


def sources() -> list[Path]:
    return sorted(path for room in ("desktop", "workbook", "data") for path in (ROOT / room).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each imported module with the names taken from it, also through ``__import__`` and importlib."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names = tuple(alias.name for alias in node.names)
            yield node.module or "", names
            yield from ((f"{node.module}.{name}", ()) for name in names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called in ("__import__", "import_module", "importlib.import_module"):
                yield str(node.args[0].value), ()


def network_uses(text: str) -> list[str]:
    """Return the network modules a source text imports."""
    return [
        module
        for module, names in imported(ast.parse(text))
        if module.split(".")[0] in NETWORK_MODULES
        or (module == "PySide6.QtNetwork" and not LOCAL_QT_NAMES.issuperset(names or ("all of it",)))
    ]


def test_no_source_imports_a_network_module() -> None:
    uses = {
        path.relative_to(ROOT).as_posix(): network_uses(path.read_text(encoding="utf-8"))
        for path in sources()
    }
    assert {path: found for path, found in uses.items() if found} == {}
    assert len(uses) > 20


@pytest.mark.parametrize(
    "text",
    [
        "import urllib.request",
        "from http import client",
        "import importlib\nimportlib.import_module('socket')",
        "def f():\n    import ssl",
        "from PySide6.QtNetwork import QNetworkAccessManager",
        "from PySide6 import QtNetwork",
    ],
)
def test_the_scan_sees_network_modules(text: str) -> None:
    assert network_uses(text)


def test_the_scan_lets_the_local_socket_pass() -> None:
    assert network_uses("from PySide6.QtNetwork import QLocalServer, QLocalSocket") == []


def plan_command(out: Path) -> list[str]:
    return [sys.executable, "-m", "workbook", "plan", "--region", "12060", "--out", str(out)]


def test_a_plan_opens_no_socket(tmp_path: Path) -> None:
    """A whole plan, with Python's own sockets made deadly."""
    (tmp_path / "sitecustomize.py").write_text(REFUSING, encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    probe = [sys.executable, "-c", "import socket; socket.getaddrinfo('localhost', 80)"]
    assert subprocess.run(probe, env=surroundings, capture_output=True, check=False).returncode == 97
    out = tmp_path / "plan.xlsx"
    done = subprocess.run(
        plan_command(out), cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 0


def unshare() -> list[str]:
    """Return the command that starts a program with no network at all, or skip where that is not allowed."""
    program = shutil.which("unshare")
    for options in (["-n"], ["-r", "-n"]):
        if program is None:
            break
        tried = subprocess.run(
            [program, *options, sys.executable, "-c", ""], capture_output=True, check=False
        )
        if tried.returncode == 0:
            return [program, *options]
    pytest.skip("this machine does not let a test start a program without a network (unshare -n)")


def test_a_plan_runs_on_a_machine_without_a_network(tmp_path: Path) -> None:
    """Native code too: the process has no network interface, so nothing could be fetched."""
    out = tmp_path / "plan.xlsx"
    done = subprocess.run(
        [*unshare(), *plan_command(out)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 0
