"""Text set on paper: measured before it is painted, in points, with what Qt finds on this computer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop.look.palette import LIGHT
from workbook.errors import PlannerError

UNITS = 10
"""Units of a painter on paper in a point: sizes of letters are whole numbers of them."""
FAMILIES = (
    "Segoe UI", "Helvetica Neue", "Inter", "Source Sans 3", "Noto Sans", "Open Sans", "Liberation Sans",
    "Arial", "DejaVu Sans Condensed", "DejaVu Sans",
)  # fmt: skip
"""Families that set a dense page well, the best first; the first that the computer has is used."""
LEADING = 1.25
LEFT, RIGHT, CENTRE = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter


@dataclass(frozen=True)
class Style:
    """How letters look: size [points], colour, weight."""

    size: float
    colour: str = LIGHT.ink
    strong: bool = False


Span = tuple[str, Style]


def paper_family() -> str:
    """Return the family that pages are set in.

    Raises
    ------
    PlannerError
        When the computer has no fonts at all.
    """
    known = set(QFontDatabase.families())
    if not known:
        raise PlannerError(
            "The pages cannot be set",
            "This computer has no fonts",
            "Install a font, for instance DejaVu or Liberation, and start again",
        )
    return next((name for name in FAMILIES if name in known), sorted(known)[0])


class Text:
    """A paragraph laid out in a width [points]: its height is known before it is painted.

    ``natural`` is the width of its longest line; ``broken_words`` counts lines that end inside a word.
    """

    def __init__(
        self, spans: Sequence[Span], width: float, fonts: Fonts, align: Qt.AlignmentFlag = LEFT
    ) -> None:
        self.text = "".join(part for part, _ in spans)
        self.width = width
        self._layout = QTextLayout(self.text, fonts.of(spans[0][1]))
        self._layout.setCacheEnabled(True)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(_formats(spans, fonts))
        leading = max(style.size for _, style in spans) * LEADING
        self.broken_words, self.left, self.natural, self.height = self._lay_out(width, leading)

    def _lay_out(self, width: float, leading: float) -> tuple[int, float, float, float]:
        """Break the text into lines; return words broken, and the left edge, width and height of its ink."""
        broken, left, natural, top = 0, width, 0.0, 0.0
        self._layout.beginLayout()
        while True:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width * UNITS)
            # Lines stand at even distances, whatever the font says of itself.
            line.setPosition(QPointF(0, (top + (leading - line.height() / UNITS) / 2) * UNITS))
            natural = max(natural, line.naturalTextWidth() / UNITS)
            left = min(left, line.naturalTextRect().left() / UNITS)
            broken += self._breaks_a_word(line.textStart())
            top += leading
        self._layout.endLayout()
        return broken, left, natural, top

    def _breaks_a_word(self, start: int) -> bool:
        before, after = self.text[max(0, start - 1) : start], self.text[start : start + 1]
        return before.isalnum() and after.isalnum()

    def paint(self, painter: QPainter, x: float, y: float) -> None:
        """Paint the paragraph with its upper left corner at a place [points]."""
        self._layout.draw(painter, QPointF(x * UNITS, y * UNITS))


def _formats(spans: Sequence[Span], fonts: Fonts) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for part, style in spans:
        one = QTextLayout.FormatRange()
        # Qt counts in units of UTF-16.
        one.start, one.length = start, len(part.encode("utf-16-le")) // 2
        made = QTextCharFormat()
        made.setFont(fonts.of(style))
        made.setForeground(QBrush(QColor(style.colour)))
        one.format = made
        found.append(one)
        start += one.length
    return found


class Fonts:
    """The fonts of one document, each made once; ``scale`` makes all of them smaller alike."""

    def __init__(self, scale: float = 1.0) -> None:
        self.family = paper_family()
        self.scale = scale
        self._made: dict[tuple[int, bool], QFont] = {}

    def of(self, style: Style) -> QFont:
        """Return the font of a style."""
        key = round(style.size * self.scale * UNITS), style.strong
        if key not in self._made:
            font = QFont(self.family)
            font.setPixelSize(key[0])
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setWeight(QFont.Weight.DemiBold if style.strong else QFont.Weight.Normal)
            # Without ligatures a reader of the file finds “office” when searching for it.
            font.setFeature(QFont.Tag("liga"), 0)
            self._made[key] = font
        return self._made[key]

    def advance(self, text: str, style: Style) -> float:
        """Return the width of a text in one line [points]."""
        return QFontMetricsF(self.of(style)).horizontalAdvance(text) / UNITS


@dataclass(frozen=True)
class PlacedText:
    """A paragraph at its place [points]."""

    text: Text
    x: float
    y: float

    @property
    def box(self) -> QRectF:
        """The room it takes."""
        return QRectF(self.x, self.y, self.text.width, self.text.height)

    @property
    def ink(self) -> QRectF:
        """The room that its letters take."""
        return QRectF(self.x + self.text.left, self.y, self.text.natural, self.text.height)

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        self.text.paint(painter, self.x, self.y)


@dataclass(frozen=True)
class PlacedLine:
    """A horizontal line at its place [points]."""

    x: float
    y: float
    width: float
    colour: str = LIGHT.hairline
    thickness: float = 0.6

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        painter.setPen(QPen(QColor(self.colour), self.thickness * UNITS))
        start, end = (
            QPointF(self.x * UNITS, self.y * UNITS),
            QPointF((self.x + self.width) * UNITS, self.y * UNITS),
        )
        painter.drawLine(start, end)


@dataclass(frozen=True)
class PlacedBox:
    """A filled box with round corners at its place [points]."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 2.5

    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        box = QRectF(self.x * UNITS, self.y * UNITS, self.width * UNITS, self.height * UNITS)
        painter.drawRoundedRect(box, self.radius * UNITS, self.radius * UNITS)


Placed = PlacedText | PlacedLine | PlacedBox


@dataclass
class Block:
    """Things that stay together, placed from the block's own upper left corner; ``before`` is room above."""

    height: float = 0.0
    before: float = 0.0
    items: list[Placed] = field(default_factory=list)

    def at(self, x: float, y: float) -> list[Placed]:
        """Return the things at their places when the block stands at a place."""
        return [_moved(item, x, y) for item in self.items]


def _moved(item: Placed, x: float, y: float) -> Placed:
    if isinstance(item, PlacedText):
        return PlacedText(item.text, item.x + x, item.y + y)
    if isinstance(item, PlacedLine):
        return PlacedLine(item.x + x, item.y + y, item.width, item.colour, item.thickness)
    return PlacedBox(item.x + x, item.y + y, item.width, item.height, item.colour, item.radius)
