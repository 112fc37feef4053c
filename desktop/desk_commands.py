"""What is done with the files on the desk: taken away, written out, mended, and their titles coded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from data.language import say
from desktop.background import Background
from desktop.messages import Message, left_out_message
from desktop.source_commands import Wish
from desktop.title_list import open_titles
from workbook.desk import BOUNDARIES, POSTINGS, Desk, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.intake.recipes import Recipe
    from desktop.dialogs.title_review import TitleReviewDialog
    from desktop.window import MainWindow

EXCEL = say("Excel workbook (*.xlsx)")
CORRECTIONS = "corrections.csv"


class DeskCommands:
    """Commands of the Sources page; ``save_file`` and ``choose_file`` are the dialogs that ask for files."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._background = Background(window)
        self.review_dialog: TitleReviewDialog | None = None
        self._codings: set[str] = set()
        self._remembered: tuple[tuple[str, str], ...] = ()
        self.save_file = QFileDialog.getSaveFileName
        self.choose_file = QFileDialog.getOpenFileName

    def connect_page(self) -> None:
        """Listen to the page, once it is there."""
        window, page = self._window, self._window.sources
        page.add_wanted.connect(lambda kind: window.intake.ask(kind or None))
        page.review_wanted.connect(self.review)
        for card in page.cards.values():
            card.replace_wanted.connect(lambda file: window.intake.ask(file.kind, file))
            card.columns_wanted.connect(window.intake.change_columns)
            card.remove_wanted.connect(self.remove)
        page.findings.export_wanted.connect(self.export_rejects)
        page.findings.mended_wanted.connect(self.load_mended)
        window.session.plan_changed.connect(lambda _: self.show())
        window.session.files_read.connect(self.show)
        window.session.left_out.connect(self._left_out)
        self.show()

    def show(self) -> None:
        """Bring page and review up to date with the desk."""
        window = self._window
        if window.pages_open:
            session = window.session
            window.sources.show_desk(session.desk, session.loaded, session.elsewhere)
        if self.review_dialog is not None and self.review_dialog.isVisible():
            self._show_titles()

    def _left_out(self, reasons: Mapping[str, PlannerError]) -> None:
        if reasons:
            self._window.banner.say(left_out_message(reasons.values()))
        self.show()

    def close(self) -> None:
        """End what runs, with the window."""
        self._background.close()
        if self._window.pages_open:
            self._window.sources.findings.close_reading()

    # Files -------------------------------------------------------------------------------------------

    def remove(self, file: SourceFile) -> None:
        """Take a file out of the plan; boundaries lie on this computer and not in the plan."""
        if file.kind == BOUNDARIES:
            self._window.counties.forget()
            return
        session = self._window.session
        session.change(say("Take {name} out", name=file.name), session.plan, session.desk.without_file(file))

    def read_kept(self) -> None:
        """Read the files of an earlier day that no figure needs, so that their cards can tell of them."""
        from desktop.reading import take_in

        session = self._window.session
        for file in session.desk.files:
            if session.loaded(file) is None and Path(file.path).is_file() and not session.busy:
                self._background.run(
                    partial(take_in, file, session.pack), partial(session.keep, file), self._window.trouble
                )

    def export_rejects(self, file: SourceFile) -> None:
        """Write the rows of a file that were set aside as a workbook that can be mended and loaded."""
        from desktop.reading import write_rejects

        loaded = self._window.session.loaded(file)
        if loaded is None:
            return
        name = say("{stem} – set aside.xlsx", stem=Path(file.name).stem)
        path = self._ask_where(say("Export set-aside rows"), name)
        if path is not None:
            said = say("{count} rows are in {name}", count=f"{loaded.set_aside:,}", name=path.name)
            self._write(partial(write_rejects, loaded, path), said)

    def load_mended(self, file: SourceFile) -> None:
        """Ask for the mended rows; they count beside the file they come from."""
        loaded = self._window.session.loaded(file)
        name, _ = self.choose_file(self._window, say("Load the mended rows"), self._folder(), EXCEL)
        if name and loaded is not None:
            self._window.intake.add([Wish(Path(name), file.kind, like=_as_recipe(loaded))])

    def _ask_where(self, title: str, name: str) -> Path | None:
        given, _ = self.save_file(self._window, title, str(Path(self._folder()) / name), EXCEL)
        if not given:
            return None
        return Path(given) if given.lower().endswith(".xlsx") else Path(f"{given}.xlsx")

    def _folder(self) -> str:
        return str(self._window.preferences.get("folder", ""))

    def _write(self, work: Callable[[], Path], said: str) -> None:
        banner = self._window.banner
        self._background.run(
            work,
            lambda _: banner.say(Message(f"{said}.", "notice")),
            lambda error: self._window.trouble(error, again=None),
        )

    # Titles ------------------------------------------------------------------------------------------

    def review(self) -> None:
        """Open the review of titles beside the window."""
        window = self._window
        if window.session.pack is None:
            return
        if self.review_dialog is None:
            from desktop.dialogs.title_review import TitleReviewDialog

            occupations = window.session.pack.occupations()
            titles = dict(zip(occupations["soc"], occupations["title"], strict=True))
            self.review_dialog = dialog = TitleReviewDialog(titles, window.theme, window)
            dialog.coded.connect(self.code)
            dialog.withdrawn.connect(self.withdraw)
            dialog.undo_wanted.connect(self.undo_coding)
            dialog.sheet_wanted.connect(self.write_sheet)
            dialog.filled_wanted.connect(self.read_sheet)
            window.session.undo_stack.indexChanged.connect(lambda _: self.show())
        self.review_dialog.show()
        self._show_titles()
        self.review_dialog.raise_()
        self.review_dialog.table.setFocus()

    def _postings(self) -> list[Loaded]:
        session = self._window.session
        found = [session.loaded(file) for file in session.desk.of(POSTINGS)]
        return [one for one in found if one is not None]

    def _show_titles(self) -> None:
        session = self._window.session
        assert self.review_dialog is not None
        titles = open_titles(self._postings())
        self.review_dialog.show_titles(titles, session.desk, self._last_coding())

    def _last_coding(self) -> str:
        """Return the sentence of the last step if it coded titles; blank otherwise."""
        said = self._window.session.undo_stack.undoText()
        return said if said in self._codings else ""

    def undo_coding(self) -> None:
        """Take the last coding of titles back; other steps are left to the window."""
        if self._last_coding():
            self._window.session.undo()

    def code(self, given: list[tuple[str, str]]) -> None:
        """Give titles an occupation: one step of the plan."""
        session = self._window.session
        assert session.pack is not None
        title, soc = given[0]
        occupations = session.pack.occupations().set_index("soc")["title"]
        more = len(given) - 1
        sentence = say(
            "Code “{title}” and {count} like it as {occupation}"
            if more
            else "Code “{title}” as {occupation}",
            title=title,
            count=more,
            occupation=occupations.get(soc, soc),
        )
        self._code(sentence, session.desk.with_corrections(given))

    def _code(self, sentence: str, desk: Desk) -> None:
        """Take a step that codes titles, and know it again when it is to be undone."""
        self._codings.add(sentence)
        self._window.session.change(sentence, self._window.session.plan, desk)

    def withdraw(self, title: str) -> None:
        """Leave a title to the program again."""
        from workbook.loadedfiles import title_key

        session = self._window.session
        same = [one for one, _ in session.desk.corrections if title_key(one) == title_key(title)]
        desk = session.desk
        for one in same:
            desk = desk.without_correction(one)
        self._code(say("Leave “{title}” to the program", title=title), desk)

    def write_sheet(self) -> None:
        """Write the titles as a sheet that a colleague without the program can fill."""
        from desktop.children import scribes

        path = self._ask_where(say("Write the titles for a colleague"), say("titles to review.xlsx"))
        session = self._window.session
        if path is not None and session.pack is not None:
            work = partial(scribes.ask, partial(_write_sheet, self._postings(), session.pack, path))
            self._write(work, say("The titles are in {name}", name=path.name))

    def read_sheet(self) -> None:
        """Read a sheet that a colleague filled: one step of the plan."""
        session = self._window.session
        name, _ = self.choose_file(self._window, say("Read a filled sheet"), self._folder(), EXCEL)
        if name and session.pack is not None:
            from desktop.children import children
            from workbook.reading.review import read_review

            work = partial(children.ask, partial(read_review, Path(name), session.pack))
            refused = partial(self._window.trouble, again=None)
            self._background.run(work, self._sheet_read, refused)

    def _sheet_read(self, review: Any) -> None:
        session = self._window.session
        count = len(review.corrections)
        if count:
            said = say("Code {count} titles from {name}", count=f"{count:,}", name=review.name)
            self._code(said, session.desk.with_corrections(review.corrections))
        said = say(
            "{count} of {titles} titles of {name} were decided.",
            count=f"{count:,}",
            titles=f"{review.titles:,}",
            name=review.name,
        )
        self._window.banner.say(Message(said, "notice"), session.undo if count else None, say("Undo"))

    # From one day to the next ------------------------------------------------------------------------

    def remembered(self) -> tuple[tuple[str, str], ...]:
        """Return the titles coded by hand on earlier days, in this plan or another."""
        from data.intake.coding.corrections import CorrectionsError, read_corrections

        try:
            found = tuple(read_corrections(self._window.folder / CORRECTIONS))
        except (CorrectionsError, OSError) as error:
            trouble = PlannerError(
                say("The titles coded on earlier days were not read"),
                str(error),
                say("Mend or remove the file"),
            )
            self._window.trouble(trouble, again=None)
            return ()
        self._remembered = found
        return found

    def remember(self) -> None:
        """Write the titles coded by hand into the folder of the user's data, beside those of others."""
        from data.intake.coding.corrections import Corrections, CorrectionsError, read_corrections

        given = self._window.session.desk.corrections
        path = self._window.folder / CORRECTIONS
        if given == self._remembered:
            return
        try:
            beside = read_corrections(path)
        except CorrectionsError:
            beside = Corrections()
        for title, _ in set(self._remembered) - set(given):
            beside = beside.withdrawn(title)
        if given or path.exists():
            known = set(self._remembered)
            Corrections([*beside, *(one for one in given if one not in known)]).write(path)
        self._remembered = given


def _as_recipe(loaded: Loaded) -> Recipe:
    """Return the columns of a loaded file as a recipe, so that its mended rows are read alike."""
    from data.intake.recipes import Recipe

    columns, further = loaded.mapping.columns, loaded.mapping.otherwise
    headings = (*columns.values(), *(name for one in further.values() for name in one))
    notes = dict(loaded.mapping.notes)
    return Recipe(loaded.name, loaded.kind, headings, columns, notes, otherwise=further)


def _write_sheet(files: list[Loaded], pack: Any, path: Path) -> Path:
    import pandas as pd

    from workbook.writing.review import write_review

    titles = pd.DataFrame(
        [
            {
                "title": one.title,
                "rows": one.postings,
                "soc": next(iter(one.candidates), ""),
                "confidence": one.confidence,
                "alternatives": ";".join(one.candidates[1:]),
                "words": one.words,
            }
            for one in open_titles(files)
        ],
        columns=["title", "rows", "soc", "confidence", "alternatives", "words"],
    )
    occupations = pack.occupations()
    known = dict(zip(occupations["soc"], occupations["title"], strict=True))
    return write_review(titles, known, path, subject=", ".join(one.name for one in files))
