"""The one place that opens DuckDB: in memory, bounded, offline."""

from __future__ import annotations

import os
import tempfile
import uuid
from pathlib import Path

import duckdb

MEMORY_LIMIT_MB = 1536
"""Ceiling of one connection; below about 1,500 MB large reads fail now and then even with a spill folder."""


def connect(
    *,
    memory_limit_mb: int = MEMORY_LIMIT_MB,
    temp_folder: Path | None = None,
    threads: int | None = None,
) -> duckdb.DuckDBPyConnection:
    """Open an in-memory DuckDB connection that spills to disk and never reaches for the network.

    Parameters
    ----------
    memory_limit_mb : int
        Most memory the connection may hold, in megabytes; beyond it DuckDB spills to `temp_folder`.
    temp_folder : Path, optional
        Folder under which spilled data goes, by default the system's temporary folder. Each connection has a
        folder of its own in it (two that share one overwrite each other), which DuckDB makes only when
        it spills and removes when the connection closes.
    threads : int, optional
        Worker threads; by default one less than the processors (at least 1): a window stays responsive.

    Returns
    -------
    duckdb.DuckDBPyConnection
        The caller closes it. Extensions are neither installed nor loaded on demand (some statements would try
        to download them), and names in SQL never resolve to Python variables.

    Raises
    ------
    ValueError
        If `memory_limit_mb` or `threads` is below 1.
    """
    if memory_limit_mb < 1:
        raise ValueError(f"memory_limit_mb must be at least 1, not {memory_limit_mb}")
    workers = threads if threads is not None else max(1, (os.cpu_count() or 2) - 1)
    if workers < 1:
        raise ValueError(f"threads must be at least 1, not {workers}")
    room = temp_folder if temp_folder is not None else Path(tempfile.gettempdir())
    room.mkdir(parents=True, exist_ok=True)
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": f"{memory_limit_mb}MB",
            "temp_directory": str(room / f"headway-spill-{uuid.uuid4().hex}"),
            "threads": workers,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        },
    )
