"""State tables of claims as they are e-mailed out: groups down the side, weeks or months across the top.

Blocks of rows stand under headings such as “Age:”, the weeks may repeat lower down, and shares stand beside
or below the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from data.intake.cleaning import groups
from data.intake.cleaning.counts import Counts, Reject, frame_of
from data.intake.cleaning.grid_headers import GridHeader, counts_people, header_of, is_area, is_share
from data.intake.cleaning.naming import told_by
from data.intake.cleaning.periods import period_in
from data.intake.cleaning.regions import Place, Regions, told_area
from data.intake.cleaning.texts import headings, whole_sheet
from data.intake.occupations import Occupations
from data.intake.values import ABSENT, READ, SUPPRESSED, numbers

if TYPE_CHECKING:
    from data.intake.loaded import Source
AREA = "area"
"""What the rows of a table by county or by region are by."""


@dataclass
class _Row:
    line: int
    label: str
    heading: str
    figures: dict[tuple[str, str], numbers.Number]
    block: int
    place: str = ""
    dimension: str = ""


@dataclass
class _Walk:
    """Where the reading of a grid is: the heading in force, and what was met."""

    header: GridHeader
    year: str
    period: str = ""
    heading: str = ""
    block: int = 0
    rows: list[_Row] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)


def read_grid(source: Source) -> Counts:
    """Read a table with periods across the top, or of one period.

    Notes of the mapping: ``year`` of weeks that state none; ``period`` of a table whose headings name none;
    ``about``, what stands above the table; ``measure``; ``area``.
    """
    tops, rows = _as_laid_out(source)
    year, period = source.note("year"), source.note("period")
    walk = _Walk(header_of(tops, year, period), year, period)
    walk.heading = walk.header.heading
    for line, cells in rows:
        _step(walk, line, cells)
    _infer_dimensions(walk.rows, _by(source.note("about")))
    figures = _figures(source, walk)
    weekly = any(len(one) == 10 or one.startswith("--") for one, _ in walk.header.counted.values())
    return Counts(frame_of(figures), walk.used, walk.rejects, weekly)


def _figures(source: Source, walk: _Walk) -> list[dict[str, object]]:
    """Return every figure of the rows that can be named; the others are set aside."""
    occupations, regions = Occupations.of(source.pack), Regions.of(source.pack)
    whole = told_area(source)
    labels = [row.place or row.label for row in walk.rows if row.place or row.dimension == AREA]
    state = regions.state_of(labels, source.note("about")) if labels and not whole else whole
    figures: list[dict[str, object]] = []
    for row in walk.rows:
        label = groups.bare(row.label)
        place = row.place if row.dimension != AREA else label
        found = Place(whole) if not place else regions.find(place, state)
        if place and groups.is_total(place):
            found = Place(state)
        elif place and not found.area and not found.county:
            walk.rejects.append((row.line, "area-unknown", "", place))
            continue
        elif row.dimension == groups.TOTAL and labels and not place:
            found = Place(state)
        told, trouble = ({}, "") if row.dimension == AREA else _named(row, label, occupations)
        if trouble:
            walk.rejects.append((row.line, trouble, "", row.label))
            continue
        walk.used.add(row.line)
        for (period, measure), number in row.figures.items():
            figures.append(
                {
                    **told,
                    "line": row.line,
                    "written": f"{row.dimension}: {label}",
                    "period": period,
                    "unemployed": number.value,
                    "mark": number.mark,
                    "measure": measure or source.note("measure"),
                    "area": found.area,
                    "county": found.county,
                }
            )
    return figures


def _named(row: _Row, label: str, occupations: Occupations) -> tuple[dict[str, object], str]:
    name = row.dimension or groups.bare(row.heading).strip(":") or "group"
    return told_by(name, label, occupations)


def _by(heading: str) -> str:
    """Return what a heading says the rows below it are by."""
    return groups.dimension_of_heading(heading) or (AREA if is_area(heading) else "")


def _as_laid_out(source: Source) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return headings and rows with the blank columns in their places: they part one week from the next."""
    places = [one.index for one in source.raw.columns]
    width = max(places, default=0) + 1

    def spread(texts: Sequence[str]) -> list[str]:
        cells = [""] * width
        for place, text in zip(places, texts, strict=True):
            cells[place] = text
        return cells

    sheet = whole_sheet(source)
    rows = [(int(line), spread(cells)) for line, *cells in sheet.itertuples(index=False, name=None)]
    return spread(list(headings(source).values())), rows


def _step(walk: _Walk, line: int, cells: list[str]) -> None:
    header = walk.header
    filled = [place for place, text in enumerate(cells) if text.strip()]
    beyond = [cells[place].strip() for place in filled if place not in header.labels]
    figure = any(_is_figure(text) for text in beyond)
    if not beyond and len(filled) == 1:
        walk.heading = cells[filled[0]].strip()
        walk.block += 1
        walk.used.add(line)
        return
    across = [cells[place].strip() for place in filled if place]
    label = _label(header, cells)
    begins = any(period_in(text) for text in across) or (
        label and any(counts_people(text) for text in across)
    )
    if begins and not any(map(_is_figure, across)):
        walk.header = header_of(cells, walk.year, walk.period)
        walk.heading = walk.header.heading
        walk.block += 1
        walk.used.add(line)
        return
    if not label and not figure:
        shares = {place for place in filled if is_share(cells[place])}
        walk.header = replace(header, shares=header.shares | shares)
        walk.used.add(line)
        return
    _take(walk, line, cells)


def _label(header: GridHeader, cells: list[str]) -> str:
    """Return what names a row: its code and its name together, without the place."""
    named = (cells[place].strip() for place in header.labels if place != header.places)
    return " ".join(one for one in named if one)


def _take(walk: _Walk, line: int, cells: list[str]) -> None:
    header, label = walk.header, _label(walk.header, cells)
    place = cells[header.places].strip() if header.places is not None else ""
    counts: dict[tuple[str, str], numbers.Number] = {}
    for column, told in header.counted.items():
        if column not in header.shares and column < len(cells):
            counts.setdefault(told, _number(cells[column]))
    stated = [one for one in counts.values() if one.mark != ABSENT]
    if not label and not place:
        walk.rejects.append((line, "label-missing", "", " ".join(" ".join(cells).split())))
    elif stated and all(one.percent for one in stated):
        walk.rejects.append((line, "shares-not-counts", "", label or place))
    elif not counts or any(one.mark not in (READ, ABSENT, SUPPRESSED) for one in counts.values()):
        walk.rejects.append((line, "unemployed-not-a-number", "", label or place))
    else:
        walk.rows.append(_Row(line, label or "Total", walk.heading, counts, walk.block, place))


def _number(text: str) -> numbers.Number:
    """Read a cell; a dash in the blanks of a spreadsheet's accounting format is zero, not nothing."""
    if text.strip() in ("-", "–") and text != text.strip():
        return numbers.Number(0.0)
    return numbers.number(text)


def _is_figure(text: str) -> bool:
    read = numbers.number(text)
    return read.value is not None or read.mark in (ABSENT, SUPPRESSED)


def _infer_dimensions(rows: list[_Row], title: str) -> None:
    """Give every row what it is by: its heading, its label, the rows beside it or the title says so."""
    for row in rows:
        told = "total" if groups.is_total(row.label) else _by(row.heading)
        row.dimension = told or groups.dimension_of_label(row.label)
    for place, row in enumerate(rows):
        if not row.dimension:
            beside = [
                one.dimension for one in rows if one.block == row.block and one.dimension not in ("", "total")
            ]
            before = [one.dimension for one in rows[:place] if one.block == row.block and one.dimension]
            row.dimension = (before or beside or [title])[-1 if before else 0]
