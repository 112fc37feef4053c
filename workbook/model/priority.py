"""Where to invest: the region's good jobs ranked by eight criteria whose parts stay visible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model import measure
from workbook.plan import GOOD_CLASSES

Array = NDArray[Any]
STRENGTHS = {
    "accessible_openings": "many accessible openings",
    "wage_gain": "a large wage gain",
    "springboard": "a strong springboard to Targets",
    "origin_reach": "many unemployed people of Origins in reach",
    "low_competition": "few seekers per opening",
    "resilience": "low automation risk",
    "training_feasibility": "a short way in skills",
    "representation": "workers as diverse as in Origins",
}


def rank(matrix: Mapping[str, Array], given: Mapping[str, float]) -> pd.DataFrame:
    """Return the good jobs of a region with criteria, percentile ranks, score and rank.

    One row per Gateway, Historical Adjacency and Mid-wage Origin; the viable ones are candidates and come
    first in rank order, the others follow by SOC without a score. A criterion whose figure is missing is left
    out of the score of that occupation and the other weights are scaled up.
    """
    rows = np.flatnonzero(np.isin(matrix["class"].astype(str), GOOD_CLASSES))
    frame = {name: matrix[name][rows] for name in ("soc", "title", "class")}
    frame |= {f"matrix.{name}": matrix[name][rows] for name, _, _ in measure.CRITERIA.values()}
    frame["matrix.viable"] = matrix["viable"][rows]
    measure.compute("priorities", frame, given, measure.PRIORITY_ORDER)
    order = np.lexsort((frame["soc"].astype(str), np.nan_to_num(frame["rank"], nan=np.inf)))
    names = list(columns("priorities"))
    return pd.DataFrame({name: frame[name][order] for name in names})


def strengths(row: Mapping[str, Any], given: Mapping[str, float], count: int = 3) -> list[str]:
    """Return why an occupation ranks where it does: its criteria that add most above the middle, in words."""
    gains = {}
    for criterion, (_, weight, _) in measure.CRITERIA.items():
        percentile = row[f"pct_{criterion}"]
        if np.isfinite(percentile):
            gains[criterion] = (percentile - 50) * given[weight]
    best = sorted(gains, key=lambda name: -gains[name])[:count]
    return [STRENGTHS[name] for name in best if gains[name] > 0]
