"""The command as a process of its own: streams, statuses and signals as a shell sees them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "workbook"]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_a_plan_goes_to_output_and_nothing_to_error(tmp_path: Path) -> None:
    done = run("plan", "--region", "12060", "--out", str(tmp_path / "a.xlsx"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(f"Workbook: {tmp_path / 'a.xlsx'}")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_trouble_goes_to_error_without_a_trace() -> None:
    done = run("plan", "--region", "Atlantq", "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Traceback" not in done.stderr
    assert "Did you mean 12060 Atlanta" in done.stderr.decode()


def test_every_letter_gets_through_a_pipe_of_another_encoding() -> None:
    done = run("plan", "--region", "Atlantq", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "“Atlantq”" in done.stderr.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX shell")
def test_a_reader_that_leaves_early_is_no_trouble() -> None:
    with subprocess.Popen(
        [*PROGRAM, "areas"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_command_leaves_nothing(told: signal.Signals, tmp_path: Path) -> None:
    words = ["plan", "--region", "US", "--tables", str(tmp_path / "t"), "--with-transitions"]
    with subprocess.Popen(
        [*PROGRAM, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        patience = time.monotonic() + 60
        while not (tmp_path / "t").exists() and time.monotonic() < patience:
            time.sleep(0.01)
        process.send_signal(told)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().startswith("headway: Stopped")
    assert list(tmp_path.iterdir()) == []
