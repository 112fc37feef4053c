"""The set-up commands: what is installed when, what is said, and what an exit status means."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scripts() -> Iterator[dict[str, ModuleType]]:
    """Return the modules of ``build/``, imported as the script itself imports them."""
    names = ("environment", "system", "dev")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "build"))
        yield {name: importlib.import_module(name) for name in names}
        for name in names:
            sys.modules.pop(name, None)


@pytest.fixture
def environment(scripts: dict[str, ModuleType]) -> Any:
    return scripts["environment"]


@pytest.fixture
def system(scripts: dict[str, ModuleType]) -> Any:
    return scripts["system"]


@pytest.fixture
def dev(scripts: dict[str, ModuleType]) -> Any:
    return scripts["dev"]


class Commands:
    """Stands in for ``subprocess.run``: remembers the commands, and fails those that hold a word."""

    def __init__(self, failing: str = "") -> None:
        self.failing = failing
        self.lines: list[str] = []

    def __call__(self, command: Sequence[object], **_: object) -> subprocess.CompletedProcess[str]:
        line = " ".join(map(str, command))
        self.lines.append(line)
        status = 1 if self.failing and self.failing in line else 0
        return subprocess.CompletedProcess(line, status, stdout="", stderr="")


@pytest.mark.parametrize(
    ("had", "wanted", "steps"),
    [
        (None, {}, ("create", "runtime", "project")),
        (None, {"dev": "d"}, ("create", "dev", "project")),
        ({}, {}, ()),
        ({"dev": "d"}, {"dev": "d"}, ()),
        ({"dev": "d"}, {}, ()),
        ({}, {"dev": "d"}, ("dev",)),
        ({}, {"project": "q"}, ("project",)),
        ({}, {"project": "q", "dev": "d"}, ("dev", "project")),
        ({"runtime": "old"}, {}, ("clear", "runtime", "project")),
        ({"dev": "old"}, {}, ("clear", "runtime", "project")),
        ({"dev": "old"}, {"dev": "d"}, ("clear", "dev", "project")),
        ({"place": "elsewhere"}, {}, ("clear", "runtime", "project")),
        ({"python": "cpython 3.10"}, {"dev": "d"}, ("clear", "dev", "project")),
    ],
)
def test_steps_from_what_is_there_to_what_is_wanted(
    environment: Any, had: dict[str, str] | None, wanted: dict[str, str], steps: tuple[str, ...]
) -> None:
    done = environment.Marker(place="here", python="cpython 3.11", runtime="r", dev="", project="p")
    before = None if had is None else replace(done, **had)
    assert environment.setup_steps(before, replace(done, **wanted), "d") == steps


def test_marker_survives_a_file_and_garbage_is_no_marker(environment: Any, tmp_path: Path) -> None:
    marker = environment.wanted_marker(dev=True)
    file = tmp_path / "marker.json"
    assert environment.read_marker(file) is None
    file.write_text(environment.json.dumps(asdict(marker)), encoding="utf-8")
    assert environment.read_marker(file) == marker
    for garbage in ("", "[]", '{"place": "x"}', "null"):
        file.write_text(garbage, encoding="utf-8")
        assert environment.read_marker(file) is None


def test_only_what_shapes_the_installation_changes_the_project_checksum(environment: Any) -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    same = text.replace("line-length = 110", "line-length = 100")
    other = text.replace('version = "0.1.0"', 'version = "0.1.1"')
    assert environment.project_checksum(text) == environment.project_checksum(same) != ""
    assert environment.project_checksum(text) != environment.project_checksum(other)


def test_line_ends_do_not_change_a_checksum(environment: Any) -> None:
    assert environment.checksum(b"duckdb\r\nnumpy\r\n") == environment.checksum(b"duckdb\nnumpy\n")


def test_nothing_leaks_into_child_processes(environment: Any) -> None:
    given = {"PATH": "p", "PYTHONPATH": "x", "PYTHONHOME": "x", "PIP_TARGET": "x", "PIP_INDEX": "kept"}
    kept = environment.child_environment({**given, "FORCE_COLOR": "1"}, terminal=False)
    assert {"PATH", "PIP_INDEX"} <= kept.keys()
    assert not {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "FORCE_COLOR"} & kept.keys()
    assert kept["NO_COLOR"] == "1"
    watched = environment.child_environment({"FORCE_COLOR": "1"}, terminal=True)
    assert watched["FORCE_COLOR"] == "1"
    assert "NO_COLOR" not in watched


def test_programs_of_the_venv_by_system(environment: Any) -> None:
    assert environment.venv_file("headway", "nt").parts[-3:] == (".venv", "Scripts", "headway.exe")
    assert environment.venv_file("headway", "posix").parts[-3:] == (".venv", "bin", "headway")


def test_only_missing_libraries_are_wanted(system: Any) -> None:
    libraries = {"libA.so.1": "a1", "libB.so.2": "b2"}
    assert system.missing_libraries(libraries, present=lambda name: name == "libA.so.1") == {
        "libB.so.2": "b2"
    }
    assert not system.loads("libnothing-of-this-name.so.9")


def test_apt_line_is_sorted_and_takes_nothing_recommended(system: Any) -> None:
    assert system.apt_command(["libgl1", "libegl1", "libgl1"]) == [
        *("apt-get", "install", "--yes", "--no-install-recommends", "libegl1", "libgl1"),
    ]


@pytest.mark.parametrize(
    ("tool", "line"),
    [
        ("apt-get", "sudo apt-get install --yes --no-install-recommends libegl1 libgl1"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' 'libGL.so.1()(64bit)'"),
        ("", "your system's package manager, for: libEGL.so.1, libGL.so.1"),
    ],
)
def test_advice_is_the_exact_line(system: Any, tool: str, line: str) -> None:
    missing = {"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"}
    assert system.advice(missing, has=lambda name: name == tool) == line


def test_advice_for_a_program_names_its_package(system: Any) -> None:
    missing = {"libreoffice-calc": "libreoffice-calc-nogui"}
    assert system.advice(missing, has=lambda name: name == "dnf") == "sudo dnf install libreoffice-calc"


def test_without_root_nothing_is_installed_and_the_line_is_said(
    system: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Commands()
    monkeypatch.setattr(system.subprocess, "run", run)
    monkeypatch.setattr(system, "is_root", lambda: False)
    said: list[str] = []
    assert not system.provide({"libGL.so.1": "libgl1"}, "Qt's libraries", {}, said.append)
    assert run.lines == []
    assert "libgl1" in said[0] or "libGL.so.1" in said[0]


@pytest.mark.parametrize("works", [True, False])
def test_root_on_debian_installs_what_is_missing(
    system: Any, monkeypatch: pytest.MonkeyPatch, works: bool
) -> None:
    run = Commands(failing="" if works else "install")
    monkeypatch.setattr(system.subprocess, "run", run)
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system.shutil, "which", lambda name: f"bin/{name}")
    said: list[str] = []
    assert system.provide({"libGL.so.1": "libgl1"}, "Qt's libraries", {}, said.append) is works
    assert [line.split()[1] for line in run.lines] == ["update", "install"]
    assert "libgl1" in said[0]
    assert len(said) == (1 if works else 2)


def test_nothing_is_asked_of_the_system_when_nothing_is_missing(
    system: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Commands()
    monkeypatch.setattr(system.subprocess, "run", run)
    assert system.provide({}, "Qt's libraries", {}, lambda _: None)
    assert run.lines == []


@pytest.mark.parametrize(
    ("given", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display(dev: Any, given: dict[str, str], platform: str, shown: bool) -> None:
    assert dev.has_display(given, platform) is shown


@pytest.mark.parametrize(
    ("region", "name"),
    [("12060", "atlanta"), ("35620", "35620"), ("New York, NY / NJ", "new-york-ny-nj"), ("..", "region")],
)
def test_workbook_name(dev: Any, region: str, name: str) -> None:
    assert dev.workbook_name(region) == name


@pytest.fixture
def prepared(dev: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return ``dev`` with everything set up and present, so that only its own order is tried."""
    monkeypatch.setattr(dev, "set_up", lambda dev: None)
    monkeypatch.setattr(dev.system, "provide_qt", lambda *_: True)
    monkeypatch.setattr(dev.system, "provide_calc", lambda *_: True)
    monkeypatch.setattr(dev, "ENVIRONMENT", {})
    return dev


def test_all_checks_run_before_the_tests(prepared: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Commands()
    monkeypatch.setattr(prepared.subprocess, "run", run)
    assert prepared.main(["test", "-k", "wages", "tests/house"]) == 0
    order = ("ruff check", "ruff format", "lint-imports", "mypy", "pytest")
    assert [word in line for word, line in zip(order, run.lines, strict=True)] == [True] * 5
    assert run.lines[-1].endswith("-k wages tests/house")


@pytest.mark.parametrize("failing", ["ruff check", "ruff format", "lint-imports", "mypy", "pytest"])
def test_a_failed_check_stops_nothing_but_fails_in_the_end(
    prepared: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    run = Commands(failing)
    monkeypatch.setattr(prepared.subprocess, "run", run)
    with pytest.raises(SystemExit) as stopped:
        prepared.main(["test"])
    assert stopped.value.code == 1
    assert len(run.lines) == 5
    printed = capsys.readouterr()
    assert ("Failed before the tests" in printed.out) is (failing != "pytest")
    assert printed.err.startswith("Failed: ")


def test_absent_calc_fails_only_where_tests_must_be_complete(
    prepared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepared.subprocess, "run", Commands())
    monkeypatch.setattr(prepared.system, "provide_calc", lambda *_: False)
    assert prepared.main(["test"]) == 0
    monkeypatch.setattr(prepared, "ENVIRONMENT", {"CI": "true"})
    with pytest.raises(SystemExit):
        prepared.main(["test"])


def test_without_qt_libraries_no_test_is_started(prepared: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = Commands()
    monkeypatch.setattr(prepared.subprocess, "run", run)
    monkeypatch.setattr(prepared.system, "provide_qt", lambda *_: False)
    with pytest.raises(SystemExit) as stopped:
        prepared.main(["test"])
    assert stopped.value.code == 1
    assert run.lines == []


@pytest.mark.parametrize(
    ("arguments", "given", "commands"),
    [
        (["run"], {}, 1),
        (["run"], {"DISPLAY": ":0"}, 2),
        (["run", "--no-window"], {"DISPLAY": ":0"}, 1),
    ],
)
def test_run_writes_the_workbook_and_opens_the_window_where_it_can(
    prepared: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    given: dict[str, str],
    commands: int,
) -> None:
    if sys.platform in ("win32", "darwin") and "--no-window" not in arguments:
        commands = 2
    run = Commands()
    monkeypatch.setattr(prepared.subprocess, "run", run)
    monkeypatch.setattr(prepared, "ENVIRONMENT", given)
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    assert prepared.main(arguments) == 0
    assert len(run.lines) == commands
    assert run.lines[0].endswith(f"plan --region 12060 --out {Path('out') / 'atlanta.xlsx'}")
    assert all("-m desktop" in line for line in run.lines[1:])


def test_run_passes_on_the_status_of_a_plan_that_failed(
    prepared: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    run = Commands(failing="plan")
    monkeypatch.setattr(prepared.subprocess, "run", run)
    monkeypatch.setattr(prepared, "ROOT", tmp_path)
    monkeypatch.setattr(prepared, "ENVIRONMENT", {"DISPLAY": ":0"})
    assert prepared.main(["run", "--region", "Nowhere"]) == 1
    assert len(run.lines) == 1


def test_wrong_use_is_status_2(dev: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["fly"], ["run", "--colour"]):
        with pytest.raises(SystemExit) as stopped:
            dev.main(arguments)
        assert stopped.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_an_old_python_is_told_so_in_words() -> None:
    code = (
        "import sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)';"
        "import runpy; sys.path.insert(0, 'build'); runpy.run_path('build/dev.py')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "Headway needs Python 3.11 or newer; this is Python 3.9.2."
