"""The budget curve: drag the handle to another budget, or choose one of the solved ones."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from data.figures import written
from data.language import say
from desktop.charts.answer_picture import AnswerPicture
from desktop.charts.scales import Scale, axis_below, axis_left
from desktop.look.sizes import scale
from desktop.look.theme import Theme
from workbook.model.pictures.budget import BudgetCurve

AXES = (52.0, 18.0)
GRIP = 12.0


class BudgetPicture(AnswerPicture[BudgetCurve]):
    """People moved by budget, and the plan's budget as a handle.

    Signals
    -------
    budget_decided : float
        Another budget [USD] is wanted: the handle was let go, or a solved budget was chosen.
    """

    budget_decided = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("People moved by budget"), parent)
        self.x = Scale(0, 1, 0, 1)
        self.y = Scale(0, 1, 1, 0)
        self.tried: float | None = None

    def show_picture(self, picture: BudgetCurve | None) -> None:
        """Show another plan's curve, its handle at the plan's budget."""
        self.tried = None
        super().show_picture(picture)

    @property
    def budget(self) -> float:
        """The budget at which the handle stands [USD]."""
        assert self.picture is not None
        return self.picture.budget if self.tried is None else self.tried

    def draw_picture(self, painter: QPainter, box: QRectF, picture: BudgetCurve) -> None:
        """Paint axes, curve and the solved budgets."""
        from workbook.model.allocation_amounts import dollars

        plot = box.adjusted(AXES[0], 22, -34, -AXES[1])
        self.x = Scale(0, float(picture.budgets[-1]), plot.left(), plot.right())
        self.y = Scale(0, float(picture.people.max()) * 1.06, plot.bottom(), plot.top())
        axis_below(self, painter, self.x, plot, dollars)
        axis_left(self, painter, self.y, plot, lambda value: written(f"{value:,.6g}"))
        points = [
            QPointF(self.x(float(budget)), self.y(float(people)))
            for budget, people in zip(picture.budgets, picture.people, strict=True)
        ]
        under = QPolygonF([QPointF(points[0].x(), plot.bottom()), *points])
        under.append(QPointF(points[-1].x(), plot.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent_fill"))
        painter.drawPolygon(under)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.colour("accent"), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent"))
        for budget, point in zip(picture.budgets, points, strict=True):
            painter.drawEllipse(point, 2.5, 2.5)
            self.spot(
                QRectF(point.x() - 6, point.y() - 6, 12, 12),
                picture.budget_words(float(budget)),
                lambda value=float(budget): self._decide(value),
            )

    def draw_over(self, painter: QPainter) -> None:
        """Paint the handle with what its budget moves, over the curve."""
        picture = self.picture
        if picture is None:
            return
        if self.pointed is not None and self.pointed.stop:
            self.frame(painter, self.pointed.box, "accent", 1.4)
        at, foot, top = self._at(), self.y.start, self.y.end
        people = self.y(picture.people_at(self.budget))
        painter.setPen(QPen(self.theme.colour("ink"), 1.4))
        painter.drawLine(QPointF(at, foot), QPointF(at, top - 2))
        painter.setPen(QPen(self.theme.colour("ground"), 2))
        painter.setBrush(self.theme.colour("ink"))
        painter.drawEllipse(QPointF(at, people), 6, 6)
        grip = QRectF(at - 7, foot - 17, 14, 16)
        painter.drawRoundedRect(grip, 4, 4)
        self._say(painter, picture, at, top)

    def _say(self, painter: QPainter, picture: BudgetCurve, at: float, top: float) -> None:
        text = picture.budget_words(self.budget)
        width = self.width_of(text, strong=True) + 12
        left = min(max(8.0, at - width / 2), max(8.0, self.area().width() - width - 8))
        line = QRectF(left, top - 22, width, 20)
        painter.fillRect(line, self.theme.colour("selection"))
        self.write(painter, line.adjusted(6, 0, -4, 0), text, strong=True)

    def _at(self) -> float:
        return self.x(self.budget)

    def _decide(self, budget: float) -> None:
        if self.picture is not None and budget != self.picture.budget:
            self.tried = budget
            self.budget_decided.emit(budget)
        else:
            self.tried = None
        self.update()

    # The handle --------------------------------------------------------------------------------------

    def _on_handle(self, point: QPointF) -> bool:
        return (
            self.picture is not None
            and abs(point.x() - self._at()) <= GRIP
            and self.y.end - 8 <= point.y() <= self.y.start + GRIP
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle."""
        if event.button() == Qt.MouseButton.LeftButton and self._on_handle(event.position() / scale()):
            self.tried = self.budget
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle along the curve while it is held."""
        if self.tried is not None and event.buttons() & Qt.MouseButton.LeftButton:
            assert self.picture is not None
            self.tried = self.picture.rounded(self.x.back(event.position().x() / scale()))
            self.update()
            return
        super().mouseMoveEvent(event)
        if self._on_handle(event.position() / scale()):
            self.setCursor(Qt.CursorShape.SizeHorCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the budget where the handle is let go."""
        if self.tried is not None and event.button() == Qt.MouseButton.LeftButton:
            self._decide(self.tried)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the handle back on Escape while it is held."""
        if event.key() == Qt.Key.Key_Escape and self.tried is not None:
            self.tried = None
            self.update()
        else:
            super().keyPressEvent(event)
