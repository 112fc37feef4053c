"""Which window has a plan file open: a mark beside the file, which goes with the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

UNNAMED = "plan.json"
MOST_WINDOWS = 99


class Held:
    """A plan file that this window has open; nobody else writes to it.

    The mark is a small hidden file beside the plan. It names the process that holds it, so that one left by a
    window that ended badly counts for nothing.
    """

    def __init__(self) -> None:
        self._mark: QLockFile | None = None
        self.path: Path | None = None
        self.was_left = False
        """Whether the window that had the file before ended without letting it go."""

    def take(self, path: Path) -> bool:
        """Hold this file in place of the one before; return false where another window has it open.

        Where no mark can be made, as on a disk that is only read, the file counts as free.
        """
        if path == self.path:
            return True
        path.parent.mkdir(parents=True, exist_ok=True)
        place = path.with_name(f".{path.name}.open")
        left, mark = place.exists(), QLockFile(str(place))
        mark.setStaleLockTime(0)
        if not mark.tryLock(0) and mark.error() == QLockFile.LockError.LockFailedError:
            return False
        self.leave()
        self._mark, self.path, self.was_left = mark, path, left
        return True

    def leave(self) -> None:
        """Let others have the file."""
        if self._mark is not None:
            self._mark.unlock()
        self._mark = self.path = None


class OwnFile:
    """The file of a window's plan that has no name yet: each window that is open has one of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held = Held()
        self.path = folder / UNNAMED

    def take(self) -> None:
        """Hold the first file that no other window holds."""
        for path in _names(self._folder):
            if self._held.take(path):
                self.path = path
                return

    @property
    def was_left(self) -> bool:
        """Whether the window that had this file before ended without being closed."""
        return self._held.was_left

    @property
    def is_first(self) -> bool:
        """Whether this is the file of the first window, which goes on where the last one stopped."""
        return self.path.name == UNNAMED

    def left_behind(self) -> list[Path]:
        """Return the files of other windows that ended badly: nobody holds them."""
        found, held = [], Held()
        for path in _names(self._folder)[1:]:
            if path != self.path and path.is_file() and held.take(path):
                found.append(path)
        held.leave()
        return found

    def leave(self) -> None:
        """Let another window have the file."""
        self._held.leave()


def _names(folder: Path) -> list[Path]:
    """Return the files for plans without a name, that of the first window first."""
    stem, _, ending = UNNAMED.rpartition(".")
    further = [f"{stem}-{number}.{ending}" for number in range(2, MOST_WINDOWS + 1)]
    return [folder / name for name in (UNNAMED, *further)]
