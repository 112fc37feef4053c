"""A table of an answer, in its frame, or the reason why it has no rows."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.found import Filling
from desktop.look.sizes import px
from desktop.look.theme import Theme
from desktop.pages.frame import framed
from desktop.tables.cells import MARK_WIDTH, PAD, fitting_width
from desktop.tables.columns_button import ColumnsButton
from desktop.tables.content import Array, Content
from desktop.tables.figure_table import FigureTable
from desktop.tables.frame_model import FrameModel

WIDEST_WORDS = 260
COMPARED = "compared"
"""Table of the dictionary whose columns stand side by side to be compared."""


class TableOfAnswer(QWidget):
    """One table of an answer, or the reason why it has no rows.

    Signals
    -------
    occupation_chosen, menu_wanted
        As on the matrix page.
    """

    occupation_chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, filling: Filling, theme: Theme) -> None:
        super().__init__()
        shown, content = filling.shown, filling.content
        self._theme = theme
        self._content = content
        self._search = ""
        self.filling: Filling | None = None
        self.model = FrameModel(content.columns, _bars(content), self)
        place = self.model.column_of(shown.wide)
        self.table = FigureTable(
            self.model, theme, frozen=place + 1 if place < 3 else 0, name=say(shown.label), wide=shown.wide
        )
        self.columns = ColumnsButton(self.table)
        self.lacking = label("", "quiet", wrap=True)
        self.lacking.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._frame = framed(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.lacking)
        column.addWidget(self._frame, 1)
        self.table.occupation_chosen.connect(self.occupation_chosen)
        self.table.menu_wanted.connect(self.menu_wanted)

    @property
    def all_rows(self) -> int:
        """Rows of the table, those that the search hides too."""
        return len(self._content.keys)

    def show_rows(self, filling: Filling) -> None:
        """Show other rows; sorting stays."""
        shown, content = filling.shown, filling.content
        first = self.model.content is None or not len(self.model.content.keys)
        self.filling, self._content = filling, content
        self.lacking.setText(shown.lacking or say("There is nothing to show here for this region."))
        self.lacking.setVisible(not len(content.keys))
        self._frame.setVisible(bool(len(content.keys)))
        self.columns.setEnabled(bool(len(content.keys)))
        self.model.set_content(content, self._mask())
        if first:
            self._fit(filling)

    def search(self, text: str) -> None:
        """Show only rows that hold every word of a text."""
        self._search = text
        self.model.set_mask(self._mask())

    def _mask(self) -> Array:
        words = self._search.casefold().split()
        mask = np.ones(len(self._content.keys), dtype=bool)
        if words:
            texts = [self._content.values[c.name] for c in self._content.columns if c.type == "text"]
            lines = [" ".join(map(str, line)).casefold() for line in zip(*texts, strict=True)]
            mask = np.array([all(word in line for word in words) for line in lines], dtype=bool)
        return mask

    def _fit(self, filling: Filling) -> None:
        """Make columns as wide as their first rows need; those of words within bounds."""
        content = filling.content
        self.table.show_columns(filling.shown.first or [column.name for column in content.columns])
        metrics = QFontMetrics(self._theme.font())
        for place, column in enumerate(content.columns):
            if column.name in filling.samples:
                texts = filling.samples[column.name]
                needed = max(map(metrics.horizontalAdvance, texts), default=0) + px(2 * PAD + MARK_WIDTH)
                most = px(WIDEST_WORDS) if column.type == "text" else needed
                self.table.set_width(place, max(fitting_width(column, self._theme), min(most, needed)))


def _bars(content: Content) -> frozenset[str]:
    """Return the columns of counts of people, which bars compare at a glance.

    Bars of two columns have two scales: where columns are compared with each other there are none.
    """
    if any(column.table == COMPARED for column in content.columns):
        return frozenset()
    units = ("persons", "persons per year", "openings per year")
    return frozenset(c.name for c in content.columns if c.type == "number" and c.unit in units)
