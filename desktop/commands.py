"""What the actions do: they ask, and hand the session a changed plan with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu

from data.language import ENGLISH, in_sentence, say, say_day, spoken
from desktop import regions
from desktop.dropped import ENDINGS, files_of
from desktop.look.numbers import whole
from desktop.messages import Message
from desktop.plan_commands import SUFFIX
from desktop.source_commands import FILES, Wish
from workbook.desk import POSTINGS, UNEMPLOYED, Desk
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.plan import Plan

KINDS = {"postings": POSTINGS, "unemployed": UNEMPLOYED}
"""Kinds of files by the names of the buttons in the top bar."""


class Commands:
    """Changes of the plan that a person asks for: region, files, parameters, classes set by hand.

    ``trying`` is true while a slider moves and its results are only tried; ``choose_file`` is the dialog that
    asks for a file.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.trying = False
        self.choose_file = QFileDialog.getOpenFileName
        self._waiting_example = ""

    # The region and the files ------------------------------------------------------------------------

    def choose_region(self) -> None:
        """Put the cursor into the region field."""
        self._window.top_bar.region.start_typing()

    def choose_example(self, code: str) -> None:
        """Choose one of the regions of the start page, as soon as the pack is open."""
        if self._window.session.pack is None:
            self._waiting_example = code
            self._window.start.show_waiting(say("Opening the reference pack…"))
        else:
            self.set_areas([code], False)

    def pack_opened(self) -> None:
        """Choose the example that was clicked before the pack was open."""
        code, self._waiting_example = self._waiting_example, ""
        if code:
            self.set_areas([code], False)

    def set_areas(self, areas: list[str], keeping: bool) -> None:
        """Make these areas the region; ``keeping`` when some of the old ones stay."""
        session = self._window.session
        if session.pack is None:
            return
        try:
            plan = regions.plan_with_region(session.pack, session.plan, areas)
        except PlannerError as error:
            self._window.trouble(error, again=None)
            return
        aside: tuple[str, ...] = ()
        if session.plan is not None and not keeping:
            named = session.postings_name_areas()
            plan, aside = regions.without_strangers(session.plan, plan, postings_name_areas=named)
        session.change(say("Choose {region}", region=plan.region_name), plan)
        if aside:
            names = say(" and ").join(Path(path).name for path in aside)
            text = say(
                "{names} counted for the region before and was put aside. Load it again if it covers "
                "this region.",
                names=names,
            )
            self._window.banner.say(Message(text, "notice"), session.undo, say("Undo"))

    def open_file(self, kind: str) -> None:
        """Ask for a postings or unemployment file and load it."""
        window = self._window
        title = say("Load job postings") if kind == "postings" else say("Load unemployed people")
        folder = window.preferences.get("folder", "")
        name, _ = self.choose_file(window, title, folder, FILES)
        if name:
            self.load_file(kind, Path(name))

    def load_file(self, kind: str, path: Path) -> None:
        """Load a file of a known kind as the only one of its kind."""
        self._window.preferences.set("folder", str(path.parent))
        self._window.intake.add([Wish(path, KINDS[kind], alone=True)])

    def clear_file(self, kind: str) -> None:
        """Take a file out of the plan."""
        session = self._window.session
        if session.plan is not None:
            sentence = say(
                "Take the postings out" if kind == "postings" else "Take the unemployment file out"
            )
            session.change(sentence, session.plan, session.desk.without(KINDS[kind]))

    def ask_day(self) -> None:
        """Ask for the day the plan stands for."""
        from desktop.dialogs.day import DayDialog

        session = self._window.session
        if session.plan is None:
            return
        dialog = DayDialog(session.plan.as_of, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            day = dialog.day()
            session.change(say("Set the day to {day}", day=say_day(day)), replace(session.plan, as_of=day))
        dialog.deleteLater()

    def take_dropped(self, paths: list[Path]) -> None:
        """Take in the files dropped on the window, whatever each of them is; a plan is opened."""
        plans = [path for path in paths if path.suffix.lower() == SUFFIX]
        if plans:
            self._window.plans.open(plans[0])
        files, empty = files_of([path for path in paths if path not in plans])
        if files:
            self._window.intake.add([Wish(path) for path in files])
        if empty:
            what = say(
                "There is no file with rows in {folders}",
                folders=say(" and ").join(one.name for one in empty),
            )
            endings = say("Files with rows end in {endings}", endings=", ".join(ENDINGS))
            self._window.trouble(PlannerError(what, endings, say("Drop the files themselves")), again=None)

    def restore(self, plan: Plan, desk: Desk) -> None:
        """Open the plan of an earlier day, without files that are gone."""
        desk = desk.agreeing_with(plan)
        gone = [one for one in desk.files if not Path(one.path).is_file()]
        for one in gone:
            desk = desk.without_file(one)
        if gone:
            text = say(
                "{files} cannot be found any more. The plan opens without it; load it from its new place.",
                files=say(" and ").join(one.path for one in gone),
            )
            self._window.banner.say(Message(text, "notice"))
        self._window.session.restore(desk.plan_with(plan), desk)

    # Parameters and overrides ------------------------------------------------------------------------

    def try_parameter(self, name: str, value: float) -> None:
        """Show what a value would give, while a slider moves."""
        session = self._window.session
        if session.plan is not None:
            self.trying = True
            self._with_parameter(name, value, session.preview)

    def set_parameter(self, name: str, value: float) -> None:
        """Put a value in force as one step."""
        session = self._window.session
        self.trying = False
        if session.plan is not None:
            sentence = say("Set {name} to {value}", name=sentence_name(name), value=whole(value))
            self._with_parameter(name, value, lambda plan: session.change(sentence, plan))

    def _with_parameter(self, name: str, value: float, then: Callable[[Plan], None]) -> None:
        session = self._window.session
        assert session.plan is not None
        try:
            then(session.plan.with_parameter(name, value))
        except PlannerError as error:
            self._window.trouble(error, again=None)
            session.drop_preview()
            session.plan_changed.emit(session.plan)

    def reset_weights(self) -> None:
        """Put all priority weights back."""
        self._reset(say("Reset the weights"), lambda name: name.startswith("weight_"))

    def reset_parameters(self) -> None:
        """Put all parameters back."""
        self._reset(say("Reset all parameters"), lambda name: True)

    def _reset(self, sentence: str, which: Callable[[str], bool]) -> None:
        from workbook.plan import Parameters

        session = self._window.session
        if session.plan is not None:
            kept = {
                name: value
                for name, value in session.plan.parameters.differences().items()
                if not which(name)
            }
            session.change(sentence, replace(session.plan, parameters=Parameters(kept)))

    def override(self, soc: str) -> None:
        """Ask for a class and a reason."""
        from desktop.dialogs.override import OverrideDialog

        session = self._window.session
        if session.plan is None or session.results is None:
            return
        row = session.results.classes.set_index("soc").loc[soc]
        reason = next((one.reason for one in session.plan.overrides if one.soc == soc), "")
        dialog = OverrideDialog(soc, str(row["title"]), str(row["class"]), reason, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            chosen = dialog.override()
            session.change(
                say("Set {title} to {group}", title=row["title"], group=say(chosen.class_name)),
                session.plan.with_override(chosen),
            )
        dialog.deleteLater()

    def clear_override(self, soc: str) -> None:
        """Leave a class to the rules again."""
        session = self._window.session
        if session.plan is not None:
            session.change(
                say("Leave the class of {soc} to the rules", soc=soc), session.plan.without_override(soc)
            )

    def row_menu(self, soc: str, at: QPoint) -> None:
        """Show what can be done with an occupation."""
        menu = self.menu_for(soc)
        menu.exec(at)
        menu.deleteLater()

    def menu_for(self, soc: str) -> QMenu:
        """Return the menu of a row; a blank code is that of a row about no occupation."""
        window = self._window
        menu = QMenu(window)
        if soc:
            self._offer(menu, soc)
            menu.addSeparator()
        menu.addAction(window.actions_by_name["copy"])
        menu.addAction(window.actions_by_name["find"])
        return menu

    def _offer(self, menu: QMenu, soc: str) -> None:
        window = self._window
        menu.addAction(say("Show in the panel"), lambda: self._show_panel(soc))
        menu.addAction(say("One-pager for this occupation…"), lambda: window.exports.ask_page(soc))
        menu.addAction(say("Set the class by hand…"), lambda: self.override(soc))
        plan = window.session.plan
        if plan is not None and any(one.soc == soc for one in plan.overrides):
            menu.addAction(say("Leave the class to the rules"), lambda: self.clear_override(soc))

    def _show_panel(self, soc: str) -> None:
        self._window.session.select(soc)
        self._window.views.show_panel(True)


def sentence_name(name: str) -> str:
    """Return a parameter's name inside a sentence: “wage gain weight”, “low automation risk below”."""
    from data.dictionaries import parameters

    label = say(parameters()[name].label)
    if spoken() == ENGLISH and label.startswith("Weight:"):
        return f"{label.partition(':')[2].strip()} weight"
    return in_sentence(label)
