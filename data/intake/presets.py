"""Files that we know by their headings: which column tells what, and what holds for their values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from data.intake.headings import squeezed
from data.intake.kinds import kinds
from data.intake.mapping import Mapping, mapping_of
from data.intake.reading.tables import RawColumn
from data.language import say

_FOLDER = Path(__file__).with_name("presets")


@dataclass(frozen=True)
class Preset:
    """One layout that we ship.

    Attributes
    ----------
    name, kind, title : str
        Short name, kind of file, and what people call the layout.
    must : tuple of str
        Headings that are in every such file; alternatives are separated by ``|``, here and in `may`.
    may : tuple of str
        Headings that may be there; each found one makes the recognition surer.
    never : tuple of str
        Headings that tell another layout.
    sheet : str
        Pattern that the name of the sheet must match, blank for any.
    within : tuple of str
        What may stand before every heading, because each record lies inside another one: ``item.``.
    columns : dict
        For each field the headings that tell it, best first.
    next_where_blank : bool
        Whether in a row in which the best column is blank the next one of `columns` tells the field.
    others_by_heading : bool
        Whether further columns, that the layout does not settle, are taken by their headings.
    notes : dict
        What holds for values.
    """

    name: str
    kind: str
    title: str
    must: tuple[str, ...]
    may: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    sheet: str = ""
    within: tuple[str, ...] = ()
    columns: Dictionary[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Dictionary[str, str] = field(default_factory=dict)
    next_where_blank: bool = False
    others_by_heading: bool = False

    def likelihood(self, headings: Sequence[str], sheet: str) -> float:
        """Return how sure it is that a sheet with these headings is of this layout, 0–1."""
        there = {squeezed(self._bare(one)) for one in headings}
        if any(squeezed(one) in there for one in self.never):
            return 0.0
        if self.sheet and not re.search(self.sheet, sheet, re.IGNORECASE):
            return 0.0
        if not all(any(squeezed(one) in there for one in wanted.split("|")) for wanted in self.must):
            return 0.0
        more = sum(any(squeezed(one) in there for one in wanted.split("|")) for wanted in self.may)
        # A layout told by many headings is surer than one told by few.
        told = min(1.0, (len(self.must) + more) / 10)
        return round(0.8 + 0.19 * told, 3)

    def mapping(self, columns: Sequence[RawColumn]) -> Mapping:
        """Return the mapping of a file of this layout."""
        exact: dict[str, str] = {}
        alike: dict[str, str] = {}
        for column in columns:
            heading = self._bare(column.written_as or column.name)
            exact.setdefault(heading, column.name)
            alike.setdefault(squeezed(heading), column.name)
        # “jobLocationType” is not “jobLocation.@type”, although both are written alike without their marks.
        found = {
            name: list(
                dict.fromkeys(
                    exact.get(heading) or alike[squeezed(heading)]
                    for heading in headings
                    if squeezed(heading) in alike
                )
            )
            for name, headings in self.columns.items()
        }
        first = {name: names[0] for name, names in found.items() if names}
        rest = {name: tuple(names[1:]) for name, names in found.items() if self.next_where_blank}
        why = say("So it is in {layout}", layout=self.title)
        return mapping_of(self.kind, first, why, dict(self.notes), otherwise=rest)

    def _bare(self, heading: str) -> str:
        return next((heading.removeprefix(one) for one in self.within if heading.startswith(one)), heading)


@cache
def presets() -> dict[str, Preset]:
    """Return every preset by name.

    Raises
    ------
    ValueError
        When a preset names a kind or a field that there is not: a mistake of ours.
    """
    found = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        preset = _read(path)
        unknown = set(preset.columns) - set(kinds()[preset.kind].fields)
        if unknown:
            raise ValueError(f"{path.name} names fields that {preset.kind} has not: {sorted(unknown)}")
        found[preset.name] = preset
    return found


def _read(path: Path) -> Preset:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    sign = told.get("recognise", {})
    return Preset(
        name=path.stem,
        kind=told["kind"],
        title=say(told["title"]),
        must=tuple(sign["must"]),
        may=tuple(sign.get("may", ())),
        never=tuple(sign.get("never", ())),
        sheet=sign.get("sheet", ""),
        within=tuple(sign.get("within", ())),
        columns={name: tuple(headings) for name, headings in told.get("columns", {}).items()},
        notes={name: str(value) for name, value in told.get("notes", {}).items()},
        next_where_blank=told.get("next_where_blank", False),
        others_by_heading=told.get("others_by_heading", False),
    )
