"""The bar at the top: region, local files, undo and redo, search, theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.actions import with_keys
from desktop.controls.region_field import RegionField
from desktop.look.drawing import icon
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from workbook.desk import POSTINGS, UNEMPLOYED, Desk

FILES = {"postings": say("Postings"), "unemployed": say("Unemployment")}
LONGEST_NAME, SHORT_NAME = 18, 8
"""Letters of a file's name that are shown, and in a narrow bar."""


class SearchField(QLineEdit):
    """Filters the table while one types; Escape empties it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty on Escape, go to the table on Enter or Down."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FileButton(QPushButton):
    """Shows a local file in use, or that there is none, with what can be done about it."""

    def __init__(self, kind: str, load: QAction, clear: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._shown: tuple[str | None, int] = (None, 0)
        self._longest = LONGEST_NAME
        menu = QMenu(self)
        menu.addActions([load, clear])
        self.setMenu(menu)
        self.show_file(None)

    def show_file(self, path: str | None, more: int = 0) -> None:
        """Show the name of a file and how many more there are, or none."""
        self._shown = (path, more)
        name = FILES[self._kind]
        if path is None:
            self.setText(say("{name}: none ▾", name=name))
            self.setToolTip(
                say("No {kind} file is loaded. Load one, or drop it on the window.", kind=name.lower())
            )
            self.setAccessibleName(say("{name} file: none", name=name))
            return
        file = Path(path).name
        short = file if len(file) <= self._longest else f"{file[: self._longest - 1]}…"
        others = f" +{more}" if more else ""
        self.setText(f"{name}: {short}{others} ▾")
        self.setToolTip(path)
        self.setAccessibleName(
            say(
                "{name} file: {file} and {more} more" if more else "{name} file: {file}",
                name=name,
                file=file,
                more=more,
            )
        )

    def be_short(self, short: bool) -> None:
        """Show fewer letters of the name, or as many as usual."""
        self._longest = SHORT_NAME if short else LONGEST_NAME
        self.show_file(*self._shown)


class TopBar(QFrame):
    """Lays out the bar; the window connects it."""

    def __init__(self, theme: Theme, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._theme = theme
        self._actions = actions
        self.region = RegionField(theme)
        keep(self.region, "setMinimumWidth", 320)
        self.postings = FileButton("postings", actions["open_postings"], actions["clear_postings"])
        self.unemployed = FileButton("unemployed", actions["open_unemployed"], actions["clear_unemployed"])
        self.undo = self._plain("undo", say("Undo"))
        self.redo = self._plain("redo", say("Redo"))
        self.search = SearchField()
        self.search.setPlaceholderText(say("Find (Ctrl+K)"))
        self.search.setAccessibleName(say("Find an occupation by title or code"))
        self.search.setClearButtonEnabled(True)
        keep(self.search, "setMinimumWidth", 170)
        keep(self.search, "setMaximumWidth", 260)
        for entry in (self.search, self.region.entry):
            entry.setAcceptDrops(False)  # A file dropped there is meant for the window.
        self.theme_button = QToolButton()
        self.theme_button.setProperty("role", "plain")
        self.theme_button.clicked.connect(theme.toggle)
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 7, 12, 7)
        column.setSpacing(6)
        for row in (self._first, self._second):
            row.setSpacing(8)
            column.addLayout(row)
        self._first.addWidget(self.region, 5)
        for widget in (self.postings, self.unemployed, self.undo, self.redo):
            self._first.addWidget(widget)
        self._first.addWidget(self.search, 3)
        self._first.addWidget(self.theme_button)
        self._files_below = False
        theme.changed.connect(self._redraw)
        self._redraw()

    def be_cramped(self, cramped: bool) -> None:
        """Put the files and the search into a row of their own where one row has no room for all."""
        if cramped == self._files_below:
            return
        self._files_below = cramped
        keep(self.search, "setMinimumWidth", 100 if cramped else 170)
        for button in (self.postings, self.unemployed):
            button.be_short(cramped)
        for place, (widget, stretch) in enumerate(
            ((self.postings, 0), (self.unemployed, 0), (self.search, 3))
        ):
            if cramped:
                self._second.addWidget(widget, stretch)
            else:
                self._first.insertWidget(1 + place + (2 if widget is self.search else 0), widget, stretch)

    def show_files(self, desk: Desk) -> None:
        """Show which postings and unemployment files are in use."""
        for button, kind in ((self.postings, POSTINGS), (self.unemployed, UNEMPLOYED)):
            files = desk.of(kind)
            button.show_file(files[0].path if files else None, max(0, len(files) - 1))

    def show_steps(self, undo_sentence: str, redo_sentence: str) -> None:
        """Say on the buttons what undo and redo would do."""
        for name, said, button, sentence in (
            ("undo", say("Undo"), self.undo, undo_sentence),
            ("redo", say("Redo"), self.redo, redo_sentence),
        ):
            button.setToolTip(with_keys(self._actions[name], f"{said}: {sentence}" if sentence else said))
            button.setAccessibleDescription(sentence)

    def _plain(self, name: str, said: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "plain")
        button.setAccessibleName(said)
        action = self._actions[name]
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        button.setEnabled(action.isEnabled())
        return button

    def _redraw(self) -> None:
        ink = self._theme.colour("ink")
        self.undo.setIcon(icon("undo", ink))
        self.redo.setIcon(icon("redo", ink))
        dark = self._theme.dark
        self.theme_button.setIcon(icon("sun" if dark else "moon", ink))
        said = say("Use the light theme") if dark else say("Use the dark theme")
        self.theme_button.setToolTip(said)
        self.theme_button.setAccessibleName(said)
        for place in self.search.actions():
            self.search.removeAction(place)
        found = icon("search", self._theme.colour("secondary"), 14)
        self.search.addAction(found, QLineEdit.ActionPosition.LeadingPosition)
