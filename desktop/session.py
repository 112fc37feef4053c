"""The open plan: one frozen plan at a time, its undo stack, and the results that belong to it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from desktop.background import Background
from desktop.regions import check_areas
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from workbook.model.results import Results
    from workbook.plan import Plan

Slow = tuple[object, ...]
"""What the slow part of the model depends on: the region, the day and the local files."""


def slow_part(plan: Plan) -> Slow:
    """Return the part of a plan that the slow step of the model reads."""
    return (plan.areas, plan.region_name, plan.as_of, plan.postings_path, plan.unemployed_path)


FILE_KINDS = {"postings": "postings", "unemployed": "unemployment file"}


class _Change(QUndoCommand):
    """One sentence of the plan's history: from one plan to another."""

    def __init__(self, sentence: str, before: Plan | None, after: Plan | None, session: Session) -> None:
        super().__init__(sentence)
        self._before, self._after, self._session = before, after, session

    def redo(self) -> None:
        """Take the change."""
        self._session._put(self._after)

    def undo(self) -> None:
        """Take it back."""
        self._session._put(self._before)


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
    """

    plan_changed = Signal(object)
    results_changed = Signal(object)
    busy_changed = Signal(bool)
    failed = Signal(object)
    pack_opened = Signal(object)
    selected = Signal(str)

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
        self._prepared: dict[Slow, Any] = {}
        self._tables: dict[tuple[str, float], Any] = {}

    # The pack ----------------------------------------------------------------------------------------

    def open_pack(self) -> None:
        """Open the reference pack beside the window and tell when it can be asked."""
        self._background.run(_opened_pack, self._pack_arrived, self.failed.emit)

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

    def change(self, sentence: str, plan: Plan | None) -> None:
        """Put another plan in force as one step that can be undone."""
        if plan != self.plan:
            self.undo_stack.push(_Change(sentence, self.plan, plan, self))
        elif plan != self._wanted:
            self.drop_preview()

    def restore(self, plan: Plan | None) -> None:
        """Put the plan of an earlier day in force, or none; nothing to undo."""
        self.undo_stack.clear()
        self._put(plan)

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

    def _put(self, plan: Plan | None) -> None:
        self.plan = self._wanted = plan
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
        if self.results is not None and self.results.plan == wanted:
            return
        self._solving = True
        self.busy_changed.emit(True)
        prepared = self._prepared.get(slow_part(wanted))
        self._background.run(
            partial(_solved, self.pack, wanted, prepared, self._tables),
            partial(self._arrived, wanted),
            partial(self._stopped, wanted),
        )

    def _arrived(self, plan: Plan, answer: tuple[Any, Results]) -> None:
        """Keep the answer if it is still wanted; otherwise start again with what is wanted now."""
        prepared, results = answer
        self._solving = False
        self._prepared = {**dict(list(self._prepared.items())[-1:]), slow_part(plan): prepared}
        if plan == self._wanted:
            self.results = results
            self.busy_changed.emit(False)
            self.results_changed.emit(results)
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

    def take_file(self, kind: str, path: Path) -> None:
        """Read a postings or unemployment file; only when it can be read does it become part of the plan."""
        if self.plan is None or self.pack is None:
            return
        reading = partial(_read, kind, str(path), self.pack, self._tables)
        self._background.run(reading, partial(self._file_read, kind, path), self.failed.emit)

    def _file_read(self, kind: str, path: Path, _table: Any) -> None:
        if self.plan is not None:
            self.change(f"Load {FILE_KINDS[kind]} {path.name}", with_file(self.plan, kind, path))

    def postings_name_areas(self) -> bool:
        """Return whether the loaded postings say themselves where they are."""
        path = None if self.plan is None else self.plan.postings_path
        found = [table for (name, _), table in self._tables.items() if name == path]
        return bool(found) and bool((found[0].rows["area"].fillna("") != "").all())

    def retry(self) -> None:
        """Run the model again for the plan in force, reading its files anew."""
        self._tables.clear()
        self._prepared.clear()
        self._work()


def with_file(plan: Plan, kind: str, path: Path | None) -> Plan:
    """Return the plan with another postings or unemployment file, or without one."""
    text = None if path is None else str(path)
    return replace(plan, postings_path=text) if kind == "postings" else replace(plan, unemployed_path=text)


def _opened_pack() -> Pack:
    from data.reference.pack import load_pack

    pack = load_pack()
    pack.areas()
    return pack


def _solved(
    pack: Pack, plan: Plan, prepared: Any, tables: dict[tuple[str, float], Any]
) -> tuple[Any, Results]:
    """Run the model; the slow step only when the region or a file changed."""
    from workbook.model.run import prepare, solve

    if prepared is None:
        postings = _read("postings", plan.postings_path, pack, tables)
        unemployed = _read("unemployed", plan.unemployed_path, pack, tables)
        prepared = prepare(pack, plan, postings, unemployed)
    return prepared, solve(prepared, plan)


def _read(kind: str, path: str | None, pack: Pack, tables: dict[tuple[str, float], Any]) -> Any:
    """Read a local file, once for each state it has on the disk."""
    if path is None:
        return None
    if kind == "postings":
        from data.intake.postings import read_postings as read
    else:
        from data.intake.unemployment import read_unemployed as read
    file = Path(path)
    key = (path, file.stat().st_mtime if file.exists() else 0.0)
    if key not in tables:
        tables[key] = read(file, pack)
    return tables[key]
