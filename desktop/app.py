"""The composition root: makes the parts, shows the window, then opens the pack beside it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.children import children, scribes
from desktop.look.drawing import app_icon
from desktop.look.sizes import AS_SYSTEM
from desktop.look.theme import Theme
from desktop.new_window import start_again, wanted
from desktop.preferences import APPLICATION, Preferences, config_folder, data_folder
from desktop.session import Session
from desktop.speaking import install_own_words
from desktop.window import MainWindow


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the Qt application, named so that its folders are Headway's own."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["headway", *arguments])
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName(APPLICATION)
    app.setStyle("Fusion")
    install_own_words(app)
    return app


def make_window(config: Path, folder: Path) -> tuple[MainWindow, Background]:
    """Return the window and the queue beside it; nothing is shown or opened yet.

    Parameters
    ----------
    config, folder : Path
        Where preferences, and where the plan and reports of trouble are kept.
    """
    preferences = Preferences(config)
    theme = Theme(preferences.get("theme", "system"), preferences.get("text_size", AS_SYSTEM))
    background = Background()
    session = Session(background)
    window = MainWindow(session, theme, preferences, folder)
    for part in (session, theme):
        # They end with the window; else what they tell it of would keep it, and its results, for ever.
        part.setParent(window)
    return window, background


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window; return when it is closed."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    app = make_application(given)
    app.setWindowIcon(app_icon())
    window, background = make_window(config_folder(), data_folder())
    sys.excepthook = _reporting(window)
    further, plan_file = wanted(given)
    first_frame = FirstFrame(window, lambda: _begin(window, plan_file, anew=further))
    window.installEventFilter(first_frame)
    app.installEventFilter(OpenedFiles(window))
    window.show()
    status = app.exec()
    background.close()
    children.close()
    scribes.close()
    if window.choices.starts_again:
        start_again()
    return status


class FirstFrame(QObject):
    """Calls once, as soon as a window's first frame is painted."""

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event, and let it pass."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class OpenedFiles(QObject):
    """Opens the plan that a desktop hands to the running program, as macOS does on a double-click."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the file, and let every other event pass."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self._window.plans.open(Path(event.file()))
            return True
        return False


def _begin(window: MainWindow, plan_file: Path | None, *, anew: bool) -> None:
    """Open the plan and the pack once the first frame stands, and collect garbage as usual from here on."""
    gc.freeze()
    gc.enable()
    window.open(plan_file, anew=anew)


def _reporting(window: MainWindow):  # type: ignore[no-untyped-def]
    """Return a hook that turns a fault inside the window into a banner and a report."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        window.trouble(error.with_traceback(trace), again=None)

    return report
