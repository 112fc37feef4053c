"""Which version of the program this is."""

from __future__ import annotations

from importlib import metadata


def program_version() -> str:
    """Return the version of the installed program, ``0`` when it runs without being installed."""
    try:
        return metadata.version("headway")
    except metadata.PackageNotFoundError:
        return "0"
