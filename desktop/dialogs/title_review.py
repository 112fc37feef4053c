"""Titles that leave their occupation open: the candidates, what decided, and a choice by a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from data.language import say, say_count
from desktop.controls.labels import label
from desktop.look.sizes import keep, px
from desktop.look.theme import Theme
from desktop.pages.frame import framed
from desktop.tables.text_table import TextTable
from desktop.title_list import OpenTitle, lead_words, like

if TYPE_CHECKING:
    from workbook.desk import Desk

HEADINGS = (say("Title"), say("Postings"), say("Occupation"), say("Sure"), say("Words that decided"))
MOST_CANDIDATES = 4
NO_CODE = say("– open –")
SIDE_WIDTH = 340


class TitleReviewDialog(QDialog):
    """A table of titles with their candidates; every choice is a step of the plan that can be undone.

    Up and Down go through the titles, 1 to 4 choose a candidate, Enter goes to the next open title.

    Signals
    -------
    coded : list of (str, str)
        Titles and the occupation (SOC) that a person gave them.
    withdrawn : str
        A title is left to the program again.
    undo_wanted : ()
        The last choice is to be taken back.
    sheet_wanted, filled_wanted : ()
        The titles are to be written for a colleague, or the filled sheet read back.
    """

    coded = Signal(list)
    withdrawn = Signal(str)
    undo_wanted = Signal()
    sheet_wanted = Signal()
    filled_wanted = Signal()

    def __init__(self, occupations: Mapping[str, str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._occupations = occupations
        self.titles: list[OpenTitle] = []
        self._given: dict[str, str] = {}
        self.setWindowTitle(say("Review of titles"))
        keep(self, "setMinimumSize", 860, 480)
        keep(self, "resize", 1120, 680)
        self._make_parts(theme)
        self._lay_out()
        self._connect()

    # Laying out --------------------------------------------------------------------------------------

    def _make_parts(self, theme: Theme) -> None:
        self.lead = label("", "heading", wrap=True)
        self.keys = label(
            say(
                "Up and Down: titles · 1 to 4: choose a candidate · Enter: next open title · L: also "
                "for titles like it · Ctrl+Z: undo"
            ),
            "small",
            wrap=True,
        )
        self.table = TextTable(theme, say("Titles that leave the occupation open"))
        self.name = label("", "section", wrap=True)
        self.facts = label("", "quiet", wrap=True)
        self.candidates = [QPushButton() for _ in range(MOST_CANDIDATES)]
        for number, button in enumerate(self.candidates, start=1):
            button.setAccessibleName(say("Candidate {number}", number=number))
        self.other = QComboBox()
        self.other.setEditable(True)
        self.other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.other.setAccessibleName(say("Another occupation"))
        self.other.addItem("")
        for soc, title in sorted(self._occupations.items(), key=lambda one: one[1]):
            self.other.addItem(f"{title} ({soc})", soc)
        completer = self.other.completer()
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.lineEdit().setPlaceholderText(say("Type its name or code"))
        self.other.lineEdit().setAccessibleName(say("Name or code of another occupation"))
        self.also = QCheckBox()
        self.also.setAccessibleName(say("Apply to all titles like it"))
        self.leave = QPushButton(say("Leave it to the program again"))
        self.leave.setProperty("role", "link")
        self.leave.setAccessibleName(say("Leave the title to the program again"))
        self.undo = QPushButton(say("Undo"))
        self.undo.setAccessibleName(say("Undo the last choice"))
        self.sheet = QPushButton(say("Write a sheet for a colleague…"))
        self.sheet.setAccessibleName(say("Write the titles as an Excel sheet for a colleague"))
        self.filled = QPushButton(say("Read a filled sheet…"))
        self.filled.setAccessibleName(say("Read a sheet that a colleague filled"))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.lead)
        layout.addWidget(self.keys)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(framed(self.table), 1)
        side = QWidget()
        keep(side, "setFixedWidth", SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        for button in self.candidates:
            button.setProperty("role", "choice")
            column.addWidget(button)
        column.addWidget(label(say("Another occupation"), "small"))
        column.addWidget(self.other)
        column.addSpacing(4)
        column.addWidget(self.also)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        across.addWidget(side)
        layout.addLayout(across, 1)
        bottom = QHBoxLayout()
        for button in (self.undo, self.sheet, self.filled):
            bottom.addWidget(button)
        bottom.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        bottom.addWidget(buttons)
        layout.addLayout(bottom)
        for button in (*self.candidates, self.leave, self.undo, self.sheet, self.filled):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.table.row_chosen.connect(lambda _: self._show_one())
        for place, button in enumerate(self.candidates):
            button.clicked.connect(lambda _=False, number=place: self.choose(number))
        self.other.activated.connect(self._other_chosen)
        self.leave.clicked.connect(self._leave)
        self.undo.clicked.connect(self.undo_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.filled.clicked.connect(self.filled_wanted)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.activated.connect(self.undo_wanted)
        self.table.installEventFilter(self)

    # What is shown -----------------------------------------------------------------------------------

    def show_titles(self, titles: Sequence[OpenTitle], desk: Desk, undo_sentence: str) -> None:
        """Show the titles, with what a person said of them; the current one stays."""
        from workbook.loadedfiles import title_key

        row = self.table.currentIndex().row()
        same = [one.title for one in titles] == [one.title for one in self.titles]
        self.titles = list(titles)
        given = {title_key(title): soc for title, soc in desk.corrections}
        self._given = {
            one.title: given[title_key(one.title)] for one in titles if title_key(one.title) in given
        }
        rows = [self._row(one) for one in self.titles]
        done = [place for place, one in enumerate(self.titles) if one.title in self._given]
        self.table.texts.show(HEADINGS, rows, right=(1, 3))
        self.table.fit(215)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.lead.setText(lead_words(len(self.titles), len(done), self._open_postings()))
        self.undo.setEnabled(bool(undo_sentence))
        self.undo.setToolTip(
            say("Undo: {undo_sentence}", undo_sentence=undo_sentence)
            if undo_sentence
            else say("Nothing to undo")
        )
        if self.titles:
            self.table.select(row if same and row >= 0 else 0)
        self._show_one()

    def _row(self, one: OpenTitle) -> list[str]:
        soc = self._given.get(one.title)
        likeliest = f"{self._occupations.get(one.candidates[0], '')}?" if one.candidates else NO_CODE
        named = f"✓ {self._occupations.get(soc, soc)}" if soc else likeliest
        sure = say("by you") if soc else f"{one.confidence * 100:.0f} %"
        return [one.title, f"{one.postings:,}", named, sure, one.words]

    def _open_postings(self) -> int:
        return sum(one.postings for one in self.titles if one.title not in self._given)

    def _title(self, soc: str) -> str:
        return f"{soc} {self._occupations.get(soc, say('Unknown occupation'))}"

    def current(self) -> OpenTitle | None:
        """Return the title looked at."""
        row = self.table.currentIndex().row()
        return self.titles[row] if 0 <= row < len(self.titles) else None

    def _show_one(self) -> None:
        one = self.current()
        for part in (self.other, self.also, self.leave, *self.candidates):
            part.setVisible(one is not None)
        if one is None:
            self.name.setText(say("No title leaves its occupation open."))
            self.facts.setText(say("Titles that do are listed here as soon as postings are loaded."))
            return
        self.name.setText(one.title)
        decided = (
            say("decided by “{words}”", words=one.words) if one.words else say("no known title is like it")
        )
        count = say_count("{count} posting", "{count} postings", one.postings, count=f"{one.postings:,}")
        self.facts.setText(f"{count} · {decided}")
        given = self._given.get(one.title)
        for place, button in enumerate(self.candidates):
            self._show_candidate(button, place, one, given)
        self.other.setCurrentIndex(0)
        alike = self.alike(one)
        self.also.setVisible(bool(alike))
        self.also.setText(
            say_count(
                "Also for {count} title like it (L)",
                "Also for {count} titles like it (L)",
                len(alike),
                count=len(alike),
            )
        )
        self.also.setToolTip(", ".join(other.title for other in alike[:12]))
        self.leave.setVisible(given is not None)

    def _show_candidate(self, button: QPushButton, place: int, one: OpenTitle, given: str | None) -> None:
        button.setVisible(place < len(one.candidates))
        if place < len(one.candidates):
            soc = one.candidates[place]
            chosen = "✓ " if soc == given else ""
            fitted = button.fontMetrics().elidedText(
                f"{place + 1}   {chosen}{self._title(soc)}", Qt.TextElideMode.ElideRight, px(SIDE_WIDTH) - 32
            )
            button.setText(fitted)
            button.setToolTip(self._title(soc))
            button.setAccessibleName(
                say("Candidate {number}: {title}", number=place + 1, title=self._title(soc))
            )

    def alike(self, one: OpenTitle) -> list[OpenTitle]:
        """Return the titles like one that nobody coded yet."""
        return [other for other in like(one, self.titles) if other.title not in self._given]

    # Choices -----------------------------------------------------------------------------------------

    def choose(self, place: int) -> None:
        """Give the current title one of its candidates."""
        one = self.current()
        if one is not None and place < len(one.candidates):
            self._code(one, one.candidates[place])

    def _other_chosen(self, place: int) -> None:
        one, soc = self.current(), self.other.itemData(place)
        if one is not None and soc:
            self._code(one, str(soc))
            self.table.setFocus()

    def _code(self, one: OpenTitle, soc: str) -> None:
        others = self.alike(one) if self.also.isChecked() else []
        self.also.setChecked(False)
        self.coded.emit([(other.title, soc) for other in (one, *others)])

    def _leave(self) -> None:
        one = self.current()
        if one is not None:
            self.withdrawn.emit(one.title)

    def next_open(self) -> None:
        """Go to the next title that nobody coded."""
        row = self.table.currentIndex().row()
        order = [*range(row + 1, len(self.titles)), *range(row + 1)]
        place = next((one for one in order if self.titles[one].title not in self._given), None)
        if place is not None:
            self.table.select(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by a key while the keyboard is in the table."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._pressed(event):
            return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key, one = event.key(), self.current()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or one is None:
            return False
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_4:
            self.choose(int(key) - int(Qt.Key.Key_1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_open()
        elif key == Qt.Key.Key_L and self.also.isVisible():
            self.also.toggle()
        else:
            return False
        return True
