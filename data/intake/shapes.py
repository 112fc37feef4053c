"""Layouts that no fixed set of headings tells: weeks or years in the headings, codes across the top."""

from __future__ import annotations

from collections.abc import Sequence

from data.intake.cleaning import projections
from data.intake.countshapes import Shape, count_shapes
from data.intake.headings import squeezed
from data.intake.kinds import kinds
from data.intake.mapping import mapping_of
from data.intake.reading.tables import Preview, RawColumn
from data.intake.values import codes
from data.language import say

_LEAST_CODES = 4
_ANY_NUMBER = "id"
"""A heading of every kind of file: alone it tells of no person."""


def shapes_of(preview: Preview, columns: Sequence[RawColumn]) -> list[Shape]:
    """Return the layouts that the look of a sheet tells, none for most sheets."""
    if len(columns) < 2:
        return []
    # The National Employment Matrix names itself; some of its tables look like lists of counts too.
    named = [_histories(columns), _projections(preview, columns)]
    found = [*named, *count_shapes(preview, columns), _matrix(columns)]
    return [one for one in found if one is not None][:1]


def _histories(columns: Sequence[RawColumn]) -> Shape | None:
    """A person's number beside the first and the last day of jobs: no other kind of file has the three."""
    headings = {squeezed(one.written_as): one.name for one in reversed(columns) if one.written_as}
    told = {
        name: headings[squeezed(synonym)]
        for name, one in kinds()["histories"].fields.items()
        for synonym in reversed(one.synonyms)
        if squeezed(synonym) in headings and squeezed(synonym) != _ANY_NUMBER
    }
    if not {"person", "start", "end"} <= set(told) or not {"soc", "title"} & set(told):
        return None
    why = say("It has a number of persons beside first and last days of jobs")
    return Shape("histories", why, 0.9, mapping_of("histories", told, why))


def _headings(columns: Sequence[RawColumn]) -> list[str]:
    return [one.written_as for one in columns]


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
    why = say("Its headings are those of the National Employment Matrix")
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
    why = say("Occupation codes stand down its side and across its top")
    told = {"origin": columns[0].name, "destination": columns[1].name}
    return Shape("transitions_matrix", why, 0.9, mapping_of("transitions", told, why, {"layout": "matrix"}))
