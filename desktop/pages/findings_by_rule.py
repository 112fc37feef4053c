"""Findings grouped by rule: the list on the left, the rows of the file with the cell on the right."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from data.intake.findings import IntakeError
from data.language import say, say_count
from desktop.background import Background
from desktop.controls.labels import label
from desktop.controls.two_rows import TwoRows
from desktop.finding_rows import FindingRows, set_aside_rows
from desktop.look.theme import Theme
from desktop.pages.frame import framed
from desktop.reading import rows_of_finding
from desktop.tables.find_bar import FindBar
from desktop.tables.text_table import TextTable
from workbook.desk import SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.findings import Finding
    from data.intake.loaded import Loaded

SET_ASIDE = "set aside"


@dataclass(frozen=True)
class Entry:
    """One finding, its file and the table that came of it."""

    finding: Finding
    file: SourceFile
    loaded: Loaded


class FindingsByRule(QWidget):
    """What was met in the files on the desk.

    Signals
    -------
    export_wanted, mended_wanted : SourceFile
        The rows of a file that were set aside are to be written, or the mended ones loaded.
    """

    export_wanted = Signal(object)
    mended_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._entries: list[Entry] = []
        self._asked = 0
        self._cancel = threading.Event()
        self._shown: Loaded | None = None
        self._shown_finding: Finding | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(say("Findings by rule"))
        self.list.setWordWrap(True)
        FindBar(self.list)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.what = label("", "section", wrap=True)
        self.why = label("", "quiet", wrap=True)
        self.table = TextTable(theme, say("Rows that the finding is about"))
        self.count = label("", "small")
        self.export = QPushButton(say("Export set-aside rows…"))
        self.export.setAccessibleName(say("Export the rows set aside, to be mended in Excel"))
        self.mended = QPushButton(say("Load the mended file…"))
        self.mended.setAccessibleName(say("Load the rows that were mended"))
        self._lay_out()
        self.list.currentRowChanged.connect(self._chosen)
        self.export.clicked.connect(lambda: self._with_file(self.export_wanted))
        self.mended.clicked.connect(lambda: self._with_file(self.mended_wanted))
        self.show_entries([])

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 8, 0, 0)
        across.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(4)
        self.lead = label(say("Findings"), "section")
        left.addWidget(self.lead)
        left.addWidget(self.list, 1)
        across.addLayout(left, 3)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.what)
        right.addWidget(self.why)
        right.addWidget(framed(self.table), 1)
        bottom, files = TwoRows(), TwoRows()
        bottom.first.addWidget(self.count)
        bottom.second.addStretch(1)
        bottom.second.addWidget(files)
        files.first.addWidget(self.export)
        files.second.addWidget(self.mended)
        right.addWidget(bottom)
        across.addLayout(right, 7)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the findings of the files; the chosen one stays chosen when it is still there."""
        before = self._current()
        self._entries = list(entries)
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for one in entries:
            self.list.addItem(_item(one))
        place = next(
            (
                number
                for number, one in enumerate(entries)
                if before is not None and (one.finding, one.file) == (before.finding, before.file)
            ),
            0,
        )
        self.list.setCurrentRow(place if entries else -1)
        self.list.blockSignals(blocked)
        count = len(entries)
        self.lead.setText(say("Findings by rule ({count})", count=count) if entries else say("Findings"))
        self._chosen(self.list.currentRow())

    def show_file(self, file: SourceFile) -> None:
        """Choose the first finding of a file."""
        place = next((number for number, one in enumerate(self._entries) if one.file == file), -1)
        if place >= 0:
            self.list.setCurrentRow(place)
            self.list.setFocus()

    def close_reading(self) -> None:
        """End what runs beside the page."""
        self._ask_anew()
        self._background.close()

    def _current(self) -> Entry | None:
        row = self.list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _chosen(self, _row: int) -> None:
        entry = self._current()
        if entry is None:
            self._ask_anew()
            self._shown = None
            self.what.setText(say("Nothing was found that needs your attention."))
            self.why.setText(
                say("What cannot be used of a file, or only in part, is listed here by its reason.")
            )
            self.table.texts.show((), ())
            for part in (self.count, self.export, self.mended):
                part.setVisible(False)
            return
        finding = entry.finding
        self.what.setText(f"{finding.what}.")
        place = " " + say("Where: {place}.", place=finding.where.rstrip(" …")) if finding.where else ""
        self.why.setText(f"{finding.why}. {finding.what_to_do}.{place}")
        aside = bool(entry.loaded.set_aside)
        self.export.setVisible(aside)
        self.mended.setVisible(aside)
        self.count.setVisible(True)
        self._show_rows(entry)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the rows of the chosen finding now that somebody can see them."""
        super().showEvent(event)
        entry = self._current()
        if entry is not None:
            self._show_rows(entry)

    def _show_rows(self, entry: Entry) -> None:
        """Show the rows of a finding, unless nobody looks or they are shown already."""
        if not self.isVisible() or (self._shown is entry.loaded and self._shown_finding == entry.finding):
            return
        self._ask_anew()
        self._shown, self._shown_finding = entry.loaded, entry.finding
        if entry.finding.severity == SET_ASIDE:
            self._show(set_aside_rows(entry.loaded, entry.finding))
            return
        self._show(None)
        if entry.finding.lines:
            asked = self._asked
            work = partial(rows_of_finding, entry.file, entry.loaded, entry.finding, self._cancel)
            self.count.setText(say("Reading the rows…"))
            self._background.run(
                work,
                lambda found: self._show(found) if asked == self._asked else None,
                lambda error: self._not_read(asked, error),
            )

    def _ask_anew(self) -> None:
        """Call off what is still read for an earlier choice."""
        self._asked += 1
        self._cancel.set()
        self._cancel = threading.Event()

    def _not_read(self, asked: int, error: BaseException) -> None:
        """Say why the rows cannot be shown; a fault of the program goes its way."""
        if asked != self._asked:
            return
        if not isinstance(error, (IntakeError, PlannerError)):
            raise error
        self.count.setText(f"{error.what}. {error.why}.")

    def _show(self, found: FindingRows | None) -> None:
        if found is None or not found.rows:
            self.table.texts.show((), ())
            self.count.setText(say("It is about the file or a column as a whole; no single row is named."))
            return
        marked = [found.marked] if found.marked >= 0 else []
        self.table.texts.show(found.headings, found.rows, marked=marked, right=(0,))
        self.table.fit(240)
        if marked:
            self.table.scrollTo(self.table.texts.index(0, marked[0]))
        shown = len(found.rows)
        rows = say_count("{count} row", "{count} rows", shown, count=f"{shown:,}")
        some = say("{shown} of {rows} rows shown", shown=f"{shown:,}", rows=f"{found.of:,}")
        self.count.setText(some if shown < found.of else rows)

    def _with_file(self, signal: object) -> None:
        entry = self._current()
        if entry is not None:
            signal.emit(entry.file)  # type: ignore[attr-defined]


def _item(entry: Entry) -> QListWidgetItem:
    finding = entry.finding
    many = max(1, finding.count)
    rows = say_count("{count} row", "{count} rows", many, count=f"{finding.count:,}")
    made = QListWidgetItem(f"{finding.what}\n{say(finding.severity)} · {rows} · {entry.file.name}")
    made.setToolTip(f"{finding.why}. {finding.what_to_do}.")
    return made
