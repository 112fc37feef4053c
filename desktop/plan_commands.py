"""Plans as files: begun anew, opened here or in a window beside, saved under a name, kept while one works."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from data.language import say, say_day
from desktop.held_files import Held, OwnFile
from desktop.messages import Message
from desktop.new_window import start_window
from desktop.recent_plans import RecentMenu, RecentPlan, RecentPlans
from workbook.desk import Desk
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.plan import Plan

SUFFIX = ".headway"
PLANS = say("Headway plans (*{suffix})", suffix=SUFFIX)
SAVE_AFTER_MS = 800
IN_FORCE = "plan_file"


class Unreadable:
    """Stands for a plan that could not be read, where None is that there is none."""


class PlanCommands:
    """Knows the file of the plan in force, and writes the plan there shortly after every change.

    A plan that was never saved under a name lives in a file of the window's own; when another plan takes its
    place, it is put beside the others and stays among the recent ones. Of several windows only the first goes
    on where the last one stopped. ``choose_file`` and ``save_file`` are the dialogs that ask for files,
    ``start_window`` starts another window.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._own = OwnFile(window.folder)
        self._held = Held()
        self.file = self._own.path
        self._timer = QTimer(window, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self.choose_file = QFileDialog.getOpenFileName
        self.save_file = QFileDialog.getSaveFileName
        self.start_window = start_window
        self._recent = RecentPlans(window.preferences, window.folder / "plans", SUFFIX)
        self.menu = RecentMenu(self._recent, self.open, self.open_beside, window)

    # Opening -----------------------------------------------------------------------------------------

    def open_first(self, given: Path | None, *, anew: bool = False) -> None:
        """Open the plan that the window was called with, or that of last time; say why if it cannot be.

        Parameters
        ----------
        anew : bool
            Begin without a plan where none is given: a window beside one that is open.
        """
        self._own.take()
        self.file = self._own.path
        if self._own.is_first:
            for left in self._own.left_behind():
                self._recent.take_in(left)
            last = Path(self._window.preferences.get(IN_FORCE, str(self._own.path)))
        else:
            last = self._own.path
        wanted = given or (last if last.is_file() and not anew else self._own.path)
        tried = [] if anew and given is None else [self._own.path]
        for path in dict.fromkeys((wanted.absolute(), *tried)):
            plan = self._read(path)
            if not isinstance(plan, Unreadable):
                if path != self._own.path and self._own.path.is_file():
                    self._recent.take_in(self._own.path)
                self._show(path, plan)
                if self._own.was_left and plan is not None:
                    self._say_recovered(path)
                return

    def new_window(self) -> None:
        """Open another window of the program beside this one, with the plans to choose from."""
        self._start()

    def open_beside(self, path: Path) -> None:
        """Open a plan in another window; the plan in force is saved first, it may be the one."""
        self.save_pending()
        self._start(path)

    def _start(self, path: Path | None = None) -> None:
        self._window.preferences.save()
        if not self.start_window(path):
            self._window.trouble(
                PlannerError(
                    say("Another window could not be opened"),
                    say("The computer did not start the program a second time"),
                    say("Close other programs and try again"),
                ),
                again=None,
            )

    def _say_recovered(self, path: Path) -> None:
        """Say how the plan stands after a window that was not closed."""
        saved = datetime.datetime.fromtimestamp(path.stat().st_mtime)
        text = say(
            "Headway was not closed last time. The plan is as it was on {day} at {time}; nothing before that "
            "is lost.",
            day=say_day(saved),
            time=f"{saved:%H:%M:%S}",
        )
        self._window.banner.say(Message(text, "notice"))

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
        from workbook.planfile import load_desk, load_snapshots, save_plan

        window = self._window
        elsewhere = not self._hold(path)
        if elsewhere:
            save_plan(plan, self._own.path, load_desk(path), load_snapshots(path))
        self.file = self._own.path if elsewhere else path
        window.session.track(load_snapshots(path))
        if plan is None:
            window.session.restore(None, Desk().with_corrections(window.desk.remembered()))
            return
        window.start.show_waiting(say("Opening {region}…", region=plan.region_name))
        window.commands.restore(plan, load_desk(path).with_corrections(window.desk.remembered()))
        if elsewhere:
            self._say_elsewhere(path)
        else:
            self._remember()

    def _hold(self, path: Path) -> bool:
        """Keep other windows from writing to a file; return false where one of them holds it."""
        if path == self._own.path:
            self._held.leave()
            return True
        if self._held.take(path):
            return True
        self._held.leave()
        return False

    def _say_elsewhere(self, path: Path) -> None:
        said = say(
            "{name} is open in another window, which alone writes to it. This window works on a copy; save "
            "it under a name of its own to keep both.",
            name=path.name,
        )
        self._window.banner.say(Message(said, "notice"), self.save_as, say("Save plan as…"))

    def new(self) -> None:
        """Begin a new plan; the one in force is kept and stays among the recent ones."""
        self._put_away()
        self._show(self._own.path, None)
        if self._own.is_first:
            self._window.preferences.set(IN_FORCE, str(self.file))
        self._window.start.show_recent(self.recent())

    def _put_away(self) -> None:
        """Save the plan in force; give one without a name a file beside the others."""
        session = self._window.session
        self.save()
        if self.file == self._own.path and session.plan is not None:
            path = self._recent.place_for(session.plan.region_name)
            if self._write(path):
                self._recent.put_first(path, session.plan.region_name)
                self._own.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Save what waits; a further window puts its plan among the recent ones. Others may have the file."""
        self.save_pending()
        if not self._own.is_first and self.file == self._own.path:
            self._put_away()
        self._held.leave()
        self._own.leave()

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
        if self.file == self._own.path:
            self.save_as()
        elif self.save():
            self._window.banner.say(Message(say("The plan is saved in {file}.", file=self.file), "notice"))

    def save_as(self) -> None:
        """Ask for a name; the plan lives in that file from then on, with the months tracked."""
        plan = self._window.session.plan
        if plan is not None:
            proposed = Path(self._folder()) / f"{plan.region_name.split(',')[0]}{SUFFIX}"
            given, _ = self.save_file(self._window, say("Save the plan as"), str(proposed), PLANS)
            if given:
                self.save_in(Path(given if given.lower().endswith(SUFFIX) else f"{given}{SUFFIX}"))

    def save_in(self, path: Path) -> None:
        """Keep the plan in a file from now on, unless another window has that one open."""
        if path != self.file and not self._hold(path):
            self._hold(self.file)
            self._window.trouble(
                PlannerError(
                    say("The plan was not saved as {name}", name=path.name),
                    say("That plan is open in another window"),
                    say("Choose another name, or close it there"),
                ),
                again=None,
            )
        elif self._write(path):
            self.file = path
            self._own.path.unlink(missing_ok=True)
            self._remember()
            self._window.show_title()
            self._window.banner.say(
                Message(say("The plan is in {path} and is kept there from now on.", path=path), "notice")
            )

    def _write(self, path: Path) -> bool:
        from workbook.planfile import load_snapshots, save_plan

        session = self._window.session
        if session.plan is None and path != self._own.path:
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
        return "" if self.file == self._own.path else self.file.stem

    @property
    def is_first(self) -> bool:
        """Whether this is the window that goes on where the last one stopped."""
        return self._own.is_first

    def recent(self) -> list[RecentPlan]:
        """Return plans of earlier days that are still there, the latest opened first."""
        return self._recent.every()

    def _remember(self) -> None:
        """Put the file of the plan in force first among the recent ones, if it has a name."""
        if self._own.is_first:
            self._window.preferences.set(IN_FORCE, str(self.file))
        self.menu.open_file = self.file
        plan = self._window.session.plan
        if self.file != self._own.path and plan is not None:
            self._recent.put_first(self.file, plan.region_name)

    def _forget(self, path: Path) -> None:
        self._recent.forget(path)
        self._window.start.show_recent(self.recent())

    def _folder(self) -> str:
        return str(self._window.preferences.get("folder", ""))
