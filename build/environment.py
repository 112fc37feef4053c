"""Making `.venv`: the locked packages, the project itself, and a marker that says it is done.

Standard library only.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
import venv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
MARKER = VENV / "headway-setup.json"
RUNTIME_LOCK = ROOT / "build" / "requirements.lock"
DEV_LOCK = ROOT / "build" / "requirements-dev.lock"

# Settings of the caller's that would change what is installed, or which Python and Qt are loaded.
LEAKS = (
    "PYTHONHOME",
    "PYTHONOPTIMIZE",
    "PYTHONPATH",
    "PYTHONSAFEPATH",
    "PYTHONSTARTUP",
    "PYTHONWARNINGS",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
    "PIP_NO_DEPS",
    "PIP_PREFIX",
    "PIP_REQUIRE_HASHES",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_ROOT",
    "PIP_TARGET",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
)
COLOURS = ("CLICOLOR_FORCE", "FORCE_COLOR", "MYPY_FORCE_COLOR", "PY_COLORS")


def say(sentence: str) -> None:
    """Print one line at once, so that it stands before what a child process prints."""
    print(sentence, flush=True)


def child_environment(given: dict[str, str], terminal: bool) -> dict[str, str]:
    """Return the environment for child processes: the caller's without what would leak into them.

    Parameters
    ----------
    given
        The caller's environment.
    terminal
        Whether a person watches; without one no colour codes are asked for.
    """
    kept = {name: value for name, value in given.items() if name.upper() not in LEAKS}
    kept |= {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",
        "PYTHONNOUSERSITE": "1",
    }
    if not terminal:
        kept = {name: value for name, value in kept.items() if name not in COLOURS}
        kept["NO_COLOR"] = "1"
    return kept


ENVIRONMENT = child_environment(dict(os.environ), sys.stdout.isatty())


def venv_file(name: str, system_name: str = os.name) -> Path:
    """Return the path of a program in ``.venv``."""
    return VENV / "Scripts" / f"{name}.exe" if system_name == "nt" else VENV / "bin" / name


@dataclass(frozen=True)
class Marker:
    """What a set-up installed: where, for which Python, and the checksums of what it followed."""

    place: str
    python: str
    runtime: str
    dev: str
    project: str


def checksum(text: bytes) -> str:
    """Return the SHA-256 of a file's content, line ends made equal."""
    return hashlib.sha256(text.replace(b"\r\n", b"\n")).hexdigest()


def project_checksum(pyproject: str) -> str:
    """Return the checksum of the parts of pyproject.toml that shape the installed project."""
    table = tomllib.loads(pyproject)
    parts = [table.get("build-system"), table.get("project"), table.get("tool", {}).get("hatch")]
    return checksum(json.dumps(parts, sort_keys=True).encode())


def wanted_marker(dev: bool) -> Marker:
    """Return the marker of a finished set-up of this checkout; ``dev`` adds the tools for testing."""
    return Marker(
        place=str(ROOT),
        python=f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}",
        runtime=checksum(RUNTIME_LOCK.read_bytes()),
        dev=checksum(DEV_LOCK.read_bytes()) if dev else "",
        project=project_checksum((ROOT / "pyproject.toml").read_text(encoding="utf-8")),
    )


def read_marker(path: Path) -> Marker | None:
    """Return what an earlier set-up left, or None when there was none or it cannot be read."""
    try:
        return Marker(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def setup_steps(had: Marker | None, want: Marker, dev_lock: str) -> tuple[str, ...]:
    """Say which steps lead from what is installed to what is wanted.

    Parameters
    ----------
    had
        The marker found, or None.
    want
        The marker aimed at; its ``dev`` is empty when the tools for testing are not wanted.
    dev_lock
        Checksum of the present development lock.

    Returns
    -------
    tuple of str
        Of ``create``, ``clear`` (create anew), ``runtime``, ``dev``, ``project``; empty when all is done.
        The development lock contains the runtime lock, so ``dev`` stands in for both.
    """
    packages = "dev" if want.dev else "runtime"
    if had is None:
        return ("create", packages, "project")
    moved = (had.place, had.python, had.runtime) != (want.place, want.python, want.runtime)
    if moved or had.dev not in ("", dev_lock):
        return ("clear", packages, "project")
    steps = ("dev",) if want.dev and not had.dev else ()
    return steps if had.project == want.project else (*steps, "project")


def stop(sentence: str, status: int = 1) -> NoReturn:
    """End with one plain sentence on standard error."""
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(status)


def create_venv(clear: bool) -> None:
    """Make ``.venv``; where Python came without ensurepip (Debian), leave pip out and use the outer one."""
    say("Making .venv anew" if clear else "Making .venv")
    with_pip = importlib.util.find_spec("ensurepip") is not None
    if not with_pip and importlib.util.find_spec("pip") is None:
        stop("This Python has neither ensurepip nor pip. Run: sudo apt-get install python3-venv")
    try:
        venv.EnvBuilder(clear=clear, with_pip=with_pip, symlinks=os.name != "nt").create(VENV)
    except OSError as trouble:
        stop(f".venv could not be made: {trouble}. Close what uses it, then run the same command again.")


def pip(*arguments: str) -> None:
    """Run pip for ``.venv``, with its own pip or, where it has none, with this Python's."""
    python = str(venv_file("python"))
    own = subprocess.run([python, "-c", "import pip"], env=ENVIRONMENT, capture_output=True, check=False)
    start = (
        [python, "-m", "pip"] if own.returncode == 0 else [sys.executable, "-m", "pip", "--python", python]
    )
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    done = subprocess.run([*start, *arguments, *quiet], env=ENVIRONMENT, cwd=ROOT, check=False)
    if done.returncode:
        stop(
            f"The dependencies could not be installed: pip ended with status {done.returncode}, its message "
            "is above. The first set-up needs a package index; then run the same command again."
        )


def install_lock(lock: Path) -> None:
    """Install exactly the files a lock names; nothing is built from source."""
    count = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
    say(f"Installing {count} packages from {lock.relative_to(ROOT).as_posix()}; this can take some minutes")
    pip("install", "--require-hashes", "--only-binary", ":all:", "--requirement", str(lock))


def set_up(dev: bool) -> None:
    """Bring ``.venv`` to what the locks say; nothing is done when it is there already."""
    had = read_marker(MARKER) if venv_file("python").exists() else None
    want = wanted_marker(dev)
    current_dev = checksum(DEV_LOCK.read_bytes())
    steps = setup_steps(had, want, current_dev)
    for step in steps:
        if step in ("create", "clear"):
            create_venv(clear=step == "clear")
        elif step == "project":
            pip("install", "--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
        else:
            install_lock(DEV_LOCK if step == "dev" else RUNTIME_LOCK)
    if steps:
        kept_dev = current_dev if want.dev or (had and had.dev and "clear" not in steps) else ""
        MARKER.write_text(json.dumps(asdict(want) | {"dev": kept_dev}, indent=1), encoding="utf-8")
