"""A picture of an answer: it draws a description that the model made, and shares the selection."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.charts.canvas import Canvas
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from workbook.model.pictures.picture import Picture

Shown = TypeVar("Shown", bound=Picture)
LEAST_HEIGHT = 176


class AnswerPicture(Canvas, Generic[Shown]):
    """A picture over the tables of an answer.

    Signals
    -------
    occupation_chosen : str
        A mark of this occupation was clicked.
    """

    occupation_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, parent)
        self.picture: Shown | None = None
        self.selected = ""
        keep(self, "setMinimumHeight", LEAST_HEIGHT)

    def show_picture(self, picture: Shown | None) -> None:
        """Show another answer's picture; None shows nothing."""
        self.picture = picture
        if picture is not None:
            self.title, self.subtitle = picture.title, picture.subtitle
        self.refresh()

    def select(self, soc: str) -> None:
        """Mark an occupation chosen elsewhere."""
        if soc != self.selected:
            self.selected = soc
            self.update()

    def in_words(self) -> str:
        """Return the marks in words, the most important first."""
        return "" if self.picture is None else "\n".join(self.picture.words())

    def draw(self, painter: QPainter, box: QRectF) -> None:
        """Paint the picture, if there is one."""
        if self.picture is not None:
            self.draw_picture(painter, box, self.picture)

    def draw_picture(self, painter: QPainter, box: QRectF, picture: Shown) -> None:
        """Paint the marks of a picture; each has its own way."""
        raise NotImplementedError

    def draw_over(self, painter: QPainter) -> None:
        """Frame the marks of the chosen occupation and the one under the pointer."""
        for spot in self.spots:
            if spot.key and spot.key == self.selected:
                self.frame(painter, spot.box, "ink", 1.6)
        if self.pointed is not None and self.pointed.stop:
            self.frame(painter, self.pointed.box, "accent", 1.4)

    def frame(self, painter: QPainter, box: QRectF, colour: str, width: float) -> None:
        """Paint a frame around a mark."""
        painter.setPen(QPen(self.theme.colour(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)

    def choose(self, soc: str) -> None:
        """Tell that an occupation was chosen."""
        if soc:
            self.occupation_chosen.emit(soc)
