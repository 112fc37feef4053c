"""The contents before the pages of a region: every occupation by family, with its class and page number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QPainter

from desktop.look.palette import LIGHT
from desktop.paper.coachblocks import (
    CHIP,
    FOOT,
    HEADING,
    LEAD,
    NUMBER_WIDTH,
    SMALL,
    TITLE_SIZES,
    Measure,
    class_chip,
)
from desktop.paper.coachlayout import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, SIZES
from desktop.paper.typesetting import RIGHT, Block, Fonts, Placed, PlacedLine, PlacedText, Style
from workbook.model.coachpage import CoachBook, pages_by_family
from workbook.plan import CLASS_LETTERS

COLUMNS, GUTTER = 2, 22.0
ENTRY, FAMILY = Style(8.2), Style(8.8, LIGHT.accent, strong=True)
Box = tuple[float, float, float, float]


@dataclass
class ContentsPage:
    """One page of contents: its things, and the boxes that lead to the pages of the occupations (from 0)."""

    items: list[Placed] = field(default_factory=list)
    links: list[tuple[Box, int]] = field(default_factory=list)

    def paint(self, painter: QPainter) -> None:
        """Paint it; the painter counts `UNITS` a point from the page's upper left corner."""
        for item in self.items:
            item.paint(painter)


def contents(book: CoachBook, paper: str = "letter") -> tuple[ContentsPage, ...]:
    """Lay out the contents: two columns a page, a family never without its first occupation.

    Page numbers count the pages of contents too, as a reader of the file does.
    """
    entries = list(_entries(book))
    number = len(_pages(book, entries, paper, 0))
    return tuple(_pages(book, entries, paper, number))


@dataclass(frozen=True)
class _Entry:
    """A family's heading, or an occupation by the number of its page (from 0)."""

    title: str
    class_name: str = ""
    page: int = -1


def _entries(book: CoachBook) -> Iterator[_Entry]:
    for family, numbers in pages_by_family(book.pages):
        yield _Entry(family)
        for number in numbers:
            yield _Entry(book.pages[number].title, book.pages[number].class_name, number)


def _pages(book: CoachBook, entries: Sequence[_Entry], paper: str, before: int) -> list[ContentsPage]:
    width, height = SIZES[paper]
    measure = Measure(Fonts(), (width - 2 * MARGIN_SIDE - GUTTER * (COLUMNS - 1)) / COLUMNS)
    whole = Measure(measure.fonts, width - 2 * MARGIN_SIDE)
    blocks = [_block(measure, entry, before) for entry in entries]
    pages: list[ContentsPage] = []
    at = 0
    while at < len(blocks):
        page = ContentsPage()
        y = _head(page, whole, book, first=not pages)
        bottom = _foot(page, whole, book, height)
        for column in range(COLUMNS):
            left = MARGIN_SIDE + column * (measure.width + GUTTER)
            at = _fill(page, blocks, entries, at, (left, y, bottom))
        pages.append(page)
    return pages


def _fill(
    page: ContentsPage,
    blocks: Sequence[Block],
    entries: Sequence[_Entry],
    at: int,
    place: tuple[float, float, float],
) -> int:
    """Fill one column from an entry on; return the first entry that found no room."""
    left, top, bottom = place
    y = top
    while at < len(blocks):
        block, before = blocks[at], blocks[at].before if y > top else 0.0
        need = before + block.height
        if entries[at].page < 0 and at + 1 < len(blocks):
            need += blocks[at + 1].height
        if y + need > bottom:
            break
        y += before
        page.items += block.at(left, y)
        if entries[at].page >= 0:
            right = max(item.box.right() for item in block.items if isinstance(item, PlacedText))
            page.links.append(((left, y, left + right, y + block.height), entries[at].page))
        y += block.height
        at += 1
    return at


def _block(measure: Measure, entry: _Entry, before: int) -> Block:
    if entry.page < 0:
        text = measure.text(entry.title, FAMILY)
        return Block(
            text.height + 4, 9, [PlacedText(text, 0, 0), PlacedLine(0, text.height + 2, measure.width)]
        )
    title = measure.text(entry.title, ENTRY, measure.width - CHIP - 5 - NUMBER_WIDTH)
    number = measure.text(str(before + entry.page + 1), ENTRY, NUMBER_WIDTH, RIGHT)
    items = class_chip(measure, entry.class_name, 0.5)
    items += [PlacedText(title, CHIP + 5, 0.5), PlacedText(number, measure.width - NUMBER_WIDTH, 0.5)]
    return Block(max(title.height, CHIP) + 2.5, 0, list(items))


def _head(page: ContentsPage, measure: Measure, book: CoachBook, *, first: bool) -> float:
    """Put the title on a page of contents; return where its columns begin."""
    y = MARGIN_TOP
    if not first:
        text = measure.text("Contents, continued", HEADING)
        page.items.append(PlacedText(text, MARGIN_SIDE, y))
        return y + text.height + 10
    number = len(book.pages)
    said = f"{number} occupations, one page each: what comes next, what carries over, and who moves in."
    for text, after in (
        (measure.text(f"{book.region} · {book.day}", SMALL), 2),
        (measure.text("Coach pages", Style(TITLE_SIZES[0], strong=True)), 2),
        (measure.text(said, LEAD), 3),
        (measure.text(_classes(book), SMALL), 10),
    ):
        page.items.append(PlacedText(text, MARGIN_SIDE, y))
        y += text.height + after
    return y


def _classes(book: CoachBook) -> str:
    """Return what the letters before the occupations mean."""
    there = {page.class_name for page in book.pages}
    return " · ".join(f"{letter} {name}" for name, letter in CLASS_LETTERS.items() if name in there)


def _foot(page: ContentsPage, measure: Measure, book: CoachBook, height: float) -> float:
    """Put sources and stamp at the bottom of a page; return where the columns must end."""
    y = height - MARGIN_BOTTOM
    for text in (measure.text(book.stamp, FOOT), measure.text(book.sources, FOOT)):
        y -= text.height
        page.items.append(PlacedText(text, MARGIN_SIDE, y))
    page.items.append(PlacedLine(MARGIN_SIDE, y - 3, measure.width))
    return y - 10
