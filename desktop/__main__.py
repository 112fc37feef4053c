"""``headway`` and ``python -m desktop``: alone or with a plan file the window, otherwise the command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import PlannerError

if TYPE_CHECKING:
    from workbook.model.coachpage import CoachBook

PLAN_SUFFIX = ".headway"
FURTHER_WINDOW = "new-window"
"""First word of the command line of a window beside one that is open."""


def wants_window(arguments: Sequence[str]) -> bool:
    """Tell whether the command line asks for a window: nothing on it, one plan file, or a further window.

    Examples
    --------
    >>> wants_window([]), wants_window(["Atlanta.headway"]), wants_window(["areas"])
    (True, True, False)
    """
    if arguments and arguments[0] == FURTHER_WINDOW:
        return True
    return not arguments or (len(arguments) == 1 and arguments[0].lower().endswith(PLAN_SUFFIX))


def start_quickly() -> None:
    """Do without what starting has no use for: collecting garbage, of which it makes none, and sources."""
    import gc

    gc.disable()
    _import_plainly()


def _import_plainly() -> None:
    """Load modules as Python does by itself.

    PySide has the source of every module read and kept that is loaded after it, to see whether names in snake
    case are wanted there; they are wanted nowhere in Headway.
    """
    import builtins

    import PySide6.QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run the headless command; return the exit status.

    Neither is imported before it is wanted: the command never waits for Qt.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["write-workbook"]:
        from desktop.export_child import main as write_workbook

        return write_workbook(given[1:])
    if given[:1] == ["work"]:
        from desktop.child import main as work

        return work(given[1:])
    if given[:1] == ["read-apart"]:
        from data.intake.reading.apartchild import main as read_apart

        return read_apart()
    if wants_window(given):
        start_quickly()
        from desktop.speaking import speak_as_preferred

        speak_as_preferred()
        from desktop.app import main as open_window

        return open_window(given)
    from workbook.__main__ import main as run_command

    return run_command(given, {".pdf": _write_coach_pdf})


def _write_coach_pdf(book: CoachBook, path: Path, paper: str, tell: Callable[[str, float], None]) -> Path:
    """Write coach pages as a PDF, or say why Qt cannot be used for it."""
    try:
        from desktop.paper.pdf import write_coach_pdf
    except ImportError as trouble:
        raise PlannerError(
            f"The file {path.name} was not written",
            f"Qt, which sets the pages, could not be loaded: {trouble}",
            "Install the libraries that build/dev.py names, or use a name in .xlsx",
        ) from trouble
    return write_coach_pdf(book, path, paper, tell)


if __name__ == "__main__":
    sys.exit(main())
