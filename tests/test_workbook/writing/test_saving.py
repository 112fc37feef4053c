"""A workbook takes its place whole or not at all, and a sentence says why."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from workbook.errors import PlannerError
from workbook.writing import saving
from workbook.writing.saving import check_place, save_atomically

posix = pytest.mark.skipif(sys.platform == "win32", reason="files and links of POSIX systems")


def test_writes_and_replaces(tmp_path: Path) -> None:
    place = tmp_path / "plan.xlsx"
    assert save_atomically(b"one", place) == place
    save_atomically(b"two", place)
    assert place.read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["plan.xlsx"]


@posix
def test_keeps_the_permissions_and_the_link(tmp_path: Path) -> None:
    place = tmp_path / "plan.xlsx"
    place.write_bytes(b"old")
    place.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(place)
    save_atomically(b"new", link)
    assert link.is_symlink()
    assert place.read_bytes() == b"new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("name", "word"),
    [("plan.csv", ".xlsx"), ("missing/plan.xlsx", "no folder"), ("folder.xlsx", "A folder has this name")],
)
def test_a_place_that_cannot_be(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(PlannerError, match=word):
        check_place(tmp_path / name)


@pytest.mark.parametrize("lock", [".~lock.plan.xlsx#", "~$plan.xlsx"])
def test_a_workbook_that_is_open_elsewhere(tmp_path: Path, lock: str) -> None:
    place = tmp_path / "plan.xlsx"
    place.write_bytes(b"old")
    (tmp_path / lock).write_bytes(b"")
    with pytest.raises(PlannerError, match="open in another program") as met:
        save_atomically(b"new", place)
    assert lock in met.value.what_to_do
    assert place.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "function", "word"),
    [
        (errno.ENOSPC, "_write_through", "disk is full"),
        (errno.EACCES, "_write_through", "may not write in the folder"),
        (errno.EACCES, "replace", "open in another program or write-protected"),
        (errno.EIO, "_write_through", "error"),
    ],
)
def test_trouble_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, function: str, word: str
) -> None:
    place = tmp_path / "plan.xlsx"
    place.write_bytes(b"old")

    def fail(*arguments: Any) -> None:
        if function == "_write_through" and number == errno.ENOSPC:
            Path(arguments[1]).write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os if function == "replace" else saving, function, fail)
    with pytest.raises(PlannerError, match=word):
        save_atomically(b"new", place)
    assert place.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["plan.xlsx"]


def test_an_interrupted_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(content: bytes, path: Path) -> None:
        path.write_bytes(content[:2])
        raise KeyboardInterrupt

    monkeypatch.setattr(saving, "_write_through", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_atomically(b"whole", tmp_path / "plan.xlsx")
    assert os.listdir(tmp_path) == []


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_disk_that_is_really_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = saving._write_through
    monkeypatch.setattr(saving, "_write_through", lambda content, path: real(content, Path("/dev/full")))
    with pytest.raises(PlannerError, match="disk is full"):
        save_atomically(b"x" * 100_000, tmp_path / "plan.xlsx")
    assert os.listdir(tmp_path) == []
