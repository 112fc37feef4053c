"""Files in a zip, read whole and no larger than any real one."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from data.intake.boundaries.features import too_large
from data.intake.findings import IntakeError
from data.intake.reading.limits import RATIO_FROM_BYTES, UNPACKED_RATIO
from data.language import say

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What a zip that is damaged or locked makes its reader raise."""

Members = Callable[[zipfile.ZipFile], dict[str, zipfile.ZipInfo]]
"""Names the files of a zip that are wanted, each by what it is called here."""


def read_members(path: Path, wanted: Members, most_bytes: int) -> dict[str, bytes]:
    """Return the wanted files of a zip, each of them whole.

    Raises
    ------
    IntakeError
        When the zip is damaged or locked, or one of them is larger than ``most_bytes`` or unpacks to far
        more than real files do.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = wanted(archive)
            for name, info in parts.items():
                bomb = (
                    info.file_size > RATIO_FROM_BYTES and info.file_size > UNPACKED_RATIO * info.compress_size
                )
                if info.file_size > most_bytes or bomb:
                    raise too_large(path.name, too_many_bytes(name, info.file_size))
            return {name: archive.read(info) for name, info in parts.items()}
    except UNREADABLE as error:
        raise IntakeError(
            say("The zip {file} cannot be read", file=path.name),
            say("It is damaged or locked with a password ({error})", error=str(error)[:120]),
            say("Get the file again, or unpack it and load what is in it"),
        ) from error


def too_many_bytes(part: str, size: int) -> str:
    """Say that a part of a file is too large."""
    return say("Its {part} part has {size} MB", part=part, size=f"{size / 1e6:,.0f}")
