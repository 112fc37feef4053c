"""The set-up commands: from a plain Python and pip to a running, tested Headway.

    python3 build/dev.py run [--no-window] [--region CODE_OR_NAME]
    python3 build/dev.py test [PYTEST ARGUMENT ...]
    python3 build/dev.py lock [UV ARGUMENT ...]     (for example: --upgrade)

``run`` and ``test`` make ``.venv``, install the locked dependencies (every file checked by its hash), see
to the system libraries, and remember what they did, so that a second time costs nothing. ``lock`` resolves
the dependencies of pyproject.toml anew for every supported system and Python. Standard library only.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is told so in words
    sys.exit("Headway needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

import argparse
import os
import re
import subprocess
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

import system
from environment import DEV_LOCK, ENVIRONMENT, ROOT, RUNTIME_LOCK, say, set_up, stop, venv_file

DEFAULT_REGION = "12060"
DEFAULT_NAME = "atlanta"
OLDEST_PYTHON = "3.11"
UV = "uv==0.13.9"


def has_display(given: dict[str, str], platform: str = sys.platform) -> bool:
    """Tell whether a window can be shown: always on Windows and macOS, with a display server elsewhere."""
    return platform in ("win32", "darwin") or bool(given.get("DISPLAY") or given.get("WAYLAND_DISPLAY"))


def workbook_name(region: str) -> str:
    """Return the file name for a region's workbook: letters, digits and hyphens only."""
    if region == DEFAULT_REGION:
        return DEFAULT_NAME
    return re.sub(r"[^a-z0-9]+", "-", region.lower()).strip("-") or "region"


def run(region: str, window: bool) -> int:
    """Set up, write the workbook of one region, and open the window where there is a display."""
    set_up(dev=False)
    shown = window and has_display(ENVIRONMENT)
    qt = system.provide_qt(shown, ENVIRONMENT, say)
    python = str(venv_file("python"))
    out = Path("out") / f"{workbook_name(region)}.xlsx"
    (ROOT / "out").mkdir(exist_ok=True)
    plan = [python, "-m", "workbook", "plan", "--region", region, "--out", str(out)]
    status = subprocess.run(plan, env=ENVIRONMENT, cwd=ROOT, check=False).returncode
    if status or not window:
        return status
    if not shown:
        say("There is no display here, so the window stays closed.")
        return 0
    if not qt:
        say("The window cannot open without the system libraries named above; the workbook is ready.")
        return 1
    say("Opening the window; close it to return here.")
    return subprocess.run([python, "-m", "desktop"], env=ENVIRONMENT, cwd=ROOT, check=False).returncode


def checks() -> tuple[tuple[str, list[str]], ...]:
    """Return the name and command of every check that stands before the tests, in order."""
    python = str(venv_file("python"))
    return (
        ("Lint (ruff check)", [python, "-m", "ruff", "check"]),
        ("Format (ruff format)", [python, "-m", "ruff", "format", "--check"]),
        ("Import contracts (import-linter)", [str(venv_file("lint-imports"))]),
        ("Types (mypy)", [python, "-m", "mypy"]),
    )


def test(arguments: Sequence[str]) -> int:
    """Set up with the development tools, then check and test everything; 0 when all of it passed."""
    set_up(dev=True)
    if not system.provide_qt(True, ENVIRONMENT, say):
        stop("The tests need Qt's system libraries: see to them as said above, then run this again.")
    failed: list[str] = []
    if not system.provide_calc(ENVIRONMENT, say) and ENVIRONMENT.get("CI"):
        failed.append("LibreOffice Calc")
    for name, command in checks():
        say(f"\n== {name}")
        if subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, check=False).returncode:
            failed.append(name)
    if failed:
        say(f"\n== Failed before the tests: {', '.join(failed)}. The tests run all the same.")
    say("\n== Tests (pytest)")
    # Each worker has half of the tests in their order, so that it shares what its modules share; the one
    # that ends first takes over work of the other.
    workers = ["-n", str(min(2, os.cpu_count() or 1)), "--dist", "worksteal"]
    pytest = [str(venv_file("python")), "-m", "pytest", *workers, *arguments]
    settings = {"QT_QPA_PLATFORM": "offscreen", **ENVIRONMENT}
    if subprocess.run(pytest, env=settings, cwd=ROOT, check=False).returncode:
        failed.append("Tests (pytest)")
    if failed:
        stop(f"Failed: {', '.join(failed)}")
    return 0


def lock(arguments: Sequence[str]) -> int:
    """Write both lock files from pyproject.toml; further arguments go to uv, as ``--upgrade`` does."""
    with tempfile.TemporaryDirectory() as folder:
        venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(folder)
        python = Path(folder) / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", UV], env=ENVIRONMENT, check=True)
        resolve = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
        resolve += ["--python-version", OLDEST_PYTHON, "--fork-strategy", "fewest", "--generate-hashes"]
        resolve += ["--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        resolve += ["--custom-compile-command", "python3 build/dev.py lock", *arguments, "--group", "setup"]
        for target, more in (
            (RUNTIME_LOCK, []),
            (DEV_LOCK, ["--group", "dev", "--constraint", str(RUNTIME_LOCK.relative_to(ROOT))]),
        ):
            output = ["--output-file", str(target.relative_to(ROOT))]
            done = subprocess.run([*resolve, *more, *output], env=ENVIRONMENT, cwd=ROOT, check=False)
            if done.returncode:
                return done.returncode
    say("Wrote build/requirements.lock and build/requirements-dev.lock")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do what it says; return the exit status."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Set up, run, test and lock Headway.")
    commands = parser.add_subparsers(dest="command", required=True)
    runs = commands.add_parser("run", help="write a region's workbook and open the window")
    runs.add_argument("--no-window", action="store_true", help="write the workbook only")
    runs.add_argument("--region", default=DEFAULT_REGION, help="OEWS area code or name (default: Atlanta)")
    commands.add_parser("test", help="lint, contracts, types and all tests; the rest goes to pytest")
    commands.add_parser("lock", help="resolve the dependencies anew; the rest goes to uv")
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.command == "test":
        return test(rest)
    if chosen.command == "lock":
        return lock(rest)
    if rest:
        parser.error(f"unknown argument: {rest[0]}")
    return run(chosen.region, window=not chosen.no_window)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
