"""Sources: the files of the plan by kind, what was met in them, and the titles to be looked at."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from data.intake.findings import SEVERITIES
from data.language import say, say_count
from desktop.charts.county_map import CountyMapPicture, Rings
from desktop.controls.labels import label
from desktop.look.sizes import px
from desktop.look.theme import Theme
from desktop.pages.findings_by_rule import Entry, FindingsByRule
from desktop.pages.frame import FoldablePicture, headline
from desktop.pages.source_card import FileFacts, SourceCard, age_words, facts_of
from desktop.title_list import titles_to_review
from workbook.desk import BOUNDARIES, COUNTED, LOADING, POSTINGS, UNEMPLOYED, Desk, SourceFile
from workbook.model.pictures.counties import LABELS, CountyMap

if TYPE_CHECKING:
    from data.intake.loaded import Loaded

CARD_WIDTH = 330
MOST_ACROSS = 4
PICTURE_ROOM, REST_ROOM = 2, 3
"""How the map and all below it share the height."""


class SourcesPage(QWidget):
    """Sentence, cards and findings of the files on the desk.

    Signals
    -------
    add_wanted : str
        Files are wanted, of a kind or of any (blank).
    review_wanted : ()
        The uncertain titles are to be looked at.
    measure_chosen : str
        The map is to show something else.
    """

    add_wanted = Signal(str)
    review_wanted = Signal()
    measure_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Sources"))
        self.headline = headline()
        self.add = QPushButton(say("Add files…"))
        self.add.setProperty("role", "primary")
        self.add.setAccessibleName(say("Add files of any kind"))
        self.add.setToolTip(say("Several at once if you like; or drop them anywhere on the window"))
        self.review = QPushButton(say("Review titles…"))
        self.review.setAccessibleName(say("Review titles that leave the occupation open"))
        self.cards = {kind: SourceCard(kind) for kind in (*LOADING, BOUNDARIES)}
        self.canvas = CountyMapPicture(theme)
        self.picture = FoldablePicture(self.canvas, theme)
        self.measures = QComboBox()
        self.measures.setAccessibleName(say("What the map shows"))
        self._boundaries: tuple[SourceFile, Loaded] | None = None
        self._kept = False
        self._desk: Any = (Desk(), lambda _: None, ())
        self.findings = FindingsByRule(theme)
        self._order: tuple[str, ...] = ()
        self._across = 0
        self._lay_out()
        self.add.clicked.connect(lambda: self.add_wanted.emit(""))
        self.review.clicked.connect(self.review_wanted)
        for card in self.cards.values():
            card.add_wanted.connect(self.add_wanted)
            card.review_wanted.connect(self.review_wanted)
            card.findings_wanted.connect(self.findings.show_file)
        self.measures.activated.connect(lambda _: self.measure_chosen.emit(self.measure))
        self.show_desk(Desk(), lambda _: None)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(10)
        page.addWidget(self.headline)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.add)
        row.addWidget(self.review)
        stays = label(say("Files are read on this computer and stay where they are."), "quiet", wrap=True)
        row.addWidget(stays, 1)
        row.addWidget(self.measures)
        page.addLayout(row)
        self.measures.hide()
        self.picture.hide()
        page.addWidget(self.picture, PICTURE_ROOM)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setSpacing(12)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(say("Kinds of files"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self._scroll)
        split.addWidget(self.findings)
        split.setSizes([300, 360])
        page.addWidget(split, REST_ROOM)

    def show_desk(
        self,
        desk: Desk,
        loaded: Callable[[SourceFile], Loaded | None],
        elsewhere: Collection[str] = (),
    ) -> None:
        """Show the files on a desk, with what is known of those that have been read.

        Those of the kinds ``elsewhere`` tell of other areas and do not count.
        """
        today = datetime.date.today()
        waiting = 0
        self._desk = (desk, loaded, elsewhere)
        for kind in LOADING:
            card, facts = self.cards[kind], []
            for file in desk.of(kind):
                found = loaded(file)
                titles = titles_to_review(found, desk)
                waiting += titles
                facts.append(facts_of(file, found, titles, today))
            card.show_files(facts, counted=kind not in elsewhere)
        self.review.setVisible(bool(waiting or desk.corrections))
        waits = say("Review titles… ({count})", count=f"{waiting:,}")
        self.review.setText(waits if waiting else say("Titles coded by hand…"))
        entries = [
            Entry(finding, file, found)
            for file in desk.files
            if (found := loaded(file)) is not None
            for finding in found.findings
        ]
        if self._boundaries is not None:
            file, found = self._boundaries
            entries += [Entry(finding, file, found) for finding in found.findings]
        entries.sort(key=lambda one: SEVERITIES.index(one.finding.severity))
        self.headline.setText(headline_words(desk, waiting, len(entries), elsewhere))
        self.findings.show_entries(entries)
        self.findings.setVisible(bool(entries))
        with_files = [kind for kind in LOADING if desk.of(kind)]
        with_files += [BOUNDARIES] if self._kept else []
        first = (POSTINGS, UNEMPLOYED)
        order = (*first, *(kind for kind in with_files if kind not in first))
        self._arrange((*order, *(kind for kind in self.cards if kind not in order)))

    def show_boundaries(
        self, file: SourceFile | None, counts: tuple[int, int, int], loaded: Loaded | None
    ) -> None:
        """Show the boundaries that this computer keeps, with their counts of shapes."""
        facts = []
        if file is not None:
            read, accepted, aside = (f"{count:,}" for count in counts)
            said = say(
                "{read} shapes read = {accepted} accepted + {aside} set aside",
                read=read,
                accepted=accepted,
                aside=aside,
            )
            shown = counts[2] if loaded is not None else 0
            facts.append(FileFacts(file, said, age_words(file, datetime.date.today()), shown))
        self.cards[BOUNDARIES].show_files(facts)
        found = None if file is None or loaded is None else (file, loaded)
        self._boundaries, self._kept = found, file is not None
        self.show_desk(*self._desk)

    @property
    def measure(self) -> str:
        """What the map is to show; blank before there is a map."""
        return str(self.measures.currentData() or "")

    def show_map(self, picture: CountyMap | None, rings: Rings, offered: Sequence[str]) -> None:
        """Show the map of the region's counties; without one there is no frame either."""
        known = [self.measures.itemData(place) for place in range(self.measures.count())]
        if known != list(offered):
            self.measures.clear()
            for one in offered:
                self.measures.addItem(say(LABELS[one]), one)
        if picture is not None:
            self.measures.setCurrentIndex(self.measures.findData(picture.measure))
        self.measures.setVisible(len(offered) > 1)
        self.canvas.show_map(picture, rings)
        self.picture.setVisible(picture is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards side by side as there is room for."""
        super().resizeEvent(event)
        self._arrange(self._order)

    def _arrange(self, order: tuple[str, ...]) -> None:
        across = max(1, min(MOST_ACROSS, (self.width() - 32) // px(CARD_WIDTH)))
        if (order, across) == (self._order, self._across):
            return
        self._order, self._across = order, across
        for place, kind in enumerate(order):
            self._grid.addWidget(self.cards[kind], place // across, place % across)
        # What is left of the height stays blank: a card is as tall as what it says.
        for row in range(len(order) + 1):
            self._grid.setRowStretch(row, 1 if row == -(-len(order) // across) else 0)
        for column in range(MOST_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        before: QWidget = self.review
        for kind in order:
            QWidget.setTabOrder(before, self.cards[kind].add)
            before = self.cards[kind].add


def headline_words(desk: Desk, waiting: int, findings: int, elsewhere: Collection[str] = ()) -> str:
    """Return the answer of the page in one sentence."""
    if not desk.files:
        return say(
            "No file of yours is in the plan yet: figures come from the official files alone. "
            "Drop one anywhere on this window."
        )
    count = len(desk.files)
    counted = sum(len(desk.of(kind)) for kind in COUNTED if kind not in elsewhere)
    said = _one_file(desk, counted) if count == 1 else _several_files(count, counted)
    if waiting:
        return say_count(
            "{files}. {count} job title leaves the occupation open.",
            "{files}. {count} job titles leave the occupation open.",
            waiting,
            files=said,
            count=f"{waiting:,}",
        )
    if findings:
        return f"{said}."
    return say_count(
        "{files}, and nothing in it needs you.",
        "{files}, and nothing in them needs your attention.",
        count,
        files=said,
    )


def _one_file(desk: Desk, counted: int) -> str:
    if counted:
        return say("1 file of yours is in the plan; it counts in the figures")
    if desk.files[0].kind not in COUNTED:
        return say("1 file of yours is in the plan; it is kept and not used in figures yet")
    return say("1 file of yours is in the plan; it tells of other areas and does not count")


def _several_files(count: int, counted: int) -> str:
    if counted == count:
        return say("{count} files of yours are in the plan; all of them count in the figures", count=count)
    if not counted:
        return say("{count} files of yours are in the plan; none of them count in the figures", count=count)
    return say_count(
        "{count} files of yours are in the plan; {counted} of them counts in the figures",
        "{count} files of yours are in the plan; {counted} of them count in the figures",
        counted,
        count=count,
        counted=counted,
    )
