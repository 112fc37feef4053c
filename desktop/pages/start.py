"""What stands there before a region is chosen: what there will be, and one click to get it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from data.language import say
from desktop.charts.ladder import Ladder
from desktop.controls.labels import label
from desktop.look.sizes import keep, px
from desktop.look.theme import Theme
from desktop.pages.freshness import FreshnessList

if TYPE_CHECKING:
    from data.reference.pack import Source
    from desktop.recent_plans import RecentPlan

SHOWN_RECENT = 5
COLUMN, BESIDE_FROM = 440, 860
"""Widths [pixels at the usual text size] of a column, and from which on two stand side by side."""
EXAMPLES = (
    ("Atlanta", "12060"),
    ("Austin", "12420"),
    ("Denver", "19740"),
    ("Minneapolis–St. Paul", "33460"),
    ("Finger Lakes NY", "40380"),
    ("Indiana", "18"),
    ("Colorado", "08"),
)
"""Regions close to those where such plans were first made, with the code that finds each in the pack."""

LARGEST_PART = {"40380": say("The Rochester area, the largest part of the Finger Lakes region")}
"""What stands in for a region that is no area of the statistics."""


class StartPage(QWidget):
    """Says what the program does, and offers the region field and a few regions.

    Signals
    -------
    typing_wanted : ()
        A person wants to type a region.
    example_chosen : str
        The code of a region.
    plan_chosen, window_wanted : Path
        The file of a plan of an earlier day, to be opened here or in a new window.
    """

    typing_wanted = Signal()
    example_chosen = Signal(str)
    steps_wanted = Signal()
    plan_chosen = Signal(Path)
    window_wanted = Signal(Path)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Start"))
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(64, 24, 64, 24)
        across.setSpacing(48)
        column = QVBoxLayout()
        column.setSpacing(12)
        self.ladder = Ladder(theme)
        across.addStretch(1)
        across.addLayout(column, 6)
        self.freshness = FreshnessList(theme)
        across.addLayout(_in_the_middle(self.ladder, self.freshness), 4)
        across.addStretch(1)
        column.addStretch(2)
        self.title = label(say("Which region do you plan for?"), "title", wrap=True)
        self.text = label(
            say(
                "Choose one and Headway shows, for every occupation there, whether people without a "
                "four-year degree can reach it, where it leads, how many openings there are and how many "
                "people compete for them. Everything is computed on this computer; no file leaves it."
            ),
            wrap=True,
        )
        keep(self.text, "setMaximumWidth", 640)
        self.button = QPushButton(say("Choose a region…"))
        self.button.setProperty("role", "primary")
        self.button.setAccessibleName(say("Choose a region"))
        self.button.clicked.connect(self.typing_wanted)
        self.steps = QPushButton(say("New plan in three steps…"))
        self.steps.clicked.connect(self.steps_wanted)
        self.progress = _moving_bar()
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(8)
        column.addLayout(_in_a_row(self.button, self.steps))
        column.addWidget(self.progress)
        column.addSpacing(16)
        self.recent = QWidget()
        self._recent_column = QVBoxLayout(self.recent)
        self._recent_column.setContentsMargins(0, 0, 0, 12)
        self._recent_column.setSpacing(4)
        column.addWidget(self.recent)
        self._examples = QWidget()
        column.addWidget(self._examples)
        column.addStretch(3)
        self._fill_examples()
        self.show_recent([])
        self.show_waiting("")

    def minimumSizeHint(self) -> QSize:
        """Return the room for a column; a second one goes below it where there is no more."""
        return QSize(px(COLUMN), self._across.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put picture and freshness beside the words or below them."""
        super().resizeEvent(event)
        beside = event.size().width() >= px(BESIDE_FROM)
        way = QBoxLayout.Direction
        self._across.setDirection(way.LeftToRight if beside else way.TopToBottom)
        side = 64 if beside else 24
        self.ladder.setHidden(self.button.isHidden() or not beside)
        self._across.setContentsMargins(side, 24, side, 24)

    def show_waiting(self, for_what: str) -> None:
        """Say what is being opened; blank when a region can be chosen."""
        waiting = bool(for_what)
        self.title.setText(for_what if waiting else say("Which region do you plan for?"))
        self.progress.setVisible(waiting)
        self.button.setVisible(not waiting)
        self.steps.setVisible(not waiting)
        self.text.setVisible(not waiting)
        self._examples.setVisible(not waiting)
        self.recent.setVisible(not waiting and self._recent_column.count() > 0)
        self.ladder.setVisible(not waiting and self.width() >= px(BESIDE_FROM))
        self.freshness.setVisible(not waiting and self.freshness.told)

    def show_recent(self, plans: Sequence[RecentPlan]) -> None:
        """Offer the plans of earlier days, the latest first."""
        while (item := self._recent_column.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        if plans:
            self._recent_column.addWidget(label(say("Go on with a plan"), "quiet"))
        for plan in plans[:SHOWN_RECENT]:
            file = "" if plan.path.stem == plan.name else f" – {plan.path.stem}"
            said = say("{plan}, saved {when}", plan=f"{plan.name}{file}", when=plan.saved_text)
            button = QPushButton(said.replace("&", "&&"))
            button.setProperty("role", "link")
            button.setAccessibleName(
                say("Open the plan {file} for {region}", file=plan.path.stem, region=plan.name)
            )
            button.setToolTip(say("{path}. Shift opens it in a new window.", path=plan.path))
            button.clicked.connect(lambda _=False, path=plan.path: self._choose(path))
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(
                lambda at, path=plan.path, of=button: self._ask_where(path, of.mapToGlobal(at))
            )
            self._recent_column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.recent.setVisible(bool(plans) and not self.button.isHidden())

    def show_freshness(self, sources: Sequence[Source]) -> None:
        """Say how old the facts of the pack are today."""
        self.freshness.show_told(sources, datetime.date.today())
        self.freshness.setVisible(not self.button.isHidden())

    def _choose(self, path: Path) -> None:
        shifted = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        (self.window_wanted if shifted else self.plan_chosen).emit(path)

    def _ask_where(self, path: Path, at: QPoint) -> None:
        from desktop.recent_plans import where_menu

        menu = where_menu(path, self.plan_chosen.emit, self.window_wanted.emit, self)
        menu.exec(at)
        menu.deleteLater()

    def _fill_examples(self) -> None:
        column = QVBoxLayout(self._examples)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(say("Or start with one of these"), "quiet"))
        for places in (EXAMPLES[:4], EXAMPLES[4:]):
            row = QHBoxLayout()
            row.setSpacing(4)
            for name, code in places:
                button = QPushButton(name)
                button.setProperty("role", "link")
                button.setAccessibleName(say("Plan for {region}", region=name))
                button.setToolTip(LARGEST_PART.get(code, ""))
                button.clicked.connect(lambda _=False, chosen=code: self.example_chosen.emit(chosen))
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)


def _moving_bar() -> QProgressBar:
    """Return a bar that only says that something is under way."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    keep(bar, "setFixedWidth", 240)
    bar.setAccessibleName(say("Opening"))
    return bar


def _in_a_row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _in_the_middle(*parts: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(24)
    column.addStretch(1)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return column
