"""Go to: type a few letters, and get to an action, a page or an occupation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep

SHOWN = 11
MOVING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True)
class Entry:
    """One thing to go to: its text, what stands quietly beside it (a key, a code), and what happens."""

    text: str
    beside: str
    run: Callable[[], object]


def found(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """Return the entries that have every typed word, those that begin with what is typed first.

    Examples
    --------
    >>> here = [Entry("Show Findings", "", list), Entry("Find occupation", "", list), Entry("Quit", "", list)]
    >>> [entry.text for entry in found(here, "find")]
    ['Find occupation', 'Show Findings']
    """
    words = typed.casefold().split()

    def order(entry: Entry) -> tuple[bool, bool]:
        text = entry.text.casefold()
        return (not text.startswith(" ".join(words)), not all(f" {word}" in f" {text}" for word in words))

    matching = [
        one for one in entries if all(word in f"{one.text} {one.beside}".casefold() for word in words)
    ]
    return sorted(matching, key=order)


class GoToDialog(QDialog):
    """A field and a list; Enter does what is chosen, Escape leaves everything as it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Go to"))
        keep(self, "resize", 560, 420)
        self._entries: Sequence[Entry] = ()
        self._shown: list[Entry] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Action, page or occupation"))
        self.field.setAccessibleName(say("Go to an action, page or occupation"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(say("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(lambda _: self.run_chosen())
        self.list.itemClicked.connect(lambda _: self.run_chosen())
        self.none = label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.none)

    def offer(self, entries: Sequence[Entry]) -> None:
        """Offer these entries, with nothing typed yet."""
        self._entries = entries
        self.field.clear()
        self._show("")
        self.field.setFocus()

    def run_chosen(self) -> None:
        """Close, then do what is chosen."""
        place = self.list.currentRow()
        if 0 <= place < len(self._shown):
            self.accept()
            self._shown[place].run()

    def _show(self, typed: str) -> None:
        everything = found(self._entries, typed)
        self._shown = everything[:SHOWN]
        self.list.clear()
        for entry in self._shown:
            item = QListWidgetItem(f"{entry.text}    {entry.beside}" if entry.beside else entry.text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.text}, {entry.beside}".rstrip(", "))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        more = len(everything) - len(self._shown)
        if not everything:
            self.none.setText(say("Nothing is called “{typed}”. Fewer letters find more.", typed=typed))
        else:
            self.none.setText(
                say("{more} more: type on to narrow them down.", more=f"{more:,}") if more else ""
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list and Enter choose, while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in MOVING:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run_chosen()
                return True
        return super().eventFilter(watched, event)
