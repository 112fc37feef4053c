"""What the operating system has to lend: Qt's libraries, and LibreOffice Calc for the twin tests.

Windows and macOS bring everything Qt needs. On Linux a library is looked for by loading it, so any
distribution that has it is content; only what is missing is installed, and only as root with apt-get.
Everybody else is told the exact line. Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

# Shared library -> Debian's package for it. Qt loads these for every platform, offscreen included.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
# These a real window on X11 needs as well.
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
CALC_PACKAGE = "libreoffice-calc-nogui"
CALC_LIBRARY = "libsclo.so"


def loads(library: str) -> bool:
    """Tell whether the dynamic loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(libraries: Mapping[str, str], present: Callable[[str], bool] = loads) -> dict[str, str]:
    """Return the part of ``libraries`` (shared library -> package) that is not on this machine."""
    return {library: package for library, package in libraries.items() if not present(library)}


def has_calc() -> bool:
    """Tell whether LibreOffice is here with its Calc part, not only Writer."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return False
    folder = Path(program).resolve().parent
    return not sys.platform.startswith("linux") or (folder / CALC_LIBRARY).exists()


def is_root() -> bool:
    """Tell whether packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_command(packages: Iterable[str]) -> list[str]:
    """Return the apt-get command that installs ``packages`` and nothing that is merely recommended."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *sorted(set(packages))]


def advice(missing: Mapping[str, str], has: Callable[[str], object] = shutil.which) -> str:
    """Return the exact line a person without root types for the missing libraries or programs."""
    if has("apt-get"):
        return "sudo " + " ".join(apt_command(missing.values()))
    if has("dnf"):
        names = (f"'{name}()(64bit)'" if ".so." in name else name for name in sorted(missing))
        return "sudo dnf install " + " ".join(names)
    return "your system's package manager, for: " + ", ".join(sorted(missing))


def install(packages: Iterable[str], environment: Mapping[str, str]) -> str:
    """Install Debian packages as root; return apt-get's complaint, empty when all went well.

    The lists are fetched first: on a fresh machine there are none. A failed fetch is no reason to stop,
    for what is wanted may be known already.
    """
    settings = {**environment, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0", "-o", "DPkg::Lock::Timeout=120"]
    complaint = ""
    for command in (["apt-get", "update"], apt_command(packages)):
        done = subprocess.run(
            [*command, *quiet],
            env=settings,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        complaint = done.stderr.strip() or f"apt-get ended with status {done.returncode}"
    return complaint if done.returncode else ""


def provide(
    missing: Mapping[str, str], purpose: str, environment: Mapping[str, str], say: Callable[[str], None]
) -> bool:
    """Install what is missing where that is allowed, else say the line; return whether it is here now."""
    if not missing:
        return True
    packages = sorted(set(missing.values()))
    if is_root() and shutil.which("apt-get"):
        say(f"Installing {purpose} with apt-get: {' '.join(packages)}")
        complaint = install(packages, environment)
        if not complaint:
            return True
        say(f"{complaint}\napt-get could not install {purpose}; its own words are above.")
    else:
        say(f"Missing on this machine: {purpose}. To install it, run:\n    {advice(missing)}")
    return False


def provide_qt(window: bool, environment: Mapping[str, str], say: Callable[[str], None]) -> bool:
    """See to the libraries Qt loads, with those of a real window where one will open (Linux only)."""
    if not sys.platform.startswith("linux"):
        return True
    wanted = {**QT_LIBRARIES, **WINDOW_LIBRARIES} if window else QT_LIBRARIES
    return provide(missing_libraries(wanted), "the system libraries of Qt", environment, say)


def provide_calc(environment: Mapping[str, str], say: Callable[[str], None]) -> bool:
    """See to LibreOffice Calc, which recalculates our workbooks in the twin tests."""
    if has_calc():
        return True
    if not sys.platform.startswith("linux"):
        say("LibreOffice is not on this machine: the tests that recalculate a workbook are skipped.")
        return False
    return provide(
        {"libreoffice-calc": CALC_PACKAGE}, "LibreOffice Calc, for the twin tests", environment, say
    )
