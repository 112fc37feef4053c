"""Where the keyboard is on a page, and what Enter does in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from desktop.pages.answer import AnswerPage
    from desktop.pages.matrix import MatrixPage
    from desktop.pages.priorities import PrioritiesPage

    Page = MatrixPage | PrioritiesPage | AnswerPage


class Centre(QWidget):
    """Everything below the menus: Enter presses the button that the keyboard is in, as the space bar does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button; what comes here no control had a use for."""
        button = self.window().focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        )
        if entered and isinstance(button, QPushButton | QToolButton) and not event.isAutoRepeat():
            button.click()
        else:
            super().keyPressEvent(event)


def take_keyboard(page: Page, *, choose: bool) -> None:
    """Go on with the keyboard in the table of a page; the page keeps it until its answer is there.

    ``choose`` makes the first row current when none is yet.
    """
    table = page.table
    if table is None:
        page.setFocus()
        return
    table.setFocus()
    if choose and not table.currentIndex().isValid() and table.model().rowCount():
        table.selectRow(0)


def hand_on_keyboard(page: Page | None) -> None:
    """Let the keyboard go from a page that waited for its answer to the table, or to its first control."""
    table = None if page is None else page.table
    if page is None or table is None or not page.hasFocus():
        return
    tab = Qt.FocusPolicy.TabFocus
    control: QWidget = table if table.isVisible() else page.nextInFocusChain()
    while control is not page and not (control.isVisible() and control.focusPolicy() & tab):
        control = control.nextInFocusChain()
    control.setFocus()
