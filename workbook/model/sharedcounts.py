"""Counts of people by what occupations share: the industry they work in, and who they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from workbook.model.claims import UNKNOWN
from workbook.model.national import GROUPS

INDUSTRY = "industry"
GOVERNMENT = {"92": "99"}
"""Public administration, as the staffing pattern calls government."""
_UNKNOWN = re.compile(
    r"(?:.*\b(?:unknown|ina|n/?a|not (?:available|known|stated|reported)|missing|declined|refused)\b.*|u|)",
    re.IGNORECASE,
)
_WOMEN, _MEN = re.compile(r"(?:f|females?|wom[ae]n)\b", re.I), re.compile(r"(?:m|males?|m[ae]n)\b", re.I)
_HISPANIC = re.compile(r"hispanic|latin|spanish", re.IGNORECASE)
_NOT_HISPANIC = re.compile(r"\bno[nt]\b[-\s]*(?:hispanic|latin|spanish)", re.IGNORECASE)
_WHITE = re.compile(r"\bwhite\b", re.IGNORECASE)
_RACES = {
    "black_share": re.compile(r"\bblack\b|african", re.I),
    "asian_share": re.compile(r"\basian\b", re.I),
}


@dataclass(frozen=True)
class Shared:
    """Counts by something that occupations share: industries, or a group of people and everybody else.

    Attributes
    ----------
    by : str
        What the counts are by, as the file has it: ``industry``, ``sex``, ``race/ethnicity``.
    column : str
        ``industry``, or the column of `GROUPS` that tells the group's share of an occupation.
    people : dict
        People by sector, or of the group (``in``) and of everybody else (``out``), those of unknown sector
        or group spread in proportion; a sector or side that is not given, or was withheld, is not there.
    whole : bool
        Whether they are all people: every sector, or both sides.
    """

    by: str
    column: str
    people: Mapping[str, float]
    whole: bool

    @property
    def total(self) -> float:
        """People of all sectors or sides given."""
        return sum(self.people.values())


def by_industry(
    counts: Mapping[str, float], sectors: tuple[str, ...]
) -> tuple[tuple[Shared, ...], dict[str, float], dict[str, float], float]:
    """Return counts by sector, their sum where they are whole, those of no sector, and the unknown share.

    >>> counts = {"23": 30.0, "92": 60.0, "ina": 10.0, "722511": 5.0}
    >>> found, wholes, odd, unknown = by_industry(counts, ("23", "99"))
    >>> {name: round(one, 2) for name, one in found[0].people.items()}, found[0].whole, wholes, odd, unknown
    ({'23': 33.33, '99': 66.67}, True, {'industry': 100.0}, {'722511': 5.0}, 0.1)
    """
    counted = {GOVERNMENT.get(name, name): people for name, people in counts.items()}
    unknown = float(np.nan_to_num(counted.pop(UNKNOWN, 0.0)))
    known = {name: counted[name] for name in sectors if name in counted and np.isfinite(counted[name])}
    odd = {name: people for name, people in counted.items() if name not in sectors and people > 0}
    odd = {name: people for name, people in odd.items() if not any(_within(name, one) for one in known)}
    placed = sum(known.values())
    if not placed > 0:
        return (), {}, odd, 0.0
    whole = len(known) == len(sectors)
    spread = {name: people * (1 + unknown / placed) for name, people in known.items()}
    wholes = {INDUSTRY: placed + unknown} if whole else {}
    return (Shared(INDUSTRY, INDUSTRY, spread, whole),), wholes, odd, unknown / (placed + unknown)


def _within(code: str, sector: str) -> bool:
    """Return whether a finer industry lies in a sector, which may be a span of codes (31-33)."""
    first, _, last = sector.partition("-")
    return code[:2].isdigit() and int(first) <= int(code[:2]) <= int(last or first)


def by_people(
    kinds: Mapping[str, Mapping[str, float]],
) -> tuple[tuple[Shared, ...], dict[str, float]]:
    """Return counts by group of people, and the sum of each kind that holds everybody."""
    found: dict[str, Shared] = {}
    wholes: dict[str, float] = {}
    for kind, counts in sorted(kinds.items()):
        if _holds_everybody(kind, counts):
            wholes[kind] = sum(counts.values())
        for column in GROUPS:
            one = _sides(kind, column, counts)
            if one is not None and (column not in found or one.whole > found[column].whole):
                found[column] = one
    return tuple(found.values()), wholes


def _holds_everybody(kind: str, counts: Mapping[str, float]) -> bool:
    known = [name for name in counts if not _UNKNOWN.fullmatch(name)]
    if len(known) < 2 or not np.isfinite(list(counts.values())).all():
        return False
    if kind == "sex":
        return any(map(_WOMEN.match, known)) and any(map(_MEN.match, known))
    if _racial(kind):
        return any(_WHITE.search(name) or _NOT_HISPANIC.search(name) for name in known)
    return True


def _racial(kind: str) -> bool:
    return "race" in kind or "ethnic" in kind


def _sides(kind: str, column: str, counts: Mapping[str, float]) -> Shared | None:
    """Return the people of a group and everybody else, None where the counts do not tell the group apart."""
    sides = {name: _side(kind, column, name) for name in counts}
    inside = [counts[name] for name, side in sides.items() if side == "in"]
    outside = [counts[name] for name, side in sides.items() if side == "out"]
    if not inside or not np.isfinite(sum(inside)):
        return None
    people = {"in": sum(inside)}
    whole = _holds_everybody(kind, counts)
    if whole:
        unknown = sum(counts[name] for name, side in sides.items() if side == "")
        known = sum(inside) + sum(outside)
        factor = 1 + unknown / known if known > 0 else 1.0
        people = {"in": sum(inside) * factor, "out": sum(outside) * factor}
    return Shared(kind, column, people, whole)


def _side(kind: str, column: str, label: str) -> str:
    """Return ``in``, ``out`` or blank where a label does not say whether its people belong to the group.

    >>> _side("race/ethnicity", "hispanic_share", "White non-Hispanic"), _side("sex", "women_share", "F")
    ('out', 'in')
    >>> _side("ethnicity/race", "black_share", "Hispanic / Unknown"), _side("age", "black_share", "22-24")
    ('', '')
    """
    if column == "women_share":
        if kind != "sex":
            return ""
        return "in" if _WOMEN.match(label) else "out" if _MEN.match(label) else ""
    if not _racial(kind):
        return ""
    part = _part(kind, label, "ethnic" if column == "hispanic_share" else "race")
    if _UNKNOWN.fullmatch(part):
        return ""
    if column == "hispanic_share":
        return "in" if _HISPANIC.search(part) and not _NOT_HISPANIC.search(part) else "out"
    return "in" if _RACES[column].search(part) else "out"


def _part(kind: str, label: str, wanted: str) -> str:
    """Return the part of a label that tells race, or ethnicity, where it tells both: “Hispanic / White”."""
    names, parts = kind.split("/"), label.split(" / ")
    if len(names) != len(parts) or len(parts) == 1:
        return label
    return next((part for name, part in zip(names, parts, strict=True) if wanted in name), label)
