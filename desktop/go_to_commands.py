"""What one can go to: every action that can be taken now, recent plans, every occupation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from data.language import say
from desktop.dialogs.go_to import Entry, GoToDialog

if TYPE_CHECKING:
    from desktop.window import MainWindow


class GoToCommands:
    """Opens the dialog over the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: GoToDialog | None = None

    def open(self) -> None:
        """Show the dialog with what can be done now."""
        if self.dialog is None:
            self.dialog = GoToDialog(self._window)
        self.dialog.offer(self.entries())
        self.dialog.show()

    def entries(self) -> list[Entry]:
        """Return actions first, then plans, then occupations."""
        window = self._window
        actions = [
            _action_entry(action)
            for name, action in window.actions_by_name.items()
            if action.isEnabled() and name != "go_to"
        ]
        plans = [
            Entry(say("Open plan {name}", name=one.path.stem), one.name, partial(window.plans.open, one.path))
            for one in window.plans.recent()
            if one.path != window.plans.file
        ]
        return [*actions, *plans, *self._occupations()]

    def _occupations(self) -> list[Entry]:
        results = self._window.session.results
        if results is None:
            return []
        frame = results.frame
        return [
            Entry(str(title), str(soc), partial(self._show, str(soc)))
            for soc, title in zip(frame["soc"], frame["title"], strict=True)
        ]

    def _show(self, soc: str) -> None:
        """Look at an occupation on the page that is open, or in the matrix where that has no table."""
        window = self._window
        window.top_bar.search.clear()
        if window.views.page() is None:
            window.views.go("matrix")
        window.session.select(soc)
        window.views.show_panel(True)


def _action_entry(action: QAction) -> Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(action.text().replace("&", ""), keys, action.trigger)
