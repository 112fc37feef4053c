"""The open plan: one frozen plan at a time, its undo stack, and the results that belong to it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.background import Background
from desktop.regions import check_areas
from desktop.solving import Ready, Slow, opened_pack, slow_part, solved
from workbook.desk import POSTINGS, Desk, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.reference.pack import Pack
    from workbook.model.results import Results
    from workbook.plan import Plan
    from workbook.planfile import Record

State = tuple["Plan | None", Desk]
"""A plan and the files on its desk."""


class _Change(QUndoCommand):
    """One sentence of the plan's history: from one plan and its files to another."""

    def __init__(self, sentence: str, before: State, after: State, session: Session) -> None:
        super().__init__(sentence)
        self._before, self._after, self._session = before, after, session

    def redo(self) -> None:
        """Take the change."""
        self._session._put(*self._after)

    def undo(self) -> None:
        """Take it back."""
        self._session._put(*self._before)


class Session(QObject):
    """Holds the plan and sees to its results; the window asks here and listens here.

    Signals
    -------
    plan_changed : Plan or None
        Another plan is in force.
    results_changed : Results or None
        Results of the plan in force (or of the one being tried with a slider) have arrived.
    busy_changed : bool
        The model works or rests.
    failed : Exception
        The model or a file could not be read; the plan in force stays.
    pack_opened : Pack
        The reference pack can be asked.
    selected : str
        Another occupation (SOC) is looked at.
    files_read : ()
        The tables of local files are at hand that were not before.
    left_out : dict of str to PlannerError
        Files of these kinds tell of other areas: the results stand without them.
    """

    plan_changed = Signal(object)
    results_changed = Signal(object)
    busy_changed = Signal(bool)
    failed = Signal(object)
    pack_opened = Signal(object)
    selected = Signal(str)
    files_read = Signal()
    left_out = Signal(object)

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.plan: Plan | None = None
        self.results: Results | None = None
        self.pack: Pack | None = None
        self.selection = ""
        self._background = background
        self._wanted: Plan | None = None
        self._solving = False
        self._prepared: dict[Slow, Ready] = {}
        self.desk = Desk()
        self.boundaries = ""
        self._loaded: dict[tuple[object, ...], Loaded] = {}
        self._solved_for: tuple[object, ...] = ()
        self.elsewhere: Mapping[str, PlannerError] = {}
        self.months: tuple[Record, ...] = ()
        self._cancel = threading.Event()

    # The pack ----------------------------------------------------------------------------------------

    def open_pack(self) -> None:
        """Open the reference pack beside the window and tell when it can be asked."""
        self._background.run(opened_pack, self._pack_arrived, self.failed.emit)

    def _pack_arrived(self, pack: Pack) -> None:
        self.pack = pack
        try:
            if self.plan is not None:
                check_areas(pack, self.plan)
        except PlannerError as error:
            self.restore(None)
            self.failed.emit(error)
        self.pack_opened.emit(pack)
        self._work()

    # The plan ----------------------------------------------------------------------------------------

    def change(self, sentence: str, plan: Plan | None, desk: Desk | None = None) -> None:
        """Put another plan in force, perhaps with other files, as one step that can be undone."""
        if desk is not None and plan is not None:
            plan = desk.plan_with(plan)
        after = (plan, (self.desk if desk is None else desk).agreeing_with(plan))
        if after != (self.plan, self.desk):
            self.undo_stack.push(_Change(sentence, (self.plan, self.desk), after, self))
        elif plan != self._wanted:
            self.drop_preview()

    def restore(self, plan: Plan | None, desk: Desk | None = None) -> None:
        """Put the plan of an earlier day in force, or none; nothing to undo."""
        self.undo_stack.clear()
        self._put(plan, (desk or Desk()).agreeing_with(plan))

    def preview(self, plan: Plan) -> None:
        """Show what a plan would give, without putting it in force; the latest one asked for wins."""
        self._wanted = plan
        self._work()

    def drop_preview(self) -> None:
        """Return to the results of the plan in force."""
        self._wanted = self.plan
        self._work()

    def undo(self) -> None:
        """Take back a preview if one is shown, otherwise the last change."""
        if self._wanted != self.plan:
            self.drop_preview()
            self.plan_changed.emit(self.plan)
        else:
            self.undo_stack.undo()

    def redo(self) -> None:
        """Take the next change again."""
        self.undo_stack.redo()

    def select(self, soc: str) -> None:
        """Look at another occupation."""
        if soc != self.selection:
            self.selection = soc
            self.selected.emit(soc)

    def _put(self, plan: Plan | None, desk: Desk) -> None:
        self.plan = self._wanted = plan
        self.desk = desk.placed_by(self.boundaries)
        self.plan_changed.emit(plan)
        self._work()

    # The results -------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether results of the plan wanted are still to come."""
        return self._solving

    def _work(self) -> None:
        """Start the model for the plan wanted, unless it runs already or its results are here."""
        wanted = self._wanted
        if wanted is None:
            self.results = None
            self.results_changed.emit(None)
            return
        if self._solving or self.pack is None:
            return
        slow = slow_part(wanted, self.desk)
        if (
            self.results is not None
            and self.results.plan == wanted
            and self._solved_for == (slow, self.months)
        ):
            return
        self._solving = True
        self.busy_changed.emit(True)
        self._background.run(
            partial(
                solved,
                self.pack,
                wanted,
                self.desk,
                self._prepared.get(slow),
                self._loaded,
                self.months,
                self._cancel,
            ),
            partial(self._arrived, wanted, self.desk, slow, self.months),
            partial(self._stopped, wanted),
        )

    def _arrived(
        self, plan: Plan, desk: Desk, slow: Slow, months: tuple[Record, ...], answer: tuple[Ready, Results]
    ) -> None:
        """Keep the answer if it is still wanted; otherwise start again with what is wanted now."""
        prepared, results = answer
        self._solving = False
        self._prepared = {**dict(list(self._prepared.items())[-1:]), slow: prepared}
        self.files_read.emit()
        if plan == self._wanted and desk == self.desk and months == self.months:
            new = self._solved_for[:1] != (slow,)
            self.results, self._solved_for = results, (slow, months)
            self.busy_changed.emit(False)
            self.results_changed.emit(results)
            if new:
                self.elsewhere = prepared.elsewhere
                self.left_out.emit(self.elsewhere)
        else:
            self._work()
            self._rest()

    def _stopped(self, plan: Plan, error: BaseException) -> None:
        self._solving = False
        if plan != self._wanted:
            self._work()
            self._rest()
            return
        self.busy_changed.emit(False)
        self.failed.emit(error)

    def _rest(self) -> None:
        if not self._solving:
            self.busy_changed.emit(False)

    # The files ---------------------------------------------------------------------------------------

    def loaded(self, file: SourceFile) -> Loaded | None:
        """Return the table of a file as it stands on the disk, if it has been read."""
        return self._loaded.get(file.key)

    def keep(self, file: SourceFile, loaded: Loaded) -> None:
        """Keep the table of a file that was read."""
        self._loaded[file.key] = loaded
        self.files_read.emit()

    def place_by(self, boundaries: str) -> None:
        """Place postings by other shapes of counties from now on, blank for none; nothing to undo."""
        self.boundaries = boundaries
        if self.desk.placed_by(boundaries) != self.desk:
            self._put(self.plan, self.desk)

    def postings_name_areas(self) -> bool:
        """Return whether the loaded postings say themselves where they are."""
        found = [self.loaded(file) for file in self.desk.of(POSTINGS)]
        return bool(found) and all(one is not None and bool(one.facts.get("names_areas")) for one in found)

    def track(self, months: tuple[Record, ...]) -> None:
        """Compare the plan with these months kept of it; the results are worked out anew."""
        if months != self.months:
            self.months = months
            if self.plan is not None:
                self._work()

    def close(self) -> None:
        """End what is worked out for a window that closes."""
        self._cancel.set()

    def retry(self) -> None:
        """Run the model again for the plan in force, reading its files anew."""
        self._loaded.clear()
        self._prepared.clear()
        self._work()
