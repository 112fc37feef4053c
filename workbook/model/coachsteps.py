"""The steps of a coach page: which occupations are ahead, nearby and behind, and what each asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.skillwords import in_plain_words
from workbook.model.coachfigures import MODELLED, CoachFigures, Figure
from workbook.model.coachtraining import training_of
from workbook.model.coachwords import AHEAD, BEHIND, NEARBY
from workbook.model.pairs import pairs
from workbook.plan import CLASSES, GOOD_CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
Lines = tuple[tuple[str, str], ...]
LISTED = {AHEAD: 6, NEARBY: 8, BEHIND: 6}
"""Most steps of a list; a page shows fewer where its room ends."""
NAMED_TARGETS, NAMED_MOVES, NAMED_STRENGTHS = 3, 4, 3
NAMED_SKILLS = ((5, 2), (4, 2), (4, 1), (3, 1))
"""Most skills and tools of a line, to be tried in this order."""
LINE_LETTERS = 104
"""Letters of a line on paper: names are left out until a list fits, down to a least number."""
NEAREST_STEPS, NEAREST_PLACES = 2, (2, 4)
KEPT = {AHEAD: 3, NEARBY: 3, BEHIND: 3}
"""Steps of a list that a page shows at least, where it has so many."""
PATH_PEOPLE, MOVES_PEOPLE = "path_people_min", "suppression_min_people"


@dataclass(frozen=True)
class Choice:
    """The steps chosen for one occupation: per kind the first places and how many there are in all.

    ``nearest`` are those of them that stand there for their small skill gap, not for their people.
    """

    place: int
    kinds: tuple[str, ...]
    detailed: frozenset[str]
    chosen: Mapping[str, tuple[int, ...]]
    found: Mapping[str, int]
    nearest: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Detail:
    """What transfers on one step, in plain words, and the lines that say so."""

    brings: tuple[str, ...]
    lines: Lines


@dataclass(frozen=True)
class Steps:
    """The moves of a region, prepared once for all pages.

    ``flow[o, d]`` are people without a four-year degree who move a year in the region; ``moves`` the same in
    the nation, whose directions hold for the region.
    """

    results: Results
    figures: CoachFigures
    names: Array
    viable: Array
    open_: Array
    income: Array
    moves: Array
    flow: Array
    with_postings: bool

    @classmethod
    def of(cls, results: Results, figures: CoachFigures) -> Steps:
        """Prepare the moves of a region."""
        frame, everywhere = results.frame, results.prepared.national
        with np.errstate(invalid="ignore", divide="ignore"):
            part = np.nan_to_num(frame["employment"] / everywhere.jobs.employment)
        return cls(
            results,
            figures,
            frame["class"].astype(str),
            frame["viable"].astype(bool),
            np.nan_to_num(frame["openings_12m"]) > 0,
            results.traits.income_usd,
            everywhere.nonba_moves,
            everywhere.nonba_moves * part[:, None],
            results.prepared.postings.snapshot is not None,
        )

    # Choosing ----------------------------------------------------------------------------------------

    def choose(self, place: int) -> Choice:
        """Choose the steps of one occupation, those first that most people take; ties by the smaller gap.

        Only jobs that pay people without a four-year degree more than this one are ahead or nearby.
        """
        name = self.names[place]
        ahead = self._ahead(place, name)
        good = self.viable & np.isin(self.names, GOOD_CLASSES)
        masks = {
            AHEAD: ahead,
            NEARBY: good & ~ahead & self._better(place),
            BEHIND: self._behind(place, name),
        }
        origin = name in CLASSES[:2]
        kinds = (AHEAD, NEARBY) if origin else (AHEAD, BEHIND, NEARBY)
        detailed = frozenset((AHEAD,) if origin else (BEHIND,))
        found, chosen, nearest = {}, {}, {}
        for kind in kinds:
            weight = self.flow[:, place] if kind == BEHIND else self.moves[place]
            gap = self.results.prepared.national.pair_gap
            distance = gap[:, place] if kind == BEHIND else gap[place]
            inside = np.flatnonzero(masks[kind] & (weight > 0))
            ordered = inside[np.lexsort((inside, distance[inside], -weight[inside]))].tolist()
            found[kind], first = len(inside), ordered[: LISTED[kind]]
            if origin and kind == AHEAD:
                first, nearest[kind] = _with_nearest(ordered, distance, LISTED[kind])
            chosen[kind] = tuple(first)
        return Choice(place, kinds, detailed, chosen, found, nearest)

    def _better(self, place: int) -> Array:
        with np.errstate(invalid="ignore"):
            better = self.income > self.income[place]
        better[place] = False
        return np.asarray(better)

    def _ahead(self, place: int, name: str) -> Array:
        gateways = self.viable & (self.names == "Gateway")
        targets = self.open_ & (self.names == "Target")
        wanted = gateways if name in CLASSES[:2] else targets if name == "Gateway" else gateways | targets
        return np.asarray(wanted & self._better(place))

    def _behind(self, place: int, name: str) -> Array:
        """Return who is expected to feed an occupation: Gateways a Target, Origins any other."""
        feeders = self.names == "Gateway" if name == "Target" else np.isin(self.names, CLASSES[:2])
        feeders[place] = False
        return np.asarray(feeders & (self.flow[:, place] >= self.results.parameters[MOVES_PEOPLE]))

    # What stands in a row ----------------------------------------------------------------------------

    def columns(self, kind: str) -> tuple[str, ...]:
        """Return the headings of a list's figures."""
        if kind == BEHIND:
            return ("Pay a year", "Gain in pay", "Of those who come", "Skill gap")
        found = ("Pay a year", "Gain in pay", "Openings a year", "Competition", "Automation risk")
        more = ("No degree", "Skill gap")
        return (*found, *more, *(("Postings",) if self.with_postings else ()))

    def row(self, kind: str, place: int, other: int) -> tuple[Figure, ...]:
        """Return the figures of a step under `columns`."""
        figures = self.figures
        if kind == BEHIND:
            coming = self.flow[:, place]
            share = Figure(_percent(float(coming[other] / coming.sum())), MODELLED)
            return (figures.income(other), figures.gain(other, place), share, figures.gap(other, place))
        found = (
            figures.income(other),
            figures.gain(place, other),
            figures.openings(other),
            figures.competition(other),
            figures.risk(other),
            figures.degree_free(other),
            figures.gap(place, other),
        )
        return (*found, *((figures.postings(other),) if self.with_postings else ()))

    def pair(self, kind: str, place: int, other: int) -> tuple[int, int]:
        """Return a step as origin and destination."""
        return (other, place) if kind == BEHIND else (place, other)

    def details(self, choices: Iterable[Choice]) -> dict[tuple[int, int], Detail]:
        """Return for every step what transfers, and its lines: strengths, gap, training, what lies behind."""
        wanted = [
            (self.pair(kind, choice.place, other), kind)
            for choice in choices
            for kind in choice.kinds
            for other in choice.chosen[kind]
        ]
        table = pairs(self.results, [pair for pair, _ in wanted])
        ends = np.array(sorted({pair[1] for pair, kind in wanted if kind == AHEAD}), dtype=int)
        training = training_of(self.results, ends)
        onward = {int(end): self._onward(int(end)) for end in ends}
        found = {}
        for (pair, kind), brings, missing, tools in zip(
            wanted, table["transfers"], table["missing"], table["technologies"], strict=True
        ):
            lines = [("Brings", _listed(brings)), ("To learn", _listed(missing, tools))]
            if kind == AHEAD:
                lines.append(("Training", self._training_line(pair[1], training)))
                lines.append(("Leads on to", onward[pair[1]]))
            strengths = in_plain_words(brings.split(", ")) if brings else ()
            found[pair] = Detail(strengths, tuple((label, text) for label, text in lines if text))
        return found

    def _training_line(self, place: int, training: Mapping[int, str]) -> str:
        usual = self.figures.preparation(place)
        told = training.get(place, "")
        first = f"Usual preparation: {usual}" if usual else ""
        return ". ".join(part for part in (first, told) if part)

    def _onward(self, place: int) -> str:
        """Return the first Targets behind a Gateway, by the people who move on to them."""
        if self.names[place] != "Gateway":
            return ""
        people = np.where(self.names == "Target", self.moves[place], 0.0)
        clear = np.flatnonzero(people >= max(self.results.parameters[PATH_PEOPLE], 1e-9))
        order = clear[np.argsort(-people[clear], kind="stable")]
        titles = [str(self.results.frame["title"][one]) for one in order]
        said = ""
        for named in range(NAMED_TARGETS, 0, -1):
            more = len(titles) - named
            said = "; ".join(titles[:named])
            said += f"; and {more} more Target{'s' if more > 1 else ''}" if more > 0 else ""
            if len(said) <= LINE_LETTERS:
                break
        return said

    def strongest(self, choice: Choice, details: Mapping[tuple[int, int], Detail]) -> tuple[str, ...]:
        """Return what carries over most often: into this job from those behind it, otherwise out of it."""
        kinds = (BEHIND,) if choice.chosen.get(BEHIND) else (AHEAD, NEARBY)
        steps = [
            self.pair(kind, choice.place, other) for kind in kinds for other in choice.chosen.get(kind, ())
        ]
        counted = Counter(word for step in steps for word in details[step].brings)
        return tuple(word for word, _ in counted.most_common(NAMED_STRENGTHS))

    # Both directions ---------------------------------------------------------------------------------

    def coming(self, place: int) -> tuple[tuple[str, float], ...]:
        """Return the occupations that most of those who come in leave, with their shares (0–1)."""
        people = self.flow[:, place]
        return self._first(people, people)

    def going(self, place: int) -> tuple[tuple[str, float], ...]:
        """Return the occupations that most of those who leave go to, with their shares (0–1)."""
        people = self.moves[place]
        return self._first(people, self.flow[place] if self.flow[place].any() else people)

    def _first(self, people: Array, counted: Array) -> tuple[tuple[str, float], ...]:
        whole = float(people.sum())
        if not whole > 0:
            return ()
        clear = np.flatnonzero(counted >= max(self.results.parameters[MOVES_PEOPLE], 1e-9))
        order = clear[np.argsort(-people[clear], kind="stable")][:NAMED_MOVES]
        titles = self.results.frame["title"]
        return tuple((str(titles[one]), float(people[one] / whole)) for one in order)

    def good_shares(self, place: int) -> tuple[float, float]:
        """Return which part of those who leave goes straight to a Gateway, and to another good job (0–1)."""
        people = self.moves[place]
        whole = float(people.sum())
        if not whole > 0:
            return float("nan"), float("nan")
        gateways = self.viable & (self.names == "Gateway")
        others = self.viable & np.isin(self.names, GOOD_CLASSES) & ~gateways & self._better(place)
        return float(people[gateways].sum() / whole), float(people[others].sum() / whole)


def _with_nearest(ordered: list[int], distance: Array, listed: int) -> tuple[list[int], tuple[int, ...]]:
    """Return the first steps with the two nearest in skills in the third and the fifth place among them.

    A nearest one that comes early anyway keeps its place and takes none of another.

    >>> gap = np.array([9.0, 8.0, 7.0, 6.0, 5.0, 1.0, 2.0, 9.0])
    >>> _with_nearest([0, 1, 2, 3, 4, 5, 6, 7], gap, 6)
    ([0, 1, 5, 2, 6, 3], (5, 6))
    >>> _with_nearest([5, 6, 0], gap, 6)
    ([5, 6, 0], ())
    """
    near = sorted(ordered, key=lambda one: (float(distance[one]), one))[:NEAREST_STEPS]
    late = [one for one in near if one not in ordered[: listed - NEAREST_STEPS]]
    first = [one for one in ordered if one not in late]
    for at, one in zip(NEAREST_PLACES, late, strict=False):
        first.insert(at, one)
    return first[:listed], tuple(late)


def _listed(elements: str, tools: str = "") -> str:
    """Return skills in plain words and tools, as many of them as stand in a line.

    >>> _listed("Speaking, Writing", "Microsoft Excel; Linux")
    'explaining things to people, writing clearly; tools: Microsoft Excel, Linux'
    """
    skills = in_plain_words(elements.split(", ")) if elements else ()
    named = tools.split("; ") if tools else []
    said = ""
    for most_skills, most_tools in NAMED_SKILLS:
        parts = [", ".join(skills[:most_skills])]
        if named:
            parts.append(f"tools: {', '.join(named[:most_tools])}")
        said = "; ".join(part for part in parts if part)
        if len(said) <= LINE_LETTERS:
            break
    return said


def _percent(share: float) -> str:
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"
