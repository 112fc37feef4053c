"""Plans of earlier days: kept in the preferences, offered on the start page and in the menu."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from data.language import say, say_day
from desktop.preferences import Preferences
from workbook.errors import PlannerError

RECENT = "recent_plans"
MOST_RECENT = 10
Open = Callable[[Path], object]


@dataclass(frozen=True)
class RecentPlan:
    """A plan of an earlier day: its file, what the plan is called, and when it was saved."""

    path: Path
    name: str
    saved: datetime.datetime

    @property
    def saved_text(self) -> str:
        """The day it was saved, as a sentence has it."""
        return say_day(self.saved)


class RecentPlans:
    """The list of recent plans; several windows share it, so it is read anew before it is changed."""

    def __init__(self, preferences: Preferences, folder: Path, ending: str) -> None:
        self._preferences, self._folder, self._ending = preferences, folder, ending

    def every(self) -> list[RecentPlan]:
        """Return plans of earlier days that are still there, the latest opened first."""
        found = []
        for told in self._preferences.get(RECENT, []):
            if isinstance(told, dict) and Path(str(told.get("path"))).is_file():
                path = Path(str(told["path"]))
                saved = datetime.datetime.fromtimestamp(path.stat().st_mtime)
                found.append(RecentPlan(path, str(told.get("name", path.stem)), saved))
        return found

    def put_first(self, path: Path, name: str) -> None:
        """Put a file first among them."""
        self._change(lambda told: [{"path": str(path), "name": name}, *_without(told, path)][:MOST_RECENT])

    def place_for(self, region: str) -> Path:
        """Return a file in the folder of plans, named after a region, that is not there yet."""
        name = re.sub(r"[^\w\- ,.]+", "-", region).strip() or say("Plan")
        number = 1
        while (path := self._folder / f"{name}{f' {number}' if number > 1 else ''}{self._ending}").exists():
            number += 1
        return path

    def take_in(self, left: Path) -> None:
        """Move a plan that nobody gave a name to the others; one that cannot be read stays where it is."""
        from workbook.planfile import load_plan

        try:
            plan = load_plan(left)
            if plan is not None:
                path = self.place_for(plan.region_name)
                path.parent.mkdir(parents=True, exist_ok=True)
                left.replace(path)
                self.put_first(path, plan.region_name)
        except (PlannerError, OSError):
            return

    def forget(self, path: Path) -> None:
        """Take a file out."""
        self._change(lambda told: _without(told, path))

    def _change(self, made: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
        self._preferences.change(RECENT, [], made)


def _without(told: list[dict[str, str]], path: Path) -> list[dict[str, str]]:
    return [one for one in told if one.get("path") != str(path)]


class RecentMenu(QMenu):
    """The recent plans: Enter or a click opens one here, with Shift or from its own menu in a new window."""

    def __init__(self, recent: RecentPlans, here: Open, elsewhere: Open, parent: QWidget) -> None:
        super().__init__(say("&Recent plans"), parent)
        self._recent, self._here, self._elsewhere = recent, here, elsewhere
        self.open_file = Path()
        self.setToolTip(say("Plans of earlier days"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_where)

    def fill(self) -> None:
        """Bring the menu up to date."""
        self.clear()
        for one in self._recent.every():
            text = f"{one.name} – {one.path.name}, {one.saved_text}".replace("&", "&&")
            action = self.addAction(text, lambda path=one.path: self._chosen(path))
            action.setToolTip(say("{path}. Shift opens it in a new window.", path=one.path))
            action.setData(str(one.path))
            action.setEnabled(one.path != self.open_file)
        if self.isEmpty():
            self.addAction(say("No plan was saved yet")).setEnabled(False)

    def _chosen(self, path: Path) -> None:
        shifted = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self._elsewhere if shifted else self._here)(path)

    def _ask_where(self, at: QPoint) -> None:
        menu = self.menu_of(self.actionAt(at))
        if menu is not None:
            menu.exec(self.mapToGlobal(at))
            menu.deleteLater()

    def menu_of(self, action: QAction | None) -> QMenu | None:
        """Return where a plan of the menu can be opened."""
        if action is None or not action.data():
            return None
        return where_menu(Path(action.data()), self._here, self._elsewhere, self, self.close)


def where_menu(
    path: Path, here: Open, elsewhere: Open, parent: QWidget, before: Callable[[], object] = bool
) -> QMenu:
    """Return a menu with the windows that a plan can be opened in; ``before`` is called first."""
    menu = QMenu(parent)
    menu.addAction(say("Open in this window"), lambda: (before(), here(path)))
    menu.addAction(say("Open in a new window"), lambda: (before(), elsewhere(path)))
    return menu
