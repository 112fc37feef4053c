"""Progressions: the largest two-step paths Origin → Gateway → Target of a region, modelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.dictionaries import columns
from workbook.model.national import National

if TYPE_CHECKING:
    from workbook.model.results import Results

LISTED = 300
"""Paths listed for a region, largest first."""


def progressions(results: Results) -> pd.DataFrame:
    """Return the largest paths of the region, largest first.

    The first step is the national modelled flow of people without a four-year degree × the region's part of
    the Origin's jobs; the second is the share of the Gateway's movers who go to the Target. A first step of
    fewer people than the suppression limit is not listed. Only Gateways with openings in the region count.
    """
    frame, everywhere, moves = results.frame, results.prepared.national, results.prepared.national.nonba_moves
    names = frame["class"].astype(str)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.nan_to_num(frame["employment"] / everywhere.jobs.employment)
    origins = np.flatnonzero(results.classified.origins & (part > 0))
    gateways = np.flatnonzero((names == "Gateway") & (frame["openings_12m"] > 0))
    targets = np.flatnonzero(names == "Target")
    if not (len(origins) and len(gateways) and len(targets)):
        return pd.DataFrame(columns=list(columns("progressions")))
    first = moves[np.ix_(origins, gateways)] * part[origins][:, None]
    o, g = np.nonzero((first >= results.parameters["suppression_min_people"]) & (first > 0))
    onward = everywhere.outward[gateways][:, None]
    second = moves[np.ix_(gateways, targets)]
    second = np.divide(second, onward, out=np.zeros_like(second), where=onward > 0)
    people = first[o, g][:, None] * second[g]
    listed = min(LISTED, int((people > 0).sum()))
    best = np.argpartition(-people, listed - 1, axis=None)[:listed] if listed else np.array([], dtype=int)
    best = best[np.lexsort((best, -people.ravel()[best]))]
    pair, t = np.unravel_index(best, people.shape)
    o, g = o[pair], g[pair]
    origin, gateway, target = origins[o], gateways[g], targets[t]
    income = results.traits.income_usd
    table = pd.DataFrame(
        {
            "origin_soc": frame["soc"][origin],
            "origin": frame["title"][origin],
            "gateway_soc": frame["soc"][gateway],
            "gateway": frame["title"][gateway],
            "target_soc": frame["soc"][target],
            "target": frame["title"][target],
            "people": people.ravel()[best],
            "people_first_step": first[o, g],
            "second_step_share": second[g, t],
            "origin_income_usd": income[origin],
            "gateway_income_usd": income[gateway],
            "target_income_usd": income[target],
            "wage_gain_usd": income[target] - income[origin],
            "gateway_availability": frame["availability"][gateway],
        }
    )
    return table[list(columns("progressions"))]


def transitions_table(everywhere: National) -> pd.DataFrame:
    """Return the moves as one row per pair with at least a hundredth of a person a year, national.

    ``people`` counts everybody, ``people_nonba`` those without a four-year degree; ``kind`` is ``modelled``,
    ``loaded`` where a table of the planner's tells where the people of the origin go, or ``blended`` where
    what it tells by few people leans on the modelled.
    """
    o, d = np.nonzero(everywhere.moves >= 0.01)
    socs, weight = everywhere.texts["soc"], everywhere.moves_weight
    kind = None if weight is None else np.select([weight >= 1, weight > 0], ["loaded", "blended"], "modelled")
    return pd.DataFrame(
        {
            "origin": socs[o],
            "destination": socs[d],
            "people": everywhere.moves[o, d],
            "people_nonba": everywhere.nonba_moves[o, d],
            "kind": "modelled" if kind is None else kind[o],
        }
    )
