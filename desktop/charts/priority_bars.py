"""The picture of the priorities: the first occupations by score, each bar made of its criteria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.canvas import RIGHT, SMALL, Canvas
from desktop.charts.scales import Scale
from desktop.look.sizes import keep
from desktop.look.theme import BODY, Theme
from desktop.tables.cells import paint_class_chip

if TYPE_CHECKING:
    from workbook.model.pictures.firmness import RankSpan
    from workbook.model.results import Results

ROW = 24.0
SPAN = 124.0
PLAIN = say("Score 0–100, the weighted mean of percentile ranks; point at a weight to see its part")
SPANNED = say("Score 0–100, the weighted mean of percentile ranks; right: ranks in nine of ten weightings")
LEAST_SPAN_ROOM = 520.0
WIDEST_NAME = 360.0


@dataclass(frozen=True)
class Part:
    """What one criterion adds to a score: its percentile, and the points it comes to under its weight."""

    criterion: str
    percentile: float
    points: float


@dataclass(frozen=True)
class PriorityLine:
    """One candidate: its place, score (0–100) and the parts that make it up."""

    soc: str
    title: str
    class_name: str
    rank: int
    score: float
    parts: tuple[Part, ...]


def priority_lines(results: Results, most: int) -> tuple[PriorityLine, ...]:
    """Return the first candidates with the parts of their score; criteria not known count for nothing."""
    from workbook.model.measure import CRITERIA

    frame = results.priorities
    frame = frame[frame["rank"].notna()].sort_values("rank").head(most)
    lines = []
    for row in frame.to_dict("records"):
        known = {name: row[f"pct_{name}"] for name in CRITERIA if row[f"pct_{name}"] == row[f"pct_{name}"]}
        weights = {name: results.parameters[CRITERIA[name][1]] for name in known}
        total = sum(weights.values()) or 1.0
        parts = tuple(Part(name, known[name], known[name] * weights[name] / total) for name in known)
        lines.append(
            PriorityLine(row["soc"], row["title"], row["class"], int(row["rank"]), float(row["score"]), parts)
        )
    return tuple(lines)


class PriorityBars(Canvas):
    """The first candidates; the criterion pointed at is lit in every bar.

    Signals
    -------
    occupation_clicked : str
        A person clicked a bar.
    """

    occupation_clicked = Signal(str)

    def __init__(self, theme: Theme, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Priorities: first occupations by score"), parent)
        self._names = names
        self.lines: tuple[PriorityLine, ...] = ()
        self.spans: dict[str, RankSpan] = {}
        self.lit = ""
        self.selected = ""
        keep(self, "setMinimumHeight", 200)

    def show_results(self, results: Results) -> None:
        """Show the first candidates of a region."""
        self.lines = priority_lines(results, 12)
        self.subtitle = PLAIN if not self.spans else SPANNED
        if self.lines:
            first = self.lines[0]
            largest = max(first.parts, key=lambda part: part.points)
            most = self._names[largest.criterion].lower()
            self.title = say(
                "{title} lead with {points} points; most of them from {criterion}",
                title=first.title,
                points=f"{first.score:.0f}",
                criterion=most,
            )
        else:
            self.title = say("No occupation of the region is a candidate")
        self.refresh()

    def show_spans(self, spans: Sequence[RankSpan]) -> None:
        """Show the ranks that hold nine tenths of other weightings, where they are known."""
        self.spans = {one.soc: one for one in spans}
        self.subtitle = SPANNED if spans else PLAIN
        self.redraw()

    def light(self, criterion: str) -> None:
        """Light one criterion in every bar; blank for none."""
        if criterion != self.lit:
            self.lit = criterion
            self.redraw()

    def mark(self, soc: str) -> None:
        """Mark the bar of an occupation."""
        self.selected = soc
        self.redraw()

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint as many bars as fit."""
        lines = self.lines[: max(1, int(box.height() // ROW))]
        if not lines:
            return
        height = min(ROW + 4, box.height() / len(lines))
        widest = max(self.width_of(line.title) for line in lines) + 2
        known = bool(self.spans) and box.width() >= LEAST_SPAN_ROOM
        name_width = min(widest, WIDEST_NAME, box.width() * (0.36 if known else 0.46))
        start = box.left() + 58 + name_width + 12
        room = box.right() - start - 44 - (SPAN + 12 if known else 0)
        for place, line in enumerate(lines):
            row = QRectF(box.left(), box.top() + place * height, box.width(), height)
            self._row(painter, row, line, name_width, start, room)
        if known:
            shown = QRectF(box.right() - SPAN, box.top(), SPAN, height * len(lines))
            self._spans(painter, shown, lines, height)

    def _row(
        self, painter: QPainter, row: QRectF, line: PriorityLine, name_width: float, start: float, room: float
    ) -> None:
        if line.soc == self.selected:
            painter.fillRect(row.adjusted(-6, 1, 6, -1), self.theme.colour("selection"))
        self.write(
            painter,
            QRectF(row.left(), row.top(), 22, height := row.height()),
            str(line.rank),
            ink="secondary",
            side=RIGHT,
        )
        chip = QRectF(row.left() + 30, row.center().y() - 9, 22, 18)
        paint_class_chip(painter, self.theme, chip, line.class_name)
        name = self.name_of(line.title, name_width)
        self.write(painter, QRectF(row.left() + 58, row.top(), name_width, height), name)
        self.spot(
            row,
            say(
                "{rank}. {title}: {points} points",
                rank=line.rank,
                title=line.title,
                points=f"{line.score:.1f}",
            ),
            lambda: self.occupation_clicked.emit(line.soc),
            key=line.soc,
        )
        x = start
        for part in line.parts:
            width = room * part.points / 100
            bar = QRectF(x, row.center().y() - 7, max(0.0, width), 14)
            self._part(painter, bar, line, part)
            x += width
        self.write(painter, QRectF(x + 6, row.top(), 40, height), f"{line.score:.1f}", size=BODY, strong=True)

    def _spans(self, painter: QPainter, box: QRectF, lines: Sequence[PriorityLine], height: float) -> None:
        """Paint the range of each rank, its figures above the range's ends."""
        found = [self.spans[line.soc] for line in lines if line.soc in self.spans]
        if not found:
            return
        scale = Scale(1, max(one.high for one in found), box.left() + 8, box.right() - 40)
        for place, line in enumerate(lines):
            one = self.spans.get(line.soc)
            if one is None:
                continue
            row = QRectF(box.left(), box.top() + place * height, box.width(), height)
            middle, start, end = row.center().y(), scale(one.low), scale(one.high)
            painter.setPen(QPen(self.theme.strong(line.class_name), 1))
            painter.setBrush(self.theme.fill(line.class_name))
            painter.drawRoundedRect(QRectF(start - 3, middle - 4, end - start + 6, 8), 4, 4)
            painter.setBrush(self.theme.strong(line.class_name))
            painter.drawEllipse(QPointF(scale(line.rank), middle), 4, 4)
            text = f"{one.low}–{one.high}"
            self.write(painter, row, text, size=SMALL, ink="secondary", side=RIGHT)
            self.spot(row, one.words(), lambda soc=line.soc: self.occupation_clicked.emit(soc), stop=False)

    def _part(self, painter: QPainter, bar: QRectF, line: PriorityLine, part: Part) -> None:
        strong = self.theme.strong(line.class_name)
        lit = self.lit in ("", part.criterion)
        colour = strong if self.lit and lit else self._pale(line.class_name) if self.lit else strong
        self.bar(painter, bar, colour)
        if bar.width() > 3:
            painter.setPen(QPen(self.theme.colour("ground"), 1.2))
            painter.drawLine(bar.topRight(), bar.bottomRight())
            painter.setPen(Qt.PenStyle.NoPen)
        name = self._names[part.criterion]
        percentile, points = f"{part.percentile:.0f}", f"{part.points:.1f}"
        told = say(
            "{name}: percentile {percentile}, {points} points",
            name=name,
            percentile=percentile,
            points=points,
        )
        says = f"{line.title}\n{told}"
        self.spot(bar, says, lambda: self.occupation_clicked.emit(line.soc), key=line.soc, stop=False)
        if lit and self.lit and bar.width() > 26:
            ink = QColor(self.theme.palette.ground)
            self.write(painter, bar.adjusted(4, 0, -2, 0), f"{part.points:.0f}", size=SMALL, ink=ink)

    def _pale(self, class_name: str) -> QColor:
        """Return the fill of a class, dark or light enough to be seen on the ground."""
        return self.theme.fill(class_name)
