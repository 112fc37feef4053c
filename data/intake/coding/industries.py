"""Which industry a posting is of, by what it states or its employer's name, and who works there."""

from __future__ import annotations

import csv
import math
import re
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from data.intake.coding.features import Floats
from data.intake.coding.wording import folded, forms
from data.intake.titles import normalised

FOLDER = Path(__file__).parent

_NAICS = re.compile(r"\s*(?:NAICS\W*)?(\d{2,6})(?:-\d{2})?\b", re.IGNORECASE)
_SECTORS = {
    **dict.fromkeys(("31", "32", "33"), "31-33"),
    **dict.fromkeys(("44", "45"), "44-45"),
    **dict.fromkeys(("48", "49"), "48-49"),
    **dict.fromkeys(("91", "92"), "99"),
}
"""Sectors of the staffing patterns that go by another code than their first two figures."""
_ALIKE_ENOUGH = 0.75
ALL_OCCUPATIONS = "00-0000"
_ELSEWHERE_SHARE = 0.02
"""So much of every occupation is taken to be spread like all jobs: no industry is impossible."""
MOST = 2.5
"""Bound of the logarithm of how much commoner an occupation is in an industry than in all."""


class Industries:
    """The industries of the pack.

    Parameters
    ----------
    industries : DataFrame
        `industry`, `title`.
    staffing : DataFrame
        `soc`, `industry`, `level`, `employment` (missing where suppressed), with all occupations as 00-0000.
    socs : sequence of str
        Occupations in the order of the rows given out.
    """

    def __init__(self, industries: pd.DataFrame, staffing: pd.DataFrame, socs: tuple[str, ...]) -> None:
        self._codes = frozenset(industries["industry"])
        self._titles = {
            code: frozenset(form for word in folded(title).split() for form in forms(word.strip(",()")))
            for code, title in zip(industries["industry"], industries["title"], strict=True)
        }
        self._commoner = _commoner(staffing, socs)

    def commoner(self, industry: str) -> Floats | None:
        """How much commoner each occupation is in an industry than in all: a bounded natural logarithm.

        Returns
        -------
        ndarray or None
            One figure per occupation, 0 where the publisher suppressed it; None for an unknown industry.
        """
        return self._commoner.get(industry)

    def of_text(self, text: str) -> str:
        """Find the industry that a text names by NAICS code, by its title or by telling words; "" if none."""
        return self._by_code(text) or self._by_title(text) or _by_words(text)

    def of_employer(self, name: str) -> str:
        """Find the industry that the words of an employer's name tell; "" if none."""
        return _by_words(name)

    def _by_code(self, text: str) -> str:
        stated = _NAICS.match(text)
        if not stated:
            return ""
        digits = stated[1]
        candidates = (digits[:3], _SECTORS.get(digits[:2], digits[:2]))
        return next((code for code in candidates if code in self._codes), "")

    def _by_title(self, text: str) -> str:
        words = {form for word in normalised(text).split() for form in forms(word)}
        alike = {
            code: len(words & title) / math.sqrt(len(words) * len(title))
            for code, title in self._titles.items()
            if words & title
        }
        best = max(alike, key=lambda code: (alike[code], -len(code), code), default="")
        return best if best and alike[best] >= _ALIKE_ENOUGH else ""


@cache
def _industry_words() -> tuple[re.Pattern[str], dict[str, str]]:
    with (FOLDER / "industry_words.csv").open(encoding="utf-8", newline="") as file:
        meant = {row["word"]: row["industry"] for row in csv.DictReader(file)}
    longest_first = sorted(meant, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), meant


def _by_words(text: str) -> str:
    """The industry of the longest telling words; of several as long ones the last, as in "Hotel Laundry"."""
    pattern, meant = _industry_words()
    said = pattern.findall(normalised(text))
    return meant[max(reversed(said), key=len)] if said else ""


def _commoner(staffing: pd.DataFrame, socs: tuple[str, ...]) -> dict[str, Floats]:
    """For each industry how much commoner each occupation is there than everywhere."""
    jobs = staffing.pivot(index="soc", columns="industry", values="employment")
    stated = staffing.assign(stated=1).pivot(index="soc", columns="industry", values="stated").reindex(socs)
    all_jobs = staffing[staffing["level"] == 2].groupby("soc")["employment"].sum()
    share = jobs.div(all_jobs.where(all_jobs > 0), axis=0)
    everywhere = share.loc[ALL_OCCUPATIONS]
    share = share.reindex(socs)
    unknown = (stated.notna() & share.isna()).to_numpy() | share.isna().all(axis=1).to_numpy()[:, None]
    spread = (share.fillna(0.0) + _ELSEWHERE_SHARE * everywhere) / ((1 + _ELSEWHERE_SHARE) * everywhere)
    commoner = np.where(unknown, 0.0, np.clip(np.log(spread.to_numpy(dtype=np.float64)), -MOST, MOST))
    return {
        str(industry): commoner[:, column]
        for column, industry in enumerate(share.columns)
        if everywhere[industry] > 0
    }
