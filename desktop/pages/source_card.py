"""One card of the Sources page: the files of a kind, what became of their rows, and what can be done."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from data.intake.kinds import kinds
from data.language import say, say_count, say_day
from desktop.controls.labels import ElidedLabel, label, rule
from workbook.desk import BOUNDARIES, COUNTED, NOT_COUNTED, SourceFile

if TYPE_CHECKING:
    from data.intake.loaded import Loaded

TELLS = {
    "postings": say("Open jobs, what they ask and what they pay."),
    "unemployment": say("Who is looking for work; without it the claims of the state stand in."),
    "wages": say("Newer or more local wages than the pack has, in their place."),
    "nonba_wages": say(
        "What people without a four-year degree earn in each occupation, in place of the estimate."
    ),
    "projections": say("Growth and openings of your state or a newer year, in place of the pack's."),
    "onet": say("Skills and knowledge of a newer O*NET release."),
    "programmes": say("Where people can be trained."),
    "outcomes": say("What became of those who were trained; shown beside the programmes."),
    "transitions": say("Moves between occupations from another study, in place of the pack's."),
    "boundaries": say(
        "Shapes of counties: they draw a map of your counts and place postings that only tell latitude and "
        "longitude. Kept on this computer for all plans."
    ),
}


@dataclass(frozen=True)
class FileFacts:
    """What a card says of one file; ``review`` counts the titles that leave the occupation open."""

    file: SourceFile
    rows: str
    age: str
    set_aside: int = 0
    review: int = 0
    problem: bool = False


def facts_of(file: SourceFile, loaded: Loaded | None, review: int, today: datetime.date) -> FileFacts:
    """Return what a card says of a file."""
    age = age_words(file, today)
    if loaded is None:
        return FileFacts(file, say("Read when it is needed"), age)
    said = say(
        "{read} rows read = {accepted} accepted + {aside} set aside",
        read=f"{loaded.read:,}",
        accepted=f"{loaded.accepted:,}",
        aside=f"{loaded.set_aside:,}",
    )
    if loaded.repeated:
        said += " · " + say("{count} repeated", count=f"{loaded.repeated:,}")
    when = period_words(loaded)
    return FileFacts(file, said, " · ".join(part for part in (when, age) if part), loaded.set_aside, review)


def period_words(loaded: Loaded) -> str:
    """Return which time a file is about, as far as it tells."""
    if loaded.period:
        from data.intake.cleaning.periods import period_said

        return period_said(loaded.period)
    vintage = loaded.facts.get("vintage") or loaded.facts.get("year")
    if vintage:
        return say("Vintage {vintage}", vintage=vintage)
    if loaded.kind == "postings":
        days = loaded.facts.get("days")
        if days:
            first, last = (say_day(day, short=True) for day in days)
            return say("Posted {first} to {last}", first=first, last=last)
    return ""


def age_words(file: SourceFile, today: datetime.date) -> str:
    """Return when the file was saved and how long ago that is; blank when nobody knows."""
    if not file.state:
        return ""
    saved = datetime.datetime.fromtimestamp(file.state[0] / 1e9).date()
    days = (today - saved).days
    ago = say("{days} days ago", days=f"{days:,}")
    ago = say("today") if days <= 0 else say("yesterday") if days == 1 else ago
    return say("Saved {day}, {ago}", day=say_day(saved, short=True), ago=ago)


class SourceCard(QFrame):
    """The files of one kind.

    Signals
    -------
    add_wanted : str
        Another file of the kind is wanted.
    replace_wanted, columns_wanted, remove_wanted, findings_wanted : SourceFile
        Something is wanted with a file.
    review_wanted : ()
        The uncertain titles are to be looked at.
    """

    add_wanted = Signal(str)
    replace_wanted = Signal(object)
    columns_wanted = Signal(object)
    remove_wanted = Signal(object)
    findings_wanted = Signal(object)
    review_wanted = Signal()

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.label = say(kinds()[kind].label)
        self.setObjectName("sourceCard")
        self.setAccessibleName(self.label)
        self.add = QPushButton(say("Add…"))
        self.add.setAccessibleName(say("Add a file: {kind}", kind=self.label))
        self.add.clicked.connect(lambda: self.add_wanted.emit(kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        self.title = ElidedLabel(self.label)
        self.title.setProperty("voice", "section")
        head.addWidget(self.title, 1)
        head.addWidget(self.add)
        column.addLayout(head)
        self._body = QVBoxLayout()
        self._body.setSpacing(4)
        column.addLayout(self._body)
        column.addStretch(1)
        self.files: list[QWidget] = []
        self._shown: tuple[list[FileFacts], bool] | None = None

    def show_files(self, facts: list[FileFacts], *, counted: bool = True) -> None:
        """Show the files of the kind; without any, what one would tell."""
        if (facts, counted) == self._shown:
            return
        self._shown = (list(facts), counted)
        for widget in self.files:
            self._body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.files = [self._file(one) for one in facts]
        if not facts:
            self.files.append(label(TELLS[self.kind], "quiet", wrap=True))
        if facts and not counted:
            self.files.append(label(say("Of other areas: not used in figures."), "small", wrap=True))
        if self.kind not in (*COUNTED, BOUNDARIES):
            self.files.append(label(f"{say(NOT_COUNTED)}.", "small", wrap=True))
        for place, widget in enumerate(self.files):
            if place and facts and place < len(facts):
                line = rule()
                self._body.addWidget(line)
                self.files.append(line)
            self._body.addWidget(widget)

    def _file(self, facts: FileFacts) -> QWidget:
        file = facts.file
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        head = QHBoxLayout()
        said = f"{file.name} – {file.sheet}" if file.sheet else file.name
        name = ElidedLabel(said)
        name.explanation = file.path
        name.setText(said)
        head.addWidget(name, 1)
        head.addWidget(self._menu(file))
        column.addLayout(head)
        recognised = ElidedLabel(" – ".join(part for part in (file.recognised, file.why) if part))
        recognised.setProperty("voice", "quiet")
        column.addWidget(recognised)
        column.addWidget(label(facts.rows, wrap=True))
        if facts.age:
            age = ElidedLabel(facts.age)
            age.setProperty("voice", "small")
            column.addWidget(age)
        links = QHBoxLayout()
        links.setSpacing(4)
        if facts.set_aside:
            said = say("See {count} set aside", count=f"{facts.set_aside:,}")
            links.addWidget(self._link(said, f"{said}: {file.name}", lambda: self.findings_wanted.emit(file)))
        if facts.review:
            count = f"{facts.review:,}"
            said = say_count("Review {count} title…", "Review {count} titles…", facts.review, count=count)
            links.addWidget(self._link(said, said, self.review_wanted.emit))
        if links.count():
            links.addStretch(1)
            column.addLayout(links)
        return made

    def _link(self, text: str, name: str, act: object) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", "link")
        made.setAccessibleName(name)
        made.clicked.connect(act)
        return made

    def _menu(self, file: SourceFile) -> QToolButton:
        made = QToolButton()
        made.setText("⋯")
        made.setProperty("role", "plain")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.setAccessibleName(say("What can be done with {name}", name=file.name))
        made.setToolTip(say("Replace, columns, remove: {name}", name=file.name))
        menu = QMenu(made)
        menu.addAction(say("Replace…"), lambda: self.replace_wanted.emit(file))
        if self.kind != BOUNDARIES:
            menu.addAction(say("Choose columns…"), lambda: self.columns_wanted.emit(file))
        menu.addAction(say("Show findings"), lambda: self.findings_wanted.emit(file))
        menu.addSeparator()
        where = say("Remove from this computer") if self.kind == BOUNDARIES else say("Remove from the plan")
        menu.addAction(where, lambda: self.remove_wanted.emit(file))
        made.setMenu(menu)
        return made
