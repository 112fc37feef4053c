"""Take every page of the window as a small picture; a process for each language and text size:

python -m tests.pictures.pages FOLDER light 100 [page …]
"""

from __future__ import annotations

import datetime
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.app import make_application, make_window
from desktop.navigation import PAGES
from desktop.tour import SEEN
from desktop.window import MainWindow
from tests.pictures.comparing import SIZE
from workbook.model.region import plan_for

WINDOW = QSize(1280, 800)
DAY = datetime.date(2026, 1, 5)
ATLANTA, NURSES = "12060", "29-1141"
PATIENCE_MS = 30_000
STILL, STILL_MS = 2, 80
"""A page stands still when so many pictures in a row, so long apart, are like the one before."""
START = "start"
NAMES = (START, *(name for name, *_ in PAGES))


def take_pages(folder: Path, theme: str, percent: int, names: tuple[str, ...] = NAMES) -> None:
    """Open Atlanta and save each page as FOLDER/NAME.png."""
    make_application()
    QApplication.setCursorFlashTime(0)
    home = Path(tempfile.mkdtemp())
    window, background = make_window(home, home)
    window.preferences.set(SEEN, True)
    window.theme.choose(theme)
    window.theme.choose_text(percent)
    window.resize(WINDOW)
    window.show()
    window.open()
    until(lambda: window.session.pack is not None)
    pack = window.session.pack
    assert pack is not None
    window.start.freshness.show_told(pack.sources(), DAY)
    if START in names:
        window.top_bar.search.setFocus()
        save(window, folder / f"{START}.png")
    window.session.change("Atlanta", plan_for(pack, ATLANTA, DAY))
    until(lambda: window.session.results is not None and not window.session.busy)
    window.session.select(NURSES)
    for name in names:
        if name != START:
            turn_to(window, name)
            save(window, folder / f"{name}.png")
    window.close()
    background.close()


def turn_to(window: MainWindow, name: str) -> None:
    """Show a page with its answer."""
    window.views.go(name)
    page = window.answers.pages.get(name)
    if page is not None:
        until(lambda: window.answers.is_answered(page))
    if name == "priorities":
        until(lambda: window.answers.spans.are_shown)


def save(window: MainWindow, path: Path) -> None:
    """Save the window, once it stands still, as a picture of the size that is compared."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    now, alike = QImage(), 0
    while alike < STILL and not deadline.hasExpired():
        before = now
        until(lambda: False, STILL_MS)
        now = window.grab().toImage()
        alike = alike + 1 if now == before else 0
    way = Qt.TransformationMode.SmoothTransformation
    small = now.scaled(SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, way)
    coarse(small).save(str(path), "PNG", 0)


def coarse(picture: QImage) -> QImage:
    """Return a picture with 32 shades of each colour: a third of the size as a file."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    shades = np.frombuffer(plain.constBits(), dtype=np.uint8) & 0xF8
    made = QImage(shades.tobytes(), plain.width(), plain.height(), plain.bytesPerLine(), plain.format())
    return made.copy()


def until(condition: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> None:
    """Let the window work until a condition holds, or for so long."""
    deadline = QDeadlineTimer(patience_ms)
    while not condition() and not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


if __name__ == "__main__":
    take_pages(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), tuple(sys.argv[4:]) or NAMES)
    # The children of the window end with it; nothing of Qt is taken apart one by one.
    from desktop.children import children, scribes

    children.close()
    scribes.close()
