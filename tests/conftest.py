"""What holds for every test: no network, no real home, no window on the screen, no thread left behind."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent

# Before Qt starts: it reads these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for _name in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "QT_LOGGING_RULES"):
    os.environ.pop(_name, None)

# Machines that run tests are shared: a slow moment is not a failure.
hypothesis.settings.register_profile("headway", deadline=None)
hypothesis.settings.load_profile("headway")

LONGEST = ("twin", "real")
"""Folders of tests that take long each: workbooks recomputed by LibreOffice, official files read whole."""

NETWORK_EVENTS = frozenset(
    ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname")
)


class NetworkUsedError(BaseException):
    """A test tried to reach the network; no handler for ordinary errors may swallow this."""


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in NETWORK_EVENTS:
        return
    first = arguments[0]
    if isinstance(first, socket.socket) and first.family == getattr(socket, "AF_UNIX", None):
        return
    raise NetworkUsedError(f"{event}{arguments[1:] if isinstance(first, socket.socket) else arguments}")


sys.addaudithook(_refuse_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what takes longest first and in one piece: the two workers end together, and share nothing twice.

    The workers get half of the tests each, in this order, and the one that is done takes over from the end
    of the other's.
    """
    items.sort(key=lambda item: item.path.parent.name not in LONGEST)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of official files, or skip where it is not beside the checkout."""
    folder = Path(os.environ.get("HEADWAY_REAL_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("the official files are not here (set HEADWAY_REAL_DATA to their folder)")
    return folder


@pytest.fixture(scope="session")
def pack() -> Any:
    """Return the reference pack as it ships, loaded once."""
    from data.reference.pack import load_pack

    return load_pack()


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    """Return the program's own Qt application for all tests that need one."""
    from desktop.app import Application

    return Application


@pytest.fixture
def one_pack(pack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program read the reference pack once for all tests: every command, every window."""
    monkeypatch.setattr("data.reference.pack.load_pack", lambda: pack)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test an empty home, so that nobody's own preferences are read or changed."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QSettings

        # Qt remembers the settings folder from its first use: tell it the new one.
        for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder / "config"))
    return folder


def _own_threads() -> set[threading.Thread]:
    # A native thread (of Qt or DuckDB) that once ran Python stays listed as a dummy: not ours to join.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


@pytest.fixture(autouse=True)
def leaked_threads() -> Iterator[None]:
    """Fail a test that leaves a thread running, and name the thread."""
    before = _own_threads()
    yield
    patience = time.monotonic() + 3
    while (left := _own_threads() - before) and time.monotonic() < patience:
        for thread in left:
            thread.join(0.1)
    if left:
        pytest.fail("threads left running: " + ", ".join(sorted(thread.name for thread in left)))
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThreadPool

        if not QThreadPool.globalInstance().waitForDone(3000):
            pytest.fail("work left running in Qt's thread pool")
