"""How sure a code is: from the shares of the score to the chance that the code is right."""

from __future__ import annotations

import numpy as np

from data.intake.coding.features import Floats

TEMPERATURE = 0.6
"""Scores are sums of evidence that partly says the same twice: this share of them counts."""
CONSTANT, PER_SHARE, PER_VOTE = 0.5, 0.53, 0.42
"""Near what `tests/benchmarks/title_coding.py --calibrate` fits; the harder of the two labelled sets weighs
most, so that a confidence holds for either."""
MOST_VOTES = 1.0
HIGHEST = 0.99


def shares(scores: Floats) -> Floats:
    """Share of the best score of each row among all; grain row, 0-1."""
    if not scores.size:
        return np.zeros(len(scores))
    spread = np.exp(TEMPERATURE * (scores - scores.max(axis=1, keepdims=True)))
    return np.asarray(1.0 / spread.sum(axis=1))


def confidence(share: Floats, votes: Floats) -> Floats:
    """Chance that the best code is right.

    Parameters
    ----------
    share : ndarray
        Share of the best score.
    votes : ndarray
        Votes of the known titles for the best code: 1 is one known title of the same words.

    Returns
    -------
    ndarray
        0-1, never quite 1: two coders of the same title agree no more often.
    """
    logit = CONSTANT + PER_SHARE * log_odds(share) + PER_VOTE * log_votes(votes)
    return np.minimum(1.0 / (1.0 + np.exp(-logit)), HIGHEST)


def log_odds(share: Floats) -> Floats:
    """Logarithm of the odds of a share, bounded."""
    bounded = np.clip(share, 1e-4, 1 - 1e-4)
    return np.log(bounded / (1 - bounded))


def log_votes(votes: Floats) -> Floats:
    """Logarithm of votes; beyond a few equal titles more say nothing new."""
    return np.minimum(np.log(votes + 1e-9), MOST_VOTES)
