"""How fresh the facts of the pack are, on the start page: a line each, old ones coloured."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from data.language import say, say_count
from desktop.controls.labels import label
from desktop.look.sizes import keep
from desktop.look.theme import Theme

if TYPE_CHECKING:
    from data.reference.pack import Source


class FreshnessList(QWidget):
    """Each source that dates: what it is, its edition, and how old that is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.told = False
        keep(self, "setMaximumWidth", 460)
        self.headline = label("", "quiet", wrap=True)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.headline)
        column.addWidget(self._rows)
        self.hide()

    def show_told(self, sources: Sequence[Source], today: datetime.date) -> None:
        """Say how old each source is on a day."""
        from workbook.model.freshness import FRESH, freshness, headline

        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        told = freshness(sources, today)
        self.told = bool(told)
        self.headline.setText(headline(told))
        for row, one in enumerate(told):
            age = say_count("{count} month old", "{count} months old", one.age_months, count=one.age_months)
            parts = (QLabel(one.name), QLabel(one.vintage), QLabel(age))
            for place, part in enumerate(parts):
                part.setProperty("voice", "small" if one.state == FRESH else f"small {one.state}")
                part.setToolTip(one.what_to_do or say("No newer edition can be expected yet."))
                self._grid.addWidget(part, row, place, Qt.AlignmentFlag.AlignLeft)
