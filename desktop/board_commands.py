"""A board workbook that comes back: asked for or dropped, read beside the window, taken as one step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog

from data.language import say
from desktop.background import Background
from desktop.messages import Message, message_of
from workbook.desk import Desk
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from desktop.dialogs.board_changes import BoardChangesDialog
    from desktop.window import MainWindow
    from workbook.plan import Plan
    from workbook.reading.board import BoardReading

EXCEL = say("Excel workbook (*.xlsx *.xlsm);;All files (*)")
WORKBOOKS = (".xlsx", ".xlsm")


class BoardCommands(QObject):
    """Reads board workbooks back; ``choose_file`` is the dialog that asks for one.

    Signals
    -------
    progressed : str, float
        What is being done, and the share done.
    """

    progressed = Signal(str, float)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self.choose_file = QFileDialog.getOpenFileName
        self.dialog: BoardChangesDialog | None = None
        self.progressed.connect(lambda doing, share: window.status.work(doing, share))

    @property
    def running(self) -> bool:
        """Whether dropped workbooks are sorted out, or one is being read."""
        return self._background.busy

    def ask(self) -> None:
        """Ask for a workbook and read it."""
        window = self._window
        folder = window.preferences.get("export_folder", "")
        name, _ = self.choose_file(window, say("Open a workbook that a board edited"), folder, EXCEL)
        if name:
            self.read(Path(name))

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Read the board workbooks among files that were dropped; the others are taken as they are."""
        if any(path.suffix.casefold() in WORKBOOKS for path in paths):
            work = partial(_sorted_out, tuple(paths))
            self._background.run(work, self._sorted_out, partial(self._window.trouble, again=None))
        else:
            self._sorted_out(((), tuple(paths)))

    def _sorted_out(self, found: tuple[tuple[Path, ...], tuple[Path, ...]]) -> None:
        boards, others = found
        if others:
            self._window.commands.take_dropped(list(others))
        if boards:
            self.read(boards[0])
        if len(boards) > 1:
            rest = ", ".join(path.name for path in boards[1:])
            said = say("One workbook is read at a time: drop {rest} again afterwards.", rest=rest)
            self._window.banner.say(Message(said, "notice"))

    def read(self, path: Path, as_new: bool = False) -> None:
        """Read a workbook beside the window; without a plan it becomes one of its own."""
        window = self._window
        pack, plan = window.session.pack, window.session.plan
        if pack is None:
            trouble = (
                say("The reference pack is still being opened"),
                say("Wait a moment, then open it again"),
            )
            window.trouble(PlannerError(say("{name} was not opened", name=path.name), *trouble), again=None)
            return
        window.banner.hide()
        window.status.work(say("Reading {name}", name=path.name))
        against = None if as_new else plan
        self._background.run(
            partial(_read, path, against, pack, self.progressed.emit),
            partial(self._arrived, against),
            partial(self._failed, path),
        )

    def _arrived(self, against: Plan | None, reading: BoardReading) -> None:
        from desktop.dialogs.board_changes import BoardChangesDialog

        window = self._window
        window.status.rest()
        if against is not None and against != window.session.plan:
            self.read(reading.path)
            return
        window.preferences.set("export_folder", str(reading.path.parent))
        self.close_dialog()
        self.dialog = dialog = BoardChangesDialog(
            reading, window.theme, as_new=against is None, parent=window
        )
        dialog.accepted.connect(partial(self._take, dialog, against is None))
        dialog.rejected.connect(self.close_dialog)
        dialog.open()

    def _take(self, dialog: BoardChangesDialog, as_new: bool) -> None:
        from workbook.reading.differences import sentence, taken

        session, reading = self._window.session, dialog.reading
        accepted = dialog.accepted_changes()
        self.close_dialog()
        try:
            plan = taken(reading.plan, accepted)
        except PlannerError as error:
            self._window.trouble(error, again=None)
            return
        if as_new:
            desk = Desk(corrections=session.desk.corrections)
            session.change(
                say("Open {region} from {name}", region=plan.region_name, name=reading.name), plan, desk
            )
            return
        said = sentence(len(accepted), reading.name)
        session.change(said, plan)
        self._window.banner.say(Message(f"{said}.", "notice"), session.undo, say("Undo"))

    def _failed(self, path: Path, error: BaseException) -> None:
        from workbook.reading.board import OtherRegionError

        window = self._window
        window.status.rest()
        if isinstance(error, OtherRegionError):
            said = message_of(error, window.folder / "reports")
            window.banner.say(said, lambda: self.read(path, as_new=True), say("Take as a new plan"))
        else:
            window.trouble(error, again=None)

    def close_dialog(self) -> None:
        """Forget the list of changes."""
        if self.dialog is not None:
            self.dialog.hide()
            self.dialog.deleteLater()
            self.dialog = None

    def close(self) -> None:
        """End what runs, with the window."""
        self.close_dialog()
        self._background.close()


def local_files(dropped: QMimeData) -> list[Path]:
    """Return the files of this computer among what was dropped."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]


def _sorted_out(paths: tuple[Path, ...]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    from workbook.reading.boardfile import looks_like_board

    boards = tuple(path for path in paths if looks_like_board(path))
    return boards, tuple(path for path in paths if path not in boards)


def _read(path: Path, plan: Plan | None, pack: Pack, tell: object) -> BoardReading:
    from workbook.reading.board import read_board

    assert callable(tell)
    return read_board(path, plan, pack, tell)
