"""Demand scenarios: named tables of multipliers of openings, shipped ones and the planner's own."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from data.language import say
from data.scenarios import ALL, CODES, FIELDS, GROUP, INDUSTRY, scenario_rows, sector_of
from workbook.errors import PlannerError

BASELINE = "baseline"
LARGEST_FACTOR = 10.0
OWN_SOURCE = "the planner"


@dataclass(frozen=True)
class Multiplier:
    """Openings of one industry or major group are this many times those of the baseline, and why.

    ``by`` is ``industry`` (2-digit NAICS), ``group`` (SOC major group) or ``all`` (``code`` empty). A
    ``factor`` of 1 changes nothing, 0 leaves no openings.

    Raises
    ------
    PlannerError
        When the code is not known or the factor is not a number from 0 to 10.
    """

    by: str
    code: str
    factor: float
    reason: str = ""
    source: str = OWN_SOURCE

    def __post_init__(self) -> None:
        if self.by not in CODES:
            raise PlannerError(
                say("A scenario cannot be told by “{word}”", word=self.by),
                say(
                    "It multiplies by {industry}, by {group} or, for every occupation alike, by {all}",
                    industry=INDUSTRY,
                    group=GROUP,
                    all=ALL,
                ),
                say("Write {industry}, {group} or {all}", industry=INDUSTRY, group=GROUP, all=ALL),
            )
        code = sector_of(self.code.strip()) if self.by == INDUSTRY else self.code.strip()[:2]
        if code not in CODES[self.by]:
            known = ", ".join(CODES[self.by])
            raise PlannerError(
                say(
                    "“{code}” is not an industry of the staffing pattern"
                    if self.by == INDUSTRY
                    else "“{code}” is not a major group of occupations",
                    code=self.code,
                ),
                say("Industries are two-digit NAICS sectors, groups the first two digits of the SOC"),
                say("Use one of {codes}", codes=known)
                if known
                else say("Leave the code empty for “{all}”", all=ALL),
            )
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "factor", _checked_factor(self.factor, self.by, code))


def _checked_factor(value: Any, by: str, code: str) -> float:
    try:
        factor = float(value) + 0.0
    except (TypeError, ValueError, OverflowError):
        factor = float("nan")
    if not 0 <= factor <= LARGEST_FACTOR:
        raise PlannerError(
            say("“{value}” is not a multiplier for {by} {code}", value=value, by=by, code=code).rstrip(),
            say("A multiplier is a number from 0 to {most}; 1 is the baseline", most=f"{LARGEST_FACTOR:g}"),
            say("Write 1.1 for a tenth more openings, 0.9 for a tenth fewer"),
        )
    return factor


@dataclass(frozen=True)
class Scenario:
    """A named table of multipliers of openings; a product of them where several touch an occupation.

    Raises
    ------
    PlannerError
        When the name is empty or one industry or group is told twice.
    """

    name: str
    title: str
    multipliers: tuple[Multiplier, ...]

    def __post_init__(self) -> None:
        if not key_of(self.name):
            raise PlannerError(
                say("A scenario has no name"),
                say("Sheets and screens call it by its name"),
                say("Give it a short name"),
            )
        object.__setattr__(self, "name", self.name.strip())
        object.__setattr__(self, "title", self.title.strip() or self.name.strip())
        told = [(one.by, one.code) for one in self.multipliers]
        twice = next((one for one in told if told.count(one) > 1), None)
        if twice is not None:
            raise PlannerError(
                say("Scenario “{title}” tells {what} twice", title=self.title, what=" ".join(twice).strip()),
                say("It would not be clear which of the two multipliers counts"),
                say("Keep one of the two lines"),
            )


def key_of(name: str) -> str:
    """Return what two names must share to mean the same scenario.

    >>> key_of(" Slow recovery") == key_of("slow_recovery") == key_of("SLOW-RECOVERY")
    True
    """
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


@cache
def shipped() -> tuple[Scenario, ...]:
    """Return the scenarios that come with the program, the baseline first."""
    return _scenarios(
        (row.scenario, row.title, Multiplier(row.by, row.code, row.factor, row.reason, row.source))
        for row in scenario_rows()
    )


def _scenarios(lines: Iterable[tuple[str, str, Multiplier]]) -> tuple[Scenario, ...]:
    """Return the scenarios of lines that stand together by name."""
    found = []
    for _, own in groupby(lines, key=lambda line: key_of(line[0])):
        rows = list(own)
        found.append(Scenario(rows[0][0], rows[0][1], tuple(row[2] for row in rows)))
    return tuple(found)


def check_own(own: Sequence[Scenario]) -> None:
    """Raise a `PlannerError` when two own scenarios share a name, or one is the baseline."""
    keys = [key_of(one.name) for one in own]
    for one, key in zip(own, keys, strict=True):
        if key == BASELINE:
            raise PlannerError(
                say("The baseline cannot be changed"),
                say("Every other scenario is compared with it"),
                say("Give the scenario another name"),
            )
        if keys.count(key) > 1:
            raise PlannerError(
                say("There are two scenarios “{name}”", name=one.name),
                say("A plan chooses its scenario by name"),
                say("Give one of them another name"),
            )


def all_scenarios(own: Sequence[Scenario] = ()) -> tuple[Scenario, ...]:
    """Return the scenarios a plan may use: the shipped ones, an own one of the same name in its place."""
    edited = {key_of(one.name): one for one in own}
    kept = tuple(edited.pop(key_of(one.name), one) for one in shipped())
    return (*kept, *edited.values())


def scenario_of(name: str, own: Sequence[Scenario] = ()) -> Scenario:
    """Return the scenario of a name; letters' case, hyphens and underscores do not matter.

    Raises
    ------
    PlannerError
        When there is none of that name (names the nearest).
    """
    known = {key_of(one.name): one for one in all_scenarios(own)}
    key = key_of(name)
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.0)
        raise PlannerError(
            say("There is no scenario “{name}”", name=name),
            say("There are {names}", names=", ".join(one.name for one in known.values())),
            say("The nearest is “{name}”", name=known[near[0]].name) if near else say("Use one of them"),
        )
    return known[key]


def read_scenarios(path: Path) -> tuple[Scenario, ...]:
    """Read a planner's own scenarios from a CSV file with the columns of the shipped table.

    ``title``, ``reason`` and ``source`` may be left out.

    Raises
    ------
    PlannerError
        When the file cannot be read or a line cannot be used (names the line).
    """
    what = say("The scenarios of {name} were not read", name=path.name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        reason = getattr(trouble, "strerror", None) or say("It is not a CSV file in UTF-8")
        raise PlannerError(what, str(reason), say("Save it as CSV UTF-8 and give its path")) from trouble
    missing = [name for name in ("scenario", "by", "factor") if not rows or name not in rows[0]]
    if missing:
        raise PlannerError(
            what,
            say("It has no column {names}", names=", ".join(missing)),
            say("Its first line reads {names}", names=",".join(FIELDS)),
        )
    lines = []
    for number, row in enumerate(rows, 2):
        cell = {name: (row.get(name) or "").strip() for name in FIELDS}
        try:
            factor: Any = cell["factor"]
            one = Multiplier(cell["by"], cell["code"], factor, cell["reason"], cell["source"] or OWN_SOURCE)
            lines.append((cell["scenario"], cell["title"], one))
        except PlannerError as trouble:
            raise PlannerError(
                what,
                say("Line {number}: {what}. {why}", number=number, what=trouble.what, why=trouble.why),
                trouble.what_to_do,
            ) from trouble
    order = {key: place for place, key in enumerate(dict.fromkeys(key_of(line[0]) for line in lines))}
    found = _scenarios(sorted(lines, key=lambda line: order[key_of(line[0])]))
    check_own(found)
    return found


def own_scenarios(file: str | None) -> tuple[Scenario, ...]:
    """Return the scenarios of the file that a command was given, none without one; as `read_scenarios`."""
    return read_scenarios(Path(file)) if file else ()


def scenario_to_record(scenario: Scenario) -> list[Any]:
    """Return a scenario as plain values for JSON."""
    lines = [[one.by, one.code, one.factor, one.reason, one.source] for one in scenario.multipliers]
    return [scenario.name, scenario.title, lines]


def scenario_from_record(record: Sequence[Any]) -> Scenario:
    """Return the scenario of a record; raises ValueError or TypeError when it is not one of a scenario."""
    name, title, lines = record
    return Scenario(
        str(name),
        str(title),
        tuple(
            Multiplier(str(by), str(code), factor, str(why), str(of)) for by, code, factor, why, of in lines
        ),
    )
