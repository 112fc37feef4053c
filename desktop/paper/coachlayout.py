"""One occupation on one page: everything is measured first, and what does not fit is counted, not cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPainter

from desktop.paper import coachblocks as blocks
from desktop.paper.typesetting import Block, Fonts, Placed
from workbook.model.coachpage import CoachBook, CoachPage, StepList

MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 42.0, 34.0, 30.0
SIZES = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
"""Width and height of a page [points]."""
SCALES = (1.0, 0.94, 0.88, 0.82)
"""How much smaller all letters may become before more is left out than a list may lose."""
AIR_MOST = 1.9
"""Room above blocks grows at most by this much where a page has some left."""


@dataclass(frozen=True)
class LaidPage:
    """A page ready to be painted: its things at their places, and how many steps of each list it shows."""

    items: tuple[Placed, ...]
    shown: tuple[int, ...]
    scale: float

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter counts `UNITS` a point from the page's upper left corner."""
        for item in self.items:
            item.paint(painter)


def lay_out(
    book: CoachBook,
    page: CoachPage,
    paper: str = "letter",
    fonts: dict[float, Fonts] | None = None,
    number: int = 0,
) -> LaidPage:
    """Lay one occupation out on one page.

    Steps are left out from the end of the lists, and said to be, before letters become smaller. ``fonts``
    keeps the fonts of each scale from page to page; ``number`` is printed at the foot, 0 is not.

    Raises
    ------
    ValueError
        When the page cannot hold even the least of it.
    """
    width, height = SIZES[paper]
    room = height - MARGIN_TOP - MARGIN_BOTTOM
    for scale in SCALES:
        known = {} if fonts is None else fonts
        made = known.setdefault(scale, Fonts(scale))
        draft = _Draft(blocks.Measure(made, width - 2 * MARGIN_SIDE), book, page, number)
        for counts in _trims(page.lists, least=1 if scale == SCALES[-1] else 0):
            if draft.need(counts) <= room:
                counts = _filled(draft, page.lists, counts, room)
                items = _placed(draft.column(counts), draft.foot, room - draft.need(counts))
                return LaidPage(tuple(items), counts, scale)
    raise ValueError(f"{page.title} does not fit on a page")


def _trims(lists: Sequence[StepList], least: int) -> Iterator[tuple[int, ...]]:
    """Yield how many steps of each list to show: all, then fewer, the longest list giving way first.

    A list keeps as many as it says, or ``least`` where that is given. A detailed step takes the room of
    several brief ones, so brief lists give way twice as readily.
    """
    counts = [len(one.steps) for one in lists]
    yield tuple(counts)
    while True:
        spare = [
            ((count - (least or one.keep)) * (1 if one.detailed else 2), number)
            for number, (count, one) in enumerate(zip(counts, lists, strict=True))
            if count > (least or one.keep)
        ]
        if not spare:
            return
        counts[max(spare)[1]] -= 1
        yield tuple(counts)


def _filled(
    draft: _Draft, lists: Sequence[StepList], counts: tuple[int, ...], room: float
) -> tuple[int, ...]:
    """Return the counts with the steps given back that the room left over still holds."""
    for number, one in enumerate(lists):
        while counts[number] < len(one.steps):
            tried = (*counts[:number], counts[number] + 1, *counts[number + 1 :])
            if draft.need(tried) > room:
                break
            counts = tried
    return counts


class _Draft:
    """The blocks of a page in one size of letters; each step is set once, however many are shown."""

    def __init__(self, measure: blocks.Measure, book: CoachBook, page: CoachPage, number: int) -> None:
        self._measure, self._lists = measure, page.lists
        self._head = [*blocks.head(measure, book, page), blocks.facts(measure, page)]
        self._moves = blocks.moves(measure, page)
        self.foot = blocks.foot(measure, book, number)
        self._steps = self._set_all()

    def _set_all(self) -> list[tuple[list[Block], list[Block]]]:
        """Return what opens each list and its steps; headings of figures stand over the first list alone."""
        measure, found, told = self._measure, [], set()
        for one in self._lists:
            opening, steps = [blocks.heading(measure, one.title, one.note)], []
            if one.steps:
                alike = [other for other in self._lists if other.columns == one.columns]
                columns = blocks.Columns.of(measure, alike)
                if one.columns not in told:
                    opening.append(blocks.column_heads(measure, columns, one.columns))
                    told.add(one.columns)
                steps = [blocks.step(measure, columns, each, detailed=one.detailed) for each in one.steps]
            found.append((opening, steps))
        return found

    def need(self, counts: Sequence[int]) -> float:
        """Return the height of everything with so many steps of each list [points]."""
        return sum(block.before + block.height for block in (*self.column(counts), self.foot))

    def column(self, counts: Sequence[int]) -> list[Block]:
        """Return all blocks above the foot with so many steps of each list."""
        found = list(self._head)
        for (opening, steps), count, one in zip(self._steps, counts, self._lists, strict=True):
            found += [*opening, *steps[:count]]
            if one.found > count:
                found.append(blocks.more(self._measure, one.found - count))
        return [*found, *self._moves]


def _placed(column: Sequence[Block], foot: Block, spare: float) -> Iterator[Placed]:
    """Yield everything at its place: the foot at the bottom, spare room shared out above the blocks."""
    before = sum(block.before for block in column)
    stretch = min(AIR_MOST, 1 + spare / before) if before else 1.0
    y = MARGIN_TOP
    for block in column:
        y += block.before * stretch
        yield from block.at(MARGIN_SIDE, y)
        y += block.height
    left = spare - before * (stretch - 1)
    yield from foot.at(MARGIN_SIDE, y + foot.before + left)
