"""Progressions as a flow: point to see the steps of a place, click to see its paths alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.canvas import LEFT, RIGHT, SMALL
from desktop.charts.flow_layout import BAR, FlowLayout, Ribbons, laid_out
from desktop.charts.marks import Spot
from desktop.charts.placing import free_of_others
from desktop.look.palette import CLASS_ORDER
from desktop.look.theme import Theme
from workbook.model.pictures.flow import GATEWAY, ORIGIN, PLURALS, TARGET, Flow

HEADS = 18.0
SIDE_SHARE, WIDEST_SIDE = 0.25, 290.0
LINE = 15.0
ALL = say("Show all paths")
HAIR = 1.1


class FlowPicture(AnswerPicture[Flow]):
    """Origins left, Gateways in the middle, Targets right; ribbons as wide as people are many."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("Flow from Origins over Gateways to Targets"), parent)
        self.whole: Flow | None = None
        self.laid: FlowLayout | None = None
        self._step = (-1, -1)

    def show_picture(self, picture: Flow | None) -> None:
        """Show another answer's flow; the place in focus stays in focus if it is still there."""
        focus = "" if self.picture is None else self.picture.focus
        self.whole = picture
        super().show_picture(None if picture is None else picture.focused(focus))

    def focus_on(self, soc: str) -> None:
        """Show only the paths through an occupation; all of them for a blank."""
        if self.whole is not None:
            super().show_picture(self.whole.focused(soc))

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Flow) -> None:
        """Paint headings, ribbons, bars and labels."""
        side = min(WIDEST_SIDE, box.width() * SIDE_SHARE)
        self.laid = layout = laid_out(picture, box.adjusted(0, HEADS + 4, 0, 0), side)
        self._heads(painter, box, layout)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, ribbons in enumerate(layout.ribbons):
            self._ribbons(painter, ribbons, self._pale(number), range(len(ribbons.rows)))
        for number, bars in enumerate(layout.bars):
            for row, bar in enumerate(bars):
                painter.fillRect(bar, self.theme.strong(_CLASSES[number]))
                self._place_spot(number, row, bar)
        for number in (ORIGIN, TARGET, GATEWAY):
            self._labels(painter, layout, number, box)

    def _place_spot(self, number: int, row: int, bar: QRectF) -> None:
        assert self.laid is not None
        shown = self.laid.flow
        soc = shown.columns[number][row].soc
        does = (lambda: self._clicked(soc)) if soc else None
        self.spot(bar.adjusted(-3, -1, 3, 1), shown.place_words(number, row), does, key=soc)

    def _clicked(self, soc: str) -> None:
        focused = self.picture is not None and self.picture.focus == soc
        self.focus_on("" if focused else soc)
        self.choose(soc)

    def _heads(self, painter: QPainter, box: QRectF, layout: FlowLayout) -> None:
        for number, side in ((ORIGIN, RIGHT), (GATEWAY, LEFT), (TARGET, LEFT)):
            bar = layout.bars[number][0]
            count = sum(1 for place in self._shown().columns[number])
            text = f"{count:,} {PLURALS[number] if count != 1 else PLURALS[number][:-1]}"
            width = self.width_of(text, SMALL, strong=True) + 4
            left = bar.right() - width if side == RIGHT else bar.left()
            head = QRectF(left, box.top(), width, HEADS)
            ink = self.theme.strong(_CLASSES[number])
            self.write(painter, head, text, size=SMALL, strong=True, ink=ink, side=side)
        if self._shown().focus:
            width = self.width_of(ALL, SMALL, strong=True) + 2
            link = QRectF(box.right() - width, box.top(), width, HEADS)
            self.write(painter, link, ALL, size=SMALL, strong=True, ink="accent")
            self.spot(link.adjusted(-4, 0, 0, 0), f"{ALL} (Esc)", lambda: self.focus_on(""))

    def _shown(self) -> Flow:
        assert self.picture is not None
        return self.picture

    def _pale(self, number: int) -> QColor:
        colour = self.theme.strong(_CLASSES[number])
        colour.setAlphaF(0.38 if self.theme.dark else 0.30)
        return colour

    def _ribbons(self, painter: QPainter, ribbons: Ribbons, colour: QColor, wanted: object) -> None:
        """Paint ribbons; those about a pixel high as lines, which are much faster."""
        hair = QPen(colour, 1)
        for at in wanted:  # type: ignore[attr-defined]
            height = ribbons.heights[at]
            if height > HAIR:
                painter.fillPath(ribbons.path(at), colour)
            else:
                hair.setWidthF(max(0.35, height))
                painter.strokePath(ribbons.line(at), hair)

    def _labels(self, painter: QPainter, layout: FlowLayout, number: int, box: QRectF) -> None:
        """Write the titles of the bars that have room, the larger ones first."""
        bars, places = layout.bars[number], layout.flow.columns[number]
        people = layout.flow.people[number]
        order = sorted(range(len(bars)), key=lambda row: -people[row])
        lines = [self._line(number, bars[row], box) for row in order]
        for row, line, free in zip(order, lines, free_of_others(lines), strict=True):
            if free:
                chosen = bool(places[row].soc) and places[row].soc in (self._shown().focus,)
                side = RIGHT if number == ORIGIN else LEFT
                text = self.name_of(places[row].title, line.width(), SMALL, strong=chosen)
                width = min(line.width(), self.width_of(text, SMALL, strong=chosen) + 2)
                if number == GATEWAY:
                    self._ground(painter, QRectF(line.left() - 2, line.top() + 1, width + 4, LINE - 2))
                self.write(painter, line, text, size=SMALL, strong=chosen, side=side)
                self.spot(
                    QRectF(line.right() - width if side == RIGHT else line.left(), line.top(), width, LINE),
                    layout.flow.place_words(number, row),
                    (lambda soc=places[row].soc: self._clicked(soc)) if places[row].soc else None,
                    key=places[row].soc,
                    stop=False,
                )

    def _ground(self, painter: QPainter, box: QRectF) -> None:
        ground = self.theme.colour("ground")
        ground.setAlphaF(0.72)
        painter.fillRect(box, ground)

    def _line(self, number: int, bar: QRectF, box: QRectF) -> QRectF:
        top = min(max(box.top() + HEADS, bar.center().y() - LINE / 2), box.bottom() - LINE + 2)
        if number == ORIGIN:
            return QRectF(box.left(), top, bar.left() - 6 - box.left(), LINE)
        width = box.right() - bar.right() - 6
        if number == GATEWAY:
            assert self.laid is not None
            width = (self.laid.bars[TARGET][0].left() - bar.right()) * 0.8
        return QRectF(bar.right() + 6, top, width, LINE)

    # What is lit -------------------------------------------------------------------------------------

    def draw_over(self, painter: QPainter) -> None:
        """Light the step, or those of the place, under pointer or keyboard; else those of the selection."""
        layout = self.laid
        if layout is None or self.picture is None:
            return
        lit = self.pointed or (self.current if self.hasFocus() else None)
        if lit is not None and lit.key:
            self._light(painter, layout, lit.key)
        elif lit is not None and self._step[0] >= 0:
            number, at = self._step
            colour = self.theme.strong(_CLASSES[number])
            colour.setAlphaF(0.75)
            self._ribbons(painter, layout.ribbons[number], colour, (at,))
        elif self.selected:
            self._light(painter, layout, self.selected)

    def _light(self, painter: QPainter, layout: FlowLayout, soc: str) -> None:
        number, row = layout.flow.place_of(soc)
        if number < 0:
            return
        for step, side in ((number - 1, 1), (number, 0)):
            if 0 <= step < 2:
                ribbons = layout.ribbons[step]
                colour = self.theme.strong(_CLASSES[step])
                colour.setAlphaF(0.6)
                found = [at for at, rows in enumerate(ribbons.rows) if rows[side] == row]
                self._ribbons(painter, ribbons, colour, found)
        painter.setPen(Qt.PenStyle.NoPen)
        bar = layout.bars[number][row]
        painter.fillRect(bar.adjusted(-2, 0, 2, 0), self.theme.strong(_CLASSES[number]))
        self._name(painter, layout, number, row)

    def _name(self, painter: QPainter, layout: FlowLayout, number: int, row: int) -> None:
        """Write the title of a lit bar on a ground of its own, whatever stands there."""
        bar, text = layout.bars[number][row], layout.flow.columns[number][row].title
        width = self.width_of(text, SMALL, strong=True) + 8
        left = bar.left() - 4 - width if number == ORIGIN else bar.right() + 4
        left = min(max(8.0, left), self.area().width() - width - 8)
        line = QRectF(left, bar.center().y() - LINE / 2 - 1, width, LINE + 2)
        painter.fillRect(line, self.theme.colour("selection"))
        self.write(painter, line.adjusted(4, 0, 0, 0), text, size=SMALL, strong=True)

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the place under a point, or the step."""
        spot = super().spot_at(point)
        if spot is not None or self.laid is None or self.picture is None:
            self._step = (-1, -1)
            return spot
        for number, ribbons in enumerate(self.laid.ribbons):
            at = ribbons.at(point.x(), point.y())
            if at >= 0:
                if self._step == (number, at) and self.pointed is not None and not self.pointed.key:
                    return self.pointed
                self._step = (number, at)
                row, column = map(int, ribbons.rows[at])
                says = self.laid.flow.step_words(number, row, number + 1, column)
                return Spot(QRectF(point.x() - BAR, point.y() - 4, 2 * BAR, 8), says, stop=False)
        self._step = (-1, -1)
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all paths again on Escape."""
        if event.key() == Qt.Key.Key_Escape and self.picture is not None and self.picture.focus:
            self.focus_on("")
        else:
            super().keyPressEvent(event)


_CLASSES = (CLASS_ORDER[0], CLASS_ORDER[2], CLASS_ORDER[3])
