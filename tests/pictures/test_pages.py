"""Every page looks as it did when somebody looked at it and accepted it: light, dark, large, in Spanish."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests.pictures.accepting import ACCEPTED, VARIATIONS, take
from tests.pictures.comparing import ALLOWED, SIZE, unlike
from tests.pictures.pages import NAMES

RENEW = "look at them, then: python -m tests.pictures.accepting"
PICTURE, TABLE, PANEL = QRect(44, 38, 192, 58), QRect(44, 116, 192, 70), QRect(238, 20, 80, 170)
"""Where picture, table and panel of the matrix stand in its accepted picture."""


EMPTY = ("changes", "compare")
"""Pages that are alike as long as there is nothing to compare with."""


def accepted(variation: str, page: str) -> QImage:
    """Return the accepted picture of a page."""
    return QImage(str(ACCEPTED / variation / f"{page}.png"))


@pytest.mark.parametrize("variation", VARIATIONS)
def test_pages_look_as_they_were_accepted(variation: str, tmp_path: Path) -> None:
    take(variation, tmp_path)
    shares = {
        name: unlike(accepted(variation, name), QImage(str(tmp_path / f"{name}.png"))) for name in NAMES
    }
    others = {name: f"{share:.1%}" for name, share in shares.items() if share > ALLOWED}
    assert others == {}, RENEW


def test_accepted_pictures_are_complete_and_small() -> None:
    sizes = {path: path.stat().st_size for path in ACCEPTED.rglob("*.png")}
    assert {path.relative_to(ACCEPTED).as_posix() for path in sizes} == {
        f"{variation}/{name}.png" for variation in VARIATIONS for name in NAMES
    }
    assert max(sizes.values()) < 40_000
    assert sum(sizes.values()) < 2_000_000


# What the comparison sees, and what it forgives ------------------------------------------------------


def painted(page: QImage, box: QRect, colour: str) -> QImage:
    """Return a picture with a part of it covered."""
    made = page.copy()
    with QPainter(made) as painter:
        painter.fillRect(box, QColor(colour))
    return made


@pytest.mark.parametrize("part", [PICTURE, TABLE], ids=["picture", "table"])
@pytest.mark.parametrize("variation", ["light", "dark"])
def test_a_part_that_stays_blank_is_seen(variation: str, part: QRect) -> None:
    page = accepted(variation, "matrix")
    blank = painted(page, part, page.pixelColor(part.topLeft()).name())
    assert unlike(page, blank) > 2 * ALLOWED


def test_a_panel_over_the_page_is_seen() -> None:
    page = accepted("light", "matrix")
    made = page.copy()
    with QPainter(made) as painter:
        painter.drawImage(PANEL.topLeft() - QPoint(60, 0), page.copy(PANEL))
    assert unlike(page, made) > 2 * ALLOWED


@pytest.mark.parametrize("page", NAMES)
def test_the_wrong_theme_another_language_and_size_are_seen(page: str) -> None:
    assert unlike(accepted("light", page), accepted("dark", page)) > 0.5
    assert unlike(accepted("light", page), accepted("large", page)) > 2 * ALLOWED


def test_another_page_is_seen() -> None:
    pages = [accepted("light", name) for name in NAMES if name not in EMPTY]
    for place, one in enumerate(pages):
        for other in pages[place + 1 :]:
            assert unlike(one, other) > ALLOWED


@pytest.mark.parametrize("page", NAMES)
def test_other_smoothing_and_a_shift_by_a_pixel_of_the_screen_are_forgiven(page: str) -> None:
    was = accepted("light", page)
    way = Qt.TransformationMode.SmoothTransformation
    softer = was.scaled(SIZE * 0.85, Qt.AspectRatioMode.IgnoreAspectRatio, way).scaled(
        SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, way
    )
    assert unlike(was, softer) <= ALLOWED
    large = was.scaled(SIZE * 4, Qt.AspectRatioMode.IgnoreAspectRatio, way)
    moved = large.copy()
    with QPainter(moved) as painter:
        painter.drawImage(QPoint(1, 1), large)
    assert unlike(was, moved.scaled(SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, way)) <= ALLOWED


def test_a_number_of_another_day_is_forgiven(qapp: QApplication) -> None:
    was = accepted("light", "matrix")
    made = was.copy()
    with QPainter(made) as painter:
        font = QFont()
        font.setPixelSize(4)
        painter.setFont(font)
        painter.fillRect(QRect(100, 150, 14, 5), was.pixelColor(60, 150))
        painter.drawText(QPoint(100, 154), "1,234")
    assert unlike(was, made) <= ALLOWED


def test_a_picture_of_another_size_is_all_other() -> None:
    assert unlike(accepted("light", "matrix"), QImage()) == 1.0
    assert unlike(QImage(), QImage()) == 1.0
