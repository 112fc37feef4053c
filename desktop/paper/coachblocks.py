"""The parts of a coach's page as blocks of known height: head, facts, steps, both directions, foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.look.palette import LIGHT
from desktop.paper.typesetting import (
    CENTRE,
    LEFT,
    RIGHT,
    Block,
    Fonts,
    PlacedBox,
    PlacedLine,
    PlacedText,
    Span,
    Style,
    Text,
)
from workbook.model.coachfigures import WORDS_OF_CAUTION, Figure
from workbook.model.coachpage import CoachBook, CoachPage, Step, StepList
from workbook.plan import CLASS_LETTERS

TITLE_SIZES = (21, 19, 17, 15)
LEAD, HEADING = Style(10.2), Style(11, strong=True)
BODY, NAME, BRIEF = Style(8), Style(8.8, strong=True), Style(8.4)
FACT_SIZES = (11.5, 10.5, 9.5, 8.6)
QUIET, SMALL, FOOT = (Style(size, LIGHT.secondary) for size in (8, 7.2, 6.6))
MARK = Style(6.8, LIGHT.secondary)
LABEL = Style(7.6, LIGHT.accent, strong=True)
LABEL_WIDTH, CHIP, GAP, HEADS_APART, NUMBER_WIDTH = 48.0, 10.6, 8.0, 5.0, 22.0
TITLES_LEAST = 188.0
"""Room that the titles of steps keep beside their figures [points]."""
MOVES_TITLE = "Where people come from, and where they go"


@dataclass(frozen=True)
class Measure:
    """What the blocks of one page share: fonts and the width between the margins [points]."""

    fonts: Fonts
    width: float

    def text(
        self, spans: str | Sequence[Span], style: Style, width: float = 0.0, align: object = LEFT
    ) -> Text:
        """Return a paragraph; a plain string is set in one style."""
        given = [(spans, style)] if isinstance(spans, str) else spans
        return Text(given, width or self.width, self.fonts, align)  # type: ignore[arg-type]

    def line(self, spans: str | Sequence[Span], style: Style, before: float = 0.0) -> Block:
        """Return a paragraph over the whole width as a block."""
        text = self.text(spans, style)
        return Block(text.height, before, [PlacedText(text, 0, 0)])


def head(measure: Measure, book: CoachBook, page: CoachPage) -> list[Block]:
    """Return region and day, the title, the class, and the sentences that open the page."""
    day = measure.text(book.day, SMALL, align=RIGHT)
    strap = Block(day.height, 0, [PlacedText(measure.text(book.region, SMALL), 0, 0), PlacedText(day, 0, 0)])
    title = measure.line(page.title, _title_style(measure, page.title), before=2)
    name = measure.text(page.class_name, _strong(page.class_name, 8.3), 200)
    chip = name.natural + 12
    family = measure.text(f"{page.family} · SOC {page.soc}", QUIET, measure.width - chip - GAP)
    kind = Block(max(name.height, family.height) + 3, 4)
    kind.items = [
        PlacedBox(0, 0, chip, name.height + 3, LIGHT.classes[page.class_name].fill),
        PlacedText(name, 6, 1.5),
        PlacedText(family, chip + GAP, 1.5),
    ]
    return [strap, title, kind, measure.line(page.lead, LEAD, before=6)]


def _title_style(measure: Measure, title: str) -> Style:
    """Return letters in which a title stands in one line, as long as they stay letters of a title."""
    for size in TITLE_SIZES:
        style = Style(size, strong=True)
        if measure.fonts.advance(title, style) <= measure.width:
            return style
    return Style(TITLE_SIZES[-1], strong=True)


def _strong(class_name: str, size: float) -> Style:
    return Style(size, LIGHT.classes[class_name].strong, strong=True)


def facts(measure: Measure, page: CoachPage) -> Block:
    """Return the occupation's own figures in a strip: each figure over its label."""
    room = measure.width / len(page.facts)
    style = _fact_style(measure, page, room - 4)
    figures = [measure.text(_spans(figure, style), style, room - 4, CENTRE) for _, figure in page.facts]
    labels = [measure.text(label, SMALL, room - 4, CENTRE) for label, _ in page.facts]
    above, below = (max(text.height for text in texts) for texts in (figures, labels))
    block = Block(above + below + 12, 8, [PlacedBox(0, 0, measure.width, above + below + 12, LIGHT.panel, 4)])
    for number, (figure, label) in enumerate(zip(figures, labels, strict=True)):
        left = number * room + 2
        block.items += [PlacedText(figure, left, 5), PlacedText(label, left, 6 + above)]
    return block


def _fact_style(measure: Measure, page: CoachPage, room: float) -> Style:
    """Return letters in which every figure of the strip stands in one line with its mark."""
    for size in FACT_SIZES:
        style = Style(size, strong=True)
        if all(measure.text(_spans(figure, style), style, 999.0).natural <= room for _, figure in page.facts):
            return style
    return Style(FACT_SIZES[-1], strong=True)


def _spans(figure: Figure, style: Style) -> list[Span]:
    """Return a figure and its mark; a word that calls for care has the colour of caution."""
    shown = replace(style, colour=LIGHT.caution) if figure.text in WORDS_OF_CAUTION else style
    return [(figure.text, shown), *([(f" {figure.mark}", MARK)] if figure.mark else [])]


def heading(measure: Measure, title: str, note: str = "") -> Block:
    """Return a heading with a rule under it; the note stands beside it where there is room."""
    text = measure.text(title, HEADING)
    block = Block(text.height + 3, 9, [PlacedText(text, 0, 0)])
    block.items.append(PlacedLine(0, text.height + 1, measure.width, LIGHT.accent, 0.9))
    if note:
        room = measure.width - text.natural - 2 * GAP
        if measure.fonts.advance(note, SMALL) < room:
            said = measure.text(note, SMALL, room, RIGHT)
            block.items.append(PlacedText(said, measure.width - room, text.height - said.height - 1))
        else:
            said = measure.text(note, SMALL)
            block.items.append(PlacedText(said, 0, block.height))
            block.height += said.height
    return block


@dataclass(frozen=True)
class Columns:
    """Widths of the figures of a list and room left for titles [points]; ``marked`` columns hold marks."""

    widths: tuple[float, ...]
    titles: float
    marked: tuple[bool, ...]

    @classmethod
    def of(cls, measure: Measure, lists: Sequence[StepList]) -> Columns:
        """Return columns as narrow as their figures and the longest word of their heading allow.

        ``lists`` have the same columns, which then stand under each other.
        """
        fonts, widths, marked = measure.fonts, [], []
        for number, name in enumerate(lists[0].columns):
            figures = [one.figures[number] for found in lists for one in found.steps]
            marked.append(any(figure.mark for figure in figures))
            mark = fonts.advance(" m", MARK) if marked[-1] else 0.0
            word = max(fonts.advance(word, SMALL) for word in name.split())
            need = max(word, *(fonts.advance(figure.text, BRIEF) for figure in figures)) + mark
            widths.append(need + GAP)
        spare = measure.width - sum(widths) - TITLES_LEAST
        each = min(10.0, max(0.0, spare / 2 / len(widths))) if widths else 0.0
        titles = measure.width - sum(widths) - each * len(widths)
        return cls(tuple(width + each for width in widths), titles, tuple(marked))

    def figures(self, measure: Measure, figures: Sequence[Figure]) -> list[Text]:
        """Return the figures of a row; one without a mark ends where the others do."""
        mark, found = measure.fonts.advance(" m", MARK), []
        for figure, width, marked in zip(figures, self.widths, self.marked, strict=True):
            room = width - mark if marked and not figure.mark else width
            found.append(measure.text(_spans(figure, BRIEF), BRIEF, room, RIGHT))
        return found

    def heads(self) -> tuple[float, ...]:
        """Return the widths of the headings: two side by side never touch."""
        return tuple(width - HEADS_APART for width in self.widths)

    def place(self, block: Block, texts: Sequence[Text], y: float) -> None:
        """Put a row of figures into a block."""
        left = self.titles
        for text, width in zip(texts, self.widths, strict=True):
            block.items.append(PlacedText(text, left, y))
            left += width

    def place_heads(self, block: Block, texts: Sequence[Text], last: float) -> None:
        """Put the headings into a block: their lowest lines stand at one height."""
        left = self.titles
        for text, width in zip(texts, self.widths, strict=True):
            block.items.append(PlacedText(text, left + HEADS_APART, last - text.height))
            left += width


def column_heads(measure: Measure, columns: Columns, names: Sequence[str]) -> Block:
    """Return the headings of a list's figures, their last lines side by side."""
    mark = measure.fonts.advance(" m", MARK)
    texts = [
        measure.text(name, SMALL, width - (mark if marked else 0.0), RIGHT)
        for name, width, marked in zip(names, columns.heads(), columns.marked, strict=True)
    ]
    block = Block(max(text.height for text in texts) + 1.5, 1.5)
    columns.place_heads(block, texts, block.height - 1.5)
    return block


def step(measure: Measure, columns: Columns, one: Step, *, detailed: bool) -> Block:
    """Return a step: its class and title, its figures, and in a detailed list the lines below."""
    name_style = NAME if detailed else BRIEF
    spans: list[Span] = [(one.title, name_style)]
    if one.tag:
        spans.append((f"  {one.tag}", SMALL))
    title = measure.text(spans, name_style, columns.titles - CHIP - 7)
    figures = columns.figures(measure, one.figures)
    top = 2.2
    block = Block(0, 1 if detailed else 0, [PlacedLine(0, 0, measure.width)])
    block.items += class_chip(measure, one.class_name, top)
    block.items.append(PlacedText(title, CHIP + 5, top))
    columns.place(block, figures, top)
    bottom = top + max(title.height, *(figure.height for figure in figures), CHIP)
    for label, said in one.lines:
        text = measure.text(said, BODY, measure.width - CHIP - 5 - LABEL_WIDTH)
        block.items.append(PlacedText(measure.text(label, LABEL, LABEL_WIDTH), CHIP + 5, bottom + 0.3))
        block.items.append(PlacedText(text, CHIP + 5 + LABEL_WIDTH, bottom))
        bottom += text.height
    block.height = bottom + (1.8 if detailed else 1.2)
    return block


def class_chip(measure: Measure, class_name: str, y: float) -> list[PlacedBox | PlacedText]:
    """Return the letter of a class on its colour."""
    letter = measure.text(CLASS_LETTERS[class_name], _strong(class_name, 7.4), CHIP, CENTRE)
    box = PlacedBox(0, y, CHIP, CHIP, LIGHT.classes[class_name].fill, 2)
    return [box, PlacedText(letter, 0, y + (CHIP - letter.height) / 2)]


def more(measure: Measure, number: int) -> Block:
    """Return how many steps the page leaves out."""
    text = measure.text(f"and {number} more", QUIET, measure.width - CHIP - 5)
    return Block(text.height, 1, [PlacedText(text, CHIP + 5, 0)])


def moves(measure: Measure, page: CoachPage) -> list[Block]:
    """Return where the people of the occupation come from and go to."""
    return [
        heading(measure, MOVES_TITLE),
        *(measure.line(sentence, BODY, before=1.5) for sentence in page.moves),
    ]


def foot(measure: Measure, book: CoachBook, number: int) -> Block:
    """Return what marks and words mean, where the figures are from, what made the page; and its number."""
    block = Block(3, 8, [PlacedLine(0, 0, measure.width)])
    for said in (" ".join(book.legend), book.sources, book.stamp):
        text = measure.text(said, FOOT)
        block.items.append(PlacedText(text, 0, block.height))
        block.height += text.height + 1
    if number:
        text = measure.text(str(number), SMALL, NUMBER_WIDTH, RIGHT)
        block.items.append(PlacedText(text, measure.width - NUMBER_WIDTH, block.height - text.height - 1))
    return block
