"""The kinds of file a planner has, and the fields each of them is brought to (`fields.csv`)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.language import say

_FIELDS = Path(__file__).with_name("fields.csv")

LABELS = {
    "postings": (say("Job postings"), say("posting")),
    "unemployment": (say("People out of work"), say("count")),
    "wages": (say("Wages and employment"), say("estimate")),
    "nonba_wages": (say("Wages without a four-year degree"), say("wage")),
    "projections": (say("Employment projections"), say("projection")),
    "onet": (say("O*NET database"), say("score")),
    "programmes": (say("Training programmes"), say("programme")),
    "outcomes": (say("Outcomes of training"), say("outcome")),
    "transitions": (say("Moves between occupations"), say("move")),
    "posting_index": (say("Index of job postings"), say("figure")),
    "histories": (say("Job histories"), say("job")),
    "boundaries": (say("County boundaries"), say("shape")),
}
"""Every kind: what people call it, and what one row of it is."""


@dataclass(frozen=True)
class Field:
    """One column of ours: what a kind of file may tell.

    Attributes
    ----------
    kind, name, label, unit, type : str
        `type` is text, code, number, count, money, share, day, month or words.
    required : bool
        Whether nothing can be made of a file without it. Of the fields of one `group` one is enough.
    group : str
        Name shared by fields of which at least one must be there; mostly blank.
    meaning : str
        One sentence for the planner.
    own_heading : str
        The label in English, as a heading under which files have it.
    synonyms : tuple of str
        Further headings under which files have it, as people write them.
    """

    kind: str
    name: str
    label: str
    unit: str
    type: str
    required: bool
    group: str
    meaning: str
    own_heading: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """One kind of file: its name, its label, what a row of it is called, its fields by name."""

    name: str
    label: str
    subject: str
    fields: dict[str, Field]

    def missing(self, present: set[str]) -> tuple[str, ...]:
        """Return what must be there and is not: field names, or “soc or title” for a group."""
        lacking = [one.name for one in self.fields.values() if one.required and one.name not in present]
        groups: dict[str, list[str]] = {}
        for one in self.fields.values():
            if one.group:
                groups.setdefault(one.group, []).append(one.name)
        lacking += [" or ".join(names) for names in groups.values() if not present & set(names)]
        return tuple(lacking)


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind by name, in the order in which people meet them."""
    found: dict[str, dict[str, Field]] = {name: {} for name in LABELS}
    with _FIELDS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            field = Field(
                kind=row["kind"],
                name=row["field"],
                label=say(row["label"]),
                unit=row["unit"],
                type=row["type"],
                required=row["required"] == "yes",
                group=row["required"].removeprefix("one of ")
                if row["required"].startswith("one of ")
                else "",
                meaning=say(row["meaning"]),
                own_heading=row["label"],
                synonyms=tuple(one.strip() for one in row["synonyms"].split(";") if one.strip()),
            )
            found[field.kind][field.name] = field
    return {name: Kind(name, *LABELS[name], fields) for name, fields in found.items()}
