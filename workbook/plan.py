"""A plan: the region, the parameters and the overrides; frozen, and small enough to compare and keep."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from data.dictionaries import Parameter, parameters
from data.language import say
from data.rulesets.reading import RuleSet
from workbook.boardentries import Note, Programme, with_note
from workbook.errors import PlannerError
from workbook.scenarios import BASELINE, Scenario, all_scenarios, check_own, key_of, scenario_of

CLASSES = ("Origin", "Mid-wage Origin", "Gateway", "Target", "Historical Adjacency", "Not classified")
CLASS_LETTERS = dict(zip(CLASSES, "OMGTH–", strict=True))
CLASS_NAMES = {
    "Origin": say("Origin"),
    "Mid-wage Origin": say("Mid-wage Origin"),
    "Gateway": say("Gateway"),
    "Target": say("Target"),
    "Historical Adjacency": say("Historical Adjacency"),
    "Not classified": say("Not classified"),
}
"""What people read for each class; `say` of a class gives the same."""
GOOD_CLASSES = ("Gateway", "Historical Adjacency", "Mid-wage Origin")


def _number(value: float) -> str:
    return f"{value:,.10g}"


def _checked(name: str, value: object) -> float:
    known = parameters()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
        raise PlannerError(
            say("There is no parameter “{name}”", name=name),
            say("The nearest name is “{name}” ({label})", name=near, label=say(known[near].label)),
            say("Use a name of the list on the Assumptions sheet"),
        )
    parameter = known[name]
    try:
        # Adding zero takes the sign off minus zero, which equals zero but would have another hash.
        number = float(value) + 0.0  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise PlannerError(
            say("“{value}” is not a number for {name}", value=value, name=say(parameter.label)),
            say("It is counted in {unit}", unit=say(parameter.unit)),
            say(
                "Give a number from {least} to {most}",
                least=_number(parameter.minimum),
                most=_number(parameter.maximum),
            ),
        ) from None
    if not parameter.minimum <= number <= parameter.maximum:
        nearest = (
            min(max(number, parameter.minimum), parameter.maximum) if number == number else parameter.default
        )
        raise PlannerError(
            say(
                "{value} is out of bounds for {label} ({name})",
                value=_number(number),
                label=say(parameter.label),
                name=name,
            ),
            say(
                "It may be from {least} to {most} {unit}",
                least=_number(parameter.minimum),
                most=_number(parameter.maximum),
                unit=say(parameter.unit),
            ),
            say("The nearest that can be used is {nearest}", nearest=_number(nearest)),
        )
    if parameter.type in ("integer", "switch") and number != int(number):
        raise PlannerError(
            say(
                "{value} is not a whole number for {label} ({name})",
                value=_number(number),
                label=say(parameter.label),
                name=name,
            ),
            say("It is counted in {unit}", unit=say(parameter.unit)),
            say("The nearest that can be used is {nearest}", nearest=round(number)),
        )
    return number


class Parameters(Mapping[str, float]):
    """The values of all parameters; unchangeable, and compared by value.

    >>> Parameters.defaults()["risk_line"]
    0.7
    >>> Parameters.defaults().changed("risk_line", 0.6).differences()
    {'risk_line': 0.6}
    """

    def __init__(self, differences: Mapping[str, object] | None = None) -> None:
        self._values = {name: parameter.default for name, parameter in parameters().items()}
        for name, value in (differences or {}).items():
            self._values[name] = _checked(name, value)
        weights = [value for name, value in self._values.items() if name.startswith("weight_")]
        if not sum(weights) > 0:
            raise PlannerError(
                say("All priority weights are zero"),
                say("A score needs at least one criterion that counts"),
                say("Set one weight above 0"),
            )

    @classmethod
    def defaults(cls) -> Parameters:
        """Return the parameters as shipped."""
        return cls()

    def changed(self, name: str, value: object) -> Parameters:
        """Return these parameters with one value changed.

        Raises
        ------
        PlannerError
            When the name is unknown (names the nearest) or the value is out of its bounds.
        """
        return Parameters({**self.differences(), name: value})

    def differences(self) -> dict[str, float]:
        """Return the values that differ from the shipped ones."""
        return {name: value for name, value in self._values.items() if value != parameters()[name].default}

    @property
    def hash(self) -> str:
        """Twelve characters that name this set of values."""
        text = "\n".join(f"{name}={value!r}" for name, value in self._values.items())
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def __getitem__(self, name: str) -> float:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parameters) and self._values == other._values

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        return f"Parameters({self.differences()!r})"


def describe(name: str) -> Parameter:
    """Return the dictionary record of a parameter."""
    return parameters()[name]


@dataclass(frozen=True)
class Override:
    """A class that the planner set by hand, with the reason; listed wherever the class shows."""

    soc: str
    class_name: str
    reason: str

    def __post_init__(self) -> None:
        if self.class_name not in CLASSES:
            near = difflib.get_close_matches(self.class_name, CLASSES, n=1, cutoff=0.0)[0]
            raise PlannerError(
                say("There is no class “{name}”", name=self.class_name),
                say("The classes are {names}", names=", ".join(map(say, CLASSES))),
                say("The nearest is “{name}”", name=near),
            )
        if not self.reason.strip():
            raise PlannerError(
                say("The override of {soc} has no reason", soc=self.soc),
                say("A class set by hand is shown to the board with its reason"),
                say("Write a short reason"),
            )


@dataclass(frozen=True)
class Plan:
    """What the planner decided: one region, its parameters, overrides and the day it stands for.

    ``areas`` are codes of the pack's table of areas (seven characters); ``as_of`` is the day on which
    postings count as open and the date that sheets carry.
    ``rule_sets`` are the demand rules to apply, None for all that are shipped.
    ``scenario`` names one of the shipped scenarios or of
    the planner's own, ``scenarios``.
    ``notes`` are remarks on occupations and parameters, ``programmes`` training that was entered by hand.
    """

    areas: tuple[str, ...]
    region_name: str
    as_of: datetime.date
    parameters: Parameters = field(default_factory=Parameters)
    overrides: tuple[Override, ...] = ()
    postings_path: str | None = None
    unemployed_path: str | None = None
    rule_sets: tuple[RuleSet, ...] | None = None
    scenario: str = BASELINE
    scenarios: tuple[Scenario, ...] = ()
    notes: tuple[Note, ...] = ()
    programmes: tuple[Programme, ...] = ()

    def __post_init__(self) -> None:
        check_own(self.scenarios)
        object.__setattr__(self, "scenario", scenario_of(self.scenario, self.scenarios).name)

    @property
    def chosen_scenario(self) -> Scenario:
        """The scenario in use, with its multipliers."""
        return scenario_of(self.scenario, self.scenarios)

    def with_scenario(self, scenario: Scenario) -> Plan:
        """Return the plan with a scenario of the planner's own, in place of an earlier one of its name."""
        kept = tuple(other for other in self.scenarios if key_of(other.name) != key_of(scenario.name))
        return replace(self, scenarios=(*kept, scenario))

    def without_scenario(self, name: str) -> Plan:
        """Return the plan without a scenario of the planner's own; when it was in use, what is shipped is."""
        kept = tuple(other for other in self.scenarios if key_of(other.name) != key_of(name))
        known = {key_of(other.name) for other in all_scenarios(kept)}
        used = self.scenario if key_of(self.scenario) in known else BASELINE
        return replace(self, scenarios=kept, scenario=used)

    def with_parameter(self, name: str, value: object) -> Plan:
        """Return the plan with one parameter changed; raises `PlannerError` as `Parameters.changed`."""
        return replace(self, parameters=self.parameters.changed(name, value))

    def with_override(self, override: Override) -> Plan:
        """Return the plan with a class set by hand, in place of an earlier one of the same occupation."""
        kept = tuple(other for other in self.overrides if other.soc != override.soc)
        return replace(self, overrides=(*kept, override))

    def without_override(self, soc: str) -> Plan:
        """Return the plan with the class of an occupation left to the rules again."""
        return replace(self, overrides=tuple(other for other in self.overrides if other.soc != soc))

    def with_note(self, note: Note) -> Plan:
        """Return the plan with a note in place of an earlier one; a blank one takes it away."""
        return replace(self, notes=with_note(self.notes, note))
