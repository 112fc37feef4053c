"""State tables of claims as they are e-mailed out: groups down the side, weeks or months across the top.

Blocks of rows stand under headings such as “Age:”, the weeks may repeat lower down, and shares stand beside
or below the counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from data.intake.cleaning import groups
from data.intake.cleaning.counts import Counts, Reject, frame_of
from data.intake.cleaning.periods import period_in
from data.intake.cleaning.regions import told_area
from data.intake.cleaning.texts import headings, whole_sheet
from data.intake.occupations import Occupations
from data.intake.values import ABSENT, READ, SUPPRESSED, numbers

if TYPE_CHECKING:
    from data.intake.loaded import Source

_SHARE = ("percent", "share", "%")
_NUMBERED = re.compile(r"[0-9]\s*-\s*(?=[A-Za-z])")
"""“1 - Male”: the state's own code before a name."""


@dataclass(frozen=True)
class _Header:
    """Periods across the top: the period of every column that has one, and the columns that hold shares."""

    periods: dict[int, str]
    shares: frozenset[int] = frozenset()


@dataclass
class _Row:
    line: int
    label: str
    heading: str
    figures: dict[str, numbers.Number]
    block: int
    dimension: str = ""


@dataclass
class _Walk:
    """Where the reading of a grid is: the heading in force, and what was met."""

    header: _Header
    year: str
    heading: str = ""
    block: int = 0
    rows: list[_Row] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)


def read_grid(source: Source) -> Counts:
    """Read a table with periods across the top.

    Notes of the mapping: ``year`` of weeks that state none; ``measure``; ``area``.
    """
    tops, rows = _as_laid_out(source)
    year = source.note("year")
    walk = _Walk(header_of(tops, year), year, heading=tops[0] if tops else "")
    for line, cells in rows:
        _step(walk, line, cells)
    _infer_dimensions(walk.rows)
    occupations = Occupations.of(source.pack)
    figures: list[dict[str, object]] = []
    for row in walk.rows:
        told, trouble = _named(row, occupations)
        if trouble:
            walk.rejects.append((row.line, trouble, "", row.label))
            continue
        walk.used.add(row.line)
        for period, number in row.figures.items():
            figures.append(
                {
                    **told,
                    "line": row.line,
                    "written": f"{row.dimension}: {groups.bare(row.label)}",
                    "period": period,
                    "unemployed": number.value,
                    "mark": number.mark,
                    "measure": source.note("measure"),
                    "area": told_area(source),
                }
            )
    weekly = any(len(one) == 10 or one.startswith("--") for one in walk.header.periods.values())
    return Counts(frame_of(figures), walk.used, walk.rejects, weekly)


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


def header_of(cells: list[str], year: str = "") -> _Header:
    """Read a row of headings: a lone period in a run of filled cells is that of the whole run.

    Virginia writes “Week 3 | 3/15 - 3/21” over counts and shares, a blank column, then the next week.
    """
    told = {place: period_in(text, year) for place, text in enumerate(cells) if place and text.strip()}
    periods: dict[int, str] = {}
    run: list[int] = []
    for place in [*sorted(told), len(cells) + 1]:
        if run and place != run[-1] + 1:
            periods.update(_of_run(run, told))
            run = []
        if place in told:
            run.append(place)
    shares = frozenset(place for place in told if any(mark in cells[place].casefold() for mark in _SHARE))
    return _Header(periods, shares)


def _of_run(run: list[int], told: dict[int, str]) -> dict[int, str]:
    dated = [told[place] for place in run if told[place]]
    if len(set(dated)) == 1 and len(run) > 1:
        return dict.fromkeys(run, dated[0])
    return {place: told[place] for place in run if told[place]}


def _step(walk: _Walk, line: int, cells: list[str]) -> None:
    label, filled = cells[0].strip(), {place for place, text in enumerate(cells) if place and text.strip()}
    if not filled:
        walk.heading = label
        walk.block += 1
        walk.used.add(line)
        return
    texts = [cells[place].strip() for place in sorted(filled)]
    if any(period_in(text) for text in texts) and not any(_is_figure(text) for text in texts):
        walk.header = header_of(cells, walk.year)
        walk.heading = label
        walk.block += 1
        walk.used.add(line)
        return
    if not label and not any(_is_figure(text) for text in texts):
        shares = {place for place in filled if any(mark in cells[place].casefold() for mark in _SHARE)}
        walk.header = replace(walk.header, shares=walk.header.shares | shares)
        walk.used.add(line)
        return
    _take(walk, line, label, cells)


def _take(walk: _Walk, line: int, label: str, cells: list[str]) -> None:
    counts = {
        period: _number(cells[place])
        for place, period in walk.header.periods.items()
        if place not in walk.header.shares and place < len(cells)
    }
    stated = [one for one in counts.values() if one.mark != ABSENT]
    if not label:
        walk.rejects.append((line, "label-missing", "", " ".join(cells).strip()))
    elif stated and all(one.percent for one in stated):
        walk.rejects.append((line, "shares-not-counts", "", label))
    elif not counts or any(one.mark not in (READ, ABSENT, SUPPRESSED) for one in counts.values()):
        walk.rejects.append((line, "unemployed-not-a-number", "", label))
    else:
        walk.rows.append(_Row(line, label, walk.heading, counts, walk.block))


def _number(text: str) -> numbers.Number:
    """Read a cell; a dash in the blanks of a spreadsheet's accounting format is zero, not nothing."""
    if text.strip() in ("-", "–") and text != text.strip():
        return numbers.Number(0.0)
    return numbers.number(text)


def _is_figure(text: str) -> bool:
    read = numbers.number(text)
    return read.value is not None or read.mark in (ABSENT, SUPPRESSED)


def _infer_dimensions(rows: list[_Row]) -> None:
    """Give every row what it is by: its heading says so, else its label, else the rows beside it."""
    for row in rows:
        told = "total" if groups.is_total(row.label) else groups.dimension_of_heading(row.heading)
        row.dimension = told or groups.dimension_of_label(row.label)
    for place, row in enumerate(rows):
        if not row.dimension:
            beside = [
                one.dimension for one in rows if one.block == row.block and one.dimension not in ("", "total")
            ]
            before = [one.dimension for one in rows[:place] if one.block == row.block and one.dimension]
            row.dimension = (before or beside or [""])[-1 if before else 0]


def _named(row: _Row, occupations: Occupations) -> tuple[dict[str, object], str]:
    """Return what a row is about, or the code of its trouble."""
    label = groups.bare(row.label)
    if row.dimension == groups.TOTAL:
        return {}, ""
    if row.dimension == groups.OCCUPATION:
        group = groups.major_group(label)
        if group:
            return {"group": group}, ""
        soc, trouble = occupations.by_code(label.split(" ")[0])
        return ({"soc": soc}, "") if not trouble else ({}, "group-unknown")
    if row.dimension == groups.INDUSTRY:
        industry = groups.industry(label)
        return ({"industry": industry}, "") if industry else ({}, "industry-unknown")
    label = _NUMBERED.sub("", label)
    name = row.dimension or groups.bare(row.heading).strip(":") or "group"
    return {"demographic": f"{name}: {label}"}, ""
