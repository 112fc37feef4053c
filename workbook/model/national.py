"""What holds everywhere: the occupations, how people move between them, and how far apart they lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.language import say
from data.reference.pack import Pack
from workbook.model.region import NATION, Jobs, jobs_of

if TYPE_CHECKING:
    from workbook.model.local_moves import ToldMoves

Array = NDArray[Any]
GROUPS = {
    "women_share": "Women",
    "black_share": "Black",
    "asian_share": "Asian",
    "hispanic_share": "Hispanic or Latino",
}
GROUP_NAMES = {
    "Women": say("Women"),
    "Black": say("Black"),
    "Asian": say("Asian"),
    "Hispanic or Latino": say("Hispanic or Latino"),
}
"""What people read for each group; `say` of a group gives the same."""
FACTS = (
    "nonba_share", "growth_share", "openings_rate", "automation_risk", "ai_exposure", "ai_applicability",
    "unemployment_rate", *GROUPS,
)  # fmt: skip
EVERYBODY = "Total, 16 years and over"
"""The line of CPS Table A-13 that all groups add up to."""
CACHED_ROWS = 64
"""Rows of a pair table worked on at once: few enough to stay in the processor's cache, twice as fast."""
TEXTS = ("soc", "title", "group", "group_title", "nonba_mark", "automation_mark", "representation_mark")


@dataclass(frozen=True)
class National:
    """The occupations of the pack as arrays, in its order, with the modelled moves between them.

    ``moves[o, d]`` are modelled people a year who go from o to d; ``nonba_moves`` those without a four-year
    degree: moves × non-BA share of o × min(1, non-BA share of d ÷ 0.5). ``unemployment_rate`` is that of
    everybody (CPS, 0–1), on the basis of the groups' rates among the facts. ``moves_source`` says in words
    where the moves come from; ``moves_told`` are the origins whose moves a loaded table tells, None where all
    are modelled, and ``moves_weight`` how much its directions weigh there against the modelled ones (0–1);
    ``moves_loaded`` is what the table tells.
    """

    facts: dict[str, Array]
    texts: dict[str, Array]
    moves: Array
    nonba_moves: Array
    jobs: Jobs
    spread: Array
    importance: Array
    standard_level: Array
    unemployment_rate: float
    moves_source: str = say("modelled by Headway, national")
    moves_told: Array | None = None
    moves_weight: Array | None = None
    moves_loaded: ToldMoves | None = None

    @property
    def count(self) -> int:
        """Number of detailed occupations."""
        return len(self.texts["soc"])

    @cached_property
    def pair_gap(self) -> Array:
        """Training gap of every pair, o × d: Σ max(0, level(d) − level(o)) × importance(d) ÷ 5.

        Levels are in standard deviations of the element over all occupations.
        """
        need = np.ascontiguousarray(self.standard_level.T, dtype=np.float32)
        weight = np.ascontiguousarray(self.importance.T / 5, dtype=np.float32)
        gap = np.zeros((self.count, self.count), dtype=np.float32)
        for start in range(0, self.count, CACHED_ROWS):
            block = gap[start : start + CACHED_ROWS]
            step = np.empty_like(block)
            for element in range(len(need)):
                have = need[element, start : start + CACHED_ROWS, None]
                np.subtract(need[element], have, out=step)
                np.maximum(step, 0, out=step)
                step *= weight[element]
                block += step
        return gap

    @cached_property
    def outward(self) -> Array:
        """People without a four-year degree who move on from each occupation in a year."""
        return np.asarray(self.nonba_moves.sum(axis=1))


@lru_cache(maxsize=2)
def national(pack: Pack) -> National:
    """Return what holds everywhere; computed once per pack."""
    occupations = pack.occupations()
    facts = {name: occupations[name].to_numpy(dtype=float, na_value=np.nan) for name in (*FACTS, "job_zone")}
    texts = {name: occupations[name].fillna("").to_numpy(dtype=object) for name in TEXTS}
    moves = pack.transitions()
    level = pack.element_matrix("level")
    rates = pack.table("unemployment_rates")
    return National(
        facts,
        texts,
        moves,
        nonba_moves(moves, facts["nonba_share"]),
        jobs_of(pack, (NATION,)),
        _cross_sector_spread(pack),
        pack.element_matrix("importance"),
        level / level.std(axis=0),
        float(rates.loc[rates["group_title"] == EVERYBODY, "rate"].iloc[0]),
    )


def nonba_moves(moves: Array, share: Array) -> Array:
    """Return the moves of people without a degree: moves × non-BA share of o × min(1, that of d ÷ 0.5)."""
    return np.asarray(moves * share[:, None] * np.minimum(1, share / 0.5)[None, :])


def _cross_sector_spread(pack: Pack) -> Array:
    """Return 1 − Σ squared shares of national employment by 2-digit industry; NaN without a pattern."""
    staffing, socs = pack.table("staffing"), pack.occupations()["soc"]
    sectors = staffing[(staffing["level"] == 2) & staffing["employment"].notna() & staffing["soc"].isin(socs)]
    place = pd.Index(socs).get_indexer(pd.Index(sectors["soc"]))
    jobs = sectors["employment"].to_numpy(dtype=float)
    total = np.bincount(place, jobs, len(socs))
    squares = np.bincount(place, jobs**2, len(socs))
    return np.asarray(1 - np.divide(squares, total**2, out=np.full(len(socs), np.nan), where=total > 0))
