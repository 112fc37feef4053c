"""Representation: who works in each class of the region, against who works in its Origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.dictionaries import columns
from workbook.model.national import GROUPS
from workbook.plan import CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results


def representation(results: Results) -> pd.DataFrame:
    """Return one row per class and group of workers.

    Shares are national per occupation (CPS Table 11) and weighted with regional employment; occupations
    without published shares are left out and ``coverage_share`` says how many jobs the rest holds. The
    parity index is the share ÷ the share in Origins (both bands), the people gap what is missing to parity.
    """
    facts, published = results.prepared.national.facts, np.isfinite(results.frame["employment"])
    jobs = np.nan_to_num(results.frame["employment"])
    names = results.frame["class"].astype(str)
    origins = results.classified.origins
    rows: list[dict[str, Any]] = []
    for class_name in CLASSES[:-1]:
        members = names == class_name
        for column, group in GROUPS.items():
            share, covered = _share(facts[column], jobs, members)
            base, _ = _share(facts[column], jobs, origins)
            employment = float(jobs[members].sum()) if published[members].any() else float("nan")
            rows.append(
                {
                    "class": class_name,
                    "group": group,
                    "share": share,
                    "origin_share": base,
                    "parity_index": share / base if base > 0 else float("nan"),
                    "employment": employment,
                    "people_gap": max(0.0, base - share) * employment if share == share else float("nan"),
                    "coverage_share": covered / employment if employment > 0 else float("nan"),
                }
            )
    return pd.DataFrame(rows)[list(columns("representation"))]


def _share(shares: Any, jobs: Any, members: Any) -> tuple[float, float]:
    rows = members & np.isfinite(shares)
    weight = float(jobs[rows].sum())
    return (float((shares[rows] * jobs[rows]).sum()) / weight if weight > 0 else float("nan")), weight
