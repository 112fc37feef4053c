"""Plan files that open by a double-click: the kind of file made known to the computer, for this person only.

Nothing here needs an administrator. On macOS the kind belongs to the program's bundle, and there is nothing
to make known.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from data.language import say
from desktop.__main__ import PLAN_SUFFIX
from workbook.errors import PlannerError

ICON = Path(__file__).parent / "look" / "icons" / "headway.svg"
KIND = "application/x-headway-plan"
WINDOWS_KIND = "Headway.Plan"
_SHELL_CHANGED = 0x08000000


def can_be_known(platform: str = sys.platform) -> bool:
    """Tell whether the kind can be made known to this computer by the program."""
    return platform == "win32" or platform.startswith("linux")


def make_known(command: Sequence[str], platform: str = sys.platform) -> None:
    """Have plan files open with a command, for the person who is logged in.

    Parameters
    ----------
    command : sequence of str
        The program and its words, before the name of the file.

    Raises
    ------
    PlannerError
        When the computer does not take it.
    """
    try:
        if platform == "win32":
            _known_to_windows(command)
        else:
            _known_to_desktop(command, data_home())
    except OSError as error:
        raise PlannerError(
            say("Plan files do not open by a double-click yet"),
            say("The computer did not take the new kind of file: {trouble}", trouble=error.strerror or error),
            say("Open plans with Open plan… meanwhile"),
        ) from error


def data_home() -> Path:
    """Return the folder in which desktops look for programs and kinds of this person."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _known_to_desktop(command: Sequence[str], home: Path) -> None:
    """Write an entry of the menu and a kind of file, and have both looked up anew where that is a command."""
    import shlex
    import shutil
    import subprocess
    from html import escape

    kinds, programs = home / "mime", home / "applications"
    _write(
        kinds / "packages" / "headway.xml",
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{KIND}">\n'
        f"    <comment>{escape(say('Headway plan'))}</comment>\n"
        f'    <glob pattern="*{PLAN_SUFFIX}"/>\n'
        "  </mime-type>\n</mime-info>\n",
    )
    started = shlex.join(command).replace("%", "%%")
    _write(
        programs / "headway.desktop",
        "[Desktop Entry]\nType=Application\nName=Headway\n"
        f"Comment={say('Regional planning of job progressions, offline')}\n"
        f"Exec={started} %f\nIcon={ICON}\nMimeType={KIND};\nCategories=Office;\nTerminal=false\n",
    )
    for name, folder in (("update-mime-database", kinds), ("update-desktop-database", programs)):
        program = shutil.which(name)
        if program is not None:
            subprocess.run([program, str(folder)], check=False, capture_output=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _known_to_windows(command: Sequence[str]) -> None:
    """Put the kind under the classes of the person's own registry, and tell the shell of it."""
    import ctypes
    import subprocess
    import winreg

    def put(key: str, text: str) -> None:
        # On other systems the type checker does not know the module's names.
        winreg.SetValue(winreg.HKEY_CURRENT_USER, rf"Software\Classes\{key}", winreg.REG_SZ, text)  # type: ignore[attr-defined]

    put(PLAN_SUFFIX, WINDOWS_KIND)
    put(WINDOWS_KIND, say("Headway plan"))
    put(rf"{WINDOWS_KIND}\shell\open\command", f'{subprocess.list2cmdline(command)} "%1"')
    ctypes.windll.shell32.SHChangeNotify(_SHELL_CHANGED, 0, None, None)  # type: ignore[attr-defined]
