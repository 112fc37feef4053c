"""The picture above the matrix: jobs by class, and how contested the openings of each class are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.canvas import SMALL, Canvas
from desktop.look.numbers import figure, rounded
from desktop.look.palette import CLASS_ORDER
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.tables.cells import paint_class_chip
from desktop.tables.content import AVAILABILITY_ORDER

if TYPE_CHECKING:
    from workbook.model.results import Results

NAME_WIDTH = 176


@dataclass(frozen=True)
class ClassLine:
    """One class of the region: published jobs, and openings a year by how contested they are."""

    name: str
    occupations: int
    jobs: float
    openings: Mapping[str, float]

    @property
    def all_openings(self) -> float:
        """Openings a year, all together."""
        return sum(self.openings.values())


def class_lines(results: Results) -> tuple[ClassLine, ...]:
    """Sum the matrix by class, in the order of the classes; only published figures count."""
    classes, availability = results.frame["class"], results.frame["availability"]
    employment, openings = results.frame["employment"], results.frame["openings_12m"]
    lines = []
    for name in CLASS_ORDER:
        rows = classes == name
        lines.append(
            ClassLine(
                name=name,
                occupations=int(np.sum(~np.isnan(employment[rows]))),
                jobs=float(np.nansum(employment[rows])),
                openings={
                    word: float(np.nansum(openings[rows & (availability == word)]))
                    for word in AVAILABILITY_ORDER
                },
            )
        )
    return tuple(lines)


class ClassOverview(Canvas):
    """Two bars a class: jobs on the left, openings on the right, split by availability.

    Signals
    -------
    class_clicked : str
        A person clicked the line of a class.
    """

    class_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Jobs and openings by class"), parent)
        self.lines: tuple[ClassLine, ...] = ()
        self._names = float(NAME_WIDTH)
        keep(self, "setMinimumHeight", 228)

    def show_results(self, results: Results) -> None:
        """Show the classes of a region."""
        self.lines = class_lines(results)
        jobs = sum(line.jobs for line in self.lines) or 1.0
        good = [
            line for line in self.lines if line.name in ("Mid-wage Origin", "Gateway", "Historical Adjacency")
        ]
        openings = sum(line.all_openings for line in good)
        origins = self.lines[0].jobs / jobs
        self.title = say(
            "Origins hold {share} of jobs; good jobs have about {openings} openings a year",
            share=figure(origins, "0%"),
            openings=rounded(openings),
        )
        vintages = ", ".join(results.vintages.get(name, "") for name in ("Jobs and wages", "Openings")).strip(
            ", "
        )
        told = say("Jobs, and openings a year (modelled); published occupations only")
        self.subtitle = f"{told} · {vintages}" if vintages else told
        self.refresh()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint the heading words and one line a class."""
        if not self.lines:
            return
        heads = QRectF(box.left(), box.top(), box.width(), 18)
        self._names = max(NAME_WIDTH, 40 + max(self.width_of(say(line.name)) for line in self.lines))
        rest = box.width() - self._names - 24
        jobs_box = QRectF(box.left() + self._names, box.top() + 20, rest * 0.42, box.height() - 20)
        open_box = QRectF(jobs_box.right() + 24, jobs_box.top(), rest * 0.58, jobs_box.height())
        self.write(
            painter,
            QRectF(jobs_box.left(), heads.top(), jobs_box.width(), 18),
            say("Jobs"),
            size=SMALL,
            ink="secondary",
        )
        self._legend(painter, QRectF(open_box.left(), heads.top(), open_box.width(), 18))
        height = jobs_box.height() / len(self.lines)
        for place, line in enumerate(self.lines):
            top = jobs_box.top() + place * height
            row = QRectF(box.left(), top, box.width(), height)
            self._name(painter, row, line)
            self._jobs(painter, QRectF(jobs_box.left(), top, jobs_box.width(), height), line)
            self._openings(painter, QRectF(open_box.left(), top, open_box.width(), height), line)

    def _legend(self, painter: QPainter, box: QRectF) -> None:
        """Name the shades beside the heading, as far as there is room for all of them."""
        words = sum(26 + self.width_of(say(word), SMALL) for word in AVAILABILITY_ORDER)
        ahead = say("Openings a year: ")
        if words > box.width():
            self.write(painter, box, say("Openings a year"), size=SMALL, ink="secondary")
            return
        x = box.left()
        if self.width_of(ahead, SMALL) + words < box.width():
            x += self.write(painter, box, ahead, size=SMALL, ink="secondary") + 6
        for word, colour in zip(AVAILABILITY_ORDER, self.theme.palette.steps, strict=True):
            self.bar(painter, QRectF(x, box.center().y() - 5, 10, 10), QColor(colour))
            name = QRectF(x + 14, box.top(), 90, box.height())
            x += 26 + self.write(painter, name, say(word), size=SMALL, ink="secondary")

    def _name(self, painter: QPainter, row: QRectF, line: ClassLine) -> None:
        paint_class_chip(painter, self.theme, QRectF(row.left(), row.center().y() - 9, 22, 18), line.name)
        self.write(
            painter, QRectF(row.left() + 30, row.top(), self._names - 38, row.height()), say(line.name)
        )
        says = say(
            "{name}: {count} occupations with published jobs. Click to show only these.",
            name=say(line.name),
            count=line.occupations,
        )
        self.spot(row, says, lambda: self.class_clicked.emit(line.name))

    def _jobs(self, painter: QPainter, box: QRectF, line: ClassLine) -> None:
        top = max(other.jobs for other in self.lines) or 1.0
        total = sum(other.jobs for other in self.lines) or 1.0
        text = f"{figure(line.jobs, '#,##0')}  ·  {figure(line.jobs / total, '0%')}"
        room = box.width() - self.width_of("0,000,000  ·  00 %", SMALL) - 8
        width = max(1.0, room * line.jobs / top)
        bar = QRectF(box.left(), box.center().y() - 7, width, 14)
        self.bar(painter, bar, self.theme.strong(line.name))
        self.write(
            painter,
            QRectF(bar.right() + 6, box.top(), box.right() - bar.right() - 6, box.height()),
            text,
            size=SMALL,
        )
        jobs = figure(line.jobs, "#,##0")
        says = say(
            "{name}: {jobs} jobs in {count} occupations. Click to show only these.",
            name=say(line.name),
            jobs=jobs,
            count=line.occupations,
        )
        self.spot(box, says, lambda: self.class_clicked.emit(line.name))

    def _openings(self, painter: QPainter, box: QRectF, line: ClassLine) -> None:
        top = max(other.all_openings for other in self.lines) or 1.0
        room = box.width() - self.width_of("000,000", SMALL) - 8
        x = box.left()
        name, openings = say(line.name), figure(line.all_openings, "#,##0")
        self.spot(box, say("{name}: {openings} openings a year.", name=name, openings=openings))
        for word, colour in zip(AVAILABILITY_ORDER, self.theme.palette.steps, strict=True):
            value = line.openings[word]
            width = room * value / top
            if width <= 0:
                continue
            bar = QRectF(x, box.center().y() - 7, width, 14)
            self.bar(painter, bar.adjusted(0, 0, -1 if width > 3 else 0, 0), QColor(colour))
            openings = figure(value, "#,##0")
            says = say(
                "{name}, {word}: {openings} openings a year", name=name, word=say(word), openings=openings
            )
            self.spot(bar, says)
            x += width
        text = figure(line.all_openings, "#,##0")
        self.write(
            painter, QRectF(x + 6, box.top(), max(0.0, box.right() - x - 6), box.height()), text, size=SMALL
        )
