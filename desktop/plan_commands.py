"""Plans as files: begun anew, opened, saved under a name, found again; kept while one works."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QMenu

from data.language import say, say_day
from desktop.messages import Message
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.plan import Plan

SUFFIX = ".headway"
PLANS = say("Headway plans (*{suffix})", suffix=SUFFIX)
UNNAMED = "plan.json"
SAVE_AFTER_MS = 800
RECENT = "recent_plans"
IN_FORCE = "plan_file"
MOST_RECENT = 10


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


class Unreadable:
    """Stands for a plan that could not be read, where None is that there is none."""


class PlanCommands:
    """Knows the file of the plan in force, and writes the plan there shortly after every change.

    A plan that was never saved under a name lives in a file of the program's own; when another plan takes its
    place, it is put beside the others and stays among the recent ones. ``choose_file`` and ``save_file`` are
    the dialogs that ask for files.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._unnamed = window.folder / UNNAMED
        self.file = self._unnamed
        self._timer = QTimer(window, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self.choose_file = QFileDialog.getOpenFileName
        self.save_file = QFileDialog.getSaveFileName
        self.menu = QMenu(say("&Recent plans"), window)
        self.menu.setToolTip(say("Plans of earlier days"))
        self.menu.aboutToShow.connect(self._fill_menu)

    # Opening -----------------------------------------------------------------------------------------

    def open_first(self, given: Path | None) -> None:
        """Open the plan that the window was called with, or that of last time; say why if it cannot be."""
        last = Path(self._window.preferences.get(IN_FORCE, str(self._unnamed)))
        wanted = given or (last if last.is_file() else self._unnamed)
        for path in dict.fromkeys((wanted.absolute(), self._unnamed)):
            plan = self._read(path)
            if not isinstance(plan, Unreadable):
                self._show(path, plan)
                return

    def ask_open(self) -> None:
        """Ask for a plan file and open it."""
        name, _ = self.choose_file(self._window, say("Open a plan"), self._folder(), PLANS)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a plan file; the plan in force is kept, and stays when the other cannot be read."""
        if path == self.file:
            return
        if not path.is_file():
            self._forget(path)
            self._window.trouble(
                PlannerError(
                    say("{name} was not opened", name=path.name),
                    say("It is no longer in {parent}", parent=path.parent),
                    say("Look for it with Open plan…; the open plan stays"),
                ),
                again=None,
            )
            return
        plan = self._read(path)
        if not isinstance(plan, Unreadable):
            self._put_away()
            self._show(path, plan)

    def _read(self, path: Path) -> Plan | Unreadable | None:
        """Read a plan; say so where it cannot be understood."""
        from workbook.planfile import load_plan

        try:
            return load_plan(path)
        except Exception as error:
            # Whatever is wrong with the plan of another day, the window opens and says so.
            self._window.trouble(error, again=None)
            return Unreadable()

    def _show(self, path: Path, plan: Plan | None) -> None:
        from workbook.planfile import load_desk, load_snapshots

        window = self._window
        self.file = path
        window.session.track(load_snapshots(path))
        if plan is None:
            window.session.restore(None)
            return
        window.start.show_waiting(say("Opening {region}…", region=plan.region_name))
        window.commands.restore(plan, load_desk(path).with_corrections(window.desk.remembered()))
        self._remember()

    def new(self) -> None:
        """Begin a new plan; the one in force is kept and stays among the recent ones."""
        self._put_away()
        self._show(self._unnamed, None)
        self._window.preferences.set(IN_FORCE, str(self.file))
        self._window.start.show_recent(self.recent())

    def _put_away(self) -> None:
        """Save the plan in force; give one without a name a file beside the others."""
        session = self._window.session
        self.save()
        if self.file == self._unnamed and session.plan is not None:
            folder = self._window.folder / "plans"
            name = re.sub(r"[^\w\- ,.]+", "-", session.plan.region_name).strip() or "Plan"
            number = 1
            while (path := folder / f"{name}{f' {number}' if number > 1 else ''}{SUFFIX}").exists():
                number += 1
            if self._write(path):
                self._remember(path)
                self._unnamed.unlink(missing_ok=True)

    # Keeping -----------------------------------------------------------------------------------------

    def save_soon(self) -> None:
        """Save the plan once changes have come to rest."""
        self._timer.start()

    def save_pending(self) -> None:
        """Save now what waits to be saved."""
        if self._timer.isActive():
            self.save()

    def save(self) -> bool:
        """Write the plan to its file now; return whether it was written."""
        self._timer.stop()
        written = self._write(self.file)
        if written and self._window.session.plan is not None:
            self._window.desk.remember()
            self._remember()
        return written

    def save_now(self) -> None:
        """Save because a person asked, and say where the plan is."""
        if self.file == self._unnamed:
            self.save_as()
        elif self.save():
            self._window.banner.say(Message(say("The plan is saved in {file}.", file=self.file), "notice"))

    def save_as(self) -> None:
        """Ask for a name; the plan lives in that file from then on, with the months tracked."""
        session = self._window.session
        if session.plan is None:
            return
        proposed = Path(self._folder()) / f"{session.plan.region_name.split(',')[0]}{SUFFIX}"
        given, _ = self.save_file(self._window, say("Save the plan as"), str(proposed), PLANS)
        if not given:
            return
        path = Path(given) if given.lower().endswith(SUFFIX) else Path(f"{given}{SUFFIX}")
        if self._write(path):
            self.file = path
            self._unnamed.unlink(missing_ok=True)
            self._remember()
            self._window.show_title()
            self._window.banner.say(
                Message(say("The plan is in {path} and is kept there from now on.", path=path), "notice")
            )

    def _write(self, path: Path) -> bool:
        from workbook.planfile import load_snapshots, save_plan

        session = self._window.session
        if session.plan is None and path != self._unnamed:
            # A plan that could not be shown is not a plan to be taken away.
            return False
        try:
            save_plan(session.plan, path, session.desk, load_snapshots(self.file))
        except Exception as error:
            # A plan that cannot be kept is told of; the window stays open with it.
            self._window.trouble(error, again=None)
            return False
        return True

    # Finding again -----------------------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The name of the file that the plan was saved under; blank when it was not."""
        return "" if self.file == self._unnamed else self.file.stem

    def recent(self) -> list[RecentPlan]:
        """Return plans of earlier days that are still there, the latest opened first."""
        found = []
        for told in self._window.preferences.get(RECENT, []):
            if isinstance(told, dict) and Path(str(told.get("path"))).is_file():
                path = Path(str(told["path"]))
                saved = datetime.datetime.fromtimestamp(path.stat().st_mtime)
                found.append(RecentPlan(path, str(told.get("name", path.stem)), saved))
        return found

    def _remember(self, path: Path | None = None) -> None:
        """Put a file (that of the plan in force) first among the recent ones, if it has a name."""
        window, path = self._window, path or self.file
        window.preferences.set(IN_FORCE, str(self.file))
        plan = window.session.plan
        if path == self._unnamed or plan is None:
            return
        told = [one for one in window.preferences.get(RECENT, []) if one.get("path") != str(path)]
        first = {"path": str(path), "name": plan.region_name}
        window.preferences.set(RECENT, [first, *told][:MOST_RECENT])

    def _forget(self, path: Path) -> None:
        told = self._window.preferences.get(RECENT, [])
        self._window.preferences.set(RECENT, [one for one in told if one.get("path") != str(path)])
        self._window.start.show_recent(self.recent())

    def _fill_menu(self) -> None:
        self.menu.clear()
        for one in self.recent():
            text = f"{one.name} – {one.path.name}, {one.saved_text}".replace("&", "&&")
            action = self.menu.addAction(text, lambda path=one.path: self.open(path))
            action.setToolTip(str(one.path))
            action.setEnabled(one.path != self.file)
        if self.menu.isEmpty():
            self.menu.addAction(say("No plan was saved yet")).setEnabled(False)

    def _folder(self) -> str:
        return str(self._window.preferences.get("folder", ""))
