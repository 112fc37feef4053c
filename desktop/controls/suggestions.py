"""The areas that a typed text may mean, and the list of them below the field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from data.language import say

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
KINDS = {
    "national": say("country"),
    "state": say("state"),
    "metro": say("metro"),
    "nonmetro": say("nonmetropolitan"),
}
MOST_SHOWN = 12


@dataclass(frozen=True)
class Suggestion:
    """An area that may be meant."""

    area: str
    title: str
    code: str
    kind: str

    @property
    def text(self) -> str:
        """The area as the list shows it."""
        code = "" if self.kind == "national" else f" {self.code}"
        return f"{self.title}  ·  {KINDS.get(self.kind, self.kind)}{code}"


class SuggestionModel(QAbstractListModel):
    """The areas offered, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.suggestions: tuple[Suggestion, ...] = ()

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Offer other areas."""
        self.beginResetModel()
        self.suggestions = tuple(suggestions)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return how many areas are offered."""
        return 0 if parent.isValid() else len(self.suggestions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return an area as text."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.suggestions[index.row()].text
        return None


def completer_below(entry: QLineEdit, model: SuggestionModel, parent: QObject) -> QCompleter:
    """Return the list of the areas of a model below the field that is typed into."""
    popup = QListView()
    popup.setObjectName("suggestions")
    popup.setAccessibleName(say("Areas found"))
    popup.setUniformItemSizes(True)
    completer = QCompleter(model, parent)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setPopup(popup)
    completer.setMaxVisibleItems(MOST_SHOWN)
    completer.setWidget(entry)
    return completer
