"""What kind of file lies on the desk: by the layouts we know, else by how well its columns fit a kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.intake.headings import plain
from data.intake.kinds import kinds
from data.intake.mapping import Mapping, Samples, propose
from data.intake.presets import presets
from data.intake.reading.tables import HeaderGuess, Preview, RawColumn
from data.intake.shapes import shapes_of
from data.language import in_sentence, say

_SAMPLE_ROWS = 150
_UNSURE = 0.75
_BY_COLUMNS = 0.7
_OF_ANY_TABLE = frozenset(
    ["id", "name", "title", "url", "link", "website", "description", "number", "address", "email"]
)
"""Headings that tables of every kind have: they alone tell of none."""


@dataclass(frozen=True)
class Recognised:
    """What a sheet seems to be.

    Attributes
    ----------
    kind : str
        Kind of file.
    preset : str
        Name of the layout, blank where the columns alone tell the kind.
    confidence : float
        0–1.
    why : str
        One sentence.
    sheet : str
        The sheet.
    mapping : Mapping
        Which column tells what.
    header : HeaderGuess
        Where the headings are taken to be.
    """

    kind: str
    preset: str
    confidence: float
    why: str
    sheet: str
    mapping: Mapping
    header: HeaderGuess


def columns_of(preview: Preview) -> tuple[RawColumn, ...]:
    """Return the columns of a sheet as its preview shows them."""
    guess = preview.guess
    written = guess.written or guess.names
    return tuple(
        RawColumn(place, name, written[place] if place < len(written) else "")
        for place, name in enumerate(guess.names)
    )


def samples_of(preview: Preview) -> Samples:
    """Return the first values of each column by its name."""
    rows = [
        cells
        for line, cells in zip(preview.lines, preview.cells, strict=True)
        if line >= preview.guess.first_data_row and line not in preview.guess.footer_rows
    ][:_SAMPLE_ROWS]
    return {
        name: tuple(cells[place] for cells in rows if place < len(cells) and cells[place].strip())
        for place, name in enumerate(preview.guess.names)
    }


def recognise(previews: Sequence[Preview], kind: str | None = None) -> tuple[Recognised, ...]:
    """Say what the sheets of a file may be, best first.

    Parameters
    ----------
    previews : sequence of Preview
        The sheets of the file.
    kind : str, optional
        The kind a person says it is: only layouts of it count, and there is always an answer.
    """
    found: list[Recognised] = []
    for preview in previews:
        columns, samples = columns_of(preview), samples_of(preview)
        found += _by_preset(preview, columns, samples, kind)
        found += _by_shape(preview, columns, kind)
        found += _by_columns(preview, columns, samples, kind)
    order = {id(one): place for place, one in enumerate(found)}
    return tuple(sorted(found, key=lambda one: (-one.confidence, order[id(one)])))


def _by_preset(
    preview: Preview, columns: Sequence[RawColumn], samples: Samples, kind: str | None
) -> list[Recognised]:
    headings = [one.written_as or one.name for one in columns]
    found = []
    for preset in presets().values():
        if kind is not None and preset.kind != kind:
            continue
        sure = preset.likelihood(headings, preview.sheet)
        if sure:
            why = say("Its headings are those of {layout}", layout=preset.title)
            mapping = preset.mapping(columns)
            if preset.others_by_heading:
                mapping = mapping.completed(propose(preset.kind, mapping.unused(columns), samples))
            found.append(
                Recognised(preset.kind, preset.name, sure, why, preview.sheet, mapping, preview.guess)
            )
    return found


def _by_shape(preview: Preview, columns: Sequence[RawColumn], kind: str | None) -> list[Recognised]:
    return [
        Recognised(
            one.mapping.kind, one.name, one.confidence, one.why, preview.sheet, one.mapping, preview.guess
        )
        for one in shapes_of(preview, columns)
        if kind is None or one.mapping.kind == kind
    ]


def _by_columns(
    preview: Preview, columns: Sequence[RawColumn], samples: Samples, kind: str | None
) -> list[Recognised]:
    found = []
    for one in kinds().values():
        # Boundaries have no columns: `data.intake.boundaries` tells them by their form.
        if not one.fields or (kind is not None and one.name != kind):
            continue
        mapping = propose(one.name, columns, samples)
        sure = _fit(mapping)
        if sure or kind is not None:
            told = ", ".join(f"“{column}”" for column in list(mapping.columns.values())[:4])
            why = (
                say("Its columns {columns} tell of {kind}", columns=told, kind=in_sentence(one.label))
                if told
                else say("None of its columns is known")
            )
            found.append(Recognised(one.name, "", sure, why, preview.sheet, mapping, preview.guess))
    return found


def _fit(mapping: Mapping) -> float:
    """Return how well the columns of a file fit a kind: never as sure as a layout that is known."""
    if mapping.missing():
        return 0.0
    told = [one.confidence for one in mapping.fields if one.column is not None]
    if {plain(column) for column in mapping.columns.values()} <= _OF_ANY_TABLE:
        return 0.0
    kind = kinds()[mapping.kind]
    share = min(1.0, len(told) / min(6, len(kind.fields)))
    return (
        round(min(_UNSURE, _BY_COLUMNS * (sum(told) / len(told)) * (0.5 + 0.5 * share)), 3) if told else 0.0
    )
