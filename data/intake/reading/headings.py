"""Finding the headings of a table among the titles above it and the rows below.

What tells headings from rows is contrast: words above a column of figures or dates. Where all columns hold
words, the first row as wide as the table is taken, with less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.intake.reading.cellkinds import VALUES, CellKind
from data.intake.reading.footers import footer_lines
from data.intake.reading.headinggrid import HeadingGrid
from data.intake.reading.headingnames import heading_names
from data.intake.reading.tables import HeaderGuess, Merge, Row
from data.language import say, say_count

_DEEPEST_HEADINGS = 8
_LONGEST_HEADING = 120
_MOST_WORDS = 6
_LEAST_DIFFERING = 0.3
"""Share of the filled cells of a further row of headings that must differ from what stands below them."""
_KNOWN = """
    id code codes name title date area city state county zip fips soc naics cip occupation industry
    employer company agency job salary wage pay hourly annual mean median employment unemployed posted
    expires url description type category level number percent total year month week period sex age
    race education address street phone email status program provider school location country region
    source
"""
_WORDS = frozenset(_KNOWN.split())
_ALONE = """
    titles jobs occupations position positions role roles posting postings employers names codes text list
    value values column of the and in a
"""
_LONE = _WORDS | frozenset(_ALONE.split())
"""Words of which the heading of a lone column is made: “Job title”, but not “Job coach”."""


def guess_headings(
    rows: Sequence[Row], merges: Sequence[Merge] = (), *, complete: bool = True
) -> HeaderGuess:
    """Guess where the headings of a table stand.

    Parameters
    ----------
    rows : sequence of Row
        Its first rows, all equally wide; blank ones may be missing.
    merges : sequence of Merge
        Cells made one.
    complete : bool
        Whether these are all rows: then notes below the table are looked for as well.

    Returns
    -------
    HeaderGuess
        With names for as many columns as the rows are wide.
    """
    width = max((len(cells) for _, cells in rows), default=0)
    grid = HeadingGrid.of(rows, merges)
    if not len(grid):
        return _none(width, 1, (), 0.0, say("There are no rows"))
    start = grid.first_wide_row()
    notes = footer_lines(rows) if complete else ()
    if not _is_heading(grid, start):
        while start and grid.filled(start - 1) != [grid.left]:
            start -= 1
        why = say("The first full row looks like the rows below it")
        return _none(width, grid.line(start), notes, 0.3, why)
    first, last = _extent(grid, start)
    below = [line for line, _ in grid.rows[last + 1 :]]
    block = [grid.rows[place] for place in range(first, last + 1)]
    names, written = heading_names(block, width, merges)
    confidence, why = _confidence(grid, first, last, names, written)
    data = below[0] if below else grid.line(last) + 1
    return HeaderGuess(grid.line(first), grid.line(last), names, data, notes, confidence, why, written)


def headings_at(rows: Sequence[Row], first: int, last: int, merges: Sequence[Merge] = ()) -> HeaderGuess:
    """Return the headings that somebody pointed at.

    Parameters
    ----------
    rows : sequence of Row
        The first rows of the sheet, all equally wide.
    first, last : int
        Lines of the first and the last row of headings.
    merges : sequence of Merge
        Cells made one.
    """
    width = max((len(cells) for _, cells in rows), default=0)
    names, written = heading_names([row for row in rows if first <= row[0] <= last], width, merges)
    below = [line for line, cells in rows if line > last and any(cell.strip() for cell in cells)]
    return HeaderGuess(
        first,
        last,
        names,
        below[0] if below else last + 1,
        footer_lines(rows),
        1.0,
        say("Chosen by hand"),
        written,
    )


def no_headings(rows: Sequence[Row], first_data_row: int = 1) -> HeaderGuess:
    """Return what stands for headings in a table that has none."""
    width = max((len(cells) for _, cells in rows), default=0)
    return _none(width, first_data_row, footer_lines(rows), 1.0, say("Chosen by hand"))


def _none(width: int, first: int, notes: tuple[int, ...], confidence: float, why: str) -> HeaderGuess:
    names, written = heading_names([], width)
    return HeaderGuess(None, None, names, first, notes, confidence, why, written)


def _is_heading(grid: HeadingGrid, place: int) -> bool:
    differ, fit = grid.contrast(place)
    if differ or fit:
        return differ > fit
    cells = grid.texts(place)
    if any(grid.kinds[place][column] in VALUES for column in grid.filled(place)) or not cells:
        return False
    if max(len(cell) for cell in cells) > _LONGEST_HEADING and len(cells) > 1:
        return False
    if len(grid) > 1 and len(grid.rows[place][1]) == 1:
        # Nothing beside it tells a heading of a lone column: only words that are nothing else.
        return all(word in _LONE for word in re.findall(r"[a-z]+", cells[0].casefold()))
    return not grid.has_repeats(place)


def _extent(grid: HeadingGrid, start: int) -> tuple[int, int]:
    """Return the first and last row of the headings around their first wide row."""
    first = last = start
    while (
        first > 0
        and start - first < _DEEPEST_HEADINGS
        and grid.adjoins(first)
        and _is_parent(grid, first - 1)
    ):
        first -= 1
    while last + 1 < len(grid) and last - start < _DEEPEST_HEADINGS and _goes_on(grid, last + 1):
        last += 1
    bottom = _merged_bottom(grid, first, last)
    while last + 1 < len(grid) and grid.line(last + 1) <= bottom and not grid.holds_figures(last + 1):
        last += 1
    return first, last


def _is_parent(grid: HeadingGrid, place: int) -> bool:
    """Return whether a row above the headings belongs to them: it labels columns, it is no title."""
    filled = grid.filled(place)
    line = grid.line(place)
    if CellKind.NUMBER in grid.kinds[place]:
        return False
    width = len(grid.kinds[place])
    for top, left, bottom, right in grid.merges:
        if top <= line <= bottom and left in filled and right - left + 1 >= 0.6 * width and left == grid.left:
            return False
    return filled != [grid.left]


def _goes_on(grid: HeadingGrid, place: int) -> bool:
    """Return whether a row below the first headings is one more row of them."""
    if not grid.adjoins(place):
        return False
    filled = grid.filled(place)
    if filled == [grid.left] and grid.kinds[place - 1][grid.left] is not CellKind.BLANK:
        return False
    differ, fit = grid.contrast(place)
    if CellKind.MARK in grid.kinds[place] or grid.has_repeats(place):
        return False
    # One odd figure further down does not make headings of a whole row.
    return fit == 0 and filled != [grid.left] and differ >= _LEAST_DIFFERING * len(filled)


def _merged_bottom(grid: HeadingGrid, first: int, last: int) -> int:
    """Return the last row that cells merged with headings reach."""
    top_line, bottom = grid.line(first), grid.line(last)
    for top, _, low, _ in grid.merges:
        if top_line <= top <= bottom and low - top < _DEEPEST_HEADINGS:
            bottom = max(bottom, low)
    return bottom


def _confidence(
    grid: HeadingGrid, first: int, last: int, names: tuple[str, ...], written: tuple[str, ...]
) -> tuple[float, str]:
    """Say how sure the headings are, and what spoke for them."""
    differ = max(grid.contrast(place)[0] for place in range(first, last + 1))
    named = [name for name in written if name]
    words = {word for name in named for word in _words(name)}
    known = len(words & _WORDS)
    distinct = len(set(named)) / max(1, len(named))
    rows = last - first + 1
    if last + 1 >= len(grid):
        return 0.4, say_count(
            "The row stands above nothing else", "The {count} rows stand above nothing else", rows, count=rows
        )
    if differ:
        sure = min(0.98, 0.8 + 0.02 * min(differ, 5) + 0.02 * min(known, 4)) * (0.8 + 0.2 * distinct)
        columns = say_count(
            "{count} column of figures or dates",
            "{count} columns of figures or dates",
            differ,
            count=differ,
        )
        return sure, say_count(
            "The row stands in words above {columns}",
            "The {count} rows stand in words above {columns}",
            rows,
            count=rows,
            columns=columns,
        )
    if known:
        return min(0.85, 0.6 + 0.08 * known), say_count(
            "The row stands above the rest and uses words that headings use",
            "The {count} rows stand above the rest and use words that headings use",
            rows,
            count=rows,
        )
    why = say("The first full row is unlike the rows below, but all columns hold words")
    return (0.3 if len(named) <= 1 else 0.5), why


def _words(heading: str) -> list[str]:
    """Return the words of a heading; a whole sentence has none that count."""
    words = heading.replace("_", " ").replace("/", " ").casefold().split()
    return words if len(words) <= _MOST_WORDS else []
