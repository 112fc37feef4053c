"""The composition root: makes the parts, shows the window, then opens the pack beside it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.look.drawing import app_icon
from desktop.look.theme import Theme
from desktop.preferences import Preferences, config_folder, data_folder
from desktop.session import Session
from desktop.window import MainWindow


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the Qt application, named so that its folders are Headway's own."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["headway", *arguments])
    app.setApplicationName("Headway")
    app.setApplicationDisplayName("Headway")
    app.setStyle("Fusion")
    return app


def make_window(config: Path, folder: Path) -> tuple[MainWindow, Background]:
    """Return the window and the queue beside it; nothing is shown or opened yet.

    Parameters
    ----------
    config, folder : Path
        Where preferences, and where the plan and reports of trouble are kept.
    """
    preferences = Preferences(config)
    theme = Theme(preferences.get("theme", "system"))
    background = Background()
    session = Session(background)
    return MainWindow(session, theme, preferences, folder), background


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; return when it is closed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    app = make_application(given)
    app.setWindowIcon(app_icon())
    window, background = make_window(config_folder(), data_folder())
    sys.excepthook = _reporting(window)
    window.show()
    QTimer.singleShot(0, lambda: window.open(Path(given[0]) if given else None))
    status = app.exec()
    background.close()
    return status


def _reporting(window: MainWindow):  # type: ignore[no-untyped-def]
    """Return a hook that turns a fault inside the window into a banner and a report."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        window.trouble(error.with_traceback(trace), again=None)

    return report
