"""County boundaries kept on this computer for all plans: a copy of the shapes, and what the file was."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.desk import BOUNDARIES, SourceFile

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from desktop.preferences import Preferences

_NOTHING: dict[str, Any] = {}
_TOLD = ("path", "recognised", "why", "copy")


class KeptBoundaries:
    """The one file of boundaries of this computer.

    Its shapes lie in the folder of the user's data, so that they are there when the file is not; plans hold
    neither the file nor the shapes.
    """

    def __init__(self, preferences: Preferences, folder: Path) -> None:
        self._preferences, self._folder = preferences, folder

    @property
    def _record(self) -> dict[str, Any]:
        record = self._preferences.get(BOUNDARIES, _NOTHING)
        whole = all(isinstance(record.get(name), str) for name in _TOLD)
        return record if whole and (self._folder / Path(record["copy"]).name).is_file() else _NOTHING

    @property
    def shapes(self) -> str:
        """Path of the shapes; blank when none are kept. Other shapes have another path."""
        record = self._record
        return str(self._folder / Path(record["copy"]).name) if record else ""

    @property
    def file(self) -> SourceFile | None:
        """The file that the shapes come from, as its card shows it."""
        record = self._record
        if not record:
            return None
        given = record.get("state", ())
        state = tuple(int(one) for one in given) if isinstance(given, list) else ()
        return SourceFile(
            BOUNDARIES, record["path"], recognised=record["recognised"], why=record["why"], state=state
        )

    @property
    def counts(self) -> tuple[int, int, int]:
        """Shapes read, accepted and set aside when the file was read."""
        record = self._record
        read, aside = (int(record.get(name, 0)) for name in ("read", "set_aside"))
        return read, read - aside, aside

    def keep(self, file: SourceFile, loaded: Loaded) -> None:
        """Keep the shapes of a loaded file in place of those before.

        Raises
        ------
        OSError
            When they cannot be written.
        """
        assert isinstance(loaded.table, Path)
        before = self.shapes
        copy = self._folder / f"{BOUNDARIES}-{loaded.sha256[:12]}.parquet"
        self._folder.mkdir(parents=True, exist_ok=True)
        staged = copy.with_suffix(".new")
        shutil.copyfile(loaded.table, staged)
        staged.replace(copy)
        told = {name: getattr(file, name) for name in ("path", "recognised", "why")}
        counts = {"read": loaded.read, "set_aside": loaded.set_aside, "state": list(file.state)}
        self._preferences.set(BOUNDARIES, {**told, **counts, "copy": copy.name})
        if before and before != str(copy):
            Path(before).unlink(missing_ok=True)

    def forget(self) -> None:
        """Keep no boundaries any more."""
        shapes = self.shapes
        self._preferences.set(BOUNDARIES, {})
        if shapes:
            Path(shapes).unlink(missing_ok=True)


def with_words(file: SourceFile, loaded: Loaded) -> SourceFile:
    """Return a file of boundaries with its form and vintage as its card says them."""
    parts = (loaded.facts.get("form"), loaded.facts.get("vintage"))
    return replace(file, recognised=" ".join(str(one) for one in parts if one))
