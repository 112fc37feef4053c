"""What is dropped on the window: folders are opened, locks and other files left, each file taken once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from workbook.desk import SourceFile

ENDINGS = (
    *(".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".jsonld"),
    *(".parquet", ".gz", ".zip", ".geojson", ".topojson", ".shp"),
)
"""How the names of files with rows end."""


def files_of(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files dropped, each once and those of a folder in its place, and the folders without any.

    Of a folder those files are taken whose names end as names of files with rows do; folders in it are not
    opened.
    """
    files: dict[Path, Path] = {}
    empty = []
    for path in paths:
        if not path.is_dir():
            files.setdefault(path.resolve(), path)
            continue
        inside = list(_with_rows(path))
        if not inside:
            empty.append(path)
        for one in inside:
            files.setdefault(one.resolve(), one)
    return list(files.values()), empty


def _with_rows(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name.casefold()):
        if path.is_file() and path.suffix.lower() in ENDINGS and not path.name.startswith((".", "~")):
            yield path


def twin_of(
    loaded: Loaded, others: Sequence[SourceFile], known: Callable[[SourceFile], Loaded | None]
) -> SourceFile | None:
    """Return the one of other files, if any, that holds the same bytes and is read by the same sheet."""
    for one in others:
        there = known(one)
        if there is not None and _contents(there) == _contents(loaded):
            return one
    return None


def _contents(loaded: Loaded) -> tuple[str, str]:
    # A file without sheets is given its own name as the name of one.
    return loaded.sha256, "" if loaded.sheet == loaded.name else loaded.sheet
