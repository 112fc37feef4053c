"""What else a file says of a posting, and how far it moves the occupations that its title may mean.

A title outweighs any hint but a stated code: hints part occupations between which the title leaves a choice.
Scores are natural logarithms of odds, so a hint of 1 makes an occupation 2.7 times likelier than the others.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from data.intake.coding.features import Floats, Ints
from data.intake.coding.index import KnownTitles
from data.intake.coding.industries import Industries
from data.intake.coding.stated_codes import StatedCodes
from data.intake.coding.wording import read_title
from data.intake.titles import normalised

if TYPE_CHECKING:
    import pandas as pd

    from data.reference.pack import Pack

INDUSTRY_WEIGHT = 0.35
"""Of the logarithm of how much commoner an occupation is in the industry: staffing patterns are national, and
a posting's industry is often that of an agency."""
EMPLOYER_WEIGHT = 0.25
"""The same for an industry guessed from the employer's name, which may mislead ("Hotel Supply Company")."""
WAGE_WEIGHT, FARTHEST_WAGE = 0.5, 4.0
"""Of the half squared distance from the occupation's median, in spreads of the logarithm of its wages."""
REGIONAL_WAGE_SPREAD = 0.2
"""Wages are compared with national ones: regions differ by so much (standard deviation of the logarithm)."""
EDUCATION_WEIGHT, FARTHEST_EDUCATION = 0.3, 3.0
"""Per step between the education asked and that typical of entrants; employers ask for more and for less."""
SKILLS_WEIGHT, TECHNOLOGY_WEIGHT, MOST_SKILLS = 0.3, 0.15, 1.5
"""Of what the words of the skills would say in a title, and for each technology that the occupation uses."""
CODE_WEIGHT = 4.0
"""For a stated code: somebody coded the posting, perhaps by an older classification or by machine. It decides
unless the title clearly says otherwise."""

_DECILES_APART = 2.563
"""Standard deviations between the 10th and the 90th percentile of a normal distribution."""
_USUAL_SPREAD = 0.4

_EDUCATION_STEPS = (
    ("doctoral or professional degree", 6.0),
    ("master's degree", 5.0),
    ("bachelor's degree", 4.0),
    ("associate's degree", 3.0),
    ("postsecondary nondegree award", 2.0),
    ("some college, no degree", 2.0),
    ("high school diploma or equivalent", 1.0),
    ("no formal educational credential", 0.0),
)
_EDUCATION_WORDS = (
    (re.compile(r"\b(ph ?d|doctora\w*|professional degree|md|jd|dds|dvm|pharmd)\b"), 6.0),
    (re.compile(r"\b(master\w*|mba|msw|ms degree)\b"), 5.0),
    (re.compile(r"\b(bachelor\w*|ba|bs|bsn|(?:four|4) year degree|college degree|university)\b"), 4.0),
    (re.compile(r"\b(associate\w*|aa|as degree|(?:two|2) year degree)\b"), 3.0),
    (re.compile(r"\b(some college|certificate|vocational|(?:technical|trade) school|nondegree)\b"), 2.0),
    (re.compile(r"\b(high school|hs|ged|diploma|secondary)\b"), 1.0),
    (re.compile(r"\b(none|no (?:formal )?education\w*|not required|no degree|less than high school)\b"), 0.0),
)
_MIDDLE_EDUCATION = 1.0
"""Taken for an occupation whose typical education is not published: that of most jobs."""
_LISTED = re.compile(r"[,;|/\n•·]+")


@dataclass(frozen=True)
class Hints:
    """What else a file says of each title; every column as long as the titles, absent columns None.

    Attributes
    ----------
    employer, industry, education, skills, code : sequence of (str or None), optional
        Employer's name; industry as text or NAICS code; education asked; skills, listed or in running words;
        SOC or O*NET code. Blank or None where the file says nothing.
    wage_annual_usd : sequence of (float or None), optional
        Wage offered, US dollars a year; None or NaN where not stated.
    """

    employer: Sequence[str | None] | None = None
    industry: Sequence[str | None] | None = None
    wage_annual_usd: Sequence[float | None] | None = None
    education: Sequence[str | None] | None = None
    skills: Sequence[str | None] | None = None
    code: Sequence[str | None] | None = None

    def require_length(self, titles: int) -> None:
        """Refuse hints that are not one per title.

        Raises
        ------
        ValueError
            If a column is longer or shorter than the titles.
        """
        for column in fields(self):
            given = getattr(self, column.name)
            if given is not None and len(given) != titles:
                raise ValueError(f"{len(given)} hints of {column.name} for {titles} titles")

    def keys(self, titles: int) -> list[tuple[object, ...]]:
        """What the hints of each title are, for telling equal ones."""
        given = [getattr(self, column.name) for column in fields(self)]
        stated = [[_stated(value) for value in column] for column in given if column is not None]
        return list(zip(*stated, strict=True)) if stated else [()] * titles


class HintBook:
    """Weighs hints for the occupations of a pack."""

    def __init__(self, pack: Pack, socs: tuple[str, ...], known: KnownTitles) -> None:
        self._socs, self._known = socs, known
        self._industries = Industries(pack.table("industries"), pack.table("staffing"), socs)
        self._codes = StatedCodes(pack.table("soc_aliases"), pack.table("soc2010"), socs)
        occupations = pack.table("occupations").set_index("soc").reindex(socs)
        steps = dict(_EDUCATION_STEPS)
        entry = occupations["entry_education"].fillna("").str.casefold().map(steps)
        steps_asked = entry.to_numpy(dtype=np.float64)
        self._entry: Floats = np.where(np.isnan(steps_asked), _MIDDLE_EDUCATION, steps_asked)
        self._wage_middle, self._wage_spread = _wages(pack, socs)
        self._technologies = _technologies(pack.table("technologies"), socs)

    def scores(self, hints: Hints, at: Ints) -> Floats:
        """Score of each occupation for the titles at these places; grain title × occupation."""
        total = np.zeros((len(at), len(self._socs)))
        rows: tuple[tuple[Sequence[str | None] | None, Callable[[str], Floats | None]], ...] = (
            (hints.industry, self._of_industry),
            (hints.employer, self._of_employer),
            (hints.education, self._of_education),
            (hints.skills, self._of_skills),
            (hints.code, self._of_code),
        )
        for column, score in rows:
            if column is not None:
                _add(total, [_text(column[place]) for place in at.tolist()], score)
        if hints.wage_annual_usd is not None:
            offered = [_wage(hints.wage_annual_usd[place]) for place in at.tolist()]
            total += self._of_wages(np.array(offered, dtype=np.float64))
        return total

    def _of_industry(self, text: str) -> Floats | None:
        commoner = self._industries.commoner(self._industries.of_text(text))
        return None if commoner is None else INDUSTRY_WEIGHT * commoner

    def _of_employer(self, name: str) -> Floats | None:
        commoner = self._industries.commoner(self._industries.of_employer(name))
        return None if commoner is None else EMPLOYER_WEIGHT * commoner

    def _of_education(self, text: str) -> Floats | None:
        step = education_step(text)
        if step is None:
            return None
        distance = np.minimum(np.abs(self._entry - step), FARTHEST_EDUCATION)
        return -EDUCATION_WEIGHT * distance

    def _of_skills(self, text: str) -> Floats | None:
        used = np.zeros(len(self._socs))
        for part in _LISTED.split(text):
            used += self._technologies.get(normalised(part), 0.0)
        rows = self._known.features([read_title(text)])
        words = self._known.evidence(rows, 1).words[0]
        told = np.maximum(SKILLS_WEIGHT * (words - words.max(initial=0.0)), -MOST_SKILLS)
        return np.minimum(TECHNOLOGY_WEIGHT * used, MOST_SKILLS) + (told if len(rows.feature) else 0.0)

    def _of_code(self, code: str) -> Floats | None:
        speaks = self._codes.speak_for(code)
        return None if speaks is None else CODE_WEIGHT * speaks

    def _of_wages(self, offered: Floats) -> Floats:
        """Nearer wages are likelier; an occupation without published wages counts as middling far."""
        distance = (np.log(offered)[:, None] - self._wage_middle) / self._wage_spread
        half_square = np.minimum(0.5 * distance * distance, FARTHEST_WAGE)
        half_square = np.where(np.isnan(self._wage_middle), 0.5, half_square)
        return np.where(np.isnan(offered)[:, None], 0.0, -WAGE_WEIGHT * half_square)


def education_step(text: str) -> float | None:
    """Read the education a posting asks for as a step from 0 (none) to 6 (doctoral); None if it says none.

    Of several the lowest counts: "high school, bachelor's preferred" asks for high school.

    >>> education_step("Diploma or GED"), education_step("Bachelor's or Master's"), education_step("?")
    (1.0, 4.0, None)
    """
    said = normalised(text)
    return min((step for pattern, step in _EDUCATION_WORDS if pattern.search(said)), default=None)


def _add(total: Floats, values: list[str], score: Callable[[str], Floats | None]) -> None:
    """Add to each row the score of its value, worked out once per value."""
    rows: dict[str, list[int]] = {}
    for row, value in enumerate(values):
        rows.setdefault(value, []).append(row)
    for value, having in rows.items():
        told = score(value) if value else None
        if told is not None:
            total[having] += told


def _stated(value: object) -> object:
    """One value of a hint, with absent ones alike: NaN does not equal itself."""
    if isinstance(value, str):
        return value.strip() or None
    return None if value is None or value != value else value


def _text(value: str | None) -> str:
    return value.strip() if isinstance(value, str) else ""


def _wage(value: float | None) -> float:
    if value is None or not math.isfinite(value) or value <= 0:
        return math.nan
    return float(value)


def _wages(pack: Pack, socs: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Middle and spread of the logarithm of each occupation's national wages; a capped one is the cap."""
    areas = pack.areas()
    national = areas.loc[areas["kind"] == "national", "area"]
    wages = pack.wages(list(national)).set_index("soc").reindex(socs)
    middle = np.log(wages["wage_p50_usd"].to_numpy(dtype=np.float64))
    low, high = (np.log(wages[f"wage_p{share}_usd"].to_numpy(dtype=np.float64)) for share in (10, 90))
    spread = np.nan_to_num((high - low) / _DECILES_APART, nan=_USUAL_SPREAD)
    return middle, np.hypot(np.maximum(spread, 0.1), REGIONAL_WAGE_SPREAD)


def _technologies(table: pd.DataFrame, socs: tuple[str, ...]) -> dict[str, Floats]:
    """For each technology, by its normalised name, which occupations use it."""
    places = {soc: place for place, soc in enumerate(socs)}
    found: dict[str, Floats] = {}
    for soc, technology in zip(table["soc"], table["technology"], strict=True):
        if soc in places:
            found.setdefault(normalised(technology), np.zeros(len(socs)))[places[soc]] = 1.0
    return found
