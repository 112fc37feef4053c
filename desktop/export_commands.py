"""Asking for the workbook, and saying what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.messages import message_of

if TYPE_CHECKING:
    from desktop.window import MainWindow


class ExportCommands:
    """Starts the export, and follows it in the status strip; ``choose_file`` is the dialog that asks."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.choose_file = QFileDialog.getSaveFileName

    def connect(self) -> None:
        """Listen to the export and to the buttons of the strip."""
        export, status = self._window.export, self._window.status
        export.progressed.connect(lambda doing, share: status.work(doing, share, can_cancel=True))
        export.finished.connect(self._finished)
        export.cancelled.connect(self._cancelled)
        export.failed.connect(self._failed)
        status.export_wanted.connect(self.ask)
        status.cancel_wanted.connect(export.cancel)
        status.folder_wanted.connect(self.open_folder)

    def ask(self) -> None:
        """Ask where the workbook goes, then write it."""
        window = self._window
        plan = window.session.plan
        if plan is None or window.export.running:
            return
        folder = window.preferences.get("export_folder", "") or _documents()
        suggestion = str(Path(folder) / f"{file_name(plan.region_name)}.xlsx")
        kinds = "Excel workbook (*.xlsx)"
        name, _ = self.choose_file(window, "Export the workbook", suggestion, kinds)
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the workbook of the plan in a process of its own."""
        window = self._window
        assert window.session.plan is not None
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        window.preferences.set("export_folder", str(path.parent))
        window.banner.hide()
        window.status.work(f"Writing {path.name}", 0.0, can_cancel=True)
        window.status.export.setEnabled(False)
        window.export.start(window.session.plan, path, window.session.desk, window.session.months)

    def open_folder(self) -> None:
        """Show the folder of the workbook in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.export.path.parent)))

    def _finished(self, path: Path) -> None:
        self._rest(f"{path.name} is written", with_folder=True)

    def _cancelled(self) -> None:
        self._rest("The export was stopped; nothing was written")

    def _failed(self, error: BaseException) -> None:
        window = self._window
        self._rest()
        path = window.export.path
        window.banner.say(message_of(error, window.folder / "reports"), lambda: self.write(path))

    def _rest(self, said: str = "", *, with_folder: bool = False) -> None:
        self._window.status.rest(said, with_folder=with_folder)
        self._window.status.export.setEnabled(True)


def file_name(region_name: str) -> str:
    """Return a file name for a region: its letters and digits with single hyphens.

    >>> file_name("Atlanta-Sandy Springs-Roswell, GA")
    'headway-atlanta-sandy-springs-roswell'
    """
    kept = "".join(letter if letter.isalnum() else "-" for letter in region_name.split(",")[0])
    return "headway-" + "-".join(part for part in kept.split("-") if part).casefold()[:60]


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
