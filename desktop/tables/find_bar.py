"""Finding a text in a table or list that has no filter of its own: Ctrl+F, Enter for the next one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QLineEdit, QListView, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import px

WIDTH, MARGIN = 300, 4


class FindBar(QFrame):
    """A field over the upper right corner of a view; hidden until it is asked for.

    The rows that hold every word typed are walked through in their order, round and round. Escape closes it
    and leaves the keyboard in the row found.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._lines: list[str] = []
        self.setObjectName("findBar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Find in this table"))
        self.field.setAccessibleName(say("Find in this table"))
        self.count = label("", "quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.count)
        self.field.textEdited.connect(lambda _: self.step(0))
        self.field.installEventFilter(self)
        view.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the field and read what the rows say now."""
        model, root = self._view.model(), self._view.rootIndex()
        columns = range(1 if isinstance(self._view, QListView) else model.columnCount(root))
        self._lines = [
            " ".join(str(model.index(row, column, root).data() or "") for column in columns).casefold()
            for row in range(model.rowCount(root))
        ]
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.step(0)

    def found(self) -> list[int]:
        """Return the rows that hold every word typed; none while nothing is typed."""
        words = self.field.text().casefold().split()
        return [row for row, line in enumerate(self._lines) if words and all(one in line for one in words)]

    def step(self, by: int) -> None:
        """Go to the next row found (1), the one before (−1), or the first from here on (0)."""
        rows, now = self.found(), self._view.currentIndex().row()
        if not rows:
            self.count.setText(say("none") if self.field.text().strip() else "")
            return
        if by < 0:
            place = max((n for n, row in enumerate(rows) if row < now), default=len(rows) - 1)
        else:
            place = next((n for n, row in enumerate(rows) if row >= now + by), 0)
        self.count.setText(say("{place} of {count}", place=place + 1, count=len(rows)))
        index = self._view.model().index(rows[place], 0, self._view.rootIndex())
        flags = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._view.scrollTo(index)

    def close_bar(self) -> None:
        """Hide the field and go on in the view."""
        self.hide()
        self._view.setFocus()

    def _place(self) -> None:
        width = min(px(WIDTH), self._view.width() - 2 * MARGIN)
        left = self._view.width() - width - MARGIN
        self.setGeometry(left, MARGIN, width, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open on Ctrl+F in the view; walk on Enter and F3, and close on Escape, in the field."""
        if event.type() == QEvent.Type.Resize and watched is self._view and self.isVisible():
            self._place()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self._view and event.matches(QKeySequence.StandardKey.Find):
                self.open()
                return True
            if watched is self.field and self._walked(event):
                return True
        return super().eventFilter(watched, event)

    def _walked(self, event: QKeyEvent) -> bool:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step(-1 if back else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            return False
        return True


def find_bar_in(widget: QWidget | None) -> FindBar | None:
    """Return the find bar of a view; of any other widget the first one that can be seen in it."""
    if widget is None:
        return None
    bars = widget.findChildren(FindBar)
    return next((one for one in bars if one.parentWidget().isVisible()), None)
