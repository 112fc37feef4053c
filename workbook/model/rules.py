"""The rule trace: every test of every class for every occupation, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say
from workbook.model.classification import Classified, Traits

Array = NDArray[Any]


@dataclass(frozen=True)
class Rule:
    """One test of one class: which figure is compared how with which line.

    ``figure`` names a value of the occupation, ``line`` a parameter or wage line, ``style`` how people read
    it: usd, share, persons or plain.
    """

    class_name: str
    test: str
    label: str
    figure: str
    comparison: str
    line: str
    style: str


RULES = (
    Rule(
        "Origin",
        "origin_income",
        say("non-BA income below the Origin line"),
        "income",
        "<",
        "origin_line_usd",
        "usd",
    ),
    Rule(
        "Origin",
        "origin_nonba_share",
        say("mostly people without a four-year degree"),
        "nonba_share",
        "≥",
        "origin_nonba_share_min",
        "share",
    ),
    Rule(
        "Origin",
        "origin_path",
        say("people a year on its largest path to a Gateway or Target"),
        "path",
        "≥",
        "path_people_min",
        "persons",
    ),
    Rule(
        "Mid-wage Origin",
        "mid_income_floor",
        say("non-BA income from the low-wage band line up"),
        "income",
        "≥",
        "low_band_line_usd",
        "usd",
    ),
    Rule(
        "Gateway",
        "gateway_income",
        say("non-BA income at or above the Origin line"),
        "income",
        "≥",
        "origin_line_usd",
        "usd",
    ),
    Rule(
        "Gateway",
        "gateway_nonba_share",
        say("enough people without a four-year degree"),
        "nonba_share",
        "≥",
        "gateway_nonba_share_min",
        "share",
    ),
    Rule("Gateway", "gateway_job_zone", say("Job Zone"), "job_zone", "≤", "gateway_job_zone_max", "plain"),
    Rule("Gateway", "gateway_inflow", say("inflow from Origins"), "inflow", ">", "inflow_share_min", "share"),
    Rule(
        "Gateway", "gateway_outflow", say("outflow to Targets"), "outflow", ">", "outflow_share_min", "share"
    ),
    Rule(
        "Target",
        "target_income",
        say("non-BA income above the Target line"),
        "income",
        ">",
        "target_line_usd",
        "usd",
    ),
    Rule(
        "Target",
        "target_nonba_share",
        say("some people without a four-year degree"),
        "nonba_share",
        "≥",
        "target_nonba_share_min",
        "share",
    ),
    Rule("Target", "target_risk", say("low long-term automation risk"), "risk", "<", "risk_line", "share"),
    Rule(
        "Target",
        "target_demand",
        say("projected growth over ten years"),
        "growth",
        "≥",
        "target_growth_min",
        "share",
    ),
    Rule(
        "Target",
        "target_fed",
        say("people a year from the Gateway that feeds it most"),
        "feed",
        "≥",
        "path_people_min",
        "persons",
    ),
    Rule(
        "Historical Adjacency",
        "adjacency_income",
        say("non-BA income above the Target line"),
        "income",
        ">",
        "target_line_usd",
        "usd",
    ),
    Rule(
        "Historical Adjacency",
        "adjacency_nonba_share",
        say("enough people without a four-year degree"),
        "nonba_share",
        "≥",
        "gateway_nonba_share_min",
        "share",
    ),
    Rule(
        "Historical Adjacency",
        "adjacency_job_zone",
        say("Job Zone"),
        "job_zone",
        "≤",
        "gateway_job_zone_max",
        "plain",
    ),
    Rule(
        "Historical Adjacency",
        "adjacency_inflow",
        say("inflow from Origins"),
        "inflow",
        ">",
        "inflow_share_min",
        "share",
    ),
    Rule(
        "Historical Adjacency",
        "adjacency_dead_end",
        say("outflow to Targets"),
        "outflow",
        "≤",
        "outflow_share_min",
        "share",
    ),
)
_BANDS = {"low": say(" (low-wage band)"), "mid": say(" (mid-wage band)")}
_COMPARE = {"<": np.less, "≤": np.less_equal, ">": np.greater, "≥": np.greater_equal}


def _figures(traits: Traits, classified: Classified) -> dict[str, Array]:
    return {
        "income": traits.income_usd,
        "nonba_share": traits.nonba_share,
        "risk": traits.risk,
        "job_zone": traits.job_zone.astype(float),
        "growth": traits.growth_share,
        "inflow": classified.inflow_share,
        "outflow": classified.outflow_share,
        "path": classified.path_people,
        "feed": classified.feed_people,
    }


def outcomes(traits: Traits, classified: Classified, given: Mapping[str, float]) -> Array:
    """Return which tests are passed, rules × occupations; a test on a missing figure is not passed."""
    figures = _figures(traits, classified)
    return np.array([_COMPARE[rule.comparison](figures[rule.figure], given[rule.line]) for rule in RULES])


def trace(
    socs: Array, titles: Array, traits: Traits, classified: Classified, given: Mapping[str, float]
) -> pd.DataFrame:
    """Return one row per occupation and test: value, threshold, comparison, passed and signed distance."""
    figures = _figures(traits, classified)
    count, rules = len(socs), len(RULES)
    values = np.array([figures[rule.figure] for rule in RULES])
    thresholds = np.array([given[rule.line] for rule in RULES])
    sign = np.array([1 if rule.comparison in ">≥" else -1 for rule in RULES])
    return pd.DataFrame(
        {
            "soc": np.repeat(socs, rules),
            "title": np.repeat(titles, rules),
            "class_tested": np.tile([rule.class_name for rule in RULES], count),
            "test": np.tile([rule.test for rule in RULES], count),
            "label": np.tile([rule.label for rule in RULES], count),
            "value": values.T.ravel(),
            "threshold": np.tile(thresholds, count),
            "comparison": np.tile([rule.comparison for rule in RULES], count),
            "passed": outcomes(traits, classified, given).T.ravel(),
            "distance": ((values - thresholds[:, None]) * sign[:, None]).T.ravel(),
        }
    )


def near_misses(passed: Array, classified: Classified, traits: Traits, given: Mapping[str, float]) -> Array:
    """Return, per occupation not classified or a Historical Adjacency, the one Gateway test it failed.

    Only a Gateway missed by exactly one test counts; blank otherwise.
    """
    gateway = [index for index, rule in enumerate(RULES) if rule.class_name == "Gateway"]
    figures = _figures(traits, classified)
    failed = ~passed[gateway]
    lone = failed.sum(axis=0) == 1
    candidates = lone & np.isin(classified.names, ("Not classified", "Historical Adjacency", "Target"))
    found = np.full(passed.shape[1], "", dtype=object)
    for place in np.flatnonzero(candidates):
        rule = RULES[gateway[int(failed[:, place].argmax())]]
        value, line = figures[rule.figure][place], given[rule.line]
        if np.isfinite(value):
            found[place] = say(
                "Gateway failed only on {label}: {value} against {line}",
                label=rule.label,
                value=figure_said(value, rule.style),
                line=figure_said(line, rule.style),
            )
    return found


def figure_said(value: float, style: str) -> str:
    """Return a figure as people read it.

    >>> figure_said(0.314, "share"), figure_said(51041.3, "usd")
    ('31.4 %', '$51,041')
    """
    if not np.isfinite(value):
        return say("not known")
    if style == "usd":
        return f"${value:,.0f}"
    if style == "share":
        return f"{value:.1%}".replace("%", " %")
    return f"{value:,.0f}"


def explain(
    place: int, traits: Traits, classified: Classified, given: Mapping[str, float], reason: str = ""
) -> list[str]:
    """Return the class of one occupation in sentences: first the answer, then each test that decides it."""
    figures = _figures(traits, classified)
    name = str(classified.names[place])
    sentences = []
    if reason:
        sentences.append(say("{name}, set by hand: {reason}", name=say(name), reason=reason))
    elif name == "Not classified":
        sentences.append(say("Not classified: it passes the tests of no class"))
    else:
        band = _BANDS.get(str(classified.band[place]), "")
        sentences.append(f"{say(name)}{band}")
    if name == "Historical Adjacency" and classified.targets[place]:
        sentences.append(
            say("It passes the tests of Target too, but is mostly reached from Origins directly")
        )
    if classified.borderline[place]:
        sentences.append(say("Borderline: it kept changing class while the circular rules were solved"))
    order = [name, *dict.fromkeys(rule.class_name for rule in RULES if rule.class_name != name)]
    for class_name in order:
        for rule in RULES:
            if rule.class_name == class_name:
                value = figures[rule.figure][place]
                passed = bool(_COMPARE[rule.comparison](value, given[rule.line]))
                told, line = figure_said(value, rule.style), figure_said(given[rule.line], rule.style)
                sentences.append(
                    f"{'✓' if passed else '✗'} {say(class_name)} – {rule.label}: "
                    f"{told} {rule.comparison} {line}"
                )
    return sentences
