"""Measures: every computed column once, with its two faces, numpy for the program and a formula for Excel.

The formula language: ``[name]`` is this row's cell of the same table, ``[[name]]`` the whole column of the
same table, ``<name>`` the matrix cell of the same occupation (priorities only), ``{name}`` the named cell of
a parameter, a wage line or a fact of the region. Everything else is plain Excel that LibreOffice knows too.
A blank, in Excel the empty string, is NaN in numbers and None in flags.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.dictionaries import Column, columns
from workbook.model.ranks import percentile_ranks
from workbook.plan import GOOD_CLASSES

Array = NDArray[Any]
Frame = Mapping[str, Array]
Given = Mapping[str, float]
Compute = Callable[[Frame, Given], Array]


@dataclass(frozen=True)
class Measure:
    """One column of a table: its dictionary record, and how program and workbook compute it.

    ``compute`` and ``formula`` are both None for a column that is a fact or is solved by the program.
    """

    column: Column
    compute: Compute | None = None
    formula: str | None = None

    @property
    def name(self) -> str:
        """Stable name of the column."""
        return self.column.name


def flags(known: Array, values: Array) -> Array:
    """Return True, False or None (where not ``known``) as an object array."""
    found = np.where(values, True, False).astype(object)
    found[~known] = None
    return found


def _nonba_income(frame: Frame, given: Given) -> Array:
    low, quarter, middle = frame["wage_p10_usd"], frame["wage_p25_usd"], frame["wage_p50_usd"]
    quantile = 0.5 - given["nonba_kappa"] * (1 - frame["nonba_share"]) / 2
    below = low + (quarter - low) * (quantile - 0.1) / 0.15
    above = quarter + (middle - quarter) * (quantile - 0.25) / 0.25
    income = np.where(quantile <= 0.1, low, np.where(quantile <= 0.25, below, above))
    known = np.isfinite(low) & np.isfinite(quarter) & np.isfinite(middle) & np.isfinite(quantile)
    told = frame["nonba_income_told_usd"]
    return np.where(np.isfinite(told), told, np.where(known, income, np.nan))


_QUANTILE = "(0.5-{nonba_kappa}*(1-[nonba_share])/2)"
_NONBA_INCOME = (
    "IF(ISNUMBER([nonba_income_told_usd]),[nonba_income_told_usd],"
    "IF(AND(ISNUMBER([wage_p10_usd]),ISNUMBER([wage_p25_usd]),ISNUMBER([wage_p50_usd]),ISNUMBER([nonba_share])),"
    f"IF({_QUANTILE}<=0.1,[wage_p10_usd],"
    f"IF({_QUANTILE}<=0.25,[wage_p10_usd]+([wage_p25_usd]-[wage_p10_usd])*({_QUANTILE}-0.1)/0.15,"
    f'[wage_p25_usd]+([wage_p50_usd]-[wage_p25_usd])*({_QUANTILE}-0.25)/0.25)),""))'
)


def _openings(frame: Frame, given: Given) -> Array:
    return frame["employment"] * frame["openings_rate"] * frame["scenario_factor"]


def _accessible_share(frame: Frame, given: Given) -> Array:
    stated = frame["postings_stated_education"]
    with np.errstate(invalid="ignore", divide="ignore"):
        local = frame["postings_no_degree"] / stated
    return np.where(stated >= given["postings_education_min"], local, frame["nonba_share"])


def _seekers(frame: Frame, given: Given) -> Array:
    openings = frame["openings_12m"]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(openings > 0, frame["unemployed"] / openings, np.nan)


def _net_openings(frame: Frame, given: Given) -> Array:
    claim = np.minimum(1, frame["seekers_per_opening"] * given["return_rate"])
    net: Array = frame["accessible_openings"] * np.maximum(0, 1 - claim)
    return net


def _claim_rate(frame: Frame, given: Given) -> Array:
    people = frame["employment"] + frame["unemployed"]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(people > 0, frame["unemployed"] / people, np.nan)


def _availability(frame: Frame, given: Given) -> Array:
    openings, seekers = frame["openings_12m"], frame["seekers_per_opening"]
    label = np.where(
        seekers < given["availability_open_max"],
        "Open",
        np.where(seekers <= given["availability_contested_max"], "Contested", "Crowded"),
    ).astype(object)
    label[~np.isfinite(seekers)] = ""
    label[openings < given["scarce_openings_max"]] = "Scarce"
    label[~np.isfinite(openings)] = ""
    return label


def _unemployment_ratio(frame: Frame, given: Given) -> Array:
    """Local where the occupation's own people were counted; an imputed count says nothing of its own."""
    observed = (frame["unemployed_kind"] == "observed") & np.isfinite(frame["unemployment_rate"])
    if not given["regional_claim_rate"] > 0:
        return frame["group_unemployment_ratio"]
    return np.where(
        observed, frame["unemployment_rate"] / given["regional_claim_rate"], frame["group_unemployment_ratio"]
    )


def _viable(frame: Frame, given: Given) -> Array:
    good = np.isin(frame["class"].astype(str), GOOD_CLASSES)
    crowded = frame["unemployment_ratio"] > given["viability_rate_ratio_max"]
    found: Array = (good & (frame["openings_12m"] > 0) & ~crowded).astype(object)
    return found


def _product(*names: str) -> tuple[Compute, str]:
    def compute(frame: Frame, given: Given) -> Array:
        result: Array = frame[names[0]]
        for name in names[1:]:
            result = result * frame[name]
        return result

    known = ",".join(f"ISNUMBER([{name}])" for name in names)
    return compute, f'IF(AND({known}),{"*".join(f"[{name}]" for name in names)},"")'


def _difference(left: str, right: str) -> tuple[Compute, str]:
    return (
        lambda frame, given: frame[left] - frame[right],
        f'IF(AND(ISNUMBER([{left}]),ISNUMBER([{right}])),[{left}]-[{right}],"")',
    )


def _test(name: str, sign: str, line: str) -> tuple[Compute, str]:
    compare = np.less if sign == "<" else np.greater
    return (
        lambda frame, given: flags(np.isfinite(frame[name]), compare(frame[name], given[line])),
        f'IF(ISNUMBER([{name}]),[{name}]{sign}{{{line}}},"")',
    )


_COMPUTED: dict[str, tuple[Compute, str]] = {
    "nonba_income_usd": (_nonba_income, _NONBA_INCOME),
    "openings_12m": _product("employment", "openings_rate", "scenario_factor"),
    "accessible_share": (
        _accessible_share,
        "IF(N([postings_stated_education])>={postings_education_min},"
        '[postings_no_degree]/[postings_stated_education],IF(ISNUMBER([nonba_share]),[nonba_share],""))',
    ),
    "accessible_openings": _product("openings_12m", "accessible_share"),
    "seekers_per_opening": (
        _seekers,
        "IF(AND(ISNUMBER([unemployed]),ISNUMBER([openings_12m])),"
        'IF([openings_12m]>0,[unemployed]/[openings_12m],""),"")',
    ),
    "net_openings": (
        _net_openings,
        "IF(AND(ISNUMBER([accessible_openings]),ISNUMBER([seekers_per_opening])),"
        '[accessible_openings]*MAX(0,1-MIN(1,[seekers_per_opening]*{return_rate})),"")',
    ),
    "unemployment_rate": (
        _claim_rate,
        "IF(AND(ISNUMBER([unemployed]),ISNUMBER([employment])),"
        'IF([employment]+[unemployed]>0,[unemployed]/([employment]+[unemployed]),""),"")',
    ),
    "unemployment_ratio": (
        _unemployment_ratio,
        'IF(AND([unemployed_kind]="observed",ISNUMBER([unemployment_rate]),N({regional_claim_rate})>0),'
        "[unemployment_rate]/{regional_claim_rate},IF(ISNUMBER([group_unemployment_ratio]),"
        '[group_unemployment_ratio],""))',
    ),
    "wage_gain_usd": _difference("nonba_income_usd", "feeder_income_usd"),
    "availability": (
        _availability,
        'IF(NOT(ISNUMBER([openings_12m])),"",IF([openings_12m]<{scarce_openings_max},"Scarce",'
        'IF(NOT(ISNUMBER([seekers_per_opening])),"",IF([seekers_per_opening]<{availability_open_max},"Open",'
        'IF([seekers_per_opening]<={availability_contested_max},"Contested","Crowded")))))',
    ),
    "viable": (
        _viable,
        'AND(OR([class]="Gateway",[class]="Historical Adjacency",[class]="Mid-wage Origin"),'
        "N([openings_12m])>0,N([unemployment_ratio])<={viability_rate_ratio_max})",
    ),
    "below_origin_line": _test("nonba_income_usd", "<", "origin_line_usd"),
    "above_target_line": _test("nonba_income_usd", ">", "target_line_usd"),
    "low_risk": _test("automation_risk", "<", "risk_line"),
}

CRITERIA: dict[str, tuple[str, str, str]] = {
    # criterion: (column, weight parameter, order in which more is better)
    "accessible_openings": ("accessible_openings", "weight_accessible_openings", "up"),
    "wage_gain": ("wage_gain_usd", "weight_wage_gain", "up"),
    "springboard": ("springboard_share", "weight_springboard", "up"),
    "origin_reach": ("origin_reach", "weight_origin_reach", "up"),
    "low_competition": ("seekers_per_opening", "weight_low_competition", "down"),
    "resilience": ("automation_risk", "weight_resilience", "down"),
    "training_feasibility": ("training_feasibility", "weight_training_feasibility", "up"),
    "representation": ("representation_index", "weight_representation", "up"),
}


def _percentile(criterion: str) -> tuple[Compute, str]:
    name, _, order = CRITERIA[criterion]
    direction = 1 if order == "up" else 0
    return (
        lambda frame, given: percentile_ranks(frame[name], order),
        f"IF(ISNUMBER([{name}]),IF(COUNT([[{name}]])>1,"
        f'(RANK.AVG([{name}],[[{name}]],{direction})-1)/(COUNT([[{name}]])-1)*100,50),"")',
    )


def _score(frame: Frame, given: Given) -> Array:
    total = np.zeros(len(frame["soc"]))
    weight_known = np.zeros(len(total))
    for criterion, (_, weight, _) in CRITERIA.items():
        percentile = frame[f"pct_{criterion}"]
        known = np.isfinite(percentile)
        total = total + np.where(known, percentile, 0.0) * given[weight]
        weight_known = weight_known + known * given[weight]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.round(np.where(weight_known > 0, total / weight_known, np.nan), 9)


_SCORE = (
    "IF([candidate],IFERROR(ROUND(("
    + "+".join(f"N([pct_{name}])*{{{weight}}}" for name, (_, weight, _) in CRITERIA.items())
    + ")/("
    + "+".join(f"ISNUMBER([pct_{name}])*{{{weight}}}" for name, (_, weight, _) in CRITERIA.items())
    + '),9),""),"")'
)


def _rank(frame: Frame, given: Given) -> Array:
    score, openings = frame["score"], frame["accessible_openings"]
    order = np.lexsort((frame["soc"].astype(str), -np.nan_to_num(openings, nan=-1.0), -score))
    rank = np.full(len(score), np.nan)
    rank[order] = np.arange(1, len(score) + 1)
    rank[~np.isfinite(score)] = np.nan
    return rank


_RANK = (
    "IF(ISNUMBER([score]),RANK.EQ([score],[[score]],0)+SUMPRODUCT(([[score]]=[score])*"
    "(([accessible_openings]<[[accessible_openings]])+"
    '([accessible_openings]=[[accessible_openings]])*([[soc]]<[soc]))),"")'
)


def _criterion_value(name: str) -> tuple[Compute, str]:
    return (
        lambda frame, given: np.where(frame["candidate"].astype(bool), frame[f"matrix.{name}"], np.nan),
        f'IF([candidate],IF(ISNUMBER(<{name}>),<{name}>,""),"")',
    )


_PRIORITY_COMPUTED: dict[str, tuple[Compute, str]] = {
    "candidate": (lambda frame, given: frame["matrix.viable"], "<viable>"),
    **{name: _criterion_value(name) for name, _, _ in CRITERIA.values()},
    **{f"pct_{criterion}": _percentile(criterion) for criterion in CRITERIA},
    "score": (_score, _SCORE),
    "rank": (_rank, _RANK),
}


def _measures(table: str, computed: dict[str, tuple[Compute, str]]) -> tuple[Measure, ...]:
    return tuple(
        Measure(column, *computed.get(name, (None, None))) for name, column in columns(table).items()
    )


MATRIX_MEASURES = _measures("matrix", _COMPUTED)
PRIORITY_MEASURES = _measures("priorities", _PRIORITY_COMPUTED)


MATRIX_ORDER = tuple(_COMPUTED)
PRIORITY_ORDER = tuple(_PRIORITY_COMPUTED)
_ALL = {"matrix": _COMPUTED, "priorities": _PRIORITY_COMPUTED}


def compute(table: str, frame: dict[str, Array], given: Given, names: tuple[str, ...]) -> None:
    """Fill ``frame``, one array per column, with the computed columns ``names`` in the order given."""
    for name in names:
        frame[name] = _ALL[table][name][0](frame, given)
