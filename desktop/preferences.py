"""What the program remembers about how it is used; nothing here ever changes a number."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

APPLICATION = "Headway"
"""Name of the program by which Qt finds its folders."""


def config_folder() -> Path:
    """Return the folder for the program's preferences."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))


def data_folder() -> Path:
    """Return the folder for the autosaved plan and for reports of trouble."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation))


class Preferences:
    """Preferences in an ini file; whatever cannot be read counts as not set."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(folder / "headway.ini"), QSettings.Format.IniFormat)

    def get(self, name: str, otherwise: Any) -> Any:
        """Return a preference of the same type as ``otherwise``."""
        text = self._settings.value(name)
        if not isinstance(text, str):
            return otherwise
        try:
            value = json.loads(text)
        except ValueError:
            return otherwise
        return value if isinstance(value, type(otherwise)) else otherwise

    def set(self, name: str, value: Any) -> None:
        """Remember a preference: text, a number, a truth value, or a list or dictionary of them."""
        self._settings.setValue(name, json.dumps(value))

    def change(self, name: str, otherwise: Any, made: Callable[[Any], Any]) -> None:
        """Change a preference that windows share: made of what it is now on the disk, and written at once."""
        self._settings.sync()
        self.set(name, made(self.get(name, otherwise)))
        self._settings.sync()

    def geometry(self) -> QByteArray:
        """Return where the window stood."""
        value = self._settings.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window stands."""
        self._settings.setValue("geometry", geometry)

    def save(self) -> None:
        """Write the file now."""
        self._settings.sync()
