"""The map of the region's counties: shapes in a few steps of one colour, a scale, and the largest by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from data.intake.values import ABSENT, SUPPRESSED
from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import RIGHT, SMALL
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from workbook.model.pictures.counties import KNOWN, ZERO, CountyFigure, CountyMap

Plane = NDArray[np.float64]
Rings = Mapping[str, list[Plane]]

SCALE_WIDTH, LIST_WIDTH, SIDE_FROM = 132.0, 270.0, 620.0
"""Width of the scale and of each list of names, and the least width of the whole for them to stand there."""
GAP, ROW, SWATCH = 24.0, 18.0, 14.0
NAME, NUMBER = 144.0, 58.0
MANY, HAIRLINE, FINEST = 400, 0.8, 0.25
"""Lines between counties, and those of a map of more counties than this [pixels]."""
MOST_LISTS = 3
GRAIN = 0.5
"""Corners nearer to each other than this, in pixels, are drawn as one."""
LIGHTEST = 0.16
STATES = {ZERO: say("none"), SUPPRESSED: say("withheld"), ABSENT: say("no figure")}
LEAST = 216


class CountyMapPicture(AnswerPicture[CountyMap]):
    """Counties by figure; those without one are hatched, those with none are left plain.

    ``rings`` are the outlines of the counties on a plane, east and north.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Map of the counties of the region"), parent)
        self.rings: Rings = {}
        keep(self, "setMinimumHeight", LEAST)

    def show_map(self, picture: CountyMap | None, rings: Rings) -> None:
        """Show another map with its outlines."""
        self.rings = rings
        self.show_picture(picture)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: CountyMap) -> None:
        """Paint the counties, then the scale and the largest figures beside them."""
        beside = box.width() >= SIDE_FROM
        room = box.width() - (SCALE_WIDTH + LIST_WIDTH + 2 * GAP if beside else 0.0)
        to_screen, wide = _fitted(self.rings, QRectF(box.left(), box.top(), room, box.height()), left=beside)
        painter.setPen(QPen(self.theme.colour("ground"), 1))
        for figure in reversed(picture.figures):
            path = _path(self.rings.get(figure.county, []), to_screen)
            if path.isEmpty():
                continue
            self._fill(painter, path, picture, figure)
            self.spot(
                path.boundingRect(),
                figure.words(),
                lambda county=figure.county: self.choose(county),
                key=figure.county,
                outline=path,
            )
        if beside:
            scale = QRectF(box.left() + wide + GAP, box.top(), SCALE_WIDTH, ROW)
            self._draw_scale(painter, scale, picture)
            lists = QRectF(scale.right() + GAP, box.top(), box.right() - scale.right() - GAP, box.height())
            self._draw_lists(painter, lists, picture)

    def _fill(self, painter: QPainter, path: QPainterPath, picture: CountyMap, figure: CountyFigure) -> None:
        line = HAIRLINE if len(picture.figures) <= MANY else FINEST
        painter.setBrush(self._colour(picture, figure))
        painter.setPen(QPen(self.theme.colour("edge" if figure.state != KNOWN else "ground"), line))
        painter.drawPath(path)
        if figure.state in (SUPPRESSED, ABSENT):
            painter.setBrush(self._hatch(figure.state))
            painter.drawPath(path)

    def _colour(self, picture: CountyMap, figure: CountyFigure) -> QColor:
        if figure.state == KNOWN:
            return self._step(picture, picture.class_of(figure))
        return self.theme.colour("ground" if figure.state == ZERO else "panel")

    def _step(self, picture: CountyMap, place: int) -> QColor:
        """Return the colour of a class: the larger its figures, the stronger."""
        steps = max(1, len(picture.breaks) - 1)
        share = LIGHTEST + (1 - LIGHTEST) * (place / steps if len(picture.breaks) > 1 else 1.0)
        low, high = self.theme.colour("ground").getRgbF(), self.theme.colour("accent").getRgbF()
        parts = zip(low[:3], high[:3], strict=True)  # type: ignore[index]
        return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))

    def _hatch(self, state: str) -> QBrush:
        pattern = Qt.BrushStyle.DiagCrossPattern if state == SUPPRESSED else Qt.BrushStyle.BDiagPattern
        return QBrush(self.theme.colour("edge"), pattern)

    # Beside the map ----------------------------------------------------------------------------------

    def _draw_scale(self, painter: QPainter, line: QRectF, picture: CountyMap) -> None:
        """Write what the colours mean."""
        for colour, hatch, text in self._scale(picture):
            swatch = QRectF(line.left(), line.top() + 3, SWATCH, ROW - 6)
            painter.setPen(QPen(self.theme.colour("edge"), 0.8))
            for brush in (QBrush(colour), hatch):
                if brush is not None:
                    painter.setBrush(brush)
                    painter.drawRect(swatch)
            self.write(painter, line.adjusted(SWATCH + 8, 0, 0, 0), text, size=SMALL, ink="secondary")
            line.translate(0, ROW)

    def _draw_lists(self, painter: QPainter, box: QRectF, picture: CountyMap) -> None:
        """Write the largest figures by name, in as many columns as there is room for."""
        rows = max(1, int(box.height() // ROW))
        lists = max(1, min(MOST_LISTS, int((box.width() + GAP) // (LIST_WIDTH + GAP))))
        most = picture.known[0].value if picture.known else 1.0
        for place, figure in enumerate(picture.known[: rows * lists]):
            column, row = divmod(place, rows)
            left = box.left() + column * (LIST_WIDTH + GAP)
            line = QRectF(left, box.top() + row * ROW, LIST_WIDTH, ROW)
            self._row(painter, line, figure, figure.value / most)

    def _row(self, painter: QPainter, line: QRectF, figure: CountyFigure, share: float) -> None:
        self.write(painter, QRectF(line.left(), line.top(), NAME, ROW), figure.title, size=SMALL)
        room = line.width() - NAME - NUMBER - 12
        filled = QRectF(line.left() + NAME + 6, line.top() + 4, max(1.0, room * share), ROW - 8)
        self.bar(painter, filled, self.theme.colour("bar"))
        number = QRectF(line.right() - NUMBER, line.top(), NUMBER, ROW)
        self.write(painter, number, f"{figure.value:,.0f}", size=SMALL, side=RIGHT)
        self.spot(line, figure.words(), lambda: self.choose(figure.county), key=figure.county, stop=False)

    def _scale(self, picture: CountyMap) -> list[tuple[QColor, QBrush | None, str]]:
        """Return colour, hatching and words of every class and state that the map has, strongest first."""
        found: list[tuple[QColor, QBrush | None, str]] = []
        for place in reversed(range(len(picture.breaks))):
            low, high = picture.span(place)
            words = f"{low:,.0f}" if low == high else f"{low:,.0f} – {high:,.0f}"
            found.append((self._step(picture, place), None, words))
        for state, words in STATES.items():
            if any(one.state == state for one in picture.figures):
                ground = self.theme.colour("ground" if state == ZERO else "panel")
                found.append((ground, None if state == ZERO else self._hatch(state), words))
        return found

    def draw_over(self, painter: QPainter) -> None:
        """Draw the outline of the chosen county, and of those under the pointer and the keyboard."""
        lit = self.current if self.hasFocus() else None
        for key, colour in (
            (self.selected, "ink"),
            (self.pointed.key if self.pointed else "", "ink"),
            (lit.key if lit else "", "accent"),
        ):
            for spot in self.spots if key else ():
                if spot.key == key and spot.outline is not None:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(self.theme.colour(colour), 2))
                    painter.drawPath(spot.outline)

    def choose(self, county: str) -> None:
        """Keep a county lit, or let it go again."""
        self.select("" if county == self.selected else county)


def _fitted(rings: Rings, box: QRectF, *, left: bool) -> tuple[tuple[float, float, float], float]:
    """Return scale and shift by which all outlines fill a box, north above, and how wide they are then.

    They stand at the left of the box or in its middle.
    """
    every = [ring for own in rings.values() for ring in own]
    if not every:
        return (1.0, box.left(), box.bottom()), 0.0
    low = np.min([ring.min(axis=0) for ring in every], axis=0)
    high = np.max([ring.max(axis=0) for ring in every], axis=0)
    wide, tall = (max(1e-9, float(one)) for one in high - low)
    scale = min((box.width() - 4) / wide, (box.height() - 4) / tall)
    aside = 2.0 if left else (box.width() - wide * scale) / 2
    x = box.left() + aside - float(low[0]) * scale
    y = box.top() + (box.height() - tall * scale) / 2 + float(high[1]) * scale
    return (scale, x, y), wide * scale + 4


def _path(rings: list[Any], to_screen: tuple[float, float, float]) -> QPainterPath:
    """Return the outlines of a county on the screen; holes stay open."""
    scale, left, top = to_screen
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        points = np.column_stack([left + ring[:, 0] * scale, top - ring[:, 1] * scale])
        grid = np.round(points / GRAIN)
        kept = np.r_[True, (np.diff(grid, axis=0) != 0).any(axis=1)]
        if np.count_nonzero(kept) > 2:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points[kept].tolist()]))
            path.closeSubpath()
    return path
