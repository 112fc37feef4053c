"""How the program starts itself; nothing of Qt, which the processes beside the window have no use for."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""Folder of our packages."""


class ProgramFaultError(RuntimeError):
    """A process beside the window ended in a way that no sentence of its own explains."""


def own_command() -> list[str]:
    """Return how this program starts itself: frozen as its own executable, otherwise as a module."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
