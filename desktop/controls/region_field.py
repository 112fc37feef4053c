"""The region: chosen areas as tokens, and a field that finds areas while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from data.language import say
from desktop.controls.labels import ElidedLabel
from desktop.look.drawing import icon
from desktop.look.sizes import keep, px
from desktop.look.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QCompleter

    from desktop.controls.suggestions import Suggestion, SuggestionModel


def short_title(title: str) -> str:
    """Return the first city of a metropolitan area with its state; other titles as they are.

    >>> short_title("Atlanta-Sandy Springs-Roswell, GA"), short_title("Georgia")
    ('Atlanta, GA', 'Georgia')
    """
    cities, comma, states = title.rpartition(",")
    return f"{cities.split('-')[0]}, {states.strip().split('-')[0]}" if comma else title


class _Entry(QLineEdit):
    """The typing part: Enter takes an area, Backspace in an empty field removes the last token."""

    taken = Signal()
    emptied = Signal()
    focus_changed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See to Enter, Down and Backspace."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the frame to light up."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the frame."""
        super().focusOutEvent(event)
        self.focus_changed.emit()


class RegionField(QFrame):
    """Tokens of the chosen areas and a field beside them.

    With a region chosen, another choice takes its place; after “Add area” the next choice joins it.

    Signals
    -------
    areas_chosen : list of str, bool
        Codes of the areas of the region now wanted, and whether the old areas were kept.
    """

    areas_chosen = Signal(list, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("regionField")
        self._theme = theme
        self._find: Callable[[str], Sequence[Suggestion]] = lambda text: ()
        self._chosen: tuple[tuple[str, str], ...] = ()
        self._adding = False
        self.entry = _Entry()
        self.entry.setAccessibleName(say("Region: type a name, a state or a code"))
        keep(self.entry, "setMinimumWidth", 112)
        self.entry.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.entry)
        self._tokens = QHBoxLayout()
        self._tokens.setSpacing(4)
        self.add_button = QToolButton()
        self.add_button.setProperty("role", "plain")
        self.add_button.setAccessibleName(say("Add an area to the region"))
        self.add_button.setToolTip(say("Add an area to the region"))
        self.add_button.setAutoRaise(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 1, 4, 1)
        layout.setSpacing(4)
        layout.addLayout(self._tokens)
        layout.addWidget(self.entry, 1)
        layout.addWidget(self.add_button)
        self.entry.textEdited.connect(self._typed)
        self.entry.taken.connect(self._take_best)
        self.entry.emptied.connect(self._remove_last)
        self.entry.focus_changed.connect(self.update)
        self.add_button.clicked.connect(self._start_adding)
        theme.changed.connect(self._redraw)
        self._redraw()

    @cached_property
    def model(self) -> SuggestionModel:
        """The areas found, made when one begins to type."""
        from desktop.controls.suggestions import SuggestionModel

        return SuggestionModel(self)

    @cached_property
    def _completer(self) -> QCompleter:
        from desktop.controls.suggestions import completer_below

        completer = completer_below(self.entry, self.model, self)
        completer.activated[QModelIndex].connect(
            lambda index: self._take(self.model.suggestions[index.row()])
        )
        return completer

    @property
    def popup(self) -> QAbstractItemView:
        """The list of areas found."""
        return self._completer.popup()

    def set_finder(self, find: Callable[[str], Sequence[Suggestion]]) -> None:
        """Say how areas are found; text typed before is looked up now."""
        self._find = find
        if self.entry.text() and self.entry.hasFocus():
            self._typed(self.entry.text())

    def show_region(self, areas: Sequence[tuple[str, str]]) -> None:
        """Show the chosen areas: pairs of code and title."""
        self._chosen = tuple(areas)
        self._adding = False
        self.entry.clear()
        self._redraw()

    def start_typing(self) -> None:
        """Put the cursor into the field."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def _typed(self, text: str) -> None:
        self.model.offer(self._find(text) if text.strip() else ())
        if self.model.suggestions:
            self._completer.complete(QRect(-self.entry.x(), 0, max(380, self.width()), self.entry.height()))
        else:
            self._completer.popup().hide()

    def _take_best(self) -> None:
        if self.model.suggestions and self.entry.text().strip():
            marked = self.popup.currentIndex().row() if self.popup.isVisible() else 0
            self._take(self.model.suggestions[max(0, marked)])

    def _take(self, suggestion: Suggestion) -> None:
        self._completer.popup().hide()
        kept = [area for area, _ in self._chosen] if self._adding else []
        keeping = self._adding
        self.entry.clear()
        self.model.offer(())
        if suggestion.area not in kept:
            self.areas_chosen.emit([*kept, suggestion.area], keeping)

    def _start_adding(self) -> None:
        self._adding = True
        self._redraw()
        self.start_typing()

    def _remove_last(self) -> None:
        if self._adding:
            self._adding = False
            self._redraw()
        elif len(self._chosen) > 1:
            self._remove(self._chosen[-1][0])

    def _remove(self, area: str) -> None:
        self.areas_chosen.emit([code for code, _ in self._chosen if code != area], True)

    def _redraw(self) -> None:
        while (item := self._tokens.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for area, title in self._chosen:
            self._tokens.addWidget(self._token(area, title))
        self.add_button.setIcon(icon("plus", self._theme.colour("secondary"), 16))
        self.add_button.setVisible(bool(self._chosen))
        if self._adding:
            self.entry.setPlaceholderText(say("Add an area…"))
        elif self._chosen:
            self.entry.setPlaceholderText(say("Change region…"))
        else:
            self.entry.setPlaceholderText(say("Choose a region: a name, a state or a code"))

    def _token(self, area: str, title: str) -> QFrame:
        token = QFrame()
        token.setProperty("role", "token")
        row = QHBoxLayout(token)
        row.setContentsMargins(8, 1, 2 if len(self._chosen) > 1 else 8, 1)
        row.setSpacing(2)
        name = ElidedLabel(title if len(self._chosen) == 1 else short_title(title))
        name.explanation = title
        name.setMaximumWidth(px(max(96, 320 // len(self._chosen))))
        row.addWidget(name)
        if len(self._chosen) > 1:
            remove = QToolButton()
            remove.setIcon(icon("close", self._theme.colour("secondary"), 12))
            remove.setAccessibleName(say("Remove {area} from the region", area=title))
            remove.setToolTip(say("Remove {area}", area=title))
            remove.clicked.connect(lambda: self._remove(area))
            row.addWidget(remove)
        return token

    def changeEvent(self, event: QEvent) -> None:
        """Follow changes of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
