"""Asking for the plan in some form, or for coach pages, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from data.language import say
from desktop.export_wishes import ExportChoice, Pages
from desktop.messages import message_of

if TYPE_CHECKING:
    from desktop.exporting import Export
    from desktop.window import MainWindow

ENDINGS = {"workbook": ".xlsx", "deck": ".pptx", "package": ""}
KINDS = {"workbook": say("Excel workbook (*.xlsx)"), "deck": say("PowerPoint slides (*.pptx)")}
TITLES = {"workbook": say("Export the workbook"), "deck": say("Export the slides")}
FOLDER = say("Choose a folder for the data package")
PAGE_KINDS = say("PDF (*.pdf);;Excel workbook (*.xlsx)")


class ExportCommands:
    """Starts the export, and follows it in the status strip.

    ``choose_what``, ``choose_file`` and ``choose_folder`` are the dialogs that ask; the first gives None when
    nothing is wanted.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.choose_what: Callable[[], ExportChoice | None] = self._ask_what
        self.choose_file = QFileDialog.getSaveFileName
        self.choose_folder = QFileDialog.getExistingDirectory
        self._choice = ExportChoice()
        self._wanted: Pages | ExportChoice = self._choice

    def connect(self) -> None:
        """Listen to the buttons of the strip."""
        status = self._window.status
        status.export_wanted.connect(self.ask)
        status.folder_wanted.connect(self.open_folder)
        self.show_paper()

    def follow(self, export: Export) -> None:
        """Show in the strip how an export goes on."""
        status = self._window.status
        export.progressed.connect(lambda doing, share: status.work(doing, share, can_cancel=True))
        export.finished.connect(self._finished)
        export.cancelled.connect(self._cancelled)
        export.failed.connect(self._failed)
        status.cancel_wanted.connect(export.cancel)

    def ask(self) -> None:
        """Ask what is wanted and where it goes, then write it."""
        window = self._window
        plan = window.session.plan
        if plan is None or window.export.running:
            return
        choice = self.choose_what()
        if choice is None:
            return
        self._choice = choice
        folder = window.preferences.get("export_folder", "") or _documents()
        if choice.form == "package":
            name = self.choose_folder(window, FOLDER, folder)
        else:
            suggestion = str(Path(folder) / f"{file_name(plan.region_name)}{ENDINGS[choice.form]}")
            name, _ = self.choose_file(window, TITLES[choice.form], suggestion, KINDS[choice.form])
        if name:
            self.write(Path(name), choice)

    def _ask_what(self) -> ExportChoice | None:
        from desktop.dialogs.export import ExportDialog

        plan = self._window.session.plan
        assert plan is not None
        dialog = ExportDialog(self._choice, plan.parameters["suppression_min_people"], self._window)
        return dialog.choice() if dialog.exec() else None

    def ask_page(self, soc: str = "") -> None:
        """Ask where the page of one occupation goes, by default of the one selected, then write it."""
        session = self._window.session
        soc = soc or session.selection
        results = session.results
        if results is not None and soc:
            title = str(results.matrix.set_index("soc")["title"].get(soc, soc))
            self._ask_pages(say("Page for a coach"), file_name(title), (soc,))

    def ask_all_pages(self) -> None:
        """Ask where the pages of all Origins go, then write them."""
        plan = self._window.session.plan
        if plan is not None:
            self._ask_pages(say("Coach pages for all Origins"), f"{file_name(plan.region_name)}-coach", ())

    def _ask_pages(self, title: str, suggested: str, socs: tuple[str, ...]) -> None:
        window = self._window
        if window.export.running:
            return
        folder = window.preferences.get("export_folder", "") or _documents()
        name, chosen = self.choose_file(window, title, str(Path(folder) / f"{suggested}.pdf"), PAGE_KINDS)
        if name:
            path = Path(name)
            if path.suffix.lower() not in (".pdf", ".xlsx"):
                path = path.with_name(path.name + (".xlsx" if "xlsx" in chosen else ".pdf"))
            self.write(path, Pages(socs, self.paper))

    @property
    def paper(self) -> str:
        """The paper that pages are set on: ``letter`` or ``a4``."""
        return "a4" if self._window.preferences.get("paper", "letter") == "a4" else "letter"

    def choose_paper(self, paper: str) -> None:
        """Set pages on another paper from now on."""
        self._window.preferences.set("paper", paper)
        self.show_paper()

    def show_paper(self) -> None:
        """Tick the paper in use."""
        for paper in ("letter", "a4"):
            self._window.actions_by_name[f"paper_{paper}"].setChecked(paper == self.paper)

    def write(self, path: Path, wanted: Pages | ExportChoice | None = None) -> None:
        """Write the plan, by default its workbook, or coach pages, in a process of its own."""
        window = self._window
        assert window.session.plan is not None
        self._wanted = wanted = wanted or ExportChoice()
        ending = ENDINGS[wanted.form] if isinstance(wanted, ExportChoice) else path.suffix
        if path.suffix.lower() != ending.lower() and ending:
            path = path.with_name(path.name + ending)
        window.preferences.set("export_folder", str(path.parent if ending else path))
        window.banner.hide()
        window.status.work(say("Writing {name}", name=path.name), 0.0, can_cancel=True)
        window.status.export.setEnabled(False)
        window.export.start(window.session.plan, path, window.session.desk, window.session.months, wanted)

    def open_folder(self) -> None:
        """Show the folder of what was written in the system's file manager."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        path = self._window.export.path
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path if path.is_dir() else path.parent)))

    def _finished(self, path: Path) -> None:
        shared = isinstance(self._wanted, ExportChoice) and self._wanted.shared
        said = say(
            "{name} is written, small counts withheld" if shared else "{name} is written", name=path.name
        )
        self._rest(said, with_folder=True)

    def _cancelled(self) -> None:
        self._rest(say("The export was stopped; nothing was written"))

    def _failed(self, error: BaseException) -> None:
        window = self._window
        self._rest()
        path, wanted = window.export.path, self._wanted
        window.banner.say(message_of(error, window.folder / "reports"), lambda: self.write(path, wanted))

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
