"""A new plan in three steps: asked for, then begun as one."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from data.language import say
from desktop import regions
from desktop.messages import Message
from desktop.plan_commands import SUFFIX
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from desktop.dialogs.new_plan import NewPlanDialog, Wanted
    from desktop.window import MainWindow


class NewPlanCommands:
    """Opens the dialog over the window; ``dialog`` is the one that is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: NewPlanDialog | None = None

    def ask(self) -> None:
        """Ask what to plan for; the plan in force is kept."""
        from desktop.dialogs.new_plan import NewPlanDialog

        window, pack = self._window, self._window.session.pack
        if pack is None:
            return
        dialog = NewPlanDialog(
            window.theme,
            lambda text: regions.suggestions(pack, text),
            lambda areas: regions.titles(pack, tuple(areas)),
            datetime.date.today(),
            SUFFIX,
            window,
        )
        self.dialog = dialog
        dialog.accepted.connect(lambda: self._begin(dialog.wanted()))
        dialog.finished.connect(self._closed)
        dialog.open()

    def know_files(self) -> None:
        """Have the computer open plan files with this program from now on, and say so."""
        from desktop.file_kind import make_known
        from desktop.own_command import own_command

        try:
            make_known(own_command())
        except PlannerError as error:
            self._window.trouble(error, again=None)
            return
        text = say("Plan files ({suffix}) now open with a double-click, for you alone.", suffix=SUFFIX)
        self._window.banner.say(Message(text, "notice"))

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def _begin(self, wanted: Wanted) -> None:
        window, session = self._window, self._window.session
        if session.pack is None:
            return
        try:
            plan = regions.plan_with_region(session.pack, None, list(wanted.areas))
        except PlannerError as error:
            window.trouble(error, again=None)
            return
        window.plans.new()
        session.change(say("Choose {region}", region=plan.region_name), replace(plan, as_of=wanted.day))
        if wanted.path is not None:
            window.plans.save_in(window.folder / "plans" / wanted.path)
        if wanted.files:
            window.board.take_dropped(list(wanted.files))
