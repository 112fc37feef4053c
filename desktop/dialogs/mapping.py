"""Which column of a file tells what: chosen by hand, with what would come of it shown at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from data.intake.kinds import kinds
from data.intake.recognising import columns_of, samples_of
from data.language import in_sentence, say
from desktop.background import Background
from desktop.dialogs.mapping_form import MappingForm
from desktop.dialogs.mapping_outcome import outcome_of, where_words
from desktop.look.theme import Theme
from desktop.reading import sample
from desktop.recognising import Look, proposed
from workbook.desk import LOADING, SourceFile
from workbook.deskfiles import with_headings

if TYPE_CHECKING:
    from data.intake.mapping import Mapping
    from data.intake.recipes import Recipe
    from data.reference.pack import Pack

PREVIEW_AFTER_MS = 250
GRID_ROWS = 40
NO_KIND = say("Choose…")


class MappingDialog(MappingForm):
    """Kind, sheet, headings and columns of a file that was not recognised surely.

    Signals
    -------
    decided : SourceFile, Recipe or None
        The file as it is to be read, and the recipe to remember when that is wished.
    """

    decided = Signal(object, object)

    def __init__(self, look: Look, pack: Pack, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(look, theme, parent)
        self._look, self._pack = look, pack
        self._background = Background(self)
        self._asked = 0
        self._header = look.header
        self.mapping: Mapping | None = look.mapping
        self._sheet = look.sheet or look.previews[0].sheet
        self._preview = look.preview(self._sheet)
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self._try)
        self._connect()
        self._fill_choices()
        self._show_grid()
        self._show_mapping()

    def _connect(self) -> None:
        self.kinds.activated.connect(lambda _: self._choose_kind())
        self.sheets.activated.connect(lambda place: self.choose_sheet(self.sheets.itemText(place)))
        self.grid.row_chosen.connect(lambda _: self._name_row())
        self.use_row.clicked.connect(self.use_chosen_row)
        self.lines.chosen.connect(self.choose_column)
        self.notes.said.connect(self._note)
        self.remember.toggled.connect(self.recipe_name.setEnabled)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _fill_choices(self) -> None:
        if self.mapping is None:
            self.kinds.addItem(NO_KIND, "")
        for name in LOADING:
            self.kinds.addItem(say(kinds()[name].label), name)
        self.kinds.setCurrentIndex(0 if self.mapping is None else self.kinds.findData(self.mapping.kind))
        self.sheets.addItems([one.sheet for one in self._look.previews])
        self.sheets.setCurrentText(self._sheet)

    # Choices -----------------------------------------------------------------------------------------

    def choose_kind(self, kind: str) -> None:
        """Take the file for another kind."""
        self.kinds.setCurrentIndex(self.kinds.findData(kind))
        self._choose_kind()

    def _choose_kind(self) -> None:
        kind = str(self.kinds.currentData())
        self.mapping = proposed(kind, self._preview) if kind else None
        self._show_mapping()

    def choose_sheet(self, sheet: str) -> None:
        """Take another sheet."""
        self.sheets.setCurrentText(sheet)
        self._sheet, self._header = sheet, ()
        self._preview = self._look.preview(sheet)
        self._show_grid()
        self._choose_kind()

    def use_chosen_row(self) -> None:
        """Take the chosen row of the preview as the headings."""
        row = self.grid.currentIndex().row()
        if row < 0:
            return
        line = self._preview.lines[row]
        self._header = (line, line)
        self._preview = with_headings(self._look.preview(self._sheet), line)
        self._show_grid()
        self.grid.select(row)
        self._choose_kind()

    def choose_column(self, field: str, column: str | None) -> None:
        """Choose the column that tells a field."""
        if self.mapping is not None:
            self.mapping = self.mapping.with_column(field, column)
            self._show_mapping()

    def _note(self, name: str, value: str) -> None:
        if self.mapping is not None and self.mapping.notes.get(name, "") != value:
            self.mapping = self.mapping.with_note(name, value)
            self._show_mapping()

    # What is shown -----------------------------------------------------------------------------------

    def _show_grid(self) -> None:
        preview, guess = self._preview, self._preview.guess
        heads = range(guess.first_row or 0, (guess.last_row or 0) + 1)
        rows = preview.cells[:GRID_ROWS]
        width = max(map(len, rows), default=0)
        marked = [place for place, line in enumerate(preview.lines[:GRID_ROWS]) if line in heads]
        letters = [f"{place + 1}" for place in range(width)]
        names = [str(line) for line in preview.lines[:GRID_ROWS]]
        self.grid.texts.show(letters, rows, marked_rows=marked, row_names=names)
        self.grid.fit(200)
        self.where.setText(where_words(guess))
        self._name_row()

    def _name_row(self) -> None:
        row = self.grid.currentIndex().row()
        self.use_row.setEnabled(row >= 0)
        said = say(
            "Use row {row} as headings" if row >= 0 else "Use this row as headings",
            row=self._preview.lines[row] if row >= 0 else "",
        )
        self.use_row.setText(said)

    def _show_mapping(self, ambiguous: str = "") -> None:
        mapping = self.mapping
        for part in (self.question, self.lines, self.notes, self.outcome_frame):
            part.setVisible(mapping is not None)
        if mapping is None:
            self._say(say("Choose what the file is about."), ready=False)
            return
        columns, samples = columns_of(self._preview), samples_of(self._preview)
        self.lines.show_mapping(mapping, [one.name for one in columns], samples)
        self.notes.show_mapping(mapping, ambiguous)
        missing = mapping.missing()
        if missing:
            fields = kinds()[mapping.kind].fields
            named = "; ".join(
                say(" or ").join(in_sentence(say(fields[name].label)) for name in part.split(" or "))
                for part in missing
            )
            self._say(say("Still needed: a column for {named}.", named=named), ready=False)
            return
        self.told.setText(say("Reading the first rows…"))
        self._timer.start()

    def _say(self, text: str, *, ready: bool) -> None:
        self.told.setText(text)
        self.load.setEnabled(ready)
        if not ready:
            self.outcome.texts.show((), ())

    def _try(self) -> None:
        if self.mapping is None or self.mapping.missing():
            return
        self._asked += 1
        asked = self._asked
        work = partial(sample, self.mapping, self._preview, self._pack)
        self._background.run(
            work, lambda loaded: self._tried(asked, loaded), lambda error: self._tried(asked, error)
        )

    def _tried(self, asked: int, answer: object) -> None:
        if asked != self._asked or self.mapping is None or self.mapping.missing():
            return
        told = outcome_of(answer)
        self.told.setText(told.text)
        self.load.setEnabled(told.usable)
        self.outcome.texts.show(told.headings, told.rows, right=told.right)
        self.outcome.fit(220)
        self.notes.show_mapping(self.mapping, told.ambiguous)

    # The end -----------------------------------------------------------------------------------------

    def source(self) -> SourceFile:
        """Return the file as it is to be read."""
        assert self.mapping is not None
        kind = self.mapping.kind
        return SourceFile(
            kind,
            str(self._look.path),
            self.mapping,
            self._sheet,
            self._header,
            say(kinds()[kind].label),
            say("You chose its columns"),
        )

    def recipe(self) -> Recipe | None:
        """Return the recipe to remember, None when that is not wished."""
        if not self.remember.isChecked() or self.mapping is None:
            return None
        from data.intake.recipes import recipe_of

        name = self.recipe_name.text().strip() or self._look.path.stem
        row = self._header[0] if self._header else 0
        return recipe_of(name, self.mapping, columns_of(self._preview), self._sheet, row)

    def accept(self) -> None:
        """Hand the file over and close."""
        if self.load.isEnabled():
            self.decided.emit(self.source(), self.recipe())
            self._end()
            super().accept()

    def reject(self) -> None:
        """Close without loading."""
        self._end()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End what runs beside the dialog."""
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self._timer.stop()
        self._asked += 1
        self._background.close()
