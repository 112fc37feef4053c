"""A new plan in three steps: the region, the files on the desk, the day and the name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from data.language import say, spoken
from desktop.board_commands import local_files
from desktop.controls.labels import label
from desktop.controls.region_field import RegionField
from desktop.controls.suggestions import Suggestion
from desktop.look.sizes import keep
from desktop.look.theme import Theme

PATH = Qt.ItemDataRole.UserRole
STEPS = (say("Region"), say("Your files"), say("Day and name"))


@dataclass(frozen=True)
class Wanted:
    """What a person wants to plan for; ``path`` is None for a plan that has no name yet."""

    areas: tuple[str, ...]
    files: tuple[Path, ...]
    day: datetime.date
    path: Path | None


class NewPlanDialog(QDialog):
    """Asks for the region, then for files, then for day and name; only the region is needed.

    Parameters
    ----------
    find, titles
        How areas are found by what is typed, and their titles by code.
    today : date
        The day that stands there.
    suffix : str
        Ending of a plan's file.
    """

    def __init__(
        self,
        theme: Theme,
        find: Callable[[str], Sequence[Suggestion]],
        titles: Callable[[Sequence[str]], Sequence[tuple[str, str]]],
        today: datetime.date,
        suffix: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("New plan"))
        keep(self, "setMinimumSize", 560, 380)
        self.setAcceptDrops(True)
        self._titles, self._suffix = titles, suffix
        self.areas: tuple[str, ...] = ()
        self.choose_files = QFileDialog.getOpenFileNames
        self.save_file = QFileDialog.getSaveFileName
        self.region = RegionField(theme)
        self.region.set_finder(find)
        self.region.areas_chosen.connect(lambda areas, _kept: self._choose(areas))
        self.files = QListWidget()
        self.files.setAccessibleName(say("Files of the plan"))
        self.add = QPushButton(say("Add files…"))
        self.remove = QPushButton(say("Remove"))
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setLocale(QLocale(f"{spoken()}_US"))
        self.day.setDisplayFormat(say("d MMMM yyyy"))
        self.day.setAccessibleName(say("Day of the plan"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(say("No name yet: the plan is kept all the same"))
        self.name.setAccessibleName(say("File of the plan"))
        self.browse = QPushButton(say("Choose…"))
        self.browse.setAccessibleName(say("Choose where the plan is kept"))
        self.step = label("", "heading")
        self.pages = QStackedWidget()
        self.back = QPushButton(say("Back"))
        self.next = QPushButton(say("Next"))
        self.next.setProperty("role", "primary")
        self.next.setDefault(True)
        self._lay_out()
        self.add.clicked.connect(self._add_files)
        self.remove.clicked.connect(lambda: self.files.takeItem(self.files.currentRow()))
        self.files.currentRowChanged.connect(lambda row: self.remove.setEnabled(row >= 0))
        self.browse.clicked.connect(self._choose_path)
        self.back.clicked.connect(lambda: self._go(self.pages.currentIndex() - 1))
        self.next.clicked.connect(lambda: self._go(self.pages.currentIndex() + 1))
        self._go(0)

    def _lay_out(self) -> None:
        for parts in (self._region_page(), self._files_page(), self._name_page()):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            for part in parts:
                column.addWidget(part)
            if self.files not in parts:
                column.addStretch(1)
            self.pages.addWidget(page)
        cancel = QPushButton(say("Cancel"))
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(cancel)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(self.step)
        column.addWidget(self.pages, 1)
        column.addLayout(row)

    def _region_page(self) -> tuple[QWidget, ...]:
        said = say(
            "A metropolitan area, a nonmetropolitan area, a state or the nation. Several areas together are "
            "one region: take the first, then the plus."
        )
        return label(said, "quiet", wrap=True), self.region

    def _files_page(self) -> tuple[QWidget, ...]:
        said = say(
            "Postings, claims, wages, training programmes: drop them here or add them. What each is, Headway "
            "finds out. You can also go on without: the public figures are there."
        )
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.remove.setEnabled(False)
        return label(said, "quiet", wrap=True), self.files, buttons

    def _name_page(self) -> tuple[QWidget, ...]:
        kept = QWidget()
        row = QHBoxLayout(kept)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.browse)
        return (
            label(say("Postings count as open when they have not expired by this day."), "quiet", wrap=True),
            self.day,
            label(say("Where the plan is kept. You can name it later."), "quiet", wrap=True),
            kept,
        )

    def wanted(self) -> Wanted:
        """Return what was entered."""
        files = (Path(self.files.item(row).data(PATH)) for row in range(self.files.count()))
        chosen, typed = self.day.date(), self.name.text().strip()
        path = Path(typed if typed.lower().endswith(self._suffix) else f"{typed}{self._suffix}")
        day = datetime.date(chosen.year(), chosen.month(), chosen.day())
        return Wanted(self.areas, tuple(files), day, path if typed else None)

    def offer_files(self, paths: Sequence[Path]) -> None:
        """Put files on the list, each once."""
        have = {self.files.item(row).data(PATH) for row in range(self.files.count())}
        for path in dict.fromkeys(path for path in paths if str(path) not in have):
            item = QListWidgetItem(path.name)
            item.setData(PATH, str(path))
            item.setToolTip(str(path))
            self.files.addItem(item)

    def _choose(self, areas: Sequence[str]) -> None:
        self.areas = tuple(areas)
        self.region.show_region(self._titles(self.areas))
        self.next.setEnabled(bool(self.areas))

    def _go(self, place: int) -> None:
        if place == len(STEPS):
            self.accept()
            return
        self.pages.setCurrentIndex(place)
        self.step.setText(
            say("{number} of {count}: {step}", number=place + 1, count=len(STEPS), step=STEPS[place])
        )
        self.back.setEnabled(place > 0)
        self.next.setEnabled(bool(self.areas))
        self.next.setText(say("Make the plan") if place == len(STEPS) - 1 else say("Next"))
        (self.region.entry, self.add, self.day)[place].setFocus()

    def _add_files(self) -> None:
        names, _ = self.choose_files(self, say("Add files"), "", say("All files (*)"))
        self.offer_files([Path(name) for name in names])

    def _choose_path(self) -> None:
        titles = self._titles(self.areas)
        first = titles[0][1].split(",")[0] if titles else say("Plan")
        kinds = say("Headway plans (*{suffix})", suffix=self._suffix)
        name, _ = self.save_file(self, say("Save the plan as"), f"{first}{self._suffix}", kinds)
        if name:
            self.name.setText(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dropped files on the list and show it."""
        self.offer_files(local_files(event.mimeData()))
        if self.areas:
            self._go(1)
