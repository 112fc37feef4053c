"""The composition root: makes the parts, shows the window, then opens the pack beside it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.look.drawing import app_icon
from desktop.look.sizes import AS_SYSTEM
from desktop.look.theme import Theme
from desktop.new_window import start_again, wanted
from desktop.preferences import APPLICATION, Preferences, config_folder, data_folder
from desktop.session import Session
from desktop.speaking import install_own_words
from desktop.window import MainWindow

COME_ROUND_MS = 1
"""A timer of no time at all is served within the turn of the event loop that painted."""


class Application(QApplication):
    """The Qt application. A filter of its events would be shown those of every widget; this hears its own.

    Signals
    -------
    file_opened : Path
        A desktop hands a plan to the running program, as macOS does on a double-click.
    """

    file_opened = Signal(Path)

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        super().__init__(["headway", "-style", "Fusion", *arguments])

    def event(self, event: QEvent) -> bool:
        """Tell of the file, and let every other event pass."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)


def make_application(arguments: Sequence[str] = ()) -> Application:
    """Return the Qt application, named so that its folders are Headway's own."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, Application) else Application(arguments)
    app.setApplicationName(APPLICATION)
    app.setApplicationDisplayName(APPLICATION)
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
    app.file_opened.connect(window.plans.open)
    window.show()
    status = app.exec()
    app.file_opened.disconnect(window.plans.open)
    background.close()
    _end_children()
    if window.choices.starts_again:
        start_again()
    return status


class FirstFrame(QObject):
    """Calls once, as soon as a window's first frame is painted and the clicks that wait are heard."""

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint event, and let it pass."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(COME_ROUND_MS, self._then)
        return False


def _begin(window: MainWindow, plan_file: Path | None, *, anew: bool) -> None:
    """Open the plan and the pack once the first frame stands, and collect garbage as usual from here on."""
    gc.freeze()
    gc.enable()
    window.open(plan_file, anew=anew)


def _end_children() -> None:
    """End the processes beside the window."""
    from desktop.children import children, scribes

    children.close()
    scribes.close()


def _reporting(window: MainWindow):  # type: ignore[no-untyped-def]
    """Return a hook that turns a fault inside the window into a banner and a report."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        window.trouble(error.with_traceback(trace), again=None)

    return report
