"""The page of employers: workbooks are made for them, and filled ones read back and compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from data.language import say
from desktop.background import Background
from desktop.export_commands import file_name
from desktop.navigation import EMPLOYERS
from workbook.model.questions import Question

if TYPE_CHECKING:
    from desktop.employer_files import Form
    from desktop.window import MainWindow
    from workbook.model.answer import Answer
    from workbook.model.pictures.picture import Picture
    from workbook.model.results import Results

KINDS = say("Excel workbooks (*.xlsx *.xlsm);;All files (*)")


class EmployerBar(QWidget):
    """The buttons of the page, and whether employers are shown one by one or added up."""

    def __init__(self) -> None:
        super().__init__()
        self.make = _button(
            say("Make a workbook…"), say("Write the workbook in which an employer counts people")
        )
        self.read = _button(say("Read files…"), say("Read workbooks that employers filled in"))
        self.folder = _button(
            say("Read folder…"), say("Read every filled workbook of a folder; files can be dropped too")
        )
        self.pooled = QCheckBox(say("All together"))
        self.pooled.setToolTip(
            say("Add the employers up, without names; small counts and those of few employers are withheld")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.make, self.read, self.folder, self.pooled):
            row.addWidget(widget)


def _button(text: str, tip: str) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(text.removesuffix("…"))
    made.setToolTip(tip)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class EmployerCommands(QObject):
    """What the page does; ``choose_*`` are the dialogs that ask for files.

    Signals
    -------
    changed : str
        Other files are to be read, or they are to be shown otherwise: the page of this name is out of date.
    made : Path
        A workbook for an employer is written.
    """

    changed = Signal(str)
    made = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._paths: tuple[Path, ...] = ()
        self._pooled = False
        self._picture: Picture | None = None
        self.choose_place = QFileDialog.getSaveFileName
        self.choose_files = QFileDialog.getOpenFileNames
        self.choose_folder = QFileDialog.getExistingDirectory
        self.bar = EmployerBar()
        self.bar.make.clicked.connect(self.ask)
        self.bar.read.clicked.connect(self.ask_files)
        self.bar.folder.clicked.connect(self.ask_folder)
        self.bar.pooled.toggled.connect(self.pool)
        asked = say("At which stage of hiring do people drop out?")
        self.question = Question(EMPLOYERS, say("Employers"), asked, self.answer, self.picture)

    # Reading -----------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Ask for filled workbooks and read them."""
        folder = self._window.preferences.get("employer_folder", "")
        names, _ = self.choose_files(self._window, say("Read filled workbooks"), folder, KINDS)
        self.read([Path(name) for name in names])

    def ask_folder(self) -> None:
        """Ask for a folder of filled workbooks and read it."""
        folder = self._window.preferences.get("employer_folder", "")
        name = self.choose_folder(self._window, say("Read a folder of filled workbooks"), folder)
        self.read([Path(name)] if name else [])

    def read(self, paths: Sequence[Path]) -> None:
        """Read workbooks in the place of those read before."""
        if paths:
            first = paths[0]
            self._window.preferences.set("employer_folder", str(first if first.is_dir() else first.parent))
            self._paths = tuple(paths)
            self.changed.emit(EMPLOYERS)
            self._window.views.go(EMPLOYERS)

    def pool(self, pooled: bool) -> None:
        """Show the employers one by one, or added up without names."""
        self._pooled = pooled
        if self._paths:
            self.changed.emit(EMPLOYERS)

    def answer(self, results: Results) -> Answer:
        """Read the files and return what they say; called beside the window's thread."""
        from workbook.reading.funneltables import no_answer

        self._picture = None
        if not self._paths:
            return no_answer()
        from desktop.employer_files import read_employers

        found, self._picture = read_employers(self._paths, results.parameters, pooled=self._pooled)
        return found

    def picture(self, _results: Results) -> Picture | None:
        """Return the picture of the answer before."""
        return self._picture

    # Dropped files -----------------------------------------------------------------------------------

    def serve(self, page: QWidget) -> None:
        """Take files that are dropped on the page."""
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files and folders dropped on the page; anything else goes its way."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            if isinstance(event, QDragEnterEvent) or event.type() == QEvent.Type.Drop:
                event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
                self.read([Path(url.toLocalFile()) for url in urls])
            return True
        return super().eventFilter(watched, event)

    # Making ------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for whom a workbook is made and where it goes, then write it."""
        from desktop.dialogs.employer import EmployerDialog

        window, results = self._window, self._window.session.results
        if results is None:
            return
        titles = [str(title) for title in results.frame["title"]]
        socs = [str(soc) for soc in results.frame["soc"]]
        selected = window.session.selection
        chosen = socs.index(selected) if selected in socs else -1
        dialog = EmployerDialog(titles, chosen, results.region.name, window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.ask_place(dialog.form())
        dialog.deleteLater()

    def ask_place(self, form: Form) -> None:
        """Ask where the workbook goes, then write it."""
        window = self._window
        folder = Path(str(window.preferences.get("employer_folder", "")))
        suggestion = str(folder / f"{file_name(f'hiring funnel {form.employer}')}.xlsx")
        name, _ = self.choose_place(
            window, say("Workbook for an employer"), suggestion, say("Excel workbook (*.xlsx)")
        )
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")
            self.write(form, path)

    def write(self, form: Form, path: Path) -> None:
        """Write the workbook beside the window."""
        from desktop.employer_files import write_form

        window, session = self._window, self._window.session
        assert session.pack is not None
        assert session.plan is not None
        window.preferences.set("employer_folder", str(path.parent))
        window.status.work(say("Writing {name}", name=path.name))
        self._background.run(
            partial(write_form, session.pack, session.plan, session.desk, form, path),
            self._written,
            self._not_written,
        )

    def close(self) -> None:
        """Wait for the workbook under way."""
        self._background.close()

    def _written(self, path: Path) -> None:
        self._window.status.rest(say("{name} is written", name=path.name))
        self.made.emit(path)

    def _not_written(self, error: BaseException) -> None:
        self._window.status.rest()
        self._window.trouble(error, again=None)
