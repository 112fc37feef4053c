"""Ranks among the known values, ties sharing their mean."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def mean_ranks(values: Array) -> Array:
    """Return ranks from 1 (smallest), ties sharing their mean rank; NaN stays NaN.

    >>> mean_ranks(np.array([10.0, 20.0, 20.0, np.nan])).tolist()
    [1.0, 2.5, 2.5, nan]
    """
    known = np.isfinite(values)
    _, place, count = np.unique(values[known], return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks = np.full(len(values), np.nan)
    ranks[known] = (last - (count - 1) / 2)[place]
    return ranks


def percentile_ranks(values: Array, order: str = "up") -> Array:
    """Return percentile ranks 0–100 among the known values; 100 is best, one lone value gets 50.

    >>> percentile_ranks(np.array([1.0, 5.0, 9.0]), "down").tolist()
    [100.0, 50.0, 0.0]
    """
    ranks = mean_ranks(values if order == "up" else -values)
    count = int(np.isfinite(values).sum())
    return (ranks - 1) / (count - 1) * 100 if count > 1 else np.where(np.isfinite(ranks), 50.0, np.nan)
