"""Rule sets read from TOML and checked word by word, so that a copied file with a slip is refused clearly."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from data.dictionaries import columns
from data.intake.findings import IntakeError
from data.language import say

FOLDER = Path(__file__).parent
DERIVED = {
    "openings_share": (say("Share of the area's openings"), "share"),
    "area_growth_share": (say("the area's growth"), "share over ten years"),
    "area_median_usd": (say("the area's median wage"), "USD per year"),
    "national_median_usd": (say("the national median wage"), "USD per year"),
    "opportunity_line_usd": (say("the national median wage × price parity"), "USD per year"),
    "without_bachelors": (say("No bachelor's degree typically required"), "1 or 0"),
    "entry_education": (say("Entry education"), ""),
    "experience": (say("Experience"), ""),
    "training": (say("On-the-job training"), ""),
}
"""Measures of rules beside the columns of the matrix: label and unit; without a unit they are words."""
_COMPARISONS = {"below": "<", "at_most": "≤", "above": ">", "at_least": "≥"}
_WORDS = {"one_of": "one of", "none_of": "none of"}


@dataclass(frozen=True)
class Condition:
    """One comparison: a measure with a number, with a number × another measure, or with a list of words."""

    measure: str
    sign: str
    value: float = float("nan")
    of: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """One result of a rule set: it holds when ``all`` conditions do and one of each group of ``any``."""

    name: str
    positive: bool
    all: tuple[Condition, ...]
    any: tuple[tuple[Condition, ...], ...]


@dataclass(frozen=True)
class Stars:
    """Stars by the product of tenths: one, and one more above each cut; positive from so many stars."""

    deciles: tuple[str, ...]
    above: tuple[float, ...]
    positive_from: int


@dataclass(frozen=True)
class RuleSet:
    """A named set of rules: results in order, the first that holds counts, or stars.

    Occupations that fail a ``required`` condition are not on the list; ``otherwise`` is the result when none
    holds. ``text`` is what the file says, so that a plan can keep it.
    """

    name: str
    title: str
    about: str
    source: str
    required: tuple[Condition, ...]
    results: tuple[Result, ...]
    otherwise: str
    stars: Stars | None
    text: str = field(default="", repr=False)


@cache
def measures() -> dict[str, str]:
    """Return every measure that rules may name, with its unit; those without one are words."""
    matrix = {name: column.unit for name, column in columns("matrix").items() if column.type == "number"}
    return matrix | {name: unit for name, (_, unit) in DERIVED.items()}


@cache
def shipped() -> dict[str, RuleSet]:
    """Return the rule sets that come with the program, by name; the check of opportunity first."""
    found = [read_rules(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.name: one for one in sorted(found, key=lambda one: (one.name != "opportunity", one.name))}


def rules_named(text: str) -> RuleSet:
    """Return a shipped rule set by its name, otherwise that of a file.

    Raises
    ------
    IntakeError
        When it is neither, or the file cannot be used.
    """
    if text in shipped():
        return shipped()[text]
    path = Path(text)
    if not path.is_file():
        raise IntakeError(
            say("There are no rules called “{name}”", name=text),
            say("Neither a file nor one of {names}", names=", ".join(shipped())),
            say("Give one of these names, or the path of a TOML file"),
        )
    return read_rules(path)


def read_rules(path: Path) -> RuleSet:
    """Read one rule set.

    Raises
    ------
    IntakeError
        When the file is no TOML, or says something that a rule set has no word for; names what and where.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError) as trouble:
        raise _no_toml(path.name, trouble) from trouble
    return parse_rules(text, path.name)


def parse_rules(text: str, name: str) -> RuleSet:
    """Return the rule set that a text says; ``name`` is what people call its file.

    Raises
    ------
    IntakeError
        As `read_rules`.
    """
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise _no_toml(name, trouble) from trouble
    return replace(_Reader(name).rule_set(told), text=text)


def _no_toml(name: str, trouble: Exception) -> IntakeError:
    return IntakeError(
        say("The rules of {file} were not read", file=name),
        say("The file is no valid TOML: {trouble}", trouble=trouble),
        say("Copy a shipped set (headway rules NAME) and change its numbers"),
    )


class _Reader:
    """Turns what a file says into a rule set, and says in words what it cannot."""

    def __init__(self, file: str) -> None:
        self._file = file

    def rule_set(self, told: dict[str, Any]) -> RuleSet:
        self._only(told, "name title about source otherwise required result stars", say("the file"))
        name, title, about, source = (self._text(told, word) for word in ("name", "title", "about", "source"))
        stars = self._stars(told["stars"]) if "stars" in told else None
        results = tuple(self._result(one) for one in self._list(told.get("result", []), "result"))
        if (stars is None) == (not results):
            raise self._refused(
                say("it needs either results or stars"), say("one [stars] table or [[result]] tables")
            )
        otherwise = "" if stars else self._text(told, "otherwise")
        required = self._conditions(told.get("required", []), "required")
        return RuleSet(name, title, about, source, required, results, otherwise, stars)

    def _result(self, told: Any) -> Result:
        self._only(told, "name positive all any", say("a result"))
        name = self._text(told, "name")
        groups = tuple(self._conditions(group, name) for group in self._list(told.get("any", []), "any"))
        every = self._conditions(told.get("all", []), name)
        if not every and not groups:
            raise self._refused(
                say("“{name}” has no condition", name=name), say("all = [ … ] or any = [ [ … ] ]")
            )
        if not isinstance(told.get("positive"), bool):
            raise self._refused(
                say("“{name}” does not say whether it is positive", name=name),
                say("positive = true or false"),
            )
        return Result(name, told["positive"], every, groups)

    def _stars(self, told: Any) -> Stars:
        self._only(told, "deciles above positive_from", "[stars]")
        deciles = tuple(self._measure(one, number=True) for one in self._list(told.get("deciles"), "deciles"))
        above = [self._number(one, "above") for one in self._list(told.get("above"), "above")]
        if not deciles or sorted(set(above)) != above:
            raise self._refused(
                say("[stars] is not complete"), say("deciles = [measures] and above = [rising numbers]")
            )
        positive = int(self._number(told.get("positive_from"), "positive_from"))
        return Stars(deciles, tuple(above), positive)

    def _conditions(self, told: Any, where: str) -> tuple[Condition, ...]:
        return tuple(self._condition(one) for one in self._list(told, where))

    def _condition(self, told: Any) -> Condition:
        self._only(told, " ".join(["measure of", *_COMPARISONS, *_WORDS]), say("a condition"))
        said = [word for word in (*_COMPARISONS, *_WORDS) if word in told]
        if len(said) != 1:
            raise self._refused(
                say("The condition on “{measure}” does not compare once", measure=told.get("measure", "?")),
                say("one of {words}", words=", ".join((*_COMPARISONS, *_WORDS))),
            )
        (word,) = said
        if word in _WORDS:
            words = tuple(str(one) for one in self._list(told[word], word))
            return Condition(self._measure(told.get("measure"), number=False), _WORDS[word], words=words)
        measure = self._measure(told.get("measure"), number=True)
        of = self._measure(told["of"], number=True) if "of" in told else ""
        return Condition(measure, _COMPARISONS[word], self._number(told[word], word), of)

    def _measure(self, told: Any, *, number: bool) -> str:
        known = [name for name, unit in measures().items() if bool(unit) == number]
        if told not in known:
            near = difflib.get_close_matches(str(told), known, n=1, cutoff=0.0)[0]
            why = (
                say("“{word}” is no measure with a figure", word=told)
                if number
                else say("“{word}” is no measure with words", word=told)
            )
            raise self._refused(why, _for_example(near))
        return str(told)

    def _number(self, told: Any, where: str) -> float:
        if isinstance(told, bool) or not isinstance(told, int | float):
            raise self._refused(
                say("“{word}” is not a number: {text}", word=where, text=told),
                say("a number, a share as 0.9"),
            )
        return float(told)

    def _text(self, told: dict[str, Any], word: str) -> str:
        if not isinstance(told.get(word), str) or not told[word].strip():
            raise self._refused(say("“{word}” is missing", word=word), f'{word} = "…"')
        return str(told[word]).strip()

    def _list(self, told: Any, where: str) -> list[Any]:
        if not isinstance(told, list):
            raise self._refused(say("“{word}” is not a list", word=where), f"{where} = [ … ]")
        return told

    def _only(self, told: Any, words: str, where: str) -> None:
        known = words.split()
        if not isinstance(told, dict):
            why = say("{part} is not a table", part=where)
            raise self._refused(f"{why[0].upper()}{why[1:]}", say("a table { … }"))
        strange = [word for word in told if word not in known]
        if strange:
            near = difflib.get_close_matches(strange[0], known, n=1, cutoff=0.0)[0]
            raise self._refused(
                say("“{word}” is not a word of {part}", word=strange[0], part=where), _for_example(near)
            )

    def _refused(self, why: str, wanted: str) -> IntakeError:
        what = say("The rules of {file} were not read", file=self._file)
        return IntakeError(what, why, say("It takes {wanted}", wanted=wanted))


def _for_example(word: str) -> str:
    return say("for example “{word}”", word=word)
