"""The few icons, drawn as lines in the colour of the text beside them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.look.sizes import px

FOLDER = Path(__file__).parent / "icons"

LINES = {
    "undo": "M8 5 4 9l4 4 M4 9h9.5a5.5 5.5 0 0 1 0 11H9",
    "redo": "M16 5l4 4-4 4 M20 9h-9.5a5.5 5.5 0 0 0 0 11H15",
    "search": "M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z M15.5 15.5 20.5 20.5",
    "close": "M6 6 18 18 M18 6 6 18",
    "plus": "M12 5v14 M5 12h14",
    "sun": "M12 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 "
    "M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "matrix": "M4 5h16v14H4z M4 10h16 M4 14.5h16 M10 5v14",
    "priorities": "M5 6h14 M5 12h10 M5 18h5",
    "sources": "M6 3.5h8l4 4v13H6z M14 3.5v4h4 M9 12h6 M9 16h6",
    "paths": "M4 12h5 M15 6h5 M15 18h5 M9 12 15 6 M9 12 15 18",
    "scenarios": "M4 19V5 M4 19h16 M5 15l5-4 4 2 6-7",
    "allocation": "M12 4v8l6 5 M12 4a8 8 0 1 1 0 16a8 8 0 0 1 0-16z",
    "gaps": "M4 19h4v-5h4V9h4V5h4",
    "parity": "M12 4v16 M5 20h14 M4 8h16 M4 8l-2 6h6L6 8 M20 8l-2 6h6L20 8",
    "sectors": "M4 20V10h4v10z M10 20V4h4v16z M16 20v-7h4v7z",
    "employers": "M4 5h16l-6 7v6l-4 2v-8z",
    "compare": "M4 5h6v14H4z M14 5h6v14h-6z M6 9h2 M6 12h2 M16 9h2 M16 12h2 M16 15h2",
    "changes": "M12 5a7 7 0 1 1-7 7 M5 5v4h4 M12 8v4l3 2",
    "panel": "M4 5h16v14H4z M14.5 5v14",
    "dots": "M6 15a2 2 0 1 1 0 4a2 2 0 0 1 0-4z M11.5 9a1.5 1.5 0 1 1 0 3a1.5 1.5 0 0 1 0-3z "
    "M18 4a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5z",
    "fold": "M6 14.5 12 8.5 18 14.5",
    "unfold": "M6 9.5 12 15.5 18 9.5",
    "tick": "M5 12.5 10 17.5 19.5 7",
    "cross": "M6.5 6.5 17.5 17.5 M17.5 6.5 6.5 17.5",
    "hand": "M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z M13.5 7l3.5 3.5",
    "reset": "M5 5v5h5 M5.5 10a7.5 7.5 0 1 1-1 5.5",
}
"""Outlines on a grid of 24 by 24."""


def icon(name: str, colour: QColor, size: int = 18) -> QIcon:
    """Return an icon of ``LINES`` in one colour, sharp on screens of one, two and three times the density."""
    made = QIcon()
    for density in (1, 2, 3):
        made.addPixmap(_picture(_outline(name, colour), px(size), density))
    return made


def app_icon() -> QIcon:
    """Return the program's icon: three steps up."""
    made = QIcon()
    source = (FOLDER / "headway.svg").read_text(encoding="utf-8")
    for size in (16, 32, 48, 128, 256):
        made.addPixmap(_picture(source, size, 1))
    return made


def _outline(name: str, colour: QColor) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
        f'<path d="{LINES[name]}" fill="none" stroke="{colour.name()}" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


def _picture(source: str, size: int, density: int) -> QPixmap:
    pixmap = QPixmap(size * density, size * density)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        QSvgRenderer(QByteArray(source.encode())).render(
            painter, QRectF(0, 0, size * density, size * density)
        )
    pixmap.setDevicePixelRatio(density)
    return pixmap
