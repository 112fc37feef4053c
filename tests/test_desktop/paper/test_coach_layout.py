"""A coach's page on paper: nothing is cut, nothing lies on anything else, what is left out is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication

from desktop.paper.coachblocks import MOVES_TITLE
from desktop.paper.coachlayout import MARGIN_BOTTOM, MARGIN_SIDE, SIZES, LaidPage, lay_out
from desktop.paper.contents import contents
from desktop.paper.typesetting import Fonts, PlacedText
from workbook.model.coachpage import CoachBook, CoachPage

SLACK = 0.05
"""Points: what adding up loses."""


def texts(laid: LaidPage) -> list[PlacedText]:
    return [item for item in laid.items if isinstance(item, PlacedText)]


def check(laid: LaidPage, paper: str = "letter") -> None:
    """Fail where a text leaves the page or its box, breaks inside a word, or lies on another."""
    width, height = SIZES[paper]
    page = QRectF(MARGIN_SIDE - SLACK, 0, width - 2 * MARGIN_SIDE + 2 * SLACK, height - MARGIN_BOTTOM + SLACK)
    found = texts(laid)
    for one in found:
        assert page.contains(one.box), one.text.text
        assert one.text.natural <= one.text.width + SLACK, one.text.text
        assert not one.text.broken_words, one.text.text
    # What letters really take: boxes are as wide as their columns, texts in them are not.
    inked = [(one, one.ink.adjusted(0.2, 1.0, -0.2, -1.0)) for one in found if one.text.text.strip()]
    for place, (one, box) in enumerate(inked):
        for other, second in inked[place + 1 :]:
            assert not box.intersects(second), f"“{one.text.text}” lies on “{other.text.text}”"


@pytest.mark.parametrize("paper", SIZES)
def test_every_kind_of_page_stands_whole_on_its_paper(
    application: QGuiApplication, book: CoachBook, paper: str
) -> None:
    for page in book.pages:
        laid = lay_out(book, page, paper)
        check(laid, paper)
        said = [one.text.text for one in texts(laid)]
        assert said[2] == page.title
        assert page.lead in said
        for sentence in (MOVES_TITLE, *page.moves, book.sources, book.stamp, " ".join(book.legend)):
            assert sentence in said


def test_what_is_left_out_is_counted(application: QGuiApplication, book: CoachBook) -> None:
    page = book.pages[0]
    laid = lay_out(book, page)
    said = [one.text.text for one in texts(laid)]
    for one, shown in zip(page.lists, laid.shown, strict=True):
        assert min(one.keep, len(one.steps)) <= shown <= len(one.steps)
        titles = [f"{step.title}  {step.tag}" if step.tag else step.title for step in one.steps]
        assert [title in said for title in titles] == [True] * shown + [False] * (len(titles) - shown)
        assert f"and {one.found - shown} more" in said


def test_a_crowded_page_gets_smaller_letters_and_never_a_second_page(
    application: QGuiApplication, book: CoachBook
) -> None:
    crowded = _crowded(book.pages[0])
    laid = lay_out(book, crowded)
    assert laid.scale < 1
    check(laid)


def _crowded(page: CoachPage) -> CoachPage:
    """Return a page whose planner listed programmes with long names."""
    long = (
        "Training: " + "A programme with a very long name at a college with another, $9,000, 48 weeks; " * 7
    )
    lists = tuple(
        replace(
            one, steps=tuple(replace(step, lines=(*step.lines, ("Training", long))) for step in one.steps)
        )
        if one.detailed
        else one
        for one in page.lists
    )
    return replace(page, lists=lists)


def test_every_origin_of_a_region_has_its_one_page(application: QGuiApplication, origins: CoachBook) -> None:
    """A sixth of them, looked at closely: fonts are shared, so that it costs little."""
    fonts: dict[float, Fonts] = {}
    for number, page in enumerate(origins.pages[::6]):
        check(lay_out(origins, page, fonts=fonts, number=number + 1))


def test_contents_name_every_page_and_lead_to_it(application: QGuiApplication, origins: CoachBook) -> None:
    pages = contents(origins)
    assert [target for page in pages for _, target in page.links] == list(range(len(origins.pages)))
    height = SIZES["letter"][1]
    for page in pages:
        found = [item for item in page.items if isinstance(item, PlacedText)]
        for one in found:
            assert one.box.bottom() <= height - MARGIN_BOTTOM + SLACK
            assert not one.text.broken_words, one.text.text
        for (left, top, right, bottom), target in page.links:
            box = QRectF(left, top, right - left, bottom - top)
            inside = [one.text.text for one in found if box.contains(one.box)]
            assert origins.pages[target].title in inside
            assert str(len(pages) + target + 1) in inside, "the number of the page in the file"
