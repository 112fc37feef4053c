"""The page that compares: what the open plan is held against, worked out beside the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from data.language import say, say_month
from desktop import regions
from desktop.background import Background
from desktop.comparing import MONTH, PLAN, REGION, SCENARIO, Other, Wish, other_of, work_out
from desktop.controls.compare_bar import CompareBar
from desktop.navigation import COMPARE
from desktop.plan_commands import PLANS
from workbook.model.questions import Question

if TYPE_CHECKING:
    from desktop.dialogs.choose_region import ChooseRegionDialog
    from desktop.window import MainWindow
    from workbook.model.answer import Answer
    from workbook.model.pictures.picture import Picture
    from workbook.model.results import Results
    from workbook.model.side import Side


class CompareCommands(QObject):
    """Knows the other side; ``choose_file`` is the dialog that asks for a plan.

    Signals
    -------
    changed : str
        The page of this name is out of date.
    told : int, float
        How far the child is; sent from beside the window's thread.
    needed : Other
        Another side is to be worked out; sent from beside the window's thread.
    """

    changed = Signal(str)
    told = Signal(int, object)
    needed = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._cancel = threading.Event()
        self._wish: Wish | None = None
        self._sides: dict[Other, Side] = {}
        self._failed: dict[Other, BaseException] = {}
        self._working: Other | None = None
        self._swapped = False
        self._which = "every"
        self._last: Answer | None = None
        self._picture: Picture | None = None
        self.dialog: ChooseRegionDialog | None = None
        self.choose_file = QFileDialog.getOpenFileName
        self.bar = CompareBar()
        self.bar.menu.aboutToShow.connect(self.fill_menu)
        self.bar.swap_wanted.connect(self.swap)
        self.bar.filter_changed.connect(self.show_only)
        self.told.connect(self._tell)
        self.needed.connect(self._start)
        window.status.cancel_wanted.connect(self.cancel)
        asked = say("How does the open plan differ from another?")
        self.question = Question(COMPARE, say("Compare"), asked, self.answer, self.picture)

    # Choosing ----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Show the page; without another side yet, also what there is to choose."""
        self._window.views.go(COMPARE)
        if self._wish is None:
            self.bar.choose.setFocus()

    def fill_menu(self) -> None:
        """Offer regions, scenarios, months kept and plans."""
        from workbook.scenarios import all_scenarios

        menu, session = self.bar.menu, self._window.session
        menu.clear()
        plan = session.plan
        if plan is None:
            return
        menu.addAction(say("Another region…"), self.ask_region)
        scenarios = menu.addMenu(say("Scenario"))
        for one in all_scenarios(plan.scenarios):
            if one.name != plan.scenario:
                title = say(one.title)
                self._offer(scenarios.addAction, title, Wish(SCENARIO, (one.name,), title))
        months = menu.addMenu(say("Month kept"))
        for record in session.months:
            key = (str(record.get("month", "")), *map(str, record.get("areas", ())))
            title = f"{say_month(key[0])}, {record.get('region_name', '')}"
            self._offer(months.addAction, title, Wish(MONTH, key, title))
        months.setEnabled(not months.isEmpty())
        plans = menu.addMenu(say("Plan"))
        for recent in self._window.plans.recent():
            if recent.path != self._window.plans.file:
                title = f"{recent.name} – {recent.path.stem}"
                self._offer(plans.addAction, title, Wish(PLAN, (str(recent.path),), recent.path.stem))
        plans.addAction(say("Another plan…"), self.ask_plan)

    def _offer(self, add: Callable[..., object], title: str, wish: Wish) -> None:
        add(title.replace("&", "&&"), partial(self.compare_with, wish))

    def ask_region(self) -> None:
        """Ask for a region."""
        from desktop.dialogs.choose_region import ChooseRegionDialog

        window, pack = self._window, self._window.session.pack
        if pack is None:
            return
        if self.dialog is None:
            self.dialog = ChooseRegionDialog(partial(regions.suggestions, pack), window.theme, window)
            self.dialog.chosen.connect(self._region_chosen)
        self.dialog.show()
        self.dialog.region.start_typing()

    def _region_chosen(self, areas: list[str]) -> None:
        pack = self._window.session.pack
        assert pack is not None
        title = ", ".join(name for _, name in regions.titles(pack, areas))
        self.compare_with(Wish(REGION, tuple(areas), title))

    def ask_plan(self) -> None:
        """Ask for the file of a plan."""
        window = self._window
        folder = str(window.preferences.get("folder", ""))
        name, _ = self.choose_file(window, say("Compare with a plan"), folder, PLANS)
        if name:
            self.compare_with(Wish(PLAN, (name,), Path(name).stem))

    def compare_with(self, wish: Wish) -> None:
        """Compare the open plan with this."""
        self._wish, self._swapped = wish, False
        self._failed.clear()
        if wish.kind == PLAN:
            self._sides.clear()
        self.bar.show_chosen(chosen=True)
        self._window.views.go(COMPARE)
        self.changed.emit(COMPARE)

    def swap(self) -> None:
        """Let left and right change places."""
        self._swapped = not self._swapped
        self.changed.emit(COMPARE)

    def show_only(self, which: str) -> None:
        """Show every occupation, or only those that differ."""
        self._which = which
        self.changed.emit(COMPARE)

    # Answering ---------------------------------------------------------------------------------------

    def answer(self, results: Results) -> Answer:
        """Compare the results with the other side, once it is at hand; called beside the window."""
        from workbook.model.comparing import nothing_chosen

        self._picture = None
        wish = self._wish
        if wish is None:
            return nothing_chosen()
        if wish.kind == MONTH:
            return self._against_month(wish, results)
        session = self._window.session
        assert session.pack is not None
        other = other_of(
            wish,
            session.pack,
            results.plan,
            session.desk,
            postings_name_areas=session.postings_name_areas(),
        )
        # A plan of another day is placed as it would be were it open.
        other = replace(other, desk=other.desk.placed_by(session.boundaries))
        side = self._sides.get(other)
        if side is not None:
            return self._compared(results, side)
        waiting = self._last or nothing_chosen()
        if other in self._failed:
            said = say("{title} was not worked out. Choose it again to try once more.", title=wish.title)
            return replace(nothing_chosen(), sentence=said)
        self.needed.emit(other)
        return replace(waiting, sentence=say("{title} is being worked out…", title=wish.title))

    def _against_month(self, wish: Wish, results: Results) -> Answer:
        from workbook.model.comparing import nothing_chosen
        from workbook.model.side import side_of, side_of_month
        from workbook.model.snapshot_records import months_of

        months = months_of(self._window.session.months)[0]
        found = [one for one in months if (one.month, *one.areas) == wish.what]
        if not found:
            return nothing_chosen()
        return self._compared(results, side_of_month(found[0], side_of(results)))

    def _compared(self, results: Results, right: Side) -> Answer:
        from workbook.model.compared import Comparison
        from workbook.model.comparing import compared
        from workbook.model.pictures.beside import beside
        from workbook.model.side import side_of

        left = side_of(results, left_out=self._window.session.elsewhere.values())
        comparison = Comparison(right, left) if self._swapped else Comparison(left, right)
        self._picture = beside(comparison)
        self._last = compared(comparison, self._which)
        return self._last

    def picture(self, _results: Results) -> Picture | None:
        """Return the picture of the answer before."""
        return self._picture

    # The other side ----------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether another side is being worked out."""
        return self._working is not None

    def _start(self, other: Other) -> None:
        session = self._window.session
        if other == self._working or session.pack is None:
            return
        if self._working is not None:
            self._cancel.set()
        self._working, self._cancel = other, threading.Event()
        self._tell(0, None)
        files = ((file, session.loaded(file)) for file in other.desk.files)
        at_hand = {file.key: loaded for file, loaded in files if loaded is not None}
        self._background.run(
            partial(work_out, session.pack, other, at_hand, self.told.emit, self._cancel),
            partial(self._arrived, other),
            partial(self._stopped, other),
        )

    def cancel(self) -> None:
        """Call the work off."""
        self._cancel.set()

    def close(self) -> None:
        """End what is being worked out."""
        self._cancel.set()
        self._background.close()

    def _tell(self, _rows: int, share: float | None) -> None:
        if self._working is not None and self._wish is not None:
            doing = say("Working out {title}", title=self._wish.title)
            self._window.status.work(doing, share, can_cancel=True)

    def _arrived(self, other: Other, side: Side) -> None:
        self._sides = {**dict(list(self._sides.items())[-2:]), other: side}
        self._end(other)

    def _stopped(self, other: Other, error: BaseException) -> None:
        from data.intake.reading.progress import ReadingCancelledError

        self._failed[other] = error
        current = other == self._working
        self._end(other)
        if current and not isinstance(error, ReadingCancelledError):
            self._window.trouble(error, again=None)

    def _end(self, other: Other) -> None:
        if other == self._working:
            self._working = None
            self._window.status.rest()
            self.changed.emit(COMPARE)
