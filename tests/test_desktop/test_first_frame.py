"""The first frame needs none of the libraries that take long to load."""

from __future__ import annotations

import subprocess
import sys

SLOW = ("numpy", "pandas", "duckdb", "scipy", "openpyxl", "xlsxwriter")


def test_the_window_opens_without_the_slow_libraries() -> None:
    code = f"import sys, desktop.app; print([name for name in {SLOW!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
