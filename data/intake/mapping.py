"""Which of their columns tells which of our fields: proposed from headings and values, changed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from data.intake.forms import form_share
from data.intake.headings import likeness, plain, squeezed
from data.intake.kinds import Field, kinds
from data.language import say

if TYPE_CHECKING:
    from data.intake.reading.tables import RawColumn, RawTable

Samples = Dictionary[str, Sequence[str]]
"""Values of each column by the column's name."""

_LEAST_CONFIDENCE = 0.5
_SYNONYM = 0.9
_OWN_NAME = 0.98
_LIKENESS = 0.8
_SURE = 0.85


@dataclass(frozen=True)
class Mapped:
    """One field of ours and the column that tells it.

    Attributes
    ----------
    field : str
        Our name.
    column : str or None
        Name of their column; None where no column tells it.
    confidence : float
        0–1; a person's choice is 1.
    why : str
        One short sentence.
    otherwise : tuple of str
        Names of further columns that tell it in rows where the first one is blank, best first.
    """

    field: str
    column: str | None
    confidence: float = 0.0
    why: str = ""
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """The columns of a file as the fields of a kind; frozen, so that a change is a new one.

    Attributes
    ----------
    kind : str
        Name of the kind.
    fields : tuple of Mapped
        Every field of the kind, in the order of the dictionary.
    notes : dict
        What holds for values and stands in no column, such as ``wage_period`` = ``year``, ``date_order`` =
        ``month-first``, ``nothing`` = ``-999;na``.
    """

    kind: str
    fields: tuple[Mapped, ...]
    notes: Dictionary[str, str] = field(default_factory=dict)

    def column(self, name: str) -> str | None:
        """Return their column for a field of ours, None where none tells it."""
        return next((one.column for one in self.fields if one.field == name), None)

    @property
    def columns(self) -> dict[str, str]:
        """Their column for every field that has one."""
        return {one.field: one.column for one in self.fields if one.column is not None}

    @property
    def otherwise(self) -> dict[str, tuple[str, ...]]:
        """Their further columns for every field that has some, for rows in which the first one is blank."""
        return {one.field: one.otherwise for one in self.fields if one.column is not None and one.otherwise}

    def with_column(self, name: str, column: str | None, why: str = say("Chosen by hand")) -> Mapping:
        """Return the mapping with another column for one field; None takes the column away.

        Raises
        ------
        KeyError
            When the kind has no such field.
        """
        if name not in {one.field for one in self.fields}:
            raise KeyError(name)
        chosen = Mapped(name, column, 1.0 if column is not None else 0.0, why)
        return replace(self, fields=tuple(chosen if one.field == name else one for one in self.fields))

    def completed(self, other: Mapping) -> Mapping:
        """Return the mapping with the surely proposed columns of another one for fields without a column."""
        fields = zip(self.fields, other.fields, strict=True)
        return replace(
            self,
            fields=tuple(
                new if own.column is None and new.confidence >= _SURE else own for own, new in fields
            ),
        )

    def with_note(self, name: str, value: str) -> Mapping:
        """Return the mapping with one note on values changed; a blank one is taken away."""
        notes = {**self.notes, name: value}
        return replace(self, notes={key: one for key, one in notes.items() if one})

    def cells(self, raw: RawTable) -> dict[str, str]:
        """Return the SQL of its cell (``c3``) for every field whose column the table has."""
        by_name = {one.name: one.cell for one in raw.columns}
        found = {}
        for one in self.fields:
            cells = [by_name[name] for name in (one.column, *one.otherwise) if name in by_name]
            if one.column in by_name:
                found[one.field] = f"coalesce({', '.join(cells)})" if len(cells) > 1 else cells[0]
        return found

    def missing(self) -> tuple[str, ...]:
        """Return the fields without which nothing can be made of the file."""
        return kinds()[self.kind].missing(set(self.columns))

    def unused(self, columns: Iterable[RawColumn]) -> tuple[RawColumn, ...]:
        """Return the columns that tell no field."""
        used = {name for one in self.fields for name in (one.column, *one.otherwise)}
        return tuple(one for one in columns if one.name not in used)


def mapping_of(
    kind: str,
    columns: Dictionary[str, str],
    why: str,
    notes: Dictionary[str, str] | None = None,
    confidence: float = 1.0,
    otherwise: Dictionary[str, tuple[str, ...]] | None = None,
) -> Mapping:
    """Return the mapping with the given columns, the other fields without one."""
    further = otherwise or {}
    return Mapping(
        kind,
        tuple(
            Mapped(name, columns[name], confidence, why, further.get(name, ()))
            if name in columns
            else Mapped(name, None)
            for name in kinds()[kind].fields
        ),
        notes or {},
    )


def propose(kind: str, columns: Sequence[RawColumn], samples: Samples) -> Mapping:
    """Propose the columns for the fields of a kind.

    Parameters
    ----------
    kind : str
        Name of the kind.
    columns : sequence of RawColumn
        Columns of the file.
    samples : mapping of str to sequence of str
        Values of each column by its name; blank ones count for nothing.

    Returns
    -------
    Mapping
        Each column is used once at most, the surest pairs first.
    """
    pairs = []
    for place, one in enumerate(kinds()[kind].fields.values()):
        for column in columns:
            confidence, why = _fits(one, column, samples.get(column.name, ()))
            if confidence >= _LEAST_CONFIDENCE:
                pairs.append((-confidence, place, column.index, one.name, column.name, why))
    chosen: dict[str, Mapped] = {}
    taken: set[str] = set()
    for negative, _, _, name, column_name, why in sorted(pairs):
        if name not in chosen and column_name not in taken:
            chosen[name] = Mapped(name, column_name, -negative, why)
            taken.add(column_name)
    return Mapping(kind, tuple(chosen.get(name, Mapped(name, None)) for name in kinds()[kind].fields))


def _fits(one: Field, column: RawColumn, values: Sequence[str]) -> tuple[float, str]:
    heading = column.written_as or column.name
    by_name, why = _heading_fits(one, heading)
    if not by_name:
        return 0.0, ""
    share = form_share(one.type, one.name, values)
    if share is None:
        return by_name, why
    # Values that have the form make a likely heading surer; values that do not make any heading doubtful.
    confidence = by_name * (0.45 + 0.55 * share) if share < 0.6 else min(0.99, by_name + 0.08 * share)
    looks = say("its values look so") if share >= 0.6 else say("few of its values look so")
    return round(confidence, 3), f"{why}; {looks}"


def _heading_fits(one: Field, heading: str) -> tuple[float, str]:
    if squeezed(heading) in (squeezed(one.name), squeezed(one.own_heading)):
        return _OWN_NAME, say("The heading is our own name for it")
    for place, synonym in enumerate(one.synonyms):
        if squeezed(heading) == squeezed(synonym):
            why = say("“{heading}” is a known heading for it", heading=plain(heading))
            return _SYNONYM - min(0.05, 0.002 * place), why
    known = (one.own_heading, *one.synonyms)
    best = max(((likeness(heading, other), other) for other in known), default=(0.0, ""))
    if best[0] < 0.6:
        return 0.0, ""
    return round(_LIKENESS * best[0], 3), say("The heading is like “{heading}”", heading=best[1])
