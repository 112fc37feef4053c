"""Priorities: where to invest, with the weights beside the ranks they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.dictionaries import Parameter, columns, parameters
from data.language import say
from desktop.charts.canvas import Canvas
from desktop.charts.priority_bars import PriorityBars
from desktop.charts.scatter import ScatterPicture
from desktop.controls.labels import ElidedLabel, label
from desktop.controls.two_rows import TwoRows
from desktop.controls.weight_slider import WeightSlider
from desktop.look.drawing import icon
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.pages.frame import FoldablePicture, framed, headline
from desktop.pages.matrix import holds_words
from desktop.tables.columns_button import ColumnsButton
from desktop.tables.content import Array, Content, priorities_content
from desktop.tables.figure_table import FigureTable
from desktop.tables.frame_model import FrameModel
from workbook.model.pictures.scatter import scatter

if TYPE_CHECKING:
    from workbook.model.results import Results
    from workbook.plan import Parameters

FIRST = ("rank", "class", "title", "score")
PREFIX = "weight_"
SIDE_WIDTH = 232


def weights() -> dict[str, Parameter]:
    """Return the priority weights by parameter name."""
    return {name: one for name, one in parameters().items() if name.startswith(PREFIX)}


def criterion_names() -> dict[str, str]:
    """Return the name of each criterion as people read it: “Wage gain”."""
    return {
        name.removeprefix(PREFIX): say(one.label).partition(":")[2].strip().capitalize()
        for name, one in weights().items()
    }


class PrioritiesPage(QWidget):
    """Sentence, weights, picture and table of the priorities.

    Signals
    -------
    weight_tried, weight_decided : str, float
        A weight while its slider moves, and at the end of the movement.
    weights_reset : ()
        All weights are wanted as shipped.
    occupation_chosen, menu_wanted
        As on the matrix page.
    """

    weight_tried = Signal(str, float)
    weight_decided = Signal(str, float)
    weights_reset = Signal()
    occupation_chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Priorities"))
        known = columns("priorities")
        ordered = (*FIRST, *(name for name in known if name not in FIRST))
        self._bars = frozenset(name for name in known if name.startswith("pct_")) | {"score"}
        self._names = criterion_names()
        self._content: Content | None = None
        self._search = ""
        self._results: Results | None = None
        self._dotted: Results | None = None
        self.headline = headline()
        self.bars = PriorityBars(theme, self._names)
        self.canvas: Canvas = self.bars
        self.dots = ScatterPicture(theme)
        self.picture = FoldablePicture(self.bars, theme)
        self.turn = QToolButton()
        self.turn.setCheckable(True)
        self.picture.add_button(self.turn)
        self._theme = theme
        self.model = FrameModel(tuple(known[name] for name in ordered), self._bars, self)
        self.table = FigureTable(
            self.model, theme, frozen=3, name=say("Priorities of the region"), title_share=0.4
        )
        self.sliders = {
            name: WeightSlider(one, self._names[name.removeprefix(PREFIX)]) for name, one in weights().items()
        }
        self.all_good = QCheckBox(say("Also jobs not viable now"))
        self.all_good.setAccessibleName(say("Show also good jobs that are not viable now"))
        self.count = ElidedLabel()
        self.count.setProperty("voice", "quiet")
        self.reset = QPushButton(say("Reset weights"))
        self.reset.setProperty("role", "link")
        self.reset.setAccessibleName(say("Reset the weights"))
        self._lay_out()
        self.table.show_columns(["score", *(name for name in known if name.startswith("pct_"))])
        self.table.sort_by(self.model.column_of("rank"), descending=False)
        self._connect()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(10)
        page.addWidget(self.headline)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._side())
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self.picture, 5)
        row = TwoRows()
        row.first.addWidget(self.all_good)
        row.second.addWidget(self.count, 1)
        row.second.addWidget(ColumnsButton(self.table))
        right.addWidget(row)
        right.addWidget(framed(self.table), 6)
        across.addLayout(right, 1)
        page.addLayout(across, 1)

    def _side(self) -> QWidget:
        """Return the column of weights."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 0, 8, 0)
        column.setSpacing(10)
        column.addWidget(label(say("What matters how much"), "section"))
        column.addWidget(label(say("Weights are scaled to 100 together."), "small", wrap=True))
        for slider in self.sliders.values():
            column.addWidget(slider)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(say("Weights"))
        keep(scroll, "setFixedWidth", SIDE_WIDTH)
        scroll.setWidget(inside)
        return scroll

    def _connect(self) -> None:
        for slider in self.sliders.values():
            slider.tried.connect(self.weight_tried)
            slider.decided.connect(self.weight_decided)
            slider.pointed.connect(lambda name: self.bars.light(name.removeprefix(PREFIX)))
        self.reset.clicked.connect(self.weights_reset)
        self.all_good.toggled.connect(lambda _: self._filter())
        self.bars.occupation_clicked.connect(self.occupation_chosen)
        self.dots.occupation_chosen.connect(self.occupation_chosen)
        self.turn.toggled.connect(self._turn_picture)
        self._theme.changed.connect(self._draw_turn)
        self._draw_turn()
        self.table.occupation_chosen.connect(self.occupation_chosen)
        self.table.menu_wanted.connect(self.menu_wanted)

    def show_parameters(self, values: Parameters) -> None:
        """Put the sliders where the plan has them."""
        for name, slider in self.sliders.items():
            slider.show_value(values[name])
        self._show_shares(values)

    def show_results(self, results: Results) -> None:
        """Show other results: the sentence, the bars and the order change at once."""
        self.bars.show_results(results)
        self._results = results
        self._turn_picture()
        self.headline.setText(priorities_headline(results, self.bars))
        self._show_shares(results.parameters)
        content = priorities_content(results.priorities)
        self._content = content
        self.model.set_content(content, self._mask(content))
        self._count()

    def select(self, soc: str) -> None:
        """Mark an occupation chosen elsewhere."""
        self.table.select(soc)
        self.bars.mark(soc)
        self.dots.select(soc)

    def search(self, text: str) -> None:
        """Show only occupations whose title or code holds every word of a text."""
        self._search = text
        self._filter()

    def order(self) -> list[str]:
        """Return the SOC codes in the order shown."""
        return [self.model.key_at(row) for row in range(self.model.rowCount())]

    def _draw_turn(self) -> None:
        """Show on the button what the other picture is."""
        said = (
            say("Show the first by score")
            if self.turn.isChecked()
            else say("Show openings against wage gain")
        )
        self.turn.setToolTip(said)
        self.turn.setAccessibleName(said)
        name = "priorities" if self.turn.isChecked() else "dots"
        self.turn.setIcon(icon(name, self._theme.colour("secondary"), 16))

    def _turn_picture(self, _on: bool = False) -> None:
        """Show the picture chosen; the bars where the other has nothing to draw."""
        self._draw_turn()
        if self.turn.isChecked() and self._results is not self._dotted:
            self._dotted = self._results
            self.dots.show_picture(None if self._results is None else scatter(self._results))
        dots = self.turn.isChecked() and self.dots.picture is not None
        self.canvas = self.dots if dots else self.bars
        self.picture.turn_to(self.canvas)

    def _show_shares(self, values: Parameters) -> None:
        total = sum(values[name] for name in self.sliders) or 1.0
        for name, slider in self.sliders.items():
            slider.show_share(values[name] / total * 100)

    def _filter(self) -> None:
        if self._content is not None:
            chosen = self.model.key_at(row) if (row := self.table.currentIndex().row()) >= 0 else ""
            self.model.set_mask(self._mask(self._content))
            self.table.select(chosen)
            self._count()

    def _mask(self, content: Content) -> Array:
        mask = holds_words(content, self._search)
        if not self.all_good.isChecked():
            mask &= content.values["candidate"].astype(bool)
        return mask

    def _count(self) -> None:
        if self._content is not None:
            candidates = int(np.sum(self._content.values["candidate"].astype(bool)))
            good = len(self._content.keys)
            self.count.setText(
                say(
                    "{shown} shown · {candidates} of {good} good jobs are candidates",
                    shown=f"{self.model.rowCount():,}",
                    candidates=f"{candidates:,}",
                    good=f"{good:,}",
                )
            )


def priorities_headline(results: Results, bars: PriorityBars) -> str:
    """Return the answer of the page in one sentence."""
    first, place = [line.title for line in bars.lines[:3]], results.region.short_name
    if not first:
        return say("No good job of {region} is viable now, so there is nothing to rank.", region=place)
    listed = say("{first} and {last}", first=", ".join(first[:-1]), last=first[-1])
    named = first[0] if len(first) == 1 else listed
    return say("With these weights, {named} come first in {region}.", named=named, region=place)
