"""The tour: a few words beside the parts of the window, one after the other, left at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep

if TYPE_CHECKING:
    from desktop.window import MainWindow

SEEN = "tour_seen"
"""Preference: whether the tour was taken or left."""

WIDTH, GAP, FRAME = 340, 12, 3


@dataclass(frozen=True)
class Step:
    """One stop: the part of the window it is about, found anew each time, and what is said."""

    title: str
    text: str
    part: Callable[[MainWindow], QWidget]


STEPS: tuple[Step, ...] = (
    Step(
        say("Your region"),
        say("One area or several. Type a name, a state or a code (Ctrl+R); everything is computed anew."),
        lambda window: window.top_bar.region,
    ),
    Step(
        say("Pages"),
        say("Each answers one question, from what is on your desk to what the board needs. They share one "
            "selection: an occupation chosen here is chosen everywhere."),
        lambda window: window.navigation,
    ),
    Step(
        say("The table"),
        say("One row for each occupation. The letter is its class; click a heading to sort, right-click it "
            "to read what it means. Ctrl+C copies rows for Excel."),
        lambda window: window.matrix.table,
    ),
    Step(
        say("The selected occupation"),
        say("Which tests it passed, what it pays, where its people come from and where they go."),
        lambda window: window.panel,
    ),
    Step(
        say("Your own files"),
        say("Drop postings, claims and wages anywhere on the window. Sources shows what was read, and what "
            "was set aside and why."),
        lambda window: window.navigation.buttons["sources"],
    ),
    Step(
        say("Export"),
        say("The board workbook, slides or data. The workbook is live: a board changes it in Excel, and you "
            "read it back. The line beside it says how old every figure is. F1 opens the help."),
        lambda window: window.status.export,
    ),
)  # fmt: skip


class Tour(QObject):
    """Shows one stop after the other; nothing else is blocked meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.place = -1
        self.ring = QWidget(window)
        self.ring.setObjectName("tourRing")
        self.ring.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.bubble = QFrame(window)
        self.bubble.setObjectName("tour")
        self.bubble.setAccessibleName(say("Tour"))
        keep(self.bubble, "setFixedWidth", WIDTH)
        self.title = label("", "heading", wrap=True)
        self.text = label("", wrap=True)
        self.where = label("", "quiet")
        self.skip = QPushButton(say("Skip"))
        self.back = QPushButton(say("Back"))
        self.next = QPushButton(say("Next"))
        self.next.setProperty("role", "primary")
        self.skip.clicked.connect(self.end)
        self.back.clicked.connect(lambda: self._go(self.place - 1))
        self.next.clicked.connect(lambda: self._go(self.place + 1))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.where, 1)
        for button in (self.skip, self.back, self.next):
            row.addWidget(button)
        column = QVBoxLayout(self.bubble)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addLayout(row)
        self.ring.hide()
        self.bubble.hide()

    @property
    def running(self) -> bool:
        """Whether a stop is shown."""
        return self.place >= 0

    def begin_once(self) -> None:
        """Begin for somebody who has not seen it, and who is where it begins."""
        on_matrix = self._window.stack.currentWidget() is self._window.matrix
        if on_matrix and not self._window.preferences.get(SEEN, False):
            self.begin(take_focus=False)

    def begin(self, *, take_focus: bool = True) -> None:
        """Begin at the first stop, on the matrix, with everything in view that is talked about."""
        self._window.views.go("matrix")
        if not self.running:
            self._window.installEventFilter(self)
            self.bubble.installEventFilter(self)
            self._window.stack.currentChanged.connect(self._page_turned)
        self._go(0)
        if take_focus:
            self.next.setFocus()

    def end(self) -> None:
        """Leave the tour; it does not come again by itself."""
        if self.running:
            self.place = -1
            self._window.stack.currentChanged.disconnect(self._page_turned)
            self._window.removeEventFilter(self)
            self.bubble.removeEventFilter(self)
            self.ring.hide()
            self.bubble.hide()
            self._window.preferences.set(SEEN, True)

    def _page_turned(self) -> None:
        """Leave: somebody who goes to a page of their own knows the way."""
        self.end()

    def _go(self, place: int) -> None:
        if place >= len(STEPS):
            self.end()
            return
        self.place = max(place, 0)
        step = STEPS[self.place]
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.bubble.setAccessibleDescription(f"{step.title}. {step.text}")
        self.where.setText(say("{place} of {count}", place=self.place + 1, count=len(STEPS)))
        self.back.setEnabled(self.place > 0)
        last = self.place == len(STEPS) - 1
        self.next.setText(say("Done") if last else say("Next"))
        self.skip.setVisible(not last)
        self._stand()

    def _stand(self) -> None:
        """Stand beside the part, on the side with room, and put a ring around it."""
        window, part = self._window, STEPS[self.place].part(self._window)
        if not part.isVisible():
            # A folded panel: the words stay, in the middle.
            self.ring.hide()
            box = QRect(window.rect().center(), window.rect().center())
        else:
            box = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
            self.ring.setGeometry(box.adjusted(-FRAME, -FRAME, FRAME, FRAME).intersected(window.rect()))
            self.ring.show()
            self.ring.raise_()
        self.bubble.show()
        self.bubble.setFixedHeight(self.bubble.layout().totalHeightForWidth(WIDTH))
        self.bubble.move(beside(box, self.bubble.size().width(), self.bubble.height(), window.rect()))
        self.bubble.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the window; Escape leaves."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._stand()
        elif (
            watched is self.bubble
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.end()
            return True
        return super().eventFilter(watched, event)


def beside(box: QRect, width: int, height: int, room: QRect) -> QPoint:
    """Return where to put something of a size: right of a box, left, below or above it, inside the room.

    A box that leaves no side free is covered at its lower right.
    """
    places = (
        QPoint(box.right() + GAP, box.top()),
        QPoint(box.left() - GAP - width, box.top()),
        QPoint(box.left(), box.bottom() + GAP),
        QPoint(box.right() - width, box.top() - GAP - height),
    )
    for place in places:
        inside = QPoint(place.x(), min(place.y(), room.bottom() - height - GAP))
        fits_across = room.left() <= inside.x() and inside.x() + width <= room.right()
        free = not QRect(inside.x(), inside.y(), width, height).intersects(box)
        if fits_across and free and inside.y() >= room.top():
            return inside
    return QPoint(box.right() - width - GAP, box.bottom() - height - GAP)
