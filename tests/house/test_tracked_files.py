"""What the repository holds: no path of somebody's machine, no address of a registry, nothing huge."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = frozenset((".parquet", ".png", ".ttf", ".xlsx", ".ico", ".icns", ".gz"))
LARGEST_BYTES = 12_000_000
# Written in parts, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(
    r"(?<![\w.~$}/:-])/(?:" + "|".join(("work", "root", "home", "tmp", "Users")) + r")/\w"
)
WINDOWS_PATH = re.compile(r"\b[A-Za-z]:\\{1,2}" + r"Users\\")
REGISTRY = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.", "npm" + r"js\.", r"(?:deb|security)\." + "debian"))
    + "|--(?:extra-)?" + "index-url|--find-" + "links"
)  # fmt: skip


def tracked() -> list[Path]:
    """Return the files of the repository, or skip where there is only a copy of the files."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}"
        for path in tracked()
        if path.suffix not in BINARY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("pattern", [MACHINE_PATH, WINDOWS_PATH], ids=["posix", "windows"])
def test_no_path_of_a_machine(pattern: re.Pattern[str]) -> None:
    assert lines_with(pattern) == []


def test_no_registry_is_named() -> None:
    assert [line for line in lines_with(REGISTRY) if not line.startswith("tests/house/")] == []


def test_the_patterns_find_what_they_are_for() -> None:
    assert MACHINE_PATH.search("open('/" + "home/ann/plan.xlsx')")
    assert WINDOWS_PATH.search("C:" + "\\Users\\ann")
    assert REGISTRY.search("https://py" + "pi.org/simple")
    assert not MACHINE_PATH.search("../shared/data, data/work/x, https://example.org/home/x")


def test_no_file_is_huge() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST_BYTES] == []


def test_nothing_made_by_running_is_tracked() -> None:
    made = {".venv", "__pycache__", "out", "dist"}
    assert [path for path in tracked() if made & set(path.relative_to(ROOT).parts)] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_and_hashes_everything(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / "build" / lock).read_text(encoding="utf-8"))
    packages = [entry for entry in entries if not entry.startswith("#")]
    assert len(packages) > 10
    for entry in packages:
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry.splitlines()[0]
        assert entry.count("--hash=sha256:") >= 1, entry.splitlines()[0]


def test_lock_holds_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "requirements.lock": [*project["project"]["dependencies"], *groups["setup"]],
        "requirements-dev.lock": [*project["project"]["dependencies"], *groups["setup"], *groups["dev"]],
    }
    for lock, dependencies in wanted.items():
        text = (ROOT / "build" / lock).read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9._-]+)==", text, flags=re.MULTILINE))
        assert {re.split(r"[<>=]", name)[0].lower() for name in dependencies} <= locked


def test_both_locks_agree() -> None:
    pins = [
        dict(
            re.findall(
                r"^([a-z0-9._-]+)==(\S+)", (ROOT / "build" / lock).read_text("utf-8"), flags=re.MULTILINE
            )
        )
        for lock in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0].items() <= pins[1].items()
