"""Figures of an occupation as a coach reads them: rounded to what they can bear, with their marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbook.plan import GOOD_CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
IMPUTED, MODELLED = "i", "m"
UNKNOWN = "–"
GAP_WORDS = ("Small", "Medium", "Large")
HIGHER = "Higher"
WORDS_OF_CAUTION = (HIGHER, "Crowded", "Scarce")
"""A risk or a competition that a coach should speak about."""
PREPARATION = ("little or none", "some", "a medium amount", "a good deal", "a great deal")
"""Usual preparation by O*NET Job Zone, from 1 to 5."""


@dataclass(frozen=True)
class Figure:
    """One figure as it is printed, and its mark: nothing, ``i`` imputed or ``m`` modelled."""

    text: str
    mark: str = ""

    @property
    def whole(self) -> str:
        """The figure with its mark, as one text."""
        return f"{self.text} {self.mark}" if self.mark else self.text


NOT_KNOWN = Figure(UNKNOWN)


@dataclass(frozen=True)
class CoachFigures:
    """The figures of a region's occupations, each as a `Figure`; ``place`` is that of the pack's order."""

    results: Results
    gap_lines: tuple[float, float]

    @classmethod
    def of(cls, results: Results) -> CoachFigures:
        """Return the figures of a region, with the lines between a small, a medium and a large skill gap.

        The lines part the steps from every Origin to every good, viable job into three equal groups.
        """
        frame = results.frame
        names = frame["class"].astype(str)
        good = np.isin(names, GOOD_CLASSES) & frame["viable"].astype(bool)
        gaps = results.prepared.national.pair_gap[np.ix_(results.classified.origins, good)]
        small, large = np.quantile(gaps, (1 / 3, 2 / 3)) if gaps.size else (0.0, 0.0)
        return cls(results, (float(small), float(large)))

    def _value(self, name: str, place: int) -> float:
        return float(self.results.frame[name][place])

    def income(self, place: int) -> Figure:
        """Return the pay of people without a four-year degree [USD per year], to the nearest hundred."""
        told = np.isfinite(self._value("nonba_income_told_usd", place))
        income = money(self._value("nonba_income_usd", place))
        return Figure(income) if told else _modelled(income)

    def gain(self, start: int, end: int) -> Figure:
        """Return how much more the second occupation pays a year than the first."""
        income = self.results.traits.income_usd
        return _modelled(money(float(income[end] - income[start]), signed=True))

    def median(self, place: int) -> Figure:
        """Return the median wage [USD per year] as published; imputed where the nation stands in."""
        text = money(self._value("wage_p50_usd", place))
        national = str(self.results.frame["wage_source"][place]) == "national"
        return Figure(text, IMPUTED if national and text != UNKNOWN else "")

    def jobs(self, place: int) -> Figure:
        """Return the jobs of the region as published; a dash where they are withheld or absent."""
        return Figure(_count(self._value("employment", place)))

    def openings(self, place: int) -> Figure:
        """Return the openings a year, rounded as an estimate is."""
        return _modelled(rounded(self._value("openings_12m", place)))

    def competition(self, place: int) -> Figure:
        """Return in a word how many people look for each opening."""
        return _modelled(str(self.results.frame["availability"][place] or UNKNOWN))

    def risk(self, place: int) -> Figure:
        """Return whether the long-term risk of automation is higher or lower than the plan's line."""
        risk = self._value("automation_risk", place)
        if np.isnan(risk):
            return NOT_KNOWN
        mark = IMPUTED if str(self.results.frame["automation_mark"][place]) else ""
        return Figure(HIGHER if risk >= self.results.parameters["risk_line"] else "Lower", mark)

    def degree_free(self, place: int) -> Figure:
        """Return the share of workers without a four-year degree, nationwide."""
        share = self._value("nonba_share", place)
        mark = IMPUTED if str(self.results.frame["nonba_mark"][place]) else ""
        return NOT_KNOWN if np.isnan(share) else Figure(f"{share:.0%}", mark)

    def gap(self, start: int, end: int) -> Figure:
        """Return in a word how much is still to be learned between two occupations."""
        gap = float(self.results.prepared.national.pair_gap[start, end])
        small, large = self.gap_lines
        return _modelled(GAP_WORDS[int(gap > small) + int(gap > large)])

    def postings(self, place: int) -> Figure:
        """Return the open local postings; those that ask for no four-year degree stand in brackets."""
        found, free = (self._value(name, place) for name in ("postings_open", "postings_no_degree"))
        if np.isnan(found):
            return NOT_KNOWN
        return Figure(f"{found:,.0f} ({free:,.0f})" if free else f"{found:,.0f}")

    def advertised(self, place: int) -> Figure:
        """Return the median advertised wage [USD per year] where enough postings state one."""
        return Figure(money(self._value("posting_wage_usd", place)))

    def preparation(self, place: int) -> str:
        """Return in words how much preparation is usual; empty where it is not rated."""
        zone = self._value("job_zone", place)
        return "" if np.isnan(zone) else PREPARATION[int(zone) - 1]


def _modelled(text: str) -> Figure:
    return Figure(text, "" if text == UNKNOWN else MODELLED)


def money(amount: float, *, signed: bool = False) -> str:
    """Return an amount a year to the nearest hundred dollars.

    >>> money(17909.06), money(46853.0, signed=True), money(float("nan"))
    ('$17,900', '+$46,900', '–')
    """
    if np.isnan(amount):
        return UNKNOWN
    sign = "−" if amount <= -50 else "+" if signed and amount >= 50 else ""
    return f"{sign}${abs(round(amount / 100) * 100):,.0f}"


def rounded(count: float) -> str:
    """Return an estimated count to two leading figures; a little is not nothing.

    >>> rounded(8994.0), rounded(61.4), rounded(0.3), rounded(0.0), rounded(float("nan"))
    ('9,000', '61', 'under 1', '0', '–')
    """
    if np.isnan(count):
        return UNKNOWN
    if 0 < count < 1:
        return "under 1"
    if count < 100:
        return f"{count:,.0f}"
    unit = 10 ** (int(np.floor(np.log10(count))) - 1)
    return f"{round(count / unit) * unit:,.0f}"


def _count(count: float) -> str:
    return UNKNOWN if np.isnan(count) else f"{count:,.0f}"
