"""The weight at which one job passes another: what a board would have to value more, or less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.model.measure import CRITERIA
from workbook.model.robustness import percentiles_of, weights_of
from workbook.plan import describe

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
TOP = 20
"""Every pair among the first jobs is looked at; further down only neighbours are."""
SLACK = 1e-9
MOST_DIGITS = 6


def pairs(count: int) -> Array:
    """Return the pairs of places looked at, the better first, m × 2: all of the first 20, then neighbours.

    >>> pairs(3).tolist()
    [[0, 1], [0, 2], [1, 2]]
    """
    first = np.array(np.triu_indices(min(TOP, count), 1)).T.reshape(-1, 2)
    below = np.arange(max(TOP, 1) - 1, max(count - 1, TOP - 1))
    return np.vstack([first, np.stack([below, below + 1], axis=1)]).astype(int)


def reversals(results: Results) -> pd.DataFrame:
    """Return for pairs of ranked jobs the weight at which the lower one passes the higher one.

    One weight changes, the others stay as they are. Where both jobs have the same criteria known, the
    difference of the scores is linear in the weight; where a figure of one is missing, the scores are
    fractions and their difference has the sign of a quadratic: both are solved exactly. Crossings outside the
    bounds of the weight are left out. One row per pair, criterion and direction: pairs among the first 20
    before the others, the smallest change first.
    """
    ranked = results.priorities[results.priorities["rank"].notna()].reset_index(drop=True)
    percentiles, weights = percentiles_of(ranked), weights_of(results.given)
    places = pairs(len(ranked))
    title, soc, rank = (ranked[name].to_numpy(dtype=object) for name in ("title", "soc", "rank"))
    rows: list[dict[str, Any]] = []
    for index, (criterion, (_, parameter, _)) in enumerate(CRITERIA.items()):
        described, now = describe(parameter), float(weights[index])
        found = crossings(percentiles, weights, places, index, described.maximum)
        label = say(described.label).removeprefix(say("Weight: "))
        for place, at, until in found:
            over, under = (int(one) for one in places[place])
            rows.append(
                {
                    "soc": soc[under],
                    "title": title[under],
                    "passes_soc": soc[over],
                    "passes": title[over],
                    "rank": rank[under],
                    "passed_rank": rank[over],
                    "criterion": criterion,
                    "weight": now,
                    "passes_at": at,
                    "direction": "more" if at > now else "less",
                    "until": until,
                    "further": rank[under] > TOP,
                    "change": abs(at - now),
                    "sentence": sentence(title[under], title[over], label, now, at, until),
                }
            )
    table = pd.DataFrame(rows, columns=[*columns("reversals"), "further", "change"])
    order = ["further", "change", "passed_rank", "rank", "criterion", "direction"]
    return table.sort_values(order, ignore_index=True)[list(columns("reversals"))]


def crossings(
    percentiles: Array, weights: Array, places: Array, index: int, most: float
) -> list[tuple[int, float, float]]:
    """Return where the second of a pair passes the first as weight ``index`` goes from 0 to ``most``.

    Each entry is the place of the pair, the weight nearest to the present one at which it passes, and the
    weight at which it falls back again (NaN when it does not).
    """
    known = np.isfinite(percentiles)
    points = np.where(known, percentiles, 0.0)
    others = weights.copy()
    others[index] = 0.0
    rest, counted = points @ others, known.astype(float) @ others
    own, has = points[:, index], known[:, index].astype(float)
    over, under = places[:, 0], places[:, 1]
    # (rest + own·x) ÷ (counted + has·x) of the one below minus that of the one above, times both divisors.
    square = own[under] * has[over] - own[over] * has[under]
    slope = (
        own[under] * counted[over]
        + rest[under] * has[over]
        - own[over] * counted[under]
        - rest[over] * has[under]
    )
    level = rest[under] * counted[over] - rest[over] * counted[under]
    roots = _roots(square, slope, level)
    now, found = float(weights[index]), []
    for place in np.flatnonzero(((roots >= 0) & (roots <= most)).any(axis=1)).tolist():
        inside = sorted(root for root in roots[place].tolist() if 0 <= root <= most)
        curve = (float(square[place]), float(slope[place]))
        for side in (
            [root for root in inside if root > now + SLACK],
            [root for root in inside if root < now - SLACK][::-1],
        ):
            for turn, root in enumerate(side):
                if _passes(curve, root, now):
                    found.append((place, root, side[turn + 1] if turn + 1 < len(side) else float("nan")))
                    break
    return found


def _roots(square: Array, slope: Array, level: Array) -> Array:
    """Return both solutions of square·x² + slope·x + level = 0, NaN where there is none, m × 2."""
    scale = np.maximum(1.0, np.maximum(np.abs(slope), np.abs(level)))
    straight = np.abs(square) <= SLACK * scale
    flat = straight & (np.abs(slope) <= SLACK * scale)
    found = np.full((len(level), 2), np.nan)
    line = straight & ~flat
    found[line, 0] = -level[line] / slope[line]
    inside = slope**2 - 4 * square * level
    curved = ~straight & (inside > 0)
    root = np.sqrt(inside[curved])
    # The larger part first and the other from their product: no digits are lost when they nearly cancel.
    part = -(slope[curved] + np.where(slope[curved] >= 0, root, -root)) / 2
    found[curved, 0] = part / square[curved]
    found[curved, 1] = np.divide(level[curved], part, out=np.full_like(part, np.nan), where=part != 0)
    return found


def _passes(curve: tuple[float, float], root: float, now: float) -> bool:
    """Tell whether the difference turns positive at a root on the way away from the present weight."""
    square, slope = curve
    return (2 * square * root + slope) * (1 if root > now else -1) > 0


def sentence(title: str, passed: str, label: str, now: float, at: float, until: float) -> str:
    """Say when one job passes another, in words, with as many digits as tell the weight from the present one.

    >>> sentence("Electricians", "Roofers", "wage gain", 15.0, 22.04, float("nan"))
    'Electricians pass Roofers when wage gain weighs more than 22.0 (now 15)'
    >>> sentence("Electricians", "Roofers", "resilience", 10.0, 9.996, 2.0)
    'Electricians pass Roofers when resilience weighs less than 9.996, until 2.0 (now 10)'
    """
    digits = 1
    while digits < MOST_DIGITS and round(at, digits) == round(now, digits):
        digits += 1
    end = say(", until {weight}", weight=f"{until:.1f}") if np.isfinite(until) else ""
    return say(
        "{title} pass {passed} when {label} weighs more than {weight}{end} (now {now})"
        if at > now
        else "{title} pass {passed} when {label} weighs less than {weight}{end} (now {now})",
        title=title,
        passed=passed,
        label=label,
        weight=f"{at:.{digits}f}",
        end=end,
        now=f"{now:g}",
    )
