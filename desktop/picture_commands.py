"""What can be done with a picture: copied, saved, and read as the table behind it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from data.language import say
from desktop.charts.canvas import Canvas
from desktop.charts.taking import copied_picture, save_picture

if TYPE_CHECKING:
    from desktop.window import MainWindow

KINDS = {"svg": say("Picture of lines (*.svg)"), "png": say("Picture of pixels (*.png)")}


class PictureCommands:
    """Copies and saves the pictures of the pages; ``choose_file`` is the dialog that asks where to."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.choose_file = QFileDialog.getSaveFileName

    def serve(self, canvas: Canvas) -> None:
        """Do what the menu of a picture asks for."""
        canvas.is_served = True
        canvas.copy_wanted.connect(partial(self.copy, canvas))
        canvas.save_wanted.connect(partial(self.ask, canvas))

    def copy(self, canvas: Canvas) -> None:
        """Put a picture on the clipboard."""
        QGuiApplication.clipboard().setMimeData(copied_picture(canvas))

    def ask(self, canvas: Canvas, ending: str) -> None:
        """Ask where a picture goes, then write it."""
        window = self._window
        folder = Path(str(window.preferences.get("export_folder", "")))
        suggestion = str(folder / f"{picture_name(canvas.name)}.{ending}")
        name, _ = self.choose_file(window, say("Save the picture"), suggestion, KINDS[ending])
        if not name:
            return
        path = Path(name)
        path = path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
        try:
            save_picture(canvas, path)
        except Exception as error:
            # Whatever stops the writing is told; the picture stays on the screen.
            window.trouble(error, again=None)
        else:
            window.preferences.set("export_folder", str(path.parent))
            window.status.rest(say("{name} is written", name=path.name))


def picture_name(name: str) -> str:
    """Return a file name for a picture: its words with hyphens.

    >>> picture_name("Flow from Origins over Gateways to Targets")
    'headway-flow-from-origins-over-gateways-to-targets'
    """
    return "headway-" + "-".join(re.findall(r"[a-z0-9]+", name.casefold()))
