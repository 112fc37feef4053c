"""The guards around every test bite: network, leaked threads, warnings and Qt's complaints fail a test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BAD_TESTS = """
import socket, threading, time, warnings

def test_network():
    try:
        socket.create_connection(("localhost", 9), timeout=1)
    except Exception:
        pass

def test_thread():
    threading.Thread(target=time.sleep, args=(8,), name="left-behind", daemon=True).start()

def test_warning():
    warnings.warn("old ways", DeprecationWarning)

def test_qt(qtbot):
    from PySide6.QtCore import QObject, qWarning
    qWarning("a painter that is not active")
"""


def test_each_guard_fails_the_test_that_meets_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_bad.py").write_text(BAD_TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "test_bad.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout
    for words in (
        "FAILED test_bad.py::test_network - conftest.NetworkUsedError",
        "ERROR test_bad.py::test_thread - Failed: threads left running: left-behind",
        "FAILED test_bad.py::test_warning - DeprecationWarning: old ways",
        "FAILED test_bad.py::test_qt",
        "3 failed, 1 passed, 1 error",
    ):
        assert words in done.stdout, done.stdout


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no local sockets")
def test_sockets_that_stay_on_the_machine_are_allowed(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as client, pytest.raises(FileNotFoundError):
        client.connect(str(tmp_path / "nobody"))


def test_the_home_is_an_empty_one(home: Path) -> None:
    assert Path.home() == home
    assert Path(os.environ["XDG_CONFIG_HOME"]).parent == home
    assert list(home.iterdir()) == []
