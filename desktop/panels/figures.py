"""The figures in the panel of an occupation: a line each, in groups; every occupation has the same lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.panels.facts import GROUPS, Fact


class FigureLine:
    """One line of the panel: its name, its figure and the mark of the figure."""

    def __init__(self, theme: Theme) -> None:
        self.name = label("", "quiet", wrap=True)
        keep(self.name, "setMinimumWidth", 110)
        self.figure = QLabel()
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.figure.setFont(theme.font())
        self.mark = label("", "small")
        keep(self.mark, "setFixedWidth", 11)

    def show_fact(self, fact: Fact) -> None:
        """Show another figure."""
        self.name.setText(fact.label)
        self.figure.setText(fact.figure)
        self.mark.setText(fact.mark)
        for one in (self.name, self.figure, self.mark):
            one.setToolTip(fact.in_words)
        self.figure.setAccessibleName(fact.in_words.split("\n")[0])


class Figures(QWidget):
    """The figures of an occupation in groups; every occupation has the same lines, made once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Figures of the occupation"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        self._lines: list[FigureLine] = []
        top, row = Qt.AlignmentFlag.AlignTop, 0
        for title, names in GROUPS:
            heading = label(title, "section")
            heading.setContentsMargins(0, 8 if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 3)
            row += 1
            for _ in names:
                line = FigureLine(theme)
                grid.addWidget(line.name, row, 0)
                grid.addWidget(line.figure, row, 1, top)
                grid.addWidget(line.mark, row, 2, top)
                self._lines.append(line)
                row += 1

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Fact]]]) -> None:
        """Show the figures of another occupation."""
        facts = (fact for _, of_group in groups for fact in of_group)
        for line, fact in zip(self._lines, facts, strict=True):
            line.show_fact(fact)
