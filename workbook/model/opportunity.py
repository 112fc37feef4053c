"""Opportunity and demand: what the rules of states and researchers say of each occupation, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say, say_count
from data.rulesets.reading import DERIVED, Condition, Result, RuleSet, Stars, measures, shipped
from workbook.model.ranks import mean_ranks

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
NOT_LISTED, NOT_KNOWN = "not on the list", "not known"
RESULT_NAMES = {NOT_LISTED: say("not on the list"), NOT_KNOWN: say("not known")}
"""What people read for these results, which stand beside those of the rules."""
_BACHELORS = ("Bachelor's degree", "Master's degree", "Doctoral or professional degree")
NONBA_SHARE_MIN, JOB_ZONE_MAX = 0.5, 3
"""What stands in for the typical entry education where BLS has none: a share of workers, a Job Zone."""
_OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<", "one of": "none of", "none of": "one of"}
_YES, _NO, _UNKNOWN = 1, 0, -1


def rule_sets(results: Results) -> tuple[RuleSet, ...]:
    """Return the rule sets of the plan: those it names, otherwise all that are shipped."""
    chosen = results.plan.rule_sets
    return tuple(shipped().values()) if chosen is None else chosen


def opportunity(results: Results) -> pd.DataFrame:
    """Return one row per occupation and rule set: the result, whether it is a good sign, and the reason.

    A result is ``not known`` where a figure that decides is blank; ``positive`` is then blank too.
    """
    facts = rule_facts(results)
    frame = results.frame
    parts = []
    for rules in rule_sets(results):
        found, positive, reasons = decide(rules, facts)
        parts.append(
            pd.DataFrame(
                {
                    "soc": frame["soc"],
                    "title": frame["title"],
                    "class": frame["class"],
                    "rule_set": rules.name,
                    "rules": rules.title,
                    "result": found,
                    "positive": positive,
                    "reason": reasons,
                }
            )
        )
    known = list(columns("opportunity"))
    return pd.concat(parts, ignore_index=True)[known] if parts else pd.DataFrame(columns=known)


def opportunity_classes(results: Results, table: pd.DataFrame) -> pd.DataFrame:
    """Return per rule set, class and result the occupations and jobs, and their part of the class's jobs."""
    jobs = pd.Series(results.frame["employment"], index=results.frame["soc"])
    counted = table.assign(employment=table["soc"].map(jobs).to_numpy())
    keys = ["rule_set", "class", "result"]
    found = counted.groupby(keys, sort=False, as_index=False).agg(
        occupations=("soc", "size"), employment=("employment", lambda values: values.sum(min_count=1))
    )
    whole = found.groupby(["rule_set", "class"])["employment"].transform("sum")
    found["employment_share"] = (found["employment"] / whole).where(whole > 0)
    return found[list(columns("opportunity_classes"))]


def rule_facts(results: Results) -> dict[str, Array]:
    """Return every measure that rules may name, one value per occupation; words are blank where not known.

    ``without_bachelors`` is 1 where typically less than a bachelor's degree is asked for (BLS), else 0; where
    BLS has no education, 1 for a non-BA share of at least 0.5 or a Job Zone of at most 3; ``basis`` tells.
    """
    frame, everywhere = results.frame, results.prepared.national
    count = everywhere.count
    occupations = results.prepared.pack.occupations()
    facts = {name: frame[name] for name in measures() if name not in DERIVED}
    for name in ("entry_education", "experience", "training"):
        facts[name] = occupations[name].astype(object).fillna("").to_numpy(dtype=object)
    openings, jobs, growth = frame["openings_12m"], frame["employment"], frame["growth_share"]
    whole = np.nansum(openings)
    facts["openings_share"] = openings / whole if whole > 0 else np.full(count, np.nan)
    counted = np.where(np.isfinite(growth) & np.isfinite(jobs), jobs, 0.0)
    mean = (np.nan_to_num(growth) * counted).sum() / counted.sum() if counted.sum() > 0 else np.nan
    median = everywhere.jobs.median_usd
    for name, value in (
        ("area_growth_share", mean),
        ("area_median_usd", results.prepared.jobs.median_usd),
        ("national_median_usd", median),
        ("opportunity_line_usd", median * results.parameters["regional_price_parity"] / 100),
    ):
        facts[name] = np.full(count, value)
    facts["wage_source"] = frame["wage_source"]
    facts["without_bachelors"], facts["basis"] = _without_bachelors(facts)
    return facts


def _without_bachelors(facts: dict[str, Array]) -> tuple[Array, Array]:
    education, share, zone = facts["entry_education"], facts["nonba_share"], facts["job_zone"]
    stated = education != ""
    by_bls = np.where(np.isin(education.astype(str), _BACHELORS), 0.0, 1.0)
    by_workers = (share >= NONBA_SHARE_MIN).astype(float)
    by_zone = np.where(np.isfinite(zone), (zone <= JOB_ZONE_MAX).astype(float), np.nan)
    either = np.where(np.isfinite(share), np.fmax(by_workers, by_zone), by_zone)
    basis = np.where(
        stated,
        education,
        np.where(np.isfinite(share), say("by the workers' education"), say("by the Job Zone")),
    )
    return np.where(stated, by_bls, either), basis.astype(object)


def decide(rules: RuleSet, facts: dict[str, Array]) -> tuple[Array, Array, Array]:
    """Return the result of each occupation, whether it is a good sign (None: not known), and the reason."""
    count = len(facts["without_bachelors"])
    listed = [outcome(condition, facts) for condition in rules.required]
    result = np.full(count, "", dtype=object)
    positive = np.full(count, None, dtype=object)
    reason = np.full(count, "", dtype=object)
    open_ = np.ones(count, dtype=bool)
    for condition, passed in zip(rules.required, listed, strict=True):
        out = open_ & (passed != _YES)
        result[out], reason[out] = NOT_LISTED, _said(condition, facts, np.flatnonzero(out))
        open_ &= ~out
    if rules.stars is not None:
        _give_stars(rules.stars, facts, open_, result, positive, reason)
        return result, positive, reason
    for one in rules.results:
        passed = _holds(one, facts)
        for meaning, name in ((_YES, one.name), (_UNKNOWN, NOT_KNOWN)):
            here = np.flatnonzero(open_ & (passed == meaning))
            result[here], reason[here] = name, _because(one, facts, here, meaning)
            if meaning == _YES:
                positive[here] = one.positive
            open_[here] = False
    rest = np.flatnonzero(open_)
    result[rest], positive[rest] = rules.otherwise, False
    reason[rest] = _because(rules.results[0], facts, rest, _NO)
    return result, positive, reason


def outcome(condition: Condition, facts: dict[str, Array]) -> Array:
    """Return 1 where a condition holds, 0 where it does not, -1 where a figure is not known."""
    values = facts[condition.measure]
    if condition.words:
        inside = np.isin(values.astype(str), condition.words)
        holds, known = inside if condition.sign == "one of" else ~inside, values != ""
    else:
        line = condition.value * (facts[condition.of] if condition.of else 1.0)
        compare = {"<": np.less, "≤": np.less_equal, ">": np.greater, "≥": np.greater_equal}[condition.sign]
        holds, known = compare(values, line), np.isfinite(values) & np.isfinite(line)
    return np.where(known, np.where(holds, _YES, _NO), _UNKNOWN)


def _every(parts: list[Array]) -> Array:
    """One that fails decides; otherwise one that is not known does."""
    stacked = np.array(parts)
    return np.where(
        (stacked == _NO).any(axis=0), _NO, np.where((stacked == _UNKNOWN).any(axis=0), _UNKNOWN, _YES)
    )


def _some(parts: list[Array]) -> Array:
    stacked = np.array(parts)
    return np.where(
        (stacked == _YES).any(axis=0), _YES, np.where((stacked == _UNKNOWN).any(axis=0), _UNKNOWN, _NO)
    )


def _holds(one: Result, facts: dict[str, Array]) -> Array:
    groups = [_some([outcome(condition, facts) for condition in group]) for group in one.any]
    return _every([*(outcome(condition, facts) for condition in one.all), *groups])


def _because(one: Result, facts: dict[str, Array], places: Array, meaning: int) -> Array:
    """Return which conditions decided: all that hold, those that fail, or those that are not known."""
    parts: list[list[str]] = [[] for _ in places]
    for conditions in (*((condition,) for condition in one.all), *one.any):
        outcomes = [outcome(condition, facts)[places] for condition in conditions]
        together = _some(outcomes)
        for condition, each in zip(conditions, outcomes, strict=True):
            wanted = (together == meaning) & (each == meaning)
            for row, words in zip(
                np.flatnonzero(wanted), _said(condition, facts, places[wanted]), strict=True
            ):
                parts[row].append(words)
    return np.array(["; ".join(words) for words in parts], dtype=object)


def _said(condition: Condition, facts: dict[str, Array], places: Array) -> Array:
    """Return a condition in words with each occupation's own figure, as it really compares."""
    held = outcome(condition, facts)[places]
    label, unit = _named(condition.measure)
    found = np.full(len(places), "", dtype=object)
    for row, (place, state) in enumerate(zip(places, held, strict=True)):
        value = facts[condition.measure][place]
        sign = condition.sign if state != _NO else _OPPOSITE[condition.sign]
        if state == _UNKNOWN:
            found[row] = say("{label} is not known", label=label)
        elif condition.measure == "without_bachelors":
            found[row] = say(
                "No bachelor's degree typically required ({basis})"
                if value
                else "Bachelor's degree typically required ({basis})",
                basis=facts["basis"][place],
            )
        elif condition.words:
            found[row] = f"{label}: {value}"
        else:
            where = say(" (national)") if _is_national(condition.measure, facts, place) else ""
            found[row] = (
                f"{label}{where} {_figure(value, unit)} {sign} {_line(condition, facts, place, unit)}"
            )
    return found


def _is_national(measure: str, facts: dict[str, Array], place: int) -> bool:
    """Whether the nation's wage stands in, because the region's is not published."""
    return measure.startswith("wage_") and facts["wage_source"][place] == "national"


def _line(condition: Condition, facts: dict[str, Array], place: int, unit: str) -> str:
    if not condition.of:
        return _figure(condition.value, unit)
    whole = facts[condition.of][place]
    name = _named(condition.of)[0]
    line = _figure(condition.value * whole, unit)
    if condition.value == 1:
        return f"{line} ({name})"
    return say("{line} ({share} of {figure})", line=line, share=f"{condition.value:.0%}", figure=name)


def _named(measure: str) -> tuple[str, str]:
    if measure in DERIVED:
        return DERIVED[measure]
    column = columns("matrix")[measure]
    return say(column.label), column.unit


def _figure(value: float, unit: str) -> str:
    if unit.startswith("share"):
        return f"{value:.2%}" if abs(value) < 0.02 else f"{value:.1%}"
    return (
        f"${value:,.0f}"
        if unit.startswith("USD")
        else f"{value:,.10g}"
        if value == int(value)
        else f"{value:,.2f}"
    )


def deciles(values: Array) -> Array:
    """Return in which tenth of the known values each lies, 1 the lowest to 10; ties share a tenth.

    >>> deciles(np.array([5.0, 1.0, np.nan, 9.0])).tolist()
    [5.0, 2.0, nan, 9.0]
    """
    ranks = mean_ranks(values)
    count = np.isfinite(values).sum()
    return np.ceil((ranks - 0.5) * 10 / count) if count else ranks


def _give_stars(
    stars: Stars, facts: dict[str, Array], open_: Array, result: Array, positive: Array, reason: Array
) -> None:
    tenths = [deciles(facts[measure]) for measure in stars.deciles]
    product = np.prod(tenths, axis=0)
    given = 1 + np.sum([product > cut for cut in stars.above], axis=0)
    names = [_named(measure)[0] for measure in stars.deciles]
    for place in np.flatnonzero(open_):
        if not np.isfinite(product[place]):
            missing = [
                name for name, tenth in zip(names, tenths, strict=True) if not np.isfinite(tenth[place])
            ]
            result[place], reason[place] = (
                NOT_KNOWN,
                "; ".join(say("{label} is not known", label=name) for name in missing),
            )
            continue
        result[place] = say_count("{count} star", "{count} stars", given[place], count=given[place])
        positive[place] = bool(given[place] >= stars.positive_from)
        reason[place] = "; ".join(
            say("{label} in tenth {tenth} of 10", label=name, tenth=f"{tenth[place]:.0f}")
            for name, tenth in zip(names, tenths, strict=True)
        )
