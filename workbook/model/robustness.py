"""How firm the ranks are: a thousand other weightings, and the weight at which one job passes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model.measure import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.model.results import Results

Array = NDArray[Any]
SEED = 20_260_701
"""Every run draws the same weights, so that the same plan has the same intervals on every computer."""
TOP_PLACES = 10
LOW_QUANTILE, HIGH_QUANTILE = 0.05, 0.95
DIGITS = 9
"""Digits after the point in which two scores must differ, as in the score itself."""


def candidates_of(priorities: pd.DataFrame) -> pd.DataFrame:
    """Return the ranked jobs in the order that decides between equal scores: openings, then SOC."""
    ranked = priorities[priorities["rank"].notna()]
    openings = np.nan_to_num(ranked["accessible_openings"].to_numpy(dtype=float), nan=-1.0)
    return ranked.iloc[np.lexsort((ranked["soc"].to_numpy(dtype=str), -openings))]


def weights_of(given: Mapping[str, float]) -> Array:
    """Return the weights of the criteria in their order [points]."""
    return np.array([given[weight] for _, weight, _ in CRITERIA.values()])


def percentiles_of(candidates: pd.DataFrame) -> Array:
    """Return the percentile of each candidate in each criterion, n × 8; NaN where the figure is missing."""
    return candidates[[f"pct_{criterion}" for criterion in CRITERIA]].to_numpy(dtype=float)


def drawn_weights(weights: Array, concentration: float, draws: int) -> Array:
    """Return weightings around the given one, draws × 8, each adding up to one (Dirichlet).

    The mean of each weight is its share of the points; a weight of zero stays zero. The greater the
    concentration, the closer they lie: a weight of share w varies by √(w(1 − w) ÷ (concentration + 1)).
    Each criterion has numbers of its own, so that another weight does not change them.

    Examples
    --------
    >>> drawn = drawn_weights(np.array([3.0, 1.0, 0.0]), 50, 1000)
    >>> bool(np.allclose(drawn.sum(axis=1), 1)), drawn.mean(axis=0).round(2).tolist()
    (True, [0.75, 0.25, 0.0])
    """
    share = weights / weights.sum()
    parts = np.zeros((draws, len(share)))
    for place, seed in enumerate(np.random.SeedSequence(SEED).spawn(len(share))):
        if share[place] > 0:
            numbers = np.random.Generator(np.random.PCG64(seed))
            parts[:, place] = numbers.standard_gamma(concentration * share[place], draws)
    total = parts.sum(axis=1, keepdims=True)
    return np.where(total > 0, parts / np.where(total > 0, total, 1.0), share)


def scores(percentiles: Array, weights: Array) -> Array:
    """Return the score of each candidate (n × 8) under each weighting (m × 8), m × n, as the priorities do.

    A missing percentile is left out and the other weights count more; NaN where nothing is known.
    """
    known = np.isfinite(percentiles)
    total = weights @ np.where(known, percentiles, 0.0).T
    counted = weights @ known.T.astype(float)
    found = np.divide(total, counted, out=np.full_like(total, np.nan), where=counted > 0)
    return np.asarray(np.round(found, DIGITS))


def ranks(scored: Array) -> Array:
    """Return the place of each candidate (columns, in the order that decides ties) in each row, from 1."""
    order = np.argsort(-scored, axis=1, kind="stable")
    places = np.empty(scored.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(1, scored.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return places


def robustness(results: Results) -> pd.DataFrame:
    """Return how firm each rank is when the weights are not known exactly; one row per candidate, by rank.

    ``rank_low`` and ``rank_high`` hold nine tenths of the ranks over the drawn weightings, ``top10_share`` is
    the share of weightings that put the job among the first ten.
    """
    candidates, given = candidates_of(results.priorities), results.given
    table = candidates[["soc", "title", "class", "rank", "score"]].copy()
    weights = drawn_weights(
        weights_of(given), given["robustness_concentration"], int(given["robustness_draws"])
    )
    places = ranks(scores(percentiles_of(candidates), weights))
    if places.size:
        table["rank_low"] = np.quantile(places, LOW_QUANTILE, axis=0, method="lower").astype(float)
        table["rank_high"] = np.quantile(places, HIGH_QUANTILE, axis=0, method="higher").astype(float)
        table["top10_share"] = (places <= TOP_PLACES).mean(axis=0)
    table = table.reindex(columns=list(columns("robustness")))
    return table.sort_values("rank", ignore_index=True)
