"""The export in a process of its own: the window stays free, and a cancelled export leaves nothing behind."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from data.figures import DAYS, NUMBERS
from data.language import ENGLISH, VARIABLE, WAITING, say, spoken
from desktop.export_child import OWN, WORKBOOK
from desktop.own_command import ROOT, ProgramFaultError, own_command
from workbook.errors import PlannerError
from workbook.outfile import staged_name

if TYPE_CHECKING:
    from desktop.export_wishes import ExportChoice, Pages
    from workbook.desk import Desk
    from workbook.plan import Plan
    from workbook.planfile import Record

WORD = "write-workbook"
"""First word of the command line by which the program calls itself for an export."""

GRACE_MS = 3000


class Export(QObject):
    """One export at a time.

    Signals
    -------
    progressed : str, float
        What is being done, and the share done (0–1).
    finished : Path
        The file, or the folder, is written.
    failed : Exception
        It is not; nothing half-written is left.
    cancelled : ()
        A person stopped it; nothing half-written is left.
    """

    progressed = Signal(str, float)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._plan_file: Path | None = None
        self._answer: dict[str, object] = {}
        self._pending = b""
        self._stopping = False
        self._pid = 0
        self.path = Path()

    @property
    def running(self) -> bool:
        """Whether an export is under way."""
        return self._process is not None

    def start(
        self,
        plan: Plan,
        path: Path,
        desk: Desk | None = None,
        months: Sequence[Record] = (),
        wanted: Pages | ExportChoice | None = None,
    ) -> None:
        """Start writing what is wanted of a plan, with the files on its desk and its months.

        Coach pages, or one form of the plan; its workbook when nothing is said.
        """
        import tempfile

        from workbook.desk import Desk, desk_to_record
        from workbook.planfile import plan_to_record

        if self.running:
            return
        self.path, self._answer, self._pending, self._stopping = path, {}, b"", False
        handle, name = tempfile.mkstemp(prefix="headway-plan-", suffix=".json")
        self._plan_file = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            files = desk_to_record(desk or Desk().agreeing_with(plan))
            json.dump(plan_to_record(plan) | {"sources": files, "snapshots": list(months)}, file)
        process = QProcess(self)
        environment = plain_environment()
        environment.insert(WAITING, spoken())
        process.setProcessEnvironment(environment)
        process.started.connect(self._started)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._not_started)
        self._process = process
        program, *words = [*own_command(), WORD, str(self._plan_file), str(path)]
        words += [WORKBOOK, OWN] if wanted is None else wanted.words()
        process.start(program, words)

    def cancel(self) -> None:
        """Ask the child to stop; end it if it does not listen."""
        if self._process is None:
            return
        self._stopping = True
        self._process.closeWriteChannel()
        QTimer.singleShot(GRACE_MS, self._process, self._process.kill)

    def close(self) -> None:
        """End a running export with the window and wait for its end."""
        if self._process is not None:
            self.blockSignals(True)
            self._process.closeWriteChannel()
            if not self._process.waitForFinished(GRACE_MS):
                self._process.kill()
                self._process.waitForFinished(GRACE_MS)
            self._tidy()

    def _started(self) -> None:
        self._pid = 0 if self._process is None else self._process.processId()

    def _read(self) -> None:
        if self._process is None:
            return
        self._pending += self._process.readAllStandardOutput().data()
        *lines, self._pending = self._pending.split(b"\n")
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if "doing" in said:
                self.progressed.emit(str(said["doing"]), float(said["share"]))
            else:
                self._answer = said

    def _ended(self) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        errors = process.readAllStandardError().data().decode("utf-8", "replace")
        answer, stopping = self._answer, self._stopping
        self._tidy()
        if "written" in answer:
            self.finished.emit(Path(str(answer["written"])))
        elif stopping or answer.get("stopped"):
            self.cancelled.emit()
        elif "what" in answer:
            self.failed.emit(PlannerError(*(str(answer[name]) for name in ("what", "why", "what_to_do"))))
        else:
            self.failed.emit(ProgramFaultError(errors or say("The export ended without a word")))

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            said = self._process.errorString()
            self._tidy()
            self.failed.emit(ProgramFaultError(said))

    def _tidy(self) -> None:
        """Forget the child; remove the plan it was given and what it left when it was killed."""
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            staged_name(self.path, self._pid).unlink(missing_ok=True)
        if self._plan_file is not None:
            self._plan_file.unlink(missing_ok=True)


def own_environment() -> QProcessEnvironment:
    """Return the child's environment: our packages first, and UTF-8 both ways."""
    environment = QProcessEnvironment.systemEnvironment()
    before = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", os.pathsep.join(part for part in (str(ROOT), before) if part))
    environment.insert("PYTHONIOENCODING", "utf-8")
    return environment


def plain_environment() -> QProcessEnvironment:
    """Return the environment of what no preference reaches: files are in English, numbers as in the US."""
    environment = as_preferred()
    environment.insert(VARIABLE, ENGLISH)
    return environment


def as_preferred() -> QProcessEnvironment:
    """Return the environment without what was chosen when this process started, for one that chooses anew."""
    environment = own_environment()
    for name in (VARIABLE, NUMBERS, DAYS):
        environment.remove(name)
    return environment
