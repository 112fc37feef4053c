"""Another window of the program: a process of its own, which goes on when this one ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.language import VARIABLE, spoken
from desktop.__main__ import FURTHER_WINDOW
from desktop.own_command import own_command


def start_window(path: Path | None = None) -> bool:
    """Start another window with a plan, or with those to choose from; return whether it was started."""
    from PySide6.QtCore import QProcess

    from desktop.exporting import own_environment

    program, *words = [*own_command(), FURTHER_WINDOW, *([] if path is None else [str(path)])]
    process = QProcess()
    environment = own_environment()
    environment.insert(VARIABLE, spoken())
    process.setProcessEnvironment(environment)
    process.setProgram(program)
    process.setArguments(words)
    return bool(process.startDetached())


def start_again() -> bool:
    """Start the program anew, with the preferences and the plan as they were kept."""
    from PySide6.QtCore import QProcess

    from desktop.exporting import as_preferred

    program, *words = own_command()
    process = QProcess()
    process.setProcessEnvironment(as_preferred())
    process.setProgram(program)
    process.setArguments(words)
    return bool(process.startDetached())


def wanted(arguments: Sequence[str]) -> tuple[bool, Path | None]:
    """Return whether a command line asks for another window, and the plan that it names.

    >>> wanted(["new-window"]), wanted(["new-window", "a.headway"])[1].name, wanted(["a.headway"])[0]
    ((True, None), 'a.headway', False)
    """
    further = list(arguments[:1]) == [FURTHER_WINDOW]
    named = list(arguments[1:] if further else arguments)
    return further, Path(named[0]) if named else None
