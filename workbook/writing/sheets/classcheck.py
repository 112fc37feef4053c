"""The live check of a class: which of its tests an occupation no longer passes under the lines in force."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from workbook.model.rules import RULES, Rule

NAME, LABEL = "live_check", "Live check"
PASSES, FAILS = "passes", "fails: "
NOTE = (
    "Whether the occupation still passes the tests of its class with the lines on Assumptions: pay, share, "
    "Job Zone, demand, risk, and the solved inflow and outflow. Where it fails, Headway would class it anew. "
    "Blank when not classified or set by hand."
)
COLUMNS = {
    # figure of a rule: (column of the matrix, word)
    "income": ("nonba_income_usd", "pay"),
    "nonba_share": ("nonba_share", "share"),
    "job_zone": ("job_zone", "Job Zone"),
    "growth": ("growth_share", "demand"),
    "risk": ("automation_risk", "automation risk"),
    "inflow": ("inflow_origin_share", "inflow"),
    "outflow": ("springboard_share", "outflow"),
}
_LOW = Rule("Origin", "origin_low", "below the low-wage band line", "income", "<", "low_band_line_usd", "usd")
_SIGNS = {"<": "<", "≤": "<=", ">": ">", "≥": ">="}
_COMPARE = {"<": np.less, "≤": np.less_equal, ">": np.greater, "≥": np.greater_equal}


def rules_of(class_name: str) -> list[Rule]:
    """Return the rules of a class that rest on figures of the sheet; a Mid-wage Origin is also an Origin."""
    wanted = ("Origin", "Mid-wage Origin") if class_name == "Mid-wage Origin" else (class_name,)
    found = [rule for rule in RULES if rule.class_name in wanted and rule.figure in COLUMNS]
    return [*found, _LOW] if class_name == "Origin" else found


CHECKED = ("Gateway", "Historical Adjacency", "Mid-wage Origin", "Origin", "Target")


def formula() -> str:
    """Return the check in the measures' formula language."""
    parts = '""'
    for class_name in reversed(CHECKED):
        failed = "&".join(_failed(rule) for rule in rules_of(class_name))
        told = f'IF(LEN({failed})=0,"{PASSES}","{FAILS}"&MID({failed},3,200))'
        parts = f'IF([class]="{class_name}",{told},{parts})'
    return f'IF([overridden],"",{parts})'


def _failed(rule: Rule) -> str:
    column, word = COLUMNS[rule.figure]
    # A comparison with a blank text would count as larger than every number.
    test = f"IF(ISNUMBER([{column}]),[{column}]{_SIGNS[rule.comparison]}{{{rule.line}}},FALSE)"
    if rule.figure == "income":
        test = f"OR({{national_wage_basis}}=1,{test})"
    return f'IF({test},"",", {word}")'


def checks(frame: pd.DataFrame, given: Mapping[str, float]) -> list[str]:
    """Return the check of every occupation of a matrix, for the parameters and lines ``given``."""
    names = frame["class"].to_numpy(dtype=object)
    found = np.full(len(frame), "", dtype=object)
    for class_name in CHECKED:
        members = names == class_name
        failed = np.full(len(frame), "", dtype=object)
        for rule in rules_of(class_name):
            column, word = COLUMNS[rule.figure]
            if rule.figure == "income" and given["national_wage_basis"]:
                continue
            values = frame[column].to_numpy(dtype=float)
            failed[~_COMPARE[rule.comparison](values, given[rule.line])] += f", {word}"
        told = np.where(failed == "", PASSES, FAILS + pd.Series(failed).str[2:].to_numpy(dtype=object))
        found[members] = told[members]
    found[frame["overridden"].to_numpy(dtype=bool)] = ""
    return [str(text) for text in found]
