"""Layouts that no fixed set of headings tells: weeks or years in the headings, codes across the top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.intake.cleaning import groups, projections
from data.intake.cleaning.periods import period_in
from data.intake.mapping import Mapping, mapping_of
from data.intake.reading.tables import Preview, RawColumn
from data.intake.values import codes

_MEASURES = (
    ("initial claim", "initial claims"),
    ("claimant", "claimants"),
    ("continued claim", "continued claims"),
)
_LEAST_CODES = 4
_LEAST_LABELS = 2


@dataclass(frozen=True)
class Shape:
    """One way in which a sheet can be taken.

    Attributes
    ----------
    name, why : str
        Short name of the layout, and one sentence.
    confidence : float
        0–1.
    mapping : Mapping
        Which column tells what, with the notes the cleaner needs.
    """

    name: str
    why: str
    confidence: float
    mapping: Mapping


def shapes_of(preview: Preview, columns: Sequence[RawColumn]) -> list[Shape]:
    """Return the layouts that the look of a sheet tells, none for most sheets."""
    if len(columns) < 2:
        return []
    found = [_cps(columns), _grid(preview, columns), _projections(preview, columns), _matrix(columns)]
    return [one for one in found if one is not None][:1]


def _headings(columns: Sequence[RawColumn]) -> list[str]:
    return [one.written_as for one in columns]


def _cps(columns: Sequence[RawColumn]) -> Shape | None:
    counted = [
        one
        for one in columns
        if re.match(r"unemployed\b", one.written_as.strip(), re.IGNORECASE) and period_in(one.written_as)
    ]
    if not counted or "occupation" not in columns[0].written_as.casefold():
        return None
    told = {"title": columns[0].name, "unemployed": counted[0].name}
    why = "Its headings are months of the Current Population Survey"
    return Shape("unemployment_cps", why, 0.95, mapping_of("unemployment", told, why, {"layout": "cps"}))


def _grid(preview: Preview, columns: Sequence[RawColumn]) -> Shape | None:
    rows = [cells for cells in preview.cells if any(text.strip() for text in cells)]
    tops = [_headings(columns), *rows]
    dates = [sum(bool(period_in(text)) for text in cells[1:]) for cells in tops]
    # Where many rows that have a name hold dates too, they are records with days of their own.
    named = [one for one, cells in zip(dates, tops, strict=True) if cells[0].strip()]
    dated = 0 if sum(one >= 2 for one in named) > len(named) / 3 else max(dates)
    labels = {cells[0].strip() for cells in rows if cells[0].strip()}
    by = {
        groups.dimension_of_heading(cells[0]) for cells in rows if not any(one.strip() for one in cells[1:])
    }
    known = sum(bool(groups.dimension_of_label(text)) for text in labels) + 2 * len(by - {""})
    if dated < 2 or known < _LEAST_LABELS:
        return None
    text = " ".join(" ".join(cells) for cells in tops).casefold()
    measure = next((name for sign, name in _MEASURES if sign in text), "")
    notes = {"layout": "grid", **({"measure": measure} if measure else {})}
    why = "Weeks or months stand across its top and groups of people down its side"
    told = {"title": columns[0].name, "unemployed": columns[1].name}
    return Shape("unemployment_grid", why, 0.9, mapping_of("unemployment", told, why, notes))


def _projections(preview: Preview, columns: Sequence[RawColumn]) -> Shape | None:
    headings = _headings(columns)
    found = {name: place for name, place in projections.shape_of(headings).items() if place < len(columns)}
    figures = set(found) & set(projections.FIGURES)
    if "soc" not in found or not figures or not any("matrix" in one.casefold() for one in headings):
        return None
    told = {name: columns[place].name for name, place in found.items()}
    above = [
        cells
        for line, cells in zip(preview.lines, preview.cells, strict=True)
        if line < preview.guess.first_data_row
    ]
    thousands = "thousands" in " ".join(" ".join(cells) for cells in above).casefold()
    notes = {"area": "US", **({"unit": "thousands"} if thousands else {})}
    why = "Its headings are those of the National Employment Matrix"
    # The sheet with openings and entry education is the main one; the others are joined to it.
    main = {"employment_base", "openings_year", "education"} <= set(found)
    sure = 0.95 if main else 0.85 if {"employment_base", "openings_year"} <= set(found) else 0.7
    return Shape("projections_bls", why, sure, mapping_of("projections", told, why, notes))


def _matrix(columns: Sequence[RawColumn]) -> Shape | None:
    across = _headings(columns)[1:]
    coded = [
        one
        for one in across
        if codes.soc(one) or (codes.bare_figures(one).isdigit() and len(one.strip()) == 4)
    ]
    if len(coded) < _LEAST_CODES or len(coded) < 0.7 * len(across):
        return None
    why = "Occupation codes stand down its side and across its top"
    told = {"origin": columns[0].name, "destination": columns[1].name}
    return Shape("transitions_matrix", why, 0.9, mapping_of("transitions", told, why, {"layout": "matrix"}))
