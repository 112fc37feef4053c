"""Taking files in: looked at, asked about where needed, loaded beside the window, put on the desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from data.language import say
from desktop.background import Background
from desktop.dropped import twin_of
from desktop.messages import Message
from desktop.source_notes import SourceNotes
from workbook.desk import BOUNDARIES, Desk, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.intake.recipes import Recipe
    from desktop.dialogs.mapping import MappingDialog
    from desktop.recognising import Look
    from desktop.window import MainWindow

FILES = say(
    "Files with rows (*.csv *.tsv *.txt *.xlsx *.xlsm *.xlsb *.xls *.ods *.json *.jsonl "
    "*.parquet *.gz *.zip);;County boundaries (*.geojson *.json *.topojson *.shp *.zip);;All files (*)"
)
TELL_EVERY = 0.02


@dataclass(frozen=True)
class Wish:
    """One file to take in: of which kind when that is known, and in the place of which other."""

    path: Path
    kind: str | None = None
    instead: SourceFile | None = None
    alone: bool = False
    like: Recipe | None = None
    sheet: str = ""


class SourceCommands(QObject):
    """Takes files in one after the other; ``choose_files`` is the dialog that asks for them.

    Signals
    -------
    progressed : int, float
        Rows read so far and the share done (below 0 when nobody can tell).
    settled : ()
        No file is being read or asked about any more.
    """

    progressed = Signal(int, float)
    settled = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._cancel = threading.Event()
        self._wishes: list[Wish] = []
        self._current: Wish | None = None
        self._notes = SourceNotes(window)
        self.dialog: MappingDialog | None = None
        self.choose_files = QFileDialog.getOpenFileNames
        self.progressed.connect(self._show_progress)

    @property
    def running(self) -> bool:
        """Whether a file is being read or asked about."""
        return self._current is not None

    @property
    def recipe_folder(self) -> Path:
        """Where recipes are kept."""
        return self._window.folder / "recipes"

    # Wishes ------------------------------------------------------------------------------------------

    def ask(self, kind: str | None = None, instead: SourceFile | None = None) -> None:
        """Ask for files and take them in."""
        window = self._window
        folder = window.preferences.get("folder", "")
        names, _ = self.choose_files(window, say("Add files"), folder, FILES)
        if names:
            window.preferences.set("folder", str(Path(names[0]).parent))
            self.add([Wish(Path(name), kind, instead) for name in names])

    def add(self, wishes: Sequence[Wish]) -> None:
        """Take files in, one after the other."""
        window = self._window
        if window.session.plan is None or window.session.pack is None:
            names = ", ".join(one.path.name for one in wishes)
            trouble = (say("No region is chosen yet"), say("Choose a region, then drop the file again"))
            window.trouble(PlannerError(say("{names} was not loaded", names=names), *trouble), again=None)
            return
        window.banner.hide()
        self._wishes += wishes
        if self._current is None:
            self._notes.begin()
            self._next()

    def cancel(self) -> None:
        """Stop reading; what has not been read is left."""
        if self._current is not None and self.dialog is None:
            self._wishes.clear()
            self._cancel.set()

    def close(self) -> None:
        """End what runs, with the window."""
        self._wishes.clear()
        self._cancel.set()
        if self.dialog is not None:
            self.dialog.reject()
        self._background.close()

    # One file after the other ------------------------------------------------------------------------

    def _next(self) -> None:
        if not self._wishes:
            self._current = None
            self._window.status.rest()
            self._notes.say_them()
            self.settled.emit()
            return
        self._cancel = threading.Event()
        self._current = wish = self._wishes.pop(0)
        self._window.status.work(say("Looking at {name}", name=wish.path.name), None, can_cancel=True)
        self._background.run(
            partial(_look, wish, self.recipe_folder, self._cancel), self._looked, self._failed
        )

    def _looked(self, look: Look) -> None:
        if self._cancel.is_set():
            self._next()
        elif look.sure:
            sheet = "" if self._current is None else self._current.sheet
            source = look.source()
            self._load(replace(source, sheet=sheet) if sheet else source, look.by_recipe)
        else:
            self.ask_columns(look)

    def ask_columns(self, look: Look) -> None:
        """Open the mapping dialog for a file that is not recognised surely."""
        from desktop.dialogs.mapping import MappingDialog

        window = self._window
        window.status.rest()
        assert window.session.pack is not None
        self.dialog = dialog = MappingDialog(look, window.session.pack, window.theme, window)
        dialog.decided.connect(self._decided)
        dialog.rejected.connect(self._not_decided)
        dialog.open()

    def change_columns(self, file: SourceFile) -> None:
        """Open the mapping dialog for a file on the desk."""
        if self._current is None:
            self._current = Wish(Path(file.path), file.kind, file)
            self._cancel = threading.Event()
            self._background.run(partial(_look_again, file), self.ask_columns, self._failed)

    def _decided(self, file: SourceFile, recipe: Recipe | None) -> None:
        self._forget_dialog()
        if recipe is not None:
            self._remember(recipe)
        self._load(file, False)

    def _not_decided(self) -> None:
        self._forget_dialog()
        self._next()

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _remember(self, recipe: Recipe) -> None:
        from data.intake.recipes import save

        try:
            save(recipe, self.recipe_folder)
        except OSError as error:
            trouble = (
                error.strerror or say("The disk answered with an error"),
                say("Make room or allow writing there"),
            )
            said = PlannerError(
                say("The recipe could not be kept in {folder}", folder=self.recipe_folder), *trouble
            )
            self._window.trouble(said, again=None)

    def _load(self, file: SourceFile, by_recipe: bool) -> None:
        from desktop.reading import take_in

        session = self._window.session
        assert session.pack is not None
        (file,) = Desk((file.as_it_is(),)).placed_by(session.boundaries).files
        if session.loaded(file) is not None and file.key in {one.key for one in session.desk.files}:
            self._notes.tell(say("{name} stays in the plan as it was.", name=file.name))
            self._next()
            return
        self._window.status.work(say("Reading {name}", name=file.name), None, can_cancel=True)
        work = partial(take_in, file, session.pack, self._tell(), self._cancel)
        self._background.run(work, partial(self._loaded, file, by_recipe), self._failed)

    def _tell(self) -> Callable[[int, float | None], None]:
        """Return what the reading calls from its thread; only steps that show are passed on."""
        last = [-1.0]

        def told(rows: int, share: float | None) -> None:
            now = -1.0 if share is None else share
            if abs(now - last[0]) >= TELL_EVERY or (share is None and rows):
                last[0] = now
                self.progressed.emit(rows, now)

        return told

    def _show_progress(self, rows: int, share: float) -> None:
        if self._current is not None and self.dialog is None:
            said = say(
                "Reading {name}: {rows} rows" if rows else "Reading {name}",
                name=self._current.path.name,
                rows=f"{rows:,}",
            )
            self._window.status.work(said, share if share >= 0 else None, can_cancel=True)

    def _loaded(self, file: SourceFile, by_recipe: bool, loaded: Loaded) -> None:
        session, wish = self._window.session, self._current
        if wish is None or session.plan is None or self._cancel.is_set():
            self._next()
            return
        if file.kind == BOUNDARIES:
            self._window.counties.keep(file, loaded)
            self._notes.tell(say("{name} is kept on this computer for all plans.", name=file.name))
            self._next()
            return
        before = session.desk
        others = [one for one in before.of(file.kind) if one.path != file.path and one != wish.instead]
        further = () if wish.sheet or wish.instead else loaded.facts.get("alike", ())
        twin = None if wish.alone else twin_of(loaded, others, session.loaded)
        if twin is not None:
            self._notes.tell(
                say(
                    "{name} holds the same as {other} and was not added a second time.",
                    name=file.name,
                    other=twin.name,
                )
            )
            self._next()
            return
        session.keep(file, loaded)
        desk = before.only(file) if wish.alone else before.with_file(file, wish.instead)
        replaced = wish.instead and not wish.alone
        sentence = say("Replace by {name}" if replaced else "Load {name}", name=file.name)
        session.change(sentence, session.plan, desk)
        if further:
            wishes = [Wish(Path(file.path), file.kind, sheet=one) for one in further]
            self._notes.offer_sheets(file.name, further, partial(self.add, wishes))
        self._notes.tell_how(
            file,
            loaded,
            by_recipe=by_recipe,
            others=() if wish.alone else others,
            change_columns=partial(self.change_columns, file),
            keep_only=partial(self._keep_only, file),
        )
        self._next()

    def _keep_only(self, file: SourceFile) -> None:
        session = self._window.session
        session.change(say("Use only {name}", name=file.name), session.plan, session.desk.only(file))

    def _failed(self, error: BaseException) -> None:
        from data.intake.reading.progress import ReadingCancelledError

        if isinstance(error, ReadingCancelledError):
            name = self._current.path.name if self._current else ""
            self._window.banner.say(
                Message(say("{name} was not loaded: you stopped it.", name=name), "notice")
            )
        else:
            self._window.trouble(error, again=None)
        self._next()


def _look(wish: Wish, recipe_folder: Path, cancel: threading.Event) -> Look:
    from data.intake.recipes import saved
    from desktop.reading import look

    known = saved(recipe_folder)
    return look(wish.path, known if wish.like is None else (wish.like, *known), wish.kind, cancel)


def _look_again(file: SourceFile) -> Look:
    from desktop.reading import look
    from desktop.recognising import looked_again

    return looked_again(look(Path(file.path), (), file.kind), file)
