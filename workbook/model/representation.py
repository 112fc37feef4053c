"""Representation: who works in each class and Gateway of the region, against who works in its Origins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say
from workbook.model.national import GROUPS
from workbook.plan import CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
Z_90 = 1.645
"""Standard errors in a margin: 90 % confidence, as the Bureau of Labor Statistics states its own."""
BELOW, ABOVE, CLOSE, BLANK = "below parity", "above parity", "too close to say", "no published share"
READING_NAMES = {
    BELOW: say("below parity"),
    ABOVE: say("above parity"),
    CLOSE: say("too close to say"),
    BLANK: say("no published share"),
}
"""What people read for each reading; `say` of a reading gives the same."""


@dataclass(frozen=True)
class _Survey:
    """What CPS says of each occupation: shares and their sampling variance, group × occupation.

    ``same`` numbers the CPS occupations: detailed occupations that one of them covers share its sample;
    ``origins`` are the figures of the region's Origins, group by group.
    """

    shares: Array
    variance: Array
    same: Array
    jobs: Array
    origins: tuple[tuple[float, float, float], ...] = ()


def sampling_variance(share: Array, base_people: Array, persons_per_interview: float) -> Array:
    """Return the sampling variance of a share from a base of so many employed people.

    A simple random sample with one interview for ``persons_per_interview`` employed people; two successes and
    two failures are added (Agresti and Coull, 1998), so that a share of nought or one has a margin too.
    Households that answer together make the true error larger, twelve months averaged make it smaller.

    >>> round(float(np.sqrt(sampling_variance(np.array(0.5), np.array(250_000.0), 2500.0))), 3)
    0.049
    """
    count = np.asarray(base_people) / persons_per_interview
    near = (np.asarray(share) * count + 2) / (count + 4)
    return np.asarray(near * (1 - near) / (count + 4))


def _survey(results: Results) -> _Survey:
    facts = results.prepared.national.facts
    occupations = results.prepared.pack.occupations()
    base = occupations["representation_base"].to_numpy(dtype=float, na_value=np.nan)
    shares = np.array([facts[name] for name in GROUPS])
    told = np.vstack([base, shares]).T
    _, same = np.unique(np.nan_to_num(told, nan=-1.0), axis=0, return_inverse=True)
    variance = sampling_variance(shares, base, results.parameters["cps_persons_per_interview"])
    survey = _Survey(shares, variance, same.ravel(), np.nan_to_num(results.frame["employment"]))
    members = results.classified.origins
    return replace(survey, origins=tuple(_share(survey, number, members) for number in range(len(shares))))


def representation(results: Results) -> pd.DataFrame:
    """Return one row per class and group of workers.

    Shares are national per occupation (CPS Table 11) and weighted with regional employment; occupations
    without published shares are left out and ``coverage_share`` says how many jobs the rest holds. The
    parity index is the share ÷ the share in Origins (both bands), the people gap what is missing to parity.
    Margins are of the survey's sample alone (90 %).
    """
    names, survey = results.frame["class"].astype(str), _survey(results)
    rows = []
    for class_name in CLASSES[:-1]:
        members = names == class_name
        rows += [{"class": class_name, **row} for row in _against_origins(results, survey, members)]
    return pd.DataFrame(rows)[list(columns("representation"))]


def representation_gateways(results: Results) -> pd.DataFrame:
    """Return one row per Gateway of the region and group of workers, the most jobs first.

    As `representation`; ``base_people`` are the employed behind the published share and ``mark`` says where
    it is that of a broader occupation or not published because fewer than 50,000 work in the occupation.
    """
    frame, survey = results.frame, _survey(results)
    occupations = results.prepared.pack.occupations()
    base = occupations["representation_base"].to_numpy(dtype=float, na_value=np.nan)
    gateways = np.flatnonzero((frame["class"].astype(str) == "Gateway") & (survey.jobs > 0))
    rows = []
    for place in gateways[np.argsort(-survey.jobs[gateways], kind="stable")]:
        told = {
            "soc": frame["soc"][place],
            "title": frame["title"][place],
            "base_people": base[place],
            "mark": results.prepared.national.texts["representation_mark"][place],
        }
        members = np.arange(len(survey.jobs)) == place
        rows += [{**told, **row} for row in _against_origins(results, survey, members)]
    return pd.DataFrame(rows, columns=list(columns("representation_gateways")))


def _against_origins(results: Results, survey: _Survey, members: Array) -> Iterator[dict[str, Any]]:
    """Yield, group by group, how the jobs of some occupations compare with those of the Origins."""
    published = np.isfinite(results.frame["employment"])
    employment = float(survey.jobs[members].sum()) if published[members].any() else float("nan")
    for number, group in enumerate(GROUPS.values()):
        share, covered, variance = _share(survey, number, members)
        base, _, base_variance = survey.origins[number]
        parity = share / base if base > 0 else float("nan")
        margin = (
            Z_90 * float(np.sqrt(variance + parity**2 * base_variance)) / base if base > 0 else float("nan")
        )
        yield {
            "group": group,
            "share": share,
            "margin_share": Z_90 * float(np.sqrt(variance)),
            "origin_share": base,
            "parity_index": parity,
            "parity_margin": margin,
            "reading": reading_of(parity, margin),
            "employment": employment,
            "people_gap": max(0.0, base - share) * employment if share == share else float("nan"),
            "coverage_share": covered / employment if employment > 0 else float("nan"),
        }


def reading_of(parity: float, margin: float) -> str:
    """Say what a parity index comes to, given its margin.

    >>> reading_of(0.8, 0.1), reading_of(0.95, 0.1), reading_of(1.2, 0.1), reading_of(float("nan"), 0.1)
    ('below parity', 'too close to say', 'above parity', 'no published share')
    """
    if not (np.isfinite(parity) and np.isfinite(margin)):
        return BLANK
    if abs(parity - 1) <= margin:
        return CLOSE
    return BELOW if parity < 1 else ABOVE


def _share(survey: _Survey, number: int, members: Array) -> tuple[float, float, float]:
    """Return the job-weighted share of a group, the jobs behind it, and its sampling variance."""
    shares = survey.shares[number]
    rows = members & np.isfinite(shares) & (survey.jobs > 0)
    weight = float(survey.jobs[rows].sum())
    if not weight > 0:
        return float("nan"), 0.0, float("nan")
    share = float((shares[rows] * survey.jobs[rows]).sum()) / weight
    together = np.bincount(survey.same[rows], survey.jobs[rows] / weight)
    variance = np.zeros(len(together))
    variance[survey.same[rows]] = survey.variance[number][rows]
    return share, weight, float((together**2 * variance).sum())
