"""A finished workbook takes its place in one step, or nothing changes and a sentence says why."""

from __future__ import annotations

import os
from pathlib import Path

from workbook.outfile import check_place, staged_file

__all__ = ["check_place", "save_atomically"]


def save_atomically(content: bytes, path: Path) -> Path:
    """Write a whole workbook in one step: a temporary file beside it, flushed to the disk, then renamed.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    PlannerError
        When the file is open elsewhere, the disk is full, or the folder may not be written; what stood there
        before stays as it was, and nothing half-written is left.
    """
    place = check_place(path)
    with staged_file(place) as temporary:
        _write_through(content, temporary)
    return place


def _write_through(content: bytes, path: Path) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
