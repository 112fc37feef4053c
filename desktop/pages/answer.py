"""A page that answers one of the planner's questions: the sentence, then its tables one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from data.language import say, say_count
from desktop.charts.answer_picture import AnswerPicture
from desktop.controls.labels import ElidedLabel
from desktop.controls.two_rows import TwoRows
from desktop.found import Filling
from desktop.look.theme import Theme
from desktop.page_area import PageStack
from desktop.pages.answer_table import TableOfAnswer
from desktop.pages.answer_words import IN_WORDS, WordsOfAnswer
from desktop.pages.frame import FoldablePicture, headline
from desktop.tables.figure_table import FigureTable

if TYPE_CHECKING:
    from workbook.model.answer import Answer
    from workbook.model.pictures.picture import Picture
    from workbook.model.questions import Question

PICTURE_ROOM, TABLE_ROOM = 4, 5
"""How picture and table share the height."""


class AnswerPage(QWidget):
    """The answer to one question.

    Signals
    -------
    occupation_chosen, menu_wanted
        As on the matrix page.
    meaning_wanted : str, str
        As of a table.
    """

    occupation_chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    meaning_wanted = Signal(str, str)

    def __init__(
        self,
        question: Question,
        theme: Theme,
        controls: QWidget | None = None,
        canvas: AnswerPicture[Any] | None = None,
    ) -> None:
        super().__init__()
        self.question = question
        self._theme = theme
        self._search = self._selected = ""
        self._tables: dict[str, TableOfAnswer] = {}
        self._fillings: dict[str, Filling] = {}
        self.setAccessibleName(question.title)
        self.headline: QLabel = headline()
        self.choice = QComboBox()
        self.choice.setAccessibleName(say("Table shown"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.count = ElidedLabel()
        self.count.setProperty("voice", "quiet")
        self.stack = PageStack()
        self.words: WordsOfAnswer | None = None
        self.canvas = canvas
        self.picture = None if canvas is None else FoldablePicture(canvas, theme)
        row = TwoRows()
        if controls is not None:
            row.first.addWidget(controls)
        row.second.addWidget(self.choice)
        row.second.addWidget(self.count, 1)
        self._buttons = QHBoxLayout()
        row.second.addLayout(self._buttons)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(10)
        page.addWidget(self.headline)
        self._add_picture(page)
        page.addWidget(row)
        page.addWidget(self.stack, TABLE_ROOM)
        self.choice.currentIndexChanged.connect(self._turn)
        self.show_waiting()

    def _add_picture(self, page: QVBoxLayout) -> None:
        """Put the picture between sentence and tables; it shows once there is one."""
        if self.picture is not None and self.canvas is not None:
            self.picture.hide()
            page.addWidget(self.picture, PICTURE_ROOM)
            self.canvas.occupation_chosen.connect(self.occupation_chosen)
            self.canvas.table_wanted.connect(self.to_table_behind)

    @property
    def shown(self) -> TableOfAnswer | None:
        """The table in view; None before the first answer."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, TableOfAnswer) else None

    @property
    def table(self) -> FigureTable | None:
        """The table in view, for copying and the keyboard."""
        return None if self.shown is None else self.shown.table

    def show_waiting(self) -> None:
        """Say that the answer is being worked out; an earlier one stays in view meanwhile, and says so."""
        if self._fillings:
            self.count.setText(say("Working out the answer to the plan as it is now…"))
        else:
            self.headline.setText(say("{question} Working it out…", question=self.question.asked))

    def show_trouble(self, sentence: str) -> None:
        """Say why there is no answer."""
        self.headline.setText(sentence)
        self._say_count()

    def show_answer(self, answer: Answer, tables: Sequence[Filling]) -> None:
        """Show another answer; the table in view, its sorting and the selection stay.

        Of the tables only the one in view is filled; the others once a person turns to them.
        """
        self.headline.setText(answer.sentence)
        self._fillings = {one.shown.label: one for one in tables}
        self._forget()
        self._show_words(answer.words)
        self._offer()
        self._turn(self.choice.currentIndex())

    def show_picture(self, picture: Picture | None) -> None:
        """Show the picture of an answer; none where there is nothing to draw."""
        if self.picture is not None and self.canvas is not None:
            self.canvas.show_picture(picture)
            self.canvas.select(self._selected)
            self.picture.setVisible(picture is not None)
            layout = self.layout()
            if layout is not None and self.table is not None and self.table.currentIndex().isValid():
                layout.activate()
                self.table.scrollTo(self.table.currentIndex())

    def to_table_behind(self) -> None:
        """Go on with the keyboard in the table that holds the figures of the picture."""
        if self.canvas is not None and self.canvas.picture is not None:
            self.choice.setCurrentIndex(max(0, self.choice.findData(self.canvas.picture.table)))
        if self.table is not None:
            self.table.setFocus()

    def select(self, soc: str) -> None:
        """Mark an occupation chosen elsewhere."""
        self._selected = soc
        if self.canvas is not None:
            self.canvas.select(soc)
        for one in self._tables.values():
            one.table.select(soc)

    def search(self, text: str) -> None:
        """Show only rows that hold every word of a text."""
        self._search = text
        for one in self._tables.values():
            one.search(text)
        self._say_count()

    def _forget(self) -> None:
        """Take away tables that the answer has no more, or whose columns are others."""
        for label_, made in list(self._tables.items()):
            now = self._fillings.get(label_)
            if now is None or made.filling is None or now.headings != made.filling.headings:
                self._buttons.removeWidget(made.columns)
                self.stack.removeWidget(made)
                del self._tables[label_]
                made.columns.deleteLater()
                made.deleteLater()

    def _offer(self) -> None:
        """Offer the tables of the answer, and its words; the one chosen stays chosen."""
        offered = [(say(label_), label_) for label_ in self._fillings]
        if self.words is not None:
            offered.append((IN_WORDS, IN_WORDS))
        if offered != [
            (self.choice.itemText(at), self.choice.itemData(at)) for at in range(self.choice.count())
        ]:
            turned_to = self.choice.currentData()
            self.choice.blockSignals(True)
            self.choice.clear()
            for text, label_ in offered:
                self.choice.addItem(text, label_)
            self.choice.setCurrentIndex(max(0, self.choice.findData(turned_to)))
            self.choice.blockSignals(False)
        self.choice.setVisible(self.choice.count() > 1)

    def _filled(self, label_: str) -> TableOfAnswer:
        """Return a table, made and filled now if it is not yet."""
        filling = self._fillings[label_]
        if label_ not in self._tables:
            self._add(filling)
        made = self._tables[label_]
        if made.filling is not filling:
            made.show_rows(filling)
            made.table.select(self._selected)
        return made

    def _add(self, filling: Filling) -> None:
        made = TableOfAnswer(filling, self._theme)
        made.search(self._search)
        made.occupation_chosen.connect(self.occupation_chosen)
        made.menu_wanted.connect(self.menu_wanted)
        made.table.meaning_wanted.connect(self.meaning_wanted)
        before: QWidget = list(self._tables.values())[-1].table if self._tables else self.choice
        self._tables[filling.shown.label] = made
        self.stack.addWidget(made)
        self._buttons.addWidget(made.columns)
        made.columns.hide()
        for one in (made.columns, made.table):
            QWidget.setTabOrder(before, one)
            before = one

    def _show_words(self, words: Sequence[str]) -> None:
        if words and self.words is None:
            self.words = WordsOfAnswer()
            self.stack.addWidget(self.words)
        if self.words is not None:
            self.words.show_words(words)

    def _turn(self, place: int) -> None:
        if place >= 0:
            label_ = self.choice.itemData(place)
            words = self.words if label_ == IN_WORDS else None
            self.stack.setCurrentWidget(words or self._filled(label_))
            for one in self._tables.values():
                one.columns.setVisible(one is self.shown)
        self._say_count()

    def _say_count(self) -> None:
        self.count.setText("")
        if self.shown is not None:
            rows, all_rows = self.shown.model.rowCount(), self.shown.all_rows
            many = say_count("{count} row", "{count} rows", all_rows, count=f"{all_rows:,}")
            some = say("{shown} of {rows}", shown=f"{rows:,}", rows=many)
            self.count.setText(many if rows == all_rows else some)
