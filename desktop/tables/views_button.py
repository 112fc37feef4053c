"""The button that keeps ways to look at a table under a name: columns, sorting and filters together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from data.language import say

View = dict[str, Any]
"""How a table is looked at, as plain values that preferences keep."""


class ViewsButton(QPushButton):
    """“Views ▾”: views kept under a name, and a way to keep or forget one.

    Parameters
    ----------
    shipped : dict of str to View
        Views that every planner has.
    now : callable
        Returns the view as the table stands.
    show : callable
        Makes the table look as a view says.

    Attributes
    ----------
    read, change : callable
        Where the planner's own views are kept, and how they change; the window sets them.
    ask_name : callable
        The dialog that asks for a name; blank for none.
    """

    def __init__(
        self,
        shipped: dict[str, View],
        now: Callable[[], View],
        show: Callable[[View], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(say("Views ▾"), parent)
        self._shipped, self._now, self._show_view = shipped, now, show
        self.read: Callable[[], dict[str, View]] = dict
        self.change: Callable[[Callable[[dict[str, View]], dict[str, View]]], object] = lambda made: None
        self.ask_name = self._ask_name
        self.setAccessibleName(say("Views of the table"))
        self.setToolTip(say("Columns, sorting and filters kept under a name"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Bring the menu up to date."""
        self._menu.clear()
        own = self.read()
        for name, view in {**self._shipped, **own}.items():
            self._menu.addAction(name.replace("&", "&&"), lambda view=view: self._show_view(view))
        self._menu.addSeparator()
        self._menu.addAction(say("Keep this view…"), self.keep)
        if own:
            forget = self._menu.addMenu(say("Forget"))
            for name in own:
                forget.addAction(name.replace("&", "&&"), lambda name=name: self.forget(name))

    def keep(self) -> None:
        """Ask for a name and keep the view as the table stands; the same name replaces it."""
        name = self.ask_name().strip()
        if name:
            self.change(lambda views: {**views, name: self._now()})

    def forget(self, name: str) -> None:
        """Forget a view of the planner's own."""
        self.change(lambda views: {key: view for key, view in views.items() if key != name})

    def _ask_name(self) -> str:
        name, accepted = QInputDialog.getText(self, say("Keep this view"), say("Name of the view:"))
        return name if accepted else ""
