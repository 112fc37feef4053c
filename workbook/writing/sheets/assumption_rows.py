"""The lines of the sheet Assumptions: the scenario, every parameter, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.dictionaries import Parameter, parameters
from workbook.writing.sheets import multipliers

EFFECTS = {
    "live": "here, at once",
    "solved": "tests here, classes by Headway",
    "": "follows from the others",
    "fact": "a fact of the data",
}
SCENARIO = "scenario"
"""Name of the cell with the demand scenario in use."""
NEEDS_SOLVING, CHANGED_HERE, NOT_DEFAULT = "solve again in Headway", "changed here", "not the default"


@dataclass(frozen=True)
class Row:
    """One line of the sheet: an input (the scenario, a parameter), or what follows from inputs and data."""

    name: str
    label: str
    unit: str
    group: str
    meaning: str
    source: str
    value: Any
    effect: str
    formula: str = ""
    parameter: Parameter | None = None
    choices: tuple[str, ...] = ()

    @property
    def is_input(self) -> bool:
        """Whether a board may change the value."""
        return self.parameter is not None or bool(self.choices)

    def of_parameter(self, attribute: str) -> Any:
        """Return a number of the parameter's record; of choices the first is the default; else None."""
        if self.choices and attribute == "default":
            return self.choices[0]
        return None if self.parameter is None else float(getattr(self.parameter, attribute))


def changed_word(row: Row, solved: object) -> str:
    """Return what the Changed column says of a row whose classes were solved with the value ``solved``."""
    if not row.is_input:
        return ""
    if row.value == solved:
        return "" if row.value == row.of_parameter("default") else NOT_DEFAULT
    return CHANGED_HERE if row.effect == "live" else NEEDS_SOLVING


def sheet_rows(values: Mapping[str, float], scenario: str, scenarios: Sequence[str]) -> list[Row]:
    """Return the lines of the sheet in the order in which people read them.

    Parameters
    ----------
    values
        Every parameter, wage line and fact of the region by name.
    scenario, scenarios
        Title of the demand scenario chosen, and the titles to choose from, the baseline first.
    """
    rows = [_demand(scenario, scenarios)]
    for known in parameters().values():
        rows.append(
            Row(
                known.name,
                known.label,
                known.unit,
                known.group,
                known.meaning,
                known.source,
                values[known.name],
                known.effect,
                parameter=known,
            )
        )
    placed: list[Row] = []
    for group in dict.fromkeys(row.group for row in rows):
        placed += [row for row in rows if row.group == group]
        placed += [row for row in _computed(values) if row.group == group]
    return placed


def _demand(scenario: str, scenarios: Sequence[str]) -> Row:
    meaning = (
        "Which multipliers of openings are in use: those of a scenario on Multipliers, or your own there. "
        "Openings, seekers per opening, availability, scores and ranks follow at once; classes do not "
        "depend on it."
    )
    choices = (*scenarios, multipliers.OWN)
    return Row(
        SCENARIO, "Demand scenario", "name", "Demand", meaning, "Headway", scenario, "live", choices=choices
    )


def _computed(values: Mapping[str, float]) -> list[Row]:
    weights = [name for name in parameters() if name.startswith("weight_")]
    return [
        Row(
            "national_median_usd",
            "National median wage of the vintage",
            "USD per year",
            "Wage lines",
            "All-occupation national median annual wage of the wage data in use.",
            "BLS OEWS",
            values["national_median_usd"],
            "fact",
        ),
        *_wage_lines(values),
        Row(
            "regional_claim_rate",
            "Claim rate of the region",
            "share",
            "Classes",
            "Unemployed ÷ (employment + unemployed) of the region, on the basis of the unemployment source "
            "in use; the viability screen compares the occupations counted one by one with it.",
            "Headway from the unemployment source",
            values["regional_claim_rate"],
            "fact",
        ),
        Row(
            "weight_total",
            "All weights together",
            "points",
            "Priority weights",
            "Scores divide by this sum, so the weights need not add up to 100.",
            "Headway",
            sum(values[name] for name in weights),
            "",
            "+".join(f"{{{name}}}" for name in weights),
        ),
    ]


def _wage_lines(values: Mapping[str, float]) -> list[Row]:
    rebase = "IF({rebase_wage_lines}=1,{national_median_usd}/{wage_base_median_usd},1)"
    factor = f"({rebase}*{{regional_price_parity}}/100)"
    meaning = "The line above × the national median ÷ the base year's median × price parity."
    lines = (
        ("origin_line_usd", "Origin wage line in force", "origin_line_2020_usd"),
        ("low_band_line_usd", "Low-wage band line in force", "low_band_line_2020_usd"),
        ("target_line_usd", "Target wage line in force", "target_line_2020_usd"),
    )
    return [
        Row(
            name,
            label,
            "USD per year",
            "Wage lines",
            meaning,
            "Headway",
            values[name],
            "",
            f"{{{line}}}*{factor}",
        )
        for name, label, line in lines
    ]


def value_pattern(row: Row, value: float | None = None) -> str:
    """Return the number format of a row's value, or of a bound of it."""
    known = row.parameter
    if row.choices:
        return "@"
    if known is not None and known.type in ("integer", "switch"):
        return "0"
    if row.unit.endswith("USD per year"):
        return "$#,##0"
    if row.unit.startswith("share") and row.name != "nonba_kappa":
        return "0.0%"
    if row.unit in ("ratio", "probability", "share"):
        return "0.00"
    shown = row.value if value is None else value
    return "#,##0" if shown == int(shown) else "General"
